//! The plan: decisions, rates and parameters by week, as the rules read them.

use std::collections::BTreeMap;

pub use scenario::{Condition, Item, Pace, ReleaseEffect};

/// What the rules follow, week by week. Nothing in it is changed by a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// Number of weeks.
    pub weeks: u16,
    /// Parameter values by dotted key, in canonical units.
    pub parameters: BTreeMap<String, f64>,
    /// Lever values by dotted id, one value a week: the value on the week's last day.
    pub levers: BTreeMap<String, Vec<f64>>,
    /// Values of the named settings by lever and name: what a rule can choose between.
    pub settings: BTreeMap<String, BTreeMap<String, f64>>,
    /// Items that can be heard; the index is the bit.
    pub items: Vec<Item>,
    /// Messages in the order of their recorded dates.
    pub messages: Vec<PlannedMessage>,
    /// Release rules in the order of the file: a rule's position keys its draws.
    pub releases: Vec<PlannedRelease>,
    /// Decisions and events of the record, for the calendar of a run.
    pub events: Vec<PlannedEvent>,
    /// Calendar year that holds most of the week.
    pub year: Vec<i16>,
    /// Weeks that hold a 1 January.
    pub new_year: Vec<u16>,
    /// National output per head by week, 1953 = 1.
    pub living: Vec<f32>,
    /// Births a year per woman aged 15-49, by week: what the totals of the tables need.
    pub births_per_woman: Vec<f32>,
    /// Share of villagers aged 15-34 who move to town in a year, by week.
    pub moves_to_town: Vec<f32>,
    /// Share who die in a year, by age 0..=120, men then women.
    pub mortality: [Vec<f32>; 2],
}

/// A message in weeks.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedMessage {
    /// Id.
    pub id: String,
    /// Week in which the text is given at the top.
    pub week: u16,
    /// First week of readings.
    pub readings_from: u16,
    /// Weeks over which readings are spread.
    pub readings_weeks: u16,
    /// Bits of the items carried.
    pub carries: u8,
    /// Affect, 0..1.
    pub affect: f32,
    /// Line on the old leader, -1..+1.
    pub line: f32,
    /// Scope of blame, 0..1.
    pub blame: f32,
    /// Whether it is given at all; one that is not keeps its place, so that others keep their draws.
    pub given: bool,
}

/// A release rule in weeks.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedRelease {
    /// Id.
    pub id: String,
    /// First week.
    pub from: u16,
    /// First week in which it no longer acts.
    pub until: u16,
    /// Covered if any clause holds entirely.
    pub any: Vec<Vec<Condition>>,
    /// Not covered if any of these clauses holds entirely.
    pub except: Vec<Vec<Condition>>,
    /// What happens.
    pub effect: ReleaseEffect,
    /// How fast it is carried out.
    pub pace: Pace,
    /// Lever that switches it by week, if any; its value multiplies the pace.
    pub given_if: Option<String>,
}

/// A dated entry of the record.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedEvent {
    /// Row id, e.g. `DEC0046`.
    pub id: String,
    /// Week.
    pub week: u16,
    /// Kind.
    pub kind: String,
    /// What happened.
    pub what: String,
}
