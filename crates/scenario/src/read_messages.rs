//! `messages.toml`: texts that go down the party tree, and the items they are made of.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::document::{Entry, Shape, parse};
use crate::located::{Day, Located};
use crate::lowering::{Lowering, Surroundings};
use crate::message::{Item, Message};
use crate::nearest::did_you_mean;
use crate::source_text::SourceText;

/// Most items a scenario can have: what a person has heard is eight bits.
const MOST_ITEMS: usize = 8;

/// One thing a message can say.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Item")]
pub(crate) struct RawItem {
    /// What it says.
    #[schemars(required)]
    says: Option<Located<String>>,
    /// How much hearing it moves devotion and trust, 0 to 1.
    #[schemars(required)]
    weight: Option<Located<f64>>,
    /// Whether it gives a reason for the verdict (the default) or states it; a bare decision
    /// carries no reasons.
    reason: Option<Located<bool>>,
    /// Ids in the evidence ledger.
    source: Option<Vec<Located<String>>>,
    /// The reason where no evidence was found.
    because: Option<Located<String>>,
}

/// A text.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Message")]
pub(crate) struct RawMessage {
    /// Title for people.
    #[schemars(required)]
    title: Option<Located<String>>,
    /// Day on which it is given at the top.
    #[schemars(required)]
    date: Option<Located<Day>>,
    /// Day of the order to read it out.
    #[schemars(required)]
    readings_from: Option<Located<Day>>,
    /// Weeks over which it is read out.
    #[schemars(required)]
    readings_weeks: Option<Located<u16>>,
    /// Names of the items it carries.
    #[schemars(required)]
    carries: Option<Vec<Located<String>>>,
    /// Strength of feeling it arouses, 0 to 1.
    #[schemars(required)]
    affect: Option<Located<f64>>,
    /// Sign toward the old leader, -1 (attack) to 1 (praise).
    #[schemars(required)]
    line: Option<Located<f64>>,
    /// How far blame reaches: 0 the old leader only, 1/3 and the police chief, 2/3 sitting leaders, 1 the system.
    #[schemars(required)]
    blame: Option<Located<f64>>,
    /// Lever that must stand at one half or more on the day for the text to be given at all.
    given_if: Option<Located<String>>,
    /// Ids in the evidence ledger.
    source: Option<Vec<Located<String>>>,
    /// The reason where no evidence was found.
    because: Option<Located<String>>,
}

/// The file.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Messages")]
#[expect(
    dead_code,
    reason = "some parts are read on their own, entry by entry; their fields describe the file in its JSON Schema"
)]
pub(crate) struct RawMessages {
    /// At most eight items, in the bit order of what people have heard.
    #[schemars(required)]
    items: Option<BTreeMap<String, RawItem>>,
    /// Texts by id.
    #[schemars(required)]
    messages: Option<BTreeMap<String, RawMessage>>,
}

/// Reads the messages of a scenario, in file order.
pub(crate) fn read_messages(
    source: &SourceText,
    around: &Surroundings,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Message> {
    let mut file = parse(source, problems);
    Shape::of::<RawMessages>(source, &["items", "messages"]).read::<RawMessages>(
        "",
        0..0,
        &file,
        problems,
    );
    let items = section::<RawItem>(source, &mut file, "items", problems);
    let messages = section::<RawMessage>(source, &mut file, "messages", problems);
    let mut lowering = Lowering::new(source, around);
    if let Some(ninth) = items.get(MOST_ITEMS) {
        let message = format!(
            "{} items are too many: what a person has heard is {MOST_ITEMS} bits",
            items.len()
        );
        lowering.complain(
            codes::TOO_MANY_ITEMS,
            ninth.span.clone(),
            &ninth.name,
            message,
            "merge items that move people alike",
        );
    }
    let items: Vec<Item> = items
        .iter()
        .filter_map(|entry| lower_item(&mut lowering, entry))
        .collect();
    let messages = messages
        .iter()
        .filter_map(|entry| lower_message(&mut lowering, entry, &items))
        .collect();
    problems.append(&mut lowering.problems);
    messages
}

fn section<'a, T: serde::de::DeserializeOwned + JsonSchema>(
    source: &SourceText,
    file: &mut DeTable<'a>,
    name: &str,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Entry<'a, T>> {
    let Some(value) = file.remove(name) else {
        return Vec::new();
    };
    let whole = value.span();
    let DeValue::Table(table) = Spanned::into_inner(value) else {
        problems.push(source.problem(
            codes::WRONG_TYPE,
            whole,
            Some(name),
            format!("`{name}` must be a table"),
        ));
        return Vec::new();
    };
    Shape::of::<T>(source, &[]).entries(table, problems)
}

fn lower_item(lowering: &mut Lowering<'_>, entry: &Entry<'_, RawItem>) -> Option<Item> {
    let raw = &entry.raw;
    let basis = lowering.basis(
        &entry.name,
        entry.span.clone(),
        raw.source.as_ref(),
        raw.because.as_ref(),
    );
    let weight = within(lowering, &entry.name, raw.weight.as_ref(), 0.0, 1.0);
    Some(Item {
        id: entry.name.clone(),
        says: raw.says.as_ref()?.value.clone(),
        weight: weight?,
        reason: raw.reason.as_ref().is_none_or(|reason| reason.value),
        basis: basis?,
    })
}

fn lower_message(
    lowering: &mut Lowering<'_>,
    entry: &Entry<'_, RawMessage>,
    items: &[Item],
) -> Option<Message> {
    let (key, raw) = (entry.name.as_str(), &entry.raw);
    let basis = lowering.basis(
        key,
        entry.span.clone(),
        raw.source.as_ref(),
        raw.because.as_ref(),
    );
    let date = raw.date.as_ref().and_then(|day| lowering.day(key, day));
    let readings_from = raw
        .readings_from
        .as_ref()
        .and_then(|day| lowering.day(key, day));
    let affect = within(lowering, key, raw.affect.as_ref(), 0.0, 1.0);
    let line = within(lowering, key, raw.line.as_ref(), -1.0, 1.0);
    let blame = within(lowering, key, raw.blame.as_ref(), 0.0, 1.0);
    let carries = raw
        .carries
        .as_ref()
        .map(|names| bits(lowering, key, names, items));
    Some(Message {
        id: key.to_owned(),
        title: raw.title.as_ref()?.value.clone(),
        date: date?,
        readings_from: readings_from?,
        readings_weeks: raw.readings_weeks.as_ref()?.value,
        items: items.to_vec(),
        carries: carries?,
        affect: affect?,
        line: line?,
        blame: blame?,
        given_if: raw.given_if.as_ref().map(|lever| lever.value.clone()),
        basis: basis?,
    })
}

/// A number inside its range; lists a problem when it is not.
fn within(
    lowering: &mut Lowering<'_>,
    key: &str,
    number: Option<&Located<f64>>,
    low: f64,
    high: f64,
) -> Option<f64> {
    let number = number?;
    if !(low..=high).contains(&number.value) {
        let message = format!("{} lies outside {low} to {high}", number.value);
        lowering.complain(
            codes::OUTSIDE_RANGE,
            number.span.clone(),
            key,
            message,
            format!("write a number from {low} to {high}"),
        );
        return None;
    }
    Some(number.value)
}

fn bits(lowering: &mut Lowering<'_>, key: &str, names: &[Located<String>], items: &[Item]) -> u8 {
    let mut bits = 0;
    for name in names {
        match items
            .iter()
            .take(MOST_ITEMS)
            .position(|item| item.id == name.value)
        {
            Some(at) => bits |= 1 << at,
            None => {
                let known = items
                    .iter()
                    .map(|item| item.id.as_str())
                    .collect::<Vec<_>>();
                let help = did_you_mean(&name.value, known.iter().copied())
                    .unwrap_or_else(|| format!("items: {}", known.join(", ")));
                lowering.complain(
                    codes::UNKNOWN_NAME,
                    name.span.clone(),
                    key,
                    format!("no item is called `{}`", name.value),
                    help,
                );
            }
        }
    }
    bits
}
