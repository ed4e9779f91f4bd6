//! The stages of `cargo xtask test`.

use std::process::Command;
use std::time::Instant;

use anyhow::{Result, bail};

use crate::doctor;
use crate::process::{self, cargo};
use crate::tally::Tally;
use crate::tidy;

/// One stage.
pub struct Stage {
    /// The word for `--without` and `--only`.
    pub name: &'static str,
    /// What it makes sure of.
    pub what: &'static str,
    run: fn() -> Result<Tally>,
}

/// All stages, in order.
pub const STAGES: [Stage; 7] = [
    Stage {
        name: "doctor",
        what: "this machine has what the build needs",
        run: || Ok(doctor::check()),
    },
    Stage {
        name: "fmt",
        what: "the sources are formatted",
        run: fmt,
    },
    Stage {
        name: "tidy",
        what: "our own rules hold: crate graph, lengths, paths, purity, words",
        run: tidy::check,
    },
    Stage {
        name: "clippy",
        what: "no compiler or clippy warning",
        run: clippy,
    },
    Stage {
        name: "rust",
        what: "all Rust tests in the release profile, fuzz corpora included",
        run: rust,
    },
    Stage {
        name: "checked",
        what: "kernel, scenario, world and rules again with overflow and debug assertions",
        run: checked,
    },
    Stage {
        name: "doc",
        what: "examples in the documentation",
        run: doc,
    },
];

/// Crates that are tested a second time with overflow checks: they count people in small integers.
const CHECKED: [&str; 4] = ["kernel", "scenario", "world", "rules"];

/// Runs the stages asked for and prints the closing line.
///
/// # Errors
/// An unknown option, or a command that cannot be started.
pub fn test(options: &[&str]) -> Result<bool> {
    let without = named(options, "--without")?;
    let only = named(options, "--only")?;
    let mut total = Tally::default();
    for stage in &STAGES {
        let asked = only.is_empty() || only.contains(&stage.name);
        if without.contains(&stage.name) || !asked {
            eprintln!("== {}: skipped, as asked", stage.name);
            total += Tally::SKIPPED;
            continue;
        }
        eprintln!("== {}: {}", stage.name, stage.what);
        let clock = Instant::now();
        let tally = (stage.run)()?;
        let word = if tally.failed == 0 {
            "passed"
        } else {
            "FAILED"
        };
        let seconds = clock.elapsed().as_secs_f64();
        eprintln!("== {}: {word} in {seconds:.0} s", stage.name);
        total += tally;
    }
    println!(
        "{} passed, {} failed, {} skipped",
        total.passed, total.failed, total.skipped
    );
    Ok(total.failed == 0 && total.passed > 0)
}

/// Stage names after each `option`.
fn named<'a>(options: &[&'a str], option: &str) -> Result<Vec<&'a str>> {
    let mut names = Vec::new();
    let pairs = options.chunks(2);
    for pair in pairs {
        match pair {
            ["--without" | "--only", name] if STAGES.iter().any(|stage| stage.name == *name) => {
                names.extend((pair[0] == option).then_some(*name));
            }
            _ => {
                let all = STAGES.map(|stage| stage.name).join(", ");
                bail!(
                    "expected --without STAGE or --only STAGE with a stage of: {all}; found {pair:?}"
                );
            }
        }
    }
    Ok(names)
}

/// Runs a component of the toolchain, or says how to install it.
fn component(name: &str, words: &[&str]) -> Result<Tally> {
    if !process::quiet(&mut cargo(&[words[0], "--version"])) {
        eprintln!("  SKIPPED: {name} is not installed. Type: rustup component add {name}");
        return Ok(Tally::SKIPPED);
    }
    Ok(Tally::one(process::run(&mut cargo(words))?.succeeded))
}

fn fmt() -> Result<Tally> {
    component("rustfmt", &["fmt", "--all", "--check"])
}

fn clippy() -> Result<Tally> {
    let words = [
        "clippy",
        "--release",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ];
    component("clippy", &words)
}

/// Snapshots are compared, never rewritten, and colours are left to people.
fn tests(command: &mut Command) -> Result<Tally> {
    let command = command
        .env("INSTA_UPDATE", "no")
        .env("CARGO_TERM_COLOR", "never");
    let said = process::run(command)?;
    Ok(Tally::of_tests(&said.lines, said.succeeded))
}

fn rust() -> Result<Tally> {
    if process::quiet(&mut cargo(&["nextest", "--version"])) {
        let words = [
            "nextest",
            "run",
            "--release",
            "--workspace",
            "--no-fail-fast",
        ];
        return tests(cargo(&words).args([
            "--status-level",
            "slow",
            "--final-status-level",
            "fail",
        ]));
    }
    eprintln!("  cargo-nextest is not installed, so `cargo test` runs them");
    let words = [
        "test",
        "--release",
        "--workspace",
        "--no-fail-fast",
        "--lib",
        "--bins",
        "--tests",
    ];
    tests(&mut cargo(&words))
}

fn checked() -> Result<Tally> {
    let mut command = cargo(&["test", "--no-fail-fast", "--lib", "--tests"]);
    for name in CHECKED {
        command.args(["--package", name]);
    }
    // Overflow checks and debug assertions stay on; unoptimised people would take minutes.
    tests(
        command
            .env("CARGO_PROFILE_DEV_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_DEV_DEBUG", "false"),
    )
}

fn doc() -> Result<Tally> {
    tests(&mut cargo(&[
        "test",
        "--release",
        "--workspace",
        "--doc",
        "--no-fail-fast",
    ]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_are_chosen_by_name() {
        let options = ["--without", "fmt", "--only", "doc", "--without", "doctor"];
        assert_eq!(named(&options, "--without").unwrap(), ["fmt", "doctor"]);
        assert_eq!(named(&options, "--only").unwrap(), ["doc"]);
    }

    #[test]
    fn an_unknown_stage_is_refused() {
        assert!(named(&["--without", "browsers"], "--without").is_err());
        assert!(named(&["--without"], "--without").is_err());
    }
}
