//! `ottepel model control-loss`.

use models::control_loss::{Hierarchy, retention};
use serde_json::json;

use super::range::{between, positive};
use super::table::Table;
use crate::answer::Answer;
use crate::problem::Failure;
use crate::session::Session;

/// How much of an order survives a hierarchy, and how tall one pays (Williamson 1967)
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel model control-loss
  ottepel model control-loss --alpha 0.8 --levels 7
  ottepel model control-loss --span 7 --format csv
")]
pub struct Arguments {
    /// Share of intent that survives one level (0.01 to 0.999)
    #[arg(long, value_name = "SHARE", default_value_t = 0.9, value_parser = between(0.01, 0.999))]
    pub alpha: f64,
    /// Levels shown (2 to 50)
    #[arg(long, value_name = "N", default_value_t = 7, value_parser = clap::value_parser!(i32).range(2..=50))]
    pub levels: i32,
    /// Subordinates to a superior (1.1 to 1000)
    #[arg(long, value_name = "S", default_value_t = 5.0, value_parser = between(1.1, 1000.0))]
    pub span: f64,
    /// Ratio of wages between adjacent levels (1 to 100)
    #[arg(long, value_name = "RATIO", default_value_t = 1.5, value_parser = between(1.0, 100.0))]
    pub wage_ratio: f64,
    /// Price less materials for one unit of output, in lowest wages (above 0 to 1000000)
    #[arg(long, value_name = "WAGES", default_value_t = 3.0, value_parser = positive(1e6))]
    pub margin: f64,
}

/// Computes the model.
///
/// # Errors
/// `E0702` for a hierarchy in which nothing grows.
pub fn execute(arguments: &Arguments, _session: &Session) -> Result<Answer, Failure> {
    let Arguments {
        alpha,
        span,
        wage_ratio,
        margin,
        ..
    } = *arguments;
    if alpha * span <= 1.0 {
        return Err(Failure::new(
            "E0702",
            "alpha times span must be above 1: another level would lower output",
        )
        .at_key("--span"));
    }
    if span <= wage_ratio {
        return Err(
            Failure::new("E0702", "the span must be above the wage ratio").at_key("--wage-ratio"),
        );
    }
    let hierarchy = Hierarchy {
        alpha,
        span,
        wage_ratio,
        margin,
        base_wage: 1.0,
    };
    let mut table = Table::new(&["levels", "intent_left", "profit_in_wages"]);
    for levels in 1..=arguments.levels {
        table.push([
            json!(levels),
            json!(retention(alpha, levels - 1)),
            json!(hierarchy.profit(f64::from(levels))),
        ]);
    }
    let about = format!(
        "Williamson (1967), JPE 75. The most profitable hierarchy has {:.3} levels.",
        hierarchy.optimal_levels()
    );
    let inputs =
        json!({ "alpha": alpha, "span": span, "wage_ratio": wage_ratio, "margin": margin });
    Ok(table.answer(inputs, &about))
}
