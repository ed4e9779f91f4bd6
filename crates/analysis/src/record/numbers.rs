//! The numbers of one run by series, entity and week.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::{Date, date};
use kernel::time::DAYS_PER_WEEK;
use rules::SERIES;
use scenario::{Calendar, Scenario};
use store::{EventRow, SeriesRow, Tables};

use super::catalogue::{Quantity, Window};
use super::entity::Entities;
use super::event::Places;
use crate::ensemble::Trajectory;

/// Least part of a window that a run must cover for its count to stand beside a figure of the whole.
const LEAST_COVERED: f64 = 0.8;
/// Part from which a window counts as whole: calendar years do not start with weeks.
const WHOLE: f64 = 0.98;

/// Weeks and values by name of series and entity.
type Series = BTreeMap<(&'static str, u16), Vec<(u16, f64)>>;

/// What one run, or one member of an ensemble, recorded.
#[derive(Debug, Clone)]
pub struct Numbers {
    calendar: Calendar,
    /// Names of the entities.
    pub(crate) entities: Entities,
    series: Series,
    /// People whom each person of the sample stands for.
    pub(crate) interval: u32,
    events: Option<Vec<EventRow>>,
    places: Arc<Places>,
}

/// The model's figure for a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    /// The number, in persons, works, events, as a share or on its own scale.
    pub value: f64,
    /// Part of the figure's window that the run covers, 0.8 to 1.
    pub covered: f64,
}

impl Numbers {
    /// The numbers of tables recorded over `weeks` weeks of a scenario.
    pub fn new(scenario: &Scenario, tables: &Tables, weeks: u16, interval: u32) -> Numbers {
        let dictionary = &tables.dictionary;
        let known = |name: &str| SERIES.iter().find(|series| series.name == name);
        // A run of another version may know series that this program does not.
        let names: Vec<Option<&'static str>> = dictionary
            .series
            .iter()
            .map(|entry| known(&entry.name).map(|series| series.name))
            .collect();
        Numbers {
            calendar: Calendar {
                weeks,
                ..scenario.calendar()
            },
            entities: Entities::new(&dictionary.entities, &scenario.tables.regions),
            series: by_name(tables.series.iter().copied(), &names),
            interval,
            events: Some(happened(&tables.events)),
            places: Arc::new(Places::of(scenario)),
        }
    }

    /// The numbers of a run kept in memory.
    pub fn of_trajectory(scenario: &Scenario, course: &Trajectory, interval: u32) -> Numbers {
        let regional = course.regional.iter().map(|row| SeriesRow {
            week: row.week,
            series: row.series,
            entity: row.region + 1,
            value: row.value,
        });
        let names: Vec<_> = SERIES.iter().map(|series| Some(series.name)).collect();
        let series = by_name(course.rows().chain(regional), &names);
        let names: Vec<String> = std::iter::once("USSR".to_owned())
            .chain(course.regions.iter().cloned())
            .collect();
        Numbers {
            calendar: Calendar {
                weeks: course.weeks,
                ..scenario.calendar()
            },
            entities: Entities::new(&names, &scenario.tables.regions),
            series,
            interval,
            events: course.events.as_deref().map(happened),
            places: Arc::new(Places::of(scenario)),
        }
    }

    /// What happened in the run, where it was kept.
    pub(crate) fn events(&self) -> Option<&[EventRow]> {
        self.events.as_deref()
    }

    /// Places of the country.
    pub(crate) fn places(&self) -> &Places {
        &self.places
    }

    /// Weeks of the run around an event.
    pub(crate) fn weeks_around(
        &self,
        first: Date,
        last: Option<Date>,
        weeks: i32,
    ) -> Result<std::ops::RangeInclusive<u16>, String> {
        let (from, to) = super::event::days_around(first, last, weeks)
            .ok_or("the day lies outside the calendar")?;
        self.week_of(first)?;
        let (least, most) = (self.calendar.week_of(from), self.calendar.week_of(to));
        Ok(least..=most.min(self.calendar.weeks.saturating_sub(1)))
    }

    /// A series of a place in one week, where it was counted.
    pub fn in_week(&self, series: &'static str, place: &str, week: u16) -> Option<f64> {
        let mut total = None;
        for entity in self.entities.find(place, series).ok()? {
            let value = self.counted(series, entity, week);
            let value = value.or_else(|| self.without_crowd(series, week))?;
            total = Some(total.unwrap_or(0.0) + value);
        }
        total
    }

    /// A series of an entity in one week, where it was counted.
    fn counted(&self, series: &'static str, entity: u16, week: u16) -> Option<f64> {
        let values = self.series.get(&(series, entity))?;
        let at = values.binary_search_by_key(&week, |(own, _)| *own).ok()?;
        Some(values[at].1)
    }

    /// Nothing, in a region without a crowd: regions are counted in weeks with crowds, the country in
    /// every week.
    fn without_crowd(&self, series: &'static str, week: u16) -> Option<f64> {
        let of_crowds = SERIES.iter().any(|own| own.name == series && own.of_crowds);
        (of_crowds && self.counted(series, 0, week).is_some()).then_some(0.0)
    }

    /// The figure of a quantity for entities, a window and the day of the row.
    ///
    /// # Errors
    /// Why the run has none, in words for the reader of the row.
    pub fn figure(
        &self,
        quantity: &Quantity,
        entity: &str,
        window: Window,
        day: Date,
    ) -> Result<Figure, String> {
        let mut covered = 1.0_f64;
        let mut sum = |names: &[&'static str]| {
            let mut total = 0.0;
            for name in names {
                for number in self.entities.find(entity, name)? {
                    let figure = self.one(name, number, window, day)?;
                    covered = covered.min(figure.covered);
                    total += figure.value;
                }
            }
            Ok::<f64, String>(total)
        };
        let mut value = sum(&quantity.plus)? - sum(&quantity.minus)?;
        if !quantity.over.is_empty() {
            let whole = sum(&quantity.over)?;
            if whole <= 0.0 {
                return Err("the model has nobody to take a share of on that day".to_owned());
            }
            value /= whole;
        }
        Ok(Figure { value, covered })
    }

    fn one(
        &self,
        series: &'static str,
        entity: u16,
        window: Window,
        day: Date,
    ) -> Result<Figure, String> {
        let Some(values) = self.series.get(&(series, entity)) else {
            return Err(if entity == 0 {
                format!("the run has not recorded {series}")
            } else {
                format!("the model counts {series} for the whole country only")
            });
        };
        match window {
            Window::Moment => self.at(values, day),
            Window::SinceStart => {
                let week = self.week_of(day)?;
                let so_far = values.iter().filter(|(own, _)| *own <= week);
                Ok(whole(so_far.map(|(_, value)| value).sum()))
            }
            Window::Years(count) => {
                let first = date(day.year() + 1 - count, 1, 1);
                self.within(values, first, date(day.year(), 12, 31))
            }
            Window::HalfYear if day.month() <= 6 => {
                self.within(values, date(day.year(), 1, 1), date(day.year(), 6, 30))
            }
            Window::HalfYear => {
                self.within(values, date(day.year(), 7, 1), date(day.year(), 12, 31))
            }
        }
    }

    /// A stock on a day. Series that are counted only in some weeks are read at the nearest.
    fn at(&self, values: &[(u16, f64)], day: Date) -> Result<Figure, String> {
        let week = self.week_of(day)?;
        let nearest = values.iter().min_by_key(|(own, _)| own.abs_diff(week));
        let (_, value) = nearest.ok_or("the run has not counted it")?;
        Ok(whole(*value))
    }

    fn week_of(&self, day: Date) -> Result<u16, String> {
        if !self.calendar.holds(day) {
            return Err(format!("{day} is outside the run, {}", self.period()));
        }
        Ok(self.calendar.week_of(day))
    }

    /// A flow summed over the weeks whose middle lies between two days.
    fn within(&self, values: &[(u16, f64)], first: Date, last: Date) -> Result<Figure, String> {
        let from = (first - self.calendar.start).get_days();
        let to = (last - self.calendar.start).get_days();
        let middle = |week: u16| kernel::Week(week).first_day() + DAYS_PER_WEEK / 2;
        let own = values
            .iter()
            .filter(|(week, _)| (from..=to).contains(&middle(*week)));
        let (mut value, mut weeks) = (0.0, 0_u16);
        for (_, number) in own {
            value += number;
            weeks += 1;
        }
        let covered = f64::from(i32::from(weeks) * DAYS_PER_WEEK) / f64::from(to - from + 1);
        if covered < LEAST_COVERED {
            return Err(format!(
                "the figure counts {first} to {last}, the run {}",
                self.period()
            ));
        }
        let covered = if covered >= WHOLE { 1.0 } else { covered };
        Ok(Figure { value, covered })
    }

    fn period(&self) -> String {
        format!("{} to {}", self.calendar.start, self.calendar.end())
    }
}

/// Rows by the name of their series, where it has one, and their entity. They are sorted by numbers
/// first: rows are many and names few.
fn by_name(rows: impl Iterator<Item = SeriesRow>, names: &[Option<&'static str>]) -> Series {
    let mut sorted: Vec<Vec<Vec<(u16, f64)>>> = vec![Vec::new(); names.len()];
    for row in rows {
        let Some(entities) = sorted.get_mut(usize::from(row.series)) else {
            continue;
        };
        let entity = usize::from(row.entity);
        if entity >= entities.len() {
            entities.resize(entity + 1, Vec::new());
        }
        entities[entity].push((row.week, row.value));
    }
    let mut series = Series::new();
    for (name, entities) in names.iter().zip(sorted) {
        let Some(name) = *name else { continue };
        let counted = (0..).zip(entities).filter(|(_, values)| !values.is_empty());
        series.extend(counted.map(|(entity, values)| ((name, entity), values)));
    }
    series
}

/// Events of the model, those of the calendar left out.
fn happened(events: &[EventRow]) -> Vec<EventRow> {
    let own = events.iter().filter(|event| !event.recorded);
    own.cloned().collect()
}

fn whole(value: f64) -> Figure {
    Figure {
        value,
        covered: 1.0,
    }
}
