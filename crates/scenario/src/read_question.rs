//! Question files: read strictly, every arm applied to the base to see that it can be.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use toml::de::DeTable;

use crate::Scenario;
use crate::apply::check_sums;
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::document::{Shape, parse};
use crate::located::{Day, Located};
use crate::lowering::{Lowering, Surroundings};
use crate::overlay::{Change, Overlay, Purpose};
use crate::question::{Arm, Kind, Question};
use crate::question_blank::check_blanks;
use crate::read_overlay::{RawBase, check_base};
use crate::read_question_arm::{
    GROUND, RECORDED, RawArm, RawEntry, RawGround, apply_arm, arm_entries, ground_entry,
    placebo_entry,
};
use crate::read_question_parts as parts;
use crate::read_scenario::Draft;
use crate::source_text::SourceText;

/// Version of the syntax of question files.
const FORMAT: i64 = 1;

/// Keys that are read on their own, entry by entry.
const NESTED: &[&str] = &[
    "base",
    "ground",
    "raised_by",
    "premise",
    "arm",
    "rival",
    "for",
    "against",
    "goal",
    "out_of_scope",
];

/// A question: what was asked, what is changed to look into it, how the answer is read.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Question")]
#[expect(
    dead_code,
    reason = "some parts are read on their own, entry by entry; their fields describe the file in its JSON Schema"
)]
pub(crate) struct RawQuestion {
    /// Id; the file's name.
    #[schemars(required)]
    question: Option<Located<String>>,
    /// Version of the file's syntax; 1.
    #[schemars(required)]
    format: Option<Located<i64>>,
    /// Title for people.
    #[schemars(required)]
    title: Option<String>,
    /// The question in one sentence.
    #[schemars(required)]
    asks: Option<String>,
    /// Sorts of sentence in it: cause, intent, value, description.
    #[schemars(required)]
    kind: Option<Vec<Located<String>>>,
    /// The scenario whose course is changed, pinned by version.
    #[schemars(required)]
    base: Option<RawBase>,
    /// Outcomes to look at, O01 to O14, with a part after a point where one is meant.
    #[schemars(required)]
    outcomes: Option<Vec<Located<String>>>,
    /// Last day that is run.
    #[schemars(required)]
    until: Option<Located<Day>>,
    /// Days on which outcomes are compared.
    #[schemars(required)]
    compare_on: Option<Vec<Located<Day>>>,
    /// The one of these days on which the headline stands; without it, the last.
    headline_on: Option<Located<Day>>,
    /// Day to which the first arm is moved for comparison: the same change where it should matter little.
    placebo: Option<Located<Day>>,
    /// Arms in rising order of strength; `recorded` is the base.
    dose: Option<Vec<Located<String>>>,
    /// How to read the answer, and its limits.
    #[schemars(required)]
    reading: Option<String>,
    /// What the model cannot say.
    #[schemars(required)]
    cannot_say: Option<Vec<String>>,
    /// Who raised it.
    raised_by: Option<Vec<parts::RawRaised>>,
    /// What it takes for granted, checked against the record.
    premise: Option<Vec<parts::RawPremise>>,
    /// What holds in both courses that are compared, such as a rule of the model.
    ground: Option<RawGround>,
    /// What is changed, one comparison each.
    arm: Option<Vec<RawArm>>,
    /// Rival rules of the model, where the question is about a rule.
    rival: Option<Vec<RawArm>>,
    /// What sources say for the assumption under test; at least two.
    r#for: Option<Vec<parts::RawTestimony>>,
    /// What sources say against it; at least one.
    against: Option<Vec<parts::RawTestimony>>,
    /// Goals to weigh outcomes by, where the question is one of value.
    goal: Option<Vec<parts::RawGoal>>,
    /// Parts of the question that this model cannot answer.
    out_of_scope: Option<Vec<parts::RawOutOfScope>>,
}

/// Checks a question on its own, against a scenario where one is given.
pub(crate) fn check_question(
    source: &SourceText,
    context: Option<&Scenario>,
    around: Surroundings,
    problems: &mut Vec<Diagnostic>,
) {
    let draft = Draft::of(context, around);
    read(source, draft, &source.name, problems);
}

/// Reads a question against the scenario as recorded. `name` is what its arms are called by.
pub(crate) fn read_question(
    source: &SourceText,
    base: &Scenario,
    around: Surroundings,
    name: &str,
    problems: &mut Vec<Diagnostic>,
) -> Option<Question> {
    read(source, Draft::of(Some(base), around), name, problems)
}

fn read(
    source: &SourceText,
    mut draft: Draft,
    name: &str,
    problems: &mut Vec<Diagnostic>,
) -> Option<Question> {
    let around = draft.around.clone();
    let mut lowering = Lowering::new(source, &around);
    let mut file = parse(source, &mut lowering.problems);
    check_blanks(source, &mut lowering.problems);
    let shape = Shape::of::<RawQuestion>(source, NESTED);
    let head: Option<RawQuestion> = shape.read("", 0..0, &file, &mut lowering.problems);
    let hash = draft.scenario.hash.clone();
    check_base(&draft, &mut lowering, &mut file, &hash);
    let question =
        head.and_then(|head| lower_question(&mut draft, &mut lowering, &mut file, head, name));
    problems.append(&mut lowering.problems);
    question
}

fn lower_question(
    draft: &mut Draft,
    lowering: &mut Lowering<'_>,
    file: &mut DeTable<'_>,
    head: RawQuestion,
    name: &str,
) -> Option<Question> {
    check_format(lowering, head.format.as_ref());
    let ground = read_ground(draft, lowering, file, name);
    let (arms, rivals, placebo) = read_arms(draft, lowering, file, &head, name);
    let until = head
        .until
        .as_ref()
        .and_then(|day| lowering.day("until", day));
    let compare_on = compare_days(lowering, head.compare_on.as_deref(), until);
    let headline_on = headline_day(lowering, head.headline_on.as_ref(), &compare_on);
    let mut dose_names = arms.iter().map(|arm| arm.name.as_str()).collect::<Vec<_>>();
    dose_names.push(RECORDED);
    let dose = known_names(lowering, head.dose.as_deref(), &dose_names);
    let out_of_scope = parts::out_of_scope(lowering, file);
    if arms.is_empty() && rivals.is_empty() && out_of_scope.is_empty() {
        let at = head.question.as_ref().map_or(0..0, |id| id.span.clone());
        let message = "the question has neither an arm nor a reason why it cannot be answered";
        let help = "write an [[arm]] with its [[arm.change]], or [[out_of_scope]] with a reason";
        lowering.complain(codes::NO_ARM, at, "arm", message, help);
    }
    let id = head.question?;
    let (supports, against) = parts::testimonies(lowering, file, &id);
    let question = Question {
        origin: lowering.source.origin(id.span.start),
        raised_by: parts::raised_by(lowering, file),
        kinds: parts::words(lowering, "kind", head.kind.as_deref(), Kind::WORDS),
        premises: parts::premises(lowering, file),
        ground,
        arms,
        rivals,
        outcomes: parts::outcomes(lowering, head.outcomes.as_deref()),
        compare_on,
        headline_on,
        dose,
        placebo,
        supports,
        against,
        goals: parts::goals(lowering, file),
        out_of_scope,
        id: id.value,
        title: head.title?,
        asks: head.asks?,
        until: until?,
        reading: head.reading?,
        cannot_say: head.cannot_say?,
    };
    Some(question)
}

fn check_format(lowering: &mut Lowering<'_>, format: Option<&Located<i64>>) {
    let Some(format) = format.filter(|format| format.value != FORMAT) else {
        return;
    };
    let message = format!(
        "this program reads questions of format {FORMAT}, the file is in format {}",
        format.value
    );
    let help = "use the program version that the question was written for";
    lowering.complain(
        codes::UNKNOWN_FORMAT,
        format.span.clone(),
        "format",
        message,
        help,
    );
}

/// Days of comparison, none after the last day that is run.
fn compare_days(
    lowering: &mut Lowering<'_>,
    days: Option<&[Located<Day>]>,
    until: Option<Date>,
) -> Vec<Date> {
    let mut read = Vec::new();
    for day in days.unwrap_or_default() {
        let Some(date) = lowering.day("compare_on", day) else {
            continue;
        };
        if let Some(until) = until.filter(|until| date > *until) {
            let message = format!("{date} lies after the last day that is run, {until}");
            let help = "compare earlier, or run longer with a later `until`";
            lowering.complain(
                codes::RANGE_REVERSED,
                day.span.clone(),
                "compare_on",
                message,
                help,
            );
        }
        read.push(date);
    }
    read
}

/// The day of the headline, which is one of the days of comparison.
fn headline_day(
    lowering: &mut Lowering<'_>,
    day: Option<&Located<Day>>,
    compare_on: &[Date],
) -> Option<Date> {
    let day = day?;
    let date = lowering.day("headline_on", day)?;
    if !compare_on.contains(&date) {
        let message =
            format!("{date} is no day of comparison, so that no headline can stand on it");
        let help = format!("write \"{date}\" into `compare_on` too, or take one of its days");
        let at = day.span.clone();
        lowering.complain(codes::UNKNOWN_WORD, at, "headline_on", message, &help);
    }
    Some(date)
}

fn known_names(
    lowering: &mut Lowering<'_>,
    written: Option<&[Located<String>]>,
    known: &[&str],
) -> Vec<String> {
    let written = written.unwrap_or_default();
    for name in written
        .iter()
        .filter(|name| !known.contains(&name.value.as_str()))
    {
        unknown_arm(lowering, name, known, "dose");
    }
    written.iter().map(|name| name.value.clone()).collect()
}

fn unknown_arm(lowering: &mut Lowering<'_>, name: &Located<String>, known: &[&str], key: &str) {
    let message = format!("the question has no arm `{}`", name.value);
    let otherwise = format!("arms: {}", known.join(", "));
    lowering.unknown(key, name, message, known.iter().copied(), &otherwise);
}

/// What holds in both courses; the draft keeps it.
fn read_ground(
    draft: &mut Draft,
    lowering: &mut Lowering<'_>,
    file: &mut DeTable<'_>,
    name: &str,
) -> Option<Arm> {
    let entry = ground_entry(lowering, file)?;
    let changes = apply_arm(draft, lowering, &[], &entry);
    parts::arm(lowering, &entry, changes, draft.scenario.start, name)
}

type Arms = (Vec<Arm>, Vec<Arm>, Option<Arm>);

/// Arms, rivals and placebo, each applied to the base alone.
fn read_arms(
    draft: &mut Draft,
    lowering: &mut Lowering<'_>,
    file: &mut DeTable<'_>,
    head: &RawQuestion,
    name: &str,
) -> Arms {
    let (arms, rivals, placebo) = entries(lowering, file, head.placebo.as_ref());
    let mut lower = |all: &[RawEntry<'_>], own: &RawEntry<'_>| {
        let changes = tried(draft, lowering, all, own);
        let start = draft.scenario.start;
        parts::arm(lowering, own, changes, start, name)
    };
    let lowered: Vec<Arm> = arms.iter().filter_map(|own| lower(&arms, own)).collect();
    let rivals = rivals
        .iter()
        .filter_map(|own| lower(&rivals, own))
        .collect();
    // A placebo repeats the problems of the arm that it moves: it is looked at when that has none.
    let sound = lowered
        .first()
        .is_some_and(|first| !first.changes.is_empty());
    let placebo = placebo.filter(|_| sound).and_then(|own| lower(&arms, &own));
    (lowered, rivals, placebo)
}

type Entries<'a> = (Vec<RawEntry<'a>>, Vec<RawEntry<'a>>, Option<RawEntry<'a>>);

fn entries<'a>(
    lowering: &mut Lowering<'_>,
    file: &mut DeTable<'a>,
    placebo: Option<&Located<Day>>,
) -> Entries<'a> {
    let arms = arm_entries(lowering, file, "arm");
    let rivals = arm_entries(lowering, file, "rival");
    let placebo = placebo.and_then(|day| placebo_entry(&arms, day));
    (arms, rivals, placebo)
}

/// Applies an arm, then puts the base back.
fn tried(
    draft: &mut Draft,
    lowering: &mut Lowering<'_>,
    all: &[RawEntry<'_>],
    own: &RawEntry<'_>,
) -> Vec<Change> {
    let scenario = &draft.scenario;
    let base = (
        scenario.levers.clone(),
        scenario.parameters.clone(),
        scenario.releases.clone(),
    );
    let changes = apply_arm(draft, lowering, all, own);
    check_sums(draft, &mut lowering.problems);
    (
        draft.scenario.levers,
        draft.scenario.parameters,
        draft.scenario.releases,
    ) = base;
    changes
}

/// Applies the arm of this name as an overlay, upon the ground of its question; the rest of the
/// question is not judged. `before` are the ids of the overlays applied so far.
pub(crate) fn arm_of(
    draft: &mut Draft,
    source: &SourceText,
    name: &str,
    hash: &str,
    before: &[Overlay],
    problems: &mut Vec<Diagnostic>,
) -> Vec<Overlay> {
    let around = draft.around.clone();
    let mut lowering = Lowering::new(source, &around);
    let mut file = parse(source, &mut lowering.problems);
    let head = Shape::of::<RawQuestion>(source, NESTED).read::<RawQuestion>(
        "",
        0..0,
        &file,
        &mut lowering.problems,
    );
    check_base(draft, &mut lowering, &mut file, hash);
    let overlays = head.map(|head| {
        let ground = ground_entry(&mut lowering, &mut file);
        let (arms, rivals, placebo) = entries(&mut lowering, &mut file, head.placebo.as_ref());
        let all: Vec<RawEntry<'_>> = arms.into_iter().chain(rivals).chain(placebo).collect();
        let own = named(&mut lowering, &all, ground.is_some(), name);
        let mut applied = Vec::new();
        for entry in ground.iter().chain(own) {
            let overlay = as_overlay(&head, &entry.raw);
            if before.iter().all(|other| other.id != overlay.id) {
                let changes = apply_arm(draft, &mut lowering, &all, entry);
                applied.push(Overlay { changes, ..overlay });
            }
        }
        applied
    });
    problems.append(&mut lowering.problems);
    overlays.unwrap_or_default()
}

/// The arm of this name; a problem when there is none. The ground alone is no arm.
fn named<'e, 'a>(
    lowering: &mut Lowering<'_>,
    all: &'e [RawEntry<'a>],
    has_ground: bool,
    name: &str,
) -> Option<&'e RawEntry<'a>> {
    let name_of = |entry: &&RawEntry<'a>| entry.raw.name.as_ref().map(|own| own.value.clone());
    let own = all
        .iter()
        .find(|entry| name_of(entry).as_deref() == Some(name));
    if own.is_none() && !(has_ground && name == GROUND) {
        let names: Vec<String> = all.iter().filter_map(|entry| name_of(&entry)).collect();
        let known: Vec<&str> = names.iter().map(String::as_str).collect();
        let asked = Located {
            value: name.to_owned(),
            span: 0..0,
        };
        unknown_arm(lowering, &asked, &known, "arm");
    }
    own
}

/// An arm as the overlay that it is, before its changes are applied.
fn as_overlay(head: &RawQuestion, raw: &RawArm) -> Overlay {
    let id = head.question.as_ref().map_or("", |id| id.value.as_str());
    let name = raw.name.as_ref().map_or("", |name| name.value.as_str());
    let expect = raw.expect.iter().flatten();
    Overlay {
        id: format!("{id}:{name}"),
        title: raw.title.clone().unwrap_or_default(),
        language: None,
        question: head.asks.clone().map(|asks| Purpose {
            asks,
            raised_by: None,
            minimal: raw.minimal.clone(),
            cotenable: raw.cotenable.clone(),
        }),
        changes: Vec::new(),
        expect: expect
            .map(|(key, word)| (key.clone(), word.value.clone()))
            .collect(),
    }
}
