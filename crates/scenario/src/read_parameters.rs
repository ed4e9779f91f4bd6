//! `parameters.toml`: the numbers the mechanisms use.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::de::DeValue;

use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::document::{Entry, Shape, parse};
use crate::located::{Amount, Located};
use crate::lowering::{Lowering, Surroundings};
use crate::nearest::did_you_mean;
use crate::parameter::{Basis, Parameter, Parameters};
use crate::quantity::Quantity;
use crate::source_text::SourceText;

/// Top-level key with the lists of shares that make one.
const SHARES_OF_ONE: &str = "shares_of_one";

/// A number the mechanisms use.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Parameter")]
pub(crate) struct RawParameter {
    /// Amount with unit, such as "5 years", or one of the keys of `choice`.
    #[schemars(required)]
    pub(crate) value: Option<Located<Amount>>,
    /// Rival values by source, claim or row id, where sources disagree.
    pub(crate) choice: Option<BTreeMap<String, Located<Amount>>>,
    /// For a switch between rival structures: names of the settings of value 0, 1, ...
    pub(crate) switch: Option<Vec<String>>,
    /// Distribution with unit, such as "triangular(2, 5, 15) years".
    pub(crate) prior: Option<Located<Amount>>,
    /// What it means, one sentence.
    #[schemars(required)]
    pub(crate) means: Option<Located<String>>,
    /// Ids in the evidence ledger.
    pub(crate) source: Option<Vec<Located<String>>>,
    /// The reason where no evidence was found.
    pub(crate) because: Option<Located<String>>,
}

/// The file: parameters by dotted key, and lists of shares that sum to one.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(rename = "Parameters")]
#[expect(
    dead_code,
    reason = "some parts are read on their own, entry by entry; their fields describe the file in its JSON Schema"
)]
pub(crate) struct RawParameters {
    /// Lists of keys whose values are shares that together make one.
    shares_of_one: Option<Vec<Vec<String>>>,
    /// Parameters by dotted key in quotes.
    #[serde(flatten)]
    parameters: BTreeMap<String, RawParameter>,
}

/// Reads the parameters of a scenario and the lists of those that are shares of one.
pub(crate) fn read_parameters(
    source: &SourceText,
    around: &Surroundings,
    problems: &mut Vec<Diagnostic>,
) -> (Parameters, Vec<Vec<String>>) {
    let mut file = parse(source, problems);
    let sums = file.remove(SHARES_OF_ONE);
    let entries = Shape::of::<RawParameter>(source, &[]).entries::<RawParameter>(file, problems);
    let mut lowering = Lowering::new(source, around);
    let mut parameters = Parameters::default();
    for entry in &entries {
        if let Some(parameter) = lower(&mut lowering, entry) {
            parameters.insert(parameter);
        }
    }
    let sums = sums
        .map(|sums| lower_sums(&mut lowering, &sums, &entries, &parameters))
        .unwrap_or_default();
    problems.append(&mut lowering.problems);
    (parameters, sums)
}

fn lower(lowering: &mut Lowering<'_>, entry: &Entry<'_, RawParameter>) -> Option<Parameter> {
    let (key, raw) = (entry.name.as_str(), &entry.raw);
    check_key(lowering, entry);
    let choices = lower_choices(lowering, key, raw);
    let basis = lower_basis(lowering, entry);
    let prior = raw
        .prior
        .as_ref()
        .and_then(|prior| Some((prior, lowering.quantity(key, prior)?)));
    let written = raw.value.as_ref()?;
    let quantity = match &choices {
        Some(choices) => chosen(lowering, key, written, choices)?,
        None => lowering.quantity(key, written)?,
    };
    if let Some((written, prior)) = &prior {
        check_prior(lowering, key, &quantity, written, prior);
    }
    check_choice_units(lowering, key, raw, choices.as_ref(), &quantity);
    Some(Parameter {
        key: key.to_owned(),
        value: quantity.value,
        unit: quantity.unit,
        prior: raw.prior.as_ref().map(|prior| prior.value.0.clone()),
        means: raw.means.as_ref()?.value.clone(),
        basis: basis?,
        choices: choices
            .unwrap_or_default()
            .into_iter()
            .map(|(id, quantity)| (id, quantity.value))
            .collect(),
        switch: raw.switch.clone().unwrap_or_default(),
        origin: lowering.source.origin(written.span.start),
    })
}

fn check_key(lowering: &mut Lowering<'_>, entry: &Entry<'_, RawParameter>) {
    let is_word = |word: &str| {
        !word.is_empty()
            && word
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    };
    if entry.name.contains('.') && entry.name.split('.').all(is_word) {
        return;
    }
    let help = "keys are a group and a name in quotes, lower case with underscores: [\"fear.memory_half_life\"]";
    lowering.complain(
        codes::BAD_KEY,
        entry.span.clone(),
        &entry.name,
        format!("`{}` is not a parameter key", entry.name),
        help,
    );
}

fn lower_choices(
    lowering: &mut Lowering<'_>,
    key: &str,
    raw: &RawParameter,
) -> Option<BTreeMap<String, Quantity>> {
    let choice = raw.choice.as_ref()?;
    let mut read = BTreeMap::new();
    for (id, amount) in choice {
        lowering.citation(
            key,
            &Located {
                value: id.clone(),
                span: amount.span.clone(),
            },
        );
        if let Some(quantity) = lowering.quantity(key, amount) {
            read.insert(id.clone(), quantity);
        }
    }
    Some(read)
}

/// A choice by source is its own evidence unless the entry says more.
fn lower_basis(lowering: &mut Lowering<'_>, entry: &Entry<'_, RawParameter>) -> Option<Basis> {
    let raw = &entry.raw;
    match &raw.choice {
        Some(choice) if raw.source.is_none() && raw.because.is_none() => {
            Some(Basis::Source(choice.keys().cloned().collect()))
        }
        _ => lowering.basis(
            &entry.name,
            entry.span.clone(),
            raw.source.as_ref(),
            raw.because.as_ref(),
        ),
    }
}

fn chosen(
    lowering: &mut Lowering<'_>,
    key: &str,
    written: &Located<Amount>,
    choices: &BTreeMap<String, Quantity>,
) -> Option<Quantity> {
    let name = &written.value.0;
    if let Some(quantity) = choices.get(name) {
        return Some(quantity.clone());
    }
    let ids = choices.keys().cloned().collect::<Vec<_>>().join(", ");
    let help = did_you_mean(name, choices.keys().map(String::as_str))
        .unwrap_or_else(|| format!("one of: {ids}"));
    lowering.complain(
        codes::UNKNOWN_NAME,
        written.span.clone(),
        key,
        format!("`{name}` is not a key of `choice`"),
        help,
    );
    None
}

fn check_prior(
    lowering: &mut Lowering<'_>,
    key: &str,
    value: &Quantity,
    written: &Located<Amount>,
    prior: &Quantity,
) {
    let Some(distribution) = prior.distribution else {
        let help =
            "write a distribution such as triangular(2, 5, 15) years, or leave the prior out";
        lowering.complain(
            codes::BAD_DISTRIBUTION,
            written.span.clone(),
            key,
            "a prior is a distribution, not a number",
            help,
        );
        return;
    };
    if prior.unit != value.unit {
        let message = format!(
            "the prior is in `{}`, the value in `{}`",
            prior.unit, value.unit
        );
        lowering.complain(
            codes::WRONG_UNIT,
            written.span.clone(),
            key,
            message,
            "write both in units of one kind",
        );
        return;
    }
    let (low, high) = distribution.bounds();
    if value.value < low || value.value > high {
        let message = format!(
            "the value {} {} cannot occur under its prior",
            value.value, value.unit
        );
        lowering.complain(
            codes::OUTSIDE_PRIOR,
            written.span.clone(),
            key,
            message,
            "widen the prior or correct the value",
        );
    }
}

fn check_choice_units(
    lowering: &mut Lowering<'_>,
    key: &str,
    raw: &RawParameter,
    choices: Option<&BTreeMap<String, Quantity>>,
    used: &Quantity,
) {
    for (id, quantity) in choices
        .into_iter()
        .flatten()
        .filter(|(_, quantity)| quantity.unit != used.unit)
    {
        let message = format!(
            "choice `{id}` is in `{}`, the one used in `{}`",
            quantity.unit, used.unit
        );
        let span = raw
            .choice
            .as_ref()
            .and_then(|choice| choice.get(id))
            .map_or(0..0, |amount| amount.span.clone());
        lowering.complain(
            codes::WRONG_UNIT,
            span,
            key,
            message,
            "write all choices in units of one kind",
        );
    }
}

fn lower_sums(
    lowering: &mut Lowering<'_>,
    sums: &toml::Spanned<DeValue<'_>>,
    entries: &[Entry<'_, RawParameter>],
    parameters: &Parameters,
) -> Vec<Vec<String>> {
    let mut lists = Vec::new();
    for list in sums.get_ref().as_array().into_iter().flatten() {
        let written = list.get_ref().as_array().into_iter().flatten();
        let keys: Vec<String> = written
            .filter_map(|key| key.get_ref().as_str())
            .map(str::to_owned)
            .collect();
        for key in keys
            .iter()
            .filter(|key| !entries.iter().any(|entry| entry.name == **key))
        {
            let help = did_you_mean(key, entries.iter().map(|entry| entry.name.as_str()))
                .unwrap_or_else(|| "declare it below".to_owned());
            lowering.complain(
                codes::UNKNOWN_NAME,
                list.span(),
                SHARES_OF_ONE,
                format!("no parameter has the key `{key}`"),
                help,
            );
        }
        if let Some(sum) = wrong_sum(parameters, &keys) {
            let message = format!("these shares sum to {sum}, not to 1");
            lowering.complain(
                codes::SHARES_DO_NOT_SUM,
                list.span(),
                SHARES_OF_ONE,
                message,
                format!("correct one of {}", keys.join(", ")),
            );
        }
        lists.push(keys);
    }
    lists
}

/// The sum of shares that should make one, when it does not.
pub(crate) fn wrong_sum(parameters: &Parameters, keys: &[String]) -> Option<f64> {
    let values: Option<Vec<f64>> = keys.iter().map(|key| parameters.value(key)).collect();
    let sum: f64 = values?.iter().sum();
    ((sum - 1.0).abs() > 1e-9).then_some(sum)
}
