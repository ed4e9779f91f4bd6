//! What goes wrong, as data: the same words for people and machines.

use serde_json::{Value, json};

use crate::exit::Exit;

/// Where a problem is: a file with line and column, a dotted key, or a flag of the command line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// Path as the user would type it.
    pub file: Option<String>,
    /// 1-based line.
    pub line: Option<usize>,
    /// 1-based column in characters.
    pub column: Option<usize>,
    /// Dotted key or flag.
    pub key: Option<String>,
}

/// One problem: a code, what is wrong, where, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// `E0501` for errors, `W0501` for warnings; `ottepel help CODE` explains it.
    pub code: String,
    /// What is wrong: one sentence without a full stop.
    pub message: String,
    /// Where; boxed, so that a `Result` with a problem stays small.
    pub place: Option<Box<Place>>,
    /// How to mend it, or how to go on.
    pub help: Option<String>,
}

impl Problem {
    /// A problem without a place.
    pub fn new(code: &str, message: impl Into<String>) -> Self {
        Self {
            code: code.to_owned(),
            message: message.into(),
            place: None,
            help: None,
        }
    }

    /// Says how to mend it.
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says in which file it is.
    pub fn in_file(mut self, path: impl AsRef<std::path::Path>) -> Self {
        let place = self.place.get_or_insert_default();
        place.file = Some(path.as_ref().display().to_string());
        self
    }

    /// Says which key or flag it is about.
    pub fn at_key(mut self, key: impl Into<String>) -> Self {
        self.place.get_or_insert_default().key = Some(key.into());
        self
    }

    /// The envelope's form: `{"code", "message", "where": {file, line, col, key}, "help"}`.
    pub fn to_json(&self) -> Value {
        let place = self.place.as_ref().map(|place| {
            json!({
                "file": place.file,
                "line": place.line,
                "col": place.column,
                "key": place.key,
            })
        });
        json!({
            "code": self.code,
            "message": self.message,
            "where": place,
            "help": self.help,
        })
    }

    /// The form for people: `error[E0501]: …`, the place, the help; ends with a line break.
    pub fn to_text(&self) -> String {
        let kind = if self.code.starts_with('W') {
            "warning"
        } else {
            "error"
        };
        let mut text = format!("{kind}[{}]: {}\n", self.code, self.message);
        if let Some(place) = &self.place {
            text.push_str(&place.to_text());
        }
        if let Some(help) = &self.help {
            text.push_str(&format!("  help: {}\n", help.replace('\n', "\n        ")));
        }
        text
    }
}

impl Place {
    fn to_text(&self) -> String {
        let mut parts = Vec::new();
        if let Some(file) = &self.file {
            parts.push(file.clone());
            parts.extend(self.line.map(|line| line.to_string()));
            parts.extend(self.column.map(|column| column.to_string()));
        }
        let place = parts.join(":");
        match (&self.key, place.is_empty()) {
            (Some(key), true) => format!("  --> {key}\n"),
            (Some(key), false) => format!("  --> {place} ({key})\n"),
            (None, false) => format!("  --> {place}\n"),
            (None, true) => String::new(),
        }
    }
}

impl From<&scenario::Diagnostic> for Problem {
    fn from(diagnostic: &scenario::Diagnostic) -> Self {
        Problem {
            code: diagnostic.code.to_owned(),
            message: diagnostic.message.clone(),
            place: diagnostic.place.as_ref().map(|place| {
                Box::new(Place {
                    file: Some(place.file.clone()),
                    line: Some(place.line),
                    column: Some(place.column),
                    key: place.key.clone(),
                })
            }),
            help: diagnostic.help.clone(),
        }
    }
}

/// Why a verb could not do what was asked. Build one with [`Failure::new`] and the `with_…`
/// methods; `?` on a `Problem` gives a failure that exits with [`Exit::Refused`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The first cause.
    pub problem: Box<Problem>,
    /// Further problems found in the same go.
    pub others: Vec<Problem>,
    /// A richer rendering for people (source excerpts), where there is one; ends with a line break.
    pub rendered: Option<String>,
    /// How the process ends.
    pub exit: Exit,
}

impl Failure {
    /// A failure after which nothing was run (exit 2).
    pub fn new(code: &str, message: impl Into<String>) -> Self {
        Problem::new(code, message).into()
    }

    /// Says how to mend it.
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.problem.help = Some(help.into());
        self
    }

    /// Says in which file it is.
    pub fn in_file(mut self, path: impl AsRef<std::path::Path>) -> Self {
        *self.problem = self.problem.in_file(path);
        self
    }

    /// Says which key or flag it is about.
    pub fn at_key(mut self, key: impl Into<String>) -> Self {
        *self.problem = self.problem.at_key(key);
        self
    }

    /// Ends with another exit code than 2.
    pub fn with_exit(mut self, exit: Exit) -> Self {
        self.exit = exit;
        self
    }

    /// The envelope's `error`: the first problem, and `others` when there are more.
    pub fn to_json(&self) -> Value {
        let mut value = self.problem.to_json();
        if !self.others.is_empty() {
            value["others"] = self.others.iter().map(Problem::to_json).collect();
        }
        value
    }

    /// The form for people.
    pub fn to_text(&self) -> String {
        let plain = || {
            let all = std::iter::once(&*self.problem).chain(&self.others);
            all.map(Problem::to_text).collect()
        };
        self.rendered.clone().unwrap_or_else(plain)
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Failure {
            problem: Box::new(problem),
            others: Vec::new(),
            rendered: None,
            exit: Exit::Refused,
        }
    }
}
