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
//! * A verb reads no environment and ends no process; main.rs does.

pub mod ask;
pub mod calibrate;
pub mod check;
pub mod cite;
pub mod compare;
pub mod completions;
pub mod diff;
pub mod doctor;
pub mod evidence;
pub mod explain;
pub mod flip;
pub mod help;
pub mod model;
pub mod new;
pub mod open;
pub mod pack;
pub mod replay;
pub mod report;
pub mod resume;
pub mod run;
pub mod runs;
mod scale;
pub mod schema;
pub mod show;
pub mod sweep;
pub mod verify;
pub mod why;

use crate::answer::Answer;
use crate::problem::Failure;
use crate::session::{Format, Session};

/// Every verb of the command line, in the order of the help. The help of each is the doc comment
/// of its `Arguments`.
#[derive(clap::Subcommand)]
pub enum Verb {
    Ask(ask::Arguments),
    Open(open::Arguments),
    Run(run::Arguments),
    Resume(resume::Arguments),
    Replay(replay::Arguments),
    Report(report::Arguments),
    Cite(cite::Arguments),
    Pack(pack::Arguments),
    Sweep(sweep::Arguments),
    Compare(compare::Arguments),
    Flip(flip::Arguments),
    Why(why::Arguments),
    Runs(runs::Arguments),
    Calibrate(calibrate::Arguments),
    Check(check::Arguments),
    Diff(diff::Arguments),
    Schema(schema::Arguments),
    New(new::Arguments),
    Show(show::Arguments),
    Model(model::Arguments),
    Verify(verify::Arguments),
    Evidence(evidence::Arguments),
    Explain(explain::Arguments),
    Doctor(doctor::Arguments),
    Help(help::Arguments),
    Completions(completions::Arguments),
}

/// Formats of verbs whose result is not a table.
const PROSE: &[Format] = &[Format::Text, Format::Json, Format::Jsonl];
/// Formats of verbs whose result is a page.
const PAGE: &[Format] = &[Format::Text, Format::Json, Format::Jsonl, Format::Md];
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
            Verb::Ask(_) => "ask",
            Verb::Open(_) => "open",
            Verb::Run(_) => "run",
            Verb::Resume(_) => "resume",
            Verb::Replay(_) => "replay",
            Verb::Report(_) => "report",
            Verb::Cite(_) => "cite",
            Verb::Pack(_) => "pack",
            Verb::Sweep(_) => "sweep",
            Verb::Compare(_) => "compare",
            Verb::Flip(_) => "flip",
            Verb::Why(_) => "why",
            Verb::Runs(_) => "runs",
            Verb::Calibrate(_) => "calibrate",
            Verb::Check(_) => "check",
            Verb::Diff(_) => "diff",
            Verb::Schema(_) => "schema",
            Verb::New(_) => "new",
            Verb::Show(_) => "show",
            Verb::Model(_) => "model",
            Verb::Verify(_) => "verify",
            Verb::Evidence(_) => "evidence",
            Verb::Explain(_) => "explain",
            Verb::Doctor(_) => "doctor",
            Verb::Help(_) => "help",
            Verb::Completions(_) => "completions",
        }
    }

    /// Formats this verb can write; all can write text, json and jsonl.
    pub fn formats(&self) -> &'static [Format] {
        match self {
            Verb::Ask(_) => PAGE,
            Verb::Explain(arguments) if arguments.is_page() => PAGE,
            Verb::Runs(_) | Verb::Diff(_) | Verb::Model(_) | Verb::Verify(_) => TABLE,
            Verb::Compare(_) | Verb::Flip(_) => TABLE,
            Verb::Check(arguments) if arguments.is_table() => TABLE,
            Verb::Show(arguments) if arguments.is_table() => TABLE,
            Verb::Evidence(arguments) if arguments.is_table() => TABLE,
            Verb::Explain(arguments) if arguments.is_table() => TABLE,
            _ => PROSE,
        }
    }

    /// Does what was asked.
    ///
    /// # Errors
    /// The verb's [`Failure`].
    pub fn execute(&self, session: &Session) -> Result<Answer, Failure> {
        match self {
            Verb::Ask(arguments) => ask::execute(arguments, session),
            Verb::Open(arguments) => open::execute(arguments, session),
            Verb::Run(arguments) => run::execute(arguments, session),
            Verb::Resume(arguments) => resume::execute(arguments, session),
            Verb::Replay(arguments) => replay::execute(arguments, session),
            Verb::Report(arguments) => report::execute(arguments, session),
            Verb::Cite(arguments) => cite::execute(arguments, session),
            Verb::Pack(arguments) => pack::execute(arguments, session),
            Verb::Sweep(arguments) => sweep::execute(arguments, session),
            Verb::Compare(arguments) => compare::execute(arguments, session),
            Verb::Flip(arguments) => flip::execute(arguments, session),
            Verb::Why(arguments) => why::execute(arguments, session),
            Verb::Runs(arguments) => runs::execute(arguments, session),
            Verb::Calibrate(arguments) => calibrate::execute(arguments, session),
            Verb::Check(arguments) => check::execute(arguments, session),
            Verb::Diff(arguments) => diff::execute(arguments, session),
            Verb::Schema(arguments) => schema::execute(arguments, session),
            Verb::New(arguments) => new::execute(arguments, session),
            Verb::Show(arguments) => show::execute(arguments, session),
            Verb::Model(arguments) => model::execute(arguments, session),
            Verb::Verify(arguments) => verify::execute(arguments, session),
            Verb::Evidence(arguments) => evidence::execute(arguments, session),
            Verb::Explain(arguments) => explain::execute(arguments, session),
            Verb::Doctor(arguments) => doctor::execute(arguments, session),
            Verb::Help(arguments) => help::execute(arguments, session),
            Verb::Completions(arguments) => completions::execute(arguments, session),
        }
    }
}
