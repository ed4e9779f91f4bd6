//! A run as the report reads it: numbers by series and entity, the record beside them.

use jiff::civil::Date;
use scenario::{DataRow, Scenario};
use store::manifest::{Ground, RecordLine};
use store::{Entry, Kind, Manifest, Tables};

/// The entity that stands for the whole country.
pub(crate) const COUNTRY: &str = "USSR";

/// A run, its scenario and its tables, ready to be looked up.
#[derive(Debug)]
pub struct RunView<'a> {
    /// The manifest.
    pub manifest: &'a Manifest,
    /// What was recorded.
    pub tables: &'a Tables,
    /// The scenario that was run.
    pub scenario: &'a Scenario,
    /// By series, then by entity; empty where nothing was counted.
    numbers: Vec<Vec<Vec<(u16, f64)>>>,
}

/// One series of one entity: pairs of week and value, in order of weeks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Numbers<'a> {
    /// What the dictionary says of it.
    pub(crate) entry: &'a Entry,
    /// Weeks and values; a series that is not counted every week has gaps.
    pub(crate) points: &'a [(u16, f64)],
}

impl<'a> RunView<'a> {
    /// Sorts the numbers of a run by series and entity.
    pub fn new(manifest: &'a Manifest, tables: &'a Tables, scenario: &'a Scenario) -> Self {
        let mut numbers: Vec<Vec<Vec<(u16, f64)>>> = Vec::new();
        for row in &tables.series {
            let entities = at(&mut numbers, row.series);
            at(entities, row.entity).push((row.week, row.value));
        }
        let points = numbers.iter_mut().flatten();
        points.for_each(|points| points.sort_by_key(|point| point.0));
        RunView {
            manifest,
            tables,
            scenario,
            numbers,
        }
    }

    /// A series of the whole country, if the run has numbers of it.
    pub(crate) fn country(&self, series: &str) -> Option<Numbers<'_>> {
        self.numbers(series, COUNTRY)
    }

    /// A series of an entity, if the run has numbers of it.
    pub(crate) fn numbers(&self, series: &str, entity: &str) -> Option<Numbers<'_>> {
        let dictionary = &self.tables.dictionary;
        let number = dictionary
            .series
            .iter()
            .position(|entry| entry.name == series)?;
        let place = dictionary.entities.iter().position(|name| name == entity)?;
        let points = self.numbers.get(number)?.get(place)?;
        (!points.is_empty()).then(|| Numbers {
            entry: &dictionary.series[number],
            points,
        })
    }

    /// First day of a week.
    pub(crate) fn first_day(&self, week: u16) -> Date {
        self.manifest.calendar().first_day(week)
    }

    /// Last day of a week, of which stocks are counted.
    pub(crate) fn last_day(&self, week: u16) -> Date {
        self.manifest.calendar().last_day(week)
    }

    /// Rows of the record that the model has a number for, of the whole country.
    pub(crate) fn record_of(&self, series: &str) -> Vec<&RecordLine> {
        let fits = |line: &&RecordLine| {
            line.series == series && (line.entity.is_empty() || line.entity == COUNTRY)
        };
        self.manifest.record.iter().filter(fits).collect()
    }

    /// True for series of events too rare for the sample of this run.
    pub(crate) fn is_too_rare(&self, series: &str) -> bool {
        let rare = self
            .country(series)
            .is_some_and(|numbers| numbers.entry.needs_full_population);
        rare && self.manifest.sample > 1
    }

    /// The data row behind a line of the record.
    pub(crate) fn row(&self, id: &str) -> Option<&DataRow> {
        self.scenario.tables.rows.iter().find(|row| row.id == id)
    }

    /// How many parameters are assumptions, and how many there are.
    pub(crate) fn assumptions(&self) -> (usize, usize) {
        assumptions_of(self.manifest)
    }
}

/// The list of this number, with empty ones before it.
fn at<T: Clone>(lists: &mut Vec<Vec<T>>, number: u16) -> &mut Vec<T> {
    let number = usize::from(number);
    if number >= lists.len() {
        lists.resize(number + 1, Vec::new());
    }
    &mut lists[number]
}

impl Numbers<'_> {
    /// The last value, if there is one.
    pub(crate) fn last(&self) -> Option<(u16, f64)> {
        self.points.last().copied()
    }

    /// True for numbers counted over a week.
    pub(crate) fn is_flow(&self) -> bool {
        self.entry.kind == Kind::Flow
    }
}

fn assumptions_of(manifest: &Manifest) -> (usize, usize) {
    let assumed = |basis: &Ground| matches!(basis, Ground::Because(_));
    let count = manifest
        .parameters
        .iter()
        .filter(|parameter| assumed(&parameter.basis))
        .count();
    (count, manifest.parameters.len())
}

/// What is written into every picture, table and page: what kind of result this is, of what, how
/// sure, and how to find it again.
pub fn badge(manifest: &Manifest) -> String {
    let stamp = &manifest.scenario;
    let mut overlays = String::new();
    for overlay in &stamp.overlays {
        overlays.push_str(" + ");
        overlays.push_str(overlay);
    }
    let (assumed, all) = assumptions_of(manifest);
    let computed = manifest
        .machine
        .started
        .get(..10)
        .map_or(String::new(), |day| format!(" · computed {day}"));
    format!(
        "model result · {} {}{overlays}{computed} · sample {} · run {} · one run, one seed: no interval, no verdict · \
         largest doubt: {assumed} of {all} parameters are assumptions · not a prediction; see limits",
        stamp.id,
        stamp.version,
        manifest.sample_text(),
        manifest.run
    )
}

/// What pictures and tables of the historical tables carry in place of the badge.
pub(crate) fn record_badge(manifest: &Manifest) -> String {
    let stamp = &manifest.scenario;
    format!(
        "record, not a model result · historical tables of {} {} · sources in the table",
        stamp.id, stamp.version
    )
}

/// The badge of tables within a page that carries the whole one.
pub(crate) fn short_badge(manifest: &Manifest) -> String {
    format!(
        "model result · sample {} · run {} · one run: no interval · not a prediction; see limits",
        manifest.sample_text(),
        manifest.run
    )
}

/// A day as a number of years, for axes.
pub(crate) fn year_number(day: Date) -> f64 {
    f64::from(day.year()) + (f64::from(day.day_of_year()) - 1.0) / f64::from(day.days_in_year())
}

/// A day in words.
pub(crate) fn day_text(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// A month in words.
pub(crate) fn month_text(day: Date) -> String {
    day.strftime("%B %Y").to_string()
}

/// A series name as a label.
pub(crate) fn label(name: &str) -> String {
    name.replace('_', " ")
}
