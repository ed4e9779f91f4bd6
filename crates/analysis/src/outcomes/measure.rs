//! How an outcome is computed from the series and groups of a run.

use std::ops::Range;

use rules::census::RANKS;

use super::{Over, WEEKS_PER_MONTH};
use crate::ensemble::{Keep, Trajectory};

/// What is looked at in a week, by names of series.
#[derive(Debug, Clone, Copy)]
pub enum Quantity {
    /// Sum of series.
    Sum(&'static [&'static str]),
    /// Sum of some series over the sum of others.
    Share(&'static [&'static str], &'static [&'static str]),
    /// Sum of some series minus the sum of others, not below zero, over the sum of the last.
    Rest(
        &'static [&'static str],
        &'static [&'static str],
        &'static [&'static str],
    ),
    /// One minus a series.
    OneMinus(&'static str),
    /// Spread over categories: the chance that two people drawn at random stand in different ones,
    /// over its greatest possible value (Gini-Simpson index), 0 for unanimity, 1 for an even split.
    Spread(&'static [&'static str]),
    /// Share of that spread which lies between regions.
    Between(&'static [&'static str]),
    /// From counts of groups.
    Groups(Groups),
}

/// A share or spread among groups.
#[derive(Debug, Clone, Copy)]
pub struct Groups {
    /// `heard`, `channel` or `frame`.
    pub measure: &'static str,
    /// Categories counted.
    pub categories: &'static [u8],
    /// Party ranks counted, indices into [`RANKS`].
    pub ranks: &'static [u8],
    /// The spread over the categories; otherwise their share of the groups' adults.
    pub spread: bool,
}

/// How an outcome is computed.
#[derive(Debug, Clone, Copy)]
pub enum Measure {
    /// Weekly values of a quantity, put together over the window.
    Weekly(Quantity, Over),
    /// Months from the start of the window until the quantity has fallen to half of the highest
    /// value it has in the window; the window's length when it does not.
    MonthsToHalf(Quantity),
    /// Months from the start of the window until the quantity reaches a level; the window's length
    /// when it does not.
    MonthsTo(Quantity, f64),
}

/// What an outcome is split by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Among {
    /// Regions.
    Regions,
    /// Party ranks.
    Ranks,
    /// Union republics.
    Republics,
}

/// Values of series in a week, of the country or one of its parts.
type Lookup<'a> = &'a dyn Fn(&str, u16) -> Option<f64>;

impl Quantity {
    /// Series it names.
    pub fn series(&self) -> Vec<&'static str> {
        match self {
            Quantity::Sum(names) | Quantity::Spread(names) | Quantity::Between(names) => {
                names.to_vec()
            }
            Quantity::Share(of, among) => [*of, *among].concat(),
            Quantity::Rest(of, minus, among) => [*of, *minus, *among].concat(),
            Quantity::OneMinus(name) => vec![name],
            Quantity::Groups(_) => Vec::new(),
        }
    }

    fn at(&self, trajectory: &Trajectory, week: u16) -> Option<f64> {
        match self {
            Quantity::Between(names) => between(trajectory, names, week),
            Quantity::Groups(groups) => groups.at(trajectory, week, &|_, _| true),
            _ => self.of(&|name, week| trajectory.at(name, week), week),
        }
    }

    fn of(&self, look: Lookup<'_>, week: u16) -> Option<f64> {
        let sum = |names: &[&str]| -> Option<f64> {
            names
                .iter()
                .map(|name| look(name, week))
                .sum::<Option<f64>>()
        };
        match self {
            Quantity::Sum(names) => sum(names),
            Quantity::Share(of, among) => ratio(sum(of)?, sum(among)?),
            Quantity::Rest(of, minus, among) => {
                ratio((sum(of)? - sum(minus)?).max(0.0), sum(among)?)
            }
            Quantity::OneMinus(name) => Some(1.0 - look(name, week)?),
            Quantity::Spread(names) => {
                let counts = names.iter().map(|name| look(name, week));
                spread(&counts.collect::<Option<Vec<f64>>>()?)
            }
            Quantity::Between(_) | Quantity::Groups(_) => None,
        }
    }
}

fn ratio(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| part / whole)
}

/// The Gini-Simpson index of counts over its greatest value; `None` without people.
pub(super) fn spread(counts: &[f64]) -> Option<f64> {
    let total: f64 = counts.iter().sum();
    let same: f64 = counts.iter().map(|count| (count / total).powi(2)).sum();
    let most = 1.0 - 1.0 / counts.len() as f64;
    (total > 0.0).then(|| (1.0 - same) / most)
}

/// Share of the spread over categories that lies between regions, as Wright's F does for alleles.
fn between(trajectory: &Trajectory, names: &[&str], week: u16) -> Option<f64> {
    let all = names.iter().map(|name| trajectory.at(name, week));
    let whole = spread(&all.collect::<Option<Vec<f64>>>()?)?;
    let mut within = 0.0;
    let mut people = 0.0;
    for region in 0..trajectory.regions.len() {
        let look = |name: &&str| trajectory.regional_at(name, region as u16, week);
        let counts: Vec<f64> = names.iter().map(look).collect::<Option<Vec<f64>>>()?;
        let own: f64 = counts.iter().sum();
        within += own * spread(&counts).unwrap_or(0.0);
        people += own;
    }
    (whole > 0.0 && people > 0.0).then(|| (1.0 - within / people / whole).max(0.0))
}

impl Groups {
    /// Value in a week over the groups of which `counted` (republic, rank) holds.
    fn at(
        &self,
        trajectory: &Trajectory,
        week: u16,
        counted: &dyn Fn(u8, u8) -> bool,
    ) -> Option<f64> {
        let mut people = vec![0.0; self.categories.len()];
        let mut of = 0.0;
        let mut any = false;
        for count in trajectory.groups.of_week(week) {
            if count.measure != self.measure
                || !self.ranks.contains(&count.rank)
                || !counted(count.republic, count.rank)
            {
                continue;
            }
            any = true;
            // Every category repeats the adults of its group.
            if count.category == 0 {
                of += count.of;
            }
            let place = self
                .categories
                .iter()
                .position(|own| *own == count.category);
            if let Some(place) = place {
                people[place] += count.people;
            }
        }
        match (any, self.spread) {
            (false, _) => None,
            (true, true) => spread(&people),
            (true, false) => ratio(people.iter().sum(), of),
        }
    }
}

impl Measure {
    fn quantity(&self) -> &Quantity {
        let (Measure::Weekly(quantity, _)
        | Measure::MonthsToHalf(quantity)
        | Measure::MonthsTo(quantity, _)) = self;
        quantity
    }

    /// Series it names.
    pub fn series(&self) -> Vec<&'static str> {
        self.quantity().series()
    }

    /// What must be kept of a run for it.
    pub fn keep(&self) -> Keep {
        Keep {
            regions: matches!(self.quantity(), Quantity::Between(_)),
            groups: matches!(self.quantity(), Quantity::Groups(_)),
        }
    }

    /// Value over a window of weeks.
    pub fn value(&self, trajectory: &Trajectory, window: Range<u16>) -> Option<f64> {
        let quantity = self.quantity();
        let weekly = |week: u16| quantity.at(trajectory, week);
        match self {
            Measure::Weekly(_, over) => put_together(*over, window, &weekly),
            Measure::MonthsToHalf(_) => months_to_half(window, &weekly),
            Measure::MonthsTo(_, level) => {
                let reached = window.clone().find(|week| weekly(*week) >= Some(*level));
                months(window.start, reached.unwrap_or(window.end))
            }
        }
    }

    /// Value over a part of a window: durations have none.
    pub(super) fn moment(&self, trajectory: &Trajectory, window: Range<u16>) -> Option<f64> {
        match self {
            Measure::Weekly(..) => self.value(trajectory, window),
            _ => None,
        }
    }

    pub(super) fn by(
        &self,
        trajectory: &Trajectory,
        window: Range<u16>,
        among: Among,
    ) -> Vec<(String, f64)> {
        let Measure::Weekly(quantity, over) = self else {
            return Vec::new();
        };
        let names: Vec<String> = match among {
            Among::Regions => trajectory.regions.clone(),
            Among::Ranks => RANKS.map(str::to_owned).to_vec(),
            Among::Republics => trajectory.republics.clone(),
        };
        let value = |number: usize| {
            let own = number as u8;
            let weekly = |week: u16| match (quantity, among) {
                (Quantity::Groups(groups), Among::Ranks) => {
                    groups.at(trajectory, week, &|_, rank| rank == own)
                }
                (Quantity::Groups(groups), Among::Republics) => {
                    groups.at(trajectory, week, &|republic, _| republic == own)
                }
                (_, Among::Regions) => {
                    let look = |name: &str, week| trajectory.regional_at(name, number as u16, week);
                    quantity.of(&look, week)
                }
                _ => None,
            };
            put_together(*over, window.clone(), &weekly)
        };
        let values = names.into_iter().enumerate();
        values
            .filter_map(|(number, name)| Some((name, value(number)?)))
            .collect()
    }
}

fn put_together(
    over: Over,
    window: Range<u16>,
    weekly: &dyn Fn(u16) -> Option<f64>,
) -> Option<f64> {
    if over == Over::End {
        return (0..window.end).rev().find_map(weekly);
    }
    let weeks = window.len();
    over.of(&window.filter_map(weekly).collect::<Vec<_>>(), weeks)
}

fn months(from: u16, until: u16) -> Option<f64> {
    Some(f64::from(until.saturating_sub(from)) / WEEKS_PER_MONTH)
}

fn months_to_half(window: Range<u16>, weekly: &dyn Fn(u16) -> Option<f64>) -> Option<f64> {
    let values: Vec<(u16, f64)> = window
        .clone()
        .filter_map(|week| Some((week, weekly(week)?)))
        .collect();
    let highest = values
        .iter()
        .map(|(_, value)| *value)
        .fold(f64::NEG_INFINITY, f64::max);
    let peak = values.iter().position(|(_, value)| *value == highest)?;
    let half = values[peak..]
        .iter()
        .find(|(_, value)| *value <= highest / 2.0);
    months(window.start, half.map_or(window.end, |(week, _)| *week))
}
