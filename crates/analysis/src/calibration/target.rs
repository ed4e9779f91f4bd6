//! The rows that are fitted, with how far a good model may stand from each.

use jiff::civil::Date;
use scenario::{DataRow, Role, Scenario};
use serde::Serialize;

use crate::record::{Numbers, check};

/// Deviation that sources without a range are taken to have, as a share of the figure.
const SOURCE: f64 = 0.025;
/// Deviation that a good model may have by its own simplicity, as a share of the figure: our judgement.
const DISCREPANCY: f64 = 0.1;

/// A row of the record that is fitted.
#[derive(Debug, Clone, Serialize)]
pub struct Target {
    /// The row.
    #[serde(flatten)]
    pub row: DataRow,
    /// The figure to be met, in the row's unit.
    pub figure: f64,
    /// Variance of the sources and of the model's simplicity together, in the row's unit squared.
    pub variance: f64,
}

/// The rows with the role `target` that a pilot run answers and that its sample is large enough for.
///
/// Single camps are left out: they are many, small and told by one source. Of a year that a run covers
/// in part, the middle between the covered part and the whole is to be met. Rows of a day after `until`
/// are not looked at.
pub fn targets(scenario: &Scenario, pilot: &Numbers, until: Option<Date>) -> Vec<Target> {
    let rows = scenario.tables.rows.iter();
    let seen = |row: &&DataRow| until.is_none_or(|until| row.date <= until);
    let rows: Vec<DataRow> = rows
        .filter(|row| row.role == Role::Target)
        .filter(seen)
        .cloned()
        .collect();
    let checks = check(&rows, &[(pilot, 1.0)]);
    let fit = checks.into_iter().filter_map(|own| {
        let value = own.row.value?;
        own.modelled?;
        let covered = own.covered_part?;
        (!own.too_rare && value != 0.0).then(|| target(own.row, value, covered))
    });
    fit.collect()
}

fn target(row: DataRow, value: f64, covered: f64) -> Target {
    let least = row.low.unwrap_or(value).min(value);
    let most = row.high.unwrap_or(value).max(value);
    // A range is taken as two deviations to either side.
    let range = (most - least * covered) / 4.0;
    let own = value.abs();
    let deviations = [range, SOURCE * own, DISCREPANCY * own];
    Target {
        figure: value * f64::midpoint(1.0, covered),
        variance: deviations.iter().map(|one| one * one).sum(),
        row,
    }
}

/// A run's figures for the targets, not-a-number where it has none.
pub fn figures(targets: &[Target], numbers: &Numbers) -> Vec<f64> {
    let rows: Vec<DataRow> = targets.iter().map(|own| own.row.clone()).collect();
    let checks = check(&rows, &[(numbers, 1.0)]);
    let figure = |own: &crate::record::RowCheck| own.modelled.map_or(f64::NAN, |one| one.median);
    checks.iter().map(figure).collect()
}
