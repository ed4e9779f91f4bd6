//! A vote on the head: who would vote against, in the Presidium and in the Central Committee, and how
//! likely they are the majority.
//!
//! The log odds that a member votes against rise with nearness to the rival, with the power of the
//! head beyond the mean, with the member's own chance of being left out of the ruling coalition and with what has
//! failed; they fall with a seat owed to the head, as long as the debt is fresh, and with the danger
//! of losing. The Central Committee votes as the full members whom its own members follow, but those
//! who owe their posts to the First Secretary vote with that debt. Our formalisation.

use kernel::math;

use super::coding::Base;
use super::{Leadership, Moment, outcome};
use crate::parameters::Vote;

/// Slope of the logistic curve that stands in for the normal one; the two differ by less than 0.01.
const NORMAL_SLOPE: f64 = 1.702;
/// Least deviation of a tally: nobody is entirely sure of a count.
const LEAST_DEVIATION: f64 = 0.02;
/// Keeps two members at one point apart in ratios.
const APART: f64 = 1e-6;

/// Votes against the head: expected share, and its variance.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Tally {
    against: f64,
    variance: f64,
}

impl Tally {
    fn add(&mut self, weight: f64, chance: f64) {
        self.against += weight * chance;
        self.variance += weight * weight * chance * (1.0 - chance);
    }

    /// Adds the votes of many who decide one by one: their sum is all but certain.
    fn add_many(&mut self, weight: f64, chance: f64) {
        self.against += weight * chance;
    }

    /// Chance that more than a share of the votes is against.
    fn carries(self, share: f64) -> f64 {
        let deviation = self.variance.sqrt().max(LEAST_DEVIATION);
        logistic(NORMAL_SLOPE * (self.against - share) / deviation)
    }
}

/// A vote for one rival: chances by member of the list of voters, and the two counts.
struct Division {
    against: Vec<f64>,
    presidium: Tally,
    committee: Tally,
}

/// Weighs a vote on the head for the rival with whom it would most likely be carried.
pub(super) fn weigh(leadership: &mut Leadership, moment: &Moment<'_>) {
    let leader = leadership.state.leader as usize;
    let voting = leadership.voting();
    let share = f64::from(moment.parameters.leadership.majority);
    let rivals = voting.iter().filter(|&&at| at != leader);
    let votes = rivals.map(|&rival| divide(leadership, moment, &voting, rival));
    let best = votes.reduce(|best, own| {
        let better = own.presidium.carries(share) > best.presidium.carries(share);
        if better { own } else { best }
    });
    let Some(best) = best else {
        return;
    };
    let state = &mut leadership.state;
    state.presidium_support = 1.0 - best.presidium.against;
    state.committee_support = 1.0 - best.committee.against;
    state.presidium_carries = best.presidium.carries(share);
    state.committee_carries = best.committee.carries(share);
    for (&at, against) in voting.iter().zip(best.against) {
        leadership.members[at].against = against;
    }
}

fn divide(
    leadership: &Leadership,
    moment: &Moment<'_>,
    voting: &[usize],
    rival: usize,
) -> Division {
    let mut division = Division {
        against: Vec::with_capacity(voting.len()),
        presidium: Tally::default(),
        committee: Tally::default(),
    };
    let (leader, block) = (leadership.state.leader, leadership.state.owed_votes);
    let heads_block = leader == leadership.state.first_secretary;
    for &at in voting {
        let member = &leadership.members[at];
        let chance = match at as u32 == leader {
            true => 0.0,
            false => logistic(odds(leadership, moment, at, rival)),
        };
        division.against.push(chance);
        division.presidium.add(member.presidium, chance);
        let first = at as u32 == leadership.state.first_secretary;
        let own = member.committee - if first { block } else { 0.0 };
        division.committee.add(own, chance);
        if first && !heads_block {
            division.committee.add(block, chance);
        }
    }
    if heads_block {
        let chance = of_appointed(leadership, moment, voting, rival);
        division.committee.add_many(block, chance);
    }
    division
}

/// Log odds that a full member votes against.
fn odds(leadership: &Leadership, moment: &Moment<'_>, at: usize, rival: usize) -> f64 {
    let p: Vote = moment.parameters.vote;
    let leader = leadership.state.leader as usize;
    common_odds(leadership, moment, at, rival)
        + f64::from(p.threat) * overweight(leadership, leader)
        + f64::from(p.fear) * leadership.members[at].left_out(moment)
        - f64::from(p.patronage) * owed(leadership, moment, at)
}

/// The part of the log odds that does not hang on a seat in the Presidium.
fn common_odds(leadership: &Leadership, moment: &Moment<'_>, at: usize, rival: usize) -> f64 {
    let p: Vote = moment.parameters.vote;
    let leader = leadership.state.leader as usize;
    let profiles = &leadership.profiles;
    let to = |other: usize| outcome::distance(&profiles[at], &profiles[other].position) + APART;
    let nearer = (to(leader) - to(rival)) / (to(leader) + to(rival));
    f64::from(p.policy) * nearer + leadership.state.failures - f64::from(p.caution)
}

/// Share of a member's power by which it exceeds the mean of the full members; below zero for the
/// weak, at least -1.
fn overweight(leadership: &Leadership, at: usize) -> f64 {
    let count = leadership.members.iter().filter(|own| own.votes()).count();
    let own = leadership.members[at].presidium * count as f64;
    (1.0 - 1.0 / own.max(0.5)).max(-1.0)
}

/// How much of a seat is still owed to the head: nothing if it was taken before the head rose.
fn owed(leadership: &Leadership, moment: &Moment<'_>, at: usize) -> f64 {
    let entered = leadership.members[at].entered;
    if entered == 0 || entered < leadership.state.since {
        return 0.0;
    }
    let weeks = u32::from(moment.week.0).saturating_sub(entered);
    super::left_of(weeks, moment.parameters.vote.patronage_half_life)
}

/// Chance that those who owe their posts to the head vote against: they think as the full members from
/// the apparatus do, by their power, owe the whole debt, and are no rivals for the head's place.
fn of_appointed(
    leadership: &Leadership,
    moment: &Moment<'_>,
    voting: &[usize],
    rival: usize,
) -> f64 {
    let (mut sum, mut weights) = (0.0, 0.0);
    for &at in voting {
        let apparatus = leadership.profiles[at].base == Base::Apparatus;
        if apparatus && at as u32 != leadership.state.leader {
            let power = leadership.members[at].presidium;
            let odds = common_odds(leadership, moment, at, rival);
            sum += power * logistic(odds - f64::from(moment.parameters.vote.patronage));
            weights += power;
        }
    }
    if weights > 0.0 { sum / weights } else { 0.0 }
}

fn logistic(x: f64) -> f64 {
    f64::from(math::logistic(x as f32))
}
