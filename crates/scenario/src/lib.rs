//! Scenario text to a typed [`Scenario`]: units, diagnostics, overlays, evidence ledger, JSON Schema.
//!
//! The way of a text: [`Files`] (disk, program, memory) → text with places → entries checked key by
//! key → typed parts → overlays and settings → [`Scenario`]. [`load()`] walks it; [`check_text()`] checks
//! one file; [`render()`] prints problems; [`show_origin`], [`diff`] and [`audit()`] look at the result.
//!
//! What a scenario *says* (this crate) is a different type from what *runs* (`world`, `rules`).
//! Loading never stops at the first problem: [`load()`] returns everything it could read and every
//! [`Diagnostic`] it found.

mod apply;
pub mod as_read;
pub mod audit;
pub mod calendar;
pub mod check_text;
pub mod codes;
mod csv_table;
pub mod diagnostic;
mod document;
pub mod draw_set;
mod embedded;
pub mod files;
pub mod ledger;
pub mod lever;
pub mod load;
mod located;
mod lowering;
pub mod message;
mod nearest;
pub mod origin;
pub mod overlay;
pub mod parameter;
mod premise;
pub mod quantity;
pub mod question;
mod question_blank;
mod question_shelf;
mod read_changes;
mod read_ledger;
mod read_levers;
mod read_messages;
mod read_overlay;
mod read_parameters;
mod read_question;
mod read_question_arm;
mod read_question_parts;
mod read_releases;
mod read_scenario;
mod read_sweep_plan;
mod read_tables;
pub mod release;
mod render;
mod row_claims;
mod schemas;
mod settings;
mod source_text;
pub mod statement;
pub mod sweep_plan;
pub mod table;
pub mod variant;

pub use as_read::{AsRead, load_as_read};
pub use audit::{Audit, Counts, Gap, Standing, audit};
pub use calendar::Calendar;
pub use check_text::{FileKind, check_text};
pub use codes::{CODES, Code, explain};
pub use diagnostic::{Diagnostic, Place, Severity};
pub use draw_set::{DrawSet, Provenance, draw_set_names, draw_set_of, read_draw_set};
pub use files::{DiskFiles, EmbeddedFiles, FileError, Files, MemoryFiles};
pub use ledger::Ledger;
pub use lever::{Lever, Setting, Step};
pub use load::{LoadRequest, Loaded, load, load_from};
pub use message::{Item, Message};
pub use nearest::nearest;
pub use origin::{Difference, OriginLine, diff, show_origin};
pub use overlay::{Change, Overlay, Purpose};
pub use parameter::{Basis, Parameter, Parameters};
pub use quantity::{Distribution, Quantity, QuantityError};
pub use question::Question;
pub use question_shelf::{LoadedQuestion, load_question, question_ids, question_text};
pub use read_sweep_plan::{AS_RECORDED, read_sweep_plan, scenario_of_plan};
pub use read_tables::read_figures;
pub use release::{Condition, Pace, ReleaseEffect, ReleaseRule};
pub use render::render;
pub use schemas::schemas;
pub use statement::{Statement, StatementKind, read_statements, statements_of};
pub use sweep_plan::SweepPlan;
pub use table::{Confidence, DataRow, Role, Tables};
pub use variant::VariantError;

use std::collections::BTreeMap;

use jiff::civil::Date;

/// A country and a period, as read: what the record says was decided, the tables it starts from,
/// and the numbers the mechanisms use, each with its source or its stated assumption.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// Stable id, e.g. `ussr-1953-1964`; the folder's name.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// Version of the scenario text, `MAJOR.MINOR`.
    pub version: String,
    /// First day of the first week.
    pub start: Date,
    /// Last day of the last week.
    pub end: Date,
    /// Numbers used by the mechanisms, by dotted key.
    pub parameters: Parameters,
    /// Policies that decisions set, by dotted id, each with its dated timeline.
    pub levers: Vec<Lever>,
    /// Texts that go down the party tree.
    pub messages: Vec<Message>,
    /// Amnesties and reviews as data.
    pub releases: Vec<ReleaseRule>,
    /// Historical tables, every row with its source, confidence and role.
    pub tables: std::sync::Arc<Tables>,
    /// Sources, claims and conflicts.
    pub ledger: std::sync::Arc<Ledger>,
    /// Ids of the overlays applied, in order, empty for the scenario as recorded.
    pub overlays: Vec<String>,
    /// Everything that overlays and settings changed, in order.
    pub changes: Vec<Change>,
    /// Hash of the scenario text as read, overlays and settings included: `b3:` and 64 hex digits.
    pub hash: String,
    /// Parameter that gives the rate of each release, by release id.
    pub rates: BTreeMap<String, String>,
    /// Lists of parameters whose values are shares that together make one.
    pub shares_of_one: Vec<Vec<String>>,
    /// Name of the set of fitted draws from which answers take their parameters.
    pub draws: Option<String>,
    /// Text of everything that was read.
    pub as_read: std::sync::Arc<AsRead>,
}

impl Scenario {
    /// Number of whole weeks from [`Scenario::start`] to [`Scenario::end`].
    pub fn weeks(&self) -> u16 {
        let days = (self.end - self.start).get_days() + 1;
        u16::try_from(days / kernel::time::DAYS_PER_WEEK).unwrap_or(0)
    }

    /// The weeks as days.
    pub fn calendar(&self) -> Calendar {
        Calendar {
            start: self.start,
            weeks: self.weeks(),
        }
    }

    /// The lever of this id.
    pub fn lever(&self, id: &str) -> Option<&Lever> {
        self.levers.iter().find(|lever| lever.id == id)
    }
}
