//! `cargo xtask bench`: speed as medians and ratios, never as a pass or a fail.

use anyhow::{Result, bail};

use crate::process::{self, cargo};

/// Builds once and runs the measuring programs of the crates.
///
/// # Errors
/// A program that cannot be built or started.
pub fn command(options: &[&str]) -> Result<bool> {
    let programs = [("models", "bench_models"), ("analysis", "bench_weeks")];
    let chosen = programs
        .iter()
        .filter(|(name, _)| options.is_empty() || options.contains(name));
    let mut all = true;
    let mut ran = 0;
    for (package, example) in chosen {
        eprintln!("== {package}");
        let words = [
            "run",
            "--release",
            "--quiet",
            "--package",
            package,
            "--example",
            example,
        ];
        all &= process::run(&mut cargo(&words))?.succeeded;
        ran += 1;
    }
    if ran == 0 {
        bail!("expected models or analysis, or nothing for both");
    }
    Ok(all)
}
