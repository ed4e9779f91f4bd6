//! From dated decisions to the week-by-week plan.

use jiff::civil::Date;
use scenario::{Calendar, Message, ReleaseRule, Scenario};

use crate::inputs::{Inputs, interpolate};
use crate::plan::{Plan, PlannedEvent, PlannedMessage, PlannedRelease};
use crate::projection::Rates;

const LIVING: &[(&str, &str)] = &[("gdp_per_head_index", "USSR")];
/// The index of the table for its year of reference.
const LIVING_REFERENCE: f64 = 100.0;

/// The plan of a scenario, with the rates of its weeks.
pub(crate) fn plan(inputs: &Inputs<'_>, rates: Rates, mortality: [Vec<f32>; 2]) -> Plan {
    let scenario = inputs.scenario;
    let calendar = scenario.calendar();
    let weeks: Vec<u16> = (0..calendar.weeks).collect();
    let new_year: Vec<u16> = weeks
        .iter()
        .copied()
        .filter(|&week| holds_new_year(&calendar, week))
        .collect();
    let last_days: Vec<Date> = weeks.iter().map(|&week| calendar.last_day(week)).collect();
    let parameters = scenario.parameters.iter();
    let lever = |lever: &scenario::Lever| {
        let values = last_days.iter().map(|&day| lever.value_on(day));
        (lever.id.clone(), values.collect())
    };
    let settings = |lever: &scenario::Lever| {
        let named = lever.settings.values();
        let values = named.map(|setting| (setting.name.clone(), setting.value));
        (lever.id.clone(), values.collect())
    };
    Plan {
        weeks: calendar.weeks,
        parameters: parameters.map(|one| (one.key.clone(), one.value)).collect(),
        levers: scenario.levers.iter().map(lever).collect(),
        settings: scenario.levers.iter().map(settings).collect(),
        items: scenario
            .messages
            .first()
            .map_or(Vec::new(), |message| message.items.clone()),
        messages: messages(scenario),
        releases: releases(scenario),
        events: events(scenario),
        year: weeks
            .iter()
            .map(|&week| calendar.day(week, MIDDLE_DAY).year())
            .collect(),
        living: living(inputs, &weeks),
        new_year,
        births_per_woman: rates.births_per_woman,
        moves_to_town: rates.moves_to_town,
        mortality,
    }
}

/// Day 3 of 0..=6: its year holds most of the week.
const MIDDLE_DAY: i32 = 3;

/// Whether a week holds a 1 January.
pub(crate) fn holds_new_year(calendar: &Calendar, week: u16) -> bool {
    let first = calendar.first_day(week);
    first.day_of_year() == 1 || first.year() < calendar.last_day(week).year()
}

/// Output per head by straight lines between year ends, 1953 = 1.
fn living(inputs: &Inputs<'_>, weeks: &[u16]) -> Vec<f32> {
    let points = inputs.points(LIVING);
    let calendar = inputs.scenario.calendar();
    let on = |&week: &u16| {
        let middle = calendar.day(week, MIDDLE_DAY);
        interpolate(&points, middle).map_or(1.0, |index| index / LIVING_REFERENCE)
    };
    weeks.iter().map(|week| on(week) as f32).collect()
}

/// Weeks by which the texts that hang on a lever move; nothing when it never lets them be given.
///
/// The earliest of them is given in the first week in which the lever stands at one half or more,
/// and the others keep their distance from it: what answered a speech of February answers it
/// after as many weeks when it is given in another year. As recorded, nothing moves.
fn weeks_moved(scenario: &Scenario, id: &str) -> Option<i32> {
    let lever = scenario.lever(id)?;
    let calendar = scenario.calendar();
    let on = |week: &u16| lever.value_on(calendar.last_day(*week)) >= 0.5;
    let first = (0..calendar.weeks).find(on)?;
    let hanging = scenario
        .messages
        .iter()
        .filter(|message| message.given_if.as_deref() == Some(id));
    let earliest = hanging
        .map(|message| calendar.week_of(message.date))
        .min()?;
    Some(i32::from(first) - i32::from(earliest))
}

/// A message in weeks, at its place in the calendar of this scenario.
fn planned_message(scenario: &Scenario, message: &Message) -> PlannedMessage {
    let moved = match &message.given_if {
        Some(lever) => weeks_moved(scenario, lever),
        None => Some(0),
    };
    let calendar = scenario.calendar();
    let later = |date: Date| {
        let week = i32::from(calendar.week_of(date)) + moved.unwrap_or(0);
        u16::try_from(week).unwrap_or(0)
    };
    let week = later(message.date);
    PlannedMessage {
        id: message.id.clone(),
        week,
        readings_from: later(message.readings_from),
        readings_weeks: message.readings_weeks,
        carries: message.carries,
        affect: message.affect as f32,
        line: message.line as f32,
        blame: message.blame as f32,
        given: moved.is_some() && week < calendar.weeks,
    }
}

/// Messages in the order of the record, whenever they are given: the place in the list is part of
/// their draws, so that moving one leaves the draws of the others alone.
fn messages(scenario: &Scenario) -> Vec<PlannedMessage> {
    let calendar = scenario.calendar();
    let mut messages: Vec<&Message> = scenario.messages.iter().collect();
    messages.sort_by_key(|message| calendar.week_of(message.date));
    let planned = |message: &Message| planned_message(scenario, message);
    messages.into_iter().map(planned).collect()
}

fn releases(scenario: &Scenario) -> Vec<PlannedRelease> {
    let calendar = scenario.calendar();
    let planned = |rule: &ReleaseRule| PlannedRelease {
        id: rule.id.clone(),
        from: calendar.week_of(rule.from),
        until: rule.until.map_or(u16::MAX, |last| {
            if last < rule.from {
                calendar.week_of(rule.from)
            } else {
                calendar.week_of(last) + 1
            }
        }),
        any: rule.any.clone(),
        except: rule.except.clone(),
        effect: rule.effect,
        pace: rule.pace,
        given_if: rule.given_if.clone(),
    };
    scenario.releases.iter().map(planned).collect()
}

fn events(scenario: &Scenario) -> Vec<PlannedEvent> {
    let within = |row: &&scenario::table::DecisionRow| {
        row.date >= scenario.start && row.date <= scenario.end
    };
    let calendar = scenario.calendar();
    let planned = |row: &scenario::table::DecisionRow| PlannedEvent {
        id: row.id.clone(),
        week: calendar.week_of(row.date),
        kind: row.kind.clone(),
        what: row.event.clone(),
    };
    let mut events: Vec<PlannedEvent> = scenario
        .tables
        .decisions
        .iter()
        .filter(within)
        .map(planned)
        .collect();
    events.sort_by_key(|event| event.week);
    events
}
