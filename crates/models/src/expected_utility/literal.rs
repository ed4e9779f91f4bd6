//! The equations as printed.
//!
//! Where the print is silent: distances are scaled by the current range; the median is that of the current round; an
//! actor that expects to gain from a challenge while the other expects to lose has the upper hand; when both expect to
//! gain nobody moves; an actor takes the offer of the proposer with the highest expected utility, then the one that
//! moves it least, then the one that leads to the smaller position.

use crate::baseline::weighted_median;

use super::{Actor, range, risk_exponents, scaled_utility, security_levels, weights};

/// Probability that the actor at `first` beats the actor at `second`: the share of the votes cast between the two
/// positions that go to the first; one half if no votes are cast.
pub fn success_probability(actors: &[Actor], first: f64, second: f64) -> f64 {
    let (mut won, mut cast) = (0.0, 0.0);
    for actor in actors {
        let nearer = (actor.position - second).abs() - (actor.position - first).abs();
        let vote = actor.capability * actor.salience * nearer;
        won += vote.max(0.0);
        cast += vote.abs();
    }
    if cast > 0.0 { won / cast } else { 0.5 }
}

/// What each actor (row) expects of challenging each other (column), with its own risk exponent.
///
/// Dyads at equal positions give zero: there is nothing to win.
pub fn expected_utilities(actors: &[Actor], exponents: &[f64], status_quo: f64) -> Vec<Vec<f64>> {
    let positions: Vec<f64> = actors.iter().map(|actor| actor.position).collect();
    let (range, median) = (
        range(&positions),
        weighted_median(&positions, &weights(actors)),
    );
    let utility = |challenger: usize, target: usize| {
        if positions[challenger] == positions[target] {
            return 0.0;
        }
        let exponent = exponents[challenger];
        let distance = (positions[challenger] - positions[target]).abs() / range;
        let probability = success_probability(actors, positions[challenger], positions[target]);
        let success = scaled_utility(0.5 - 0.5 * distance, exponent);
        let failure = scaled_utility(0.5 + 0.5 * distance, exponent);
        let resistance = actors[target].salience;
        let challenge = resistance * (probability * success + (1.0 - probability) * failure)
            + (1.0 - resistance) * success;
        let to_median = (positions[challenger] - median).abs() / range;
        challenge
            - status_quo * scaled_utility(0.5, exponent)
            - (1.0 - status_quo) * unchallenged(distance, to_median, exponent)
    };
    let count = actors.len();
    (0..count)
        .map(|challenger| {
            (0..count)
                .map(|target| utility(challenger, target))
                .collect()
        })
        .collect()
}

/// Utility if the other side moves to the median by itself: better if the median is nearer than the other side is.
fn unchallenged(distance: f64, to_median: f64, exponent: f64) -> f64 {
    let change = 0.25 * (to_median + distance);
    scaled_utility(
        if to_median < distance {
            (0.5 - change).max(0.0)
        } else {
            0.5 + change
        },
        exponent,
    )
}

/// An offer to one actor: who backs it how strongly, and where it leads.
#[derive(Clone, Copy)]
struct Offer {
    enforcement: f64,
    position: f64,
}

/// Positions after one round.
pub(super) fn next_positions(actors: &[Actor], status_quo: f64) -> Vec<f64> {
    let first_pass = expected_utilities(actors, &vec![1.0; actors.len()], status_quo);
    let exponents = risk_exponents(&security_levels(&first_pass));
    let utilities = expected_utilities(actors, &exponents, status_quo);
    (0..actors.len())
        .map(|mover| {
            let position = actors[mover].position;
            (0..actors.len())
                .filter_map(|other| {
                    offer(
                        utilities[mover][other],
                        utilities[other][mover],
                        position,
                        &actors[other],
                    )
                })
                .min_by(|a, b| {
                    let distance = |offer: &Offer| (offer.position - position).abs();
                    b.enforcement
                        .total_cmp(&a.enforcement)
                        .then(distance(a).total_cmp(&distance(b)))
                        .then(a.position.total_cmp(&b.position))
                })
                .map_or(position, |offer| offer.position)
        })
        .collect()
}

/// The offer that an actor has to answer when it expects to lose and the other to win: to give way by the ratio of the
/// two expectations, or entirely if it expects to lose more than the other to win.
fn offer(own: f64, others: f64, position: f64, other: &Actor) -> Option<Offer> {
    let other_has_the_upper_hand = own < 0.0 && others > 0.0;
    let share = (own / others).abs().min(1.0);
    other_has_the_upper_hand.then_some(Offer {
        enforcement: others,
        position: position + (other.position - position) * share,
    })
}
