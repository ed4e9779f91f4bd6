//! The record beside the model: every row of a table of historical figures gets one verdict.
//!
//! A row's way: its series names a [`Quantity`] of the model ([`catalogue`]), its unit a factor
//! ([`unit`]), its entity the country, a republic, a region or a camp ([`entity`]), its date a moment
//! or a window of a run ([`numbers`]); the figures of all runs make a [`Spread`], and its median
//! stands beside the record ([`verdict`]). Where one step fails, the row says which and why.

pub mod catalogue;
pub mod entity;
pub mod event;
pub mod numbers;
pub mod reason;
pub mod spread;
pub mod summary;
pub mod unit;
pub mod verdict;

use scenario::{Basis, DataRow, Role, Scenario};
use serde::Serialize;
use store::manifest::RecordLine;

pub use catalogue::{Answer, Catalogue, Quantity, Window, catalogue};
pub use numbers::{Figure, Numbers};
pub use reason::reasons;
pub use spread::Spread;
pub use summary::{RowKind, Tally, kinds, tallies, tally};
pub use unit::Measure;
pub use verdict::{Recorded, Verdict};

/// A row beside the model.
#[derive(Debug, Clone, Serialize)]
pub struct RowCheck {
    /// The row as read.
    #[serde(flatten)]
    pub row: DataRow,
    /// What of the model answers it.
    pub answered_by: Option<String>,
    /// The model's figure over all runs, in the unit of the row.
    pub modelled: Option<Spread>,
    /// Whether the record lies in the model's 80 % interval.
    pub covered: Option<bool>,
    /// Part of the figure's time that the runs cover, where there is a figure.
    pub covered_part: Option<f64>,
    /// Share of runs that have such an event, for rows that tell of one.
    pub occurs: Option<f64>,
    /// Whether the sample is too small for the figure: chance alone moves it.
    pub too_rare: bool,
    /// Inside, near, off, or no such series.
    pub verdict: Verdict,
    /// Why there is no figure, or what to know about it.
    pub remark: Option<String>,
    /// Figure of each run, in the unit of the row and the order of the runs; none for events.
    #[serde(skip)]
    pub figures: Vec<f64>,
    /// Factor from the row's unit to the model's.
    #[serde(skip)]
    factor: f64,
    /// The model's series, where one alone answers; else the record's.
    #[serde(skip)]
    shown_as: String,
}

/// Stands rows of the record beside runs, each with a weight; all runs are of one scenario's country.
pub fn check(rows: &[DataRow], runs: &[(&Numbers, f64)]) -> Vec<RowCheck> {
    let catalogue = Catalogue::default();
    rows.iter()
        .map(|row| match answer(&catalogue, row, runs) {
            Ok(check) => check,
            Err(reason) => RowCheck {
                row: row.clone(),
                answered_by: None,
                modelled: None,
                covered: None,
                covered_part: None,
                occurs: None,
                too_rare: false,
                verdict: Verdict::NoSuchSeries,
                remark: Some(reason),
                figures: Vec::new(),
                factor: 1.0,
                shown_as: row.series.clone(),
            },
        })
        .collect()
}

fn answer(
    catalogue: &Catalogue,
    row: &DataRow,
    runs: &[(&Numbers, f64)],
) -> Result<RowCheck, String> {
    if event::is_event(row) {
        return event::answer(row, runs).map(|own| of_event(row, own));
    }
    let answer = catalogue
        .find(&row.series)
        .ok_or_else(|| catalogue.why_not(&row.series))?;
    let measure = Measure::of(&answer.quantity);
    let factor = unit::factor(&row.unit, measure).ok_or_else(|| {
        let own = measure.name();
        format!("{} cannot be converted to the model's {own}", row.unit)
    })?;
    let value = row.value.ok_or("the row gives no figure")?;
    let mut figures = Vec::with_capacity(runs.len());
    let mut covered = 1.0_f64;
    for (numbers, weight) in runs {
        let figure = numbers.figure(&answer.quantity, &row.entity, answer.window, row.date)?;
        covered = covered.min(figure.covered);
        figures.push((figure.value / factor, *weight));
    }
    let by_run = figures.iter().map(|(value, _)| *value).collect();
    let spread = Spread::of(figures).ok_or("no run was given")?;
    let recorded = Recorded {
        value,
        low: row.low,
        high: row.high,
    };
    let interval = runs.iter().map(|(numbers, _)| numbers.interval).max();
    let too_rare = too_rare(&answer, interval.unwrap_or(1), value * factor);
    Ok(RowCheck {
        row: row.clone(),
        answered_by: Some(answer.quantity.to_string()),
        modelled: Some(spread),
        covered: Some((spread.low..=spread.high).contains(&value)),
        verdict: recorded.verdict(spread.median, covered),
        remark: too_rare.map(str::to_owned).or_else(|| remark(covered)),
        covered_part: Some(covered),
        occurs: None,
        too_rare: too_rare.is_some(),
        figures: by_run,
        factor,
        shown_as: answer.quantity.alone().unwrap_or(&row.series).to_owned(),
    })
}

/// A row that tells of an event, beside the runs' events.
fn of_event(row: &DataRow, answer: event::EventAnswer) -> RowCheck {
    let within = |value: f64| (answer.modelled.low..=answer.modelled.high).contains(&value);
    RowCheck {
        row: row.clone(),
        answered_by: Some(answer.answered_by),
        modelled: Some(answer.modelled),
        covered: row.value.map(within),
        covered_part: None,
        occurs: Some(answer.occurs),
        too_rare: true,
        verdict: answer.verdict,
        remark: Some(answer.remark),
        figures: Vec::new(),
        factor: 1.0,
        shown_as: row.series.clone(),
    }
}

/// People of a sample below which chance alone moves a count by more than a fifth.
const FEW: f64 = 30.0;

/// Why a sample cannot show a figure; `expected` is the recorded one in the model's unit.
fn too_rare(answer: &Answer, interval: u32, expected: f64) -> Option<&'static str> {
    let people = Measure::of(&answer.quantity) == Measure::Persons;
    let few = people && !answer.quantity.counts_leaders() && expected < FEW * f64::from(interval);
    if interval == 1 {
        None
    } else if answer.quantity.needs_full_population() {
        Some("too rare for a sample: needs the full population")
    } else {
        few.then_some("fewer than 30 people of the sample: needs a larger one")
    }
}

/// What the reader of a figure must know.
fn remark(covered: f64) -> Option<String> {
    (covered < 1.0).then(|| {
        let per_cent = (covered * 100.0).round();
        format!("the run covers {per_cent} % of the time that the figure counts")
    })
}

/// Every row of the record that a run answers, as the run's manifest keeps it: targets, and what
/// went in for the whole country. Single camps are a table of their own, for `check record`.
pub fn compare(scenario: &Scenario, numbers: &Numbers) -> Vec<RecordLine> {
    compare_all(scenario, &[numbers])
}

/// The same for the middle of several runs that all count alike; nothing of none.
pub fn compare_all(scenario: &Scenario, runs: &[&Numbers]) -> Vec<RecordLine> {
    let shown = |row: &&DataRow| match row.role {
        Role::Target => true,
        Role::Input => entity::is_whole_country(&row.entity),
        Role::Context => false,
    };
    let rows: Vec<DataRow> = scenario.tables.rows.iter().filter(shown).cloned().collect();
    let runs: Vec<(&Numbers, f64)> = runs.iter().map(|own| (*own, 1.0)).collect();
    check(&rows, &runs)
        .iter()
        .filter_map(|check| line(scenario, check))
        .collect()
}

/// The line of a row that has an answer, in the model's unit.
fn line(scenario: &Scenario, check: &RowCheck) -> Option<RecordLine> {
    let row = &check.row;
    let scaled = |value: f64| value * check.factor;
    Some(RecordLine {
        row: row.id.clone(),
        series: check.shown_as.clone(),
        entity: entity_shown(&row.entity),
        date: row.date,
        recorded: row.value.map(scaled),
        low: row.low.map(scaled),
        high: row.high.map(scaled),
        modelled: Some(scaled(check.modelled?.median)),
        verdict: check.verdict.name().to_owned(),
        used_for: used_for(scenario, row).to_owned(),
    })
}

/// The whole country under one name, everything else as the record writes it.
fn entity_shown(name: &str) -> String {
    let whole = entity::is_whole_country(name);
    if whole { "USSR" } else { name }.to_owned()
}

/// Whether a row fed the model, was fitted, or was held out.
fn used_for(scenario: &Scenario, row: &DataRow) -> &'static str {
    if row.role == Role::Input {
        return "input";
    }
    let fitted = scenario
        .parameters
        .iter()
        .any(|parameter| match &parameter.basis {
            Basis::Source(keys) => {
                keys.contains(&row.id) || parameter.choices.contains_key(&row.id)
            }
            Basis::Because(reason) => {
                reason.contains("fitted to")
                    && (reason.contains(&row.series) || reason.contains(&row.id))
            }
        });
    if fitted { "fitted" } else { "held" }
}

#[cfg(test)]
mod tests;
