//! What is kept of a run in memory: numbers by series and week, never people.

use std::collections::BTreeMap;
use std::sync::Arc;

use rules::leadership::Assessment;
use rules::{SERIES, Society};
use store::{EventRow, SeriesRow};

use super::Groups;

/// What is kept beside the country's series.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Keep {
    /// Values by region, in the weeks that have a census.
    pub regions: bool,
    /// Counts by republic and rank, in the weeks that have a census.
    pub groups: bool,
}

impl Keep {
    /// Everything.
    pub const ALL: Keep = Keep {
        regions: true,
        groups: true,
    };
}

/// A series' value in a region.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RegionalValue {
    /// Week.
    pub week: u16,
    /// Index into [`rules::SERIES`].
    pub series: u16,
    /// Index of the region.
    pub region: u16,
    /// At full scale.
    pub value: f64,
}

/// The course of one run.
#[derive(Debug, Clone, Default)]
pub struct Trajectory {
    /// Weeks computed.
    pub weeks: u16,
    /// By series of [`rules::SERIES`], by week; not-a-number where it is not counted.
    pub country: Vec<Vec<f64>>,
    /// By region, where kept, in order of week.
    pub regional: Vec<RegionalValue>,
    /// By group, where kept, in order of week.
    pub groups: Groups,
    /// What happened, where values by region are kept, in order of week.
    pub events: Option<Vec<EventRow>>,
    /// Names of the republics; [`GroupCount::republic`] is an index into it.
    pub republics: Vec<String>,
    /// Names of the regions.
    pub regions: Vec<String>,
    /// Names of the leaders; the series `who_leads` gives places in it, from 1.
    pub leaders: Vec<String>,
    /// Hash of the state at the beginning of some weeks, that of the end always.
    pub hashes: BTreeMap<u16, String>,
    /// What the leadership weighed, for branches that part from this run.
    pub assessments: Arc<[Assessment]>,
}

impl Trajectory {
    /// Room for a run of so many weeks.
    pub(crate) fn new(society: &Society, weeks: u16, keep: Keep) -> Trajectory {
        let regions = society.world.regions.iter();
        Trajectory {
            weeks,
            events: keep.regions.then(Vec::new),
            country: vec![vec![f64::NAN; usize::from(weeks)]; SERIES.len()],
            leaders: society
                .world
                .leaders
                .iter()
                .map(|own| own.name.clone())
                .collect(),
            republics: if keep.groups {
                society.world.republics.clone()
            } else {
                Vec::new()
            },
            regions: if keep.regions {
                regions.map(|region| region.name.clone()).collect()
            } else {
                Vec::new()
            },
            ..Trajectory::default()
        }
    }

    /// Takes what was observed in the week just computed.
    pub(crate) fn take(&mut self, society: &Society, keep: Keep) {
        let week = society.week.0 - 1;
        for value in &society.observation.values {
            match value.entity {
                0 => self.country[usize::from(value.series)][usize::from(week)] = value.value,
                entity if keep.regions => self.regional.push(RegionalValue {
                    week,
                    series: value.series,
                    region: entity - 1,
                    value: value.value,
                }),
                _ => {}
            }
        }
        if let Some(events) = &mut self.events {
            events.extend(crate::recorder::happened(society, week));
        }
        if keep.groups {
            for count in &society.observation.groups {
                self.groups.push(week, count);
            }
        }
    }

    /// The weeks before `week`, with room for `weeks`: the past of a branch.
    pub(crate) fn past(&self, week: u16, weeks: u16) -> Trajectory {
        let before = |values: &Vec<f64>| {
            let mut past = values[..usize::from(week)].to_vec();
            past.resize(usize::from(weeks), f64::NAN);
            past
        };
        Trajectory {
            weeks,
            events: self.events.as_ref().map(|events| {
                let earlier = events.iter().filter(|own| own.week < week);
                earlier.cloned().collect()
            }),
            country: self.country.iter().map(before).collect(),
            regional: self
                .regional
                .iter()
                .copied()
                .filter(|own| own.week < week)
                .collect(),
            groups: self.groups.before(week),
            republics: self.republics.clone(),
            regions: self.regions.clone(),
            leaders: self.leaders.clone(),
            hashes: self
                .hashes
                .range(..=week)
                .map(|(week, hash)| (*week, hash.clone()))
                .collect(),
            assessments: Arc::default(),
        }
    }

    /// Memory taken, bytes.
    pub fn bytes(&self) -> usize {
        size_of::<f64>() * self.country.iter().map(Vec::len).sum::<usize>()
            + size_of::<RegionalValue>() * self.regional.len()
            + self.groups.columns().map(<[u8]>::len).iter().sum::<usize>()
    }

    /// Index of the series of this name, `None` when this version does not count it.
    pub fn number(name: &str) -> Option<usize> {
        SERIES.iter().position(|series| series.name == name)
    }

    /// Values of a series by week, not-a-number where it is not counted; `None` when this version
    /// does not count it.
    pub fn series(&self, name: &str) -> Option<&[f64]> {
        self.country
            .get(Trajectory::number(name)?)
            .map(Vec::as_slice)
    }

    /// Value in a week, where it was counted.
    pub fn at(&self, name: &str, week: u16) -> Option<f64> {
        let value = *self.series(name)?.get(usize::from(week))?;
        (!value.is_nan()).then_some(value)
    }

    /// Value in a region and week, where it was counted and kept.
    pub fn regional_at(&self, name: &str, region: u16, week: u16) -> Option<f64> {
        let series = Trajectory::number(name)? as u16;
        // Rows stand in order of week, region, series.
        let at = (week, region, series);
        let order = |own: &RegionalValue| (own.week, own.region, own.series);
        let found = self.regional.binary_search_by_key(&at, order).ok()?;
        Some(self.regional[found].value)
    }

    /// Last value counted in the weeks up to and including `week`.
    pub fn latest(&self, name: &str, week: u16) -> Option<f64> {
        let values = self.series(name)?;
        let end = values.len().min(usize::from(week) + 1);
        values[..end]
            .iter()
            .rev()
            .copied()
            .find(|value| !value.is_nan())
    }

    /// Who leads in the last week up to and including `week` in which it was counted.
    pub fn leader(&self, week: u16) -> Option<&str> {
        let place = self.latest("who_leads", week)? as usize;
        Some(self.leaders.get(place.checked_sub(1)?)?.as_str())
    }

    /// The country's values as rows of a result table.
    pub fn rows(&self) -> impl Iterator<Item = SeriesRow> + '_ {
        let row = |series: usize, week: usize, value: f64| SeriesRow {
            week: week as u16,
            series: series as u16,
            entity: 0,
            value,
        };
        self.country
            .iter()
            .enumerate()
            .flat_map(move |(series, values)| {
                let counted = values
                    .iter()
                    .enumerate()
                    .filter(|(_, value)| !value.is_nan());
                counted.map(move |(week, value)| row(series, week, *value))
            })
    }

    /// Whether two runs are equal to the last bit in everything kept.
    pub fn same_bits(&self, other: &Trajectory) -> bool {
        let bits = |one: &Vec<f64>, two: &Vec<f64>| {
            one.len() == two.len() && one.iter().zip(two).all(|(a, b)| a.to_bits() == b.to_bits())
        };
        self.weeks == other.weeks
            && self.country.len() == other.country.len()
            && self
                .country
                .iter()
                .zip(&other.country)
                .all(|(one, two)| bits(one, two))
            && self.regional == other.regional
            && self.groups == other.groups
            && self.hashes.get(&self.weeks) == other.hashes.get(&other.weeks)
    }
}
