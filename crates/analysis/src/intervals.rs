//! Where most of a set of numbers lie.

use serde::Serialize;

/// Central intervals of a set of numbers. The middle is never shown alone.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Intervals {
    /// How many numbers.
    pub count: usize,
    /// Median.
    pub median: f64,
    /// Ends of the central 50%.
    pub within_50: [f64; 2],
    /// Ends of the central 80%.
    pub within_80: [f64; 2],
    /// Ends of the central 95%.
    pub within_95: [f64; 2],
}

impl Intervals {
    /// Of numbers that all count alike; `None` of none.
    pub fn of(values: &[f64]) -> Option<Intervals> {
        let mut sorted: Vec<f64> = values
            .iter()
            .copied()
            .filter(|own| own.is_finite())
            .collect();
        if sorted.is_empty() {
            return None;
        }
        sorted.sort_by(f64::total_cmp);
        let at = |share: f64| quantile(&sorted, share);
        let central = |share: f64| [at((1.0 - share) / 2.0), at((1.0 + share) / 2.0)];
        Some(Intervals {
            count: sorted.len(),
            median: at(0.5),
            within_50: central(0.5),
            within_80: central(0.8),
            within_95: central(0.95),
        })
    }

    /// Width of the 80% interval.
    pub fn width(&self) -> f64 {
        self.within_80[1] - self.within_80[0]
    }
}

/// Quantile of sorted numbers by straight lines between them (Hyndman and Fan 1996, type 7).
pub fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = share.clamp(0.0, 1.0) * (sorted.len() - 1) as f64;
    let (below, above) = (place.floor() as usize, place.ceil() as usize);
    sorted[below] + (place - place.floor()) * (sorted[above] - sorted[below])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_nested_quantiles() {
        let values: Vec<f64> = (0..=100).rev().map(f64::from).collect();
        let intervals = Intervals::of(&values).unwrap();
        assert_eq!(intervals.median, 50.0);
        assert_eq!(intervals.within_50, [25.0, 75.0]);
        assert_eq!(intervals.within_80.map(f64::round), [10.0, 90.0]);
        assert_eq!(
            intervals.within_95.map(|end| (end * 10.0).round()),
            [25.0, 975.0]
        );
    }

    #[test]
    fn nothing_has_no_interval() {
        assert_eq!(Intervals::of(&[]), None);
        assert_eq!(Intervals::of(&[f64::NAN]), None);
    }
}
