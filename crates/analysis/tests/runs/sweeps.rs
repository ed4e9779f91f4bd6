//! Sweeps: killed anywhere, gone on with, the same tables to the last byte.

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::sync::atomic::{AtomicBool, Ordering};

use analysis::sweep::{Executed, Attempt, Sweep, SweepProgress, execute, write_tables};
use scenario::{SweepPlan, read_sweep_plan};
use store::sweep_folder::{JournalLine, SweepFolder};

use crate::support::{home, recorded, shipped};

const PLAN: &str = r#"
sweep = "small"
title = "Memory and guidance"
scenario = "ussr-1953-1964"
sample = 10000
until = 1953-06-30
seeds = 3
measures = ["prisoners_total", "adults"]
dates = [1953-06-01]
[design]
kind = "grid"
[[factor]]
param = "fear.memory_half_life"
values = ["2 years", "15 years"]
[[factor]]
lever = "line.instruction_clarity"
date = 1953-04-06
values = ["none", "as-1961"]
"#;

fn plan() -> SweepPlan {
    let (plan, problems) = read_sweep_plan("small.toml", PLAN.as_bytes(), recorded());
    assert!(problems.is_empty(), "{problems:?}");
    plan.expect("a plan without problems")
}

fn sweep() -> Sweep {
    let load = |overlays: &[String], settings: &[String]| {
        let overlays: Vec<&str> = overlays.iter().map(String::as_str).collect();
        let settings: Vec<&str> = settings.iter().map(String::as_str).collect();
        Ok(shipped(&overlays, &settings))
    };
    Sweep::new(plan(), &load).expect("it is laid out")
}

/// Stops after some runs and remembers which were done.
struct Watch {
    after: u32,
    stop: Arc<AtomicBool>,
    seen: Mutex<Vec<u32>>,
}

impl Watch {
    fn new(after: u32) -> Watch {
        Watch {
            after,
            stop: Arc::default(),
            seen: Mutex::default(),
        }
    }

    fn go(&self, sweep: &Sweep, path: &Path, threads: usize) -> Executed {
        let (folder, finished) = SweepFolder::open(path, &sweep.identity()).expect("a folder");
        let attempt = Attempt {
            threads: Some(threads),
            stop: self.stop.clone(),
            ..Attempt::default()
        };
        let executed = execute(sweep, &folder, &finished, &attempt, self);
        let executed = executed.expect("it goes on");
        drop(folder);
        let (folder, lines) = SweepFolder::open(path, &sweep.identity()).expect("a folder");
        write_tables(sweep, &folder, &lines).expect("tables");
        executed
    }
}

impl SweepProgress for Watch {
    fn done(&self, line: &JournalLine, done: u32, _of: u32) {
        assert_eq!(line.failure, None);
        self.seen
            .lock()
            .expect("no thread fell over")
            .push(line.run);
        if done >= self.after {
            self.stop.store(true, Ordering::Relaxed);
        }
    }
}

fn tables(path: &Path) -> Vec<Vec<u8>> {
    let read = |name: &str| std::fs::read(path.join(name)).expect("there");
    [
        "runs.parquet",
        "factors.parquet",
        "results.parquet",
        "dictionary.csv",
    ]
    .map(read)
    .to_vec()
}

#[test]
fn stopped_and_gone_on_with_only_missing_runs_are_done_and_the_tables_are_equal() {
    let home = home();
    let sweep = sweep();
    assert_eq!(sweep.runs(), 12);
    let whole = Watch::new(u32::MAX).go(&sweep, &home.path().join("whole"), 2);
    assert_eq!((whole.computed, whole.missing), (12, 0));
    let stopped = home.path().join("stopped");
    let first = Watch::new(5);
    let executed = first.go(&sweep, &stopped, 1);
    assert_eq!((executed.computed, executed.missing), (5, 7));
    let second = Watch::new(u32::MAX);
    let executed = second.go(&sweep, &stopped, 3);
    assert_eq!((executed.computed, executed.found), (7, 5));
    let (before, after) = (
        first.seen.into_inner().expect("runs"),
        second.seen.into_inner().expect("runs"),
    );
    assert!(
        after.iter().all(|run| !before.contains(run)),
        "a run was done twice"
    );
    assert_eq!(tables(&stopped), tables(&home.path().join("whole")));
}

#[test]
fn every_problem_of_a_plan_is_listed_with_its_place() {
    let bad = PLAN
        .replace("fear.memory_half_life", "fear.memory_half_live")
        .replace("\"as-1961\"", "\"as-1971\"")
        .replace("sample = 10000", "sample = 7")
        .replace("kind = \"grid\"", "kind = \"gird\"");
    let (plan, problems) = read_sweep_plan("small.toml", bad.as_bytes(), recorded());
    assert!(plan.is_none());
    let texts: Vec<String> = problems
        .iter()
        .map(|problem| problem.message.clone())
        .collect();
    for wanted in ["fear.memory_half_live", "as-1971", "one in 7", "gird"] {
        assert!(
            texts.iter().any(|text| text.contains(wanted)),
            "{wanted}: {texts:?}"
        );
    }
    assert!(problems.iter().all(|problem| problem.place.is_some()));
}
