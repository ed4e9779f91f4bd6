//! What a challenge puts on the table.

use super::challenge::{Challenge, View};
use super::configuration::{Interpolation, ProposalRule};
use super::state::State;

/// Weight that keeps both sides where they are when neither cares or neither can coerce the other.
const LEAST_WEIGHT: f64 = 1e-6;

/// New positions for the two sides of a challenge.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// Index of the challenger.
    pub initiator: usize,
    /// Index of the actor challenged.
    pub receiver: usize,
    /// Where the challenger would stand.
    pub initiator_position: Vec<f64>,
    /// Where the actor challenged would stand.
    pub receiver_position: Vec<f64>,
}

impl Proposal {
    /// The position the proposal gives to an actor; none if it does not name the actor.
    pub fn position_of(&self, actor: usize) -> Option<&[f64]> {
        if actor == self.initiator {
            Some(&self.initiator_position)
        } else if actor == self.receiver {
            Some(&self.receiver_position)
        } else {
            None
        }
    }
}

/// The proposals that a challenge puts on both sides' tables.
pub fn proposals(state: &State, initiator: usize, challenge: &Challenge) -> Vec<Proposal> {
    let receiver = challenge.target;
    let own_view = || interpolate(state, initiator, receiver, challenge.prospect.probability);
    let other_view = || {
        let probability = View::new(state, receiver).victory_probability(initiator, receiver);
        interpolate(state, initiator, receiver, probability)
    };
    match state.configuration.proposals {
        ProposalRule::Initiator => vec![own_view()],
        ProposalRule::InitiatorAndReceiver => vec![own_view(), other_view()],
        ProposalRule::PowerWeighted => vec![power_weighted(state, &own_view(), &other_view())],
    }
}

/// The average of two views of one challenge, weighted by the influence of the two sides.
pub fn power_weighted(
    state: &State,
    initiator_view: &Proposal,
    receiver_view: &Proposal,
) -> Proposal {
    let own = state.influence[initiator_view.initiator];
    let other = state.influence[initiator_view.receiver];
    let average = |first: &[f64], second: &[f64]| {
        first
            .iter()
            .zip(second)
            .map(|(a, b)| (own * a + other * b) / (own + other))
            .collect()
    };
    Proposal {
        initiator_position: average(
            &initiator_view.initiator_position,
            &receiver_view.initiator_position,
        ),
        receiver_position: average(
            &initiator_view.receiver_position,
            &receiver_view.receiver_position,
        ),
        ..*initiator_view
    }
}

/// Splits the difference dimension by dimension, given the probability that the initiator wins.
pub fn interpolate(state: &State, initiator: usize, receiver: usize, probability: f64) -> Proposal {
    let (first, second) = (&state.actors[initiator], &state.actors[receiver]);
    let rule = state.configuration.interpolation;
    let (initiator_position, receiver_position) = (0..first.salience.len())
        .map(|dimension| {
            let positions = [
                state.positions[initiator][dimension],
                state.positions[receiver][dimension],
            ];
            split(
                rule,
                positions,
                [first.salience[dimension], second.salience[dimension]],
                probability,
            )
        })
        .unzip();
    Proposal {
        initiator,
        receiver,
        initiator_position,
        receiver_position,
    }
}

/// New positions of both sides on one dimension.
///
/// Under [`Interpolation::S1P1`] and [`Interpolation::S2P2`] both meet at the weighted mean, up to a millionth of
/// weight that holds each at home, rounded to four decimals.
pub fn split(
    rule: Interpolation,
    positions: [f64; 2],
    saliences: [f64; 2],
    probability: f64,
) -> (f64, f64) {
    let square = |x: f64| x * x;
    let chances = [probability, 1.0 - probability];
    match rule {
        Interpolation::S1P1 => meet(
            positions,
            [saliences[0] * chances[0], saliences[1] * chances[1]],
        ),
        Interpolation::S2P2 => meet(
            positions,
            [
                square(saliences[0]) * square(chances[0]),
                square(saliences[1]) * square(chances[1]),
            ],
        ),
        Interpolation::S2PMax => {
            let step = |own: usize, other: usize| {
                let pressure = (chances[other] - chances[own]).max(0.0);
                let pull = pressure * square(saliences[other]);
                let hold = (1.0 - pressure) * square(saliences[own]);
                positions[own]
                    + pull / (pull + LEAST_WEIGHT + hold) * (positions[other] - positions[own])
            };
            (step(0, 1), step(1, 0))
        }
    }
}

fn meet([first, second]: [f64; 2], [first_weight, second_weight]: [f64; 2]) -> (f64, f64) {
    let total = first_weight + LEAST_WEIGHT + second_weight;
    let four_decimals = |x: f64| (10_000.0 * x + 0.5).floor() / 10_000.0;
    (
        four_decimals(((first_weight + LEAST_WEIGHT) * first + second_weight * second) / total),
        four_decimals((first_weight * first + (LEAST_WEIGHT + second_weight) * second) / total),
    )
}
