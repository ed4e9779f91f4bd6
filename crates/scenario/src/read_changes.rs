//! Changes, as overlays and the arms of questions write them: `[[change]]`, applied in order.

use jiff::ToSpan;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use toml::de::{DeTable, DeValue};

use crate::apply::{Wish, change_lever, change_parameter, change_release};
use crate::codes;
use crate::document::{Entry, Shape};
use crate::located::{Amount, Day, Located};
use crate::lowering::Lowering;
use crate::overlay::Change;
use crate::read_scenario::Draft;

/// One change: a decision (lever), a parameter or a release.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Change")]
pub(crate) struct RawChange {
    /// Lever id.
    decision: Option<Located<String>>,
    /// Parameter key.
    param: Option<Located<String>>,
    /// Release id.
    release: Option<Located<String>>,
    /// Who decides differently; needed for decisions and releases.
    actor: Option<Located<String>>,
    /// Day of the changed decision.
    date: Option<Located<Day>>,
    /// Last day on which the setting holds, over later steps of the base; without it, until the
    /// base's next step.
    until: Option<Located<Day>>,
    /// What stands in the base; needed for decisions.
    from: Option<Located<Amount>>,
    /// A setting, an amount with unit, a day or "never".
    #[schemars(required)]
    to: Option<Located<Amount>>,
    /// Ids in the evidence ledger.
    source: Option<Vec<Located<String>>>,
    /// The reason where no evidence was found.
    because: Option<Located<String>>,
}

/// What changes take from the arm in which they stand.
#[derive(Debug, Clone, Default)]
pub(crate) struct Taken {
    /// Actor of changes that name none.
    pub(crate) actor: Option<Located<String>>,
    /// Day of decisions that name none.
    pub(crate) day: Option<Located<Day>>,
    /// Days by which decisions are moved. What stands in the base on the other day is not checked.
    pub(crate) days_later: Option<i32>,
}

/// Applies every `[[change]]` of a table, in order.
pub(crate) fn apply_changes(
    draft: &mut Draft,
    lowering: &mut Lowering<'_>,
    file: &mut DeTable<'_>,
    taken: &Taken,
) -> Vec<Change> {
    let Some(value) = file.remove("change") else {
        return Vec::new();
    };
    let span = value.span();
    let DeValue::Array(changes) = value.into_inner() else {
        lowering.complain(
            codes::WRONG_TYPE,
            span,
            "change",
            "`change` must be a list",
            "write each change under its own [[change]]",
        );
        return Vec::new();
    };
    let shape = Shape::of::<RawChange>(lowering.source, &[]);
    let mut applied: Vec<Change> = Vec::new();
    for change in changes {
        let span = change.span();
        if let Some(entry) =
            shape.entry::<RawChange>("change", span, change, &mut lowering.problems)
        {
            applied.extend(apply_change(draft, lowering, &entry, &applied, taken));
        }
    }
    applied
}

fn apply_change(
    draft: &mut Draft,
    lowering: &mut Lowering<'_>,
    entry: &Entry<'_, RawChange>,
    before: &[Change],
    taken: &Taken,
) -> Option<Change> {
    let raw = &entry.raw;
    let basis = lowering.basis(
        "change",
        entry.span.clone(),
        raw.source.as_ref(),
        raw.because.as_ref(),
    );
    let lever = raw.decision.is_some();
    let day = raw.date.as_ref().or(taken.day.as_ref().filter(|_| lever));
    let date = day.and_then(|day| moved_day(lowering, "change.date", day, taken));
    let until = last_day(lowering, raw, date, taken);
    let target = target_of(lowering, entry)?.clone();
    check_needed(lowering, entry, taken);
    if taken.days_later.is_some() && !lever {
        let message = format!("`{}` has no day and cannot be moved", target.value);
        let help = "only arms that change nothing but decisions can be moved to another day";
        lowering.complain(codes::NOT_DATED, target.span, &target.value, message, help);
        return None;
    }
    if is_changed_already(lowering, before, &target, date) {
        return None;
    }
    let actor = raw.actor.as_ref().or(taken.actor.as_ref());
    let wish = Wish {
        target,
        from: raw.from.clone().filter(|_| taken.days_later.is_none()),
        to: raw.to.clone()?,
        until,
        actor: actor.map_or_else(String::new, |actor| actor.value.clone()),
        basis: basis?,
    };
    if raw.param.is_some() {
        change_parameter(draft, lowering, &wish)
    } else if raw.release.is_some() {
        change_release(draft, lowering, &wish)
    } else {
        change_lever(draft, lowering, &wish, date?)
    }
}

/// A day inside the scenario, moved with the arm.
fn moved_day(
    lowering: &mut Lowering<'_>,
    key: &str,
    day: &Located<Day>,
    taken: &Taken,
) -> Option<Date> {
    let later = taken.days_later.unwrap_or(0);
    let moved = day.value.0.saturating_add(later.days());
    let day = Located {
        value: Day(moved),
        span: day.span.clone(),
    };
    lowering.day(key, &day)
}

/// The last day on which a setting holds, where one is written.
fn last_day(
    lowering: &mut Lowering<'_>,
    raw: &RawChange,
    date: Option<Date>,
    taken: &Taken,
) -> Option<Date> {
    let written = raw.until.as_ref()?;
    let until = moved_day(lowering, "change.until", written, taken)?;
    if date.is_some_and(|date| until < date) {
        let message = format!("{until} lies before the day of the change");
        let help = "`until` is the last day on which the setting holds";
        lowering.complain(
            codes::RANGE_REVERSED,
            written.span.clone(),
            "change.until",
            message,
            help,
        );
        return None;
    }
    Some(until)
}

fn is_changed_already(
    lowering: &mut Lowering<'_>,
    before: &[Change],
    target: &Located<String>,
    date: Option<Date>,
) -> bool {
    let twice = before
        .iter()
        .any(|change| change.target == target.value && change.date == date);
    if twice {
        let when = date.map_or_else(String::new, |date| format!(" on {date}"));
        let message = format!("`{}` is changed twice{when}", target.value);
        lowering.complain(
            codes::CONTRADICTION,
            target.span.clone(),
            &target.value,
            message,
            "keep one of the two changes",
        );
    }
    twice
}

/// Exactly one of `decision`, `param`, `release`.
fn target_of<'e>(
    lowering: &mut Lowering<'_>,
    entry: &'e Entry<'_, RawChange>,
) -> Option<&'e Located<String>> {
    let raw = &entry.raw;
    let named: Vec<&Located<String>> = [&raw.decision, &raw.param, &raw.release]
        .into_iter()
        .flatten()
        .collect();
    if let &[target] = named.as_slice() {
        return Some(target);
    }
    let message = "a change names one of `decision`, `param` and `release`";
    lowering.complain(
        codes::MISSING_KEY,
        entry.span.clone(),
        "change",
        message,
        "write one [[change]] for each",
    );
    None
}

/// Decisions need an actor, a date and what they change from; releases need an actor.
fn check_needed(lowering: &mut Lowering<'_>, entry: &Entry<'_, RawChange>, taken: &Taken) {
    let raw = &entry.raw;
    let lever = raw.decision.is_some();
    let (no_actor, no_day) = (taken.actor.is_none(), taken.day.is_none());
    let needs = [
        (
            "actor",
            raw.param.is_none() && raw.actor.is_none() && no_actor,
        ),
        ("date", lever && raw.date.is_none() && no_day),
        ("from", lever && raw.from.is_none()),
    ];
    for (key, lacks) in needs {
        if lacks {
            let help = "a changed decision has an actor who could take it, a day, and the setting it replaces";
            lowering.complain(
                codes::MISSING_KEY,
                entry.span.clone(),
                &format!("change.{key}"),
                format!("this change lacks `{key}`"),
                help,
            );
        }
    }
}
