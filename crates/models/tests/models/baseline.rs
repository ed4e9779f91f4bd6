//! Weighted mean and median.

use models::baseline::{weighted_mean, weighted_median};
use models::expected_utility::{Actor, votes};
use proptest::prelude::*;

#[test]
fn an_empty_list_has_neither_mean_nor_median() {
    assert!(weighted_mean(&[], &[]).is_nan());
    assert!(weighted_median(&[], &[]).is_nan());
}

proptest! {
    #[test]
    fn the_median_loses_no_pairwise_vote(
        actors in prop::collection::vec((0.1..5.0_f64, 0.0..10.0_f64), 1..9),
    ) {
        let positions: Vec<f64> = actors.iter().map(|actor| actor.1).collect();
        let weights: Vec<f64> = actors.iter().map(|actor| actor.0).collect();
        let median = weighted_median(&positions, &weights);
        let voters: Vec<Actor> = actors
            .iter()
            .map(|&(capability, position)| Actor { capability, position, salience: 1.0 })
            .collect();
        for &other in &positions {
            prop_assert!(votes(&voters, median, other, 10.0) >= -1e-12);
        }
        let mean = weighted_mean(&positions, &weights);
        let low = positions.iter().copied().fold(f64::INFINITY, f64::min);
        let high = positions.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        prop_assert!((low - 1e-12..=high + 1e-12).contains(&mean));
    }
}
