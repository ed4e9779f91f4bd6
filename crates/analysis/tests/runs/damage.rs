//! What is damaged is found: result files, state hashes, checkpoints, scenario text.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use analysis::{
    Means, Progress, Quiet, ReplayOutcome, RunError, RunRequest, WeekProgress, replay, resume, run,
};
use tempfile::TempDir;

use crate::support::{SHORT, hash_of, home, recorded, request_until, short_hash, short_run};

fn replayed(home: &TempDir, run: &Path) -> ReplayOutcome {
    replay(
        run,
        &home.path().join("scratch"),
        &Means::default(),
        &mut Quiet,
    )
    .expect("replayed")
}

fn flip_a_byte(path: &Path) {
    let mut bytes = fs::read(path).expect("written by the run");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(path, bytes).expect("writable");
}

#[test]
fn a_replay_finds_a_flipped_bit_in_a_result_file() {
    for file in ["series.parquet", "groups.parquet", "events.parquet"] {
        let home = home();
        let whole = short_run(&home, "whole");
        flip_a_byte(&whole.folder.path().join(file));
        // Bytes that can no longer be read as a table are a plain error; others a difference.
        let scratch = home.path().join("scratch");
        match replay(whole.folder.path(), &scratch, &Means::default(), &mut Quiet) {
            Ok(outcome) => {
                let told = outcome.differences.join("; ");
                assert!(told.contains(file), "{file}: {told}");
            }
            Err(error) => assert!(error.to_string().contains(file), "{error}"),
        }
    }
}

#[test]
fn a_replay_finds_a_changed_state_hash() {
    let home = home();
    let whole = short_run(&home, "whole");
    let path = whole.folder.path().join("run.json");
    let text = fs::read_to_string(&path).expect("the manifest");
    let (last, other) = (hash_of(&whole), "0".repeat(64));
    fs::write(&path, text.replace(&last, &other)).expect("writable");
    let told = replayed(&home, whole.folder.path()).differences;
    assert!(
        told.iter().any(|own| own.contains("last state")),
        "{told:?}"
    );
}

#[test]
fn a_replay_finds_a_changed_hash_of_a_year() {
    let home = home();
    let whole = short_run(&home, "whole");
    let (day, hash) = whole
        .manifest
        .state_hash_by_date
        .first_key_value()
        .expect("a new year");
    let path = whole.folder.path().join("run.json");
    let text = fs::read_to_string(&path).expect("the manifest");
    fs::write(&path, text.replacen(hash.as_str(), &"f".repeat(64), 1)).expect("writable");
    let told = replayed(&home, whole.folder.path()).differences;
    assert_eq!(told, [format!("the state of {day} differs")]);
}

/// Stops when told often enough.
struct StopAt(u16, Arc<AtomicBool>);

impl Progress for StopAt {
    fn world_built(&mut self, _people: u64, _seconds: f64) {}
    fn week(&mut self, week: &WeekProgress) {
        self.1.store(week.week >= self.0, Ordering::Relaxed);
    }
}

/// A run stopped in the middle with two checkpoints, newest first.
fn stopped(home: &TempDir) -> (PathBuf, Vec<PathBuf>) {
    let out = home.path().join("stopped");
    let flag = Arc::new(AtomicBool::new(false));
    let request = RunRequest {
        stop: Arc::clone(&flag),
        checkpoint_every: Some(10),
        ..request_until(recorded(), &out, SHORT)
    };
    let stopped = run(request, &mut StopAt(57, flag)).expect("a partial run is valid");
    let checkpoints = stopped.folder.checkpoints().newest_first().expect("listed");
    let paths: Vec<_> = checkpoints.into_iter().map(|(_, path)| path).collect();
    assert_eq!(paths.len(), 2);
    (out, paths)
}

fn goes_on_to_the_same_state(out: &Path) {
    let whole = resume(out, &Means::default(), Arc::default(), &mut Quiet).expect("it goes on");
    assert_eq!(hash_of(&whole), short_hash());
}

#[test]
fn a_damaged_checkpoint_gives_way_to_the_older_one() {
    let home = home();
    let (out, checkpoints) = stopped(&home);
    flip_a_byte(&checkpoints[0]);
    goes_on_to_the_same_state(&out);
    let log = fs::read_to_string(out.join("log.txt")).expect("the run's log");
    assert!(
        log.contains("left out"),
        "the log says nothing of it: {log}"
    );
}

#[test]
fn when_both_checkpoints_are_damaged_the_run_starts_again() {
    let home = home();
    let (out, checkpoints) = stopped(&home);
    fs::write(&checkpoints[0], b"").expect("writable");
    fs::write(&checkpoints[1], b"OTTEPEL1 and then nothing").expect("writable");
    goes_on_to_the_same_state(&out);
}

#[test]
fn a_checkpoint_of_another_run_is_not_taken() {
    let home = home();
    let (out, checkpoints) = stopped(&home);
    let other = RunRequest {
        seed: 8,
        checkpoint_every: Some(50),
        ..request_until(recorded(), &home.path().join("other"), SHORT)
    };
    let other = run(other, &mut Quiet).expect("the run ends");
    let strange = other.folder.checkpoints().newest_first().expect("listed");
    fs::copy(&strange[0].1, &checkpoints[0]).expect("copied");
    goes_on_to_the_same_state(&out);
}

#[test]
fn scenario_text_changed_after_the_run_is_refused() {
    let home = home();
    let whole = short_run(&home, "whole");
    let path = whole.folder.path().join("scenario.json");
    let text = fs::read_to_string(&path).expect("kept with the run");
    fs::write(&path, text.replacen("1956-02-25", "1956-02-26", 1)).expect("writable");
    let scratch = home.path().join("scratch");
    let refused = replay(whole.folder.path(), &scratch, &Means::default(), &mut Quiet);
    assert!(
        matches!(refused, Err(RunError::Scenario { .. })),
        "{refused:?}"
    );
}
