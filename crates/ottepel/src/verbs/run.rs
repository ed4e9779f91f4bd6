//! `ottepel run SCENARIO [OVERLAY…]`.

use std::path::PathBuf;

use analysis::RunRequest;
use kernel::{Sample, VectorLevel};
use serde_json::json;

use crate::answer::Answer;
use crate::day::LastDay;
use crate::interrupt;
use crate::loading::Changes;
use crate::problem::Failure;
use crate::progress::Talk;
use crate::result;
use crate::session::Session;

/// Run a scenario week by week and show the record beside the model
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel run ussr-1953-1964
  ottepel run ussr-1953-1964 --sample 1/10000 --until 1956-12-31
  ottepel run ussr-1953-1964 --sample 1/1000 --seed 7 --no-record
")]
pub struct Arguments {
    /// Scenario id, or the path of its folder
    #[arg(value_name = "SCENARIO")]
    pub scenario: String,
    /// What is changed in it.
    #[command(flatten)]
    pub changes: Changes,
    /// One person in so many: 1/1, 1/10, 1/100, 1/1000 or 1/10000; samples are nested
    #[arg(long, value_name = "1/K", default_value = "1/100", value_parser = sample)]
    pub sample: Sample,
    /// Everybody; the same as --sample 1/1
    #[arg(long, conflicts_with = "sample")]
    pub full: bool,
    /// Last day to compute: 1956-12-31, 1956-12, 'spring 1956' or 1956 [default: the scenario's last day]
    #[arg(long, value_name = "DATE")]
    pub until: Option<LastDay>,
    /// Seed of all chance, 0 to 18446744073709551615; the same seed gives the same bits
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Folder for the run, new or empty [default: its name in the folder for runs]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Vector instructions: auto, plain, avx2 or avx512; results do not depend on it
    #[arg(
        long,
        value_name = "LEVEL",
        default_value = "auto",
        hide_possible_values = true,
        hide_short_help = true
    )]
    pub vector: Vector,
    /// Compute without recording tables; the state hashes are the same
    #[arg(long)]
    pub no_record: bool,
    /// Weeks between checkpoints, 1 to 700 [default: chosen by the size of the run]
    #[arg(long, value_name = "WEEKS", hide_short_help = true, value_parser = clap::value_parser!(u16).range(1..=700))]
    pub checkpoint_every: Option<u16>,
    /// Check everything and say what would be run, without running it
    #[arg(long)]
    pub dry_run: bool,
}

/// A choice of vector instructions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Vector {
    /// The widest this machine has.
    Auto,
    /// What every machine has.
    Plain,
    /// 256 bits.
    Avx2,
    /// 512 bits.
    Avx512,
}

impl Vector {
    fn level(self) -> Option<VectorLevel> {
        match self {
            Vector::Auto => None,
            Vector::Plain => Some(VectorLevel::Plain),
            Vector::Avx2 => Some(VectorLevel::Avx2),
            Vector::Avx512 => Some(VectorLevel::Avx512),
        }
    }
}

/// A sample as written on the command line.
///
/// # Errors
/// What may be written instead.
pub fn sample(text: &str) -> Result<Sample, String> {
    let interval = text.strip_prefix("1/").and_then(|own| own.parse().ok());
    let interval = interval.ok_or("write 1/1, 1/10, 1/100, 1/1000 or 1/10000")?;
    Sample::one_in(interval).map_err(|error| error.to_string())
}

/// Runs it.
///
/// # Errors
/// The scenario's problems; `E0503` for a day outside it; `E0603` to `E0605` for the run's.
pub fn execute(arguments: &Arguments, session: &Session) -> Result<Answer, Failure> {
    let loaded = arguments.changes.load(session, &arguments.scenario)?;
    let until = arguments.until.as_ref();
    let until = until.map(|until| until.within(&loaded.scenario, session));
    let until = until.transpose()?;
    let asked_sample = if arguments.full {
        Sample::FULL
    } else {
        arguments.sample
    };
    let mut request = RunRequest {
        scenario: loaded.scenario,
        sample: asked_sample,
        seed: arguments.seed,
        until,
        threads: session.threads,
        vector: arguments.vector.level(),
        out: PathBuf::new(),
        record: !arguments.no_record,
        checkpoint_every: arguments.checkpoint_every,
        stop: session.stop.clone(),
    };
    request.out = match &arguments.out {
        Some(folder) => folder.clone(),
        None => result::usual_folder(&request, session, arguments.dry_run)?,
    };
    let plan = plan(&request);
    if arguments.dry_run {
        return Ok(Answer::new(plan_text(&request), plan).with_warnings(loaded.warnings));
    }
    session.event("plan", plan);
    session.say(plan_text(&request).trim_end());
    interrupt::listen(session);
    let mut talk = Talk::new(session);
    let outcome = analysis::run(request, &mut talk);
    talk.finish();
    let answer = result::answer(outcome.map_err(|error| result::failure(&error))?, session)?;
    Ok(answer.with_warnings(loaded.warnings))
}

/// What would be run, with the memory the country needs where it can be told.
fn plan(request: &RunRequest) -> serde_json::Value {
    let estimate = world::estimate(&request.scenario, request.sample).ok();
    json!({
        "people": estimate.map(|own| own.people),
        "state_bytes": estimate.map(|own| own.bytes),
        "scenario": request.scenario.id,
        "overlays": request.scenario.overlays,
        "sample": format!("1/{}", request.sample.interval()),
        "seed": request.seed,
        "from": request.scenario.start.to_string(),
        "until": request.until.unwrap_or(request.scenario.end).to_string(),
        "records": request.record,
        "folder": request.out,
    })
}

fn plan_text(request: &RunRequest) -> String {
    let overlays: String = request
        .scenario
        .overlays
        .iter()
        .map(|own| format!(" + {own}"))
        .collect();
    let who = match request.sample.interval() {
        1 => "everybody".to_owned(),
        interval => format!("1 person in {interval}"),
    };
    format!(
        "{}{overlays}: {} to {}, {who}, seed {}\ninto {}\n",
        request.scenario.id,
        request.scenario.start,
        request.until.unwrap_or(request.scenario.end),
        request.seed,
        request.out.display(),
    )
}
