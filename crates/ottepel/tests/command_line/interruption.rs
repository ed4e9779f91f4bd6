//! A run stopped by Ctrl-C or killed outright goes on to the same bits.
#![cfg(unix)]

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::support::{Home, said};

/// Long enough to be stopped in the middle, short enough for a test.
const LONG: &str = "run ussr-1953-1964 --sample 1/1000 --checkpoint-every 20 --format jsonl --out";

fn start(home: &Home, out: &Path) -> Child {
    let mut command = home.program();
    command.args(LONG.split(' ')).arg(out);
    command
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Waits until `weeks` weeks are reported as computed.
fn wait_for_week(child: &mut Child, weeks: u64) {
    let out = child.stdout.as_mut().expect("stdout is piped");
    for line in BufReader::new(out).lines() {
        let event: Value = serde_json::from_str(&line.unwrap()).unwrap();
        assert_ne!(
            event["event"], "done",
            "the run ended before it was stopped"
        );
        if event["event"] == "progress" && event["value"]["week"].as_u64().unwrap() >= weeks {
            return;
        }
    }
    panic!("the run said nothing more");
}

fn signal(child: &Child, name: &str) {
    let id = child.id().to_string();
    assert!(
        Command::new("kill")
            .args([name, &id])
            .status()
            .unwrap()
            .success()
    );
}

fn whole(home: &Home) -> Value {
    let out = home.path("whole");
    let said = said(
        home.program()
            .args(LONG.replace("jsonl", "json").split(' '))
            .arg(&out),
    );
    assert_eq!(said.code, 0, "{}", said.talk);
    serde_json::from_str::<Value>(&said.out).unwrap()["result"]["state_hash"].clone()
}

#[test]
fn ctrl_c_leaves_a_valid_partial_run_that_goes_on_to_the_same_bits() {
    let home = Home::new();
    let out = home.path("stopped");
    let mut child = start(&home, &out);
    wait_for_week(&mut child, 1);
    signal(&child, "-INT");
    let status = child.wait().unwrap();
    assert_eq!(status.code(), Some(130));
    let manifest: Value =
        serde_json::from_slice(&std::fs::read(out.join("run.json")).unwrap()).unwrap();
    assert_eq!(manifest["status"], "partial");
    assert!(out.join("series.parquet").is_file() && out.join("report.html").is_file());
    let (code, resumed) = home.json(&format!("resume {}", out.display()));
    assert_eq!(code, 0, "{resumed:#}");
    assert_eq!(resumed["result"]["state_hash"], whole(&home));
}

/// Starts a comparison, stops it once so many pairs are done, and gives its exit code and envelope.
fn compare_stopped(home: &Home, pairs: u64) -> (i32, Value) {
    let mut command = home.program();
    command.args(COMPARE.split(' ')).args(["--format", "jsonl"]);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let out = child.stdout.take().expect("stdout is piped");
    let mut result = Value::Null;
    let mut stopped = false;
    for line in BufReader::new(out).lines() {
        let event: Value = serde_json::from_str(&line.unwrap()).unwrap();
        let done = || event["value"]["done"].as_u64().unwrap_or(0);
        if event["event"] == "progress" && !stopped && done() >= pairs {
            signal(&child, "-INT");
            stopped = true;
        }
        if event["event"] == "result" {
            result = event["value"]["result"].clone();
        }
    }
    (child.wait().unwrap().code().unwrap(), result)
}

const COMPARE: &str = "compare ussr-1953-1964 as-1961 --sample 1/1000 --pairs 64 --outcome O07.trust --no-placebo --threads 2";

#[test]
fn ctrl_c_prints_the_answer_of_the_finished_pairs_and_keeps_their_runs() {
    let home = Home::new();
    // Threads take pairs in order, but the first one takes longer: it is also continued as itself.
    let (code, result) = compare_stopped(&home, 12);
    assert_eq!(code, 3, "{result:#}");
    let pairs = result["plan"]["pairs"].as_u64().unwrap();
    assert!((2..64).contains(&pairs), "{pairs} pairs");
    let number = |own: &Value| own["arms"][0]["outcomes"][0]["difference"].clone();
    // The same pairs asked for by number are the same answer, found and not computed again.
    let line = COMPARE.replace("--pairs 64", &format!("--pairs {pairs}"));
    let (code, whole) = home.json(&format!("{line} --draws {}", result["plan"]["draws"]));
    assert_eq!(code, 0);
    assert_eq!(number(&whole["result"]), number(&result));
}

#[test]
fn a_killed_run_goes_on_to_the_same_bits() {
    let home = Home::new();
    let out = home.path("killed");
    let mut child = start(&home, &out);
    wait_for_week(&mut child, 30);
    signal(&child, "-KILL");
    child.wait().unwrap();
    let (code, resumed) = home.json(&format!("resume {}", out.display()));
    assert_eq!(code, 0, "{resumed:#}");
    assert_eq!(resumed["result"]["state_hash"], whole(&home));
    let (code, replayed) = home.json(&format!("replay {}", out.display()));
    assert_eq!(code, 0, "{replayed:#}");
}

#[test]
fn a_damaged_checkpoint_is_passed_over() {
    let home = Home::new();
    let out = home.path("damaged");
    let mut child = start(&home, &out);
    wait_for_week(&mut child, 50);
    signal(&child, "-KILL");
    child.wait().unwrap();
    for entry in std::fs::read_dir(out.join("checkpoint")).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        std::fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    }
    let (code, resumed) = home.json(&format!("resume {}", out.display()));
    assert_eq!(
        code, 0,
        "without a good checkpoint the run starts again: {resumed:#}"
    );
    assert_eq!(resumed["result"]["state_hash"], whole(&home));
}
