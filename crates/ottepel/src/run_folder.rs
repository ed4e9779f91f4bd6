//! Finding the run a verb is asked about.

use std::path::Path;

use analysis::ensemble::Trajectory;
use scenario::Scenario;
use store::{Manifest, Registry, RunFolder, Tables};

use crate::nearest::suggestion;
use crate::problem::Failure;
use crate::session::Session;

/// The index of runs in the user's data folder.
///
/// # Errors
/// `E0608`.
pub fn registry(session: &Session) -> Result<Registry, Failure> {
    Registry::open(&session.data_home).map_err(|error| Failure::new("E0608", error.to_string()))
}

/// The word that names the latest run.
const LATEST: &str = "last";

/// The run named by a path of a folder, by the first letters of an id, or by `last`.
///
/// # Errors
/// `E0601` with the nearest id, or when the letters fit several runs.
pub fn find(session: &Session, name: &str) -> Result<RunFolder, Failure> {
    if Path::new(name).is_dir() {
        return RunFolder::open(name).map_err(|error| {
            Failure::new("E0601", error.to_string()).with_help("`ottepel runs` lists runs")
        });
    }
    let registry = registry(session)?;
    let problem = |error: store::registry::RegistryError| Failure::new("E0608", error.to_string());
    if name == LATEST {
        let latest = registry.runs().map_err(problem)?.into_iter().next();
        let none = || Failure::new("E0601", "there is no run yet");
        let help = "type `ottepel run ussr-1953-1964`";
        return open(&latest.ok_or_else(|| none().with_help(help))?.folder);
    }
    let found = registry.named(name).map_err(problem)?;
    match found.as_slice() {
        [only] => open(&only.folder),
        [] => {
            let all = registry.runs().map_err(problem)?;
            let ids = all.iter().map(|own| own.run.as_str());
            let help = suggestion(
                name,
                ids,
                "`ottepel runs` lists runs; a path of a folder works too",
            );
            Err(Failure::new("E0601", format!("there is no run \"{name}\"")).with_help(help))
        }
        several => match several.iter().find(|own| own.run == name) {
            Some(exact) => open(&exact.folder),
            None => {
                let ids: Vec<&str> = several.iter().map(|own| own.run.as_str()).collect();
                let message = format!("\"{name}\" fits {} runs", several.len());
                Err(Failure::new("E0601", message)
                    .with_help(format!("write one of: {}", ids.join(", "))))
            }
        },
    }
}

/// The runs of every name, in order; a folder of a sweep stands for the runs that it keeps.
///
/// # Errors
/// As [`find`]; `E0601` for a sweep that keeps no runs.
pub fn find_all(session: &Session, names: &[String]) -> Result<Vec<RunFolder>, Failure> {
    let mut found = Vec::new();
    for name in names {
        let path = Path::new(name);
        if !store::sweep_folder::is_sweep(path) {
            found.push(find(session, name)?);
            continue;
        }
        let folders = store::sweep_folder::run_folders(path);
        if folders.is_empty() {
            let message = format!("the sweep in {name} keeps no run");
            let help = "a plan with folders = true keeps them: `ottepel sweep thaw-1`";
            return Err(Failure::new("E0601", message).with_help(help));
        }
        for folder in folders {
            found.push(open(&folder)?);
        }
    }
    Ok(found)
}

fn open(folder: &Path) -> Result<RunFolder, Failure> {
    RunFolder::open(folder).map_err(|error| {
        Failure::new("E0601", error.to_string())
            .with_help("the list of runs is out of date; type `ottepel runs rebuild`")
    })
}

/// The manifest of a run.
///
/// # Errors
/// `E0602`.
pub fn manifest(folder: &RunFolder) -> Result<Manifest, Failure> {
    let unreadable = |error: store::folder::ReadError| Failure::new("E0602", error.to_string());
    folder.manifest().map_err(unreadable)
}

/// The tables of a run, and the scenario it was a run of.
///
/// # Errors
/// `E0602` when a file is missing, changed or damaged.
pub fn contents(folder: &RunFolder, manifest: &Manifest) -> Result<(Tables, Scenario), Failure> {
    let unreadable = |error: String| Failure::new("E0602", error).in_file(folder.path());
    let tables = folder.tables();
    let scenario = analysis::scenario_of(folder, manifest);
    Ok((
        tables.map_err(|error| unreadable(error.to_string()))?,
        scenario.map_err(|error| unreadable(error.to_string()))?,
    ))
}

/// The course of a run as its tables tell it, with its manifest and scenario.
///
/// # Errors
/// `E0602` when a file is missing, changed or damaged.
pub fn course(folder: &RunFolder) -> Result<(Trajectory, Manifest, Scenario), Failure> {
    let manifest = manifest(folder)?;
    let (tables, scenario) = contents(folder, &manifest)?;
    let course = Trajectory::of_tables(&scenario, &tables, manifest.weeks_computed);
    Ok((course, manifest, scenario))
}

/// Identity of a run for the envelope's `run`.
pub fn stamp(folder: &RunFolder, manifest: &Manifest) -> serde_json::Value {
    serde_json::json!({
        "id": manifest.run,
        "folder": folder.path(),
        "status": manifest.status.name(),
        "scenario": manifest.scenario.id,
        "seed": manifest.seed,
        "sample": manifest.sample_text(),
        "version": manifest.program,
    })
}
