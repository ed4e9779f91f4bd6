//! How strong each member is, in the Presidium and in the Central Committee.

use kernel::time::WEEKS_PER_CALENDAR_YEAR;

use super::coding::{Base, Class, Profile};
use super::seats::spell;
use super::state::{NOBODY, Seat};
use super::{Leadership, Moment};
use crate::parameters::{CentralCommittee, MemberPower};

/// Lets a week of appointments pass: a First Secretary fills posts with his own as fast as the party
/// stands over the ministries; a rule of rotation takes loyalties away again.
pub(super) fn appoint(leadership: &mut Leadership, moment: &Moment<'_>) {
    let state = &mut leadership.state;
    if state.first_secretary == NOBODY {
        state.appointed = 0.0;
        return;
    }
    let p = &moment.parameters.appointments;
    let filled = f64::from(p.appointments * moment.calendar.primacy);
    let lost =
        f64::from(p.rotation_resentment * moment.calendar.rotation) / WEEKS_PER_CALENDAR_YEAR;
    state.appointed += filled * (1.0 - state.appointed) - lost * state.appointed;
    state.appointed = state.appointed.clamp(0.0, 1.0);
}

/// Weighs every member anew under both electorates.
pub(super) fn weigh(leadership: &mut Leadership, moment: &Moment<'_>) {
    let state = leadership.state;
    let owed = state.appointed;
    for at in 0..leadership.members.len() {
        let first = state.first_secretary == at as u32;
        let power = match leadership.members[at].place() {
            Seat::Out => 0.0,
            seat => power(&leadership.profiles[at], at, seat, moment) * gained(first, owed, moment),
        };
        leadership.members[at].power = power;
    }
    share_presidium(leadership, moment);
    share_committee(leadership, moment);
}

fn gained(first_secretary: bool, owed: f64, moment: &Moment<'_>) -> f64 {
    let p = &moment.parameters.member_power;
    match first_secretary {
        true => 1.0 + f64::from(p.appointed) * owed,
        false => 1.0,
    }
}

fn power(profile: &Profile, at: usize, seat: Seat, moment: &Moment<'_>) -> f64 {
    let p = &moment.parameters.member_power;
    let rank = match seat {
        Seat::Full => p.full,
        _ => p.candidate,
    };
    let week = office_week(moment, at);
    let offices: f32 = profile
        .offices_in(week)
        .map(|class| of_office(class, p))
        .sum();
    let side = side(
        profile.base,
        f64::from(moment.calendar.primacy),
        f64::from(p.primacy),
    );
    f64::from(rank * (1.0 + offices)) * side
}

/// The week whose offices count: one who sits beyond the recorded spell keeps the last ones.
pub(super) fn office_week(moment: &Moment<'_>, at: usize) -> u16 {
    let (week, leader) = (moment.week.0, &moment.leaders[at]);
    if spell(leader, week).is_some() {
        return week;
    }
    let ends = leader.spells.iter().map(|own| own.to.saturating_sub(1));
    ends.filter(|end| *end < week).max().unwrap_or(week)
}

fn of_office(class: Class, p: &MemberPower) -> f32 {
    match class {
        Class::FirstSecretary => p.first_secretary,
        Class::Premier => p.premier,
        Class::Secretary => p.secretary,
        Class::DeputyPremier => p.deputy_premier,
        Class::Police => p.police,
        Class::Defence => p.defence,
        Class::HeadOfState => p.head_of_state,
        Class::Republic => p.republic,
        Class::Other => 0.0,
    }
}

/// What primacy adds to a side: all of it to the apparatus at one, to the ministries at zero.
fn side(base: Base, primacy: f64, effect: f64) -> f64 {
    match base {
        Base::Apparatus => 1.0 + effect * primacy,
        Base::Ministries => 1.0 + effect * (1.0 - primacy),
        Base::Security | Base::Army | Base::Ideology => 1.0,
    }
}

fn share_presidium(leadership: &mut Leadership, moment: &Moment<'_>) {
    let heads = moment.parameters.leadership.weighting >= 0.5;
    let weight = |power: f64| if heads { 1.0 } else { power };
    let voting = leadership.members.iter().filter(|member| member.votes());
    let sum: f64 = voting.map(|member| weight(member.power)).sum();
    for member in &mut leadership.members {
        member.presidium = match member.votes() {
            true => weight(member.power) / sum.max(f64::MIN_POSITIVE),
            false => 0.0,
        };
    }
}

/// Shares of the votes of the Central Committee. Its members come from bases; those of a base follow
/// the full members of that base by their power, but the part of the apparatus that owes its posts to
/// the First Secretary follows him. A base without a full member does not vote.
fn share_committee(leadership: &mut Leadership, moment: &Moment<'_>) {
    let bases = committee_bases(moment);
    let mut votes = vec![0.0; leadership.members.len()];
    let owed = leadership.state.appointed;
    let mut block = 0.0;
    let first = leadership.state.first_secretary as usize;
    let leads = leadership
        .members
        .get(first)
        .is_some_and(|member| member.votes());
    for (base, share) in Base::ALL.into_iter().zip(bases) {
        let followed = base == Base::Apparatus && leads;
        let free = if followed { 1.0 - owed } else { 1.0 };
        if followed {
            votes[first] += share * owed;
            block = share * owed;
        }
        spread(leadership, base, share * free, &mut votes);
    }
    let sum: f64 = votes.iter().sum();
    for (member, votes) in leadership.members.iter_mut().zip(votes) {
        member.committee = votes / sum.max(f64::MIN_POSITIVE);
    }
    leadership.state.owed_votes = block / sum.max(f64::MIN_POSITIVE);
}

/// Gives votes of a base to its full members by their power.
fn spread(leadership: &Leadership, base: Base, share: f64, votes: &mut [f64]) {
    let members = leadership.members.iter().zip(&leadership.profiles);
    let of_base = |(at, (member, profile)): (usize, (&super::MemberState, &Profile))| {
        (member.votes() && profile.base == base).then_some((at, member.power))
    };
    let own: Vec<(usize, f64)> = members.enumerate().filter_map(of_base).collect();
    let sum: f64 = own.iter().map(|(_, power)| power).sum();
    for (at, power) in own {
        votes[at] += share * power / sum.max(f64::MIN_POSITIVE);
    }
}

fn committee_bases(moment: &Moment<'_>) -> [f64; 5] {
    let CentralCommittee {
        apparatus,
        ministries,
        army,
        security,
        ideology,
        ..
    } = moment.parameters.central_committee;
    let effect = f64::from(moment.parameters.member_power.primacy);
    let primacy = f64::from(moment.calendar.primacy);
    let shares = [apparatus, ministries, security, army, ideology];
    std::array::from_fn(|at| f64::from(shares[at]) * side(Base::ALL[at], primacy, effect))
}
