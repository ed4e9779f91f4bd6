//! Reading a scenario folder, its tables and overlays.

use std::path::PathBuf;

use crate::{Diagnostic, Scenario};

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
    let _ = request;
    Loaded::default()
}
