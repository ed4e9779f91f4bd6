//! `ottepel doctor`.

use std::path::{Path, PathBuf};

use kernel::Sample;
use serde_json::json;

use crate::answer::Answer;
use crate::grid::grouped;
use crate::loading::{self, USUAL_SCENARIO};
use crate::machine::{self, Machine};
use crate::problem::{Failure, Problem};
use crate::session::Session;

/// Look at this machine: places, memory, speed, and what to type
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel doctor
  ottepel doctor --plain
  ottepel doctor --format json
")]
pub struct Arguments {}

/// Looks and says.
///
/// # Errors
/// None; what is missing becomes a warning.
pub fn execute(_arguments: &Arguments, session: &Session) -> Result<Answer, Failure> {
    let machine = machine::look();
    let scenarios = scenarios_in(&session.project);
    let value = json!({
        "version": env!("CARGO_PKG_VERSION"),
        "program": std::env::current_exe().ok(),
        "system": std::env::consts::OS,
        "architecture": std::env::consts::ARCH,
        "cores": machine.cores,
        "memory_bytes": machine.memory.map(|memory| memory.total),
        "memory_available_bytes": machine.memory.map(|memory| memory.available),
        "vector": machine.vector,
        "project": absolute(&session.project),
        "scenarios": scenarios,
        "home": session.data_home,
        "network": "never used",
    });
    let text = text(&machine, &scenarios, session) + &advice(&machine, full_run_bytes(session));
    let warnings = warnings(session);
    Ok(Answer::new(text, value).with_warnings(warnings))
}

fn text(machine: &Machine, scenarios: &[String], session: &Session) -> String {
    let program =
        std::env::current_exe().map_or("unknown".to_owned(), |own| own.display().to_string());
    let memory = machine.memory.map_or("unknown here".to_owned(), |memory| {
        let mib = |bytes: u64| grouped(bytes >> 20);
        format!(
            "{} MiB, {} MiB free",
            mib(memory.total),
            mib(memory.available)
        )
    });
    let from = if scenarios.is_empty() {
        "the copies inside the program".to_owned()
    } else {
        format!(
            "{} in {}",
            scenarios.join(", "),
            absolute(&session.project).display()
        )
    };
    let lines = [
        ("version", format!("Ottepel {}", env!("CARGO_PKG_VERSION"))),
        ("program", program),
        (
            "system",
            format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
        ),
        ("cores", machine.cores.to_string()),
        ("memory", memory),
        ("vectors", machine.vector.to_owned()),
        ("scenarios", from),
        ("runs", session.data_home.display().to_string()),
        ("network", "never used".to_owned()),
    ];
    let mut text: String = lines
        .map(|(name, value)| format!("{name:<10} {value}\n"))
        .concat();
    text.push_str(&format!(
        "\nTo remove Ottepel, delete the program and the folder {}.\n\n",
        session.data_home.display(),
    ));
    text
}

/// What everybody needs in memory, bytes; `None` when the scenario cannot be read.
fn full_run_bytes(session: &Session) -> Option<u64> {
    let loaded = loading::load(session, USUAL_SCENARIO, &[], &[]).ok()?;
    let estimate = world::estimate(&loaded.scenario, Sample::FULL).ok()?;
    Some(estimate.bytes)
}

fn advice(machine: &Machine, full: Option<u64>) -> String {
    let first = "Type: ottepel ask ex02\n";
    let Some(full) = full else {
        return format!("{first}The scenario has problems; `ottepel check` lists them.\n");
    };
    let need = grouped(full >> 20);
    match machine.memory {
        Some(memory) if memory.available < full => {
            format!("{first}Everybody (--full) needs {need} MiB; use --sample 1/10 here.\n")
        }
        Some(_) => format!("{first}There is room for everybody (--full needs {need} MiB).\n"),
        None => format!("{first}Everybody (--full) needs {need} MiB.\n"),
    }
}

/// The folder as the system knows it; an empty path is the current folder.
fn absolute(path: &Path) -> PathBuf {
    std::fs::canonicalize(Path::new(".").join(path)).unwrap_or_else(|_| path.to_owned())
}

/// Ids of the scenarios in the project folder.
fn scenarios_in(project: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(project.join("scenarios")) else {
        return Vec::new();
    };
    let folders = entries
        .flatten()
        .filter(|entry| entry.path().join("scenario.toml").is_file());
    let mut names: Vec<String> = folders
        .map(|own| own.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn warnings(session: &Session) -> Option<Problem> {
    if let Err(error) = std::fs::create_dir_all(&session.data_home) {
        let message = format!("the folder for runs cannot be made: {error}");
        let help = "choose one with --home PATH or OTTEPEL_HOME";
        return Some(
            Problem::new("W0501", message)
                .in_file(&session.data_home)
                .with_help(help),
        );
    }
    None
}
