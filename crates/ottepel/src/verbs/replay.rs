//! `ottepel replay RUN|PACK`.

mod sweeps_again;

use std::path::Path;

use analysis::{Means, ReplayOutcome};
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::exit::Exit;
use crate::problem::Failure;
use crate::progress::Talk;
use crate::result;
use crate::run_folder;
use crate::session::Session;
use crate::verbs::pack;

/// Compute a run again and say whether every bit is the same
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel replay last
  ottepel replay last --threads 1
  ottepel replay last --format json
")]
pub struct Arguments {
    /// Id of the run (its first letters are enough), `last`, the path of its folder, or a pack
    #[arg(value_name = "RUN")]
    pub run: String,
    /// Of a pack: how many of its runs, or of each of its sweeps, chosen by the hash of their names, 1 to 10000
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..=10_000))]
    pub sample: u16,
}

/// Computes it again in a folder of its own, which is removed afterwards.
///
/// # Errors
/// `E0601` for an unknown run; `E0602` to `E0606` for the run's; `E0805` for a file that is no pack.
pub fn execute(arguments: &Arguments, session: &Session) -> Result<Answer, Failure> {
    let scratch = std::env::temp_dir().join(format!("ottepel-replay-{}", std::process::id()));
    let answer = if Path::new(&arguments.run).is_file() {
        of_pack(arguments, session, &scratch)
    } else {
        of_run(arguments, session, &scratch)
    };
    // The scratch folder holds nothing anyone wants; that it could not be removed is no error.
    let _ = std::fs::remove_dir_all(&scratch);
    answer
}

fn of_run(arguments: &Arguments, session: &Session, scratch: &Path) -> Result<Answer, Failure> {
    let folder = run_folder::find(session, &arguments.run)?;
    let manifest = run_folder::manifest(&folder)?;
    let outcome = replayed(session, folder.path(), scratch)?;
    Ok(Answer::new(text(&outcome), value(&outcome))
        .with_run(run_folder::stamp(&folder, &manifest))
        .with_exit(exit(outcome.differences.is_empty())))
}

/// Some runs of a pack, each again.
fn of_pack(arguments: &Arguments, session: &Session, scratch: &Path) -> Result<Answer, Failure> {
    let unpacked = scratch.join("pack");
    pack::unpack(Path::new(&arguments.run), &unpacked)?;
    let runs = pack::runs_below(&unpacked)?;
    let sweeps = pack::sweeps_below(&unpacked)?;
    if runs.is_empty() && !sweeps.is_empty() {
        return sweeps_again::replay(&sweeps, usize::from(arguments.sample), session);
    }
    if runs.is_empty() {
        let message = format!(
            "{} holds no run that could be computed again",
            arguments.run
        );
        return Err(Failure::new("E0805", message));
    }
    let chosen = runs.iter().take(usize::from(arguments.sample)).enumerate();
    let outcomes: Result<Vec<ReplayOutcome>, Failure> = chosen
        .map(|(number, run)| replayed(session, run, &scratch.join(format!("again-{number}"))))
        .collect();
    let outcomes = outcomes?;
    let same = outcomes
        .iter()
        .filter(|own| own.differences.is_empty())
        .count();
    let mut words: String = outcomes.iter().map(text).collect();
    words.push_str(&format!(
        "{same} of {} runs computed again are the same to the last bit; the pack holds {}.\n",
        outcomes.len(),
        runs.len()
    ));
    let values: Vec<Value> = outcomes.iter().map(value).collect();
    let all_same = same == outcomes.len();
    let value = json!({ "same": all_same, "runs": values, "of": runs.len() });
    Ok(Answer::new(words, value).with_exit(exit(all_same)))
}

fn replayed(session: &Session, run: &Path, scratch: &Path) -> Result<ReplayOutcome, Failure> {
    let means = Means {
        threads: session.threads,
        ..Means::default()
    };
    let mut talk = Talk::new(session);
    let outcome = analysis::replay(run, scratch, &means, &mut talk);
    talk.finish();
    outcome.map_err(|error| result::failure(&error))
}

fn text(outcome: &ReplayOutcome) -> String {
    if outcome.differences.is_empty() {
        return format!(
            "{}: {} weeks computed again, every bit is the same.\n",
            outcome.run, outcome.weeks
        );
    }
    let list: String = outcome
        .differences
        .iter()
        .map(|own| format!("  {own}\n"))
        .collect();
    format!(
        "{}: not reproduced. {} differences:\n{list}",
        outcome.run,
        outcome.differences.len()
    )
}

fn value(outcome: &ReplayOutcome) -> Value {
    json!({
        "run": outcome.run,
        "weeks": outcome.weeks,
        "same": outcome.differences.is_empty(),
        "differences": outcome.differences,
    })
}

fn exit(same: bool) -> Exit {
    if same {
        Exit::Done
    } else {
        Exit::NotReproduced
    }
}
