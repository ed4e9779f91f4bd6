//! Running the program that was just built and reading what it measured of itself.

use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::repository;

/// What the program measured of one run.
pub struct Measured {
    /// Seconds of the whole process.
    pub whole: f64,
    /// Seconds to build the country.
    pub build: f64,
    /// Seconds of the weeks alone.
    pub weeks: f64,
    /// Weeks that were run.
    pub count: f64,
    /// Most memory held.
    pub peak_bytes: f64,
    /// Seconds by phase of the week.
    pub phases: Vec<(String, f64)>,
}

impl Measured {
    /// Seconds a week.
    pub fn week(&self) -> f64 {
        self.weeks / self.count
    }
}

/// Phases that are no part of a week.
const ASIDE: [&str; 3] = ["build", "results", "checkpoint"];

/// Runs the scenario with these options, in a folder that is removed afterwards.
///
/// # Errors
/// The program cannot be started or reports an error.
pub fn run(options: &[&str]) -> Result<Measured> {
    let words = [&["run", "ussr-1953-1964"], options].concat();
    let clock = Instant::now();
    let result = asked(&words);
    let whole = clock.elapsed().as_secs_f64();
    std::fs::remove_dir_all(scratch()).context("the runs of the bench cannot be removed")?;
    Ok(measured(&result?, whole))
}

fn measured(result: &Value, whole: f64) -> Measured {
    let machine = &result["machine"];
    let listed = machine["seconds"].as_array().cloned().unwrap_or_default();
    let phase = |own: &Value| Some((own["phase"].as_str()?.to_owned(), own["seconds"].as_f64()?));
    let (aside, phases): (Vec<_>, Vec<_>) = listed
        .iter()
        .filter_map(phase)
        .partition(|(phase, _)| ASIDE.contains(&phase.as_str()));
    let build = aside.iter().find(|(phase, _)| phase == "build");
    Measured {
        whole,
        build: build.map_or(f64::NAN, |(_, seconds)| *seconds),
        weeks: phases.iter().map(|(_, seconds)| seconds).sum(),
        count: result["weeks_computed"].as_f64().unwrap_or(f64::NAN),
        peak_bytes: machine["peak_memory_bytes"].as_f64().unwrap_or(f64::NAN),
        phases,
    }
}

/// Bytes of the country's state in this sample.
///
/// # Errors
/// The program cannot be started or reports an error.
pub fn state_bytes(sample: &str) -> Result<usize> {
    let plan = asked(&["run", "ussr-1953-1964", "--sample", sample, "--dry-run"])?;
    let bytes = plan["state_bytes"]
        .as_u64()
        .context("the plan does not say how many bytes")?;
    Ok(usize::try_from(bytes)?)
}

/// The envelope's result of these words.
fn asked(words: &[&str]) -> Result<Value> {
    let output = ottepel()?.args(words).args(["--format", "json"]).output()?;
    let envelope: Value =
        serde_json::from_slice(&output.stdout).context("ottepel did not print JSON")?;
    if envelope["ok"] != true {
        let message = &envelope["error"]["message"];
        bail!("ottepel {}: {message}", words.join(" "));
    }
    Ok(envelope["result"].clone())
}

/// The program that was just built, with a home of its own.
fn ottepel() -> Result<Command> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let target = target.unwrap_or_else(|| repository::root().join("target"));
    let program = target
        .join("release")
        .join(format!("ottepel{}", std::env::consts::EXE_SUFFIX));
    let mut command = Command::new(std::path::absolute(program)?);
    command
        .current_dir(repository::root())
        .env("OTTEPEL_HOME", scratch());
    Ok(command)
}

fn scratch() -> PathBuf {
    std::env::temp_dir().join(format!("ottepel-bench-{}", std::process::id()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_part_of_a_week_is_set_aside() {
        let seconds = serde_json::json!([
            { "phase": "build", "seconds": 5.0 },
            { "phase": "people", "seconds": 2.0 },
            { "phase": "life", "seconds": 1.0 },
            { "phase": "results", "seconds": 9.0 },
        ]);
        let result = serde_json::json!({ "weeks_computed": 2, "machine": { "seconds": seconds } });
        let measured = measured(&result, 20.0);
        assert_eq!((measured.build, measured.week()), (5.0, 1.5));
    }
}
