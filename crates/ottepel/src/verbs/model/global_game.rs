//! `ottepel model global-game`.

use models::global_game::equilibrium;
use serde_json::json;

use super::range::{between, positive};
use super::table::Table;
use crate::answer::Answer;
use crate::problem::Failure;
use crate::session::Session;

/// When a regime falls if everybody has a private impression of its strength (Morris and Shin)
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel model global-game
  ottepel model global-game --cost 0.3 --noise 0.2
  ottepel model global-game --cost 0.7 --format json
")]
pub struct Arguments {
    /// Cost of attacking as a share of the gain (0.001 to 0.999)
    #[arg(long, value_name = "C", default_value_t = 0.5, value_parser = between(0.001, 0.999))]
    pub cost: f64,
    /// Standard deviation of the private error (above 0 to 1000)
    #[arg(long, value_name = "SIGMA", default_value_t = 0.1, value_parser = positive(1000.0))]
    pub noise: f64,
}

/// Solves the model.
///
/// # Errors
/// None.
pub fn execute(arguments: &Arguments, _session: &Session) -> Result<Answer, Failure> {
    let equilibrium = equilibrium(arguments.cost, arguments.noise);
    let mut table = Table::new(&["quantity", "value"]);
    table.push([
        json!("critical_strength"),
        json!(equilibrium.critical_strength),
    ]);
    table.push([json!("critical_signal"), json!(equilibrium.critical_signal)]);
    let about = "The regime falls below the critical strength; a person attacks below the critical signal. Without public \
                 information, and for any noise.";
    Ok(table.answer(
        json!({ "cost": arguments.cost, "noise": arguments.noise }),
        about,
    ))
}
