//! The spatial model of politics: reference runs, properties and limits.

use models::spatial_model::{
    Actor, Configuration, Election, Ending, Fault, Interpolation, ProposalRule, Resolution,
    RiskEstimate, RiskRange, SEVEN_ACTORS, SpatialModel, THIRTEEN_ACTORS, VictoryRule, VotingRule,
    actors_of, cases, coalitions, elect, estimated_risk, pair_victory, risk_attitudes, split,
    utility, vote,
};
use proptest::prelude::*;

fn no_draws() -> f64 {
    panic!("a deterministic run draws no random numbers")
}

#[test]
fn every_claim_about_the_reference_runs_holds() {
    crate::assert_claims(&cases());
}

#[test]
fn the_seven_actors_settle_after_ten_rounds_and_the_thirteen_after_twenty_seven() {
    for (reference, rounds) in [(SEVEN_ACTORS, 10), (THIRTEEN_ACTORS, 27)] {
        let model =
            SpatialModel::new(actors_of(reference.actors), Configuration::default()).unwrap();
        let run = model.run(&mut no_draws);
        assert_eq!(run.rounds.last(), Some(&model.end(&mut no_draws)));
        assert_eq!(run.ending, Ending::Settled);
        assert_eq!(run.rounds.len(), rounds + 1);
    }
}

#[test]
fn all_faults_of_the_data_are_reported_at_once() {
    let actors = vec![
        Actor {
            capability: 0.0,
            position: vec![0.5],
            salience: vec![0.5],
        },
        Actor {
            capability: 1.0,
            position: vec![1.5],
            salience: vec![0.0],
        },
        Actor {
            capability: f64::NAN,
            position: vec![0.5, 0.5],
            salience: vec![0.9],
        },
    ];
    let faults = SpatialModel::new(actors, Configuration::default())
        .unwrap_err()
        .0;
    assert_eq!(
        faults[0],
        Fault::Capability {
            actor: 0,
            value: 0.0
        }
    );
    assert_eq!(
        faults[1],
        Fault::Position {
            actor: 1,
            dimension: 0,
            value: 1.5
        }
    );
    assert_eq!(faults[2], Fault::TotalSalience { actor: 1, sum: 0.0 });
    assert_eq!(
        faults[3],
        Fault::Dimensions {
            actor: 2,
            positions: 2,
            saliences: 1,
            dimensions: 1
        }
    );
    assert!(matches!(faults[4], Fault::Capability { actor: 2, .. }));
    assert_eq!(faults.len(), 5);
}

#[test]
fn an_accommodation_matrix_must_be_square_with_shares_that_sum_to_at_most_one() {
    let model =
        SpatialModel::new(actors_of(SEVEN_ACTORS.actors), Configuration::default()).unwrap();
    let mut rows = vec![vec![0.0; 7]; 7];
    rows[2][2] = 1.2;
    rows[5].pop();
    let faults = model.with_accommodation(rows).unwrap_err().0;
    assert_eq!(
        faults,
        [
            Fault::Accommodation { actor: 2 },
            Fault::Accommodation { actor: 5 }
        ]
    );
}

#[test]
fn with_identity_accommodation_ideals_equal_positions() {
    let model =
        SpatialModel::new(actors_of(SEVEN_ACTORS.actors), Configuration::default()).unwrap();
    let identity = (0..7)
        .map(|i| (0..7).map(|j| f64::from(u8::from(i == j))).collect())
        .collect();
    let plain = model.clone().run(&mut no_draws);
    assert_eq!(
        model
            .with_accommodation(identity)
            .unwrap()
            .run(&mut no_draws),
        plain
    );
}

#[test]
fn without_accommodation_ideals_stay_where_they_began() {
    let model =
        SpatialModel::new(actors_of(SEVEN_ACTORS.actors), Configuration::default()).unwrap();
    let run = model
        .with_accommodation(vec![vec![0.0; 7]; 7])
        .unwrap()
        .run(&mut no_draws);
    assert!(run.rounds.len() > 2);
    assert!(
        run.rounds
            .iter()
            .all(|round| round.ideals == run.rounds[0].ideals)
    );
}

#[test]
fn two_actors_at_one_point_have_nothing_to_contest() {
    let actor = Actor {
        capability: 1.0,
        position: vec![0.4],
        salience: vec![0.5],
    };
    let model = SpatialModel::new(vec![actor.clone(), actor], Configuration::default()).unwrap();
    let run = model.run(&mut no_draws);
    assert_eq!(run.ending, Ending::Settled);
    assert!(
        run.rounds
            .iter()
            .all(|round| round.challenges.iter().all(Option::is_none))
    );
    assert_eq!(run.rounds[0].probabilities, [1.0, 1.0]);
}

#[test]
fn a_stochastic_run_draws_once_per_actor_and_round() {
    let configuration = Configuration {
        resolution: Resolution::Stochastic,
        proposals: ProposalRule::InitiatorAndReceiver,
        ..Configuration::default()
    };
    let mut draws = 0;
    let model = SpatialModel::new(actors_of(SEVEN_ACTORS.actors), configuration).unwrap();
    let run = model.run(&mut || {
        draws += 1;
        f64::from(draws % 10) / 10.0
    });
    assert_eq!(draws as usize, 7 * (run.rounds.len() - 1));
}

#[test]
fn a_hundred_and_sixty_actors_run_to_the_end() {
    let actors: Vec<Actor> = (0..160)
        .map(|index| {
            // Multiples of irrational numbers spread evenly without any random source.
            let spread = |irrational: f64| (f64::from(index) * irrational).fract();
            Actor {
                capability: 1.0 + 99.0 * spread(0.618_033_988_7),
                position: vec![spread(0.754_877_666_2), spread(0.569_840_290_9)],
                salience: vec![
                    0.1 + 0.4 * spread(0.819_172_513_4),
                    0.1 + 0.4 * spread(0.671_043_606_7),
                ],
            }
        })
        .collect();
    let run = SpatialModel::new(actors, Configuration::default())
        .unwrap()
        .run(&mut no_draws);
    assert!(run.rounds.len() > 2);
    for round in &run.rounds {
        assert!(
            round
                .positions
                .iter()
                .flatten()
                .all(|x| (0.0..=1.0).contains(x))
        );
    }
}

#[test]
fn the_configuration_of_the_article_plays_ten_rounds_and_names_itself() {
    let configuration = Configuration::efird_2016();
    let text = configuration.to_string();
    assert!(
        text.contains("risk min, estimate half") && text.contains("resolution stochastic"),
        "{text}"
    );
    let model = SpatialModel::new(actors_of(SEVEN_ACTORS.actors), configuration).unwrap();
    let mut random = models::random::Random::new(1, "article");
    let run = model.run(&mut || random.unit());
    assert_eq!(run.ending, Ending::RoundLimit);
    assert_eq!(run.rounds.len(), 11);
}

fn strengths() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(0.01..100.0_f64, 2..8)
}

fn actors() -> impl Strategy<Value = Vec<Actor>> {
    let actor = (
        0.1..10.0_f64,
        prop::collection::vec(0.0..1.0_f64, 2),
        prop::collection::vec(0.05..0.5_f64, 2),
    )
        .prop_map(|(capability, position, salience)| Actor {
            capability,
            position,
            salience,
        });
    prop::collection::vec(actor, 2..7)
}

proptest! {
    #[test]
    fn votes_change_sign_with_the_order(weight in 0.1..10.0_f64, difference in -1.0..1.0_f64) {
        for &rule in VotingRule::ALL.iter().filter(|&&rule| rule != VotingRule::AsymmetricProspect) {
            prop_assert_eq!(vote(rule, weight, -difference), -vote(rule, weight, difference));
        }
        let gain = vote(VotingRule::AsymmetricProspect, weight, difference.abs());
        let loss = vote(VotingRule::AsymmetricProspect, weight, -difference.abs());
        prop_assert!((gain / loss + 2.0 / 3.0).abs() < 1e-12 || difference == 0.0);
    }

    #[test]
    fn probabilities_of_victory_add_up_and_grow_with_strength(a in 0.01..10.0_f64, b in 0.01..10.0_f64) {
        for &rule in VictoryRule::ALL {
            prop_assert!((pair_victory(rule, a, b) + pair_victory(rule, b, a) - 1.0).abs() < 1e-12);
            prop_assert!(pair_victory(rule, a * 1.01, b) >= pair_victory(rule, a, b) - 1e-12);
        }
    }

    #[test]
    fn every_election_gives_a_distribution(weights in strengths()) {
        let options = weights.len();
        let coalitions = coalitions(options, options, |voter, first, second| {
            let distance = |option: usize| (voter as f64 - option as f64).abs();
            weights[voter] * (distance(second) - distance(first))
        });
        for &election in Election::ALL {
            for &rule in VictoryRule::ALL {
                let elected = elect(election, rule, &coalitions);
                prop_assert!((elected.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{election} {rule} {elected:?}");
                prop_assert!(elected.iter().all(|p| (0.0..=1.0).contains(p)));
            }
        }
    }

    #[test]
    fn utility_falls_with_distance(near in 0.0..1.0_f64, far in 0.0..1.0_f64, risk in -0.999..0.999_f64) {
        let (near, far) = if near <= far { (near, far) } else { (far, near) };
        prop_assert!(utility(near, risk) >= utility(far, risk) - 1e-12);
        prop_assert_eq!(utility(0.0, risk), 1.0);
        prop_assert_eq!(utility(1.0, risk), 0.0);
    }

    #[test]
    fn risk_attitudes_keep_order_and_range(weights in strengths()) {
        let total: f64 = weights.iter().sum();
        let shares: Vec<f64> = weights.iter().map(|weight| weight / total).collect();
        for (range, least) in [(RiskRange::Min, 0.0), (RiskRange::Mid, -0.5), (RiskRange::Max, -1.0)] {
            let risk = risk_attitudes(range, &shares);
            for (a, b) in (0..shares.len()).flat_map(|a| (0..shares.len()).map(move |b| (a, b))) {
                prop_assert!((shares[a] < shares[b]) == (risk[a] < risk[b]) || (risk[a] - risk[b]).abs() < 1e-12);
            }
            prop_assert!(risk.iter().all(|r| (least - 1e-12..=1.0 + 1e-12).contains(r)));
        }
    }

    #[test]
    fn estimates_lie_between_the_observer_and_the_truth(observer in -1.0..1.0_f64, truth in -1.0..1.0_f64) {
        let (low, high) = (observer.min(truth) - 1e-12, observer.max(truth) + 1e-12);
        for &estimate in RiskEstimate::ALL {
            prop_assert!((low..=high).contains(&estimated_risk(estimate, observer, truth)));
        }
    }

    #[test]
    fn a_compromise_lies_between_the_two_sides(
        positions in [0.0..1.0_f64, 0.0..1.0_f64],
        saliences in [0.05..0.5_f64, 0.05..0.5_f64],
        probability in 0.0..1.0_f64,
    ) {
        // Rounding to four decimals may step over the edge by half a unit.
        let low = positions[0].min(positions[1]) - 5.1e-5;
        let high = positions[0].max(positions[1]) + 5.1e-5;
        for &rule in Interpolation::ALL {
            let (first, second) = split(rule, positions, saliences, probability);
            prop_assert!((low..=high).contains(&first) && (low..=high).contains(&second), "{rule} {first} {second}");
            let mirrored =
                split(rule, [positions[1], positions[0]], [saliences[1], saliences[0]], 1.0 - probability);
            prop_assert!((mirrored.1 - first).abs() < 2e-4 && (mirrored.0 - second).abs() < 2e-4);
        }
    }

    #[test]
    fn nobody_leaves_the_range_of_the_initial_positions(actors in actors()) {
        let bounds: Vec<(f64, f64)> = (0..2)
            .map(|dimension| {
                let at = actors.iter().map(|actor| actor.position[dimension]);
                (at.clone().fold(f64::INFINITY, f64::min), at.fold(f64::NEG_INFINITY, f64::max))
            })
            .collect();
        let run = SpatialModel::new(actors, Configuration::default()).unwrap().run(&mut no_draws);
        for position in run.rounds.iter().flat_map(|round| &round.positions) {
            for (x, (low, high)) in position.iter().zip(&bounds) {
                prop_assert!((low - 1e-4..=high + 1e-4).contains(x));
            }
        }
    }

    #[test]
    fn the_unit_of_capability_does_not_matter(actors in actors(), unit in 0.5..2.0_f64) {
        let model = SpatialModel::new(actors.clone(), Configuration::default()).unwrap();
        let scaled = actors.into_iter().map(|actor| Actor { capability: actor.capability * unit, ..actor }).collect();
        let other = SpatialModel::new(scaled, Configuration::default()).unwrap();
        let (first, second) = (model.start(), other.start());
        for (a, b) in first.neutral_probabilities.iter().zip(&second.neutral_probabilities) {
            // The strength of an empty coalition is fixed, so the unit leaves a trace of that size.
            prop_assert!((a - b).abs() < 1e-4);
        }
    }
}
