//! Numbers of the week for the recorder.

use super::coding::Base;
use super::seats::{Seats, filled};
use super::state::{NOBODY, Seat, YEAR};
use super::{Leadership, Moment, challenge};

/// What is observed of the leadership in a week.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Standing {
    /// Seats taken.
    pub seats: Seats,
    /// 1 while Khrushchev, the First Secretary of the record, holds that office; 0 otherwise.
    pub first_secretary: f64,
    /// Place of whoever leads in the country's list of leaders, from 1; 0 for nobody.
    pub leader: f64,
    /// Support for the leader in the Presidium, share of power.
    pub presidium_support: f64,
    /// Support for the leader in the Central Committee, share of votes.
    pub committee_support: f64,
    /// De-Stalinisation by the spatial model, the weighted mean, the weighted median, 0..1.
    pub outcome: [f64; 3],
    /// Members of the ruling coalitions of the Presidium and of the Central Committee.
    pub coalition: [u32; 2],
    /// Challenges to the leader this week.
    pub challenges: u32,
    /// Members removed in a struggle this week.
    pub removals: u32,
    /// Chance this week that the leader is challenged.
    pub challenge_chance: f64,
    /// Chance this week that the leader is removed.
    pub removal_chance: f64,
    /// 1 when the model has the winner spare a beaten rival.
    pub spares: f64,
    /// Share of full members and candidates who come from the apparatus.
    pub from_apparatus: f64,
    /// Share of the full members' power held by those who come from the apparatus.
    pub apparatus_power: f64,
    /// Share of the seats left this week.
    pub turnover: f64,
    /// One less the share of seats left within a year.
    pub permanence: f64,
    /// Share of the apparatus that owes its posts to the First Secretary.
    pub appointed: f64,
    /// Corrections issued this week.
    pub corrections: u32,
    /// Rung of the ladder of corrections.
    pub rung: u32,
    /// The model's chance, within a quarter, of what the record has this week; nothing in weeks
    /// without a recorded change.
    pub recorded_chance: Option<f64>,
    /// Rank of the one who lost among all who could have, 1 the likeliest.
    pub recorded_rank: Option<f64>,
}

impl Standing {
    /// Notes what the model held of this week's recorded change, chance and rank, if there is one.
    pub(super) fn compare(&mut self, of_record: Option<(f64, f64)>) {
        self.recorded_chance = of_record.map(|(chance, _)| chance);
        self.recorded_rank = of_record.map(|(_, rank)| rank);
    }
}

/// Fills in the numbers; what earlier steps of the week counted stays.
pub(super) fn observe(leadership: &mut Leadership, moment: &Moment<'_>) {
    let state = leadership.state;
    let seats = filled(&leadership.members);
    let all = f64::from((seats.full + seats.candidates).max(1));
    let chances = challenge::of_leader(leadership, moment);
    let leavings: u32 = state.leavings.iter().map(|count| u32::from(*count)).sum();
    leadership.standing = Standing {
        seats,
        first_secretary: f64::from(u8::from(is_recorded_first(leadership))),
        leader: f64::from(state.leader.wrapping_add(1)),
        presidium_support: state.presidium_support,
        committee_support: state.committee_support,
        outcome: state.outcome,
        coalition: state.coalition,
        challenge_chance: chances.challenge,
        removal_chance: chances.challenge * chances.success,
        spares: f64::from(u8::from(challenge::spares(state.executions, moment))),
        from_apparatus: f64::from(apparatus(leadership)) / all,
        apparatus_power: apparatus_power(leadership),
        turnover: f64::from(state.leavings[usize::from(moment.week.0) % YEAR]) / all,
        permanence: (1.0 - f64::from(leavings) / all).max(0.0),
        appointed: state.appointed,
        rung: state.rung,
        ..leadership.standing
    };
    debug_assert!(state.leader != NOBODY || seats.full == 0);
}

/// Whether the First Secretary is the one that the record has, in whatever week.
fn is_recorded_first(leadership: &Leadership) -> bool {
    let own = leadership.state.first_secretary as usize;
    let profile = leadership.profiles.get(own);
    profile.is_some_and(|own| own.first_secretary)
}

fn apparatus(leadership: &Leadership) -> u32 {
    let members = leadership.members.iter().zip(&leadership.profiles);
    let own = members
        .filter(|(member, profile)| member.place() != Seat::Out && profile.base == Base::Apparatus);
    own.count() as u32
}

fn apparatus_power(leadership: &Leadership) -> f64 {
    let members = leadership.members.iter().zip(&leadership.profiles);
    let own = members.filter(|(_, profile)| profile.base == Base::Apparatus);
    own.map(|(member, _)| member.presidium).sum()
}
