//! The expected-utility model of group decisions by Bueno de Mesquita, as reconstructed by Scholz, Calbert and Smith
//! (2011, "Unravelling Bueno de Mesquita's group decision model", Journal of Theoretical Politics 23(4)).
//!
//! Actors on one line challenge each other; each dyad ends in conflict, compromise, capitulation or stalemate, and the
//! loser moves. The printed equations leave several choices open, and no reading of them yields the published table.
//! Two readings are kept side by side as a [`Mode`]; neither is "the" model:
//!
//! - [`Mode::Literal`] reads the equations as printed.
//! - [`Mode::Table`] is the reading that comes nearest to the published table; it departs from the equations in the
//!   probability of victory and in how actors choose among offers.
//!
//! Results belong beside [`crate::baseline`]: on 351 coded decisions of the European Union the weighted mean did better.

mod literal;
mod table;
mod verify;

use serde::{Deserialize, Serialize};

use crate::baseline;

pub use literal::{expected_utilities, success_probability};
pub use verify::{CAR_EMISSIONS, cases};

/// One actor on the line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Actor {
    /// Share of capabilities; positive, any common unit.
    pub capability: f64,
    /// Position, in the units of the issue.
    pub position: f64,
    /// Salience, 0 to 1: also the probability that the actor resists a challenge.
    pub salience: f64,
}

/// Which reading of the publication to follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// The reading nearest to the published table.
    Table,
    /// The equations as printed.
    Literal,
}

/// When a run ends before its rounds are used up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stopping {
    /// A round is quiet if the median moves less than this, in the units of the issue.
    pub quiet_move: f64,
    /// Quiet rounds in a row that end the run.
    pub quiet_rounds: usize,
}

/// The state after a round.
#[derive(Clone, Debug, PartialEq)]
pub struct Round {
    /// Position of each actor.
    pub positions: Vec<f64>,
    /// Median of positions, weighted by capability times salience: the forecast.
    pub median: f64,
    /// Mean of positions, weighted likewise.
    pub mean: f64,
}

/// The model with its actors.
#[derive(Clone, Debug, PartialEq)]
pub struct ExpectedUtility {
    /// The actors at the start.
    pub actors: Vec<Actor>,
    /// Which reading to follow.
    pub mode: Mode,
    /// Probability Q that nothing happens when nobody challenges, 0 to 1; the replication uses 1.
    pub status_quo: f64,
}

impl ExpectedUtility {
    /// Plays at most `rounds` rounds; entry 0 of the result is the start.
    pub fn run(&self, rounds: usize, stopping: Option<Stopping>) -> Vec<Round> {
        let mut history =
            vec![self.round(self.actors.iter().map(|actor| actor.position).collect())];
        let initial_range = range(&history[0].positions);
        while history.len() <= rounds && !stopping.is_some_and(|stopping| quiet(&history, stopping))
        {
            let current = self.at(&history[history.len() - 1].positions);
            let positions = match self.mode {
                Mode::Literal => literal::next_positions(&current, self.status_quo),
                Mode::Table => table::next_positions(&current, initial_range, self.status_quo),
            };
            history.push(self.round(positions));
        }
        history
    }

    fn at(&self, positions: &[f64]) -> Vec<Actor> {
        self.actors
            .iter()
            .zip(positions)
            .map(|(actor, &position)| Actor { position, ..*actor })
            .collect()
    }

    fn round(&self, positions: Vec<f64>) -> Round {
        let weights = weights(&self.actors);
        let median = baseline::weighted_median(&positions, &weights);
        let mean = baseline::weighted_mean(&positions, &weights);
        Round {
            positions,
            median,
            mean,
        }
    }
}

/// Votes for one position over another, summed over actors: positive if the first wins; `range` scales distances.
pub fn votes(actors: &[Actor], first: f64, second: f64, range: f64) -> f64 {
    actors
        .iter()
        .map(|actor| {
            let distance = |position: f64| (actor.position - position).abs();
            actor.capability * actor.salience * (distance(second) - distance(first)) / range
        })
        .sum()
}

/// Risk exponents from security levels: 2 for the actor least threatened, 1/2 for the one most threatened.
///
/// `R = (2S - max - min)/(max - min)`, `r = (1 - R/3)/(1 + R/3)`; one if all are equally secure.
pub fn risk_exponents(security: &[f64]) -> Vec<f64> {
    let least = security.iter().copied().fold(f64::INFINITY, f64::min);
    let most = security.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let exponent = |level: f64| {
        let basis = (2.0 * level - most - least) / (most - least);
        (1.0 - basis / 3.0) / (1.0 + basis / 3.0)
    };
    security
        .iter()
        .map(|&level| if most > least { exponent(level) } else { 1.0 })
        .collect()
}

/// Sum of what all others expect of challenging each actor: column sums of a square matrix.
pub fn security_levels(utilities: &[Vec<f64>]) -> Vec<f64> {
    (0..utilities.len())
        .map(|actor| utilities.iter().map(|row| row[actor]).sum())
        .collect()
}

/// Utility on the scale of the model for a share from 0 (best) to 1 (worst) and a risk exponent.
fn scaled_utility(share: f64, exponent: f64) -> f64 {
    2.0 - 4.0 * libm::pow(share, exponent)
}

fn weights(actors: &[Actor]) -> Vec<f64> {
    actors
        .iter()
        .map(|actor| actor.capability * actor.salience)
        .collect()
}

fn range(positions: &[f64]) -> f64 {
    let least = positions.iter().copied().fold(f64::INFINITY, f64::min);
    positions.iter().copied().fold(f64::NEG_INFINITY, f64::max) - least
}

/// Whether the median moved little in each of the last rounds; the start counts as no round.
fn quiet(history: &[Round], stopping: Stopping) -> bool {
    let moves: Vec<f64> = history[1..]
        .windows(2)
        .map(|pair| (pair[1].median - pair[0].median).abs())
        .collect();
    moves.len() >= stopping.quiet_rounds
        && moves
            .iter()
            .rev()
            .take(stopping.quiet_rounds)
            .all(|&change| change < stopping.quiet_move)
}
