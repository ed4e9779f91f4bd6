//! From numbers to places on the paper, with ticks people would have chosen.

/// How a range of numbers is laid out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scale {
    low: f64,
    high: f64,
    logarithmic: bool,
    from: f64,
    to: f64,
}

impl Scale {
    /// Lays `low..high` on `from..to`. A range without length is widened.
    pub(crate) fn linear((low, high): (f64, f64), from: f64, to: f64) -> Self {
        let (low, high) = if high > low {
            (low, high)
        } else {
            (low - 0.5, low + 0.5)
        };
        Scale {
            low,
            high,
            logarithmic: false,
            from,
            to,
        }
    }

    /// As [`Scale::linear`] by powers of ten; both ends positive.
    pub(crate) fn logarithmic((low, high): (f64, f64), from: f64, to: f64) -> Self {
        let low = 10f64.powf(low.max(f64::MIN_POSITIVE).log10().floor());
        let high = 10f64.powf(high.max(low).log10().ceil()).max(low * 10.0);
        Scale {
            low,
            high,
            logarithmic: true,
            from,
            to,
        }
    }

    /// True for a scale by powers of ten.
    pub(crate) fn is_logarithmic(&self) -> bool {
        self.logarithmic
    }

    /// Place of a number.
    pub(crate) fn at(&self, value: f64) -> f64 {
        let share = if self.logarithmic {
            (value.max(self.low) / self.low).log10() / (self.high / self.low).log10()
        } else {
            (value - self.low) / (self.high - self.low)
        };
        self.from + share * (self.to - self.from)
    }

    /// About `wanted` round numbers within the range; powers of ten on a logarithmic scale.
    pub(crate) fn ticks(&self, wanted: usize) -> Vec<f64> {
        if self.logarithmic {
            return self.powers_of_ten();
        }
        let step = round_step((self.high - self.low) / wanted.max(1) as f64);
        let first = (self.low / step).ceil() as i64;
        let last = (self.high / step + 1e-9).floor() as i64;
        (first..=last).map(|count| count as f64 * step).collect()
    }

    fn powers_of_ten(&self) -> Vec<f64> {
        let first = self.low.log10().round() as i32;
        let last = self.high.log10().round() as i32;
        (first..=last).map(|power| 10f64.powi(power)).collect()
    }
}

/// The smallest of 1, 2, 5 times a power of ten that is not below `rough`.
fn round_step(rough: f64) -> f64 {
    let power = 10f64.powf(rough.log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0].map(|step| step * power);
    steps
        .into_iter()
        .find(|&step| step >= rough * 0.999_999)
        .unwrap_or(10.0 * power)
}

/// The range of some numbers; `None` without any finite one.
pub(crate) fn range(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    let finite = values.filter(|value| value.is_finite());
    finite.fold(None, |range, value| match range {
        None => Some((value, value)),
        Some((low, high)) => Some((low.min(value), high.max(value))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_inside() {
        assert_eq!(
            Scale::linear((0.0, 2.47), 0.0, 1.0).ticks(5),
            [0.0, 0.5, 1.0, 1.5, 2.0]
        );
        assert_eq!(
            Scale::linear((1953.17, 1964.8), 0.0, 1.0).ticks(12).len(),
            11
        );
        assert_eq!(
            Scale::logarithmic((3.0, 4000.0), 0.0, 1.0).ticks(9),
            [1.0, 10.0, 100.0, 1000.0, 10_000.0]
        );
    }

    #[test]
    fn ends_are_at_the_ends() {
        let scale = Scale::linear((10.0, 20.0), 300.0, 0.0);
        assert_eq!(
            (scale.at(10.0), scale.at(20.0), scale.at(15.0)),
            (300.0, 0.0, 150.0)
        );
        let log = Scale::logarithmic((1.0, 100.0), 0.0, 2.0);
        assert!((log.at(10.0) - 1.0).abs() < 1e-12);
        assert_eq!(log.at(0.0), 0.0);
    }

    #[test]
    fn a_constant_has_a_scale_too() {
        let scale = Scale::linear((5.0, 5.0), 0.0, 10.0);
        assert_eq!(scale.at(5.0), 5.0);
        assert!(!scale.ticks(4).is_empty());
    }
}
