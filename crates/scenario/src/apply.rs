//! One change applied to a scenario: a lever's step, a parameter, a release, a switch.

use jiff::civil::Date;

use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::lever::{Lever, Step};
use crate::located::{Amount, Located};
use crate::lowering::{Lowering, quantity_code};
use crate::nearest::did_you_mean;
use crate::overlay::Change;
use crate::parameter::{Basis, Parameter};
use crate::quantity::{Quantity, QuantityError};
use crate::read_scenario::Draft;

/// A change as somebody wrote it.
pub(crate) struct Wish {
    /// Id of what is to change.
    pub(crate) target: Located<String>,
    /// What must hold before, where it is stated.
    pub(crate) from: Option<Located<Amount>>,
    /// What shall hold after.
    pub(crate) to: Located<Amount>,
    /// Last day on which it shall hold, over later steps of the base.
    pub(crate) until: Option<Date>,
    /// Who decides differently.
    pub(crate) actor: String,
    /// Documents or assumption.
    pub(crate) basis: Basis,
}

impl Wish {
    /// The change that was made of it.
    fn done(&self, lowering: &Lowering<'_>, date: Option<Date>, from: String) -> Change {
        Change {
            target: self.target.value.clone(),
            date,
            from,
            to: self.to.value.0.clone(),
            actor: self.actor.clone(),
            basis: self.basis.clone(),
            origin: lowering.source.origin(self.to.span.start),
        }
    }
}

/// Sets a lever from a day to its next step.
pub(crate) fn change_lever(
    draft: &mut Draft,
    lowering: &mut Lowering<'_>,
    wish: &Wish,
    date: Date,
) -> Option<Change> {
    let id = &wish.target.value;
    let Some(lever) = draft
        .scenario
        .levers
        .iter_mut()
        .find(|lever| lever.id == *id)
    else {
        let known = draft.scenario.levers.iter().map(|lever| lever.id.as_str());
        let message = format!("no lever is called `{id}`");
        lowering.unknown(
            id,
            &wish.target,
            message,
            known,
            "see levers.toml of the scenario",
        );
        return None;
    };
    let before = lever.setting_on(date).to_owned();
    check_from(lowering, wish, lever, &before, date);
    let (setting, value) = wanted_setting(lowering, wish, lever)?;
    let origin = lowering.source.origin(wish.to.span.start);
    let step = Step {
        date,
        setting,
        value,
        actor: wish.actor.clone(),
        basis: wish.basis.clone(),
        origin,
    };
    let end = draft.around.end;
    set_step(&mut lever.timeline, step, wish.until, end);
    Some(wish.done(lowering, Some(date), before))
}

/// Puts a step into a timeline. With `until`, the steps up to that day give way, and the day after
/// the lever stands where it would have stood.
fn set_step(timeline: &mut Vec<Step>, step: Step, until: Option<Date>, end: Date) {
    let date = step.date;
    let last = until.unwrap_or(date);
    let resumed = last.tomorrow().ok().filter(|day| *day <= end);
    let after = timeline
        .iter()
        .rev()
        .find(|step| step.date <= last)
        .cloned();
    timeline.retain(|other| other.date < date || other.date > last);
    let at = timeline.partition_point(|other| other.date < date);
    timeline.insert(at, step);
    let (Some(_), Some(day), Some(after)) = (until, resumed, after) else {
        return;
    };
    if timeline.iter().all(|other| other.date != day) {
        timeline.insert(at + 1, Step { date: day, ..after });
    }
}

fn check_from(lowering: &mut Lowering<'_>, wish: &Wish, lever: &Lever, before: &str, date: Date) {
    let Some(from) = wish.from.as_ref().filter(|from| from.value.0 != before) else {
        return;
    };
    let message = format!(
        "on {date} `{}` stands at `{before}`, not at `{}`",
        lever.id, from.value.0
    );
    let step = lever.timeline.iter().rev().find(|step| step.date <= date);
    let help = step.map_or_else(String::new, |step| {
        format!(
            "the base sets it at {}; write from = \"{before}\" if that is meant",
            step.origin
        )
    });
    lowering.complain(
        codes::WRONG_FROM,
        from.span.clone(),
        &lever.id,
        message,
        help,
    );
}

/// The setting of this name, or a bare number inside the lever's range with a warning.
fn wanted_setting(
    lowering: &mut Lowering<'_>,
    wish: &Wish,
    lever: &Lever,
) -> Option<(String, f64)> {
    let (written, span) = (&wish.to.value.0, wish.to.span.clone());
    if let Some(setting) = lever.settings.get(written) {
        return Some((setting.name.clone(), setting.value));
    }
    let known = lever.settings.keys().map(String::as_str);
    let Some(value) = written
        .parse::<f64>()
        .ok()
        .filter(|value| value.is_finite())
    else {
        let list = known.clone().collect::<Vec<_>>().join(", ");
        let help = did_you_mean(written, known).unwrap_or_else(|| format!("settings: {list}"));
        lowering.complain(
            codes::UNKNOWN_NAME,
            span,
            &lever.id,
            format!("`{written}` is not a setting of `{}`", lever.id),
            help,
        );
        return None;
    };
    if let Some((low, high)) = lever
        .range()
        .filter(|(low, high)| !(*low..=*high).contains(&value))
    {
        let message = format!("{value} lies outside the lever's range of {low} to {high}");
        lowering.complain(
            codes::OUTSIDE_RANGE,
            span,
            &lever.id,
            message,
            format!("write a number from {low} to {high}, or a setting"),
        );
        return None;
    }
    let help = format!(
        "settings with evidence: {}",
        known.collect::<Vec<_>>().join(", ")
    );
    lowering.complain(
        codes::BARE_NUMBER,
        span,
        &lever.id,
        format!("no documented case for {value}"),
        help,
    );
    Some((written.clone(), value))
}

/// Gives a parameter another value, or another source's value.
pub(crate) fn change_parameter(
    draft: &mut Draft,
    lowering: &mut Lowering<'_>,
    wish: &Wish,
) -> Option<Change> {
    let key = &wish.target.value;
    let Some(parameter) = draft.scenario.parameters.get(key).cloned() else {
        let known = draft.scenario.parameters.iter().map(|own| own.key.as_str());
        let message = format!("no parameter has the key `{key}`");
        let otherwise = "see parameters.toml of the scenario";
        lowering.unknown(key, &wish.target, message, known, otherwise);
        return None;
    };
    let quantity = wanted_quantity(lowering, wish, &parameter)?;
    if let Some(from) = &wish.from {
        check_value(lowering, from, &parameter);
    }
    let before = format!("{} {}", parameter.value, parameter.unit);
    let prior = if quantity.distribution.is_some() {
        Some(wish.to.value.0.clone())
    } else {
        parameter.prior
    };
    let origin = lowering.source.origin(wish.to.span.start);
    draft.scenario.parameters.insert(Parameter {
        value: quantity.value,
        prior,
        basis: wish.basis.clone(),
        origin,
        ..parameter
    });
    Some(wish.done(lowering, None, before))
}

fn wanted_quantity(
    lowering: &mut Lowering<'_>,
    wish: &Wish,
    parameter: &Parameter,
) -> Option<Quantity> {
    let written = &wish.to.value.0;
    if let Some(&value) = parameter.choices.get(written) {
        return Some(Quantity {
            value,
            unit: parameter.unit.clone(),
            distribution: None,
        });
    }
    let base = format!(
        "the base has `{}` in `{}` ({})",
        parameter.key, parameter.unit, parameter.origin
    );
    let problem = match Quantity::parse(written) {
        Ok(quantity) if quantity.unit == parameter.unit => return Some(quantity),
        Ok(quantity) => (
            codes::WRONG_UNIT,
            format!(
                "`{written}` has another unit than the base, `{}`",
                quantity.unit
            ),
            base,
        ),
        Err(QuantityError::NoUnit) if parameter.unit.contains("per ") => (
            codes::NO_UNIT,
            "this rate has no unit".to_owned(),
            format!(
                "per what? write \"{written} / {}\"; {base}",
                denominator(&parameter.unit)
            ),
        ),
        Err(QuantityError::NoUnit) => (codes::NO_UNIT, "this value has no unit".to_owned(), base),
        Err(error) => (
            quantity_code(&error),
            error.to_string(),
            format!("{}; {base}", error.help()),
        ),
    };
    lowering.complain(
        problem.0,
        wish.to.span.clone(),
        &parameter.key,
        problem.1,
        problem.2,
    );
    None
}

fn denominator(unit: &str) -> &str {
    unit.rsplit("per ").next().unwrap_or(unit)
}

fn check_value(lowering: &mut Lowering<'_>, from: &Located<Amount>, parameter: &Parameter) {
    let Some(quantity) = lowering.quantity(&parameter.key, from) else {
        return;
    };
    // Unit conversion rounds, so equal means equal to nine digits.
    let near = (quantity.value - parameter.value).abs() <= 1e-9 * parameter.value.abs();
    if quantity.unit != parameter.unit || !near {
        let message = format!(
            "`{}` stands at {} {}",
            parameter.key, parameter.value, parameter.unit
        );
        let help = format!("the base sets it at {}", parameter.origin);
        lowering.complain(
            codes::WRONG_FROM,
            from.span.clone(),
            &parameter.key,
            message,
            help,
        );
    }
}

/// Turns a conflict's switch to another claim.
pub(crate) fn change_choice(
    draft: &mut Draft,
    lowering: &mut Lowering<'_>,
    wish: &Wish,
) -> Option<Change> {
    let (id, claim) = (&wish.target.value, &wish.to.value.0);
    let conflicts = &mut std::sync::Arc::make_mut(&mut draft.scenario.ledger).conflicts;
    let Some(at) = conflicts.iter().position(|own| own.id == *id) else {
        let known = conflicts.iter().map(|own| own.id.as_str());
        let message = format!("no conflict is called `{id}`");
        lowering.unknown(
            id,
            &wish.target,
            message,
            known,
            "see evidence/conflicts.toml",
        );
        return None;
    };
    let conflict = &mut conflicts[at];
    if !conflict.claims.contains(claim) {
        let help = format!("one of: {}", conflict.claims.join(", "));
        lowering.complain(
            codes::UNKNOWN_NAME,
            wish.to.span.clone(),
            id,
            format!("`{claim}` is not a claim of `{id}`"),
            help,
        );
        return None;
    }
    let before = std::mem::replace(&mut conflict.default, claim.clone());
    if let Some(parameter) = conflict
        .parameter
        .as_ref()
        .and_then(|key| draft.scenario.parameters.get(key))
        .cloned()
        && let Some(&value) = parameter.choices.get(claim)
    {
        let basis = Basis::Source(vec![claim.clone()]);
        let origin = lowering.source.origin(wish.to.span.start);
        draft.scenario.parameters.insert(Parameter {
            value,
            basis,
            origin,
            ..parameter
        });
    }
    Some(wish.done(lowering, None, before))
}

/// Moves a release to another first day, or takes it away with `never`.
pub(crate) fn change_release(
    draft: &mut Draft,
    lowering: &mut Lowering<'_>,
    wish: &Wish,
) -> Option<Change> {
    let id = &wish.target.value;
    let releases = &draft.scenario.releases;
    let Some(at) = releases.iter().position(|rule| rule.id == *id) else {
        let known = releases.iter().map(|rule| rule.id.as_str());
        let message = format!("no release is called `{id}`");
        lowering.unknown(
            id,
            &wish.target,
            message,
            known,
            "see releases.toml of the scenario",
        );
        return None;
    };
    let rule = &mut draft.scenario.releases[at];
    let before = rule.from.to_string();
    if let Some(from) = wish.from.as_ref().filter(|from| from.value.0 != before) {
        let message = format!("`{id}` begins on {before}, not on {}", from.value.0);
        lowering.complain(
            codes::WRONG_FROM,
            from.span.clone(),
            id,
            message,
            format!("the base sets it at {}", rule.origin),
        );
    }
    if wish.to.value.0 == "never" {
        // It keeps its place in the file, so that the others keep their draws.
        rule.until = rule.from.yesterday().ok();
        return Some(wish.done(lowering, None, before));
    }
    let Some(day) = inside(wish.to.value.0.parse().ok(), draft) else {
        let message = format!("`{}` is not a day of the scenario", wish.to.value.0);
        lowering.complain(
            codes::OUTSIDE_CALENDAR,
            wish.to.span.clone(),
            id,
            message,
            "write a day such as \"1954-03-27\", or \"never\"",
        );
        return None;
    };
    let rule = &mut draft.scenario.releases[at];
    rule.from = day;
    rule.basis = wish.basis.clone();
    rule.origin = lowering.source.origin(wish.to.span.start);
    Some(wish.done(lowering, Some(day), before))
}

fn inside(day: Option<Date>, draft: &Draft) -> Option<Date> {
    day.filter(|day| (draft.around.start..=draft.around.end).contains(day))
}

/// Shares that made one before a change may not after it.
pub(crate) fn check_sums(draft: &Draft, problems: &mut Vec<Diagnostic>) {
    for keys in &draft.scenario.shares_of_one {
        if let Some(sum) = crate::read_parameters::wrong_sum(&draft.scenario.parameters, keys) {
            let message = format!(
                "after the changes these shares sum to {sum}, not to 1: {}",
                keys.join(", ")
            );
            problems.push(
                Diagnostic::nowhere(codes::SHARES_DO_NOT_SUM, message)
                    .with_help("change the others too, so that they make one"),
            );
        }
    }
}
