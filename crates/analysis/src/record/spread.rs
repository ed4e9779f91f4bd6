//! How widely weighted figures lie: median and 80 % interval.

use serde::Serialize;

/// Median and central 80 % of figures.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Spread {
    /// Half of the weight lies on either side.
    pub median: f64,
    /// A tenth of the weight lies below.
    pub low: f64,
    /// A tenth of the weight lies above.
    pub high: f64,
    /// How many figures there are; one has no interval.
    pub runs: usize,
}

impl Spread {
    /// The spread of figures with weights above 0; nothing when there are none.
    pub fn of(mut figures: Vec<(f64, f64)>) -> Option<Spread> {
        figures.retain(|(value, weight)| value.is_finite() && *weight > 0.0);
        figures.sort_by(|a, b| a.0.total_cmp(&b.0));
        Some(Spread {
            median: quantile(&figures, 0.5)?,
            low: quantile(&figures, 0.1)?,
            high: quantile(&figures, 0.9)?,
            runs: figures.len(),
        })
    }
}

/// The quantile of sorted, weighted figures: each figure stands in the middle of its weight and
/// what lies between two is interpolated.
fn quantile(sorted: &[(f64, f64)], share: f64) -> Option<f64> {
    let total: f64 = sorted.iter().map(|(_, weight)| weight).sum();
    let wanted = share * total;
    let mut before: Option<(f64, f64)> = None;
    let mut sum = 0.0;
    for (value, weight) in sorted {
        let middle = sum + weight / 2.0;
        if middle >= wanted {
            let Some((lower, at)) = before else {
                return Some(*value);
            };
            return Some(lower + (value - lower) * (wanted - at) / (middle - at));
        }
        before = Some((*value, middle));
        sum += weight;
    }
    sorted.last().map(|(value, _)| *value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_weights_give_the_usual_quantiles() {
        let figures = (1..=9).map(|value| (f64::from(value), 1.0)).collect();
        let spread = Spread::of(figures).unwrap();
        assert_eq!(spread.median, 5.0);
        assert!((spread.low - 1.4).abs() < 1e-12, "{spread:?}");
        assert!((spread.high - 8.6).abs() < 1e-12, "{spread:?}");
        assert_eq!(spread.runs, 9);
    }

    #[test]
    fn one_figure_is_its_own_interval_and_none_has_none() {
        let one = Spread::of(vec![(7.0, 0.3)]).unwrap();
        assert_eq!(
            (one.low, one.median, one.high, one.runs),
            (7.0, 7.0, 7.0, 1)
        );
        assert_eq!(Spread::of(Vec::new()), None);
        assert_eq!(Spread::of(vec![(1.0, 0.0), (f64::NAN, 1.0)]), None);
    }

    #[test]
    fn weight_pulls_the_median() {
        let spread = Spread::of(vec![(0.0, 1.0), (10.0, 9.0)]).unwrap();
        assert!(spread.median > 7.0, "{spread:?}");
    }
}
