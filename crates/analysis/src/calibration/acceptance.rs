//! Approximate Bayesian computation by rejection (Pritchard and others 1999), with the weights of
//! Beaumont, Zhang and Balding (2002): the runs nearest to the record stand for the posterior.

use super::target::Target;

/// Least runs that are let pass, where there are as many.
const LEAST: usize = 20;
/// Least share of an axis' prior variance that must go for the rows to have said something about it.
const IDENTIFIED: f64 = 0.2;
/// And so many standard errors of that share: among hundreds of axes, chance alone gives two often.
const BEYOND_CHANCE: f64 = 3.0;

/// The runs that were let pass.
#[derive(Debug, Clone, PartialEq)]
pub struct Accepted {
    /// Numbers of the runs, nearest first.
    pub runs: Vec<usize>,
    /// One weight each, by Epanechnikov's kernel; their sum is 1.
    pub weights: Vec<f64>,
    /// Greatest distance let pass.
    pub distance: f64,
    /// Share of the runs let pass.
    pub acceptance: f64,
}

/// Distance of a run from the record: the root of the mean squared deviation in standard deviations of
/// the sources, the model's simplicity and chance. A figure that the run lacks counts as far as the cut.
pub fn distance(targets: &[Target], chance: &[f64], figures: &[f64]) -> f64 {
    let deviations = targets
        .iter()
        .zip(chance)
        .zip(figures)
        .map(|((target, chance), own)| {
            if own.is_finite() {
                (own - target.figure).powi(2) / (target.variance + chance)
            } else {
                super::history::CUT.powi(2)
            }
        });
    let count = targets.len().max(1) as f64;
    (deviations.sum::<f64>() / count).sqrt()
}

/// Lets the nearest share of the runs pass, at least twenty.
pub fn accept(distances: &[f64], share: f64) -> Accepted {
    let mut order: Vec<usize> = (0..distances.len()).collect();
    order.sort_by(|a, b| distances[*a].total_cmp(&distances[*b]).then(a.cmp(b)));
    let wanted = (distances.len() as f64 * share).ceil() as usize;
    order.truncate(wanted.max(LEAST));
    let farthest = order.last().map_or(0.0, |last| distances[*last]);
    // The next run out stands at the kernel's edge, so that the last one in has some weight.
    let edge = distances
        .iter()
        .copied()
        .filter(|own| *own > farthest)
        .fold(f64::INFINITY, f64::min);
    let edge = if edge.is_finite() {
        edge
    } else {
        farthest * 1.01
    };
    let raw: Vec<f64> = order
        .iter()
        .map(|run| (1.0 - (distances[*run] / edge.max(f64::MIN_POSITIVE)).powi(2)).max(0.0))
        .collect();
    let sum: f64 = raw.iter().sum();
    let weight = |own: &f64| {
        if sum > 0.0 {
            own / sum
        } else {
            1.0 / raw.len() as f64
        }
    };
    Accepted {
        weights: raw.iter().map(weight).collect(),
        distance: farthest,
        acceptance: order.len() as f64 / distances.len().max(1) as f64,
        runs: order,
    }
}

/// What the rows say about one parameter: weighted quantiles on the cube's axis, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Marginal {
    /// A tenth of the weight lies below.
    pub low: f64,
    /// Half of it.
    pub median: f64,
    /// A tenth of it lies above.
    pub high: f64,
    /// Share of the prior's variance that is gone; below 0 where chance widened it.
    pub learnt: f64,
    /// Standard error of that share when the draws were from the prior.
    pub by_chance: f64,
}

impl Marginal {
    /// The marginal of one axis over accepted points.
    pub fn of(points: &[Vec<f64>], weights: &[f64], axis: usize) -> Option<Marginal> {
        let figures: Vec<(f64, f64)> = points
            .iter()
            .map(|point| point[axis])
            .zip(weights.iter().copied())
            .collect();
        let total: f64 = weights.iter().sum();
        let mean = figures
            .iter()
            .map(|(own, weight)| own * weight)
            .sum::<f64>()
            / total;
        let about = |(own, weight): &(f64, f64)| weight * (own - mean).powi(2);
        let squares: f64 = weights.iter().map(|own| own * own).sum();
        let count = total * total / squares;
        // One degree of freedom went into the mean.
        let variance =
            figures.iter().map(about).sum::<f64>() / total * count / (count - 1.0).max(0.5);
        let spread = crate::record::Spread::of(figures)?;
        Some(Marginal {
            low: spread.low,
            median: spread.median,
            high: spread.high,
            // A uniform axis has variance 1/12.
            learnt: 1.0 - 12.0 * variance,
            // The fourth moment of an even spread is 1.8 times its variance squared.
            by_chance: (0.8 / count).sqrt(),
        })
    }

    /// Whether the rows say enough to speak of.
    pub fn is_identified(&self) -> bool {
        self.learnt >= IDENTIFIED.max(BEYOND_CHANCE * self.by_chance)
    }
}

#[cfg(test)]
mod tests {
    use super::super::history::tests::target;
    use super::*;

    #[test]
    fn distance_counts_deviations() {
        let targets = [target(10.0, 1.0), target(20.0, 2.0)];
        assert_eq!(distance(&targets, &[0.0, 0.0], &[10.0, 20.0]), 0.0);
        assert_eq!(distance(&targets, &[0.0, 0.0], &[13.0, 26.0]), 3.0);
        assert_eq!(distance(&targets, &[3.0, 12.0], &[12.0, 24.0]), 1.0);
        assert_eq!(distance(&targets, &[0.0, 0.0], &[f64::NAN, 26.0]), 3.0);
    }

    #[test]
    fn the_nearest_pass_and_weigh_by_nearness() {
        let distances: Vec<f64> = (0..100).map(|own| f64::from(99 - own)).collect();
        let accepted = accept(&distances, 0.3);
        assert_eq!(accepted.runs[..3], [99, 98, 97]);
        assert_eq!(accepted.runs.len(), 30);
        assert_eq!((accepted.distance, accepted.acceptance), (29.0, 0.3));
        assert!((accepted.weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        assert!(accepted.weights.is_sorted_by(|a, b| a >= b));
        assert_eq!(accept(&[1.0, 2.0], 0.1).runs.len(), 2);
    }

    #[test]
    fn a_narrow_marginal_is_identified_and_the_prior_is_not() {
        let even: Vec<Vec<f64>> = (0..100)
            .map(|own| vec![(f64::from(own) + 0.5) / 100.0])
            .collect();
        let all = Marginal::of(&even, &[1.0; 100], 0).unwrap();
        assert!(all.learnt.abs() < 0.02 && !all.is_identified(), "{all:?}");
        let half: Vec<f64> = (0..100).map(|own| f64::from(u8::from(own < 50))).collect();
        let narrow = Marginal::of(&even, &half, 0).unwrap();
        assert!(
            (narrow.learnt - 0.75).abs() < 0.02 && narrow.is_identified(),
            "{narrow:?}"
        );
        assert!(narrow.median < 0.3);
        // As narrow, with so few draws that chance could have done it.
        let few = [vec![0.1], vec![0.2], vec![0.4], vec![0.5]];
        let few = Marginal::of(&few, &[1.0; 4], 0).unwrap();
        assert!(few.learnt > 0.5 && !few.is_identified(), "{few:?}");
    }
}
