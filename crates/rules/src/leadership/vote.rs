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

/// A full member before a vote on the head: what does not depend on the rival.
struct Voter {
    at: usize,
    /// Distance from the head's position.
    to_head: f64,
    /// Log odds of a vote against that come from a seat in the Presidium.
    of_seat: f64,
}

/// A vote for one rival: chances by member of the list of voters, and the two counts.
struct Division {
    against: Vec<f64>,
    presidium: Tally,
    committee: Tally,
}

/// Weighs a vote on the head for the rival with whom it would most likely be carried.
pub(super) fn weigh(leadership: &mut Leadership, moment: &Moment<'_>) {
    let voters = voters(leadership, moment);
    let share = f64::from(moment.parameters.leadership.majority);
    let leader = leadership.state.leader as usize;
    let rivals = voters.iter().map(|own| own.at).filter(|&at| at != leader);
    let votes = rivals.map(|rival| divide(leadership, moment, &voters, rival));
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
    for (voter, against) in voters.iter().zip(best.against) {
        leadership.members[voter.at].against = against;
    }
}

fn voters(leadership: &Leadership, moment: &Moment<'_>) -> Vec<Voter> {
    let p: Vote = moment.parameters.vote;
    let voting = leadership.voting();
    let leader = leadership.state.leader as usize;
    let Some(head) = leadership.profiles.get(leader) else {
        return Vec::new();
    };
    let threat = f64::from(p.threat) * overweight(leadership, leader, voting.len());
    let voter = |at: usize| Voter {
        at,
        to_head: outcome::distance(&leadership.profiles[at], &head.position) + APART,
        of_seat: threat + f64::from(p.fear) * leadership.members[at].left_out(moment)
            - f64::from(p.patronage) * owed(leadership, moment, at),
    };
    voting.into_iter().map(voter).collect()
}

fn divide(
    leadership: &Leadership,
    moment: &Moment<'_>,
    voters: &[Voter],
    rival: usize,
) -> Division {
    let mut division = Division {
        against: Vec::with_capacity(voters.len()),
        presidium: Tally::default(),
        committee: Tally::default(),
    };
    let (leader, block) = (leadership.state.leader, leadership.state.owed_votes);
    let heads_block = leader == leadership.state.first_secretary;
    let mut appointed = Appointed::default();
    for voter in voters {
        let at = voter.at;
        let member = &leadership.members[at];
        let odds = odds_of_all(leadership, moment, voter, rival);
        let chance = match at as u32 == leader {
            true => 0.0,
            false => logistic(odds + voter.of_seat),
        };
        division.against.push(chance);
        division.presidium.add(member.presidium, chance);
        let first = at as u32 == leadership.state.first_secretary;
        let own = member.committee - if first { block } else { 0.0 };
        division.committee.add(own, chance);
        if first && !heads_block {
            division.committee.add(block, chance);
        }
        if heads_block && at as u32 != leader {
            appointed.follow(leadership, moment, at, odds);
        }
    }
    division.committee.add_many(block, appointed.chance());
    division
}

/// The part of the log odds of a vote against the head that does not hang on a seat in the Presidium.
fn odds_of_all(leadership: &Leadership, moment: &Moment<'_>, voter: &Voter, rival: usize) -> f64 {
    let p: Vote = moment.parameters.vote;
    let profiles = &leadership.profiles;
    let to_rival = outcome::distance(&profiles[voter.at], &profiles[rival].position) + APART;
    let nearer = (voter.to_head - to_rival) / (voter.to_head + to_rival);
    f64::from(p.policy) * nearer + leadership.state.failures - f64::from(p.caution)
}

/// Those who owe their posts to the head: they think as the full members from the apparatus do, by
/// their power, owe the whole debt, and are no rivals for the head's place.
#[derive(Debug, Clone, Copy, Default)]
struct Appointed {
    against: f64,
    weights: f64,
}

impl Appointed {
    /// Lets them follow a full member by its power, if it comes from the apparatus.
    fn follow(&mut self, leadership: &Leadership, moment: &Moment<'_>, at: usize, odds: f64) {
        if leadership.profiles[at].base != Base::Apparatus {
            return;
        }
        let power = leadership.members[at].presidium;
        self.against += power * logistic(odds - f64::from(moment.parameters.vote.patronage));
        self.weights += power;
    }

    /// Chance that they vote against the head.
    fn chance(self) -> f64 {
        match self.weights > 0.0 {
            true => self.against / self.weights,
            false => 0.0,
        }
    }
}

/// Share of a member's power by which it exceeds the mean of the full members; below zero for the
/// weak, at least -1.
fn overweight(leadership: &Leadership, at: usize, members: usize) -> f64 {
    let own = leadership.members[at].presidium * members as f64;
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

fn logistic(x: f64) -> f64 {
    f64::from(math::logistic(x as f32))
}
