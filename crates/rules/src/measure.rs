//! How a series is measured: its marks, and the counts that definitions share.

use crate::census::Census;
use crate::observe::{Counterpart, Scope, Series, Span};

pub(crate) const STOCK: &str = "stock";
pub(crate) const FLOW: &str = "flow";
pub(crate) const INDEX: &str = "index";

/// A series with the usual marks: country only, a sample suffices, has or could have a counterpart.
pub(crate) const fn series(
    name: &'static str,
    unit: &'static str,
    kind: &'static str,
    meaning: &'static str,
    value: fn(&Scope<'_>) -> Option<f64>,
) -> Series {
    Series {
        name,
        unit,
        kind,
        meaning,
        record: None,
        needs_full_population: false,
        model_only: false,
        regional: false,
        of_crowds: false,
        value,
    }
}

impl Series {
    pub(crate) const fn compared_with(mut self, series: &'static str) -> Series {
        self.record = Some(Counterpart {
            series,
            span: Span::Moment,
        });
        self
    }
    pub(crate) const fn compared_by_year(mut self, series: &'static str) -> Series {
        self.record = Some(Counterpart {
            series,
            span: Span::Year,
        });
        self
    }
    pub(crate) const fn compared_since_start(mut self, series: &'static str) -> Series {
        self.record = Some(Counterpart {
            series,
            span: Span::SinceStart,
        });
        self
    }
    pub(crate) const fn rare(mut self) -> Series {
        self.needs_full_population = true;
        self
    }
    pub(crate) const fn model_only(mut self) -> Series {
        self.model_only = true;
        self
    }
    pub(crate) const fn of_crowds(mut self) -> Series {
        self.of_crowds = true;
        self
    }
    pub(crate) const fn by_region(mut self) -> Series {
        self.regional = true;
        self
    }
}

/// A count that is of the whole country in every sample.
pub(crate) fn count(count: u64) -> Option<f64> {
    Some(count as f64)
}

pub(crate) fn people(scope: &Scope<'_>, count: u64) -> Option<f64> {
    Some(count as f64 * scope.weight)
}

pub(crate) fn rank(scope: &Scope<'_>, ranks: &[usize]) -> Option<f64> {
    let census = scope.census?;
    let adults: u64 = ranks.iter().map(|rank| census.ranks[*rank].adults).sum();
    people(scope, adults)
}

pub(crate) fn channel(scope: &Scope<'_>, channel: usize) -> Option<f64> {
    let adults = scope
        .census?
        .ranks
        .iter()
        .map(|rank| rank.channels[channel])
        .sum();
    people(scope, adults)
}

pub(crate) fn frame(scope: &Scope<'_>, frame: usize) -> Option<f64> {
    let adults = scope
        .census?
        .ranks
        .iter()
        .map(|rank| rank.frames[frame])
        .sum();
    people(scope, adults)
}

pub(crate) fn mean(scope: &Scope<'_>, sum: fn(&Census) -> f64, unit: f64) -> Option<f64> {
    let census = scope.census?;
    Some(sum(census) / unit / census.adults().max(1) as f64)
}

pub(crate) fn flow(scope: &Scope<'_>, get: fn(&crate::camps::Flows) -> u32) -> Option<f64> {
    people(scope, u64::from(get(&scope.country?.flows)))
}

/// Adults in the audience of a reading so far: those of some ranks whose channel is a reading.
pub(crate) fn read_to(scope: &Scope<'_>, ranks: &[usize]) -> Option<f64> {
    let census = scope.census?;
    people(
        scope,
        ranks
            .iter()
            .map(|rank| census.ranks[*rank].channels[3])
            .sum(),
    )
}
