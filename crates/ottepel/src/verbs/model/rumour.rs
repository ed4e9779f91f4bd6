//! `ottepel model rumour`.

use models::random::Random;
use models::rumour::{Version, exact, moments, never_hear, simulate};
use models::verification::over_seeds;
use serde_json::json;

use super::choice::choice;
use super::table::Table;
use crate::answer::Answer;
use crate::problem::Failure;
use crate::session::Session;

const VERSIONS: &[Version] = &[Version::MakiThompson, Version::DaleyKendall];

fn version_name(version: Version) -> &'static str {
    match version {
        Version::MakiThompson => "maki-thompson",
        Version::DaleyKendall => "daley-kendall",
    }
}

/// How many never hear a rumour (Daley and Kendall 1965, Maki and Thompson 1973)
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel model rumour
  ottepel model rumour --patience 3 --people 20000
  ottepel model rumour --version daley-kendall --format json
")]
pub struct Arguments {
    /// People who do not know it yet; one more spreads it (1 to 1000000)
    #[arg(long, value_name = "N", default_value_t = 2000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub people: u32,
    /// Failed calls after which a spreader stops (1 to 20; Daley and Kendall know only 1)
    #[arg(long, value_name = "K", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=20))]
    pub patience: u32,
    /// Who stops: only the caller, or both spreaders who meet
    #[arg(long, default_value = "maki-thompson", value_parser = choice(VERSIONS, version_name))]
    pub version: Version,
    /// Courses, with the seeds 0 to N − 1 (2 to 100000)
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u64).range(2..=100_000))]
    pub seeds: u64,
}

/// The exact distribution takes time in proportion to the square of the people.
const MOST_EXACT: u32 = 5000;

/// Runs the model.
///
/// # Errors
/// `E0702` for a patience that the version does not know.
pub fn execute(arguments: &Arguments, _session: &Session) -> Result<Answer, Failure> {
    let Arguments {
        people,
        patience,
        version,
        seeds,
    } = *arguments;
    if version == Version::DaleyKendall && patience != 1 {
        return Err(Failure::new(
            "E0702",
            "Daley and Kendall's version knows a patience of 1 only",
        )
        .at_key("--patience"));
    }
    let unheard = over_seeds(seeds, |seed| {
        simulate(
            version,
            people as usize,
            patience,
            &mut Random::new(seed, "rumour"),
        ) as f64
    });
    let n = f64::from(people);
    let mean = unheard.iter().sum::<f64>() / seeds as f64;
    let variance =
        unheard.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (seeds - 1) as f64;
    let mut table = Table::new(&["quantity", "value"]);
    table.push([json!("limit_share_unheard"), json!(never_hear(patience))]);
    if patience == 1 && people <= MOST_EXACT {
        let (mean, variance) = moments(&exact(version, people as usize));
        table.push([json!("exact_share_unheard"), json!(mean / n)]);
        table.push([json!("exact_variance_over_people"), json!(variance / n)]);
    }
    table.push([json!("simulated_share_unheard"), json!(mean / n)]);
    table.push([
        json!("standard_error"),
        json!((variance / seeds as f64).sqrt() / n),
    ]);
    table.push([json!("simulated_variance_over_people"), json!(variance / n)]);
    let about =
        "A contact with an ignorant passes the rumour on; any other makes a spreader give up.";
    let inputs = json!({ "people": people, "patience": patience, "version": version_name(version), "courses": seeds });
    Ok(table.answer(inputs, about))
}
