//! The one place that writes results: text, envelope, tables; a closed pipe is no error.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::answer::Answer;
use crate::exit::Exit;
use crate::problem::{Failure, Problem};
use crate::session::Format;

/// Version of the envelope; fields are only added within it.
pub const SCHEMA: &str = "ottepel/1";

/// The envelope of an answer.
pub fn answered(verb: &str, answer: &Answer) -> Value {
    json!({
        "schema": SCHEMA,
        "verb": verb,
        "ok": answer.exit == Exit::Done,
        "result": answer.value,
        "warnings": answer.warnings.iter().map(Problem::to_json).collect::<Vec<_>>(),
        "error": null,
        "run": answer.run,
    })
}

/// The envelope of a failure.
pub fn failed(verb: Option<&str>, failure: &Failure) -> Value {
    json!({
        "schema": SCHEMA,
        "verb": verb,
        "ok": false,
        "result": null,
        "warnings": [],
        "error": failure.to_json(),
        "run": null,
    })
}

/// Writes an answer to stdout and its warnings to stderr.
///
/// # Errors
/// The system's, except that nobody is listening any more.
pub fn print_answer(verb: &str, answer: &Answer, format: Format, colour: bool) -> io::Result<()> {
    if matches!(format, Format::Text | Format::Md | Format::Csv) {
        let warnings: String = answer.warnings.iter().map(Problem::to_text).collect();
        print_talk(&warnings, colour);
    }
    match format {
        Format::Text => print_result(&answer.text),
        Format::Json => print_json(&answered(verb, answer)),
        Format::Jsonl => {
            let envelope = answered(verb, answer);
            print_event("result", &envelope)?;
            print_event("done", &json!({ "exit": answer.exit.code() }))
        }
        Format::Md => print_result(answer.markdown.as_deref().unwrap_or(&answer.text)),
        Format::Csv => print_result(answer.csv.as_deref().unwrap_or_default()),
    }
}

/// Writes a failure: to stderr for people, as an envelope on stdout for machines.
///
/// # Errors
/// The system's, except that nobody is listening any more.
pub fn print_failure(
    verb: Option<&str>,
    failure: &Failure,
    format: Format,
    colour: bool,
) -> io::Result<()> {
    match format {
        Format::Json => print_json(&failed(verb, failure)),
        Format::Jsonl => {
            print_event("error", &failed(verb, failure))?;
            print_event("done", &json!({ "exit": failure.exit.code() }))
        }
        Format::Text | Format::Md | Format::Csv => {
            print_talk(&failure.to_text(), colour);
            Ok(())
        }
    }
}

fn print_json(value: &Value) -> io::Result<()> {
    print_result(&format!("{value:#}\n"))
}

fn print_event(kind: &str, value: &Value) -> io::Result<()> {
    print_result(&format!("{}\n", json!({ "event": kind, "value": value })))
}

/// Writes to stdout. `ottepel … | head` closes the pipe early, which is what was wanted.
pub fn print_result(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// Writes to stderr; when that fails there is nobody left to tell.
fn print_talk(text: &str, colour: bool) {
    let text = if colour {
        coloured(text)
    } else {
        text.to_owned()
    };
    let _ = io::stderr().write_all(text.as_bytes());
}

/// Colours the leading word of each problem and of each help line.
fn coloured(text: &str) -> String {
    use anstyle::{AnsiColor, Style};
    let bold = |colour: AnsiColor| Style::new().bold().fg_color(Some(colour.into()));
    let paint = |line: &str| {
        for (word, colour) in [
            ("error", AnsiColor::Red),
            ("warning", AnsiColor::Yellow),
            ("  help:", AnsiColor::Cyan),
        ] {
            if let Some(rest) = line.strip_prefix(word) {
                let style = bold(colour);
                return format!("{style}{word}{style:#}{rest}");
            }
        }
        line.to_owned()
    };
    text.split_inclusive('\n').map(paint).collect()
}
