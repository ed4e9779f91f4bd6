//! Known answers, properties and limits of the models, one file a model.

mod baseline;
mod cascade;
mod civil_violence;
mod coalition;
mod common_random_numbers;
mod contagion;
mod control_loss;
mod expected_utility;
mod false_enforcement;
mod fear_memory;
mod global_game;
mod losers;
mod numeric;
mod opinion;
mod preference_falsification;
mod random;
mod reference_dependence;
mod reform;
mod rumour;
mod selectorate;
mod sensitivity;
mod serial_reproduction;
mod spatial_model;
mod tenure;
mod terror_information;
mod thresholds;
mod verification;

use models::verification::{Case, Effort};

/// Runs a model's cases briefly; every claim that must hold must hold.
fn assert_claims(cases: &[Case]) {
    assert!(!cases.is_empty());
    for case in cases {
        for claim in (case.run)(Effort::Quick) {
            assert!(
                !claim.is_error(),
                "{}: {}: expected {}, got {}",
                claim.id,
                claim.claim,
                claim.expected,
                claim.got
            );
        }
    }
}
