//! Threshold model of collective behaviour: Granovetter (1978), American Journal of Sociology 83, 1420–1443.
//!
//! A person joins when the number already acting reaches the person's threshold. Starting from nobody, the number
//! acting rises to a fixed point. Two nearly identical populations can have opposite fates.

use crate::numeric::{bisect, normal_cdf, normal_density};
use crate::random::Random;
use crate::verification::{Case, Claim, Effort, Grade, grouped, over_seeds};

const MODEL: &str = "thresholds";
const SOURCE: &str = "Granovetter (1978), AJS 83; recomputed";

/// Whether a person with this threshold acts when `acting` others (or this share of others) do.
#[inline(always)]
pub fn joins<F: PartialOrd>(threshold: F, acting: F) -> bool {
    acting >= threshold
}

/// How many people act in the end, starting from nobody.
///
/// `thresholds` are numbers of people already acting, in any order; a threshold of 0 (or below) starts.
pub fn equilibrium(thresholds: &[f64]) -> usize {
    steps(thresholds).last().copied().unwrap_or(0)
}

/// The number acting after each round, from nobody to the fixed point (which is the last entry).
pub fn steps(thresholds: &[f64]) -> Vec<usize> {
    let mut rounds = vec![0];
    let mut acting = 0;
    loop {
        let next = thresholds
            .iter()
            .filter(|&&threshold| joins(threshold, acting as f64))
            .count();
        if next == acting {
            return rounds;
        }
        acting = next;
        rounds.push(acting);
    }
}

/// Equilibrium in per cent of a large population whose thresholds (in per cent) are normal, starting from nobody.
///
/// The lowest fixed point of r = 100 Φ((r − mean)/deviation), reached by iteration to within 1e-10.
pub fn normal_equilibrium(mean: f64, deviation: f64) -> f64 {
    let mut acting = 0.0;
    // The sequence rises, so it converges; near the critical deviation it needs about a million rounds.
    for _ in 0..10_000_000 {
        let next = 100.0 * normal_cdf((acting - mean) / deviation);
        if next - acting < 1e-14 * 100.0 {
            return next;
        }
        acting = next;
    }
    acting
}

/// The standard deviation of normal thresholds at which the equilibrium jumps up, and the equilibrium just below it.
///
/// At the jump the curve 100 Φ(z) touches the diagonal: the deviation is 100 φ(z) and z solves
/// 100 Φ(z) − mean − 100 z φ(z) = 0, whose left side rises in z. `mean` is in per cent, between 0 and 50.
pub fn critical_deviation(mean: f64) -> (f64, f64) {
    let gap = |z: f64| 100.0 * normal_cdf(z) - mean - 100.0 * z * normal_density(z);
    let z = bisect(-40.0, 0.0, gap);
    let deviation = 100.0 * normal_density(z);
    (deviation, mean + deviation * z)
}

/// Thresholds of `count` people drawn from a normal distribution in numbers of people.
pub fn sample(count: usize, mean: f64, deviation: f64, random: &mut Random) -> Vec<f64> {
    (0..count)
        .map(|_| mean + deviation * random.normal())
        .collect()
}

/// The claims about this model.
pub fn cases() -> Vec<Case> {
    vec![
        Case {
            id: "GRA-1",
            model: MODEL,
            run: |_| near_twins(),
        },
        Case {
            id: "GRA-2",
            model: MODEL,
            run: |_| normal_thresholds(),
        },
        Case {
            id: "GRA-3",
            model: MODEL,
            run: sampled_populations,
        },
    ]
}

fn near_twins() -> Vec<Claim> {
    let uniform: Vec<f64> = (0..100).map(f64::from).collect();
    let changed = |place: usize, threshold: f64| {
        let mut thresholds = uniform.clone();
        thresholds[place] = threshold;
        equilibrium(&thresholds)
    };
    let claim = "A hundred people with thresholds 0 to 99: all act; with the 1 raised to 2 one acts; with the 50 raised to 51 fifty act";
    let got = [equilibrium(&uniform), changed(1, 2.0), changed(50, 51.0)];
    vec![Claim::state("GRA-1.1", MODEL, claim, SOURCE, Grade::A).exact_list(&[100, 1, 50], &got)]
}

fn normal_thresholds() -> Vec<Claim> {
    let (deviation, _) = critical_deviation(25.0);
    let equilibria = |deviations: &[f64]| -> Vec<f64> {
        deviations
            .iter()
            .map(|&deviation| normal_equilibrium(25.0, deviation))
            .collect()
    };
    let state = |number: u32, claim: &str| {
        Claim::state(format!("GRA-2.{number}"), MODEL, claim, SOURCE, Grade::A)
    };
    vec![
        state(1, "Normal thresholds with mean 25: the equilibrium jumps at the critical deviation").number(12.2221, deviation, 1e-3),
        state(2, "Equilibrium just below the critical deviation (at 12.222) and just above (at 12.223), in per cent").numbers(
            &[6.15, 100.0],
            &equilibria(&[12.222, 12.223]),
            1e-2,
        ),
        state(3, "Equilibrium at deviations 5, 10, 11, 12, 12.1, 12.2").numbers(
            &[0.000, 0.770, 1.713, 4.021, 4.553, 5.479],
            &equilibria(&[5.0, 10.0, 11.0, 12.0, 12.1, 12.2]),
            1e-3,
        ),
        state(4, "Equilibrium at deviations 12.3, 15, 20, 25, 30, 40, 50, 100").numbers(
            &[100.0, 100.0, 99.991, 99.863, 99.339, 96.258, 90.485, 65.857],
            &equilibria(&[12.3, 15.0, 20.0, 25.0, 30.0, 40.0, 50.0, 100.0]),
            1e-3,
        ),
    ]
}

fn sampled_populations(effort: Effort) -> Vec<Claim> {
    let draws = effort.choose(2000, 20_000);
    let shares: Vec<f64> = [10.0, 12.0, 12.2, 13.0, 15.0, 20.0]
        .iter()
        .map(|&deviation| {
            let large = over_seeds(draws, |seed| {
                equilibrium(&sample(100, 25.0, deviation, &mut Random::new(seed, MODEL))) > 50
            });
            large.iter().filter(|&&is_large| is_large).count() as f64 / draws as f64
        })
        .collect();
    let claim = "Populations of 100 sampled from the normal thresholds: share in which more than 50 act, at deviations 10, 12, 12.2, 13, 15, 20";
    vec![
        Claim::state(
            "GRA-3.1",
            MODEL,
            claim,
            "2000 sampled populations, independent program",
            Grade::C,
        )
        .numbers(&[0.005, 0.148, 0.187, 0.363, 0.794, 0.996], &shares, 0.03)
        .with_note(format!("{} populations.", grouped(draws))),
    ]
}
