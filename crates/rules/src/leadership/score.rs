//! The leadership model against the record: how likely it held each recorded change of the
//! leadership, and whom it held likelier.

use kernel::{Key, Week};
use world::{Leader, Plan};

use super::coding::Class;
use super::seats::{recorded_seat, rises};
use super::state::{NOBODY, Seat};
use super::{Country, Leadership, Moment, challenge};
use crate::calendar::Policy;
use crate::parameters::Parameters;

/// Weeks of a quarter.
const QUARTER: i32 = 13;

/// A change of the leadership that the record has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordedChange {
    /// A full member lost the seat.
    Seat,
    /// A premier lost the office and kept the seat.
    Office,
    /// The leader was challenged and stayed.
    Challenge,
    /// The leader is removed as the scenario ends.
    End,
}

/// One recorded change beside what the model held of it in the week before.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// Week of the change.
    pub week: u16,
    /// What changed.
    pub change: RecordedChange,
    /// Whom it befell.
    pub leader: String,
    /// The model's chance of it within that week.
    pub in_week: f64,
    /// The same within a quarter.
    pub in_quarter: f64,
    /// Rank among the full members by their chance of losing, 1 the likeliest.
    pub rank: u32,
    /// Full members who could have lost.
    pub among: u32,
}

/// What the model held of one full member in one week.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Forecast {
    /// Week.
    pub week: u16,
    /// The model's chance that the member loses the seat in it.
    pub chance: f64,
    /// Whether the record has that.
    pub lost: bool,
}

/// Scores the leadership by itself, along the recorded course of a country that reports so.
///
/// # Errors
/// Names of the settings that the plan lacks.
pub fn score(
    leaders: &[Leader],
    plan: &Plan,
    parameters: &Parameters,
    key: Key,
    country: impl Fn(Week) -> Country,
) -> Result<Vec<Score>, Vec<String>> {
    let mut scores = Vec::new();
    along(
        (leaders, plan),
        parameters,
        key,
        country,
        |leadership, moment| {
            let found = changes(moment).into_iter();
            scores.extend(found.filter_map(|(change, at)| rate(leadership, moment, change, at)));
        },
    )?;
    Ok(scores)
}

/// What the model held of every full member in every week, along the same course.
///
/// # Errors
/// Names of the settings that the plan lacks.
pub fn forecasts(
    leaders: &[Leader],
    plan: &Plan,
    parameters: &Parameters,
    key: Key,
    country: impl Fn(Week) -> Country,
) -> Result<Vec<Forecast>, Vec<String>> {
    let mut forecasts = Vec::new();
    along(
        (leaders, plan),
        parameters,
        key,
        country,
        |leadership, moment| {
            let week = moment.week.0;
            let ends = week + 1 == plan.weeks;
            let forecast = |at: usize| Forecast {
                week,
                chance: chance(leadership, at, moment),
                lost: recorded_seat(&leaders[at], week) != Seat::Full
                    || ends && at as u32 == leadership.state.leader,
            };
            forecasts.extend(leadership.voting().into_iter().map(forecast));
        },
    )?;
    Ok(forecasts)
}

/// Walks the recorded course and shows the leadership as of last week with each week to come.
fn along(
    (leaders, plan): (&[Leader], &Plan),
    parameters: &Parameters,
    key: Key,
    country: impl Fn(Week) -> Country,
    mut see: impl FnMut(&Leadership, &Moment<'_>),
) -> Result<(), Vec<String>> {
    let mut leadership = Leadership::new(leaders, plan, parameters, key)?;
    for week in (0..plan.weeks).map(Week) {
        let calendar = Policy::of(plan, usize::from(week.0));
        let moment = Moment {
            plan,
            leaders,
            parameters,
            key,
            week,
            calendar,
            country: country(week),
        };
        see(&leadership, &moment);
        let (mut policy, course) = (calendar, (plan, leaders));
        leadership.week(moment.country, course, parameters, (key, week), &mut policy);
    }
    Ok(())
}

/// Recorded changes of a week with the place in the list of whom they befell.
fn changes(moment: &Moment<'_>) -> Vec<(RecordedChange, u32)> {
    let week = moment.week.0;
    let Some(before) = week.checked_sub(1) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (at, leader) in moment.leaders.iter().enumerate() {
        let full = |week: u16| recorded_seat(leader, week) == Seat::Full;
        if full(before) && !full(week) {
            found.push((RecordedChange::Seat, at as u32));
        } else if full(week) && is_premier(leader, before) && !is_premier(leader, week) {
            found.push((RecordedChange::Office, at as u32));
        }
    }
    if rises(moment, "elite.challenge_1957") {
        found.push((RecordedChange::Challenge, NOBODY));
    }
    if week + 1 == moment.plan.weeks {
        found.push((RecordedChange::End, NOBODY));
    }
    found
}

fn is_premier(leader: &Leader, week: u16) -> bool {
    let offices = leader.spells.iter().flat_map(|spell| &spell.offices);
    let mut held = offices.filter(|own| own.from <= week && week < own.to);
    held.any(|own| super::coding::class(&own.title) == Class::Premier)
}

/// What the model, as of last week, held of a change; `NOBODY` stands for the leader.
fn rate(
    leadership: &Leadership,
    moment: &Moment<'_>,
    change: RecordedChange,
    at: u32,
) -> Option<Score> {
    let at = if at == NOBODY {
        leadership.state.leader
    } else {
        at
    } as usize;
    let in_week = match change {
        RecordedChange::Challenge => challenge::of_leader(leadership, moment).challenge,
        _ => chance(leadership, at, moment),
    };
    let voting = leadership.voting();
    let own = chance(leadership, at, moment);
    let likelier = voting
        .iter()
        .filter(|&&other| chance(leadership, other, moment) > own);
    Some(Score {
        week: moment.week.0,
        change,
        leader: moment.leaders.get(at)?.name.clone(),
        in_week,
        in_quarter: 1.0 - (1.0 - in_week).powi(QUARTER),
        rank: likelier.count() as u32 + 1,
        among: voting.len() as u32,
    })
}

/// Chance that a full member loses the seat this week.
fn chance(leadership: &Leadership, at: usize, moment: &Moment<'_>) -> f64 {
    if at as u32 == leadership.state.leader {
        let chances = challenge::of_leader(leadership, moment);
        return chances.challenge * chances.success;
    }
    challenge::of_member(leadership, at, moment)
}

/// Chance within a quarter and rank of the recorded change of a week; of several, the mean.
pub(super) fn of_week(leadership: &Leadership, moment: &Moment<'_>) -> Option<(f64, f64)> {
    let found = changes(moment);
    let rated = found
        .into_iter()
        .filter_map(|(change, at)| rate(leadership, moment, change, at));
    let scores: Vec<Score> = rated.collect();
    let mean = |get: fn(&Score) -> f64| scores.iter().map(get).sum::<f64>() / scores.len() as f64;
    (!scores.is_empty()).then(|| (mean(|own| own.in_quarter), mean(|own| f64::from(own.rank))))
}
