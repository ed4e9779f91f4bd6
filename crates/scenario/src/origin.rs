//! Where every value came from, and what differs between two scenarios.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::parameter::Basis;
use crate::{Scenario, Step};

/// One value and the place it was written at.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OriginLine {
    /// Parameter key, `lever @ day`, release id with what of it, `choice:conflict`.
    pub key: String,
    /// The value with its unit.
    pub value: String,
    /// Sources, or the reason.
    pub basis: String,
    /// `file:line`.
    pub origin: String,
}

/// One value that differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// As [`OriginLine::key`].
    pub key: String,
    /// Value in the first scenario; nothing where it has none.
    pub before: Option<String>,
    /// Value in the second scenario; nothing where it has none.
    pub after: Option<String>,
    /// Where the second value, or else the first, was written.
    pub origin: String,
}

/// Every value of a scenario with file and line, in key order.
pub fn show_origin(scenario: &Scenario) -> Vec<OriginLine> {
    let mut lines: Vec<OriginLine> = parameter_lines(scenario).collect();
    lines.extend(
        scenario
            .levers
            .iter()
            .flat_map(|lever| lever.timeline.iter().map(|step| step_line(&lever.id, step))),
    );
    lines.extend(release_lines(scenario));
    lines.extend(conflict_lines(scenario));
    lines.sort_by(|left, right| left.key.cmp(&right.key));
    lines
}

/// What changed from one scenario to another, in key order; nothing that stayed.
pub fn diff(before: &Scenario, after: &Scenario) -> Vec<Difference> {
    let (before, after) = (by_key(before), by_key(after));
    let keys: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let difference = |key: &String| {
        let (old, new) = (before.get(key), after.get(key));
        let shown = new.or(old)?;
        (old.map(|line| &line.value) != new.map(|line| &line.value)).then(|| Difference {
            key: key.clone(),
            before: old.map(|line| line.value.clone()),
            after: new.map(|line| line.value.clone()),
            origin: shown.origin.clone(),
        })
    };
    keys.into_iter().filter_map(difference).collect()
}

fn by_key(scenario: &Scenario) -> BTreeMap<String, OriginLine> {
    show_origin(scenario)
        .into_iter()
        .map(|line| (line.key.clone(), line))
        .collect()
}

fn parameter_lines(scenario: &Scenario) -> impl Iterator<Item = OriginLine> + '_ {
    scenario.parameters.iter().map(|parameter| {
        let prior = parameter
            .prior
            .as_ref()
            .map(|prior| format!(", prior {prior}"))
            .unwrap_or_default();
        OriginLine {
            key: parameter.key.clone(),
            value: format!("{} {}{prior}", parameter.value, parameter.unit),
            basis: basis_text(&parameter.basis),
            origin: parameter.origin.clone(),
        }
    })
}

fn step_line(lever: &str, step: &Step) -> OriginLine {
    OriginLine {
        key: format!("{lever} @ {}", step.date),
        value: format!("{} ({})", step.setting, step.value),
        basis: basis_text(&step.basis),
        origin: step.origin.clone(),
    }
}

fn release_lines(scenario: &Scenario) -> impl Iterator<Item = OriginLine> + '_ {
    scenario.releases.iter().map(|rule| {
        let until = rule
            .until
            .map(|day| format!(" to {day}"))
            .unwrap_or_default();
        OriginLine {
            key: format!("release {}", rule.id),
            value: format!("from {}{until}, {}", rule.from, rule.pace.words()),
            basis: basis_text(&rule.basis),
            origin: rule.origin.clone(),
        }
    })
}

fn conflict_lines(scenario: &Scenario) -> impl Iterator<Item = OriginLine> + '_ {
    scenario.ledger.conflicts.iter().map(|conflict| {
        let switched = scenario
            .changes
            .iter()
            .rev()
            .find(|change| change.target == conflict.id);
        OriginLine {
            key: format!("choice:{}", conflict.id),
            value: conflict.default.clone(),
            basis: conflict.claims.join(" or "),
            origin: switched.map_or("evidence/conflicts.toml".to_owned(), |change| {
                change.origin.clone()
            }),
        }
    })
}

/// Sources joined by commas, or the reason.
pub(crate) fn basis_text(basis: &Basis) -> String {
    match basis {
        Basis::Source(ids) => ids.join(", "),
        Basis::Because(reason) => reason.clone(),
    }
}
