//! History matching: which parts of the space cannot be told from the record (Craig and others 1997;
//! Vernon, Goldstein and Bower 2010).

use models::random::Random;

use super::emulator::Emulator;
use super::target::Target;

/// Implausibility above which a point is ruled out: three deviations (Pukelsheim 1994).
pub const CUT: f64 = 3.0;
/// Of so many targets one may miss the cut: one bad emulator shall not rule a point out.
const ONE_PARDONED_OF: usize = 10;

/// Emulators of all targets after some runs.
#[derive(Debug, Clone)]
pub struct Wave {
    emulators: Vec<Option<Emulator>>,
}

impl Wave {
    /// Emulators of runs: points of the cube, and one row of figures each.
    pub fn fit(points: &[Vec<f64>], figures: &[Vec<f64>], targets: usize) -> Wave {
        let emulator = |target: usize| {
            let known = points
                .iter()
                .zip(figures)
                .filter(|(_, own)| own[target].is_finite());
            let (points, figures): (Vec<Vec<f64>>, Vec<f64>) = known
                .map(|(point, own)| (point.clone(), own[target]))
                .unzip();
            Emulator::fit(&points, &figures)
        };
        Wave {
            emulators: (0..targets).map(emulator).collect(),
        }
    }

    /// Implausibility of a point: the greatest of |figure − expected| / √(variances), some pardoned.
    ///
    /// The variances are those of the sources, of the model's simplicity, of the emulator and of chance.
    pub fn implausibility(&self, targets: &[Target], point: &[f64]) -> f64 {
        let mut all: Vec<f64> = self
            .emulators
            .iter()
            .zip(targets)
            .filter_map(|(emulator, target)| {
                let expected = emulator.as_ref()?.at(point);
                let variance = target.variance + expected.variance;
                Some((target.figure - expected.mean).abs() / variance.sqrt())
            })
            .collect();
        all.sort_by(|a, b| b.total_cmp(a));
        all.get(all.len() / ONE_PARDONED_OF).copied().unwrap_or(0.0)
    }

    /// What chance alone does to each target's figure, as a variance.
    pub fn chance(&self) -> Vec<f64> {
        let chance = |own: &Option<Emulator>| own.as_ref().map_or(0.0, Emulator::chance);
        self.emulators.iter().map(chance).collect()
    }
}

/// Points of the prior that no wave rules out.
#[derive(Debug, Clone, Default)]
pub struct Kept {
    /// The points.
    pub points: Vec<Vec<f64>>,
    /// Share of the prior that they are.
    pub share: f64,
}

/// Draws points from the prior until so many are kept or the candidates run out. Where none is kept,
/// the least implausible tenth of what was drawn stands in, so that a fit never ends in nothing.
pub fn kept(
    waves: &[Wave],
    targets: &[Target],
    axes: usize,
    wanted: usize,
    candidates: usize,
    random: &mut Random,
) -> Kept {
    let mut drawn: Vec<(f64, Vec<f64>)> = Vec::new();
    let mut kept = 0;
    while drawn.len() < candidates && kept < wanted {
        let point: Vec<f64> = (0..axes).map(|_| random.unit()).collect();
        let implausibility = waves
            .iter()
            .map(|wave| wave.implausibility(targets, &point))
            .fold(0.0, f64::max);
        kept += usize::from(implausibility <= CUT);
        drawn.push((implausibility, point));
    }
    let all = drawn.len().max(1);
    let share = kept as f64 / all as f64;
    if kept < wanted {
        drawn.sort_by(|a, b| a.0.total_cmp(&b.0));
        drawn.truncate(wanted.min(kept.max(all / 10)).max(1));
    } else {
        drawn.retain(|(implausibility, _)| *implausibility <= CUT);
    }
    Kept {
        points: drawn.into_iter().map(|(_, point)| point).collect(),
        share,
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use jiff::civil::date;
    use scenario::{Confidence, DataRow, Role};

    use super::*;
    use crate::latin_hypercube::latin_hypercube;

    /// A target of a made-up model.
    pub(crate) fn target(figure: f64, deviation: f64) -> Target {
        Target {
            row: DataRow {
                id: "MADE".to_owned(),
                series: "made_up".to_owned(),
                entity: "USSR".to_owned(),
                date: date(1956, 1, 1),
                value: Some(figure),
                text: String::new(),
                unit: "persons".to_owned(),
                low: None,
                high: None,
                sources: Vec::new(),
                note: String::new(),
                confidence: Confidence::Assumption,
                role: Role::Target,
                table: "made_up".to_owned(),
                detail: scenario::table::Detail::default(),
            },
            figure,
            variance: deviation * deviation,
        }
    }

    #[test]
    fn the_truth_is_kept_and_what_is_far_is_ruled_out() {
        // Two figures of three parameters; the third says nothing.
        let model = |x: &[f64]| vec![10.0 * x[0], 5.0 * x[0] + 5.0 * x[1]];
        let truth = [0.3, 0.7, 0.5];
        let targets: Vec<Target> = model(&truth)
            .into_iter()
            .map(|own| target(own, 0.2))
            .collect();
        let points = latin_hypercube(3, 60, 3);
        let figures: Vec<Vec<f64>> = points.iter().map(|own| model(own)).collect();
        let wave = Wave::fit(&points, &figures, 2);
        assert!(wave.implausibility(&targets, &truth) < 1.0);
        assert!(wave.implausibility(&targets, &[0.9, 0.1, 0.5]) > CUT);
        let mut random = Random::new(1, "test");
        let kept = kept(&[wave], &targets, 3, 50, 20_000, &mut random);
        assert_eq!(kept.points.len(), 50);
        assert!(kept.share < 0.2, "{}", kept.share);
        let near = |point: &Vec<f64>| (point[0] - 0.3).abs() < 0.12;
        assert!(kept.points.iter().all(near), "{:?}", kept.points);
    }
}
