//! `ottepel model serial-reproduction`.

use models::serial_reproduction::{Retellers, fidelity};
use serde_json::json;

use super::range::{between, positive};
use super::table::Table;
use crate::answer::Answer;
use crate::problem::Failure;
use crate::session::Session;

/// How a message drifts to what its retellers already believed (Xu and Griffiths 2008)
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel model serial-reproduction
  ottepel model serial-reproduction --message 1 --prior -1 --retellings 6
  ottepel model serial-reproduction --noise-variance 0.25 --format csv
")]
pub struct Arguments {
    /// The message, any scale (-1e6 to 1e6)
    #[arg(long, value_name = "X", default_value_t = 1.0, allow_negative_numbers = true, value_parser = between(-1e6, 1e6))]
    pub message: f64,
    /// What the retellers believe beforehand, same scale (-1e6 to 1e6)
    #[arg(long, value_name = "X", default_value_t = 0.0, allow_negative_numbers = true, value_parser = between(-1e6, 1e6))]
    pub prior: f64,
    /// Variance of that belief (above 0 to 1e6)
    #[arg(long, value_name = "V", default_value_t = 1.0, value_parser = positive(1e6))]
    pub prior_variance: f64,
    /// Variance of what is misheard (above 0 to 1e6)
    #[arg(long, value_name = "V", default_value_t = 1.0, value_parser = positive(1e6))]
    pub noise_variance: f64,
    /// Retellings (1 to 1000)
    #[arg(long, value_name = "N", default_value_t = 6, value_parser = clap::value_parser!(i32).range(1..=1000))]
    pub retellings: i32,
}

/// Computes the model.
///
/// # Errors
/// None.
pub fn execute(arguments: &Arguments, _session: &Session) -> Result<Answer, Failure> {
    let retellers = Retellers {
        prior_mean: arguments.prior,
        prior_variance: arguments.prior_variance,
        noise_variance: arguments.noise_variance,
    };
    let mut table = Table::new(&["retelling", "mean", "variance"]);
    for retelling in 1..=arguments.retellings {
        let (mean, variance) = retellers.after(arguments.message, retelling);
        table.push([json!(retelling), json!(mean), json!(variance)]);
    }
    let kept = fidelity(arguments.prior_variance, arguments.noise_variance);
    let about = format!(
        "Xu and Griffiths (2008), NeurIPS 21. Each retelling keeps {kept:.4} of the distance to the prior."
    );
    let inputs = json!({
        "message": arguments.message, "prior": arguments.prior,
        "prior_variance": arguments.prior_variance, "noise_variance": arguments.noise_variance,
    });
    Ok(table.answer(inputs, &about))
}
