//! What a verb has to say, once for people and once for machines.

use serde_json::Value;

use crate::exit::Exit;
use crate::problem::Problem;

/// The result of a verb that did what was asked.
///
/// ```ignore
/// Ok(Answer::new(text, json!({ "cases": cases }))
///     .with_csv(csv)
///     .with_exit(if all_hold { Exit::Done } else { Exit::DoesNotHold }))
/// ```
#[derive(Debug, Clone)]
pub struct Answer {
    /// For people: plain text, at most 100 columns, no escape codes; ends with a line break.
    pub text: String,
    /// For machines: the envelope's `result`. Keys are snake_case, numbers carry their unit.
    pub value: Value,
    /// `--format csv`, for verbs that list it in [`crate::verbs::Verb::formats`].
    pub csv: Option<String>,
    /// `--format md`, likewise.
    pub markdown: Option<String>,
    /// Printed on stderr for people, in the envelope for machines.
    pub warnings: Vec<Problem>,
    /// The envelope's `run`: identity of the run spoken of, where there is one.
    pub run: Option<Value>,
    /// How the process ends.
    pub exit: Exit,
}

impl Answer {
    /// An answer that exits with 0.
    pub fn new(text: impl Into<String>, value: Value) -> Self {
        Self {
            text: text.into(),
            value,
            csv: None,
            markdown: None,
            warnings: Vec::new(),
            run: None,
            exit: Exit::Done,
        }
    }

    /// Adds the table as CSV with a header line.
    pub fn with_csv(mut self, csv: impl Into<String>) -> Self {
        self.csv = Some(csv.into());
        self
    }

    /// Adds the table as Markdown.
    pub fn with_markdown(mut self, markdown: impl Into<String>) -> Self {
        self.markdown = Some(markdown.into());
        self
    }

    /// Adds warnings.
    pub fn with_warnings(mut self, warnings: impl IntoIterator<Item = Problem>) -> Self {
        self.warnings.extend(warnings);
        self
    }

    /// Names the run spoken of.
    pub fn with_run(mut self, run: Value) -> Self {
        self.run = Some(run);
        self
    }

    /// Ends with another exit code than 0.
    pub fn with_exit(mut self, exit: Exit) -> Self {
        self.exit = exit;
        self
    }
}
