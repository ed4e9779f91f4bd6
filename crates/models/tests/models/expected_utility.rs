//! The expected-utility model: claims, limits and properties of both readings.

use models::expected_utility::{
    Actor, CAR_EMISSIONS, ExpectedUtility, Mode, cases, expected_utilities, risk_exponents,
    success_probability, votes,
};
use proptest::prelude::*;

#[test]
fn every_claim_that_must_hold_holds() {
    crate::assert_claims(&cases());
}

#[test]
fn without_disagreement_nobody_moves() {
    let actors = vec![
        Actor {
            capability: 1.0,
            position: 5.0,
            salience: 0.5
        };
        4
    ];
    for mode in [Mode::Table, Mode::Literal] {
        let rounds = ExpectedUtility {
            actors: actors.clone(),
            mode,
            status_quo: 1.0,
        }
        .run(3, None);
        assert_eq!(rounds.len(), 4);
        assert!(rounds.iter().all(|round| round.positions == [5.0; 4]));
    }
}

#[test]
fn the_less_certain_the_status_quo_the_other_the_result() {
    let with = |status_quo| {
        ExpectedUtility {
            actors: CAR_EMISSIONS.to_vec(),
            mode: Mode::Literal,
            status_quo,
        }
        .run(3, None)
    };
    assert_ne!(with(1.0), with(0.5));
}

fn actors() -> impl Strategy<Value = Vec<Actor>> {
    let actor = (0.01..1.0_f64, 0.0..10.0_f64, 0.05..1.0_f64).prop_map(
        |(capability, position, salience)| Actor {
            capability,
            position,
            salience,
        },
    );
    prop::collection::vec(actor, 2..8)
}

proptest! {
    #[test]
    fn votes_change_sign_with_the_order(actors in actors(), a in 0.0..10.0_f64, b in 0.0..10.0_f64) {
        prop_assert!((votes(&actors, a, b, 10.0) + votes(&actors, b, a, 10.0)).abs() < 1e-12);
    }

    #[test]
    fn one_of_two_sides_wins(actors in actors(), a in 0.0..10.0_f64, b in 0.0..10.0_f64) {
        let sum = success_probability(&actors, a, b) + success_probability(&actors, b, a);
        prop_assert!((sum - 1.0).abs() < 1e-12);
    }

    #[test]
    fn exponents_run_from_one_half_to_two(security in prop::collection::vec(-5.0..5.0_f64, 2..10)) {
        let exponents = risk_exponents(&security);
        prop_assert!(exponents.iter().all(|r| (0.5 - 1e-12..=2.0 + 1e-12).contains(r)));
    }

    #[test]
    fn nobody_leaves_the_range_and_the_issue_may_be_mirrored(actors in actors(), rounds in 1..6_usize) {
        let low = actors.iter().map(|actor| actor.position).fold(f64::INFINITY, f64::min);
        let high = actors.iter().map(|actor| actor.position).fold(f64::NEG_INFINITY, f64::max);
        for mode in [Mode::Table, Mode::Literal] {
            let run = ExpectedUtility { actors: actors.clone(), mode, status_quo: 1.0 }.run(rounds, None);
            let inside = |x: &f64| (low - 1e-9..=high + 1e-9).contains(x);
            prop_assert!(run.iter().all(|round| round.positions.iter().all(inside)));
        }
        let mirrored: Vec<Actor> = actors.iter().map(|actor| Actor { position: 10.0 - actor.position, ..*actor }).collect();
        let (first, second) = (
            expected_utilities(&actors, &vec![1.0; actors.len()], 1.0),
            expected_utilities(&mirrored, &vec![1.0; actors.len()], 1.0),
        );
        for (a, b) in first.iter().flatten().zip(second.iter().flatten()) {
            prop_assert!((a - b).abs() < 1e-9);
        }
    }
}
