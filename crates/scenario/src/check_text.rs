//! One file checked on its own: for editors, and for arbitrary bytes.

use std::collections::BTreeSet;

use jiff::civil::date;

use crate::diagnostic::Diagnostic;
use crate::draw_set::{WEIGHT, check_draws, check_provenance};
use crate::lowering::Surroundings;
use crate::read_ledger::{lower_claims, lower_conflicts, lower_sources};
use crate::read_levers::read_levers;
use crate::read_messages::read_messages;
use crate::read_overlay::check_overlay;
use crate::read_parameters::read_parameters;
use crate::read_question::check_question;
use crate::read_releases::read_releases;
use crate::read_scenario::check_manifest;
use crate::read_sweep_plan::check_sweep_plan;
use crate::read_tables::check_table;
use crate::settings::check_settings;
use crate::source_text::SourceText;
use crate::statement::check_statements;
use crate::{Parameters, Scenario};

/// What a file is meant to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// `scenario.toml`.
    Scenario,
    /// `parameters.toml`.
    Parameters,
    /// `levers.toml`.
    Levers,
    /// `messages.toml`.
    Messages,
    /// `releases.toml`.
    Releases,
    /// An overlay.
    Overlay,
    /// A question.
    Question,
    /// `sources.toml`.
    Sources,
    /// `claims.toml`.
    Claims,
    /// `conflicts.toml`.
    Conflicts,
    /// `statements.toml`, or further statements.
    Statements,
    /// A sweep plan.
    Sweep,
    /// A table of the evidence: CSV.
    Table,
    /// A set of draws: CSV.
    Draws,
    /// Where a set of draws came from: the TOML file beside it.
    Provenance,
    /// Settings of the command line, one a line.
    Settings,
}

/// Files named by what they are.
const NAMED: [(FileKind, &str); 13] = [
    (FileKind::Scenario, "scenario"),
    (FileKind::Parameters, "parameters"),
    (FileKind::Levers, "levers"),
    (FileKind::Messages, "messages"),
    (FileKind::Releases, "releases"),
    (FileKind::Overlay, "overlay"),
    (FileKind::Question, "question"),
    (FileKind::Sources, "sources"),
    (FileKind::Claims, "claims"),
    (FileKind::Conflicts, "conflicts"),
    (FileKind::Statements, "statements"),
    (FileKind::Sweep, "sweep"),
    (FileKind::Provenance, "provenance"),
];

/// Keys at the start of a line that only one kind has.
const KEYS: [(&str, FileKind); 8] = [
    ("overlay", FileKind::Overlay),
    ("question", FileKind::Question),
    ("sweep", FileKind::Sweep),
    ("fitted_to", FileKind::Provenance),
    ("[[must]]", FileKind::Statements),
    ("[[should]]", FileKind::Statements),
    ("[[never]]", FileKind::Statements),
    ("[[open]]", FileKind::Statements),
];

impl FileKind {
    /// Every kind.
    pub const ALL: [Self; 16] = [
        Self::Scenario,
        Self::Parameters,
        Self::Levers,
        Self::Messages,
        Self::Releases,
        Self::Overlay,
        Self::Question,
        Self::Sources,
        Self::Claims,
        Self::Conflicts,
        Self::Statements,
        Self::Sweep,
        Self::Table,
        Self::Draws,
        Self::Provenance,
        Self::Settings,
    ];

    /// What a file is, from the schema its first line names, its keys or columns, and its name; a
    /// text with mistakes is known as well.
    pub fn of(path: &str, text: &str) -> Option<Self> {
        let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
        let (stem, ending) = file.rsplit_once('.')?;
        let first = text.lines().next().unwrap_or_default();
        if ending == "csv" {
            let draws = first.split(',').any(|column| column.trim() == WEIGHT);
            return Some(if draws { Self::Draws } else { Self::Table });
        }
        if ending != "toml" {
            return None;
        }
        let named = |name: &str| NAMED.iter().find(|(_, own)| *own == name).map(|own| own.0);
        let schema = first.strip_prefix("#:schema ").and_then(|path| {
            let file = path.trim().rsplit('/').next()?;
            named(file.strip_suffix(".schema.json")?)
        });
        schema.or_else(|| of_keys(text)).or_else(|| named(stem))
    }
}

fn of_keys(text: &str) -> Option<FileKind> {
    let starts = |key: &str| {
        let rest = |line: &str| line.strip_prefix(key).map(|rest| rest.trim().to_owned());
        let fits = |rest: String| key.starts_with('[') || rest.starts_with('=');
        text.lines().filter_map(rest).any(fits)
    };
    KEYS.iter().find(|(key, _)| starts(key)).map(|own| own.1)
}

impl std::fmt::Display for FileKind {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let named = NAMED.iter().find(|(kind, _)| kind == self);
        out.write_str(match self {
            Self::Table => "table of the evidence",
            Self::Draws => "draws",
            Self::Settings => "settings",
            _ => named.map_or("", |own| own.1),
        })
    }
}

/// Problems of a file's bytes.
///
/// Without `context` nothing can be cited and no parameter, lever or release is known, and of
/// statements, sweep plans and draws nothing can be said; with it, the file is checked as a part of
/// that scenario.
pub fn check_text(
    kind: FileKind,
    name: &str,
    bytes: &[u8],
    context: Option<&Scenario>,
) -> Vec<Diagnostic> {
    if kind == FileKind::Table {
        return check_table(name, bytes, context);
    }
    let source = match SourceText::from_bytes(name, bytes.to_vec()) {
        Ok(source) => source,
        Err(problem) => return vec![*problem],
    };
    let around = surroundings(context);
    let mut problems = Vec::new();
    match kind {
        FileKind::Scenario => check_manifest(&source, &mut problems),
        FileKind::Parameters => drop(read_parameters(&source, &around, &mut problems)),
        FileKind::Levers => drop(read_levers(&source, &around, &mut problems)),
        FileKind::Messages => drop(read_messages(&source, &around, &mut problems)),
        FileKind::Releases => {
            let parameters =
                context.map_or_else(Parameters::default, |scenario| scenario.parameters.clone());
            drop(read_releases(&source, &around, &parameters, &mut problems));
        }
        FileKind::Question => check_question(&source, context, around, &mut problems),
        FileKind::Overlay => check_overlay(&source, context, around, &mut problems),
        FileKind::Sources => drop(lower_sources(&source, &mut problems)),
        FileKind::Claims => drop(lower_claims(&source, &around, &mut problems)),
        FileKind::Conflicts => drop(lower_conflicts(&source, &around, &mut problems)),
        FileKind::Statements => check_statements(&source, context, &mut problems),
        FileKind::Sweep => check_sweep_plan(&source, context, &around, &mut problems),
        FileKind::Draws => check_draws(&source, context, &mut problems),
        FileKind::Provenance => check_provenance(&source, context, &mut problems),
        FileKind::Settings => check_settings(&source, context, around, &mut problems),
        FileKind::Table => {}
    }
    problems
}

/// What entries are checked against when they stand in this scenario.
pub(crate) fn surroundings(context: Option<&Scenario>) -> Surroundings {
    let Some(scenario) = context else {
        return Surroundings {
            citable: BTreeSet::new(),
            complete: true,
            start: date(1900, 1, 1),
            end: date(1999, 12, 31),
        };
    };
    let citable = scenario
        .ledger
        .sources
        .keys()
        .chain(scenario.ledger.claims.keys())
        .cloned()
        .collect();
    Surroundings {
        citable,
        complete: true,
        start: scenario.start,
        end: scenario.end,
    }
}
