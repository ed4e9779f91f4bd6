//! `releases.toml`: amnesties and reviews as data.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::document::{Entry, Shape, parse};
use crate::located::{Day, Located};
use crate::lowering::{Lowering, Surroundings};
use crate::nearest::did_you_mean;
use crate::parameter::Parameters;
use crate::release::{Condition, Pace, ReleaseEffect, ReleaseRule};
use crate::source_text::SourceText;

/// One amnesty or review.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Release")]
pub(crate) struct RawRelease {
    /// Row id of the decision, such as "DEC0008".
    #[schemars(required)]
    decision: Option<Located<String>>,
    /// First day of releases.
    #[schemars(required)]
    from: Option<Located<Day>>,
    /// Last day, for reviews that stop.
    until: Option<Located<Day>>,
    /// Clauses; a prisoner is covered if one of them holds. A clause joins conditions by " and ".
    #[schemars(required)]
    any: Option<Vec<Located<String>>>,
    /// Clauses that exclude a prisoner.
    except: Option<Vec<Located<String>>>,
    /// What happens: "release", "halve", "review" or, to special settlers, "lift-settlement".
    #[schemars(required)]
    effect: Option<Located<String>>,
    /// Key of the parameter with the weekly rate: persons or cases a week, or a share of those
    /// still covered a week.
    #[schemars(required)]
    rate: Option<Located<String>>,
    /// Lever in whose weeks of one half or more the rule acts; its value multiplies the rate.
    given_if: Option<Located<String>>,
    /// Ids in the evidence ledger.
    source: Option<Vec<Located<String>>>,
    /// The reason where no evidence was found.
    because: Option<Located<String>>,
}

/// The file: releases by id.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(rename = "Releases")]
pub(crate) struct RawReleases {
    /// Releases by id.
    #[serde(flatten)]
    #[expect(dead_code, reason = "the field describes the file in its JSON Schema")]
    releases: BTreeMap<String, RawRelease>,
}

/// A rule whose rate still follows its parameter.
#[derive(Debug, Clone)]
pub(crate) struct PendingRelease {
    /// The rule with the rate of the parameter as recorded.
    pub(crate) rule: ReleaseRule,
    /// Key of the parameter.
    pub(crate) rate: String,
}

/// Reads the releases of a scenario, in file order.
pub(crate) fn read_releases(
    source: &SourceText,
    around: &Surroundings,
    parameters: &Parameters,
    problems: &mut Vec<Diagnostic>,
) -> Vec<PendingRelease> {
    let file = parse(source, problems);
    let entries = Shape::of::<RawRelease>(source, &[]).entries::<RawRelease>(file, problems);
    let mut lowering = Lowering::new(source, around);
    let rules = entries
        .iter()
        .filter_map(|entry| lower(&mut lowering, entry, parameters))
        .collect();
    problems.append(&mut lowering.problems);
    rules
}

fn lower(
    lowering: &mut Lowering<'_>,
    entry: &Entry<'_, RawRelease>,
    parameters: &Parameters,
) -> Option<PendingRelease> {
    let (key, raw) = (entry.name.as_str(), &entry.raw);
    let basis = lowering.basis(
        key,
        entry.span.clone(),
        raw.source.as_ref(),
        raw.because.as_ref(),
    );
    let from = raw.from.as_ref().and_then(|day| lowering.day(key, day));
    let until = raw.until.as_ref().and_then(|day| lowering.day(key, day));
    let any = raw
        .any
        .as_ref()
        .map(|clauses| lower_clauses(lowering, key, clauses));
    let except = raw
        .except
        .as_ref()
        .map(|clauses| lower_clauses(lowering, key, clauses));
    let effect = raw
        .effect
        .as_ref()
        .and_then(|effect| lower_effect(lowering, key, effect));
    let pace = raw
        .rate
        .as_ref()
        .and_then(|rate| lower_rate(lowering, key, rate, parameters));
    let decision = raw
        .decision
        .as_ref()
        .filter(|decision| lowering.citation(key, decision));
    let rule = ReleaseRule {
        id: key.to_owned(),
        decision: decision?.value.clone(),
        from: from?,
        until,
        any: any?,
        except: except.unwrap_or_default(),
        effect: effect?,
        pace: pace?,
        given_if: raw.given_if.as_ref().map(|lever| lever.value.clone()),
        basis: basis?,
        origin: lowering.source.origin(entry.span.start),
    };
    Some(PendingRelease {
        rule,
        rate: raw.rate.as_ref()?.value.clone(),
    })
}

fn lower_effect(
    lowering: &mut Lowering<'_>,
    key: &str,
    effect: &Located<String>,
) -> Option<ReleaseEffect> {
    match effect.value.as_str() {
        "release" => Some(ReleaseEffect::Release),
        "halve" => Some(ReleaseEffect::Halve),
        "review" => Some(ReleaseEffect::Review),
        "lift-settlement" => Some(ReleaseEffect::LiftSettlement),
        other => {
            let message = format!("`{other}` is not an effect");
            lowering.complain(
                codes::UNKNOWN_NAME,
                effect.span.clone(),
                key,
                message,
                "one of: release, halve, review, lift-settlement",
            );
            None
        }
    }
}

fn lower_rate(
    lowering: &mut Lowering<'_>,
    key: &str,
    rate: &Located<String>,
    parameters: &Parameters,
) -> Option<Pace> {
    let Some(parameter) = parameters.get(&rate.value) else {
        let help = did_you_mean(
            &rate.value,
            parameters.iter().map(|parameter| parameter.key.as_str()),
        );
        let help = help.unwrap_or_else(|| "declare it in parameters.toml".to_owned());
        lowering.complain(
            codes::UNKNOWN_NAME,
            rate.span.clone(),
            key,
            format!("no parameter has the key `{}`", rate.value),
            help,
        );
        return None;
    };
    match parameter.unit.as_str() {
        "persons per week" | "cases per week" => return Some(Pace::PerWeek(parameter.value)),
        "per week" => return Some(Pace::ShareOfOpen(parameter.value)),
        _ => {}
    }
    let message = format!(
        "a release rate is in persons or cases per week or a share per week, `{}` is in `{}`",
        rate.value, parameter.unit
    );
    lowering.complain(
        codes::WRONG_UNIT,
        rate.span.clone(),
        key,
        message,
        "give the parameter a unit such as `3500 cases / week` or `0.01 / week`",
    );
    None
}

fn lower_clauses(
    lowering: &mut Lowering<'_>,
    key: &str,
    clauses: &[Located<String>],
) -> Vec<Vec<Condition>> {
    let mut read = Vec::new();
    for clause in clauses {
        let conditions: Vec<Option<Condition>> =
            clause.value.split(" and ").map(condition).collect();
        if conditions.iter().any(Option::is_none) {
            let message = format!("`{}` is not a test of prisoners", clause.value);
            lowering.complain(
                codes::UNKNOWN_CONDITION,
                clause.span.clone(),
                key,
                message,
                CONDITIONS,
            );
        }
        read.push(conditions.into_iter().flatten().collect());
    }
    read
}

const CONDITIONS: &str = "conditions, joined by ` and `: [not] political, [not] collaborator, [not] official crime, [not] grave crime, term at most N years, \
    under N, man over N, woman over N, pregnant, with child, ill";

/// One condition as written; nothing when it is not one.
fn condition(written: &str) -> Option<Condition> {
    let written = written.trim();
    let plain = match written {
        "political" => Condition::Political(true),
        "not political" => Condition::Political(false),
        "collaborator" => Condition::Collaborator(true),
        "not collaborator" => Condition::Collaborator(false),
        "official crime" => Condition::OfficialCrime(true),
        "not official crime" => Condition::OfficialCrime(false),
        "grave crime" => Condition::GraveCrime(true),
        "not grave crime" => Condition::GraveCrime(false),
        "pregnant" => Condition::Pregnant,
        "with child" => Condition::WithChild,
        "ill" => Condition::Ill,
        _ => return numbered(written),
    };
    Some(plain)
}

fn numbered(written: &str) -> Option<Condition> {
    let years = |before: &str, after: &str| -> Option<f64> {
        let years = written
            .strip_prefix(before)?
            .strip_suffix(after)?
            .trim()
            .parse::<f64>()
            .ok()?;
        (0.0..=200.0).contains(&years).then_some(years)
    };
    years("term at most ", " years")
        .map(Condition::TermAtMostYears)
        .or_else(|| years("under ", "").map(Condition::Under))
        .or_else(|| years("man over ", "").map(Condition::ManOver))
        .or_else(|| years("woman over ", "").map(Condition::WomanOver))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_read_as_written() {
        assert_eq!(
            condition("not political"),
            Some(Condition::Political(false))
        );
        assert_eq!(
            condition("term at most 5 years"),
            Some(Condition::TermAtMostYears(5.0))
        );
        assert_eq!(condition("woman over 50"), Some(Condition::WomanOver(50.0)));
        assert_eq!(condition("under minus 3"), None);
        assert_eq!(condition("term at most NaN years"), None);
    }
}
