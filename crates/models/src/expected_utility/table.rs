//! The reading that comes nearest to the published table.
//!
//! It departs from the printed equations twice. The probability of victory divides by the votes that all actors would
//! cast between *all ordered pairs* of positions, so that it is small. And an actor answers confrontations before
//! compromises, choosing among compromises not the one that moves it least but the one with the smallest mean of the
//! two positions, weighted by the two expectations. Both are inferred from a public re-implementation whose author
//! reports them as features of the original program. Everything an actor weighs up it sees with its own risk exponent.

use super::{Actor, risk_exponents, scaled_utility, security_levels};

/// The actors of one round with their risk exponents.
struct View<'a> {
    actors: &'a [Actor],
    exponents: Vec<f64>,
    range: f64,
    status_quo: f64,
    votes_in_all_pairs: f64,
}

/// Positions after one round; `range` is that of the initial positions.
pub(super) fn next_positions(actors: &[Actor], range: f64, status_quo: f64) -> Vec<f64> {
    if range <= 0.0 {
        return actors.iter().map(|actor| actor.position).collect();
    }
    let count = actors.len();
    let neutral = View::new(actors, vec![1.0; count], range, status_quo);
    let threats: Vec<Vec<f64>> = (0..count)
        .map(|challenger| {
            let threat = |target| {
                if target == challenger {
                    0.0
                } else {
                    neutral.challenge(target, challenger, target)
                }
            };
            (0..count).map(threat).collect()
        })
        .collect();
    let view = View::new(
        actors,
        risk_exponents(&security_levels(&threats)),
        range,
        status_quo,
    );
    (0..count).map(|actor| view.answer(actor)).collect()
}

impl View<'_> {
    fn new(actors: &[Actor], exponents: Vec<f64>, range: f64, status_quo: f64) -> View<'_> {
        let mut view = View {
            actors,
            exponents,
            range,
            status_quo,
            votes_in_all_pairs: 0.0,
        };
        let positions = || actors.iter().map(|actor| actor.position);
        view.votes_in_all_pairs = (0..actors.len())
            .map(|voter| {
                positions()
                    .flat_map(|first| positions().map(move |second| (first, second)))
                    .map(|(first, second)| view.vote(voter, first, second).abs())
                    .sum::<f64>()
            })
            .sum();
        view
    }

    /// A voter's vote for the first position over the second, distances raised to its risk exponent.
    fn vote(&self, voter: usize, first: f64, second: f64) -> f64 {
        let Actor {
            capability,
            position,
            salience,
        } = self.actors[voter];
        let loss =
            |other: f64| libm::pow((position - other).abs() / self.range, self.exponents[voter]);
        capability * salience * (loss(second) - loss(first))
    }

    fn success_probability(&self, first: f64, second: f64) -> f64 {
        if first == second {
            return 0.0;
        }
        let won: f64 = (0..self.actors.len())
            .map(|voter| self.vote(voter, first, second).max(0.0))
            .sum();
        won / self.votes_in_all_pairs
    }

    /// What `challenger` can expect of challenging `target`, as `observer` sees it.
    fn challenge(&self, observer: usize, challenger: usize, target: usize) -> f64 {
        let exponent = self.exponents[observer];
        let (first, second) = (
            self.actors[challenger].position,
            self.actors[target].position,
        );
        let distance = (first - second).abs() / self.range;
        let success = scaled_utility((0.5 - 0.5 * distance).max(0.0), exponent);
        let failure = scaled_utility(0.5 + 0.5 * distance, exponent);
        let probability = self.success_probability(first, second);
        let resistance = self.actors[target].salience;
        resistance * (probability * success + (1.0 - probability) * failure)
            + (1.0 - resistance) * success
            - self.status_quo * scaled_utility(0.5, exponent)
    }

    /// Where an actor stands after answering the offers made to it.
    fn answer(&self, actor: usize) -> f64 {
        let own = self.actors[actor].position;
        let (mut confrontation, mut compromise) = (None, None);
        for other in (0..self.actors.len()).filter(|&other| self.actors[other].position != own) {
            let position = self.actors[other].position;
            let gain = self.challenge(actor, actor, other);
            let threat = self.challenge(actor, other, actor);
            if threat > gain && gain > 0.0 {
                keep_smallest(&mut confrontation, (own - position).abs(), position);
            } else if threat > -gain && gain < 0.0 && threat > 0.0 {
                let mean = (-gain * own + threat * position) / (threat - gain);
                keep_smallest(
                    &mut compromise,
                    mean,
                    own + (position - own) * (-gain / threat),
                );
            }
        }
        confrontation
            .or(compromise)
            .map_or(own, |(_, position)| position)
    }
}

/// Keeps the position with the smallest key, the first on ties.
fn keep_smallest(best: &mut Option<(f64, f64)>, key: f64, position: f64) {
    if best.is_none_or(|(smallest, _)| key < smallest) {
        *best = Some((key, position));
    }
}
