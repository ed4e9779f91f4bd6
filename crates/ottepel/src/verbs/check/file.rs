//! `ottepel check FILE`: one file on its own, against the scenario that ships.

use std::path::Path;

use scenario::{FileKind, Severity, check_text};
use serde_json::json;

use super::{statements, warnings_text};
use crate::answer::Answer;
use crate::loading::{self, USUAL_SCENARIO};
use crate::problem::{Failure, Problem};
use crate::session::Session;

/// A file with the kind that its name and text tell.
pub struct File {
    path: String,
    bytes: Vec<u8>,
    /// What it is.
    pub kind: FileKind,
}

impl File {
    /// The file of this name, if there is one of a known kind.
    pub fn open(path: &str) -> Option<File> {
        let bytes = std::fs::read(path).ok()?;
        let kind = FileKind::of(path, &String::from_utf8_lossy(&bytes))?;
        let path = path.to_owned();
        Some(File { path, bytes, kind })
    }

    /// Checks it as a part of the scenario that ships.
    ///
    /// # Errors
    /// Every problem of the file.
    pub fn check(&self, session: &Session) -> Result<Answer, Failure> {
        let loaded = loading::load(session, USUAL_SCENARIO, &[], &[])?;
        let problems = check_text(self.kind, &self.path, &self.bytes, Some(&loaded.scenario));
        if problems.iter().any(|own| own.severity == Severity::Error) {
            return Err(loading::failure(&problems, session.colour));
        }
        if self.kind == FileKind::Statements {
            let path = Path::new(&self.path);
            statements::read(Some(path), &loaded.scenario, session)?;
        }
        let text = format!(
            "{}: {}\n  read as {} of {USUAL_SCENARIO}\n",
            self.path,
            warnings_text(problems.len()),
            self.kind
        );
        let value = json!({
            "file": self.path,
            "kind": self.kind.to_string(),
            "scenario": USUAL_SCENARIO,
        });
        let warnings: Vec<Problem> = problems.iter().map(Problem::from).collect();
        Ok(Answer::new(text, value).with_warnings(warnings))
    }
}
