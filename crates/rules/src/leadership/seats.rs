//! Who sits: by the recorded spells, as changed fates have them, or as the model left them.

use world::{Leader, Spell};

use super::coding::{Class, Profile};
use super::state::{MemberState, NOBODY, Seat, YEAR};
use super::{Leadership, Moment, powers, succession};

/// Body whose seats are counted.
pub const PRESIDIUM: &str = "Presidium of the CC CPSU";
/// Row of the plenum of June 1957, whose changes of seats `elite.plenum_1957` is about.
const PLENUM: &str = "DEC0064";
/// Weeks from its opening in which its changes of seats fall.
const PLENUM_WEEKS: u16 = 2;

/// Seats taken in a week: full members and candidates of the Presidium.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Seats {
    /// Full members.
    pub full: u32,
    /// Candidates.
    pub candidates: u32,
}

/// The seats that the recorded spells fill in a week.
pub fn recorded(leaders: &[Leader], week: u16) -> Seats {
    count(leaders.iter().map(|leader| recorded_seat(leader, week)))
}

/// The seats that are filled now.
pub fn filled(members: &[MemberState]) -> Seats {
    count(members.iter().map(MemberState::place))
}

fn count(seats: impl Iterator<Item = Seat>) -> Seats {
    seats.fold(Seats::default(), |mut sum, seat| {
        sum.full += u32::from(seat == Seat::Full);
        sum.candidates += u32::from(seat == Seat::Candidate);
        sum
    })
}

/// The spell in the Presidium that holds a week.
pub fn spell(leader: &Leader, week: u16) -> Option<&Spell> {
    let in_body = leader.spells.iter().filter(|spell| spell.body == PRESIDIUM);
    in_body.rev().find(|own| own.from <= week && week < own.to)
}

fn seat_of(spell: Option<&Spell>) -> Seat {
    match spell.map(|own| own.rank.as_str()) {
        Some("full") => Seat::Full,
        Some("candidate") => Seat::Candidate,
        _ => Seat::Out,
    }
}

/// The recorded seat of a leader in a week.
pub fn recorded_seat(leader: &Leader, week: u16) -> Seat {
    seat_of(spell(leader, week))
}

/// Place in the list of the first leader who holds an office in a week by the record.
pub fn holder(profiles: &[Profile], class: Class, week: u16) -> u32 {
    let holds = |profile: &Profile| profile.offices_in(week).any(|own| own == class);
    let at = profiles.iter().position(holds);
    at.map_or(NOBODY, |at| at as u32)
}

/// Seats the leadership of the week and says who leads it.
pub(super) fn sit(leadership: &mut Leadership, moment: &Moment<'_>) {
    let before: Vec<u32> = leadership
        .members
        .iter()
        .map(|member| member.seat)
        .collect();
    let endogenous = moment.calendar.leadership_mode >= 0.5;
    if endogenous && leadership.state.endogenous == 1 {
        fate(leadership, moment);
        succession::fill(leadership, moment);
    } else {
        by_record(leadership, moment);
        leadership.state.endogenous = u32::from(endogenous);
        if endogenous {
            succession::take_over(leadership, moment);
        }
    }
    powers::weigh(leadership, moment);
    lead(leadership, moment);
    let rose = |(member, seat): &(&mut MemberState, &u32)| member.seat > **seat;
    for (member, _) in leadership.members.iter_mut().zip(&before).filter(rose) {
        member.entered = u32::from(moment.week.0);
    }
    let left = |(member, seat): (&MemberState, &u32)| *seat > 0 && member.seat == 0;
    let leavings = leadership
        .members
        .iter()
        .zip(&before)
        .filter(|&pair| left(pair))
        .count();
    leadership.state.leavings[usize::from(moment.week.0) % YEAR] = leavings as u8;
}

/// Seats by the recorded spells, but for those whose fate a lever changes.
fn by_record(leadership: &mut Leadership, moment: &Moment<'_>) {
    let week = moment.week.0;
    june_1957(leadership, moment);
    let state = leadership.state;
    let plenum = plenum_week(moment);
    for (at, leader) in moment.leaders.iter().enumerate() {
        let own = match plenum {
            Some(from) if state.withheld == 1 => without_plenum(leader, week, from),
            _ => spell(leader, week),
        };
        let mut seat = seat_of(own);
        if let Some(sits) = named_fate(leader, moment) {
            seat = if sits { Seat::Full } else { Seat::Out };
        }
        if leadership.members[at].gone == 1 {
            seat = Seat::Out;
        }
        let member = &mut leadership.members[at];
        if member.votes() && seat == Seat::Out {
            leadership.standing.removals += 1;
        }
        member.seat = seat as u32;
    }
}

/// The fate of a member by name is a decision of the calendar where the model decides too: whom it
/// takes out is out; whom it leaves in takes the chances of everybody.
fn fate(leadership: &mut Leadership, moment: &Moment<'_>) {
    let named = moment.leaders.iter().position(is_named);
    let Some(at) = named.filter(|&at| leadership.members[at].seat > 0) else {
        return;
    };
    let sits = moment.calendar.beria_sits;
    if sits < 0.75 {
        succession::leave(leadership, at);
        leadership.standing.removals += 1;
        leadership.state.executions += u32::from(sits < 0.25);
    }
}

/// Whether `beria.fate` is about a leader.
fn is_named(leader: &Leader) -> bool {
    leader.name.starts_with("Beria") && recorded_seat(leader, 1) == Seat::Full
}

/// What a lever says about a leader by name: nothing unless it departs from the record.
fn named_fate(leader: &Leader, moment: &Moment<'_>) -> Option<bool> {
    if !is_named(leader) {
        return None;
    }
    let sits = moment.calendar.beria_sits >= 0.75;
    let recorded = recorded_seat(leader, moment.week.0) == Seat::Full;
    (sits != recorded).then_some(sits)
}

/// First week in which changes of seats belong to the plenum of June 1957.
fn plenum_week(moment: &Moment<'_>) -> Option<u16> {
    let events = &moment.plan.events;
    events
        .iter()
        .find(|event| event.id == PLENUM)
        .map(|event| event.week)
}

/// The spell that holds a week if the plenum changes nobody's seat: whom it brought in waits, whom it
/// sent out or down stays.
fn without_plenum(leader: &Leader, week: u16, plenum: u16) -> Option<&Spell> {
    let during = plenum..=plenum + PLENUM_WEEKS;
    let own = spell(leader, week);
    if own.is_some_and(|own| !during.contains(&own.from)) || week < plenum {
        return own;
    }
    let in_body = leader.spells.iter().filter(|spell| spell.body == PRESIDIUM);
    in_body.rev().find(|own| during.contains(&own.to))
}

/// June 1957 as the levers have it: without a challenge there is nobody to punish and nothing for the
/// plenum to do; with a challenge and no plenum the First Secretary falls.
fn june_1957(leadership: &mut Leadership, moment: &Moment<'_>) {
    let calendar = &moment.calendar;
    let made = calendar.challenge >= 0.5;
    let open = calendar.plenum >= 0.5;
    if made && !open && leadership.state.fallen == 0 {
        leadership.state.fallen = 1;
        leadership.state.withheld = 1;
        let first = holder(&leadership.profiles, Class::FirstSecretary, moment.week.0);
        if let Some(member) = leadership.members.get_mut(first as usize) {
            member.gone = 1;
        }
    }
    if !made && plenum_week(moment) == Some(moment.week.0) {
        leadership.state.withheld = 1;
    }
    if made && rises(moment, "elite.challenge_1957") {
        leadership.standing.challenges += 1;
    }
}

/// Whether a yes-or-no lever has turned to yes this week.
pub(super) fn rises(moment: &Moment<'_>, lever: &str) -> bool {
    let value = |week: usize| moment.plan.levers[lever][week];
    let week = usize::from(moment.week.0);
    value(week) >= 0.5 && (week == 0 || value(week - 1) < 0.5)
}

/// Names who leads: the First Secretary, else the premier, else the strongest member.
fn lead(leadership: &mut Leadership, moment: &Moment<'_>) {
    let week = moment.week.0;
    let recorded = holder(&leadership.profiles, Class::FirstSecretary, week);
    let sits = |leadership: &Leadership, at: u32| {
        leadership
            .members
            .get(at as usize)
            .is_some_and(MemberState::votes)
    };
    let own = leadership.state.first_secretary;
    let decides = leadership.state.endogenous == 1 || leadership.state.fallen == 1;
    let first = match recorded {
        NOBODY => NOBODY,
        _ if !decides => recorded,
        _ if sits(leadership, own) => own,
        _ => succession::elect(leadership),
    };
    if first != own {
        leadership.state.first_secretary = first;
        leadership.state.appointed = f64::from(moment.parameters.central_committee.first_appointed);
    }
    let premier = holder(&leadership.profiles, Class::Premier, week);
    let leader = [first, premier]
        .into_iter()
        .find(|at| sits(leadership, *at));
    let leader = leader.unwrap_or_else(|| succession::strongest(leadership));
    if leader != leadership.state.leader {
        leadership.state.leader = leader;
        leadership.state.since = u32::from(week);
    }
}
