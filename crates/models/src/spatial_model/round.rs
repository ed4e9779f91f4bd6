//! One round: everybody challenges, everybody picks one of the proposals that name it.

use rayon::prelude::*;

use super::challenge::{Challenge, View};
use super::configuration::Resolution;
use super::election;
use super::proposal::{Proposal, proposals};
use super::state::{State, utility};

/// Actors whose challenges one thread looks for in one go: sharing out fewer costs more than it saves.
const AT_ONCE: usize = 16;

/// What happens in one round.
#[derive(Clone, Debug, PartialEq)]
pub struct Moves {
    /// The challenge that each actor makes, if any.
    pub challenges: Vec<Option<Challenge>>,
    /// Every proposal made, in the order of the challengers.
    pub proposals: Vec<Proposal>,
    /// Where each actor stands after the round.
    pub positions: Vec<Vec<f64>>,
}

/// Plays one round. `uniform` yields numbers in 0..1 and is only called under stochastic resolution, once per actor.
pub fn play(state: &State, uniform: &mut dyn FnMut() -> f64) -> Moves {
    let actors = 0..state.actors.len();
    let challenges: Vec<Option<Challenge>> = actors
        .clone()
        .into_par_iter()
        .with_min_len(AT_ONCE)
        .map(|actor| View::new(state, actor).best_challenge())
        .collect();
    let proposals: Vec<Proposal> = actors
        .clone()
        .filter_map(|actor| {
            challenges[actor]
                .as_ref()
                .map(|challenge| proposals(state, actor, challenge))
        })
        .flatten()
        .collect();
    let standing = StandingUtility::new(state);
    let positions = actors
        .map(|actor| resolve(state, &standing, actor, &proposals, uniform))
        .collect();
    Moves {
        challenges,
        proposals,
        positions,
    }
}

/// The sum over all positions of each actor's utility, before anybody moves.
struct StandingUtility(Vec<f64>);

impl StandingUtility {
    fn new(state: &State) -> StandingUtility {
        let count = state.actors.len();
        StandingUtility(
            (0..count)
                .map(|actor| {
                    (0..count)
                        .map(|other| state.own_utility(actor, other))
                        .sum()
                })
                .collect(),
        )
    }

    /// Mean utility to `actor` over all positions once the proposal is in force.
    fn after(&self, state: &State, actor: usize, proposal: &Proposal) -> f64 {
        let change = |mover: usize, position: &[f64]| {
            let distance = state.actors[actor].distance(&state.ideals[actor], position);
            utility(distance, state.risk[actor]) - state.own_utility(actor, mover)
        };
        let sum = self.0[actor]
            + change(proposal.initiator, &proposal.initiator_position)
            + change(proposal.receiver, &proposal.receiver_position);
        sum / state.actors.len() as f64
    }
}

/// Where one actor stands after an election between staying and every proposal that names it.
///
/// All actors vote, with their capability as weight. Each side of a proposal decides on its own, so that a bargain may
/// be kept by one side only.
fn resolve(
    state: &State,
    standing: &StandingUtility,
    actor: usize,
    proposals: &[Proposal],
    uniform: &mut dyn FnMut() -> f64,
) -> Vec<f64> {
    let options: Vec<(&Proposal, &[f64])> = proposals
        .iter()
        .filter_map(|proposal| Some((proposal, proposal.position_of(actor)?)))
        .collect();
    let count = state.actors.len();
    let utilities: Vec<Vec<f64>> = (0..count)
        .map(|voter| {
            let stay = standing.0[voter] / count as f64;
            let moves = options
                .iter()
                .map(|(proposal, _)| standing.after(state, voter, proposal));
            std::iter::once(stay).chain(moves).collect()
        })
        .collect();
    let probabilities = election::decide(
        state.configuration,
        &state.capabilities(),
        options.len() + 1,
        |voter, option| utilities[voter][option],
    );
    let chosen = match state.configuration.resolution {
        Resolution::Deterministic => likeliest(&probabilities),
        Resolution::Stochastic => drawn(&probabilities, uniform()),
    };
    match chosen.checked_sub(1) {
        None => state.positions[actor].clone(),
        Some(option) => options[option].1.to_vec(),
    }
}

/// Index of the largest probability, the first on ties.
fn likeliest(probabilities: &[f64]) -> usize {
    (1..probabilities.len()).fold(0, |best, index| {
        if probabilities[index] > probabilities[best] {
            index
        } else {
            best
        }
    })
}

/// Index drawn with the probabilities given, for a uniform number in 0..1.
fn drawn(probabilities: &[f64], uniform: f64) -> usize {
    let mut cumulative = 0.0;
    for (index, probability) in probabilities.iter().enumerate() {
        cumulative += probability;
        if uniform < cumulative {
            return index;
        }
    }
    probabilities.len() - 1
}
