//! Claims about single formulae: exact.

use super::{PAPER, state};
use crate::civil_violence::outbursts::{LEVEL, outbursts};
use crate::civil_violence::torus::Sight;
use crate::civil_violence::{arrest_probability, grievance, is_active, net_risk, share_active};
use crate::random::Random;
use crate::verification::{Claim, Effort, Grade, Verdict, grouped};

pub(super) fn single_probability() -> Vec<Claim> {
    let got = arrest_probability(2.3, 1.0);
    vec![
        state(
            "EPS-1.1",
            "Estimated arrest probability with one officer and one rebel, k = 2.3",
            PAPER,
            Grade::A,
        )
        .number(0.899_741_156_277_196_2, got, 1e-15),
    ]
}

pub(super) fn disc_sizes() -> Vec<Claim> {
    let sizes = [1.0, 1.7, 2.0, 3.0, 5.0, 7.0].map(|radius| Sight::Disc(radius).offsets().len());
    vec![
        state(
            "EPS-2.1",
            "Cells in sight at vision 1, 1.7, 2, 3, 5, 7, the own cell excluded",
            PAPER,
            Grade::A,
        )
        .exact_list(&[4, 8, 12, 28, 80, 148], &sizes),
    ]
}

pub(super) fn shares_acting(effort: Effort) -> Vec<Claim> {
    let draws = effort.choose(100_000_u64, 1_000_000);
    let mut random = Random::new(0, "hardship and risk aversion");
    let people: Vec<(f64, f64)> = (0..draws).map(|_| (random.unit(), random.unit())).collect();
    let certain = arrest_probability(2.3, 1.0);
    let table = [
        (0.90, [0.0, 0.0]),
        (0.89, [0.0909, 0.00051]),
        (0.82, [0.4444, 0.01976]),
        (0.80, [0.5, 0.02779]),
        (0.70, [0.6667, 0.0741]),
        (0.50, [0.8, 0.1778]),
        (0.20, [0.875, 0.3403]),
    ];
    let shares: Vec<(f64, [f64; 2])> = table
        .map(|(l, _)| (l, [0.0, certain].map(|p| share_active(l, 0.1, p))))
        .to_vec();
    let printed: Vec<f64> = table.iter().flat_map(|(_, shares)| *shares).collect();
    let exact: Vec<f64> = shares.iter().flat_map(|(_, shares)| *shares).collect();
    let mut claims = vec![
        state("EPS-3.1", "Share of citizens acting at L = 0.9, 0.89, 0.82, 0.8, 0.7, 0.5, 0.2, each without perceived risk and at P = 0.8997", "exact integral", Grade::A)
            .numbers(&printed, &exact, 1e-4),
    ];
    for (number, (legitimacy, exact)) in (2..).zip(shares) {
        claims.push(sampled_share(number, legitimacy, exact, certain, &people));
    }
    claims
}

fn sampled_share(
    number: u32,
    legitimacy: f64,
    exact: [f64; 2],
    certain: f64,
    people: &[(f64, f64)],
) -> Claim {
    let share = |p: f64| {
        let acts =
            |&&(h, r): &&(f64, f64)| is_active(grievance(h, legitimacy), net_risk(r, p), 0.1);
        people.iter().filter(acts).count() as f64 / people.len() as f64
    };
    let got = [share(0.0), share(certain)];
    let errors = exact.map(|p| 3.0 * libm::sqrt(p * (1.0 - p) / people.len() as f64));
    let holds = (0..2).all(|i| (got[i] - exact[i]).abs() <= errors[i]);
    state(format!("EPS-3.{number}"), format!("Share of drawn citizens acting at L = {legitimacy}, without perceived risk and at P = 0.8997"), "exact integral", Grade::A)
        .close(
            format!("{:.5}, {:.5}", exact[0], exact[1]),
            format!("{:.5}, {:.5}", got[0], got[1]),
            format!("±{:.5}, ±{:.5} (3 s.e.)", errors[0], errors[1]),
            if holds { Verdict::Holds } else { Verdict::Fails },
        )
        .with_note(format!("{} draws.", grouped(people.len() as u64)))
}

pub(super) fn bookkeeping() -> Vec<Claim> {
    let found = outbursts(&[40, 60, 100, 120, 95, 80, 30, 45], LEVEL);
    let activation = found.iter().map(|outburst| outburst.activation).sum();
    vec![
        state(
            "EPS-7.1",
            "Total activation of an outburst of 60, 100, 120, 95, 80 active",
            "arithmetic",
            Grade::A,
        )
        .exact(455_u64, activation),
        state(
            "EPS-7.2",
            "The worked example 60, 100, 120, 95, 80 sums to 500",
            PAPER,
            Grade::A,
        )
        .published_failure(
            "500",
            activation.to_string(),
            Verdict::Fails,
            "The printed example adds up to 455.",
        ),
    ]
}
