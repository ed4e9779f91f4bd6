//! Reading parameters and figures of a scenario, with a list of all that is missing.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use scenario::{DataRow, Role, Scenario};

use crate::error::BuildError;

/// A scenario as the builder reads it. What is missing reads as not-a-number and is remembered;
/// [`Inputs::complete`] must be asked before a figure is trusted.
pub(crate) struct Inputs<'a> {
    pub(crate) scenario: &'a Scenario,
    missing: RefCell<BTreeSet<String>>,
    asked: RefCell<BTreeMap<String, f64>>,
}

impl<'a> Inputs<'a> {
    pub(crate) fn new(scenario: &'a Scenario) -> Inputs<'a> {
        Inputs {
            scenario,
            missing: RefCell::default(),
            asked: RefCell::default(),
        }
    }

    /// First day of the scenario.
    pub(crate) fn start(&self) -> Date {
        self.scenario.start
    }

    /// Value of a parameter.
    pub(crate) fn value(&self, key: &str) -> f64 {
        let found = self.scenario.parameters.value(key);
        let value = found.unwrap_or(f64::NAN);
        self.asked.borrow_mut().insert(key.to_owned(), value);
        found.unwrap_or_else(|| self.lacks(format!("parameter {key}")))
    }

    /// Value of a parameter that is a share.
    pub(crate) fn share(&self, key: &str) -> f64 {
        let value = self.value(key);
        if (0.0..=1.0).contains(&value) || value.is_nan() {
            return value;
        }
        self.lacks(format!(
            "parameter {key} as a share from 0 to 1 (it is {value})"
        ))
    }

    /// Figure of a series, entity and year, in whole units (persons, sets, shares).
    pub(crate) fn figure(&self, series: &str, entity: &str, year: i16) -> f64 {
        let points = self.points(&[(series, entity)]);
        let found = points.iter().find(|(date, _)| date.year() == year);
        found.map_or_else(
            || self.lacks(format!("{series} of {entity} in {year}")),
            |&(_, value)| value,
        )
    }

    /// Figure of the first row of a series and entity that may be used as input.
    pub(crate) fn first(&self, series: &str, entity: &str) -> f64 {
        let points = self.points(&[(series, entity)]);
        let first = points.first().map(|&(_, value)| value);
        first.unwrap_or_else(|| self.lacks(format!("{series} of {entity}")))
    }

    /// Figure of the first row of a series and entity, where there is one.
    pub(crate) fn optional(&self, series: &str, entity: &str) -> Option<f64> {
        self.points(&[(series, entity)])
            .first()
            .map(|&(_, value)| value)
    }

    /// Dated figures of several series taken as one, in order of date. Targets are left out: what
    /// a run is compared with may not feed it.
    pub(crate) fn points(&self, series: &[(&str, &str)]) -> Vec<(Date, f64)> {
        let tables = &self.scenario.tables;
        let mut points: Vec<(Date, f64)> = series
            .iter()
            .flat_map(|(series, entity)| tables.series(series, entity))
            .filter(|row| row.role == Role::Input)
            .filter_map(|row| Some((row.date, row.value? * unit(row))))
            .collect();
        points.sort_by_key(|&(date, _)| date);
        points
    }

    /// Figure on a day by straight lines between dated figures, level beyond the ends.
    pub(crate) fn on(&self, series: &[(&str, &str)], day: Date) -> f64 {
        let points = self.points(series);
        interpolate(&points, day).unwrap_or_else(|| {
            let names: Vec<_> = series.iter().map(|(s, e)| format!("{s} of {e}")).collect();
            self.lacks(names.join(" and "))
        })
    }

    /// Every parameter asked for so far, with its value.
    pub(crate) fn asked(&self) -> BTreeMap<String, f64> {
        self.asked.borrow().clone()
    }

    /// All that was asked for was there.
    pub(crate) fn complete(&self) -> Result<(), BuildError> {
        let missing = self.missing.borrow();
        if missing.is_empty() {
            return Ok(());
        }
        Err(BuildError::Missing(missing.iter().cloned().collect()))
    }

    fn lacks(&self, what: String) -> f64 {
        self.missing.borrow_mut().insert(what);
        f64::NAN
    }
}

/// Factor from a row's unit to whole units.
fn unit(row: &DataRow) -> f64 {
    match row.unit.split(' ').next() {
        Some("million") => 1e6,
        Some("thousand") => 1e3,
        Some("per") => 0.01,
        _ => 1.0,
    }
}

/// Straight lines between dated figures, level beyond the ends; `None` without figures.
pub(crate) fn interpolate(points: &[(Date, f64)], day: Date) -> Option<f64> {
    let after = points.partition_point(|&(date, _)| date <= day);
    let (first, last) = (points.first()?, points.last()?);
    if after == 0 {
        return Some(first.1);
    }
    if after == points.len() {
        return Some(last.1);
    }
    let ((from, low), (to, high)) = (points[after - 1], points[after]);
    let share = f64::from((day - from).get_days()) / f64::from((to - from).get_days());
    Some(low + share * (high - low))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn lines_run_between_dated_figures() {
        let points = [(date(1953, 1, 1), 10.0), (date(1953, 1, 11), 20.0)];
        assert_eq!(interpolate(&points, date(1953, 1, 4)), Some(13.0));
        assert_eq!(interpolate(&points, date(1952, 1, 1)), Some(10.0));
        assert_eq!(interpolate(&points, date(1954, 1, 1)), Some(20.0));
        assert_eq!(interpolate(&[], date(1954, 1, 1)), None);
    }
}
