//! Rows of the record counted by what they are and by verdict.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{RowCheck, Verdict, entity, event};

/// Years from which rows of one series make a course over time.
const COURSE: usize = 3;

/// What sort of figure a row gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowKind {
    /// Of the whole country, in a series with figures of three years or more.
    YearlySeries,
    /// Of the whole country, by itself or with one more.
    SingleFigure,
    /// Of a republic or region.
    Place,
    /// Of one camp.
    Camp,
    /// Of one event.
    Event,
}

impl RowKind {
    /// The words for people.
    pub fn words(self) -> &'static str {
        match self {
            RowKind::YearlySeries => "yearly series",
            RowKind::SingleFigure => "single figures",
            RowKind::Place => "republics and regions",
            RowKind::Camp => "camps",
            RowKind::Event => "events",
        }
    }
}

/// The kind of each row, in their order; what is a series shows only in all of them together.
pub fn kinds(checks: &[RowCheck]) -> Vec<RowKind> {
    let mut years = BTreeMap::<&str, BTreeSet<i16>>::new();
    for check in checks.iter().filter(|own| own.row.value.is_some()) {
        let series = years.entry(&check.row.series).or_default();
        series.insert(check.row.date.year());
    }
    let kind = |check: &RowCheck| {
        let row = &check.row;
        if event::is_event(row) {
            RowKind::Event
        } else if row.series == scenario::table::CAMP_SERIES {
            RowKind::Camp
        } else if !entity::is_whole_country(&row.entity) {
            RowKind::Place
        } else if years
            .get(row.series.as_str())
            .is_some_and(|own| own.len() >= COURSE)
        {
            RowKind::YearlySeries
        } else {
            RowKind::SingleFigure
        }
    };
    checks.iter().map(kind).collect()
}

/// Rows by verdict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Tally {
    /// All of them.
    pub rows: usize,
    /// Inside.
    pub inside: usize,
    /// Near.
    pub near: usize,
    /// Off.
    pub off: usize,
    /// Without an answer.
    pub no_such_series: usize,
    /// Answered, with the record in the model's 80 % interval.
    pub covered: usize,
}

impl Tally {
    /// Rows that have an answer.
    pub fn answered(&self) -> usize {
        self.rows - self.no_such_series
    }

    /// Rows inside or near.
    pub fn met(&self) -> usize {
        self.inside + self.near
    }

    /// Both together.
    #[must_use]
    pub fn with(self, other: &Tally) -> Tally {
        Tally {
            rows: self.rows + other.rows,
            inside: self.inside + other.inside,
            near: self.near + other.near,
            off: self.off + other.off,
            no_such_series: self.no_such_series + other.no_such_series,
            covered: self.covered + other.covered,
        }
    }

    fn add(&mut self, check: &RowCheck) {
        self.rows += 1;
        *match check.verdict {
            Verdict::Inside => &mut self.inside,
            Verdict::Near => &mut self.near,
            Verdict::Off => &mut self.off,
            Verdict::NoSuchSeries => &mut self.no_such_series,
        } += 1;
        self.covered += usize::from(check.covered == Some(true));
    }
}

/// Tallies of groups of rows, by the name of the group.
pub fn tallies(
    checks: &[RowCheck],
    group: impl Fn(&RowCheck) -> String,
) -> BTreeMap<String, Tally> {
    let mut groups = BTreeMap::<String, Tally>::new();
    for check in checks {
        groups.entry(group(check)).or_default().add(check);
    }
    groups
}

/// One tally of all rows.
pub fn tally<'a>(checks: impl IntoIterator<Item = &'a RowCheck>) -> Tally {
    let mut all = Tally::default();
    checks.into_iter().for_each(|check| all.add(check));
    all
}
