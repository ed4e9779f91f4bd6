//! What a run records, in memory.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// What sort of number a series is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Counted at the end of the week.
    Stock,
    /// Counted over the week.
    Flow,
    /// A mean or share at the end of the week.
    Index,
}

/// One series as the data dictionary explains it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Name, the one used in the historical tables wherever they have one.
    pub name: String,
    /// Unit, e.g. `persons`, `share`, `index 0-1`.
    pub unit: String,
    /// Stock, flow or index.
    pub kind: Kind,
    /// What it counts, one or two sentences.
    pub meaning: String,
    /// The historical series it is compared with, where there is one.
    pub record: Option<String>,
    /// Rests on events so rare that a sample cannot show it.
    pub needs_full_population: bool,
    /// No measured counterpart exists: never a headline.
    pub model_only: bool,
}

/// Names behind the numbers of the rows.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Dictionary {
    /// Series, by index.
    pub series: Vec<Entry>,
    /// Entities: `USSR`, republics, regions, by index.
    pub entities: Vec<String>,
}

/// One number of one series, entity and week.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SeriesRow {
    /// Week, 0 for the first.
    pub week: u16,
    /// Index into [`Dictionary::series`].
    pub series: u16,
    /// Index into [`Dictionary::entities`].
    pub entity: u16,
    /// The number, at full scale (already multiplied by the sampling interval).
    pub value: f64,
}

/// People of a group at the end of a week, e.g. of one republic and party rank by reception.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupRow {
    /// Week.
    pub week: u16,
    /// What was counted, e.g. `heard` or `reception`.
    pub measure: Cow<'static, str>,
    /// Value of the measure, e.g. `mass-terror` or `slander`.
    pub category: String,
    /// Republic.
    pub republic: String,
    /// Party rank: `none`, `komsomol`, `member`, `official`.
    pub rank: Cow<'static, str>,
    /// People, full scale.
    pub people: f64,
    /// People of that republic and rank, full scale.
    pub of: f64,
}

/// Something that happened somewhere.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EventRow {
    /// Week.
    pub week: u16,
    /// Kind, e.g. `decision`, `publication`, `crowd`, `camp strike`.
    pub kind: String,
    /// Place: region and district, camp, satellite or `USSR`.
    pub place: String,
    /// What happened, in the model's voice for model events.
    pub what: String,
    /// What those who came together stood for; empty where it does not apply.
    pub direction: Cow<'static, str>,
    /// People involved, full scale, where it applies.
    pub people: Option<f64>,
    /// Dead, full scale, where it applies.
    pub killed: Option<f64>,
    /// Wounded, full scale, where it applies.
    pub wounded: Option<f64>,
    /// Arrested, full scale, where it applies.
    pub arrested: Option<f64>,
    /// True for entries of the record (calendar), false for what the model produced.
    pub recorded: bool,
}

/// Everything recorded so far.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tables {
    /// Names.
    pub dictionary: Dictionary,
    /// By week, then series, then entity.
    pub series: Vec<SeriesRow>,
    /// Group counts.
    pub groups: Vec<GroupRow>,
    /// Events.
    pub events: Vec<EventRow>,
}
