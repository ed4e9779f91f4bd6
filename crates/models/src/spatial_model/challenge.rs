//! Whom an actor challenges, with what prospects.

use super::configuration::{Configuration, ThirdParty};
use super::election::vote;
use super::state::State;
use super::table::Table;

/// Strength that each side of a challenge has even when nobody stands by it.
const EMPTY_SIDE: f64 = 1e-10;
/// Gain below which a challenge is not worth making.
const LEAST_GAIN: f64 = 1e-5;

/// What an observer expects of a challenge.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prospect {
    /// Probability that the challenger wins.
    pub probability: f64,
    /// Expected gain in utility over leaving things as they are, to the actor the prospect is about.
    pub gain: f64,
}

/// The challenge an actor makes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Challenge {
    /// Index of the actor challenged.
    pub target: usize,
    /// The challenger's own view of it.
    pub prospect: Prospect,
}

/// One actor's view of everybody's utilities: true for itself, guessed for the others.
#[derive(Clone, Debug)]
pub struct View<'a> {
    state: &'a State<'a>,
    observer: usize,
    utilities: Table,
}

impl<'a> View<'a> {
    /// How `observer` sees the others.
    pub fn new(state: &'a State<'a>, observer: usize) -> View<'a> {
        let count = state.actors.len();
        let utilities = Table::from_fn(count, count, |actor, other| {
            state.estimated_utility(observer, actor, other)
        });
        View {
            state,
            observer,
            utilities,
        }
    }

    /// The most rewarding challenge open to the observer, the first target on ties; none if nothing pays.
    pub fn best_challenge(&self) -> Option<Challenge> {
        let mut best: Option<Challenge> = None;
        for target in (0..self.state.actors.len()).filter(|&target| target != self.observer) {
            let prospect = self.prospect(self.observer, self.observer, target);
            if prospect.gain > best.map_or(LEAST_GAIN, |challenge| challenge.prospect.gain) {
                best = Some(Challenge { target, prospect });
            }
        }
        best
    }

    /// What the observer expects `affected` to gain if `challenger` challenges `target`.
    ///
    /// The target resists with a probability equal to its total salience and gives in otherwise.
    pub fn prospect(&self, affected: usize, challenger: usize, target: usize) -> Prospect {
        let probability = self.victory_probability(challenger, target);
        let victory = 2.0 * self.utilities[(affected, challenger)];
        let defeat = 2.0 * self.utilities[(affected, target)];
        let standstill = f64::midpoint(victory, defeat);
        let resistance = self.state.actors[target].total_salience();
        let contest = probability * victory + (1.0 - probability) * defeat;
        let gain = (1.0 - resistance) * victory + resistance * contest - standstill;
        Prospect { probability, gain }
    }

    /// Probability that `challenger` beats `target` once third parties have taken sides.
    pub fn victory_probability(&self, challenger: usize, target: usize) -> f64 {
        let State {
            configuration,
            influence,
            ..
        } = self.state;
        let mut sides = [EMPTY_SIDE; 2];
        for principal in [challenger, target] {
            let utilities = self.utilities.row(principal);
            let difference = utilities[challenger] - utilities[target];
            join(
                &mut sides,
                vote(configuration.vote, influence[principal], difference),
            );
        }
        let principals = sides;
        for third in 0..influence.len() {
            if third != challenger && third != target {
                let utilities = self.utilities.row(third);
                let utilities = [utilities[challenger], utilities[target], utilities[third]];
                join(
                    &mut sides,
                    third_party_vote(configuration, influence[third], principals, utilities),
                );
            }
        }
        sides[0] / (sides[0] + sides[1])
    }
}

/// A third party's vote, positive for the challenger.
///
/// It first guesses who would win with its help against the principals alone, then compares the expected utility of
/// the three positions involved if it joins the challenger and if it joins the target. `utilities` are its utilities
/// of the challenger's, the target's and its own position.
pub fn third_party_vote(
    configuration: &Configuration,
    influence: f64,
    principals: [f64; 2],
    [challenger, target, own]: [f64; 3],
) -> f64 {
    let mut sides = principals;
    join(
        &mut sides,
        vote(configuration.vote, influence, challenger - target),
    );
    let odds = sides[0] / (sides[0] + sides[1]);
    let (keep_if_challenger_wins, keep_if_target_wins) = match configuration.third_party {
        ThirdParty::FullCommit => ([challenger; 2], [target; 2]),
        ThirdParty::SemiCommit => ([own, challenger], [target, own]),
        ThirdParty::NoCommit => ([own; 2], [own; 2]),
    };
    let joining = |side: usize| {
        odds * (2.0 * challenger + keep_if_challenger_wins[side])
            + (1.0 - odds) * (2.0 * target + keep_if_target_wins[side])
    };
    vote(configuration.vote, influence, joining(0) - joining(1))
}

/// Adds a signed vote to the side it is for.
fn join(sides: &mut [f64; 2], vote: f64) {
    if vote > 0.0 {
        sides[0] += vote;
    } else {
        sides[1] -= vote;
    }
}
