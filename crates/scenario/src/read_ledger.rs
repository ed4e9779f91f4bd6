//! The evidence ledger from its files: sources, claims of rows and seeds, conflicts.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::document::{Entry, Shape, parse};
use crate::files::Files;
use crate::ledger::{Claim, Conflict, Source};
use crate::located::Located;
use crate::lowering::{Lowering, Surroundings};
use crate::read_tables::CONFIDENCES;
use crate::source_text::SourceText;

/// A publication, document or page.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Source")]
pub(crate) struct RawSource {
    /// Author, title, place, publisher, year, pages.
    #[schemars(required)]
    citation: Option<String>,
    /// `stored` when a text was seen, `not_seen` when cited from memory.
    #[schemars(required)]
    status: Option<String>,
    /// What was seen, and where.
    #[serde(rename = "where")]
    #[schemars(required)]
    seen_at: Option<String>,
    /// Remarks.
    note: Option<String>,
}

/// The file: publications by key.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(rename = "Sources")]
pub(crate) struct RawSources {
    /// Publications by key.
    #[serde(flatten)]
    #[expect(dead_code, reason = "the field describes the file in its JSON Schema")]
    sources: BTreeMap<String, RawSource>,
}

/// Reads a file of the evidence folder; a file that cannot be read yields the empty value.
pub(crate) fn read_evidence_file<T: Default>(
    files: &dyn Files,
    name: &str,
    problems: &mut Vec<Diagnostic>,
    lower: impl FnOnce(&SourceText, &mut Vec<Diagnostic>) -> T,
) -> T {
    match SourceText::read(files, &format!("evidence/{name}.toml")) {
        Ok(source) => lower(&source, problems),
        Err(problem) => {
            problems.push(*problem);
            T::default()
        }
    }
}

/// Sources by key.
pub(crate) fn lower_sources(
    source: &SourceText,
    problems: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Source> {
    let file = parse(source, problems);
    let entries = Shape::of::<RawSource>(source, &[]).entries::<RawSource>(file, problems);
    let lower = |raw: RawSource, key: String| {
        Some(Source {
            key,
            citation: raw.citation?,
            status: raw.status?,
            seen_at: raw.seen_at?,
            note: raw.note.unwrap_or_default(),
        })
    };
    entries
        .into_iter()
        .filter_map(|entry| Some((entry.name.clone(), lower(entry.raw, entry.name)?)))
        .collect()
}

/// A claim that no table row holds.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Claim")]
pub(crate) struct RawClaim {
    /// The statement in one sentence.
    #[schemars(required)]
    statement: Option<String>,
    /// Source keys.
    #[schemars(required)]
    source: Option<Vec<Located<String>>>,
    /// "verified" (seen in a stored text), "recalled" or "estimated".
    #[schemars(required)]
    confidence: Option<Located<String>>,
    /// Claims and rows that say otherwise.
    conflicts_with: Option<Vec<String>>,
    /// Remarks.
    note: Option<String>,
}

/// The file: claims by id.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(rename = "Claims")]
pub(crate) struct RawClaims {
    /// Claims by id.
    #[serde(flatten)]
    #[expect(dead_code, reason = "the field describes the file in its JSON Schema")]
    claims: BTreeMap<String, RawClaim>,
}

/// Claims in file order.
pub(crate) fn lower_claims(
    source: &SourceText,
    around: &Surroundings,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Claim> {
    let file = parse(source, problems);
    let entries = Shape::of::<RawClaim>(source, &[]).entries::<RawClaim>(file, problems);
    let mut lowering = Lowering::new(source, around);
    let claims = entries
        .into_iter()
        .filter_map(|entry| lower_claim(&mut lowering, entry))
        .collect();
    problems.append(&mut lowering.problems);
    claims
}

fn lower_claim(lowering: &mut Lowering<'_>, entry: Entry<'_, RawClaim>) -> Option<Claim> {
    let raw = entry.raw;
    let (sources, written) = (raw.source?, raw.confidence?);
    for source in &sources {
        lowering.citation(&entry.name, source);
    }
    let Some((_, confidence)) = CONFIDENCES.iter().find(|(word, _)| *word == written.value) else {
        let message = format!("`{}` is not a confidence", written.value);
        lowering.complain(
            codes::UNKNOWN_WORD,
            written.span,
            &entry.name,
            message,
            "one of: verified, recalled, estimated, assumption",
        );
        return None;
    };
    Some(Claim {
        id: entry.name,
        statement: raw.statement?,
        sources: sources.into_iter().map(|source| source.value).collect(),
        confidence: *confidence,
        conflicts_with: raw.conflicts_with.unwrap_or_default(),
        verdict: String::new(),
        note: raw.note.unwrap_or_default(),
    })
}

/// A disagreement between sources.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Conflict")]
pub(crate) struct RawConflict {
    /// What is disputed.
    #[schemars(required)]
    question: Option<Located<String>>,
    /// Claims, rows or sources that disagree.
    #[schemars(required)]
    claims: Option<Vec<Located<String>>>,
    /// The one used by default.
    #[schemars(required)]
    default: Option<Located<String>>,
    /// Parameter whose choices are the switch, where the model uses the figure.
    parameter: Option<String>,
    /// Why more than one can be right.
    #[schemars(required)]
    note: Option<String>,
}

/// The file: conflicts by id.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(rename = "Conflicts")]
pub(crate) struct RawConflicts {
    /// Conflicts by id.
    #[serde(flatten)]
    #[expect(dead_code, reason = "the field describes the file in its JSON Schema")]
    conflicts: BTreeMap<String, RawConflict>,
}

/// Conflicts in file order.
pub(crate) fn lower_conflicts(
    source: &SourceText,
    around: &Surroundings,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Conflict> {
    let file = parse(source, problems);
    let entries = Shape::of::<RawConflict>(source, &[]).entries::<RawConflict>(file, problems);
    let mut lowering = Lowering::new(source, around);
    let conflicts = entries
        .into_iter()
        .filter_map(|entry| lower_conflict(&mut lowering, entry))
        .collect();
    problems.append(&mut lowering.problems);
    conflicts
}

fn lower_conflict(lowering: &mut Lowering<'_>, entry: Entry<'_, RawConflict>) -> Option<Conflict> {
    let raw = entry.raw;
    let (claims, default) = (raw.claims?, raw.default?);
    for claim in &claims {
        lowering.citation(&entry.name, claim);
    }
    if !claims.iter().any(|claim| claim.value == default.value) {
        let message = format!("the default `{}` is not one of the claims", default.value);
        lowering.complain(
            codes::BAD_CONFLICT,
            default.span,
            &entry.name,
            message,
            "name one of the claims that disagree",
        );
    }
    Some(Conflict {
        id: entry.name,
        question: raw.question?.value,
        claims: claims.into_iter().map(|claim| claim.value).collect(),
        parameter: raw.parameter,
        default: default.value,
        note: raw.note?,
    })
}
