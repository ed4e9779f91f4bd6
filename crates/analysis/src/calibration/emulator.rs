//! A Gaussian process that stands in for the model: one figure as a function of the parameters.
//!
//! Mean 0 after centring; covariance σ² (a r·r' + (1 − a) exp(−|r − r'|² / 2ℓ²)) plus a nugget, with r the
//! inputs weighted by how much each correlates with the figure. The nugget holds what chance does to a run.
//! Parts and lengths are those with the greatest marginal likelihood on a small grid (Rasmussen and Williams
//! 2006, ch. 2 and 5). Inputs lie in −1 to 1.

use nalgebra::linalg::Cholesky;
use nalgebra::{DMatrix, DVector, Dyn};

/// Parts of the variance that are linear.
const LINEAR: [f64; 3] = [0.2, 0.6, 0.95];
/// Lengths over which the rest changes, in weighted inputs.
const LENGTHS: [f64; 3] = [0.5, 1.0, 2.0];
/// Nuggets, as parts of the whole variance.
const NUGGETS: [f64; 6] = [0.001, 0.01, 0.05, 0.2, 0.5, 0.9];

/// A figure as a function of the parameters.
#[derive(Debug, Clone)]
pub struct Emulator {
    weights: Vec<f64>,
    inputs: Vec<Vec<f64>>,
    solved: DVector<f64>,
    factor: Cholesky<f64, Dyn>,
    kernel: Kernel,
    centre: f64,
    variance: f64,
}

/// A mean with its variance, chance of a single run included.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prediction {
    /// Mean.
    pub mean: f64,
    /// Variance of a run's figure about it: what is not known of the mean, and chance.
    pub variance: f64,
}

#[derive(Debug, Clone, Copy)]
struct Kernel {
    linear: f64,
    length: f64,
    nugget: f64,
}

impl Kernel {
    fn of(&self, one: &[f64], two: &[f64]) -> f64 {
        let product: f64 = one.iter().zip(two).map(|(a, b)| a * b).sum();
        let squares: f64 = one.iter().zip(two).map(|(a, b)| (a - b) * (a - b)).sum();
        let near = (-squares / (2.0 * self.length * self.length)).exp();
        (1.0 - self.nugget) * (self.linear * product + (1.0 - self.linear) * near)
    }

    fn of_itself(&self, one: &[f64]) -> f64 {
        self.of(one, one) + self.nugget
    }
}

/// A factored covariance, and the targets solved by it.
type Solution = (Cholesky<f64, Dyn>, DVector<f64>);

impl Emulator {
    /// Fits figures at points of the cube (0 to 1); nothing for fewer than four.
    pub fn fit(points: &[Vec<f64>], figures: &[f64]) -> Option<Emulator> {
        if points.len() < 4 || points.len() != figures.len() {
            return None;
        }
        let count = figures.len() as f64;
        let centre = figures.iter().sum::<f64>() / count;
        let centred: Vec<f64> = figures.iter().map(|own| own - centre).collect();
        let variance = centred.iter().map(|own| own * own).sum::<f64>() / count;
        // A figure that never varies is emulated by itself.
        let scale = variance.max(f64::MIN_POSITIVE).sqrt();
        let targets = DVector::from_iterator(centred.len(), centred.iter().map(|own| own / scale));
        let weights = weights(points, targets.as_slice());
        let inputs: Vec<Vec<f64>> = points.iter().map(|own| weighted(&weights, own)).collect();
        let mut best: Option<(f64, Kernel, Solution)> = None;
        for kernel in kernels() {
            let Some(factor) = Cholesky::new(covariance(&kernel, &inputs)) else {
                continue;
            };
            let solved = factor.solve(&targets);
            let logs: f64 = factor.l_dirty().diagonal().iter().map(|own| own.ln()).sum();
            let likelihood = -0.5 * targets.dot(&solved) - logs;
            if best.as_ref().is_none_or(|(known, ..)| likelihood > *known) {
                best = Some((likelihood, kernel, (factor, solved)));
            }
        }
        let (_, kernel, (factor, solved)) = best?;
        Some(Emulator {
            weights,
            inputs,
            solved,
            factor,
            kernel,
            centre,
            variance,
        })
    }

    /// The figure expected at a point.
    pub fn at(&self, point: &[f64]) -> Prediction {
        let input = weighted(&self.weights, point);
        let near = self.inputs.iter().map(|own| self.kernel.of(own, &input));
        let near = DVector::from_iterator(self.inputs.len(), near);
        let known = near.dot(&self.factor.solve(&near));
        let unknown = (self.kernel.of_itself(&input) - known).max(0.0);
        Prediction {
            mean: self.centre + self.variance.sqrt() * near.dot(&self.solved),
            variance: self.variance * unknown,
        }
    }

    /// The figure expected at a point, without its variance; cheaper.
    pub fn mean(&self, point: &[f64]) -> f64 {
        let input = weighted(&self.weights, point);
        let near = self.inputs.iter().map(|own| self.kernel.of(own, &input));
        let sum: f64 = near.zip(self.solved.iter()).map(|(a, b)| a * b).sum();
        self.centre + self.variance.sqrt() * sum
    }

    /// Variance of a run about its mean that is chance.
    pub fn chance(&self) -> f64 {
        self.variance * self.kernel.nugget
    }
}

fn kernels() -> impl Iterator<Item = Kernel> {
    let pairs = LINEAR
        .into_iter()
        .flat_map(|linear| LENGTHS.map(|length| (linear, length)));
    pairs.flat_map(|(linear, length)| {
        NUGGETS.map(|nugget| Kernel {
            linear,
            length,
            nugget,
        })
    })
}

fn covariance(kernel: &Kernel, inputs: &[Vec<f64>]) -> DMatrix<f64> {
    DMatrix::from_fn(inputs.len(), inputs.len(), |row, column| {
        if row == column {
            kernel.of_itself(&inputs[row])
        } else {
            kernel.of(&inputs[row], &inputs[column])
        }
    })
}

/// −1 to 1 by the weight of each input.
fn weighted(weights: &[f64], point: &[f64]) -> Vec<f64> {
    let scaled = point.iter().zip(weights);
    scaled
        .map(|(share, weight)| (2.0 * share - 1.0) * weight)
        .collect()
}

/// How much each input says about the figure: its correlation, or that of its square, above what
/// chance gives; inputs that say nothing keep a little.
fn weights(points: &[Vec<f64>], figures: &[f64]) -> Vec<f64> {
    let axes = points.first().map_or(0, Vec::len);
    let by_chance = 1.0 / figures.len() as f64;
    let raw: Vec<f64> = (0..axes)
        .map(|axis| {
            let own = |shape: fn(f64) -> f64| {
                let values: Vec<f64> = points
                    .iter()
                    .map(|point| shape(2.0 * point[axis] - 1.0))
                    .collect();
                correlation(&values, figures).powi(2)
            };
            (own(|x| x) + own(|x| x * x) - 2.0 * by_chance).max(0.02 * by_chance)
        })
        .collect();
    let sum: f64 = raw.iter().sum();
    // Uniform inputs have variance 1/3, so that the linear part has variance 1.
    raw.iter().map(|own| (3.0 * own / sum).sqrt()).collect()
}

fn correlation(one: &[f64], two: &[f64]) -> f64 {
    let count = one.len() as f64;
    let (mean_one, mean_two) = (
        one.iter().sum::<f64>() / count,
        two.iter().sum::<f64>() / count,
    );
    let (mut both, mut first, mut second) = (0.0, 0.0, 0.0);
    for (a, b) in one.iter().zip(two) {
        both += (a - mean_one) * (b - mean_two);
        first += (a - mean_one).powi(2);
        second += (b - mean_two).powi(2);
    }
    if first > 0.0 && second > 0.0 {
        both / (first * second).sqrt()
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::latin_hypercube::latin_hypercube;

    fn share_explained(figure: impl Fn(&[f64]) -> f64, axes: usize, runs: usize) -> f64 {
        let points = latin_hypercube(axes, runs, 7);
        let figures: Vec<f64> = points.iter().map(|point| figure(point)).collect();
        let emulator = Emulator::fit(&points, &figures).expect("enough runs");
        let fresh = latin_hypercube(axes, 200, 11);
        let truth: Vec<f64> = fresh.iter().map(|point| figure(point)).collect();
        let mean = truth.iter().sum::<f64>() / 200.0;
        let left: f64 = fresh
            .iter()
            .zip(&truth)
            .map(|(point, own)| (emulator.mean(point) - own).powi(2))
            .sum();
        let all: f64 = truth.iter().map(|own| (own - mean).powi(2)).sum();
        1.0 - left / all
    }

    #[test]
    fn a_plane_in_many_dimensions_is_learnt_from_few_runs() {
        let explained = share_explained(|x| 3.0 * x[0] - 2.0 * x[5] + 1.0, 40, 60);
        assert!(explained > 0.95, "{explained}");
    }

    #[test]
    fn a_bend_is_learnt_too() {
        let explained = share_explained(|x| (3.0 * x[0]).sin() + x[1] * x[1], 10, 120);
        assert!(explained > 0.85, "{explained}");
    }

    #[test]
    fn the_prediction_at_a_run_is_sure_and_far_away_is_not() {
        let points: Vec<Vec<f64>> = (0..12).map(|at| vec![f64::from(at) / 24.0]).collect();
        let figures: Vec<f64> = points.iter().map(|own| (6.0 * own[0]).sin()).collect();
        let emulator = Emulator::fit(&points, &figures).expect("enough runs");
        let (near, far) = (emulator.at(&points[6]), emulator.at(&[1.0]));
        assert!((near.mean - figures[6]).abs() < 0.05, "{near:?}");
        assert!(far.variance > 5.0 * near.variance, "{near:?} {far:?}");
        assert_eq!(near.mean, emulator.mean(&points[6]));
    }

    #[test]
    fn what_never_varies_is_emulated_by_itself() {
        let points = latin_hypercube(3, 10, 1);
        let emulator = Emulator::fit(&points, &[5.0; 10]).expect("enough runs");
        let prediction = emulator.at(&[0.1, 0.2, 0.3]);
        assert!((prediction.mean - 5.0).abs() < 1e-9);
        assert!(prediction.variance < 1e-9);
        assert!(Emulator::fit(&points[..3], &[1.0; 3]).is_none());
    }
}
