//! Who follows whom where the model decides: a leader is elected by the Central Committee, candidates
//! rise, new candidates come in.

use kernel::philox::{self, unit};
use world::Leader;

use super::seats::{PRESIDIUM, filled};
use super::state::{NOBODY, Seat};
use super::steer::FOLLOWING;
use super::{Leadership, Moment, powers, seats};
use crate::purpose;

/// Full members below which nobody is removed.
pub(super) const LEAST_FULL: usize = 6;
/// Full members above which nobody is added.
const MOST_FULL: u32 = 15;
/// Weeks ahead of the recorded entry from which somebody can be taken in.
const EARLY: u16 = 104;

/// Takes over from the record: those whose recorded time is over do not come back, and the levers
/// that follow start from where they stand.
pub(super) fn take_over(leadership: &mut Leadership, moment: &Moment<'_>) {
    let week = moment.week.0;
    for (member, leader) in leadership.members.iter_mut().zip(moment.leaders) {
        let in_body = leader.spells.iter().filter(|own| own.body == PRESIDIUM);
        let over = in_body.into_iter().all(|own| own.to <= week);
        member.gone |= u32::from(over && member.place() == Seat::Out);
    }
    for (level, (lever, _, _)) in leadership.state.levels.iter_mut().zip(FOLLOWING) {
        *level = f64::from(moment.calendar.get(lever).unwrap_or_default());
    }
}

/// Takes a member out for good.
pub(super) fn leave(leadership: &mut Leadership, at: usize) {
    let member = &mut leadership.members[at];
    member.seat = Seat::Out as u32;
    member.gone = 1;
    if leadership.state.first_secretary == at as u32 {
        leadership.state.first_secretary = NOBODY;
    }
}

/// The full member with most votes in the Central Committee.
pub(super) fn elect(leadership: &Leadership) -> u32 {
    most(leadership, |member| member.committee)
}

/// The full member with most power.
pub(super) fn strongest(leadership: &Leadership) -> u32 {
    most(leadership, |member| member.power)
}

/// The first of the full members with the largest of some number.
fn most(leadership: &Leadership, get: fn(&super::MemberState) -> f64) -> u32 {
    let number = |at: usize| get(&leadership.members[at]);
    let best = leadership
        .voting()
        .into_iter()
        .reduce(|best, at| if number(at) > number(best) { at } else { best });
    best.map_or(NOBODY, |at| at as u32)
}

/// Fills the seats that the record has filled: candidates rise by power, outsiders come in.
pub(super) fn fill(leadership: &mut Leadership, moment: &Moment<'_>) {
    let recorded = seats::recorded(moment.leaders, moment.week.0);
    let full = recorded.full.min(MOST_FULL).max(LEAST_FULL as u32);
    powers::weigh(leadership, moment);
    while filled(&leadership.members).full < full {
        let Some(at) = riser(leadership).or_else(|| outsider(leadership, moment)) else {
            break;
        };
        leadership.members[at].seat = Seat::Full as u32;
    }
    while filled(&leadership.members).candidates < recorded.candidates {
        let Some(at) = outsider(leadership, moment) else {
            break;
        };
        leadership.members[at].seat = Seat::Candidate as u32;
    }
}

/// The strongest candidate.
fn riser(leadership: &Leadership) -> Option<usize> {
    let members = &leadership.members;
    let candidates = (0..members.len()).filter(|&at| members[at].place() == Seat::Candidate);
    candidates.reduce(|best, at| {
        if members[at].power > members[best].power {
            at
        } else {
            best
        }
    })
}

/// Somebody who sits or has sat by the record, or will within two years, drawn with equal chances.
fn outsider(leadership: &Leadership, moment: &Moment<'_>) -> Option<usize> {
    let free = |at: &usize| {
        let member = &leadership.members[*at];
        let known = leadership.profiles[*at].presidium && entered(&moment.leaders[*at], moment);
        member.place() == Seat::Out && member.gone == 0 && known
    };
    let pool: Vec<usize> = (0..leadership.members.len()).filter(free).collect();
    let words = philox::draw(
        moment.key,
        pool.len() as u32,
        1,
        moment.week,
        purpose::LEADER_SEAT,
    );
    let place = (unit(words[0]) * pool.len() as f32) as usize;
    pool.get(place).copied()
}

/// Whether somebody could be taken in by now.
fn entered(leader: &Leader, moment: &Moment<'_>) -> bool {
    let soon = moment.week.0.saturating_add(EARLY);
    leader
        .spells
        .iter()
        .any(|own| own.body == PRESIDIUM && own.to > 0 && own.from <= soon)
}
