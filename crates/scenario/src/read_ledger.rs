//! The evidence ledger from its files: sources, claims of rows and seeds, conflicts.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diagnostic::Diagnostic;
use crate::document::{Shape, parse};
use crate::files::Files;
use crate::ledger::Source;
use crate::source_text::SourceText;

/// A publication, document or page.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
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

/// Reads `evidence/sources.toml`.
pub(crate) fn read_sources(
    files: &dyn Files,
    problems: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Source> {
    let source = match SourceText::read(files, "evidence/sources.toml") {
        Ok(source) => source,
        Err(problem) => {
            problems.push(problem);
            return BTreeMap::new();
        }
    };
    let file = parse(&source, problems);
    let entries = Shape::of::<RawSource>(&source, &[]).entries::<RawSource>(file, problems);
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
