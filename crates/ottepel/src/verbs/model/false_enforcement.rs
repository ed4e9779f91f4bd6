//! `ottepel model false-enforcement`.

use models::false_enforcement::{Horizon, Placement, Population, Setting, Updating};
use models::verification::over_seeds;
use serde_json::json;

use super::choice::choice;
use super::range::{between, positive};
use super::table::Table;
use crate::answer::Answer;
use crate::problem::Failure;
use crate::session::Session;

const PLACEMENTS: &[Placement] = &[Placement::Clustered, Placement::Scattered];
const UPDATINGS: &[Updating] = &[Updating::Asynchronous, Updating::Synchronous];

fn placement_name(placement: Placement) -> &'static str {
    match placement {
        Placement::Clustered => "clustered",
        Placement::Scattered => "scattered",
    }
}

fn updating_name(updating: Updating) -> &'static str {
    match updating {
        Updating::Asynchronous => "asynchronous",
        Updating::Synchronous => "synchronous",
    }
}

/// Whether people enforce on each other a norm hardly anyone believes in (Centola, Willer and Macy 2005)
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel model false-enforcement --seeds 20
  ottepel model false-enforcement --full --believers 100
  ottepel model false-enforcement --rewiring 0.2 --seeds 20 --format csv
")]
pub struct Arguments {
    /// True believers in the norm
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub believers: usize,
    /// Where they stand
    #[arg(long, default_value = "clustered", value_parser = choice(PLACEMENTS, placement_name))]
    pub placement: Placement,
    /// Everybody sees everybody
    #[arg(long, conflicts_with = "rewiring")]
    pub full: bool,
    /// Probability that a tie to one of the eight neighbours is moved to a random person (0 to 1)
    #[arg(long, value_name = "P", default_value_t = 0.0, value_parser = between(0.0, 1.0))]
    pub rewiring: f64,
    /// One after another or all at once
    #[arg(long, default_value = "asynchronous", value_parser = choice(UPDATINGS, updating_name))]
    pub updating: Updating,
    /// Cost of enforcing (0 to 10)
    #[arg(long, value_name = "K", default_value_t = 0.125, value_parser = between(0.0, 10.0))]
    pub cost: f64,
    /// Largest conviction of a disbeliever; they are uniform from 0 (above 0 to 10)
    #[arg(long, value_name = "S", default_value_t = 0.38, value_parser = positive(10.0))]
    pub conviction: f64,
    /// Columns of the torus (3 to 1000)
    #[arg(long, value_name = "N", default_value_t = 40, value_parser = clap::value_parser!(u32).range(3..=1000))]
    pub width: u32,
    /// Rows of the torus (3 to 1000)
    #[arg(long, value_name = "N", default_value_t = 25, value_parser = clap::value_parser!(u32).range(3..=1000))]
    pub height: u32,
    /// Most sweeps over everybody (1 to 100000); a run ends when nothing changes
    #[arg(long, value_name = "N", default_value_t = 300, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub sweeps: u32,
    /// Runs with the seeds 0 to N − 1 (1 to 10000)
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=10_000))]
    pub seeds: u64,
}

/// Runs the model.
///
/// # Errors
/// `E0702` for more believers than people.
pub fn execute(arguments: &Arguments, _session: &Session) -> Result<Answer, Failure> {
    let setting = Setting {
        width: arguments.width as usize,
        height: arguments.height as usize,
        believers: arguments.believers,
        placement: arguments.placement,
        horizon: if arguments.full {
            Horizon::Full
        } else {
            Horizon::Local {
                rewiring: arguments.rewiring,
            }
        },
        cost: arguments.cost,
        largest_conviction: arguments.conviction,
        updating: arguments.updating,
        sweeps: arguments.sweeps as usize,
    };
    let people = setting.width * setting.height;
    if setting.believers > people {
        let message = format!(
            "{} believers do not fit among {people} people",
            setting.believers
        );
        return Err(Failure::new("E0702", message).at_key("--believers"));
    }
    let runs = over_seeds(arguments.seeds, |seed| {
        let mut population = Population::new(setting, seed);
        (population.run(), population.enforcing())
    });
    let mut table = Table::new(&["seed", "compliance", "enforcing", "cascade"]);
    for (seed, &(compliance, enforcing)) in runs.iter().enumerate() {
        table.push([
            json!(seed),
            json!(compliance),
            json!(enforcing),
            json!(compliance > 0.5),
        ]);
    }
    let cascades = runs.iter().filter(|run| run.0 > 0.5).count();
    let about = format!(
        "Centola, Willer and Macy (2005), AJS 110, on a lattice of our own. In {cascades} of {} runs more than half comply \
         in the end, of whom {} of {people} believe.",
        arguments.seeds, setting.believers
    );
    let inputs = json!({
        "width": setting.width, "height": setting.height, "believers": setting.believers,
        "placement": placement_name(setting.placement), "full": arguments.full, "rewiring": arguments.rewiring,
        "updating": updating_name(setting.updating), "cost": setting.cost, "largest_conviction": setting.largest_conviction,
    });
    Ok(table.answer(inputs, &about))
}
