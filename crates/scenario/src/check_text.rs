//! One file checked on its own: for editors, and for arbitrary bytes.

use std::collections::BTreeSet;

use jiff::civil::date;

use crate::diagnostic::Diagnostic;
use crate::lowering::Surroundings;
use crate::read_ledger::{lower_claims, lower_conflicts, lower_sources};
use crate::read_levers::read_levers;
use crate::read_messages::read_messages;
use crate::read_overlay::check_overlay;
use crate::read_parameters::read_parameters;
use crate::read_question::check_question;
use crate::read_releases::read_releases;
use crate::read_scenario::check_manifest;
use crate::read_tables::read_figures;
use crate::settings::check_settings;
use crate::source_text::SourceText;
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
    /// A table of dated figures.
    Figures,
    /// Settings of the command line, one a line.
    Settings,
}

impl FileKind {
    /// Every kind.
    pub const ALL: [Self; 12] = [
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
        Self::Figures,
        Self::Settings,
    ];
}

/// Problems of a file's bytes.
///
/// Without `context` nothing can be cited and no parameter, lever or release is known; with it, the
/// file is checked as a part of that scenario.
pub fn check_text(
    kind: FileKind,
    name: &str,
    bytes: &[u8],
    context: Option<&Scenario>,
) -> Vec<Diagnostic> {
    if kind == FileKind::Figures {
        return read_figures(name, bytes).1;
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
        FileKind::Settings => check_settings(&source, context, around, &mut problems),
        FileKind::Figures => {}
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
