//! What can be asked of a run: outcomes O01 to O14, defined once, from series and groups by name.
//!
//! An outcome whose series this version does not count yet has no value; [`Outcome::lacks`] names
//! the series. Bands of equivalence are ours: below them a difference is not worth a sentence.

mod list;
mod measure;

use std::ops::Range;

use kernel::time::WEEKS_PER_CALENDAR_YEAR;

pub use list::OUTCOMES;
pub use measure::{Among, Groups, Measure, Quantity};

use crate::ensemble::{Keep, Trajectory};

/// Weeks in a month.
const WEEKS_PER_MONTH: f64 = WEEKS_PER_CALENDAR_YEAR / 12.0;

/// How weekly values make the value of a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// The last value counted in the window, or before it.
    End,
    /// Mean of the values counted in the window.
    Mean,
    /// Sum over the window, as a rate per month.
    PerMonth,
    /// Sum over the window, as a rate per year.
    PerYear,
    /// Sum over the window.
    Total,
}

impl Over {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Over::End => "at the end of the window",
            Over::Mean => "mean of the window",
            Over::PerMonth => "mean per month of the window",
            Over::PerYear => "mean per year of the window",
            Over::Total => "total of the window",
        }
    }

    fn of(self, values: &[f64], weeks: usize) -> Option<f64> {
        let weeks = weeks as f64;
        let sum: f64 = values.iter().sum();
        if values.is_empty() {
            return None;
        }
        Some(match self {
            Over::End => *values.last()?,
            Over::Mean => sum / values.len() as f64,
            Over::PerMonth => sum / weeks * WEEKS_PER_MONTH,
            Over::PerYear => sum / weeks * WEEKS_PER_CALENDAR_YEAR,
            Over::Total => sum,
        })
    }
}

/// Differences within it are not visible.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Band {
    /// Half-width in the outcome's unit.
    Width(f64),
    /// Half-width as a share of the base level.
    OfBase(f64),
}

impl Band {
    /// Half-width in the outcome's unit for a base level.
    pub fn around(self, base: f64) -> f64 {
        match self {
            Band::Width(width) => width,
            Band::OfBase(share) => share * base.abs(),
        }
    }
}

/// One question that can be put to a run.
#[derive(Debug, Clone, Copy)]
pub struct Outcome {
    /// Id, e.g. `O02.remarks`.
    pub id: &'static str,
    /// Name in a few words.
    pub title: &'static str,
    /// Unit.
    pub unit: &'static str,
    /// Definition in words.
    pub means: &'static str,
    /// What of the record it can be held against.
    pub anchor: &'static str,
    /// Series whose comparison with the record says how well the base does, where there is one.
    pub record: Option<&'static str>,
    /// Equivalence band for "no visible difference".
    pub band: Band,
    /// Rests on events too rare for a sample.
    pub needs_full_population: bool,
    /// Has no measured counterpart.
    pub model_only: bool,
    /// Shown when nothing is asked for.
    pub headline: bool,
    /// How it is computed.
    pub measure: Measure,
}

impl Outcome {
    /// The outcome of this id.
    pub fn find(id: &str) -> Option<&'static Outcome> {
        OUTCOMES.iter().find(|outcome| outcome.id == id)
    }

    /// Every outcome of an id such as `O02`, or the one of `O02.remarks`.
    pub fn family(id: &str) -> Vec<&'static Outcome> {
        let within = |outcome: &&Outcome| {
            outcome.id == id || outcome.id.split_once('.').is_some_and(|(own, _)| own == id)
        };
        OUTCOMES.iter().filter(within).collect()
    }

    /// Whether it counts named leaders, who are the same people in every sample.
    pub fn counts_leaders(&self) -> bool {
        self.id.starts_with("O06.")
    }

    /// Series that it needs and this version does not count.
    pub fn lacks(&self) -> Vec<&'static str> {
        let needed = self.measure.series().into_iter();
        needed
            .filter(|name| Trajectory::number(name).is_none())
            .collect()
    }

    /// What must be kept of a run for it.
    pub fn keep(&self) -> Keep {
        self.measure.keep()
    }

    /// Value over a window of weeks; `None` when nothing was counted in time.
    pub fn value(&self, trajectory: &Trajectory, window: Range<u16>) -> Option<f64> {
        self.measure.value(trajectory, window)
    }

    /// Values of window after window, each of `step` weeks or fewer at the end: the course over
    /// time, rates in the same unit as the value. Entries are first week past the window, value.
    pub fn course(
        &self,
        trajectory: &Trajectory,
        window: Range<u16>,
        step: u16,
    ) -> Vec<(u16, Option<f64>)> {
        let ends = window.clone().step_by(usize::from(step.max(1)));
        let part = |from: u16| {
            let until = (from + step.max(1)).min(window.end);
            (until, self.measure.moment(trajectory, from..until))
        };
        ends.map(part).collect()
    }

    /// Value by region, party rank or republic, where it is counted so.
    pub fn by(
        &self,
        trajectory: &Trajectory,
        window: Range<u16>,
        among: Among,
    ) -> Vec<(String, f64)> {
        self.measure.by(trajectory, window, among)
    }
}

#[cfg(test)]
mod tests;
