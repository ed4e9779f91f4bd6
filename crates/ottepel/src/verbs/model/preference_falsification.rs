//! `ottepel model preference-falsification`.

use models::thresholds::steps;
use serde_json::json;

use super::range::between;
use super::table::Table;
use crate::answer::Answer;
use crate::problem::Failure;
use crate::session::Session;

/// How public opposition grows when people hide what they think (Kuran 1989, 1991)
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel model preference-falsification 0 20 20 30 40 50 60 70 80 100
  ottepel model preference-falsification 0 10 20 30 40 50 60 70 80 100
  ottepel model preference-falsification 0 10 30 30 40 50 60 70 80 100 --format json
")]
pub struct Arguments {
    /// Each person's threshold: the public opposition in per cent from which she opposes openly (0 to 100; above 100 never)
    #[arg(value_name = "PERCENT", required = true, value_parser = between(0.0, 1000.0))]
    pub thresholds: Vec<f64>,
}

/// Runs the model.
///
/// # Errors
/// None.
pub fn execute(arguments: &Arguments, _session: &Session) -> Result<Answer, Failure> {
    let people = arguments.thresholds.len() as f64;
    let counts: Vec<f64> = arguments
        .thresholds
        .iter()
        .map(|percent| percent * people / 100.0)
        .collect();
    let mut table = Table::new(&["round", "opposing", "percent"]);
    for (round, opposing) in steps(&counts).into_iter().enumerate() {
        table.push([
            json!(round),
            json!(opposing),
            json!(100.0 * opposing as f64 / people),
        ]);
    }
    let about = "Kuran (1989, 1991): observers see only the public opposition, never the thresholds, so that what comes \
                 next is unforeseen.";
    Ok(table.answer(json!({ "thresholds_percent": arguments.thresholds }), about))
}
