//! The claims about the rumour model.

use super::{Version, exact, limit_variance, moments, never_hear, simulate};
use crate::random::Random;
use crate::verification::{Case, Claim, Effort, Grade, Statement, grouped, over_seeds};

const MODEL: &str = "rumour";

/// The claims about this model.
pub fn cases() -> Vec<Case> {
    vec![
        Case {
            id: "RUM-1",
            model: MODEL,
            run: |_| limits_and_small_populations(),
        },
        Case {
            id: "RUM-2",
            model: MODEL,
            run: two_thousand,
        },
        Case {
            id: "RUM-3",
            model: MODEL,
            run: patience,
        },
        Case {
            id: "RUM-4",
            model: MODEL,
            run: |_| daley_kendall(),
        },
    ]
}

fn state(id: &str, claim: impl Into<String>, source: &str, grade: Grade) -> Statement {
    Claim::state(id, MODEL, claim, source, grade)
}

fn limits_and_small_populations() -> Vec<Claim> {
    let patient: Vec<f64> = (2..=5).map(never_hear).collect();
    let gani = "Gani, exact distribution for small populations";
    vec![
        state(
            "RUM-1.1",
            "Limit share that never hears",
            "Sudbury (1985), J. Appl. Prob. 22: 0.203; recomputed",
            Grade::A,
        )
        .number(0.203_187_869_979_979_9, never_hear(1), 1e-12),
        state(
            "RUM-1.2",
            "The same when a spreader stops after 2, 3, 4, 5 failed calls",
            "fixed point of the general-k model; recomputed",
            Grade::A,
        )
        .numbers(
            &[0.059_520_2, 0.019_827_4, 0.006_977_2, 0.002_516_5],
            &patient,
            5.1e-8,
        ),
        state(
            "RUM-1.3",
            "Two ignorants: probabilities that 0, 1, 2 never hear are 3/4, 1/4, 0",
            gani,
            Grade::A,
        )
        .numbers(&[0.75, 0.25, 0.0], &exact(Version::MakiThompson, 2), 1e-12),
        state(
            "RUM-1.4",
            "Three ignorants: 16/27, 8/27, 3/27, 0",
            "recomputed",
            Grade::A,
        )
        .numbers(
            &[16.0 / 27.0, 8.0 / 27.0, 3.0 / 27.0, 0.0],
            &exact(Version::MakiThompson, 3),
            1e-12,
        ),
        state(
            "RUM-1.5",
            "Limit of the variance of the number unheard, divided by the population",
            "θ(1−θ)/(1−2θ)",
            Grade::A,
        )
        .number(0.272_736, limit_variance(), 5e-7),
    ]
}

fn two_thousand(effort: Effort) -> Vec<Claim> {
    let sizes = [10_usize, 100, 500, 2000];
    let shares: Vec<(f64, f64)> = sizes
        .iter()
        .map(|&size| {
            let (mean, variance) = moments(&exact(Version::MakiThompson, size));
            (mean / size as f64, variance / size as f64)
        })
        .collect();
    let means: Vec<f64> = shares.iter().map(|share| share.0).collect();
    let variances: Vec<f64> = shares.iter().map(|share| share.1).collect();
    let recursion = "exact recursion, independent program";
    let runs = effort.choose(1000, 4000);
    let (mean, variance) = simulated(Version::MakiThompson, 2000, 1, runs);
    // The stated tolerances belong to 4000 runs; fewer runs widen them by the square root.
    let widen = libm::sqrt(4000.0 / runs as f64);
    let digits = |tolerance: f64| (tolerance * 1e4).ceil() / 1e4;
    let backward = expected_unheard(2000) / 2000.0;
    vec![
        state("RUM-2.1", "Mean share unheard with 10, 100, 500, 2000 ignorants, to the printed digits", recursion, Grade::A)
            .numbers(&[0.222_592, 0.204_519, 0.203_428, 0.203_247], &means, 5.1e-7),
        state("RUM-2.2", "Variance over population with 10, 100, 500, 2000 ignorants, to one unit of the last printed digit", recursion, Grade::A)
            .numbers(&[0.347_99, 0.285_67, 0.275_11, 0.273_32], &variances, 1e-5),
        state("RUM-2.3", "2000 ignorants: the distribution followed forwards and the expectation followed backwards agree", "second recursion", Grade::A)
            .number(backward, means[3], 1e-9),
        state("RUM-2.4", "2000 ignorants: mean share unheard, simulated", recursion, Grade::A)
            .number(0.203_25, mean, digits(0.0007 * widen))
            .with_note(format!("{} runs.", grouped(runs))),
        state("RUM-2.5", "2000 ignorants: variance over population, simulated", recursion, Grade::A)
            .number(0.273, variance, digits(0.02 * widen))
            .with_note(format!("{} runs.", grouped(runs))),
    ]
}

/// Expected number unheard by the recursion from the end: E(x, y) = p E(x−1, y+1) + (1−p) E(x, y−1), E(x, 0) = x.
fn expected_unheard(ignorants: usize) -> f64 {
    let mut row = vec![0.0; ignorants + 3];
    for x in 0..=ignorants {
        let p = x as f64 / ignorants as f64;
        let mut below = x as f64;
        let mut next = vec![below; ignorants + 3];
        for y in 1..=ignorants + 1 - x {
            below = p * row[y + 1] + (1.0 - p) * below;
            next[y] = below;
        }
        row = next;
    }
    row[1]
}

fn patience(effort: Effort) -> Vec<Claim> {
    let runs = effort.choose(50, 500);
    (2..=4_u32)
        .map(|patience| {
            let (mean, _) = simulated(Version::MakiThompson, 20_000, patience, runs);
            let claim = format!(
                "20 000 ignorants, {patience} failed calls allowed: share unheard, simulated"
            );
            state(
                &format!("RUM-3.{}", patience - 1),
                claim,
                "fixed point of the general-k model",
                Grade::A,
            )
            .number(never_hear(patience), mean, effort.choose(0.002, 0.0006))
        })
        .collect()
}

fn daley_kendall() -> Vec<Claim> {
    let distribution = exact(Version::DaleyKendall, 2000);
    let (mean, _) = moments(&distribution);
    // With probability of about 1/(2n) the first two spreaders silence each other; then nearly nobody hears.
    let reached: f64 = distribution[..1000].iter().sum();
    let large: Vec<f64> = distribution[..1000].iter().map(|p| p / reached).collect();
    let (_, variance) = moments(&large);
    vec![
        state("RUM-4.1", "Daley–Kendall has the same limit share: exact mean with 2000 ignorants", "Daley and Kendall (1965)", Grade::A)
            .number(never_hear(1), mean / 2000.0, 1e-3),
        state("RUM-4.2", "Daley–Kendall: exact variance over population with 2000 ignorants, of the courses that reach half", "literature value, recalled", Grade::D)
            .number(0.3107, variance / 2000.0, 2e-3),
    ]
}

/// Mean and variance over the population of the number unheard in `runs` random courses.
fn simulated(version: Version, ignorants: usize, patience: u32, runs: u64) -> (f64, f64) {
    let unheard = over_seeds(runs, |seed| {
        simulate(version, ignorants, patience, &mut Random::new(seed, MODEL)) as f64
    });
    let mean = unheard.iter().sum::<f64>() / runs as f64;
    let variance = unheard.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (runs - 1) as f64;
    (mean / ignorants as f64, variance / ignorants as f64)
}
