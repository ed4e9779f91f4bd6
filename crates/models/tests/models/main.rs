//! Known answers, properties and limits of the models, one file a model.

mod baseline;
mod coalition;
mod expected_utility;
mod fear_memory;
mod losers;
mod opinion;
mod reference_dependence;
mod reform;
mod selectorate;
mod sensitivity;
mod spatial_model;
mod tenure;
mod terror_information;

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
