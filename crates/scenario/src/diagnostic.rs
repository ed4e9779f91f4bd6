//! Problems of a scenario as plain data; the binary renders them, JSON carries them unchanged.

use serde::Serialize;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Nothing can be run until this is mended.
    Error,
    /// The run is possible; the reader should know.
    Warning,
}

/// Where a problem is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Path as the user would type it.
    pub file: String,
    /// 1-based line.
    pub line: usize,
    /// 1-based column, in characters.
    pub column: usize,
    /// Length of the marked text in characters, at least 1.
    pub length: usize,
    /// The source line itself, for display.
    pub text: String,
    /// Dotted key, where there is one.
    pub key: Option<String>,
}

/// One problem: a code, the place, the reason, a suggestion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// Stable code, `E0201` (errors) or `W0201` (warnings).
    pub code: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// What is wrong, one sentence without a full stop.
    pub message: String,
    /// Where.
    pub place: Option<Place>,
    /// How to mend it.
    pub help: Option<String>,
}
