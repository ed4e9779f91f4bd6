//! Developer tasks: `cargo xtask test`, `cargo xtask tidy`, `cargo xtask bench`.
//!
//! Plain Rust and the toolchain's own tools, so that the one test command runs wherever cargo does.

mod bench;
mod doctor;
mod process;
mod repository;
mod stages;
mod tally;
mod tidy;

use std::process::ExitCode;

const USAGE: &str = "\
Developer tasks

  cargo xtask test [--without STAGE]... [--only STAGE]...
                          everything that must hold; the last line counts it
  cargo xtask tidy        our own checks: crate graph, lengths, paths, purity, words
  cargo xtask bench [country] [models] [--format json] [--save]
                          speed, as ratios to a plain pass over the same memory, and what became
                          slower than the ratios stored by --save; some minutes

Stages of `test`, in order:
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["test", options @ ..] => stages::test(options),
        ["tidy"] => tidy::command(),
        ["bench", options @ ..] => bench::command(options),
        _ => {
            eprint!("{USAGE}");
            for stage in stages::STAGES {
                eprintln!("  {:<10} {}", stage.name, stage.what);
            }
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}
