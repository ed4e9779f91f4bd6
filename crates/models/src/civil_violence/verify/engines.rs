//! The fast engine is the same model as the plain one.

use super::state;
use crate::civil_violence::outbursts::mean;
use crate::civil_violence::{Setting, Simulation, fast};
use crate::verification::{Claim, Effort, Grade, Spread, Verdict, over_seeds};

/// Mean and standard deviation over ticks of the share of active citizens, and the mean share of jailed ones.
fn shares(counts: &[(f64, f64)]) -> [f64; 3] {
    let active = mean(counts.iter().map(|count| count.0));
    let variance = mean(
        counts
            .iter()
            .map(|count| (count.0 - active) * (count.0 - active)),
    );
    [
        active,
        libm::sqrt(variance),
        mean(counts.iter().map(|count| count.1)),
    ]
}

const TIMED_TICKS: usize = 200;

fn plain_shares(seed: u64) -> [f64; 3] {
    let setting = Setting::benchmark(120);
    let citizens = setting.citizens as f64;
    let mut simulation = Simulation::new(setting, seed);
    let tick = |_| {
        (
            f64::from(simulation.tick()) / citizens,
            f64::from(simulation.jailed()) / citizens,
        )
    };
    shares(&(0..TIMED_TICKS).map(tick).collect::<Vec<_>>())
}

fn fast_shares(seed: u64) -> [f64; 3] {
    let Ok(mut simulation) = fast::Simulation::new(Setting::benchmark(120), seed) else {
        return [f64::NAN; 3];
    };
    let tick = |_| {
        simulation.tick();
        let counts = simulation.counts();
        let citizens = counts.citizens as f64;
        (
            counts.actives as f64 / citizens,
            counts.jailed as f64 / citizens,
        )
    };
    shares(&(0..TIMED_TICKS).map(tick).collect::<Vec<_>>())
}

pub(super) fn fast_engine(effort: Effort) -> Vec<Claim> {
    let seeds = effort.choose(4, 20);
    let (plain, fast) = (
        over_seeds(seeds, plain_shares),
        over_seeds(seeds, fast_shares),
    );
    let column =
        |runs: &[[f64; 3]], place: usize| runs.iter().map(|run| run[place]).collect::<Vec<f64>>();
    let names = [
        "mean share active",
        "standard deviation of the share active over ticks",
        "mean share in jail",
    ];
    let ours = "plain engine, same reading";
    let mut claims: Vec<Claim> = (0..3)
        .map(|place| {
            let claim = format!(
                "Fast and plain engine are the same model (120 × 120, 200 ticks): {}",
                names[place]
            );
            same_mean(
                format!("EPS-13.{}", place + 1),
                claim,
                ours,
                &column(&plain, place),
                &column(&fast, place),
            )
        })
        .collect();
    let others = "other programs in the same reading (hand-written, krABMaga, MASON)";
    claims.push(
        state(
            "EPS-13.4",
            "Fixed reading with 112 cells in sight: mean share active",
            others,
            Grade::C,
        )
        .median_range(0.022, 0.027, &column(&fast, 0)),
    );
    claims.push(
        state(
            "EPS-13.5",
            "Fixed reading with 112 cells in sight: mean share in jail",
            others,
            Grade::C,
        )
        .median_range(0.243, 0.265, &column(&fast, 2)),
    );
    claims
}

/// Two samples whose means differ by at most a twentieth.
fn same_mean(id: String, claim: String, source: &str, expected: &[f64], got: &[f64]) -> Claim {
    let (plain, fast) = (mean(expected.iter().copied()), mean(got.iter().copied()));
    let difference = fast / plain - 1.0;
    state(id, claim, source, Grade::C)
        .close(
            Spread::of(expected).to_string(),
            Spread::of(got).to_string(),
            "means within 5 %".to_owned(),
            if difference.abs() <= 0.05 { Verdict::Holds } else { Verdict::Fails },
        )
        .with_note(format!("The fast engine is {:+.1} % off: it lets people act tile by tile, and smaller tiles raise activity a little more.", 100.0 * difference))
}
