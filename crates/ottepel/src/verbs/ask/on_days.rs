//! The difference on the days that a question names, and what was expected of them beforehand.

use analysis::intervals::Intervals;
use analysis::outcomes::Outcome;
use analysis::paired::OutcomeResult;
use jiff::civil::Date;
use report::answer as shown;
use scenario::question::{Arm, Expected};

use super::compute::{Prepared, of_family};
use super::mapping::estimate;

/// The difference on the days that the question names, but the headline's; none for days before the
/// change of the arm or without a value. What is counted over time is counted from the same day as
/// the headline.
pub fn on_days(
    prepared: &Prepared,
    own: &OutcomeResult,
    branch: Option<u16>,
) -> Vec<shown::CoursePoint> {
    let days = prepared.question.compare_on.iter();
    let days = days.filter(|day| **day != prepared.headline_day());
    let point = |day: &Date| {
        let past = prepared.base.calendar().weeks_until(*day);
        let found =
            difference_at(own, past).filter(|_| branch.is_some_and(|branch| branch < past))?;
        Some(shown::CoursePoint {
            day: *day,
            estimate: estimate(&found),
        })
    };
    days.filter_map(point).collect()
}

/// The difference over the window that ends before a week.
fn difference_at(own: &OutcomeResult, past: u16) -> Option<Intervals> {
    let at = own.at.iter().find(|own| own.week == past)?;
    at.difference
}

/// What was expected of an outcome under an arm, day by day, and whether it came out.
pub fn expectations(
    prepared: &Prepared,
    outcome: &Outcome,
    arm: &Arm,
    own: &OutcomeResult,
) -> Vec<shown::Expectation> {
    let about =
        |id: &str| id == outcome.id || of_family(id).is_some_and(|own| own.id == outcome.id);
    let expected = arm.expect.iter().filter(|own| about(&own.outcome));
    let mut all: Vec<shown::Expectation> = expected
        .map(|expected| {
            let past = prepared.base.calendar().weeks_until(expected.day);
            let found = match past == prepared.judged {
                true => own.difference,
                false => difference_at(own, past),
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
    use super::*;

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
