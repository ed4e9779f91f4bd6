//! Numbers as wide as they are sure: no digit finer than a tenth of the 80 % interval, never a
//! middle without its ends.

use super::Estimate;
use crate::number::{plain, rounded};

/// Significant digits of a number whose draws do not differ at all.
const DIGITS: i32 = 3;

/// Step of counts of people.
const PEOPLE: f64 = 10.0;

/// How numbers of a unit are written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Amount<'a> {
    /// Factor from the number to what is written: 100 for shares.
    factor: f64,
    /// Word after a level.
    level: &'a str,
    /// Word after a difference.
    difference: &'a str,
    /// True for counts of people, which are never written to the last person.
    counts_people: bool,
    /// Finest step of what is written: below it a number is the noise of arithmetic, or means nothing
    /// to anybody.
    finest: f64,
}

/// How numbers of this unit are written: shares in per cent and their differences in points,
/// indices bare, everything else with its unit.
pub fn amount(unit: &str) -> Amount<'_> {
    let of = |factor, level, difference, finest| Amount {
        factor,
        level,
        difference,
        counts_people: finest == PEOPLE,
        finest,
    };
    match unit {
        "share" | "share of runs" => of(100.0, "%", "points", 0.01),
        _ if unit.starts_with("index") => of(1.0, "", "", 0.0005),
        _ if unit.contains("people") || unit.contains("persons") => of(1.0, unit, unit, PEOPLE),
        _ => of(1.0, unit, unit, 0.01),
    }
}

/// A number on a grid of steps, with the unit put aside.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Grid {
    factor: f64,
    step: Option<f64>,
}

impl Grid {
    /// The grid of an estimate: the next of 1, 2, 5 times a power of ten that is not finer than a
    /// tenth of the 80 % interval, nor than the unit's finest step.
    pub(crate) fn of(estimate: &Estimate, amount: &Amount<'_>) -> Self {
        let tenth = (estimate.hi80 - estimate.lo80).abs() * amount.factor / 10.0;
        let step = (tenth.is_finite() && tenth > 0.0).then(|| step_above(tenth.max(amount.finest)));
        let step = match amount.counts_people {
            true if estimate.value.abs() >= 100.0 => Some(step.unwrap_or(0.0).max(10.0)),
            _ => step,
        };
        Grid {
            factor: amount.factor,
            step,
        }
    }

    /// The number on the grid.
    pub(crate) fn put(&self, value: f64) -> f64 {
        let value = value * self.factor;
        let put = match self.step {
            // Dividing by whole numbers keeps 0.3 at its shortest form.
            Some(step) if step < 1.0 => {
                let parts = (1.0 / step).round();
                (value * parts).round() / parts
            }
            Some(step) => (value / step).round() * step,
            None => rounded(value, DIGITS),
        };
        // A negative zero is written as zero.
        put + 0.0
    }

    /// The step as text, without its unit.
    pub(crate) fn step_text(&self) -> String {
        plain(self.step.unwrap_or(0.0))
    }

    /// The number as text, without its unit.
    pub(crate) fn text(&self, value: f64) -> String {
        let put = self.put(value);
        if put.abs() >= 1e6 {
            return format!("{} million", plain(rounded(put / 1e6, DIGITS)));
        }
        plain(put)
    }
}

/// A level with its 80 % interval: `43 % (80 % interval 40 to 46 %)`.
pub fn estimate_text(estimate: &Estimate, unit: &str) -> String {
    let amount = amount(unit);
    let grid = Grid::of(estimate, &amount);
    let value = with_unit(&grid.text(estimate.value), amount.level);
    if estimate.hi80 == estimate.lo80 {
        return format!("{value} (the same in every draw: no interval)");
    }
    format!("{value} ({})", interval_text(estimate, unit))
}

/// The 80 % interval of a level: `80 % interval 40 to 46 %`.
pub fn interval_text(estimate: &Estimate, unit: &str) -> String {
    let amount = amount(unit);
    let grid = Grid::of(estimate, &amount);
    let high = with_unit(&grid.text(estimate.hi80), amount.level);
    format!("80 % interval {} to {high}", grid.text(estimate.lo80))
}

impl Amount<'_> {
    /// A number with the word for differences.
    pub(crate) fn difference(&self, number: &str) -> String {
        with_unit(number, self.difference)
    }

    /// The word for differences.
    pub(crate) fn difference_word(&self) -> &str {
        self.difference
    }

    /// The half-width of a band of equal numbers, with its unit: two digits are enough for it.
    pub fn band(&self, half_width: f64) -> String {
        with_unit(
            &plain(rounded(half_width * self.factor, 2)),
            self.difference,
        )
    }

    /// The factor from the number to what is written.
    pub(crate) fn factor(&self) -> f64 {
        self.factor
    }
}

fn with_unit(number: &str, word: &str) -> String {
    let one = matches!(number.trim_start_matches(['+', '−']), "1");
    match word {
        "" => number.to_owned(),
        word if one => format!("{number} {}", singular(word)),
        word => format!("{number} {word}"),
    }
}

/// A unit after the number one: `1 event a month`.
fn singular(unit: &str) -> String {
    let (noun, rest) = unit.split_once(' ').unwrap_or((unit, ""));
    let noun = noun.strip_suffix('s').unwrap_or(noun);
    format!("{noun} {rest}").trim_end().to_owned()
}

/// The least of 1, 2, 5 times a power of ten that is not below `least`.
fn step_above(least: f64) -> f64 {
    let power = 10f64.powf(least.log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0].map(|step| step * power);
    let enough = |step: &f64| *step >= least * 0.999_999;
    steps.into_iter().find(enough).unwrap_or(10.0 * power)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn estimate(value: f64, lo80: f64, hi80: f64) -> Estimate {
        Estimate {
            value,
            lo80,
            hi80,
            ..Estimate::exactly(value)
        }
    }

    #[test]
    fn digits_follow_the_width() {
        assert_eq!(
            estimate_text(&estimate(0.4321, 0.401, 0.463), "share"),
            "43 % (80 % interval 40 to 46 %)"
        );
        assert_eq!(
            estimate_text(&estimate(0.123_456, 0.123_4, 0.123_5), "index 0-1"),
            "0.1235 (80 % interval 0.1235 to 0.1235)"
        );
        assert_eq!(
            estimate_text(&estimate(387_412.0, 340_113.0, 421_777.0), "people a year"),
            "390,000 people a year (80 % interval 340,000 to 420,000 people a year)"
        );
    }

    #[test]
    fn no_digit_is_finer_than_a_tenth_of_the_interval() {
        for width in [0.006, 0.07, 0.15, 1.0, 42.0, 9e5] {
            let own = estimate(1.234_567 * width, 0.0, width);
            let amount = amount("index 0-1");
            let step = Grid::of(&own, &amount).step.unwrap();
            assert!(
                step >= width / 10.0 * 0.999_999 && step <= width / 10.0 * 2.6,
                "{width}: {step}"
            );
        }
    }

    #[test]
    fn people_are_never_counted_to_the_last() {
        let own = estimate(1234.0, 1233.0, 1235.0);
        assert!(estimate_text(&own, "people").starts_with("1,230 people"));
    }

    #[test]
    fn noise_of_arithmetic_is_not_a_number() {
        let own = estimate(0.0, -3.5e-12, 0.0);
        assert_eq!(
            estimate_text(&own, "people a month"),
            "0 people a month (80 % interval 0 to 0 people a month)"
        );
    }

    #[test]
    fn one_of_something_is_singular() {
        let amount = amount("events a month");
        assert_eq!(amount.difference("1"), "1 event a month");
        assert_eq!(amount.difference("2"), "2 events a month");
    }

    #[test]
    fn a_number_without_width_says_so() {
        let own = Estimate::exactly(0.25);
        assert_eq!(
            estimate_text(&own, "share"),
            "25 % (the same in every draw: no interval)"
        );
    }
}
