//! The difference on the days that a question names, and what was expected of them beforehand.

use analysis::outcomes::Outcome;
use analysis::paired::{Moment, OutcomeResult};
use jiff::civil::Date;
use report::answer as shown;
use scenario::question::{Arm, Expected};

use super::compute::{Computed, Prepared, of_family};
use super::mapping::estimate;

/// The difference on the days that the question names, but the last, which is the headline's; none
/// for days before the change or without a value.
pub fn on_days(
    prepared: &Prepared,
    computed: &Computed,
    own: &OutcomeResult,
) -> Vec<shown::CoursePoint> {
    let days = prepared.question.compare_on.iter();
    let days = days.filter(|day| **day < prepared.last_day());
    let point = |day: &Date| {
        let moment = moment_of(prepared, computed, own, *day)?;
        Some(shown::CoursePoint {
            day: *day,
            estimate: estimate(&moment.difference),
        })
    };
    days.filter_map(point).collect()
}

/// The moment that ends on a day or less than a step before it.
fn moment_of<'a>(
    prepared: &Prepared,
    computed: &Computed,
    own: &'a OutcomeResult,
    day: Date,
) -> Option<&'a Moment> {
    let past = prepared.base.calendar().weeks_until(day);
    moment_before(&own.course, past, computed.design.step)
}

/// The last moment that covers no week from `past` on, if it ends less than a step before it.
fn moment_before(course: &[Moment], past: u16, step: u16) -> Option<&Moment> {
    let ended = course.iter().filter(|own| own.week <= past);
    ended
        .max_by_key(|own| own.week)
        .filter(|own| past - own.week < step)
}

/// What was expected of an outcome under an arm, day by day, and whether it came out.
pub fn expectations(
    prepared: &Prepared,
    computed: &Computed,
    outcome: &Outcome,
    arm: &Arm,
    own: &OutcomeResult,
) -> Vec<shown::Expectation> {
    let about =
        |id: &str| id == outcome.id || of_family(id).is_some_and(|own| own.id == outcome.id);
    let expected = arm.expect.iter().filter(|own| about(&own.outcome));
    let mut all: Vec<shown::Expectation> = expected
        .map(|expected| {
            let found = match expected.day >= prepared.last_day() {
                true => own.difference,
                false => moment_of(prepared, computed, own, expected.day).map(|own| own.difference),
            };
            let words = Expected::WORDS
                .iter()
                .find(|(_, own)| *own == expected.expected);
            shown::Expectation {
                expected: words.map_or(String::new(), |(word, _)| (*word).to_owned()),
                day: Some(expected.day),
                came_out: found
                    .and_then(|found| came_out(expected.expected, found.within_80, own.band)),
                found: found.map(|found| estimate(&found)),
            }
        })
        .collect();
    all.sort_by_key(|own| own.day);
    all
}

/// Whether an 80 % interval shows what was expected, or the contrary; nothing where it leaves both
/// open.
fn came_out(expected: Expected, [low, high]: [f64; 2], band: f64) -> Option<bool> {
    let (above, below) = (low > 0.0, high < 0.0);
    match expected {
        Expected::Rises => (above || below).then_some(above),
        Expected::Falls => (above || below).then_some(below),
        Expected::NoDifference if low >= -band && high <= band => Some(true),
        Expected::NoDifference => (low > band || high < -band).then_some(false),
        Expected::Open => None,
    }
}

#[cfg(test)]
mod tests {
    use analysis::intervals::Intervals;

    use super::*;

    fn course(weeks: &[u16]) -> Vec<Moment> {
        let of = |week: &u16| {
            let own = Intervals::of(&[f64::from(*week)])?;
            Some(Moment {
                week: *week,
                difference: own,
                base: own,
            })
        };
        weeks.iter().filter_map(of).collect()
    }

    #[test]
    fn a_day_is_answered_by_the_moment_that_ends_with_its_week_and_by_no_later_one() {
        let course = course(&[104, 108, 112]);
        let found = |past| moment_before(&course, past, 4).map(|own| own.week);
        assert_eq!(
            found(108),
            Some(108),
            "the week of the day is the last covered"
        );
        assert_eq!(
            found(107),
            Some(104),
            "a later moment knows what came after the day"
        );
        assert_eq!(found(111), Some(108));
    }

    #[test]
    fn a_day_without_a_value_is_not_answered_from_another_year() {
        let course = course(&[300, 304]);
        assert_eq!(moment_before(&course, 200, 4), None);
        assert_eq!(moment_before(&course, 400, 4), None);
    }

    #[test]
    fn an_expectation_came_out_or_its_contrary_or_neither() {
        let came_out = |expected, low, high| came_out(expected, [low, high], 0.5);
        assert_eq!(came_out(Expected::Rises, 0.1, 2.0), Some(true));
        assert_eq!(came_out(Expected::Rises, -2.0, -0.1), Some(false));
        assert_eq!(came_out(Expected::Rises, -0.1, 2.0), None);
        assert_eq!(came_out(Expected::Falls, -2.0, -0.1), Some(true));
        assert_eq!(came_out(Expected::Falls, 0.1, 2.0), Some(false));
        assert_eq!(came_out(Expected::NoDifference, -0.5, 0.5), Some(true));
        assert_eq!(came_out(Expected::NoDifference, -0.5, 0.9), None);
        assert_eq!(came_out(Expected::NoDifference, 0.6, 0.9), Some(false));
        assert_eq!(came_out(Expected::Open, 1.0, 2.0), None);
    }
}
