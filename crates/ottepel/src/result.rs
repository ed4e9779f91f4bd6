//! From a run that ended to what is said about it, and from a run's errors to ours.

use std::path::PathBuf;

use analysis::{RunError, RunOutcome, RunRequest};
use report::{RunView, SummaryOptions};
use serde_json::{Value, json};
use store::{Manifest, RunFolder, Status};

use crate::answer::Answer;
use crate::exit::Exit;
use crate::problem::{Failure, Problem};
use crate::run_folder;
use crate::session::Session;

/// File of the report in a run folder.
pub const REPORT_FILE: &str = "report.html";

/// The folder a run gets when none is asked for: its id below the folder for runs. An earlier run
/// of the same id has the same inputs and the same bits, so it makes room.
///
/// # Errors
/// `E0603` when the earlier run cannot be removed; `E0503` for a day outside the scenario.
pub fn usual_folder(
    request: &RunRequest,
    session: &Session,
    only_look: bool,
) -> Result<PathBuf, Failure> {
    let identity = analysis::identity(request).map_err(|error| failure(&error))?;
    let runs = session.data_home.join(store::places::RUNS_FOLDER);
    let folder = runs.join(identity.run_id());
    if !only_look && RunFolder::open(&folder).is_ok() {
        session.say(&format!(
            "{} was run before; it is computed again",
            identity.run_id()
        ));
        std::fs::remove_dir_all(&folder).map_err(|error| {
            let message = format!("the earlier run cannot be replaced: {error}");
            Failure::new("E0603", message)
                .in_file(&folder)
                .with_help("choose another folder with --out")
        })?;
    }
    Ok(folder)
}

/// What is said about a run that ended: summary, report, how to go on.
///
/// # Errors
/// `E0602` when its tables cannot be read back, `E0603` when the report cannot be written.
pub fn answer(outcome: RunOutcome, session: &Session) -> Result<Answer, Failure> {
    let RunOutcome {
        folder,
        manifest,
        recorded,
    } = outcome;
    // The list of runs waits for the disk while the report is made.
    let (entered, reported) = rayon::join(
        || enter(&folder, &manifest, session),
        || {
            let recorded = recorded.map_or_else(|| run_folder::contents(&folder, &manifest), Ok);
            let (tables, scenario) = recorded?;
            write_report(
                &folder,
                &RunView::new(&manifest, &tables, &scenario),
                session,
            )
        },
    );
    let mut text = reported?;
    let exit = exit_of(manifest.status);
    if exit != Exit::Done {
        text.push_str(&format!(
            "\nStopped after week {} of {}; what is there is valid. To go on:\n  ottepel resume {}\n",
            manifest.weeks_computed,
            manifest.weeks,
            name_for_resume(&folder, &manifest, session),
        ));
    }
    let value = value(&folder, &manifest);
    let stamp = run_folder::stamp(&folder, &manifest);
    let noted = manifest
        .warnings
        .iter()
        .map(|text| Problem::new("W0603", text.clone()));
    let answer = Answer::new(text, value).with_run(stamp).with_exit(exit);
    Ok(answer.with_warnings(noted).with_warnings(entered))
}

fn exit_of(status: Status) -> Exit {
    match status {
        Status::Complete => Exit::Done,
        Status::Partial | Status::Running => Exit::Interrupted,
    }
}

/// The id where the list of runs knows the folder, its path otherwise.
fn name_for_resume(folder: &RunFolder, manifest: &Manifest, session: &Session) -> String {
    let usual = session
        .data_home
        .join(store::places::RUNS_FOLDER)
        .join(&manifest.run);
    if folder.path() == usual {
        return manifest.run.clone();
    }
    folder.path().display().to_string()
}

/// Writes the report beside the run and returns the one-screen summary.
///
/// # Errors
/// `E0603`.
fn write_report(
    folder: &RunFolder,
    view: &RunView<'_>,
    session: &Session,
) -> Result<String, Failure> {
    let html = html(view)?;
    let unwritable = |error: store::folder::WriteError| Failure::new("E0603", error.to_string());
    folder
        .write(REPORT_FILE, html.as_bytes())
        .map_err(unwritable)?;
    let shown = folder.path().join(REPORT_FILE).display().to_string();
    let options = SummaryOptions {
        plain: session.plain,
        report: Some(&shown),
    };
    Ok(ended(report::summary(view, &options)))
}

/// The text with exactly one line break at its end.
pub fn ended(text: String) -> String {
    text.trim_end().to_owned() + "\n"
}

/// Reads a run back and does something with it.
///
/// # Errors
/// `E0602` when tables or scenario text cannot be read; whatever `use_it` says.
pub fn with_view<T>(
    folder: &RunFolder,
    manifest: &Manifest,
    use_it: impl FnOnce(&RunView<'_>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let (tables, scenario) = run_folder::contents(folder, manifest)?;
    use_it(&RunView::new(manifest, &tables, &scenario))
}

/// The report as one HTML file.
///
/// # Errors
/// `E0605`, which is a defect of the template.
pub fn html(view: &RunView<'_>) -> Result<String, Failure> {
    report::html(view)
        .map_err(|error| Failure::new("E0605", format!("the report cannot be made: {error}")))
}

/// Enters the run into the list; a list that cannot be used is a warning, the run is safe.
fn enter(folder: &RunFolder, manifest: &Manifest, session: &Session) -> Option<Problem> {
    let path = std::fs::canonicalize(folder.path()).unwrap_or_else(|_| folder.path().to_owned());
    let registry = store::Registry::open(&session.data_home);
    let entered = registry.and_then(|registry| registry.enter(&path, manifest));
    let error = entered.err()?;
    Some(Problem::new(
        "W0604",
        format!("the run is not in the list of runs: {error}"),
    ))
}

/// The envelope's `result`: what the manifest says, without what it copies from the scenario.
pub fn value(folder: &RunFolder, manifest: &Manifest) -> Value {
    json!({
        "folder": folder.path(),
        "report": folder.path().join(REPORT_FILE),
        "run": manifest.run,
        "status": manifest.status.name(),
        "scenario": manifest.scenario,
        "seed": manifest.seed,
        "sample": manifest.sample_text(),
        "weeks": manifest.weeks,
        "weeks_computed": manifest.weeks_computed,
        "state_hash": manifest.state_hash,
        "state_hash_by_date": manifest.state_hash_by_date,
        "record": manifest.record,
        "machine": manifest.machine,
    })
}

/// A run's error in our words: its own text, our code, what to type.
pub fn failure(error: &RunError) -> Failure {
    let text = error.to_string();
    let usual = Failure::new("E0605", text.clone());
    match error {
        RunError::OutsideCalendar { .. } => Failure::new("E0503", text).at_key("--until"),
        RunError::Build(world::BuildError::TooLarge { largest, .. }) => {
            let help = largest.map(|sample| format!("type --sample 1/{}", sample.interval()));
            let help = help.unwrap_or_else(|| "no sample fits here".to_owned());
            Failure::new("E0604", text)
                .at_key("--sample")
                .with_help(help)
        }
        RunError::Build(world::BuildError::OutOfMemory(_)) => Failure::new("E0604", text),
        RunError::Stopped => {
            let text = "stopped before there was enough for an answer";
            let help = "finished runs are kept: the same command goes on from them";
            Failure::new("E0609", text)
                .with_help(help)
                .with_exit(Exit::Interrupted)
        }
        RunError::Build(_)
        | RunError::SetUp(_)
        | RunError::Threads(_)
        | RunError::Branch(_)
        | RunError::Variant(_) => usual,
        RunError::Create(_) | RunError::Write(_) | RunError::Io(_) => {
            let help = "what was written before is untouched; choose another folder with --out";
            Failure::new("E0603", text).with_help(help)
        }
        RunError::Open(_) => Failure::new("E0601", text).with_help("`ottepel runs` lists runs"),
        RunError::Read(_) | RunError::Scenario { .. } => Failure::new("E0602", text),
        RunError::Checkpoint(_) | RunError::OtherVersion { .. } => Failure::new("E0606", text),
    }
}
