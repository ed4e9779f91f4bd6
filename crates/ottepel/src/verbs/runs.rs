//! `ottepel runs [list|rebuild]`.

use serde_json::json;
use store::RunRecord;

use crate::answer::Answer;
use crate::grid::Grid;
use crate::problem::{Failure, Problem};
use crate::run_folder;
use crate::session::Session;

/// List the runs on this machine, latest first, or make the list again
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel runs
  ottepel runs list --format csv
  ottepel runs rebuild
")]
pub struct Arguments {
    /// What to do with the list [default: list]
    #[command(subcommand)]
    pub action: Option<Action>,
}

/// What to do with the list of runs.
#[derive(clap::Subcommand, Clone, Copy)]
pub enum Action {
    /// Print it
    List,
    /// Make it again from the run folders
    Rebuild,
}

/// Prints or rebuilds the index.
///
/// # Errors
/// `E0608` when the index cannot be used.
pub fn execute(arguments: &Arguments, session: &Session) -> Result<Answer, Failure> {
    match arguments.action.unwrap_or(Action::List) {
        Action::List => list(session),
        Action::Rebuild => rebuild(session),
    }
}

fn problem(error: store::registry::RegistryError) -> Failure {
    Failure::new("E0608", error.to_string())
}

fn list(session: &Session) -> Result<Answer, Failure> {
    let registry = run_folder::registry(session)?;
    let runs = registry.runs().map_err(problem)?;
    let grid = grid(&runs);
    let text = if grid.is_empty() {
        "There are no runs yet. Type: ottepel run ussr-1953-1964\n".to_owned()
    } else {
        grid.to_text()
    };
    let aside = registry.set_aside().map(|path| {
        Problem::new(
            "W0601",
            "the list of runs was damaged; it was made again from the run folders",
        )
        .in_file(path)
    });
    Ok(Answer::new(text, json!({ "runs": runs }))
        .with_grid(&grid)
        .with_warnings(aside))
}

fn grid(runs: &[RunRecord]) -> Grid {
    let mut grid = Grid::new(&[
        "run", "status", "scenario", "overlays", "seed", "sample", "weeks", "started",
    ]);
    for run in runs {
        grid.push([
            run.run.clone(),
            run.status.clone(),
            run.scenario.clone(),
            if run.overlays.is_empty() {
                "-".to_owned()
            } else {
                run.overlays.clone()
            },
            run.seed.to_string(),
            format!("1/{}", run.sample),
            run.weeks_computed.to_string(),
            run.started.clone(),
        ]);
    }
    grid
}

fn rebuild(session: &Session) -> Result<Answer, Failure> {
    let mut registry = run_folder::registry(session)?;
    let skipped = registry.rebuild().map_err(problem)?;
    let runs = registry.runs().map_err(problem)?;
    let warnings = skipped
        .into_iter()
        .map(|own| Problem::new("W0602", format!("left out: {}", own.reason)).in_file(own.folder));
    let grid = grid(&runs);
    let text = format!("{} runs are listed.\n", runs.len());
    let answer = Answer::new(text, json!({ "runs": runs })).with_grid(&grid);
    Ok(answer.with_warnings(warnings))
}
