//! `ottepel model expected-utility`.

use std::path::{Path, PathBuf};

use models::expected_utility::{Actor, ExpectedUtility, Mode, Round, Stopping};
use serde_json::{Value, json};

use super::choice::choice;
use super::ktab_file::{self, ActorsFile};
use crate::answer::Answer;
use crate::grid::{Grid, wrapped};
use crate::problem::Failure;
use crate::session::Session;

/// Run the expected-utility model of group decisions on one issue, in either reading of it
///
/// Bueno de Mesquita's model as reconstructed by Scholz, Calbert and Smith (2011). No reading of the
/// printed equations gives the published table: `table` comes nearest to it, `literal` follows the
/// print. Results stand beside the weighted mean and median, which did better on 351 decisions.
///
/// FILE has KTAB's layout with one dimension (see `ottepel model smp -h`); salience up to 100 is also
/// the chance that an actor resists a challenge.
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel model expected-utility
  ottepel model expected-utility --mode literal --rounds 8
  ottepel model expected-utility --mode literal --stop-below 0.5 --format csv
")]
pub struct Arguments {
    /// Actors on one dimension in KTAB's CSV layout [default: the car emissions of the publication]
    #[arg(long, value_name = "FILE")]
    pub input: Option<PathBuf>,
    /// Reading of the publication
    #[arg(long, default_value = "table", value_parser = choice(&[Mode::Table, Mode::Literal], name))]
    pub mode: Mode,
    /// Rounds to play, 1 to 1000
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub rounds: u32,
    /// Stop after two rounds in which the median moves less than this, in the file's units [default: never]
    #[arg(long, value_name = "MOVE")]
    pub stop_below: Option<f64>,
    /// Chance that nothing happens when nobody challenges, 0 to 1
    #[arg(long, value_name = "Q", default_value_t = 1.0)]
    pub status_quo: f64,
}

/// The file behind a run without `--input`.
const EXAMPLE: &str = include_str!("../../../../../docs/examples/car-emissions.csv");
/// Said beside every result.
const CAUTION: &str = "The two readings of the publication differ, and neither gives its table (claims BDM-4.1 and \
    BDM-4.2). On 351 coded decisions of the European Union a challenge model was off by more than the weighted mean \
    (claim BDM-5.2).";

fn name(mode: Mode) -> &'static str {
    match mode {
        Mode::Table => "table",
        Mode::Literal => "literal",
    }
}

/// Reads the actors, runs the model, reports.
///
/// # Errors
/// `E0703` for a file that cannot be used, `E0702` for an option outside its range.
pub fn execute(arguments: &Arguments, _session: &Session) -> Result<Answer, Failure> {
    if !(0.0..=1.0).contains(&arguments.status_quo) {
        return Err(Failure::new(
            "E0702",
            format!("{} is not a probability", arguments.status_quo),
        )
        .at_key("--status-quo")
        .with_help("give a number from 0 to 1"));
    }
    let file = actors(arguments.input.as_deref())?;
    let model = ExpectedUtility {
        actors: file
            .actors
            .iter()
            .map(|own| Actor {
                capability: own.capability,
                position: own.position[0],
                salience: own.salience[0] / 100.0,
            })
            .collect(),
        mode: arguments.mode,
        status_quo: arguments.status_quo,
    };
    let stopping = arguments.stop_below.map(|quiet_move| Stopping {
        quiet_move,
        quiet_rounds: 2,
    });
    let rounds = model.run(arguments.rounds as usize, stopping);
    Ok(answer(arguments, &file, &rounds))
}

fn actors(input: Option<&Path>) -> Result<ActorsFile, Failure> {
    let Some(path) = input else {
        return ktab_file::parse(EXAMPLE)
            .map_err(|_| Failure::new("E0999", "the example inside the program cannot be read"));
    };
    let file = ktab_file::read(path)?;
    match file.dimensions.len() {
        1 => Ok(file),
        several => Err(Failure::new(
            "E0703",
            format!("the file has {several} dimensions; this model takes one"),
        )
        .in_file(path)
        .with_help("keep one dimension, or use `ottepel model smp`")),
    }
}

fn answer(arguments: &Arguments, file: &ActorsFile, rounds: &[Round]) -> Answer {
    let grid = rounds_grid(rounds);
    let played = rounds.len() - 1;
    let title = format!("{}: {}", file.name, file.dimensions[0]);
    let first = format!(
        "In the model, reading `{}`, positions after each of {played} rounds:",
        name(arguments.mode)
    );
    let text = [
        wrapped(&title, 0, 100),
        wrapped(&first, 0, 100),
        "\n".to_owned(),
        grid.to_text(),
        "\n".to_owned(),
        actors_grid(file, rounds).to_text(),
        "\n".to_owned(),
        wrapped(CAUTION, 0, 100),
    ];
    let value = json!({
        "scenario": file.name,
        "mode": name(arguments.mode),
        "status_quo": arguments.status_quo,
        "actors": file.actors.iter().map(|own| &own.name).collect::<Vec<_>>(),
        "rounds": rounds.iter().enumerate().map(round_value).collect::<Vec<Value>>(),
        "caution": CAUTION,
    });
    Answer::new(text.concat(), value).with_grid(&grid)
}

fn round_value((number, round): (usize, &Round)) -> Value {
    json!({
        "round": number,
        "positions": round.positions,
        "weighted_median": round.median,
        "weighted_mean": round.mean,
    })
}

/// The two forecasts by round; round 0 is the baseline without a model.
fn rounds_grid(rounds: &[Round]) -> Grid {
    let mut grid = Grid::new(&["round", "weighted median", "weighted mean"]);
    for (number, round) in rounds.iter().enumerate() {
        let number = if number == 0 {
            "0 (baseline)".to_owned()
        } else {
            number.to_string()
        };
        grid.push([
            number,
            format!("{:.3}", round.median),
            format!("{:.3}", round.mean),
        ]);
    }
    grid
}

fn actors_grid(file: &ActorsFile, rounds: &[Round]) -> Grid {
    let mut grid = Grid::new(&["actor", "start", "end"]);
    for (at, actor) in file.actors.iter().enumerate() {
        let end = rounds.last().map_or(f64::NAN, |round| round.positions[at]);
        grid.push([
            actor.name.clone(),
            format!("{:.3}", actor.position[0]),
            format!("{end:.3}"),
        ]);
    }
    grid
}
