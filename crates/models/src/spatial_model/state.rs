//! The actors at one moment: distances, risk attitudes and what each actor believes of the others.

use super::actor::Actor;
use super::configuration::{Configuration, RiskEstimate, RiskRange};
use super::election;
use super::table::Table;

/// Distance on the 0 to 1 scale below which two positions are one option in the reported election.
const SAME_POSITION: f64 = 1e-3;

/// Positions and ideals of all actors with everything the model infers from them before anybody acts.
#[derive(Clone, Debug)]
pub struct State<'a> {
    /// The actors' fixed data.
    pub actors: &'a [Actor],
    /// The switches of the run.
    pub configuration: &'a Configuration,
    /// Position of each actor.
    pub positions: Vec<Vec<f64>>,
    /// Ideal of each actor: what it measures positions against.
    pub ideals: Vec<Vec<f64>>,
    /// Probability of each actor's position in the risk-neutral election, duplicates included.
    pub neutral_probabilities: Vec<f64>,
    /// Risk attitude of each actor.
    pub risk: Vec<f64>,
    /// Distance from an actor's ideal (row) to an actor's position (column), as the first feels it.
    pub distances: Table,
    /// Influence of each actor: capability times total salience.
    pub influence: Vec<f64>,
}

impl<'a> State<'a> {
    /// Infers distances and risk attitudes from the positions.
    pub fn new(
        actors: &'a [Actor],
        configuration: &'a Configuration,
        positions: Vec<Vec<f64>>,
        ideals: Vec<Vec<f64>>,
    ) -> State<'a> {
        let count = actors.len();
        let distances = Table::from_fn(count, count, |actor, other| {
            actors[actor].distance(&ideals[actor], &positions[other])
        });
        let capabilities: Vec<f64> = actors.iter().map(|actor| actor.capability).collect();
        let neutral_probabilities =
            election::decide(configuration, &capabilities, count, |voter, option| {
                utility(distances[(voter, option)], 0.0)
            });
        let risk = risk_attitudes(configuration.risk, &neutral_probabilities);
        let influence = actors.iter().map(Actor::influence).collect();
        State {
            actors,
            configuration,
            positions,
            ideals,
            neutral_probabilities,
            risk,
            distances,
            influence,
        }
    }

    /// Utility to `actor` of the position of `other`, with its true risk attitude.
    pub fn own_utility(&self, actor: usize, other: usize) -> f64 {
        utility(self.distances[(actor, other)], self.risk[actor])
    }

    /// What `observer` takes to be the utility to `actor` of the position of `other`.
    pub fn estimated_utility(&self, observer: usize, actor: usize, other: usize) -> f64 {
        let risk = estimated_risk(
            self.configuration.estimate,
            self.risk[observer],
            self.risk[actor],
        );
        utility(self.distances[(actor, other)], risk)
    }

    /// Capability of each actor.
    pub fn capabilities(&self) -> Vec<f64> {
        self.actors.iter().map(|actor| actor.capability).collect()
    }

    /// Probability of each actor's position; actors at one point share one option and get its whole probability.
    pub fn probabilities(&self) -> Vec<f64> {
        let representative = self.representatives();
        let mut options = representative.clone();
        options.sort_unstable();
        options.dedup();
        let elected = election::decide(
            self.configuration,
            &self.capabilities(),
            options.len(),
            |voter, option| self.own_utility(voter, options[option]),
        );
        let place = |actor: &usize| options.partition_point(|option| option < actor);
        representative
            .iter()
            .map(|actor| elected[place(actor)])
            .collect()
    }

    /// For each actor the first actor that stands at the same point.
    fn representatives(&self) -> Vec<usize> {
        let mut representatives: Vec<usize> = Vec::with_capacity(self.positions.len());
        for (index, position) in self.positions.iter().enumerate() {
            let earlier = (0..index).find(|&other| {
                representatives[other] == other
                    && euclidean(position, &self.positions[other]) < SAME_POSITION
            });
            representatives.push(earlier.unwrap_or(index));
        }
        representatives
    }
}

/// Utility of a position at a distance of 0 (the ideal) to 1 (the opposite corner) for a risk attitude from -1 to 1.
///
/// `(1 - d)(1 + dR)` up to distance one and `(1 - d)(1 + R)` beyond.
pub fn utility(distance: f64, risk: f64) -> f64 {
    (1.0 - distance) * (1.0 + distance.min(1.0) * risk)
}

/// Risk attitudes from the probabilities of the risk-neutral election: the likelier its position, the more an actor
/// dares. When all positions are equally likely nobody stands out and everybody stays risk-neutral.
pub fn risk_attitudes(range: RiskRange, probabilities: &[f64]) -> Vec<f64> {
    let least = probabilities.iter().copied().fold(f64::INFINITY, f64::min);
    let most = probabilities
        .iter()
        .copied()
        .fold(f64::NEG_INFINITY, f64::max);
    let spread = most - least;
    let attitude = |probability: f64| match range {
        RiskRange::Min => (probability - least) / spread,
        RiskRange::Mid => (3.0 * probability - most - 2.0 * least) / (2.0 * spread),
        RiskRange::Max => (2.0 * probability - most - least) / spread,
    };
    probabilities
        .iter()
        .map(|&probability| {
            if spread > 0.0 {
                attitude(probability)
            } else {
                0.0
            }
        })
        .collect()
}

/// An observer's estimate of another actor's risk attitude.
pub fn estimated_risk(estimate: RiskEstimate, observer: f64, actor: f64) -> f64 {
    match estimate {
        RiskEstimate::Full => actor,
        RiskEstimate::TwoThirds => (observer + 2.0 * actor) / 3.0,
        RiskEstimate::Half => f64::midpoint(observer, actor),
        RiskEstimate::OneThird => (2.0 * observer + actor) / 3.0,
        RiskEstimate::None => observer,
    }
}

/// Plain distance between two points.
pub(super) fn euclidean(first: &[f64], second: &[f64]) -> f64 {
    first
        .iter()
        .zip(second)
        .map(|(a, b)| (a - b) * (a - b))
        .sum::<f64>()
        .sqrt()
}
