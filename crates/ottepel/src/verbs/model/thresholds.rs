//! `ottepel model thresholds`.

use std::path::PathBuf;

use models::random::Random;
use models::thresholds::{critical_deviation, equilibrium, sample, steps};
use models::verification::over_seeds;
use serde_json::json;

use super::number_file::{NumberFile, all_or_problems};
use super::range::{between, positive};
use super::table::Table;
use crate::answer::Answer;
use crate::problem::Failure;
use crate::session::Session;

const ABOUT: &str =
    "Granovetter (1978), AJS 83: a person joins when as many as her threshold already act.";

/// How many act when each needs some others to act first (Granovetter 1978)
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel model thresholds
  ottepel model thresholds --deviation 12.3 --seeds 100
  ottepel model thresholds --people 1000 --mean 30 --format csv
")]
pub struct Arguments {
    /// File of thresholds in numbers of people, separated by commas or line breaks; instead of drawn ones
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// People in a drawn population (1 to 1000000)
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub people: u32,
    /// Mean threshold in per cent of the people (0 to 100)
    #[arg(long, value_name = "PERCENT", default_value_t = 25.0, value_parser = between(0.0, 100.0))]
    pub mean: f64,
    /// Standard deviation in per cent of the people (above 0 to 1000)
    #[arg(long, value_name = "PERCENT", default_value_t = 12.2, value_parser = positive(1000.0))]
    pub deviation: f64,
    /// Populations drawn, with the seeds 0 to N − 1 (1 to 100000)
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u64).range(1..=100_000))]
    pub seeds: u64,
}

/// Runs the model.
///
/// # Errors
/// `E0703` for a file that is not a list of numbers.
pub fn execute(arguments: &Arguments, _session: &Session) -> Result<Answer, Failure> {
    match &arguments.file {
        Some(path) => of_file(&NumberFile::read(path)?),
        None => Ok(of_draws(arguments)),
    }
}

fn of_file(file: &NumberFile) -> Result<Answer, Failure> {
    let cells = file
        .lines
        .iter()
        .flatten()
        .filter(|cell| !cell.text.is_empty());
    let thresholds = all_or_problems(cells.map(|cell| file.number(cell, 0.0, f64::INFINITY)))?;
    let mut table = Table::new(&["round", "acting"]);
    for (round, acting) in steps(&thresholds).into_iter().enumerate() {
        table.push([json!(round), json!(acting)]);
    }
    Ok(table.answer(json!({ "thresholds": thresholds }), ABOUT))
}

fn of_draws(arguments: &Arguments) -> Answer {
    let people = f64::from(arguments.people);
    let (mean, deviation) = (
        arguments.mean / 100.0 * people,
        arguments.deviation / 100.0 * people,
    );
    let acting = over_seeds(arguments.seeds, |seed| {
        equilibrium(&sample(
            arguments.people as usize,
            mean,
            deviation,
            &mut Random::new(seed, "thresholds"),
        ))
    });
    let mut table = Table::new(&["seed", "acting", "share"]);
    for (seed, &acting) in acting.iter().enumerate() {
        table.push([json!(seed), json!(acting), json!(acting as f64 / people)]);
    }
    let limit = if arguments.mean > 0.0 && arguments.mean < 50.0 {
        let (critical, below) = critical_deviation(arguments.mean);
        format!(
            " In a very large population the result jumps at a deviation of {critical:.4} %, from {below:.2} %."
        )
    } else {
        String::new()
    };
    let inputs = json!({ "people": arguments.people, "mean_percent": arguments.mean, "deviation_percent": arguments.deviation });
    table.answer(inputs, &format!("{ABOUT}{limit}"))
}
