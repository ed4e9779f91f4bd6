//! How near the model is to the record: one rule for every row.

use serde::Serialize;

/// Deviation that counts as inside where the sources give no range.
const INSIDE: f64 = 0.025;
/// Deviation that still counts as near.
const NEAR: f64 = 0.25;

/// What the model's figure is beside the record's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Within the sources' range, or within 2.5 % of a figure without one.
    Inside,
    /// Within a quarter of the figure beyond that.
    Near,
    /// Further away.
    Off,
    /// The model has no such number; the reason says why.
    NoSuchSeries,
}

impl Verdict {
    /// Every verdict, best first.
    pub const ALL: [Verdict; 4] = [
        Verdict::Inside,
        Verdict::Near,
        Verdict::Off,
        Verdict::NoSuchSeries,
    ];

    /// The word in files.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Inside => "inside",
            Verdict::Near => "near",
            Verdict::Off => "off",
            Verdict::NoSuchSeries => "no-such-series",
        }
    }

    /// The words for people.
    pub fn words(self) -> &'static str {
        match self {
            Verdict::NoSuchSeries => "no such series",
            other => other.name(),
        }
    }
}

/// What the sources give: a figure and, where they differ, a range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Recorded {
    /// The figure.
    pub value: f64,
    /// Lower end of the sources' range.
    pub low: Option<f64>,
    /// Upper end of the sources' range.
    pub high: Option<f64>,
}

impl Recorded {
    /// Least and greatest figure that counts as inside.
    pub fn range(&self) -> (f64, f64) {
        let tolerance = self.value.abs() * INSIDE;
        let low = self.low.unwrap_or(self.value).min(self.value - tolerance);
        let high = self.high.unwrap_or(self.value).max(self.value + tolerance);
        (low, high)
    }

    /// Inside the range, near it (within a quarter of the figure), or off.
    ///
    /// `covered` is the part of the figure's time that the run covers: of a year's figure as little
    /// as that part may belong to it.
    pub fn verdict(&self, modelled: f64, covered: f64) -> Verdict {
        let (low, high) = self.range();
        let low = if low > 0.0 { low * covered } else { low };
        let slack = self.value.abs() * NEAR;
        if (low..=high).contains(&modelled) {
            Verdict::Inside
        } else if (low - slack..=high + slack).contains(&modelled) {
            Verdict::Near
        } else {
            Verdict::Off
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(value: f64, low: Option<f64>, high: Option<f64>, modelled: f64) -> Verdict {
        Recorded { value, low, high }.verdict(modelled, 1.0)
    }

    #[test]
    fn verdicts_follow_the_rule() {
        assert_eq!(verdict(100.0, None, None, 102.0), Verdict::Inside);
        assert_eq!(verdict(100.0, None, None, 110.0), Verdict::Near);
        assert_eq!(verdict(100.0, None, None, 130.0), Verdict::Off);
        assert_eq!(
            verdict(100.0, Some(50.0), Some(300.0), 280.0),
            Verdict::Inside
        );
        assert_eq!(
            verdict(100.0, Some(50.0), Some(300.0), 320.0),
            Verdict::Near
        );
        assert_eq!(verdict(100.0, Some(50.0), Some(300.0), 20.0), Verdict::Off);
    }

    #[test]
    fn of_a_year_that_is_covered_in_part_less_is_expected() {
        let recorded = Recorded {
            value: 100.0,
            low: None,
            high: None,
        };
        assert_eq!(recorded.verdict(85.0, 1.0), Verdict::Near);
        assert_eq!(recorded.verdict(85.0, 0.84), Verdict::Inside);
        assert_eq!(recorded.verdict(20.0, 0.84), Verdict::Off);
    }
}
