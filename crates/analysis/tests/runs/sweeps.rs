//! Sweeps: killed anywhere, gone on with, the same tables to the last byte.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use analysis::ensemble::{Keep, Trajectory, simulate};
use analysis::outcomes::OUTCOMES;
use analysis::sweep::{Attempt, Executed, Sweep, SweepProgress, execute, write_tables};
use scenario::{DrawSet, SweepPlan, read_sweep_plan};
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

const DRAWS: &str = r#"
sweep = "two-draws"
title = "Two draws"
scenario = "ussr-1953-1964"
sample = 10000
until = 1953-06-30
seeds = 1
folders = true
measures = ["prisoners_total"]
dates = [1953-06-01]
[design]
kind = "draws"
set = "made-up"
points = 2
"#;

fn draws() -> Sweep {
    let set = DrawSet {
        name: "made-up".to_owned(),
        keys: vec!["camps.sentences".to_owned(), "reading.haste".to_owned()],
        rows: vec![vec![0.000_04, 3.5], vec![0.000_061_234_567_891, 2.25]],
        weights: vec![1.0, 1.0],
        ..DrawSet::default()
    };
    let (plan, problems) = read_sweep_plan("two-draws.toml", DRAWS.as_bytes(), recorded());
    assert!(problems.is_empty(), "{problems:?}");
    let load = |_: &[String], settings: &[String]| {
        let settings: Vec<&str> = settings.iter().map(String::as_str).collect();
        Ok(shipped(&[], &settings))
    };
    let plan = plan.expect("a plan").with_draws(&set);
    Sweep::new(plan, &load).expect("it is laid out")
}

#[test]
fn draws_take_the_values_of_their_set_to_the_last_bit_and_share_no_seed() {
    let sweep = draws();
    assert_eq!(sweep.runs(), 2);
    let second = sweep.member(1);
    let value = second.scenario.parameters.value("camps.sentences");
    assert_eq!(
        value.map(f64::to_bits),
        Some(0.000_061_234_567_891_f64.to_bits())
    );
    assert_eq!((sweep.member(0).seed, second.seed), (1, 2));
}

#[test]
fn a_kept_run_is_a_run_folder_whose_course_is_that_of_the_same_run_in_memory() {
    let home = home();
    let sweep = draws();
    let path = home.path().join("kept");
    let first = Watch::new(1);
    let executed = first.go(&sweep, &path, 1);
    assert_eq!((executed.computed, executed.missing), (1, 1));
    // A run that a kill left behind: its folder is there, its line is not.
    let torn = path.join("runs/0001");
    std::fs::create_dir_all(&torn).expect("made");
    std::fs::write(torn.join("run.json"), "{").expect("written");
    Watch::new(u32::MAX).go(&sweep, &path, 1);
    let folders = store::sweep_folder::run_folders(&path);
    assert_eq!(folders.len(), 2);
    for (number, folder) in folders.iter().enumerate() {
        let folder = store::RunFolder::open(folder).expect("a run");
        let manifest = folder.manifest().expect("a manifest");
        let scenario = analysis::scenario_of(&folder, &manifest).expect("its scenario");
        let tables = folder.tables().expect("its tables");
        let member = sweep.member(number as u32);
        let known = simulate(&member, Keep::ALL).expect("the same run");
        let read = Trajectory::of_tables(&scenario, &tables, manifest.weeks_computed);
        let bits = |course: &Trajectory| -> Vec<Vec<u64>> {
            let week = |own: &Vec<f64>| own.iter().map(|value| value.to_bits()).collect();
            course.country.iter().map(week).collect()
        };
        assert_eq!(bits(&read), bits(&known));
        assert_eq!(read.regional, known.regional);
        assert_eq!(read.events, known.events);
        assert_eq!(read.groups.len(), known.groups.len());
        for outcome in OUTCOMES {
            let value = |course: &Trajectory| outcome.value(course, 0..member.until);
            assert_eq!(value(&read), value(&known), "{}", outcome.id);
        }
    }
}

#[test]
fn a_design_of_draws_needs_a_set_and_no_factors() {
    let factor = "[[factor]]\nparam = \"reading.haste\"\n";
    let problems = |text: &str| {
        let (plan, problems) = read_sweep_plan("draws.toml", text.as_bytes(), recorded());
        assert!(plan.is_none());
        let texts = problems.into_iter().map(|own| own.message);
        texts.collect::<Vec<String>>().join("; ")
    };
    let none = problems(&DRAWS.replace("set = \"made-up\"\n", ""));
    assert!(none.contains("needs a `set`"), "{none}");
    let both = problems(&format!("{DRAWS}{factor}"));
    assert!(both.contains("nothing else"), "{both}");
    let grid = problems(&format!(
        "{}{factor}",
        DRAWS.replace("\"draws\"", "\"grid\"")
    ));
    assert!(grid.contains("only a design of draws"), "{grid}");
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
