//! The value of a test in a run.

use jiff::civil::Date;
use kernel::time::DAYS_PER_WEEK;
use scenario::Scenario;

use super::expression::{Aggregate, Condition, Number, Operator, Window};
use crate::ensemble::Trajectory;
use crate::record::Numbers;

/// One run to ask, and the run as recorded beside it.
#[derive(Debug, Clone, Copy)]
pub struct Course<'a> {
    /// Numbers of the run.
    pub numbers: &'a Numbers,
    /// The run.
    pub trajectory: &'a Trajectory,
    /// The same member under the scenario as recorded; the run itself where nothing was changed.
    pub base: (&'a Numbers, &'a Trajectory),
    /// First day of the scenario.
    pub start: Date,
}

impl Condition {
    /// Whether it holds; nothing where a number of it is not known.
    pub fn holds(&self, course: &Course<'_>) -> Option<bool> {
        match self {
            Condition::Compare(left, comparison, right) => {
                Some(comparison.holds(left.value(course)?, right.value(course)?))
            }
            Condition::All(all) => {
                let known: Option<Vec<bool>> = all.iter().map(|own| own.holds(course)).collect();
                Some(known?.into_iter().all(|own| own))
            }
            Condition::Any(any) => {
                let known: Option<Vec<bool>> = any.iter().map(|own| own.holds(course)).collect();
                Some(known?.into_iter().any(|own| own))
            }
            Condition::Not(own) => Some(!own.holds(course)?),
        }
    }
}

impl Number {
    /// Its value in a run; nothing where it was not counted.
    pub fn value(&self, course: &Course<'_>) -> Option<f64> {
        match self {
            Number::Constant(value) => Some(*value),
            Number::Both(left, operator, right) => {
                finite(operator.of(left.value(course)?, right.value(course)?))
            }
            Number::Negative(own) => Some(-own.value(course)?),
            Number::Over(aggregate, weekly, window) => over(*aggregate, weekly, *window, course),
            Number::FirstWeek(weekly, least) => {
                let weeks = 0..course.trajectory.weeks;
                let first = |week: &u16| weekly.in_week(course, *week).is_some_and(|v| v >= *least);
                weeks.into_iter().find(first).map(f64::from)
            }
            Number::Series(..) => None,
            Number::Outcome(outcome, window) => {
                let weeks = weeks_of(course, *window)?;
                outcome.value(course.trajectory, weeks)
            }
            Number::Base(own) => {
                let (numbers, trajectory) = course.base;
                own.value(&Course {
                    numbers,
                    trajectory,
                    ..*course
                })
            }
        }
    }

    /// Its value in one week.
    fn in_week(&self, course: &Course<'_>, week: u16) -> Option<f64> {
        match self {
            Number::Series(name, place) => {
                let place = place.as_deref().unwrap_or("USSR");
                course.numbers.in_week(name, place, week)
            }
            Number::Both(left, operator, right) => {
                let (left, right) = (left.in_week(course, week)?, right.in_week(course, week)?);
                finite(operator.of(left, right))
            }
            Number::Negative(own) => Some(-own.in_week(course, week)?),
            other => other.value(course),
        }
    }
}

impl Operator {
    fn of(self, left: f64, right: f64) -> f64 {
        match self {
            Operator::Plus => left + right,
            Operator::Minus => left - right,
            Operator::Times => left * right,
            Operator::Over => left / right,
        }
    }
}

fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}

fn over(aggregate: Aggregate, weekly: &Number, window: Window, course: &Course<'_>) -> Option<f64> {
    if aggregate == Aggregate::At {
        return at(weekly, window.from, course);
    }
    let weeks = weeks_of(course, window)?;
    let values: Vec<f64> = weeks
        .filter_map(|week| weekly.in_week(course, week))
        .collect();
    if values.is_empty() {
        return None;
    }
    let sum: f64 = values.iter().sum();
    Some(match aggregate {
        Aggregate::Sum => sum,
        Aggregate::Mean => sum / values.len() as f64,
        Aggregate::Max => values.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        Aggregate::Min => values.iter().copied().fold(f64::INFINITY, f64::min),
        Aggregate::Count => values.iter().filter(|value| **value > 0.0).count() as f64,
        Aggregate::At => return None,
    })
}

/// The value of the counted week nearest to a day; nothing for a day outside the run.
fn at(weekly: &Number, day: Date, course: &Course<'_>) -> Option<f64> {
    let days = (day - course.start).get_days();
    let week = u16::try_from(days.div_euclid(DAYS_PER_WEEK)).ok()?;
    let weeks = course.trajectory.weeks;
    if week >= weeks {
        return None;
    }
    let around = (0..weeks).flat_map(|step| [week.checked_sub(step), week.checked_add(step)]);
    around
        .flatten()
        .filter(|own| *own < weeks)
        .find_map(|own| weekly.in_week(course, own))
}

/// Weeks whose middle lies in a window; the week that holds it for a single day. Nothing when the
/// run ends before the window does.
fn weeks_of(course: &Course<'_>, window: Window) -> Option<std::ops::Range<u16>> {
    let from = (window.from - course.start).get_days();
    let to = (window.to - course.start).get_days();
    let middle = DAYS_PER_WEEK / 2;
    let (first, last) = if from == to {
        (
            from.div_euclid(DAYS_PER_WEEK),
            from.div_euclid(DAYS_PER_WEEK),
        )
    } else {
        // The first week whose middle is not before the window, the last whose is not after it.
        let first = (from - middle + DAYS_PER_WEEK - 1).div_euclid(DAYS_PER_WEEK);
        (first.max(0), (to - middle).div_euclid(DAYS_PER_WEEK))
    };
    let (first, last) = (u16::try_from(first).ok()?, u16::try_from(last).ok()?);
    (first <= last && last < course.trajectory.weeks).then(|| first..last + 1)
}

/// A run with its numbers, ready to be asked.
#[derive(Debug)]
pub struct Asked {
    numbers: Numbers,
    trajectory: std::sync::Arc<Trajectory>,
}

impl Asked {
    /// Makes a run ready.
    pub fn new(
        scenario: &Scenario,
        trajectory: std::sync::Arc<Trajectory>,
        interval: u32,
    ) -> Asked {
        Asked {
            numbers: Numbers::of_trajectory(scenario, &trajectory, interval),
            trajectory,
        }
    }

    /// The course of this run beside the one as recorded.
    pub fn beside<'a>(&'a self, base: &'a Asked, start: Date) -> Course<'a> {
        Course {
            numbers: &self.numbers,
            trajectory: &self.trajectory,
            base: (&base.numbers, &base.trajectory),
            start,
        }
    }
}
