//! `cargo xtask bench`: speed as medians and as ratios to a plain pass over the same memory, timed
//! in the same minute. Never a pass or a fail: machines differ.

use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::process::{self, cargo};
use crate::repository;

/// Samples measured, and how often; `--full` adds everybody.
const SAMPLES: [(&str, usize); 4] = [("1/10000", 5), ("1/1000", 3), ("1/100", 3), ("1/10", 1)];
/// Weeks of a run of the whole scenario.
const WEEKS: f64 = 609.0;

/// Builds once, then measures: `country`, `models`, or both.
///
/// # Errors
/// A program that cannot be built or started, an unknown word.
pub fn command(options: &[&str]) -> Result<bool> {
    let known = ["country", "models", "--full"];
    if let Some(other) = options.iter().find(|word| !known.contains(word)) {
        bail!("expected country, models or --full; found {other}");
    }
    let named =
        |name: &str| options.contains(&name) || options.iter().all(|word| word.starts_with("--"));
    if !process::run(&mut cargo(&["build", "--release", "--package", "ottepel"]))?.succeeded {
        return Ok(false);
    }
    if named("country") {
        country(options.contains(&"--full"))?;
    }
    if named("models") {
        let words = [
            "run",
            "--release",
            "--quiet",
            "--package",
            "models",
            "--example",
            "bench_models",
        ];
        return Ok(process::run(&mut cargo(&words))?.succeeded);
    }
    Ok(true)
}

/// One run's figures.
struct Measured {
    /// Seconds of the weeks alone.
    stepping: f64,
    /// Seconds of the whole process.
    whole: f64,
    people_weeks_per_second: f64,
    peak_bytes: f64,
    phases: Vec<(String, f64)>,
}

fn country(full: bool) -> Result<()> {
    println!(
        "The country, all weeks; a plain pass adds up the same bytes once a week on as many threads"
    );
    println!(
        "sample   threads  whole s  weeks s  M people-weeks/s  plain pass s  weeks/plain  peak MiB"
    );
    let mut last = None;
    let everybody = full.then_some(("1/1", 1));
    for (sample, times) in SAMPLES.into_iter().chain(everybody) {
        let bytes = state_bytes(sample)?;
        for threads in [1, cores()] {
            let runs: Result<Vec<Measured>> =
                (0..times).map(|_| run(sample, threads, true)).collect();
            let runs = runs?;
            let middle = |get: fn(&Measured) -> f64| median(runs.iter().map(get).collect());
            let plain = median((0..3).map(|_| plain_pass(bytes, threads)).collect()) * WEEKS;
            println!(
                "{sample:<8} {threads:>7}  {:>7.2}  {:>7.2}  {:>16.1}  {plain:>12.3}  {:>11.1}  {:>8.0}",
                middle(|own| own.whole),
                middle(|own| own.stepping),
                middle(|own| own.people_weeks_per_second) / 1e6,
                middle(|own| own.stepping) / plain,
                middle(|own| own.peak_bytes) / (1 << 20) as f64,
            );
            last = runs.into_iter().next_back();
        }
    }
    if let Some(measured) = last {
        print_phases(&measured);
    }
    let with = run("1/100", cores(), true)?.stepping;
    let without = run("1/100", cores(), false)?.stepping;
    println!(
        "recording, sample 1/100: weeks take {:.2} times as long as without",
        with / without
    );
    Ok(())
}

fn print_phases(measured: &Measured) {
    let all: f64 = measured.phases.iter().map(|(_, seconds)| seconds).sum();
    println!("share of the time by phase, largest sample:");
    for (phase, seconds) in &measured.phases {
        println!(
            "  {phase:<12} {:>5.1} %  {seconds:>8.3} s",
            seconds / all * 100.0
        );
    }
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
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

/// The envelope's result of a run with these options.
fn asked(words: &[&str]) -> Result<Value> {
    let output = ottepel()?.args(words).args(["--format", "json"]).output()?;
    let envelope: Value =
        serde_json::from_slice(&output.stdout).context("ottepel did not print JSON")?;
    if envelope["ok"] != true {
        bail!(
            "ottepel {}: {}",
            words.join(" "),
            envelope["error"]["message"]
        );
    }
    Ok(envelope["result"].clone())
}

/// Bytes of the country's state in this sample.
fn state_bytes(sample: &str) -> Result<usize> {
    let plan = asked(&["run", "ussr-1953-1964", "--sample", sample, "--dry-run"])?;
    let bytes = plan["state_bytes"]
        .as_u64()
        .context("the plan does not say how many bytes")?;
    Ok(usize::try_from(bytes)?)
}

fn run(sample: &str, threads: usize, record: bool) -> Result<Measured> {
    let threads = threads.to_string();
    let mut words = vec![
        "run",
        "ussr-1953-1964",
        "--sample",
        sample,
        "--threads",
        &threads,
    ];
    words.extend((!record).then_some("--no-record"));
    let clock = Instant::now();
    let result = asked(&words);
    let whole = clock.elapsed().as_secs_f64();
    std::fs::remove_dir_all(scratch()).context("the runs of the bench cannot be removed")?;
    let machine = &result?["machine"];
    let number = |key: &str| machine[key].as_f64().unwrap_or(f64::NAN);
    let listed = machine["seconds"].as_array().cloned().unwrap_or_default();
    let phase = |own: &Value| Some((own["phase"].as_str()?.to_owned(), own["seconds"].as_f64()?));
    let phases: Vec<(String, f64)> = listed.iter().filter_map(phase).collect();
    let aside = ["build", "results", "checkpoint"];
    let weeks = phases
        .iter()
        .filter(|(phase, _)| !aside.contains(&phase.as_str()));
    Ok(Measured {
        stepping: weeks.map(|(_, seconds)| seconds).sum(),
        whole,
        people_weeks_per_second: number("people_weeks_per_second"),
        peak_bytes: number("peak_memory_bytes"),
        phases,
    })
}

/// Bytes added up in one measurement, so that small memories are passed over many times.
const BYTES_PER_MEASUREMENT: usize = 1 << 30;

/// Seconds to add up `bytes` bytes of memory once, after a first pass that brings the pages in.
fn plain_pass(bytes: usize, threads: usize) -> f64 {
    let words = vec![1_u64; bytes.div_ceil(8).max(1)];
    let part = words.len().div_ceil(threads);
    let passes = (BYTES_PER_MEASUREMENT / bytes.max(1)).max(1);
    let add = |part: &[u64]| part.iter().fold(0_u64, |sum, word| sum.wrapping_add(*word));
    std::hint::black_box(add(&words));
    let clock = Instant::now();
    std::thread::scope(|scope| {
        for part in words.chunks(part) {
            scope.spawn(move || {
                for _ in 0..passes {
                    std::hint::black_box(add(std::hint::black_box(part)));
                }
            });
        }
    });
    clock.elapsed().as_secs_f64() / passes as f64
}

fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    let middle = numbers.len() / 2;
    numbers.get(middle).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), 2.0);
        assert!(median(Vec::new()).is_nan());
    }

    #[test]
    fn a_plain_pass_takes_some_time() {
        assert!(plain_pass(1 << 20, 2) > 0.0);
    }
}
