//! Killed outright at twenty moments spread over its time, a run still ends in the same state.
#![cfg(unix)]

use std::path::Path;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::{Home, said};

const RUN: &str = "run ussr-1953-1964 --sample 1/10000 --until 1959-12-31 --checkpoint-every 10 --format json --out";
const MOMENTS: u32 = 20;

fn run(home: &Home, out: &Path) -> Value {
    let said = said(home.program().args(RUN.split(' ')).arg(out));
    assert_eq!(said.code, 0, "{}", said.talk);
    let envelope: Value = serde_json::from_str(&said.out).expect("an envelope");
    envelope["result"]["state_hash"].clone()
}

/// Starts a run, kills it after a while, and brings it to its end. True if anything was left of it.
fn killed_after(home: &Home, out: &Path, moment: Duration, whole: &Value) -> bool {
    let mut command = home.program();
    command.args(RUN.split(' ')).arg(out);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().expect("the program starts");
    sleep(moment);
    child.kill().expect("the process is ours");
    child.wait().expect("the process is ours");
    if !out.join("run.json").is_file() {
        // Killed before the run had begun: there is nothing to go on with, and nothing in the way.
        assert_eq!(&run(home, &out.with_extension("again")), whole);
        return false;
    }
    let (code, resumed) = home.json(&format!("resume {}", out.display()));
    assert_eq!(code, 0, "killed after {moment:?}: {resumed:#}");
    assert_eq!(
        &resumed["result"]["state_hash"], whole,
        "killed after {moment:?}"
    );
    true
}

#[test]
fn killed_at_twenty_moments_a_run_goes_on_to_the_same_bits() {
    let home = Home::new();
    let started = Instant::now();
    let whole = run(&home, &home.path("whole"));
    let time = started.elapsed();
    let continued = (1..=MOMENTS).filter(|moment| {
        let out = home.path(&format!("killed-{moment}"));
        killed_after(&home, &out, time * *moment / (MOMENTS + 1), &whole)
    });
    assert!(
        continued.count() > 0,
        "no run had begun before it was killed"
    );
}
