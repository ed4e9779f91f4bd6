//! Screening by elementary effects (Morris 1991, Technometrics 33, 161-174), with the mean of absolute effects of
//! Campolongo, Cariboni & Saltelli (2007, Environmental Modelling & Software 22, 1509-1518).

use crate::random::Random;

use super::{Index, InvalidDesign, check_outputs, interval};

/// Most inputs that are screened at once.
const MOST_INPUTS: usize = 1000;

/// Walks through a grid of the unit cube, one step for each input in random order.
#[derive(Clone, Debug)]
pub struct Screening {
    inputs: usize,
    levels: usize,
    seed: u64,
    /// All points, walk by walk.
    points: Vec<Vec<f64>>,
    /// The input that moves between a point and the next within its walk, and how far.
    steps: Vec<(usize, f64)>,
}

/// What one input does to an output, per unit of its range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect {
    /// Mean of the elementary effects.
    pub mean: f64,
    /// Mean of their absolute values: how much the input matters.
    pub mean_absolute: Index,
    /// Standard deviation: how much its effect depends on the other inputs, or is no straight line.
    pub deviation: f64,
}

impl Screening {
    /// A design of `walks * (inputs + 1)` points on a grid with an even number of `levels` a side.
    ///
    /// # Errors
    /// [`InvalidDesign`] for no inputs, fewer than two walks, or an odd number of levels.
    pub fn new(
        inputs: usize,
        walks: usize,
        levels: usize,
        seed: u64,
    ) -> Result<Screening, InvalidDesign> {
        if !(1..=MOST_INPUTS).contains(&inputs) {
            return Err(InvalidDesign::Inputs(inputs));
        }
        if !(2..=1 << 20).contains(&walks) {
            return Err(InvalidDesign::Samples(walks));
        }
        if levels < 2 || levels % 2 == 1 {
            return Err(InvalidDesign::Levels(levels));
        }
        let mut design = Screening {
            inputs,
            levels,
            seed,
            points: Vec::new(),
            steps: Vec::new(),
        };
        let mut random = Random::new(seed, "sensitivity-screening");
        for _ in 0..walks {
            design.walk(&mut random);
        }
        Ok(design)
    }

    /// Adds one walk.
    fn walk(&mut self, random: &mut Random) {
        let half = self.levels / 2;
        let unit = (self.levels - 1) as f64;
        let stride = half as f64 / unit;
        // Each input starts in the half from which its one step stays on the grid.
        let upward: Vec<bool> = (0..self.inputs).map(|_| random.chance(0.5)).collect();
        let start = |up: &bool| random.below(half) + if *up { 0 } else { half };
        let mut point: Vec<f64> = upward
            .iter()
            .map(start)
            .map(|level| level as f64 / unit)
            .collect();
        let mut order: Vec<usize> = (0..self.inputs).collect();
        random.shuffle(&mut order);
        self.points.push(point.clone());
        for input in order {
            let step = if upward[input] { stride } else { -stride };
            point[input] += step;
            self.points.push(point.clone());
            self.steps.push((input, step));
        }
    }

    /// Number of points.
    pub fn len(&self) -> usize {
        self.points.len()
    }

    /// Whether there are no points; never true.
    pub fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    /// Coordinates in [0, 1] of the point with a number from 0 to `len() - 1`.
    pub fn point(&self, number: usize) -> &[f64] {
        &self.points[number]
    }

    /// The effects of all inputs from the outputs at all points, in the points' order.
    ///
    /// # Errors
    /// [`InvalidDesign`] for a wrong number of outputs or one that is not a number.
    pub fn effects(&self, outputs: &[f64]) -> Result<Vec<Effect>, InvalidDesign> {
        check_outputs(outputs, self.len())?;
        let mut elementary = vec![Vec::new(); self.inputs];
        let walks = outputs.chunks_exact(self.inputs + 1);
        for (outputs, steps) in walks.zip(self.steps.chunks_exact(self.inputs)) {
            for (pair, (input, step)) in outputs.windows(2).zip(steps) {
                elementary[*input].push((pair[1] - pair[0]) / step);
            }
        }
        let mut random = Random::new(self.seed, "screening-resample");
        Ok(elementary
            .iter()
            .map(|effects| summary(effects, &mut random))
            .collect())
    }
}

fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = values.len() as f64;
    values.sum::<f64>() / count
}

fn summary(effects: &[f64], random: &mut Random) -> Effect {
    let centre = mean(effects.iter().copied());
    let squares = effects
        .iter()
        .map(|effect| (effect - centre) * (effect - centre));
    let variance = squares.sum::<f64>() / (effects.len() - 1) as f64;
    let size = |_| mean((0..effects.len()).map(|_| effects[random.below(effects.len())].abs()));
    let resampled: Vec<f64> = (0..super::RESAMPLES).map(size).collect();
    Effect {
        mean: centre,
        mean_absolute: interval(mean(effects.iter().map(|effect| effect.abs())), resampled),
        deviation: variance.sqrt(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn effects(inputs: usize, walks: usize, model: impl Fn(&[f64]) -> f64) -> Vec<Effect> {
        let design = Screening::new(inputs, walks, 4, 1).expect("within its limits");
        let outputs: Vec<f64> = (0..design.len())
            .map(|number| model(design.point(number)))
            .collect();
        design.effects(&outputs).expect("finite outputs")
    }

    #[test]
    fn a_straight_line_has_its_slopes_as_effects() {
        let found = effects(3, 10, |point| 2.0 * point[0] - 5.0 * point[1]);
        for (effect, slope) in found.iter().zip([2.0, -5.0, 0.0]) {
            assert!((effect.mean - slope).abs() < 1e-9);
            assert!((effect.mean_absolute.estimate - slope.abs()).abs() < 1e-9);
            assert!(effect.deviation < 1e-9);
        }
    }

    #[test]
    fn every_step_stays_on_the_grid_and_every_input_moves_once_a_walk() {
        let design = Screening::new(5, 20, 6, 3).expect("within its limits");
        assert_eq!(design.len(), 20 * 6);
        let on_grid =
            |x: &f64| (0.0..=1.0).contains(x) && ((x * 5.0).round() - x * 5.0).abs() < 1e-9;
        assert!(design.points.iter().flatten().all(on_grid));
        for steps in design.steps.chunks(5) {
            let mut moved: Vec<_> = steps.iter().map(|(input, _)| *input).collect();
            moved.sort_unstable();
            assert_eq!(moved, [0, 1, 2, 3, 4]);
        }
    }

    #[test]
    fn interaction_shows_as_deviation() {
        let found = effects(2, 50, |point| point[0] * point[1]);
        assert!(found.iter().all(|effect| effect.deviation > 0.1));
    }

    #[test]
    fn wrong_designs_are_refused() {
        assert!(matches!(
            Screening::new(0, 5, 4, 1),
            Err(InvalidDesign::Inputs(0))
        ));
        assert!(matches!(
            Screening::new(3, 1, 4, 1),
            Err(InvalidDesign::Samples(1))
        ));
        assert!(matches!(
            Screening::new(3, 5, 5, 1),
            Err(InvalidDesign::Levels(5))
        ));
    }
}
