//! Averaging and bounded confidence.

use models::opinion::{
    cases, clusters, consensus_weights, deffuant, deffuant_meeting, degroot_step,
};
use models::random::Random;
use proptest::prelude::*;

#[test]
fn every_claim_that_must_hold_holds() {
    crate::assert_claims(&cases());
}

#[test]
fn nobody_heeds_anybody_without_confidence() {
    let before = deffuant(50, 0.0, 0.5, 10, &mut Random::new(3, "opinions"));
    let mut random = Random::new(3, "opinions");
    let first: Vec<f64> = (0..50).map(|_| random.unit()).collect();
    assert_eq!(before, first);
}

#[test]
fn a_matrix_that_swaps_forever_has_no_consensus_unless_it_starts_there() {
    let swap = vec![
        vec![0.0, 1.0, 0.0],
        vec![1.0, 0.0, 0.0],
        vec![0.5, 0.0, 0.5],
    ];
    assert_eq!(consensus_weights(&swap), None);
}

fn opinions() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(0.0..1.0_f64, 3)
}

/// Rows of trust that sum to one, everybody heeding everybody.
fn trust() -> impl Strategy<Value = Vec<Vec<f64>>> {
    prop::collection::vec(prop::collection::vec(0.05..1.0_f64, 3), 3).prop_map(|rows| {
        rows.into_iter()
            .map(|row| {
                let total: f64 = row.iter().sum();
                row.into_iter().map(|trust| trust / total).collect()
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn a_meeting_keeps_the_mean(a in 0.0..1.0_f64, b in 0.0..1.0_f64, confidence in 0.0..1.0_f64, step in 0.0..0.5_f64) {
        let (first, second) = deffuant_meeting(a, b, confidence, step);
        prop_assert!((first + second - a - b).abs() < 1e-12);
        prop_assert!((first - second).abs() <= (a - b).abs() + 1e-12);
        prop_assert!((a - b).abs() < confidence || (first, second) == (a, b));
    }

    #[test]
    fn clusters_count_everybody(opinions in prop::collection::vec(0.0..1.0_f64, 1..50), confidence in 0.01..1.0_f64) {
        let sizes = clusters(&opinions, confidence);
        prop_assert_eq!(sizes.iter().sum::<usize>(), opinions.len());
        prop_assert!(sizes.is_sorted_by(|a, b| a >= b));
    }

    #[test]
    fn averaging_keeps_the_consensus(trust in trust(), opinions in opinions()) {
        let weights = consensus_weights(&trust).unwrap();
        let mean = |opinions: &[f64]| weights.iter().zip(opinions).map(|(w, x)| w * x).sum::<f64>();
        let next = degroot_step(&trust, &opinions);
        prop_assert!((mean(&opinions) - mean(&next)).abs() < 1e-9);
        prop_assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        let spread = |x: &[f64]| {
            x.iter().copied().fold(f64::MIN, f64::max) - x.iter().copied().fold(f64::MAX, f64::min)
        };
        prop_assert!(spread(&next) <= spread(&opinions) + 1e-12);
    }
}
