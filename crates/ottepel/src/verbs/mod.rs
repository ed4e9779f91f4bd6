//! One file a verb.
//!
//! # The contract
//!
//! Each verb is a file `NAME.rs` (or a folder `NAME/mod.rs` when it has sub-verbs) with
//!
//! ```ignore
//! /// One sentence: the question this verb answers.
//! #[derive(clap::Args)]
//! #[command(before_help = "Examples:\n  ottepel NAME …\n  ottepel NAME …\n  ottepel NAME …")]
//! pub struct Arguments {
//!     /// What it is, its default, unit and allowed range.
//!     #[arg(long, value_name = "K")]
//!     pub flag: u32,
//! }
//!
//! pub fn execute(arguments: &Arguments, session: &Session) -> Result<Answer, Failure>
//! ```
//!
//! and one line in [`Verb`], [`Verb::name`] and [`Verb::execute`]. The doc comment of `Arguments`
//! is the verb's help; examples must work as typed, a test runs them.
//!
//! * A verb returns what it has to say; it never prints to stdout. Talk on the way goes through
//!   [`Session::say`] (stderr) and [`Session::event`] (`--format jsonl`).
//! * [`Answer`] holds text for people (at most 100 columns, no escape codes) and a JSON value for
//!   machines; `csv` and `markdown` when the verb lists those formats in [`Verb::formats`].
//! * [`Failure`] holds code, message, place, help and exit code. Every code has an entry in
//!   [`crate::codes`]: `E01` to `E03` belong to the `scenario` crate (files, scenario text, tables),
//!   `E05` is the command line, `E06` runs, `E07` models and verification, `E0999` a bug.
//! * A verb reads no clock and no environment and ends no process; main.rs does.

pub mod completions;

use crate::answer::Answer;
use crate::problem::Failure;
use crate::session::{Format, Session};

/// Every verb of the command line, in the order of the help.
#[derive(clap::Subcommand)]
pub enum Verb {
    #[expect(
        missing_docs,
        reason = "the help is the doc comment of the verb's Arguments"
    )]
    Completions(completions::Arguments),
}

/// Formats of verbs whose result is not a table.
const PROSE: &[Format] = &[Format::Text, Format::Json, Format::Jsonl];
/// Formats of verbs whose result is a table.
const TABLE: &[Format] = &[
    Format::Text,
    Format::Json,
    Format::Jsonl,
    Format::Md,
    Format::Csv,
];

impl Verb {
    /// The word typed.
    pub fn name(&self) -> &'static str {
        match self {
            Verb::Completions(_) => "completions",
        }
    }

    /// Formats this verb can write; all can write text, json and jsonl.
    pub fn formats(&self) -> &'static [Format] {
        match self {
            Verb::Completions(_) => PROSE,
        }
    }

    /// Does what was asked.
    ///
    /// # Errors
    /// The verb's [`Failure`].
    pub fn execute(&self, session: &Session) -> Result<Answer, Failure> {
        match self {
            Verb::Completions(arguments) => completions::execute(arguments, session),
        }
    }
}
