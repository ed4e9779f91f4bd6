//! Short runs of the shipped scenario, each in a folder of its own.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use analysis::{Quiet, RunOutcome, RunRequest, run};
use jiff::civil::{Date, date};
use kernel::Sample;
use scenario::{LoadRequest, Scenario};
use tempfile::TempDir;

pub const SEED: u64 = 7;

/// The shipped scenario with overlays and settings.
pub fn shipped(overlays: &[&str], settings: &[&str]) -> Scenario {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let loaded = scenario::load(&LoadRequest {
        scenario: "ussr-1953-1964".to_owned(),
        project: concat!(env!("CARGO_MANIFEST_DIR"), "/../..").into(),
        overlays: owned(overlays),
        settings: owned(settings),
    });
    loaded
        .scenario
        .unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics))
}

/// The scenario as recorded, loaded once.
pub fn recorded() -> &'static Scenario {
    static LOADED: OnceLock<Scenario> = OnceLock::new();
    LOADED.get_or_init(|| shipped(&[], &[]))
}

/// A folder that is removed when the test ends.
pub fn home() -> TempDir {
    tempfile::tempdir().expect("a temporary folder can be made")
}

/// A run of the smallest sample to the end.
pub fn request(scenario: &Scenario, out: &Path) -> RunRequest {
    RunRequest {
        scenario: scenario.clone(),
        sample: Sample::one_in(10_000).expect("a nested sample"),
        seed: SEED,
        until: None,
        threads: Some(2),
        vector: None,
        out: out.to_owned(),
        record: true,
        checkpoint_every: Some(0),
        stop: Arc::default(),
    }
}

/// The same, to a day.
pub fn request_until(scenario: &Scenario, out: &Path, until: Date) -> RunRequest {
    RunRequest {
        until: Some(until),
        ..request(scenario, out)
    }
}

pub fn done(request: RunRequest) -> RunOutcome {
    run(request, &mut Quiet).expect("the run ends")
}

/// The end of the short runs: two years, ten months.
pub const SHORT: Date = date(1955, 12, 31);

/// A two-year run as recorded, and the hash of its last state.
pub fn short_run(home: &TempDir, name: &str) -> RunOutcome {
    done(request_until(recorded(), &home.path().join(name), SHORT))
}

/// Hash of the last state of an uninterrupted short run, computed once.
pub fn short_hash() -> &'static str {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| {
        let home = home();
        hash_of(&short_run(&home, "whole"))
    })
}

pub fn hash_of(outcome: &RunOutcome) -> String {
    outcome
        .manifest
        .state_hash
        .clone()
        .expect("a run has a last state")
}
