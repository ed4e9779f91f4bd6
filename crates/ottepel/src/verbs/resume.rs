//! `ottepel resume RUN`.

use std::sync::Arc;

use analysis::Means;

use crate::answer::Answer;
use crate::interrupt;
use crate::problem::Failure;
use crate::progress::Talk;
use crate::result;
use crate::run_folder;
use crate::session::Session;

/// Go on with a run that was interrupted or killed
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel resume last
  ottepel resume last --threads 1
  ottepel resume last --format json
")]
pub struct Arguments {
    /// Id of the run (its first letters are enough), `last`, or the path of its folder
    #[arg(value_name = "RUN")]
    pub run: String,
}

/// Goes on from the newest valid checkpoint.
///
/// # Errors
/// `E0601` for an unknown run; `E0603` to `E0606` for the run's.
pub fn execute(arguments: &Arguments, session: &Session) -> Result<Answer, Failure> {
    let folder = run_folder::find(session, &arguments.run)?;
    let means = Means {
        threads: session.threads,
        ..Means::default()
    };
    interrupt::listen(session);
    let mut talk = Talk::new(session);
    let outcome = analysis::resume(folder.path(), &means, Arc::clone(&session.stop), &mut talk);
    talk.finish();
    result::answer(outcome.map_err(|error| result::failure(&error))?, session)
}
