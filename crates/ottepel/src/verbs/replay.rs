//! `ottepel replay RUN`.

use analysis::Means;
use serde_json::json;

use crate::answer::Answer;
use crate::exit::Exit;
use crate::problem::Failure;
use crate::progress::Talk;
use crate::result;
use crate::run_folder;
use crate::session::Session;

/// Compute a run again and say whether every bit is the same
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel replay last
  ottepel replay last --threads 1
  ottepel replay last --format json
")]
pub struct Arguments {
    /// Id of the run (its first letters are enough), `last`, or the path of its folder
    #[arg(value_name = "RUN")]
    pub run: String,
}

/// Computes it again in a folder of its own, which is removed afterwards.
///
/// # Errors
/// `E0601` for an unknown run; `E0602` to `E0606` for the run's.
pub fn execute(arguments: &Arguments, session: &Session) -> Result<Answer, Failure> {
    let folder = run_folder::find(session, &arguments.run)?;
    let manifest = run_folder::manifest(&folder)?;
    let scratch = std::env::temp_dir().join(format!("ottepel-replay-{}", std::process::id()));
    let means = Means {
        threads: session.threads,
        ..Means::default()
    };
    let mut talk = Talk::new(session);
    let outcome = analysis::replay(folder.path(), &scratch, &means, &mut talk);
    talk.finish();
    // The scratch folder holds nothing anyone wants; that it could not be removed is no error.
    let _ = std::fs::remove_dir_all(&scratch);
    let outcome = outcome.map_err(|error| result::failure(&error))?;
    let same = outcome.differences.is_empty();
    let text = if same {
        format!(
            "{}: {} weeks computed again, every bit is the same.\n",
            outcome.run, outcome.weeks
        )
    } else {
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
    };
    let value = json!({
        "run": outcome.run,
        "weeks": outcome.weeks,
        "same": same,
        "differences": outcome.differences,
    });
    let exit = if same {
        Exit::Done
    } else {
        Exit::NotReproduced
    };
    Ok(Answer::new(text, value)
        .with_run(run_folder::stamp(&folder, &manifest))
        .with_exit(exit))
}
