//! Challenges to the leader and removals of members: how likely they are, and, where the model
//! decides, whether they happen. The challenge of June 1957 is a decision of the calendar either way.

use kernel::philox::{self, happens, unit};
use kernel::time::WEEKS_PER_CALENDAR_YEAR;
use models::losers::Stakes;
use models::tenure::{BAND_ENDS, BANDS, RECORDED};

use super::state::{MemberState, NOBODY};
use super::{Leadership, Moment, failures, seats, succession};
use crate::purpose;

/// Chances of one week.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Chances {
    /// That the leader is challenged in the Presidium.
    pub challenge: f64,
    /// That a challenge, once made, removes the leader.
    pub success: f64,
}

/// The chances of the leader. On an alarm those who would rule without the leader move if they expect
/// to carry a vote in the Presidium; where the Central Committee can be asked, some of them count it
/// too, and it has the last word.
pub(super) fn of_leader(leadership: &Leadership, moment: &Moment<'_>) -> Chances {
    let state = &leadership.state;
    let Some(leader) = leadership.members.get(state.leader as usize) else {
        return Chances::default();
    };
    let p = &moment.parameters.leadership;
    let asked = moment.calendar.plenum >= 0.5;
    let support = if asked {
        state.committee_support
    } else {
        state.presidium_support
    };
    if support >= f64::from(p.established) {
        return Chances::default();
    }
    let success = if asked { state.committee_carries } else { 1.0 };
    let foresight = f64::from(moment.parameters.vote.foresight);
    let expected = state.presidium_carries * (1.0 - foresight * (1.0 - success));
    let acts = f64::from(p.resolve) * leader.left_out_presidium * expected;
    let rate = alarms(leadership, moment) * acts * falling_with_tenure(leadership, moment);
    Chances {
        challenge: within(rate),
        success,
    }
}

/// Alarms a week: more when more dissent is reported than usual, after unrest, and while another than
/// the head commands the police or the army.
fn alarms(leadership: &Leadership, moment: &Moment<'_>) -> f64 {
    let p = &moment.parameters.leadership;
    let reports = failures::excess(moment.country.reported, leadership.state.usual_reports);
    let more = f64::from(p.alarm_reports) * reports
        + f64::from(p.alarm_unrest) * moment.country.recent_unrest
        + f64::from(p.alarm_coercion) * f64::from(u8::from(leadership.state.guarded == 1));
    f64::from(p.alarm) * (1.0 + more)
}

/// Chance of an event of a weekly rate within a week.
fn within(rate: f64) -> f64 {
    1.0 - f64::from(kernel::math::exp(-rate as f32))
}

/// Coups at this time in office against those of the first year, among 699 recorded leaders.
fn falling_with_tenure(leadership: &Leadership, moment: &Moment<'_>) -> f64 {
    if moment.parameters.leadership.tenure_hazard < 0.5 {
        return 1.0;
    }
    let weeks = u32::from(moment.week.0).saturating_sub(leadership.state.since);
    let years = f64::from(weeks) / WEEKS_PER_CALENDAR_YEAR;
    let band = BAND_ENDS.iter().position(|end| years < *end);
    let rates = RECORDED.coup_rates();
    rates[band.unwrap_or(BANDS - 1)] / rates[0]
}

/// Chance that a member other than the leader loses the seat this week.
pub(super) fn of_member(leadership: &Leadership, at: usize, moment: &Moment<'_>) -> f64 {
    let p = &moment.parameters.leadership;
    let member = &leadership.members[at];
    let left_out = f64::from(p.purges) * member.left_out(moment) * member.threat;
    within(left_out + f64::from(p.reprisals) * member.defeated)
}

/// Whether an incumbent with so many executions spares a beaten rival.
pub(super) fn spares(executions: u32, moment: &Moment<'_>) -> bool {
    let p = &moment.parameters.losers;
    let stakes = Stakes {
        quiet_years: f64::from(p.quiet_years),
        discount: f64::from(p.discount),
        loss_probability: f64::from(p.loss_probability),
        survival: 1.0,
        first_risk: f64::from(p.first_risk),
        mark: f64::from(p.mark),
    };
    stakes.spares(executions)
}

/// Draws the challenges and removals of the week where the model decides.
pub(super) fn week(leadership: &mut Leadership, moment: &Moment<'_>) {
    forget(leadership, moment);
    if leadership.state.endogenous == 0 {
        leadership.state.executions = u32::from(moment.calendar.beria_sits < 0.25);
        if leadership.standing.challenges > 0 {
            decided(leadership, moment.calendar.plenum < 0.5);
        }
        return;
    }
    let leader = leadership.state.leader;
    if leader != NOBODY {
        against_leader(leadership, leader, moment);
    }
    for at in leadership.voting() {
        if at as u32 == leader || leadership.voting().len() <= succession::LEAST_FULL {
            continue;
        }
        let words = draw(moment, at as u32, purpose::LEADER_SEAT);
        if happens(words[0], of_member(leadership, at, moment)) {
            lose(leadership, at, moment);
        } else if happens(
            words[1],
            f64::from(moment.parameters.leadership.natural_exits),
        ) {
            succession::leave(leadership, at);
        }
    }
}

/// Notes who stood on the losing side of a challenge: those against a leader who stays, those with one
/// who falls.
fn decided(leadership: &mut Leadership, falls: bool) {
    let leader = leadership.state.leader as usize;
    for at in leadership.voting().into_iter().filter(|&at| at != leader) {
        let member = &mut leadership.members[at];
        member.defeated = if falls {
            1.0 - member.against
        } else {
            member.against
        };
    }
}

/// Lets a week pass over the memory of who stood where.
fn forget(leadership: &mut Leadership, moment: &Moment<'_>) {
    let kept = super::left_of(1, moment.parameters.leadership.reprisals_half_life);
    for member in &mut leadership.members {
        member.defeated *= kept;
    }
}

fn draw(moment: &Moment<'_>, leader: u32, purpose: kernel::Purpose) -> [u32; 4] {
    philox::draw(moment.key, leader, 0, moment.week, purpose)
}

fn against_leader(leadership: &mut Leadership, leader: u32, moment: &Moment<'_>) {
    let chances = of_leader(leadership, moment);
    let words = draw(moment, leader, purpose::CHALLENGE);
    let made = seats::rises(moment, "elite.challenge_1957");
    if made || happens(words[0], chances.challenge) {
        leadership.standing.challenges += 1;
        let falls = f64::from(unit(words[1])) < chances.success;
        decided(leadership, falls);
        if falls {
            lose(leadership, leader as usize, moment);
        }
    } else if happens(
        words[2],
        f64::from(moment.parameters.leadership.natural_exits),
    ) {
        succession::leave(leadership, leader as usize);
    }
}

/// A member loses a struggle: the seat, and what the winner makes of it.
fn lose(leadership: &mut Leadership, at: usize, moment: &Moment<'_>) {
    if !spares(leadership.state.executions, moment) {
        leadership.state.executions += 1;
    }
    leadership.standing.removals += 1;
    succession::leave(leadership, at);
}

impl MemberState {
    /// Chance of being left out of a ruling coalition, in both electorates by their weights.
    pub(super) fn left_out(&self, moment: &Moment<'_>) -> f64 {
        let weight = f64::from(moment.parameters.leadership.cc_weight);
        (1.0 - weight) * self.left_out_presidium + weight * self.left_out_committee
    }
}
