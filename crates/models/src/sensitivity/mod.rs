//! Global sensitivity: how much of a result's variance each uncertain input explains (Sobol' indices).
//!
//! A [`Design`] lists the points at which a model is to be run and turns the outputs into indices with intervals, so
//! the runs themselves may happen anywhere, in any order. First-order indices use the estimator of Saltelli and others
//! (2010, Computer Physics Communications 181, 259-270), total indices that of Jansen (1999), pairs that of Saltelli
//! (2002). Points are Sobol' points, moved by a digital shift that depends on a seed.
//!
//! For a stochastic model, make the random seed one more input: what it explains is chance. An index whose interval is
//! wider than the index itself says nothing about size; [`Index::resolved`] is false for it and it must not be ranked.

mod morris;
mod points;
mod verify;

use crate::random::Random;

pub use morris::{Effect, Screening};
pub use points::{MOST_DIMENSIONS, SobolPoints};
pub use verify::{cases, g_function, ishigami};

/// Resamples behind each interval.
const RESAMPLES: usize = 200;
/// Share of resamples inside an interval.
const COVERAGE: f64 = 0.95;

/// Why indices cannot be computed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidDesign {
    /// Too few or too many inputs.
    #[error("there are {0} inputs; a design has from 1 to {most}", most = MOST_DIMENSIONS / 2)]
    Inputs(usize),
    /// Too few or too many base samples.
    #[error(
        "there are {0} base samples; a design needs from 2 to 1048576, and a power of two serves best"
    )]
    Samples(usize),
    /// A grid that steps of half its side do not fit.
    #[error("there are {0} levels; a grid has an even number of them, usually 4")]
    Levels(usize),
    /// The number of outputs does not match the design.
    #[error("there are {got} outputs; the design has {expected} points")]
    Outputs {
        /// Points of the design.
        expected: usize,
        /// Outputs given.
        got: usize,
    },
    /// An output is not a number.
    #[error("output {0} is not a finite number; every run must yield one")]
    NotFinite(usize),
    /// All outputs are equal.
    #[error("all outputs are equal, so there is no variance to explain")]
    NoVariance,
}

/// An index with its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Index {
    /// The estimate. It may be slightly negative when the truth is near zero.
    pub estimate: f64,
    /// Lower end of the 95 % interval over resampled points.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

impl Index {
    /// Whether the interval is narrower than the index, so that its size means something.
    pub fn resolved(&self) -> bool {
        self.high - self.low < self.estimate
    }
}

/// The indices of all inputs for one output.
#[derive(Clone, Debug, PartialEq)]
pub struct Indices {
    /// Mean of the output.
    pub mean: f64,
    /// Variance of the output.
    pub variance: f64,
    /// Share of variance that each input explains by itself.
    pub first: Vec<Index>,
    /// Share of variance in which each input has any part.
    pub total: Vec<Index>,
    /// Share that each pair explains beyond its members (first input, second input, index); empty without pairs.
    pub pairs: Vec<(usize, usize, Index)>,
}

/// The points at which to run a model.
#[derive(Clone, Debug)]
pub struct Design {
    inputs: usize,
    samples: usize,
    with_pairs: bool,
    seed: u64,
    points: SobolPoints,
}

/// Where a point takes its coordinates from.
#[derive(Clone, Copy)]
enum Block {
    /// All from the first half of the dimensions.
    A,
    /// All from the second half.
    B,
    /// From A, but one from B.
    OneFromB(usize),
    /// From B, but one from A.
    OneFromA(usize),
}

/// Whether there is a number for every point.
fn check_outputs(outputs: &[f64], points: usize) -> Result<(), InvalidDesign> {
    if outputs.len() != points {
        return Err(InvalidDesign::Outputs {
            expected: points,
            got: outputs.len(),
        });
    }
    match outputs.iter().position(|output| !output.is_finite()) {
        Some(at) => Err(InvalidDesign::NotFinite(at)),
        None => Ok(()),
    }
}

impl Design {
    /// A design of `samples * (inputs + 2)` points, or `samples * (2 * inputs + 2)` with pairs.
    pub fn new(
        inputs: usize,
        samples: usize,
        with_pairs: bool,
        seed: u64,
    ) -> Result<Design, InvalidDesign> {
        if !(2..=1 << 20).contains(&samples) {
            return Err(InvalidDesign::Samples(samples));
        }
        let points = SobolPoints::new(2 * inputs)
            .filter(|_| inputs > 0)
            .ok_or(InvalidDesign::Inputs(inputs))?;
        let mut shift = Random::new(seed, "sensitivity-shift");
        let points = points.shifted(|| (shift.bits() >> 32) as u32);
        Ok(Design {
            inputs,
            samples,
            with_pairs,
            seed,
            points,
        })
    }

    /// Number of points.
    pub fn len(&self) -> usize {
        self.samples * self.blocks()
    }

    /// Whether there are no points; never true.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Coordinates in [0, 1) of the point with a number from 0 to `len() - 1`.
    pub fn point(&self, number: usize) -> Vec<f64> {
        let (sample, block) = (
            (number / self.blocks()) as u32,
            self.block(number % self.blocks()),
        );
        (0..self.inputs)
            .map(|input| {
                let from_b = match block {
                    Block::A => false,
                    Block::B => true,
                    Block::OneFromB(one) => input == one,
                    Block::OneFromA(one) => input != one,
                };
                self.points
                    .coordinate(sample, if from_b { input + self.inputs } else { input })
            })
            .collect()
    }

    /// The indices from the outputs at all points, in the points' order.
    pub fn indices(&self, outputs: &[f64]) -> Result<Indices, InvalidDesign> {
        check_outputs(outputs, self.len())?;
        let rows: Vec<&[f64]> = outputs.chunks_exact(self.blocks()).collect();
        let point = self.estimate(&rows);
        if point.variance <= 0.0 {
            return Err(InvalidDesign::NoVariance);
        }
        let mut random = Random::new(self.seed, "sensitivity-resample");
        let resampled: Vec<Vec<f64>> = (0..RESAMPLES)
            .map(|_| {
                let sample: Vec<&[f64]> = (0..rows.len())
                    .map(|_| rows[random.below(rows.len())])
                    .collect();
                self.estimate(&sample).shares
            })
            .collect();
        Ok(self.assemble(&point, &resampled))
    }

    fn blocks(&self) -> usize {
        2 + self.inputs * if self.with_pairs { 2 } else { 1 }
    }

    fn block(&self, number: usize) -> Block {
        match number {
            0 => Block::A,
            1 => Block::B,
            n if n < 2 + self.inputs => Block::OneFromB(n - 2),
            n => Block::OneFromA(n - 2 - self.inputs),
        }
    }

    fn pairs(&self) -> impl Iterator<Item = (usize, usize)> {
        let inputs = if self.with_pairs { self.inputs } else { 0 };
        (0..inputs).flat_map(move |first| (first + 1..inputs).map(move |second| (first, second)))
    }

    /// All shares from rows of outputs, in the order first, total, pairs.
    fn estimate(&self, rows: &[&[f64]]) -> Estimate {
        let count = rows.len() as f64;
        let average =
            |value: &dyn Fn(&[f64]) -> f64| rows.iter().map(|row| value(row)).sum::<f64>() / count;
        let mean = average(&|row| f64::midpoint(row[0], row[1]));
        let square = |x: f64| x * x;
        let variance = average(&|row| f64::midpoint(square(row[0] - mean), square(row[1] - mean)));
        let share = |value: f64| value / variance;
        let first: Vec<f64> = (0..self.inputs)
            .map(|input| share(average(&|row| (row[1] - mean) * (row[2 + input] - row[0]))))
            .collect();
        let total = (0..self.inputs)
            .map(|input| share(average(&|row| square(row[0] - row[2 + input]) / 2.0)));
        let pairs = self.pairs().map(|(one, other)| {
            let joint = average(&|row| {
                (row[2 + self.inputs + one] - mean) * (row[2 + other] - mean)
                    - (row[0] - mean) * (row[1] - mean)
            });
            share(joint) - first[one] - first[other]
        });
        let shares = first.iter().copied().chain(total).chain(pairs).collect();
        Estimate {
            mean,
            variance,
            shares,
        }
    }

    fn assemble(&self, point: &Estimate, resampled: &[Vec<f64>]) -> Indices {
        let mut indices = point.shares.iter().enumerate().map(|(at, &estimate)| {
            interval(
                estimate,
                resampled.iter().map(|shares| shares[at]).collect(),
            )
        });
        Indices {
            mean: point.mean,
            variance: point.variance,
            first: indices.by_ref().take(self.inputs).collect(),
            total: indices.by_ref().take(self.inputs).collect(),
            pairs: self
                .pairs()
                .zip(indices)
                .map(|((one, other), index)| (one, other, index))
                .collect(),
        }
    }
}

/// An estimate with the interval that its resampled values span.
fn interval(estimate: f64, mut resampled: Vec<f64>) -> Index {
    let tail = ((1.0 - COVERAGE) / 2.0 * RESAMPLES as f64) as usize;
    resampled.sort_by(f64::total_cmp);
    Index {
        estimate,
        low: resampled[tail],
        high: resampled[RESAMPLES - 1 - tail],
    }
}

/// One pass of the estimators.
struct Estimate {
    mean: f64,
    variance: f64,
    shares: Vec<f64>,
}
