//! Overlay files: read strictly, applied left to right.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::de::{DeTable, DeValue};

use crate::Scenario;
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::document::{Entry, Shape, parse};
use crate::files::Files;
use crate::located::Located;
use crate::lowering::{Lowering, Surroundings};
use crate::nearest::did_you_mean;
use crate::overlay::{Overlay, Purpose};
use crate::question_blank::check_blanks;
use crate::question_shelf::{find_question, question_and_arm};
use crate::read_changes::{RawChange, Taken, apply_changes};
use crate::read_question::arm_of;
use crate::read_scenario::{Draft, in_folder};
use crate::source_text::SourceText;

/// Most overlays in one chain of bases.
const MOST_LAYERS: usize = 3;

/// An overlay: a small, named change of a scenario.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Overlay")]
#[expect(
    dead_code,
    reason = "some parts are read on their own, entry by entry; their fields describe the file in its JSON Schema"
)]
pub(crate) struct RawOverlay {
    /// Id; the file's name.
    #[schemars(required)]
    overlay: Option<Located<String>>,
    /// Title for people.
    #[schemars(required)]
    title: Option<Located<String>>,
    /// What it changes: a scenario, pinned by version and hash, or another overlay.
    #[schemars(required)]
    base: Option<RawBase>,
    /// Language of the texts, such as "en".
    language: Option<String>,
    /// What it is for.
    question: Option<RawPurpose>,
    /// The changes, in order.
    change: Option<Vec<RawChange>>,
    /// What the author expects, written before running.
    expect: Option<BTreeMap<String, String>>,
}

/// What an overlay starts from.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Base")]
pub(crate) struct RawBase {
    /// Scenario id.
    scenario: Option<Located<String>>,
    /// Version of the scenario text.
    version: Option<Located<String>>,
    /// Hash of the scenario text and tables, "b3:...".
    hash: Option<Located<String>>,
    /// Another overlay instead of a scenario.
    overlay: Option<Located<String>>,
}

/// Why an overlay exists.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Purpose")]
pub(crate) struct RawPurpose {
    /// The question in one sentence.
    #[schemars(required)]
    asks: Option<String>,
    /// Who raised it.
    raised_by: Option<String>,
    /// What changes and what does not.
    minimal: Option<String>,
    /// Why the change was possible then.
    cotenable: Option<String>,
}

/// Where overlays are looked for.
pub(crate) struct Shelf<'a> {
    pub(crate) files: &'a dyn Files,
    /// Where overlays named by a path come from.
    pub(crate) given: &'a dyn Files,
    pub(crate) folder: &'a str,
}

impl Shelf<'_> {
    /// Text of a question: a file of the disk, or `questions/ID.toml` of the scenario.
    fn read_question(&self, name: &str) -> Result<SourceText, Box<Diagnostic>> {
        if name.ends_with(".toml") && self.given.has(name) {
            return SourceText::read(self.given, name);
        }
        find_question(self.files, &in_folder(self.folder, "questions"), name)
    }

    /// Text of an overlay: a file of the disk, or `overlays/ID.toml` of the scenario.
    fn read(&self, name: &str) -> Result<SourceText, Box<Diagnostic>> {
        let in_scenario = in_folder(self.folder, &format!("overlays/{name}.toml"));
        if name.ends_with(".toml") && self.given.has(name) {
            return SourceText::read(self.given, name);
        }
        if self.files.has(&in_scenario) {
            return SourceText::read(self.files, &in_scenario);
        }
        let known = self.files.list(&in_folder(self.folder, "overlays"));
        let ids: Vec<&str> = known
            .iter()
            .filter_map(|file| file.strip_suffix(".toml"))
            .collect();
        let help = did_you_mean(name, ids.iter().copied())
            .unwrap_or_else(|| format!("overlays: {}", ids.join(", ")));
        Err(Box::new(
            Diagnostic::nowhere(
                codes::UNKNOWN_OVERLAY,
                format!("there is no overlay `{name}`"),
            )
            .with_help(help),
        ))
    }
}

/// An overlay file with its head read.
struct Sheet {
    source: SourceText,
    name: String,
}

/// Applies overlays left to right; one that is the base of another is applied once, before it.
/// `QUESTION:ARM` is an overlay too.
pub(crate) fn apply_overlays(
    draft: &mut Draft,
    shelf: &Shelf<'_>,
    names: &[String],
    hash: &str,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Overlay> {
    let mut applied: Vec<Overlay> = Vec::new();
    for name in names {
        if let Some((question, arm)) = question_and_arm(name) {
            match shelf.read_question(question) {
                Ok(source) => {
                    let own = arm_of(draft, &source, arm, hash, &applied, problems);
                    applied.extend(own);
                }
                Err(problem) => problems.push(*problem),
            }
            continue;
        }
        let chain = chain_of(shelf, name, problems);
        for sheet in chain.iter().rev() {
            if applied.iter().any(|overlay| overlay.id == sheet.name) {
                continue;
            }
            applied.extend(apply_sheet(draft, &sheet.source, hash, problems));
        }
    }
    draft.scenario.overlays = applied.iter().map(|overlay| overlay.id.clone()).collect();
    applied
}

/// The overlay and the overlays it is based on, outermost first; empty after a problem.
fn chain_of(shelf: &Shelf<'_>, name: &str, problems: &mut Vec<Diagnostic>) -> Vec<Sheet> {
    let mut chain: Vec<Sheet> = Vec::new();
    let mut next = Some(name.to_owned());
    while let Some(name) = next {
        let source = match shelf.read(&name) {
            Ok(source) => source,
            Err(problem) => {
                problems.push(*problem);
                return Vec::new();
            }
        };
        let (id, base) = head_of(&source);
        chain.push(Sheet {
            name: id.unwrap_or(name),
            source,
        });
        if let Some(problem) = base.as_ref().and_then(|base| chain_problem(&chain, base)) {
            problems.push(problem);
            return Vec::new();
        }
        next = base.map(|base| base.value);
    }
    chain
}

fn chain_problem(chain: &[Sheet], base: &Located<String>) -> Option<Diagnostic> {
    let last = chain.last()?;
    let names = || {
        chain
            .iter()
            .map(|sheet| sheet.name.as_str())
            .chain([base.value.as_str()])
            .collect::<Vec<_>>()
            .join(" -> ")
    };
    if chain.iter().any(|sheet| sheet.name == base.value) {
        let problem = last.source.problem(
            codes::CYCLIC_BASE,
            base.span.clone(),
            Some("base.overlay"),
            format!("the bases run in a circle: {}", names()),
        );
        return Some(problem.with_help("one of them must be based on the scenario"));
    }
    if chain.len() == MOST_LAYERS {
        let message = format!(
            "more than {MOST_LAYERS} overlays stand on each other: {}",
            names()
        );
        let problem = last.source.problem(
            codes::TOO_DEEP,
            base.span.clone(),
            Some("base.overlay"),
            message,
        );
        return Some(problem.with_help("write the changes into one overlay"));
    }
    None
}

/// Id and base overlay, read without complaint; the full reading comes later.
fn head_of(source: &SourceText) -> (Option<String>, Option<Located<String>>) {
    let file = parse(source, &mut Vec::new());
    let text = |value: &toml::Spanned<DeValue<'_>>| {
        Some(Located {
            value: value.get_ref().as_str()?.to_owned(),
            span: value.span(),
        })
    };
    let id = file.get("overlay").and_then(text).map(|id| id.value);
    let base = file
        .get("base")
        .and_then(|base| base.get_ref().as_table()?.get("overlay"))
        .and_then(text);
    (id, base)
}

/// Checks an overlay on its own, against a scenario where one is given.
pub(crate) fn check_overlay(
    source: &SourceText,
    context: Option<&Scenario>,
    around: Surroundings,
    problems: &mut Vec<Diagnostic>,
) {
    let mut draft = Draft::of(context, around);
    let hash = draft.scenario.hash.clone();
    apply_sheet(&mut draft, source, &hash, problems);
}

/// Reads and applies one overlay.
fn apply_sheet(
    draft: &mut Draft,
    source: &SourceText,
    hash: &str,
    problems: &mut Vec<Diagnostic>,
) -> Option<Overlay> {
    let around = draft.around.clone();
    let mut lowering = Lowering::new(source, &around);
    let mut file = parse(source, &mut lowering.problems);
    check_blanks(source, &mut lowering.problems);
    let shape = Shape::of::<RawOverlay>(source, &["base", "question", "change"]);
    let head: Option<RawOverlay> = shape.read("", 0..0, &file, &mut lowering.problems);
    check_base(draft, &mut lowering, &mut file, hash);
    let question = table_of::<RawPurpose>(&mut lowering, &mut file, "question").and_then(|entry| {
        let raw = entry.raw;
        Some(Purpose {
            asks: raw.asks?,
            raised_by: raw.raised_by,
            minimal: raw.minimal,
            cotenable: raw.cotenable,
        })
    });
    let changes = apply_changes(draft, &mut lowering, &mut file, &Taken::default());
    problems.append(&mut lowering.problems);
    let head = head?;
    Some(Overlay {
        id: head.overlay?.value,
        title: head.title?.value,
        language: head.language,
        question,
        changes,
        expect: head.expect.unwrap_or_default(),
    })
}

fn table_of<'a, T: serde::de::DeserializeOwned + JsonSchema>(
    lowering: &mut Lowering<'_>,
    file: &mut DeTable<'a>,
    name: &str,
) -> Option<Entry<'a, T>> {
    let value = file.remove(name)?;
    let span = value.span();
    Shape::of::<T>(lowering.source, &[]).entry(name, span, value, &mut lowering.problems)
}

pub(crate) fn check_base(
    draft: &Draft,
    lowering: &mut Lowering<'_>,
    file: &mut DeTable<'_>,
    hash: &str,
) {
    let Some(entry) = table_of::<RawBase>(lowering, file, "base") else {
        return;
    };
    let base = entry.raw;
    let scenario = &draft.scenario;
    if base.scenario.is_none() && base.overlay.is_none() {
        let help = format!(
            "write base = {{ scenario = \"{}\", version = \"{}\" }}",
            scenario.id, scenario.version
        );
        lowering.complain(
            codes::MISSING_KEY,
            entry.span.clone(),
            "base",
            "the base names neither a scenario nor an overlay",
            help,
        );
    }
    if base.scenario.is_some() && base.version.is_none() {
        let help = format!("add version = \"{}\"", scenario.version);
        lowering.complain(
            codes::MISSING_KEY,
            entry.span,
            "base.version",
            "the base is not pinned to a version",
            help,
        );
    }
    let pins = [
        ("scenario", base.scenario, scenario.id.as_str()),
        ("version", base.version, scenario.version.as_str()),
        ("hash", base.hash, hash),
    ];
    for (key, pinned, actual) in pins {
        let Some(pinned) = pinned.filter(|pinned| pinned.value != actual) else {
            continue;
        };
        let message = format!(
            "this was written for {key} `{}`, the base has `{actual}`",
            pinned.value
        );
        let help = "compare the two bases with `ottepel diff`, then renew the pin";
        lowering.complain(
            codes::WRONG_BASE,
            pinned.span,
            &format!("base.{key}"),
            message,
            help,
        );
    }
}
