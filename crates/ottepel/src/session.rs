//! What every verb may know about the place it is asked from.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use serde_json::{Value, json};

use crate::settings::Settings;

/// How results are written to stdout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// One envelope, see `ottepel schema cli`.
    Json,
    /// One event a line, the envelope's content last.
    Jsonl,
    /// Markdown.
    Md,
    /// Comma-separated values with a header line.
    Csv,
}

impl Format {
    /// The word on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Md => "md",
            Format::Csv => "csv",
        }
    }
}

/// The place a verb is asked from: settings resolved, folders found. Verbs read no environment.
#[derive(Debug, Clone)]
pub struct Session {
    /// How results are written.
    pub format: Format,
    /// One fact a line, no drawing (sparklines, boxes), no colour.
    pub plain: bool,
    /// Colour is wanted and stderr can show it. Only the glue in `main.rs` colours.
    pub colour: bool,
    /// -1 only errors, 0 usual, 1 and more say more.
    pub verbosity: i8,
    /// Folder that holds `scenarios/` and `evidence/`; empty for the current one. Where it holds
    /// none, the copies inside the binary serve.
    pub project: PathBuf,
    /// Where runs and their registry live unless told otherwise.
    pub data_home: PathBuf,
    /// Worker threads; `None` means one per core.
    pub threads: Option<usize>,
    /// Settings with the places they came from.
    pub settings: Settings,
    /// Set by Ctrl-C: finish the week, save, say how to continue.
    pub stop: Arc<AtomicBool>,
}

impl Session {
    /// Whether Ctrl-C was pressed.
    pub fn stopped(&self) -> bool {
        self.stop.load(std::sync::atomic::Ordering::SeqCst)
    }

    /// Whether people read stdout.
    pub fn is_for_people(&self) -> bool {
        self.format == Format::Text
    }

    /// Whether a one-line display that overwrites itself may be shown on stderr.
    pub fn shows_live_line(&self) -> bool {
        self.is_for_people()
            && !self.plain
            && self.verbosity >= 0
            && std::io::stderr().is_terminal()
    }

    /// Says something on stderr, unless `-q` was given. Losing the listener is no error.
    pub fn say(&self, text: &str) {
        if self.verbosity >= 0 {
            let _ = writeln!(std::io::stderr(), "{text}");
        }
    }

    /// Emits one event on stdout when the format is `jsonl`; does nothing otherwise.
    ///
    /// `kind` is one of `plan`, `progress`, `warning`; `result`, `error` and `done` are written
    /// by the glue.
    pub fn event(&self, kind: &str, value: Value) {
        if self.format == Format::Jsonl {
            let line = json!({ "event": kind, "value": value });
            let _ = writeln!(std::io::stdout(), "{line}");
        }
    }
}
