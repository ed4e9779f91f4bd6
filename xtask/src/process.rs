//! Running the toolchain and reading what it says while it says it.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::repository;

/// What a command said and whether it succeeded.
pub struct Said {
    /// Lines of both streams.
    pub lines: Vec<String>,
    /// Exit code 0.
    pub succeeded: bool,
}

/// A command of the toolchain that built us, in the root folder.
pub fn cargo(words: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(words).current_dir(repository::root());
    command
}

/// Whether a program answers to `--version`.
pub fn exists(program: &str) -> bool {
    quiet(Command::new(program).arg("--version"))
}

/// Whether a command succeeds, without showing what it says.
pub fn quiet(command: &mut Command) -> bool {
    let streams = command.stdout(Stdio::null()).stderr(Stdio::null());
    streams.status().is_ok_and(|status| status.success())
}

/// Runs a command, shows what it says and keeps it.
///
/// # Errors
/// The command cannot be started.
pub fn run(command: &mut Command) -> Result<Said> {
    let name = command.get_program().to_string_lossy().into_owned();
    let piped = command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped
        .spawn()
        .with_context(|| format!("cannot start {name}"))?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let lines = std::thread::scope(|scope| {
        let out = scope.spawn(move || echo(out));
        let mut lines = echo(err);
        lines.extend(out.join().unwrap_or_default());
        lines
    });
    let succeeded = child.wait()?.success();
    Ok(Said { lines, succeeded })
}

fn echo(stream: Option<impl Read>) -> Vec<String> {
    let Some(stream) = stream else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    let mut reader = BufReader::new(stream);
    let mut line = Vec::new();
    while reader
        .read_until(b'\n', &mut line)
        .is_ok_and(|read| read > 0)
    {
        let text = String::from_utf8_lossy(&line).trim_end().to_owned();
        eprintln!("{text}");
        lines.push(text);
        line.clear();
    }
    lines
}
