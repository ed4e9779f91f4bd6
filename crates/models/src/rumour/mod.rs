//! Spread of rumours: Daley and Kendall (1965), J. Inst. Maths Applics 1, 42–55; Maki and Thompson (1973).
//!
//! Ignorants, spreaders and stiflers. A spreader contacts somebody at random; an ignorant becomes a spreader. Otherwise
//! the contact fails: in Maki and Thompson's version the spreader who called may stop, in Daley and Kendall's both stop
//! when two spreaders meet. With a patience of k a spreader stops after k failed calls. About a fifth never hear.

use num_traits::Float;

use crate::random::Random;

mod verify;

pub use verify::cases;

/// Probability that one contact passes the rumour on: the share of ignorants among the people contacted.
#[inline(always)]
pub fn spreading_probability<F: Float>(ignorants: F, others: F) -> F {
    ignorants / others
}

/// Which failed contacts make a spreader stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// Only the person who calls stops.
    MakiThompson,
    /// Two spreaders who meet both stop; a spreader who meets a stifler stops.
    DaleyKendall,
}

/// Limit share of a large population that never hears, when a spreader stops after `patience` failed calls: the root
/// below 1 of θ = e^(−(k+1)(1−θ)) for a patience k of at least 1.
pub fn never_hear(patience: u32) -> f64 {
    let k = f64::from(patience);
    // The iteration contracts at the lower root: its slope there is (k + 1) θ, which is below ½.
    (0..200).fold(0.0, |share, _| libm::exp(-(k + 1.0) * (1.0 - share)))
}

/// Limit of the variance of the number who never hear, divided by the population (Maki–Thompson, patience 1):
/// θ(1−θ)/(1−2θ).
pub fn limit_variance() -> f64 {
    let share = never_hear(1);
    share * (1.0 - share) / (1.0 - 2.0 * share)
}

/// Exact distribution of how many of `ignorants` never hear from one spreader (patience 1): entry x is P(x).
///
/// Follows the probabilities over (ignorants, spreaders) along every path; time and memory are not needed, because only
/// the order of events matters. Work is quadratic in `ignorants`.
pub fn exact(version: Version, ignorants: usize) -> Vec<f64> {
    let mut never = vec![0.0; ignorants + 1];
    // Probability of passing through (x, y) for the current number of ignorants x, by number of spreaders y.
    let mut row = vec![0.0; ignorants + 2];
    row[1] = 1.0;
    for x in (0..=ignorants).rev() {
        let mut fewer_ignorants = vec![0.0; ignorants + 2];
        for y in (1..=ignorants + 1 - x).rev() {
            let odds = step(version, x, y, ignorants + 1 - x - y);
            let weight = row[y];
            row[y - 1] += weight * odds.one_stops;
            if y >= 2 {
                row[y - 2] += weight * odds.two_stop;
            }
            if x > 0 {
                fewer_ignorants[y + 1] += weight * odds.hears;
            }
        }
        never[x] = row[0];
        row = fewer_ignorants;
    }
    never
}

/// Mean and variance of a distribution over 0, 1, 2, ….
pub fn moments(distribution: &[f64]) -> (f64, f64) {
    let mean: f64 = distribution
        .iter()
        .enumerate()
        .map(|(x, p)| x as f64 * p)
        .sum();
    let variance = distribution
        .iter()
        .enumerate()
        .map(|(x, p)| (x as f64 - mean) * (x as f64 - mean) * p)
        .sum();
    (mean, variance)
}

/// Probabilities of what the next effective contact does.
struct Odds {
    hears: f64,
    one_stops: f64,
    two_stop: f64,
}

fn step(version: Version, ignorants: usize, spreaders: usize, stiflers: usize) -> Odds {
    let (x, y, z) = (ignorants as f64, spreaders as f64, stiflers as f64);
    match version {
        Version::MakiThompson => {
            let hears = spreading_probability(x, x + y - 1.0 + z);
            Odds {
                hears,
                one_stops: 1.0 - hears,
                two_stop: 0.0,
            }
        }
        Version::DaleyKendall => {
            // Every pair with a spreader meets equally often; the common factor y is left out.
            let others = x + (y - 1.0) / 2.0 + z;
            Odds {
                hears: spreading_probability(x, others),
                one_stops: z / others,
                two_stop: (y - 1.0) / 2.0 / others,
            }
        }
    }
}

/// One random course: how many of `ignorants` never hear from one spreader.
///
/// A Maki–Thompson spreader stops after `patience` failed calls (at least 1), counted over her whole life; the
/// Daley–Kendall version knows only a patience of 1 and ignores the argument.
pub fn simulate(version: Version, ignorants: usize, patience: u32, random: &mut Random) -> usize {
    match version {
        Version::MakiThompson => simulate_calls(ignorants, patience.max(1), random),
        Version::DaleyKendall => simulate_meetings(ignorants, random),
    }
}

/// Spreaders by the number of failed calls they can still afford; all spreaders call at the same rate.
fn simulate_calls(ignorants: usize, patience: u32, random: &mut Random) -> usize {
    let others = ignorants as f64;
    let mut unheard = ignorants;
    let mut callers = vec![patience];
    while !callers.is_empty() {
        let caller = random.below(callers.len());
        if random.chance(spreading_probability(unheard as f64, others)) {
            unheard -= 1;
            callers.push(patience);
        } else if callers[caller] > 1 {
            callers[caller] -= 1;
        } else {
            callers.swap_remove(caller);
        }
    }
    unheard
}

fn simulate_meetings(ignorants: usize, random: &mut Random) -> usize {
    let (mut unheard, mut spreaders, mut stiflers) = (ignorants, 1, 0);
    while spreaders > 0 {
        let odds = step(Version::DaleyKendall, unheard, spreaders, stiflers);
        let draw = random.unit();
        if draw < odds.hears {
            unheard -= 1;
            spreaders += 1;
        } else {
            let stop = if draw < odds.hears + odds.two_stop {
                2
            } else {
                1
            };
            spreaders -= stop;
            stiflers += stop;
        }
    }
    unheard
}
