//! `levers.toml`: policies with named settings and a recorded timeline.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;
use toml::de::DeValue;

use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::document::{Entry, Shape, dotted, parse};
use crate::lever::{Lever, Setting, Step};
use crate::located::{Day, Located};
use crate::lowering::{Lowering, Surroundings};
use crate::nearest::did_you_mean;
use crate::source_text::SourceText;

/// A policy that dated decisions set.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Lever")]
#[expect(
    dead_code,
    reason = "some parts are read on their own, entry by entry; their fields describe the file in its JSON Schema"
)]
pub(crate) struct RawLever {
    /// What it is, one sentence.
    #[schemars(required)]
    means: Option<Located<String>>,
    /// Unit of the values, such as "index" or "share".
    #[schemars(required)]
    unit: Option<Located<String>>,
    /// Least and greatest value.
    #[schemars(required)]
    range: Option<Located<Vec<f64>>>,
    /// Named values.
    #[schemars(required)]
    settings: Option<BTreeMap<String, RawSetting>>,
    /// Steps in date order; the first is on the scenario's first day.
    #[schemars(required)]
    timeline: Option<Vec<RawStep>>,
}

/// A named value of a lever.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Setting")]
pub(crate) struct RawSetting {
    /// The value, inside the lever's range.
    #[schemars(required)]
    value: Option<Located<f64>>,
    /// What it means in the model, one sentence.
    #[schemars(required)]
    means: Option<Located<String>>,
    /// Ids in the evidence ledger.
    source: Option<Vec<Located<String>>>,
    /// The reason where no evidence was found.
    because: Option<Located<String>>,
}

/// The lever takes a setting from a day on.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Step")]
pub(crate) struct RawStep {
    /// Day of the decision.
    #[schemars(required)]
    date: Option<Located<Day>>,
    /// Name of the setting.
    #[schemars(required)]
    to: Option<Located<String>>,
    /// Who decided.
    #[schemars(required)]
    actor: Option<Located<String>>,
    /// Ids in the evidence ledger.
    source: Option<Vec<Located<String>>>,
    /// The reason where no evidence was found.
    because: Option<Located<String>>,
}

/// The file: levers by dotted id in quotes.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(rename = "Levers")]
pub(crate) struct RawLevers {
    /// Levers by dotted id.
    #[serde(flatten)]
    #[expect(dead_code, reason = "the field describes the file in its JSON Schema")]
    levers: BTreeMap<String, RawLever>,
}

const NESTED: &[&str] = &["settings", "timeline"];

/// Reads the levers of a scenario, in file order.
pub(crate) fn read_levers(
    source: &SourceText,
    around: &Surroundings,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Lever> {
    let file = parse(source, problems);
    let entries = Shape::of::<RawLever>(source, NESTED).entries::<RawLever>(file, problems);
    let mut lowering = Lowering::new(source, around);
    let levers = entries
        .into_iter()
        .filter_map(|entry| lower(&mut lowering, entry))
        .collect();
    problems.append(&mut lowering.problems);
    levers
}

fn lower(lowering: &mut Lowering<'_>, mut entry: Entry<'_, RawLever>) -> Option<Lever> {
    let range = range(lowering, &entry);
    let settings = entry.table.remove("settings");
    let timeline = entry.table.remove("timeline");
    let settings = settings
        .map(|value| lower_settings(lowering, &entry.name, value, range))
        .unwrap_or_default();
    let timeline = timeline
        .map(|value| lower_timeline(lowering, &entry, value, &settings))
        .unwrap_or_default();
    let (low, high) = range?;
    Some(Lever {
        means: entry.raw.means?.value,
        unit: format!("{} {low} to {high}", entry.raw.unit?.value),
        id: entry.name,
        settings,
        timeline,
    })
}

fn range(lowering: &mut Lowering<'_>, entry: &Entry<'_, RawLever>) -> Option<(f64, f64)> {
    let written = entry.raw.range.as_ref()?;
    match written.value.as_slice() {
        &[low, high] if low < high => Some((low, high)),
        _ => {
            let help = "write the least and the greatest value: range = [0, 1]";
            lowering.complain(
                codes::BAD_RANGE,
                written.span.clone(),
                &entry.name,
                "a range is two numbers in rising order",
                help,
            );
            None
        }
    }
}

fn lower_settings(
    lowering: &mut Lowering<'_>,
    lever: &str,
    value: Spanned<DeValue<'_>>,
    range: Option<(f64, f64)>,
) -> BTreeMap<String, Setting> {
    let mut settings = BTreeMap::new();
    let whole = value.span();
    let DeValue::Table(table) = value.into_inner() else {
        lowering.complain(
            codes::WRONG_TYPE,
            whole,
            lever,
            "`settings` must be a table of settings",
            "write settings.NAME = { value = ..., means = ... }",
        );
        return settings;
    };
    let shape = Shape::of::<RawSetting>(lowering.source, &[]);
    for (name, value) in table {
        let key = dotted(lever, name.get_ref());
        if let Some(entry) =
            shape.entry::<RawSetting>(&key, name.span(), value, &mut lowering.problems)
            && let Some(setting) = lower_setting(lowering, &entry, name.get_ref(), range)
        {
            settings.insert(setting.name.clone(), setting);
        }
    }
    settings
}

fn lower_setting(
    lowering: &mut Lowering<'_>,
    entry: &Entry<'_, RawSetting>,
    name: &str,
    range: Option<(f64, f64)>,
) -> Option<Setting> {
    let raw = &entry.raw;
    let basis = lowering.basis(
        &entry.name,
        entry.span.clone(),
        raw.source.as_ref(),
        raw.because.as_ref(),
    );
    let value = raw.value.as_ref()?;
    if let Some((low, high)) = range
        && !(low..=high).contains(&value.value)
    {
        let message = format!(
            "{} lies outside the lever's range of {low} to {high}",
            value.value
        );
        lowering.complain(
            codes::OUTSIDE_RANGE,
            value.span.clone(),
            &entry.name,
            message,
            "correct the value, or widen `range`",
        );
    }
    Some(Setting {
        name: name.to_owned(),
        value: value.value,
        means: raw.means.as_ref()?.value.clone(),
        basis: basis?,
    })
}

fn lower_timeline(
    lowering: &mut Lowering<'_>,
    lever: &Entry<'_, RawLever>,
    value: Spanned<DeValue<'_>>,
    settings: &BTreeMap<String, Setting>,
) -> Vec<Step> {
    let span = value.span();
    let DeValue::Array(steps) = value.into_inner() else {
        let help = "write timeline = [ { date = 1953-03-01, to = \"...\", actor = \"...\", source = [...] } ]";
        lowering.complain(
            codes::WRONG_TYPE,
            span,
            &lever.name,
            "`timeline` must be a list of steps",
            help,
        );
        return Vec::new();
    };
    let shape = Shape::of::<RawStep>(lowering.source, &[]);
    let key = dotted(&lever.name, "timeline");
    let mut timeline: Vec<Step> = Vec::new();
    for step in steps {
        let span = step.span();
        let Some(entry) = shape.entry::<RawStep>(&key, span, step, &mut lowering.problems) else {
            continue;
        };
        let Some(step) = lower_step(lowering, &entry, settings) else {
            continue;
        };
        check_order(lowering, &entry, timeline.last(), &step);
        timeline.push(step);
    }
    if timeline
        .first()
        .is_none_or(|first| first.date != lowering.around.start)
    {
        let help = format!("add a first step with date = {}", lowering.around.start);
        lowering.complain(
            codes::NO_FIRST_STEP,
            lever.span.clone(),
            &key,
            "the timeline does not start on the scenario's first day",
            help,
        );
    }
    timeline
}

fn lower_step(
    lowering: &mut Lowering<'_>,
    entry: &Entry<'_, RawStep>,
    settings: &BTreeMap<String, Setting>,
) -> Option<Step> {
    let raw = &entry.raw;
    let basis = lowering.basis(
        &entry.name,
        entry.span.clone(),
        raw.source.as_ref(),
        raw.because.as_ref(),
    );
    let date = raw
        .date
        .as_ref()
        .and_then(|day| lowering.day(&entry.name, day));
    let to = raw.to.as_ref()?;
    let Some(setting) = settings.get(&to.value) else {
        let known = settings.keys().cloned().collect::<Vec<_>>().join(", ");
        let help = did_you_mean(&to.value, settings.keys().map(String::as_str))
            .unwrap_or_else(|| format!("settings: {known}"));
        lowering.complain(
            codes::UNKNOWN_NAME,
            to.span.clone(),
            &entry.name,
            format!("`{}` is not a setting of this lever", to.value),
            help,
        );
        return None;
    };
    Some(Step {
        date: date?,
        setting: to.value.clone(),
        value: setting.value,
        actor: raw.actor.as_ref()?.value.clone(),
        basis: basis?,
        origin: lowering.source.origin(to.span.start),
    })
}

fn check_order(
    lowering: &mut Lowering<'_>,
    entry: &Entry<'_, RawStep>,
    before: Option<&Step>,
    step: &Step,
) {
    let Some(before) = before.filter(|before| before.date >= step.date) else {
        return;
    };
    let message = if before.date == step.date {
        format!("two steps on {} contradict each other", step.date)
    } else {
        format!(
            "the step of {} stands after the one of {}",
            step.date, before.date
        )
    };
    let span = entry
        .raw
        .date
        .as_ref()
        .map_or(entry.span.clone(), |day| day.span.clone());
    lowering.complain(
        codes::STEPS_OUT_OF_ORDER,
        span,
        &entry.name,
        message,
        "one step a day, in date order",
    );
}
