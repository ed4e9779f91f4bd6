//! Parts of a question: who raised it, premises, evidence, outcomes, goals, what is refused.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::de::DeTable;

use crate::codes;
use crate::document::{Entry, Shape};
use crate::located::{Day, Located};
use crate::lowering::Lowering;
use crate::nearest::did_you_mean;
use crate::overlay::Change;
use crate::premise::{Premise, Standing};
use crate::question::{Arm, Expectation, Expected, Goal, OutOfScope, Raised, Testimony};
use crate::read_question_arm::{RawEntry, tables};

/// Outcomes are O01 to this one.
const LAST_OUTCOME: u8 = 14;
/// Fewest sources for the assumption under test, and fewest against it.
const FEWEST: (usize, usize) = (2, 1);
/// Outcomes that no goal may want more of: punishment, and people held.
const NEVER_MORE: [&str; 2] = ["O05", "O09"];
/// Parts of outcomes that no goal may count at all: victims.
const NEVER_COUNTED: [&str; 3] = ["killed", "wounded", "dead"];

/// Who raised the question, and where.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Raised")]
pub(crate) struct RawRaised {
    /// Who, as they signed.
    #[schemars(required)]
    who: Option<String>,
    /// Source of the ledger in which it stands.
    #[schemars(required)]
    source: Option<Located<String>>,
    /// Claims of the ledger that hold what was said.
    claims: Option<Vec<Located<String>>>,
}

/// One thing that the question takes for granted.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Premise")]
pub(crate) struct RawPremise {
    /// The premise in one sentence.
    #[schemars(required)]
    says: Option<String>,
    /// supported, disputed, contradicted or unverifiable.
    #[schemars(required)]
    standing: Option<Located<String>>,
    /// Claims and rows of the ledger that show it.
    #[schemars(required)]
    rows: Option<Vec<Located<String>>>,
    /// What the record says instead, or what is missing.
    note: Option<String>,
}

/// What a source says for or against the assumption under test.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Testimony")]
pub(crate) struct RawTestimony {
    /// Source, claim or row of the ledger.
    #[schemars(required)]
    source: Option<Located<String>>,
    /// What it says, one sentence in your own words.
    #[schemars(required)]
    says: Option<String>,
}

/// A goal under which outcomes are weighed.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Goal")]
pub(crate) struct RawGoal {
    /// Name; one word.
    #[schemars(required)]
    name: Option<Located<String>>,
    /// Whose goal it may have been, and what it leaves out.
    #[schemars(required)]
    says: Option<String>,
    /// Weight of each outcome: positive where more of it serves the goal.
    #[schemars(required)]
    weights: Option<BTreeMap<String, Located<f64>>>,
}

/// A part of the question that this model cannot answer.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "OutOfScope")]
pub(crate) struct RawOutOfScope {
    /// The part, as a question.
    #[schemars(required)]
    asks: Option<String>,
    /// Why not.
    #[schemars(required)]
    reason: Option<String>,
    /// Outcomes that come nearest.
    proxies: Option<Vec<Located<String>>>,
}

/// Every table of a list such as `[[premise]]`.
fn list<'a, T: DeserializeOwned + JsonSchema>(
    lowering: &mut Lowering<'_>,
    file: &mut DeTable<'a>,
    key: &str,
) -> Vec<Entry<'a, T>> {
    let shape = Shape::of::<T>(lowering.source, &[]);
    let mut entries = Vec::new();
    for value in tables(lowering, file, key) {
        let span = value.span();
        entries.extend(shape.entry(key, span, value, &mut lowering.problems));
    }
    entries
}

/// Ids that stand in the ledger; those that do not are listed as problems.
fn cited(lowering: &mut Lowering<'_>, key: &str, ids: Option<Vec<Located<String>>>) -> Vec<String> {
    let ids = ids.unwrap_or_default();
    for id in &ids {
        lowering.citation(key, id);
    }
    ids.into_iter().map(|id| id.value).collect()
}

/// The value of a word, or a problem with the words that are read.
fn word<T: Copy>(
    lowering: &mut Lowering<'_>,
    key: &str,
    written: &Located<String>,
    words: &[(&str, T)],
) -> Option<T> {
    let found = words.iter().find(|(word, _)| *word == written.value);
    if let Some((_, value)) = found {
        return Some(*value);
    }
    let names: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    let help = did_you_mean(&written.value, names.iter().copied())
        .unwrap_or_else(|| format!("one of: {}", names.join(", ")));
    let message = format!("`{}` is not a word for `{key}`", written.value);
    lowering.complain(
        codes::UNKNOWN_WORD,
        written.span.clone(),
        key,
        message,
        help,
    );
    None
}

/// The values of several words.
pub(crate) fn words<T: Copy>(
    lowering: &mut Lowering<'_>,
    key: &str,
    written: Option<&[Located<String>]>,
    words: &[(&str, T)],
) -> Vec<T> {
    let written = written.unwrap_or_default().iter();
    written
        .filter_map(|one| word(lowering, key, one, words))
        .collect()
}

/// Who raised the question.
pub(crate) fn raised_by(lowering: &mut Lowering<'_>, file: &mut DeTable<'_>) -> Vec<Raised> {
    let entries = list::<RawRaised>(lowering, file, "raised_by");
    let lower = |entry: Entry<'_, RawRaised>| {
        let source = cited(
            lowering,
            "raised_by.source",
            entry.raw.source.map(|one| vec![one]),
        );
        Some(Raised {
            who: entry.raw.who?,
            source: source.into_iter().next()?,
            claims: cited(lowering, "raised_by.claims", entry.raw.claims),
        })
    };
    entries.into_iter().filter_map(lower).collect()
}

/// What the question takes for granted.
pub(crate) fn premises(lowering: &mut Lowering<'_>, file: &mut DeTable<'_>) -> Vec<Premise> {
    let entries = list::<RawPremise>(lowering, file, "premise");
    let lower = |entry: Entry<'_, RawPremise>| {
        let raw = entry.raw;
        let rows = cited(lowering, "premise.rows", raw.rows);
        let standing = word(lowering, "standing", &raw.standing?, Standing::WORDS);
        Some(Premise {
            says: raw.says?,
            standing: standing?,
            rows,
            note: raw.note,
        })
    };
    entries.into_iter().filter_map(lower).collect()
}

/// Sources for and against; too few on a side is a problem.
pub(crate) fn testimonies(
    lowering: &mut Lowering<'_>,
    file: &mut DeTable<'_>,
    id: &Located<String>,
) -> (Vec<Testimony>, Vec<Testimony>) {
    let mut side = |key: &str, fewest: usize| {
        let entries = list::<RawTestimony>(lowering, file, key);
        let found = entries.len();
        if found < fewest {
            let message = format!("the question has {found} [[{key}]] and needs {fewest}");
            let help = format!(
                "add [[{key}]] with source = \"...\" and says = \"...\"; without evidence against it, nobody can disagree"
            );
            lowering.complain(codes::ONE_SIDED, id.span.clone(), key, message, help);
        }
        let lower = |entry: Entry<'_, RawTestimony>| {
            let source = cited(lowering, key, entry.raw.source.map(|one| vec![one]));
            Some(Testimony {
                source: source.into_iter().next()?,
                says: entry.raw.says?,
            })
        };
        entries.into_iter().filter_map(lower).collect()
    };
    (side("for", FEWEST.0), side("against", FEWEST.1))
}

/// Whether this names an outcome, such as O01 or O02.system.
fn is_outcome(written: &str) -> bool {
    let (whole, part) = written.split_once('.').unwrap_or((written, "all"));
    let digits = whole.strip_prefix('O').filter(|digits| digits.len() == 2);
    let number = digits.and_then(|digits| digits.parse::<u8>().ok());
    let lower = |letter: char| {
        letter.is_ascii_lowercase() || letter.is_ascii_digit() || "-_.".contains(letter)
    };
    number.is_some_and(|number| (1..=LAST_OUTCOME).contains(&number))
        && !part.is_empty()
        && part.chars().all(lower)
}

fn check_outcome(
    lowering: &mut Lowering<'_>,
    key: &str,
    written: &str,
    span: std::ops::Range<usize>,
) -> bool {
    let known = is_outcome(written);
    if !known {
        let message = format!("`{written}` is not an outcome");
        let help = "outcomes are O01 to O14; a part follows a point, as in O02.system";
        lowering.complain(codes::BAD_OUTCOME, span, key, message, help);
    }
    known
}

/// Outcomes to look at.
pub(crate) fn outcomes(
    lowering: &mut Lowering<'_>,
    written: Option<&[Located<String>]>,
) -> Vec<String> {
    let written = written.unwrap_or_default();
    for one in written {
        check_outcome(lowering, "outcomes", &one.value, one.span.clone());
    }
    written.iter().map(|one| one.value.clone()).collect()
}

/// An arm with its changes; nothing when it has no name.
pub(crate) fn arm(
    lowering: &mut Lowering<'_>,
    own: &RawEntry<'_>,
    changes: Vec<Change>,
    start: Date,
    question: &str,
) -> Option<Arm> {
    let raw = &own.raw;
    let name = raw.name.as_ref()?.value.clone();
    let expect = raw.expect.iter().flatten();
    let expect = expect
        .filter_map(|(key, word)| expectation(lowering, key, word))
        .collect();
    Some(Arm {
        overlay: format!("{question}:{name}"),
        name,
        title: raw.title.clone()?,
        actor: raw
            .actor
            .as_ref()
            .map_or_else(String::new, |actor| actor.value.clone()),
        day: changes.iter().map(|change| first_day(change, start)).min(),
        changes,
        minimal: raw.minimal.clone(),
        cotenable: raw.cotenable.clone(),
        expect,
    })
}

/// Day from which a change can matter: a release that is taken away or put off matters from its
/// own first day, a number that holds throughout from the scenario's.
fn first_day(change: &Change, start: Date) -> Date {
    let released: Option<Date> = change.from.parse().ok();
    change
        .date
        .into_iter()
        .chain(released)
        .min()
        .unwrap_or(start)
}

fn expectation(
    lowering: &mut Lowering<'_>,
    key: &str,
    written: &Located<String>,
) -> Option<Expectation> {
    let expected = word(lowering, "expect", written, Expected::WORDS);
    let (outcome, day) = key.split_once('@').unwrap_or((key, ""));
    let known = check_outcome(lowering, "expect", outcome, written.span.clone());
    let Ok(day) = day.parse::<Date>() else {
        let message = format!("`{key}` names no day");
        let help = "write the outcome and the day: \"O01@1956-06-30\"";
        lowering.complain(
            codes::NOT_A_DATE,
            written.span.clone(),
            "expect",
            message,
            help,
        );
        return None;
    };
    let day = Located {
        value: Day(day),
        span: written.span.clone(),
    };
    let day = lowering.day("expect", &day)?;
    known.then_some(Expectation {
        outcome: outcome.to_owned(),
        day,
        expected: expected?,
    })
}

/// Goals to weigh outcomes by.
pub(crate) fn goals(lowering: &mut Lowering<'_>, file: &mut DeTable<'_>) -> Vec<Goal> {
    let entries = list::<RawGoal>(lowering, file, "goal");
    let lower = |entry: Entry<'_, RawGoal>| {
        let weights = entry.raw.weights.unwrap_or_default();
        for (outcome, weight) in &weights {
            check_weight(lowering, outcome, weight);
        }
        Some(Goal {
            name: entry.raw.name?.value,
            says: entry.raw.says?,
            weights: weights
                .into_iter()
                .map(|(outcome, weight)| (outcome, weight.value))
                .collect(),
        })
    };
    entries.into_iter().filter_map(lower).collect()
}

fn check_weight(lowering: &mut Lowering<'_>, outcome: &str, weight: &Located<f64>) {
    check_outcome(lowering, "weights", outcome, weight.span.clone());
    let (whole, part) = outcome.split_once('.').unwrap_or((outcome, ""));
    // Those who came home and cases reviewed are counted with the camps; wanting more of them rewards
    // no repression.
    let wanted = part == "returned" || part == "reviewed";
    let rewards = weight.value > 0.0 && NEVER_MORE.contains(&whole) && !wanted;
    let counts = NEVER_COUNTED.iter().any(|victims| part.contains(victims));
    let message = if rewards {
        format!("a goal that wants more of `{outcome}` rewards repression")
    } else if counts {
        format!("a goal that counts `{outcome}` makes victims a score")
    } else if !weight.value.is_finite() {
        format!("the weight of `{outcome}` is not a number")
    } else {
        return;
    };
    let help = "weigh what people could have wanted: order, openness, review of cases, office";
    lowering.complain(codes::BAD_GOAL, weight.span.clone(), outcome, message, help);
}

/// Parts of the question that are refused.
pub(crate) fn out_of_scope(lowering: &mut Lowering<'_>, file: &mut DeTable<'_>) -> Vec<OutOfScope> {
    let entries = list::<RawOutOfScope>(lowering, file, "out_of_scope");
    let lower = |entry: Entry<'_, RawOutOfScope>| {
        Some(OutOfScope {
            asks: entry.raw.asks?,
            reason: entry.raw.reason?,
            proxies: outcomes(lowering, entry.raw.proxies.as_deref()),
        })
    };
    entries.into_iter().filter_map(lower).collect()
}
