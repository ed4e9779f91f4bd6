//! Arms of a question: each is an overlay that stands in the question's file.

use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::codes;
use crate::document::{Entry, Shape};
use crate::located::{Day, Located};
use crate::lowering::Lowering;
use crate::overlay::Change;
use crate::read_changes::{RawChange, Taken, apply_changes};
use crate::read_scenario::Draft;

/// Name of the arm that moves the first one to the placebo day.
pub(crate) const PLACEBO: &str = "placebo";
/// Name of what holds in both courses.
pub(crate) const GROUND: &str = "ground";
/// Name of the base in a dose order.
pub(crate) const RECORDED: &str = "recorded";

/// One way in which things go differently.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Arm")]
pub(crate) struct RawArm {
    /// Name within the question; one word.
    #[schemars(required)]
    pub(crate) name: Option<Located<String>>,
    /// Title for people.
    #[schemars(required)]
    pub(crate) title: Option<String>,
    /// Who decides differently, where a change does not say so itself.
    pub(crate) actor: Option<Located<String>>,
    /// Day of the changed decisions, where a change does not say so itself.
    pub(crate) day: Option<Located<Day>>,
    /// Another arm whose decisions are taken on this arm's day instead of its own.
    pub(crate) moves: Option<Located<String>>,
    /// What changes and what does not.
    pub(crate) minimal: Option<String>,
    /// Why the change was possible then.
    pub(crate) cotenable: Option<String>,
    /// "OUTCOME@DAY" = rises, falls, no-difference or open; written before running.
    pub(crate) expect: Option<BTreeMap<String, Located<String>>>,
    /// The changes, in order, written as in an overlay.
    #[expect(
        dead_code,
        reason = "read on its own, entry by entry; the field describes the file in its JSON Schema"
    )]
    change: Option<Vec<RawChange>>,
}

/// What holds in both courses that are compared, with and without the arm.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Ground")]
pub(crate) struct RawGround {
    /// Title for people.
    #[schemars(required)]
    title: Option<String>,
    /// Who decides differently, where a change does not say so itself.
    actor: Option<Located<String>>,
    /// Day of the changed decisions, where a change does not say so itself.
    day: Option<Located<Day>>,
    /// The changes, in order, written as in an overlay.
    #[expect(
        dead_code,
        reason = "read on its own, entry by entry; the field describes the file in its JSON Schema"
    )]
    change: Option<Vec<RawChange>>,
}

/// An arm as written.
pub(crate) type RawEntry<'a> = Entry<'a, RawArm>;

/// Tables of a list of tables such as [[arm]].
pub(crate) fn tables<'a>(
    lowering: &mut Lowering<'_>,
    file: &mut DeTable<'a>,
    name: &str,
) -> Vec<Spanned<DeValue<'a>>> {
    let Some(value) = file.remove(name) else {
        return Vec::new();
    };
    let span = value.span();
    match value.into_inner() {
        DeValue::Array(list) => list.into_iter().collect(),
        _ => {
            let message = format!("`{name}` must be a list");
            let help = format!("write each under its own [[{name}]]");
            lowering.complain(codes::WRONG_TYPE, span, name, message, help);
            Vec::new()
        }
    }
}

/// The arms under `[[arm]]` or `[[rival]]`.
pub(crate) fn arm_entries<'a>(
    lowering: &mut Lowering<'_>,
    file: &mut DeTable<'a>,
    key: &str,
) -> Vec<RawEntry<'a>> {
    let shape = Shape::of::<RawArm>(lowering.source, &["change"]);
    let mut entries: Vec<RawEntry<'a>> = Vec::new();
    for value in tables(lowering, file, key) {
        let span = value.span();
        let Some(entry) = shape.entry::<RawArm>(key, span, value, &mut lowering.problems) else {
            continue;
        };
        check_name(lowering, &entries, &entry.raw);
        entries.push(entry);
    }
    entries
}

fn check_name(lowering: &mut Lowering<'_>, before: &[RawEntry<'_>], raw: &RawArm) {
    let Some(name) = &raw.name else { return };
    let taken = before
        .iter()
        .filter_map(|entry| entry.raw.name.as_ref())
        .any(|other| other.value == name.value);
    if taken || [PLACEBO, RECORDED, GROUND].contains(&name.value.as_str()) {
        let message = format!("the name `{}` is taken", name.value);
        let help = "every arm has a name of its own; `recorded`, `ground` and `placebo` have a meaning already";
        lowering.complain(
            codes::DUPLICATE_ID,
            name.span.clone(),
            "name",
            message,
            help,
        );
    }
    let one_word =
        |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    if name.value.is_empty() || !name.value.chars().all(one_word) {
        let message = format!("`{}` is not a name", name.value);
        let help = "a name is small letters, digits and hyphens, such as as-1961";
        lowering.complain(
            codes::UNKNOWN_WORD,
            name.span.clone(),
            "name",
            message,
            help,
        );
    }
}

/// The ground under the comparison, as an arm named `ground`.
pub(crate) fn ground_entry<'a>(
    lowering: &mut Lowering<'_>,
    file: &mut DeTable<'a>,
) -> Option<RawEntry<'a>> {
    let value = file.remove(GROUND)?;
    let span = value.span();
    let shape = Shape::of::<RawGround>(lowering.source, &["change"]);
    let entry = shape.entry::<RawGround>(GROUND, span, value, &mut lowering.problems)?;
    let raw = RawArm {
        name: Some(Located {
            value: GROUND.to_owned(),
            span: entry.span.clone(),
        }),
        title: entry.raw.title,
        actor: entry.raw.actor,
        day: entry.raw.day,
        moves: None,
        minimal: None,
        cotenable: None,
        expect: None,
        change: None,
    };
    Some(Entry {
        name: entry.name,
        span: entry.span,
        raw,
        table: entry.table,
    })
}

/// The first arm on another day, named `placebo`.
pub(crate) fn placebo_entry<'a>(arms: &[RawEntry<'a>], day: &Located<Day>) -> Option<RawEntry<'a>> {
    let first = arms.first()?;
    let raw = RawArm {
        name: Some(Located {
            value: PLACEBO.to_owned(),
            span: day.span.clone(),
        }),
        title: Some("The same change on a day on which it should matter little".to_owned()),
        day: Some(day.clone()),
        moves: first.raw.name.clone(),
        minimal: first.raw.minimal.clone(),
        cotenable: None,
        expect: None,
        ..first.raw.clone()
    };
    Some(Entry {
        name: PLACEBO.to_owned(),
        span: day.span.clone(),
        raw,
        table: DeTable::default(),
    })
}

/// Applies one arm to a draft; what was changed.
pub(crate) fn apply_arm(
    draft: &mut Draft,
    lowering: &mut Lowering<'_>,
    all: &[RawEntry<'_>],
    own: &RawEntry<'_>,
) -> Vec<Change> {
    let mut taken = Taken {
        actor: own.raw.actor.clone(),
        day: own.raw.day.clone(),
        days_later: None,
    };
    let Some(moved) = &own.raw.moves else {
        return apply_changes(draft, lowering, &mut own.table.clone(), &taken);
    };
    let names = || {
        all.iter()
            .filter_map(|entry| Some(entry.raw.name.as_ref()?.value.as_str()))
    };
    let Some(other) = all.iter().find(|entry| {
        let name = entry.raw.name.as_ref();
        name.is_some_and(|name| name.value == moved.value) && entry.raw.moves.is_none()
    }) else {
        let message = format!("there is no arm `{}` to move", moved.value);
        let otherwise = "name an arm that has changes of its own";
        lowering.unknown("moves", moved, message, names(), otherwise);
        return Vec::new();
    };
    let (Some(from), Some(to)) = (&other.raw.day, &own.raw.day) else {
        let message = "an arm that is moved has a `day`, before and after";
        let help = "write the day of the decision into both arms";
        lowering.complain(codes::MISSING_KEY, moved.span.clone(), "day", message, help);
        return Vec::new();
    };
    taken.actor = taken.actor.or_else(|| other.raw.actor.clone());
    taken.days_later = Some((to.value.0 - from.value.0).get_days());
    taken.day = Some(from.clone());
    apply_changes(draft, lowering, &mut other.table.clone(), &taken)
}
