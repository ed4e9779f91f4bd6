//! Stopped anywhere and resumed, a run ends in the same state.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use analysis::{Means, Progress, Quiet, RunRequest, WeekProgress, replay, resume, run};
use kernel::philox::draw;
use kernel::{Key, Purpose, VectorLevel, Week};
use store::Status;

use crate::support::{SHORT, hash_of, home, recorded, request_until, short_hash, short_run};

/// Sets the stop flag after some weeks.
struct StopAfter {
    week: u16,
    flag: Arc<AtomicBool>,
}

impl Progress for StopAfter {
    fn world_built(&mut self, _people: u64, _seconds: f64) {}
    fn week(&mut self, week: &WeekProgress) {
        self.flag.store(week.week >= self.week, Ordering::Relaxed);
    }
}

/// Twenty weeks within the first `weeks`, from a fixed seed.
fn random_weeks(weeks: u16) -> Vec<u16> {
    let word = |index| draw(Key::from_seed(20), index, 0, Week(0), Purpose(0x7fff))[0];
    (0..20)
        .map(|index| 1 + (word(index) % u32::from(weeks - 2)) as u16)
        .collect()
}

#[test]
fn stopped_at_twenty_random_weeks_it_goes_on_to_the_same_state() {
    let home = home();
    for week in random_weeks(148) {
        let out = home.path().join(format!("stopped-{week}"));
        let flag = Arc::new(AtomicBool::new(false));
        let request = RunRequest {
            stop: Arc::clone(&flag),
            ..request_until(recorded(), &out, SHORT)
        };
        let stopped = run(request, &mut StopAfter { week, flag }).expect("a partial run is valid");
        assert_eq!(stopped.manifest.status, Status::Partial);
        assert_eq!(stopped.manifest.weeks_computed, week);
        let whole =
            resume(&out, &Means::default(), Arc::default(), &mut Quiet).expect("it goes on");
        assert_eq!(whole.manifest.status, Status::Complete);
        assert_eq!(hash_of(&whole), short_hash(), "stopped after week {week}");
        std::fs::remove_dir_all(&out).ok();
    }
}

#[test]
fn stopped_again_and_again_on_other_means_it_writes_the_same_files() {
    let home = home();
    let out = home.path().join("often");
    let flag = Arc::new(AtomicBool::new(false));
    let request = RunRequest {
        stop: Arc::clone(&flag),
        checkpoint_every: Some(7),
        ..request_until(recorded(), &out, SHORT)
    };
    run(request, &mut StopAfter { week: 20, flag }).expect("a partial run is valid");
    for (week, threads, vector) in [(60, 1, VectorLevel::Plain), (100, 5, VectorLevel::Avx2)] {
        let flag = Arc::new(AtomicBool::new(false));
        let means = Means {
            threads: Some(threads),
            vector: Some(vector),
            checkpoint_every: Some(11),
        };
        let mut stop = StopAfter {
            week,
            flag: Arc::clone(&flag),
        };
        resume(&out, &means, flag, &mut stop).expect("it goes on");
    }
    let last = resume(&out, &Means::default(), Arc::default(), &mut Quiet).expect("it goes on");
    let whole = short_run(&home, "whole");
    assert_eq!(hash_of(&last), hash_of(&whole));
    assert_eq!(
        last.manifest.state_hash_by_date,
        whole.manifest.state_hash_by_date
    );
    assert_eq!(last.manifest.files, whole.manifest.files, "results differ");
}

#[test]
fn recording_nothing_changes_no_state() {
    let home = home();
    let request = RunRequest {
        record: false,
        ..request_until(recorded(), &home.path().join("unrecorded"), SHORT)
    };
    let outcome = run(request, &mut Quiet).expect("the run ends");
    assert_eq!(hash_of(&outcome), short_hash());
}

#[test]
fn a_run_that_records_nothing_records_nothing_when_it_goes_on() {
    let home = home();
    let unrecorded = |name: &str| RunRequest {
        record: false,
        ..request_until(recorded(), &home.path().join(name), SHORT)
    };
    let whole = run(unrecorded("whole"), &mut Quiet).expect("the run ends");
    let flag = Arc::new(AtomicBool::new(false));
    let request = RunRequest {
        stop: Arc::clone(&flag),
        ..unrecorded("stopped")
    };
    let out = request.out.clone();
    run(request, &mut StopAfter { week: 20, flag }).expect("a partial run is valid");
    let last = resume(&out, &Means::default(), Arc::default(), &mut Quiet).expect("it goes on");
    assert_eq!(last.manifest.files, whole.manifest.files);
}

#[test]
fn a_complete_run_comes_back_as_it_is() {
    let home = home();
    let whole = short_run(&home, "whole");
    let again = resume(
        whole.folder.path(),
        &Means::default(),
        Arc::default(),
        &mut Quiet,
    );
    assert_eq!(again.expect("a complete run").manifest, whole.manifest);
}

#[test]
fn a_replay_agrees_bit_by_bit_on_other_means() {
    let home = home();
    let whole = short_run(&home, "whole");
    let means = Means {
        threads: Some(1),
        vector: Some(VectorLevel::Plain),
        ..Means::default()
    };
    let scratch = home.path().join("scratch");
    let outcome = replay(whole.folder.path(), &scratch, &means, &mut Quiet).expect("replayed");
    assert_eq!(outcome.differences, [] as [&str; 0]);
    assert_eq!(outcome.weeks, whole.manifest.weeks);
}
