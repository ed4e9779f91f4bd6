//! A file's text with its name, so that every problem can say where it is.

use std::ops::Range;

use crate::codes;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::files::{FileError, Files, SIZE_LIMIT};

/// Longest source line that a diagnostic carries along, in characters.
const LONGEST_LINE_SHOWN: usize = 2_000;

/// A text file as read.
#[derive(Debug, Clone)]
pub struct SourceText {
    /// Path as the user would type it.
    pub name: String,
    /// The text.
    pub text: String,
    line_starts: Vec<usize>,
}

impl SourceText {
    /// A text under a name. A leading byte-order mark is dropped.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let mut text: String = text.into();
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        let after_break = text.match_indices('\n').map(|(at, _)| at + 1);
        let line_starts = std::iter::once(0).chain(after_break).collect();
        Self {
            name: name.into(),
            text,
            line_starts,
        }
    }

    /// Reads a file as text.
    ///
    /// # Errors
    /// A diagnostic when the file is missing, too large, refused or not UTF-8 text.
    pub fn read(files: &dyn Files, path: &str) -> Result<Self, Box<Diagnostic>> {
        let bytes = files
            .read(path)
            .map_err(|error| Box::new(file_problem(&files.shown(path), &error)))?;
        Self::from_bytes(files.shown(path), bytes)
    }

    /// Bytes as text.
    ///
    /// # Errors
    /// `E0103` when the bytes hold a zero byte or are not UTF-8.
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Result<Self, Box<Diagnostic>> {
        let name = name.into();
        if let Some(at) = bytes.iter().position(|&byte| byte == 0) {
            return Err(Box::new(binary_problem(&name, at)));
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Self::new(name, text)),
            Err(error) => Err(Box::new(binary_problem(
                &name,
                error.utf8_error().valid_up_to(),
            ))),
        }
    }

    /// 1-based line of a byte offset.
    pub fn line_of(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|&start| start <= offset)
    }

    /// `file:line` of a byte offset.
    pub fn origin(&self, offset: usize) -> String {
        format!("{}:{}", self.name, self.line_of(offset))
    }

    /// The place of a byte range.
    pub fn place(&self, span: Range<usize>, key: Option<&str>) -> Place {
        let start = self.boundary(span.start);
        let end = self.boundary(span.end.max(start));
        let line = self.line_of(start);
        let line_start = self.line_starts[line - 1];
        let rest = &self.text[line_start..];
        let shown = rest
            .split('\n')
            .next()
            .unwrap_or_default()
            .trim_end_matches('\r');
        let marked_end = end.min(line_start + shown.len()).max(start);
        Place {
            file: self.name.clone(),
            line,
            column: self.text[line_start..start].chars().count() + 1,
            length: self.text[start..marked_end].chars().count().max(1),
            text: shown.chars().take(LONGEST_LINE_SHOWN).collect(),
            key: key.map(str::to_owned),
        }
    }

    /// A problem at a byte range.
    pub fn problem(
        &self,
        code: &'static str,
        span: Range<usize>,
        key: Option<&str>,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::at(code, self.place(span, key), message)
    }

    /// The nearest character boundary at or before an offset.
    fn boundary(&self, offset: usize) -> usize {
        let mut at = offset.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

fn whole_file(file: &str) -> Place {
    Place {
        file: file.to_owned(),
        line: 1,
        column: 1,
        length: 1,
        text: String::new(),
        key: None,
    }
}

fn file_problem(shown: &str, error: &FileError) -> Diagnostic {
    let (code, help) = match error {
        FileError::Missing(_) => (
            codes::MISSING_FILE,
            "check the path, or restore the file".to_owned(),
        ),
        FileError::TooLarge { .. } => (
            codes::FILE_TOO_LARGE,
            format!(
                "the limit is {} MiB; split the file or drop what is not needed",
                SIZE_LIMIT >> 20
            ),
        ),
        FileError::Unreadable { .. } => (
            codes::UNREADABLE_FILE,
            "check the file's permissions".to_owned(),
        ),
    };
    Diagnostic::at(code, whole_file(shown), error.to_string()).with_help(help)
}

fn binary_problem(file: &str, at: usize) -> Diagnostic {
    let message = format!("this file is not text: byte {at} is not UTF-8");
    Diagnostic::at(codes::NOT_TEXT, whole_file(file), message)
        .with_help("save it as UTF-8 text; spreadsheets and archives must be exported first")
}

impl Diagnostic {
    /// A problem at a place; codes that start with `W` are warnings.
    pub fn at(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self {
            place: Some(place),
            ..Self::nowhere(code, message)
        }
    }

    /// A problem of no file, such as one of the command line.
    pub fn nowhere(code: &'static str, message: impl Into<String>) -> Self {
        let severity = if code.starts_with('W') {
            Severity::Warning
        } else {
            Severity::Error
        };
        Self {
            code,
            severity,
            message: message.into(),
            place: None,
            help: None,
        }
    }

    /// Adds how to mend it.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
