//! Corrections after the speech of 1956: a ladder of four rungs, and four rival rules that say when
//! the leadership climbs it.
//!
//! The rungs are the recorded ones, with the levels that the recorded settings name. Under a rule the
//! recorded corrections of 1956 are withheld: what they move stays as it stood before the first of
//! them, until the rule issues one. With the year ends the reach of the rule.

use std::borrow::Cow;

use kernel::time::WEEKS_PER_CALENDAR_YEAR;
use world::{Plan, PlannedMessage};

use super::{Leadership, Moment, outcome};
use crate::calendar::Policy;
use crate::parameters::Correction;

/// The year in which a rule stands in for the record.
const YEAR: i16 = 1956;

/// What each rung sets, as lever and setting: the first letter, the resolution, the second letter,
/// the letter of December (DEC0050 and DEC0051, DEC0055, DEC0056, DEC0060).
pub const LADDER: [&[(&str, &str)]; 4] = [
    &[("dissent.sanction_rule", "exemplary")],
    &[
        ("line.old_leader", "limited"),
        ("line.instruction_clarity", "resolution-1956"),
        ("line.audience", "published"),
        ("line.local_discretion", "ordinary"),
    ],
    &[("line.audience", "party")],
    &[
        ("line.old_leader", "balanced"),
        ("dissent.sanction_rule", "hard"),
        ("dissent.severity", "hard"),
        ("press.gate", "narrow"),
    ],
];

/// When a correction is issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// On the recorded dates.
    Recorded,
    /// On preset dates.
    Plan,
    /// Not unless party bodies report confusion.
    Allow,
    /// Once counted disorder passes a threshold.
    LoseControl,
    /// Once the weighted balance of the Presidium shifts.
    Bargain,
}

impl Rule {
    /// The rule of a value of `leadership.rule`.
    pub fn read(value: f32) -> Rule {
        match value {
            0.5..1.5 => Rule::Plan,
            1.5..2.5 => Rule::Allow,
            2.5..3.5 => Rule::LoseControl,
            3.5.. => Rule::Bargain,
            _ => Rule::Recorded,
        }
    }
}

/// Issues the corrections of the week and lets them act.
pub(super) fn week(leadership: &mut Leadership, moment: &Moment<'_>, policy: &mut Policy) {
    let rule = Rule::read(moment.calendar.leadership_rule);
    let reach = moment.plan.year[usize::from(moment.week.0)] == YEAR
        && moment.calendar.speech_given >= 0.5
        && leadership.state.endogenous == 0;
    let before = leadership.state.rung;
    let returns_to_record = leadership.state.ruling == 1;
    if rule == Rule::Recorded || !reach {
        leadership.state.ruling = 0;
        leadership.state.rung = moment.calendar.correction.round().max(0.0) as u32;
        if returns_to_record {
            return;
        }
    } else {
        begin(leadership, moment);
        if due(leadership, moment, rule) {
            issue(leadership, moment);
        }
        act(leadership, moment, policy);
    }
    leadership.standing.corrections = leadership.state.rung.saturating_sub(before);
}

/// Starts the ladder in the first week under a rule, where the record stands by then.
fn begin(leadership: &mut Leadership, moment: &Moment<'_>) {
    if leadership.state.ruling == 1 {
        return;
    }
    leadership.state.ruling = 1;
    leadership.state.ruled = 1;
    for rung in 0..leadership.state.rung {
        leadership.state.issued[rung as usize] = recorded_week(moment, rung + 1);
    }
    leadership.state.rung_week = u32::from(moment.week.0);
    leadership.state.balance = shifted_balance(leadership, moment);
    leadership.state.speech_week = u32::from(moment.week.0);
}

fn issue(leadership: &mut Leadership, moment: &Moment<'_>) {
    leadership.state.issued[leadership.state.rung as usize] = u32::from(moment.week.0);
    leadership.state.rung += 1;
    leadership.state.rung_week = u32::from(moment.week.0);
    leadership.state.balance = shifted_balance(leadership, moment);
}

/// The week, up to now, in which the record reached a rung.
fn recorded_week(moment: &Moment<'_>, rung: u32) -> u32 {
    let recorded = moment.plan.levers["line.correction"].iter();
    let reached = recorded.take(usize::from(moment.week.0) + 1);
    let found = reached.into_iter().position(|own| *own >= f64::from(rung));
    found.map_or(0, |week| week as u32)
}

/// The rung of the ladder whose text a message is: the one that the record reaches in its week.
fn rung_of(text: &PlannedMessage, plan: &Plan) -> Option<usize> {
    let recorded = &plan.levers["line.correction"];
    let week = usize::from(text.week);
    let (before, after) = (recorded.get(week.checked_sub(1)?)?, recorded.get(week)?);
    (after > before).then_some(*after as usize)?.checked_sub(1)
}

impl Leadership {
    /// A message as this course has it: where a rule stood in for the record, the text of a
    /// correction is given in the week in which the rule issued it, or not at all.
    pub fn as_issued<'a>(&self, text: &'a PlannedMessage, plan: &Plan) -> Cow<'a, PlannedMessage> {
        let mut own = Cow::Borrowed(text);
        let rung = (self.state.ruled == 1).then(|| rung_of(text, plan));
        if let Some(issued) = rung.flatten().and_then(|rung| self.state.issued.get(rung)) {
            let own = own.to_mut();
            own.given &= *issued != 0;
            own.week = *issued as u16;
            own.readings_from = own.week + (text.readings_from - text.week);
        }
        own
    }
}

/// The balance of the Presidium on de-Stalinisation, as last week's disorder lets it stand.
fn shifted_balance(leadership: &Leadership, moment: &Moment<'_>) -> f64 {
    let response = f64::from(moment.parameters.leadership.policy_disorder);
    outcome::balance(leadership) - response * moment.country.disorder
}

/// Whether the next correction is due.
fn due(leadership: &Leadership, moment: &Moment<'_>, rule: Rule) -> bool {
    let state = &leadership.state;
    let p = &moment.parameters.correction;
    let Some(planned) = planned_weeks(p).get(state.rung as usize).copied() else {
        return false;
    };
    let week = u32::from(moment.week.0);
    let waited = week >= state.rung_week + weeks(p.pause);
    match rule {
        Rule::Recorded => false,
        Rule::Plan => week >= state.speech_week + planned,
        Rule::Allow => waited && moment.country.confused >= f64::from(p.confused_bodies),
        Rule::LoseControl => waited && moment.country.disorder >= f64::from(p.disorder),
        Rule::Bargain => {
            let fall = state.balance - shifted_balance(leadership, moment);
            waited && fall >= f64::from(p.balance_shift)
        }
    }
}

fn planned_weeks(p: &Correction) -> [u32; 4] {
    [p.plan_first, p.plan_second, p.plan_third, p.plan_fourth].map(weeks)
}

/// A duration in whole weeks.
fn weeks(years: f32) -> u32 {
    (years * WEEKS_PER_CALENDAR_YEAR as f32).round().max(0.0) as u32
}

/// Puts the ladder in place of the record: what it moves stands as before the first recorded
/// correction, but for the rungs issued.
fn act(leadership: &Leadership, moment: &Moment<'_>, policy: &mut Policy) {
    let before = Policy::of(moment.plan, uncorrected_week(moment));
    for (lever, _) in LADDER.iter().copied().flatten() {
        if let Some(value) = before.get(lever) {
            policy.set(lever, value);
        }
    }
    for rung in LADDER.iter().take(leadership.state.rung as usize) {
        for (lever, setting) in *rung {
            policy.set(lever, leadership.settings.value(lever, setting));
        }
    }
}

/// The last week up to now in which the record had corrected nothing.
fn uncorrected_week(moment: &Moment<'_>) -> usize {
    let recorded = &moment.plan.levers["line.correction"];
    let now = usize::from(moment.week.0);
    (0..=now)
        .rev()
        .find(|&week| recorded[week] < 0.5)
        .unwrap_or(now)
}
