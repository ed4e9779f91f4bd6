//! Votes, coalitions and the probabilistic Condorcet election.

use super::configuration::{Configuration, Election, VictoryRule, VotingRule};
use super::table::Table;

/// Strength that every coalition has even without members.
const EMPTY_COALITION: f64 = 1e-8;
/// Difference of utility at which a binary vote reaches full strength.
const BINARY_VOTE_SPAN: f64 = 1e-8;
/// Odds that win for certain under the binary victory rule.
const BINARY_VICTORY_ODDS: f64 = 1.1;
/// What the loser keeps under the binary victory rule.
const BINARY_VICTORY_REMNANT: f64 = 1e-6;
/// Incentive of the standing option to stay, so that an unchallenged option keeps its place.
const STANDING_INCENTIVE: f64 = 1e-10;
/// Largest change of a probability at which a Markov election counts as settled.
const SETTLED: f64 = 1e-12;
/// Iterations after which a Markov election returns its last state.
const MOST_ITERATIONS: usize = 20_000;

/// An actor's vote for one option over another: positive for the first.
///
/// `weight` is the actor's voting strength, `difference` the utility of the first option minus that of the second.
pub fn vote(rule: VotingRule, weight: f64, difference: f64) -> f64 {
    let binary = (difference / BINARY_VOTE_SPAN).clamp(-1.0, 1.0);
    let cubic = difference * difference * difference;
    weight
        * match rule {
            VotingRule::Proportional => difference,
            VotingRule::Binary => binary,
            VotingRule::ProportionalBinary => 0.8 * difference + 0.2 * binary,
            VotingRule::ProportionalCubic => 0.5 * difference + 0.5 * cubic,
            VotingRule::Cubic => cubic,
            VotingRule::AsymmetricProspect if difference > 0.0 => 2.0 / 3.0 * difference,
            VotingRule::AsymmetricProspect => difference,
        }
}

/// Strength of the coalition for each option (row) against each other option (column).
///
/// `vote(voter, first, second)` must be positive for the first option and change its sign with the order.
pub fn coalitions(
    options: usize,
    voters: usize,
    vote: impl Fn(usize, usize, usize) -> f64,
) -> Table {
    let mut strengths = Table::from_fn(options, options, |_, _| EMPTY_COALITION);
    for first in 0..options {
        for second in 0..first {
            for voter in 0..voters {
                let strength = vote(voter, first, second);
                if strength > 0.0 {
                    strengths[(first, second)] += strength;
                } else {
                    strengths[(second, first)] -= strength;
                }
            }
        }
    }
    strengths
}

/// Probability that each option (row) beats each other option (column); one half against itself.
pub fn victory(rule: VictoryRule, coalitions: &Table) -> Table {
    let options = coalitions.rows();
    Table::from_fn(options, options, |first, second| match first == second {
        true => 0.5,
        false => pair_victory(
            rule,
            coalitions[(first, second)],
            coalitions[(second, first)],
        ),
    })
}

/// Probability that a coalition beats another of the strengths given.
pub fn pair_victory(rule: VictoryRule, strength: f64, against: f64) -> f64 {
    let square = |x: f64| x * x;
    let share = |own: f64, other: f64| own / (own + other);
    match rule {
        VictoryRule::Linear => share(strength, against),
        VictoryRule::Square => share(square(strength), square(against)),
        VictoryRule::Quartic => share(square(square(strength)), square(square(against))),
        VictoryRule::Octic => share(
            square(square(square(strength))),
            square(square(square(against))),
        ),
        VictoryRule::Binary if strength >= BINARY_VICTORY_ODDS * against => {
            share(1.0, BINARY_VICTORY_REMNANT)
        }
        VictoryRule::Binary if against >= BINARY_VICTORY_ODDS * strength => {
            share(BINARY_VICTORY_REMNANT, 1.0)
        }
        VictoryRule::Binary => {
            (share(strength, against) * (BINARY_VICTORY_ODDS + 1.0) - 1.0)
                / (BINARY_VICTORY_ODDS - 1.0)
        }
    }
}

/// Probability of each option under the coalition strengths given; they sum to one.
pub fn elect(election: Election, rule: VictoryRule, coalitions: &Table) -> Vec<f64> {
    let victory = victory(rule, coalitions);
    match election {
        Election::Conditional => conditional(&victory),
        Election::MarkovUniform => {
            let options = victory.rows();
            markov(
                &victory,
                &Table::from_fn(options, options, |_, _| 1.0 / options as f64),
            )
        }
        Election::MarkovIncentive => {
            markov(&victory, &challenge_by_incentive(&victory, coalitions))
        }
    }
}

/// An election among options of known utility: the three steps above in one.
pub fn decide(
    configuration: &Configuration,
    weights: &[f64],
    options: usize,
    utility: impl Fn(usize, usize) -> f64,
) -> Vec<f64> {
    let coalitions = coalitions(options, weights.len(), |voter, first, second| {
        vote(
            configuration.vote,
            weights[voter],
            utility(voter, first) - utility(voter, second),
        )
    });
    elect(configuration.election, configuration.victory, &coalitions)
}

/// The product of an option's victories over all options, scaled to sum to one; in logarithms, because a product over
/// many options leaves the range of floating-point numbers.
fn conditional(victory: &Table) -> Vec<f64> {
    let logarithms: Vec<f64> = (0..victory.rows())
        .map(|option| victory.row(option).iter().map(|&p| libm::log(p)).sum())
        .collect();
    let largest = logarithms.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if !largest.is_finite() {
        return vec![1.0 / logarithms.len() as f64; logarithms.len()];
    }
    normalised(
        logarithms
            .iter()
            .map(|logarithm| libm::exp(logarithm - largest))
            .collect(),
    )
}

/// Probability that an option (row) challenges when another (column) stands.
fn challenge_by_incentive(victory: &Table, coalitions: &Table) -> Table {
    let options = victory.rows();
    let incentive = Table::from_fn(options, options, |challenger, standing| {
        let stay = if challenger == standing {
            STANDING_INCENTIVE
        } else {
            0.0
        };
        coalitions[(challenger, standing)] * victory[(challenger, standing)] + stay
    });
    let totals: Vec<f64> = (0..options)
        .map(|standing| {
            (0..options)
                .map(|challenger| incentive[(challenger, standing)])
                .sum()
        })
        .collect();
    Table::from_fn(options, options, |challenger, standing| {
        incentive[(challenger, standing)] / totals[standing]
    })
}

/// The stationary state of challenge and victory, by damped iteration from the uniform distribution.
fn markov(victory: &Table, challenge: &Table) -> Vec<f64> {
    let options = victory.rows();
    let mut probability = vec![1.0 / options as f64; options];
    for _ in 0..MOST_ITERATIONS {
        let next: Vec<f64> = (0..options)
            .map(|option| {
                (0..options)
                    .map(|other| {
                        let contests = probability[option] * challenge[(other, option)]
                            + probability[other] * challenge[(option, other)];
                        victory[(option, other)] * contests
                    })
                    .sum()
            })
            .collect();
        let change = next
            .iter()
            .zip(&probability)
            .map(|(new, old): (&f64, &f64)| (new - old).abs())
            .fold(0.0, f64::max);
        probability = probability
            .iter()
            .zip(&next)
            .map(|(old, new)| f64::midpoint(*old, *new))
            .collect();
        if change < SETTLED {
            break;
        }
    }
    normalised(probability)
}

fn normalised(mut weights: Vec<f64>) -> Vec<f64> {
    let total: f64 = weights.iter().sum();
    weights.iter_mut().for_each(|weight| *weight /= total);
    weights
}
