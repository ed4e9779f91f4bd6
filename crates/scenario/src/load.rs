//! Reading a scenario folder, its tables and overlays.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::apply::check_sums;
use crate::as_read::AsRead;
use crate::codes;
use crate::files::{DiskFiles, EmbeddedFiles, Files, Layered, MemoryFiles};
use crate::nearest::did_you_mean;
use crate::question_shelf::question_and_arm;
use crate::read_overlay::{Shelf, apply_overlays};
use crate::read_scenario::{HashedFiles, Reading, read_scenario};
use crate::settings::apply_settings;
use crate::{Diagnostic, Overlay, Scenario, Severity};

/// What to load.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// The overlays with their questions, in the order applied.
    pub overlays: Vec<Overlay>,
    /// All problems, in file order.
    pub diagnostics: Vec<Diagnostic>,
}

/// Loads a scenario with its overlays and settings.
///
/// A path of a folder that exists wins, then `scenarios/ID` of the project, then the copy in the
/// program. Evidence comes from the project where it has any, else from the copy in the program.
pub fn load(request: &LoadRequest) -> Loaded {
    let project = DiskFiles::new(&request.project);
    if Path::new(&request.scenario).join("scenario.toml").is_file() {
        let folder = DiskFiles::new(&request.scenario);
        return load_folder(
            &folder,
            "",
            evidence_of(&project),
            &DiskFiles::new(""),
            request,
        );
    }
    load_from(&project, request)
}

/// Loads a scenario by id from a tree that holds `scenarios/` and `evidence/`, or else from the
/// copy in the program.
pub fn load_from(project: &dyn Files, request: &LoadRequest) -> Loaded {
    let folder = format!("scenarios/{}", request.scenario);
    let head = format!("{folder}/scenario.toml");
    let holders = [project, &EmbeddedFiles];
    match holders.into_iter().find(|files| files.has(&head)) {
        Some(files) => load_folder(
            files,
            &folder,
            evidence_of(project),
            &DiskFiles::new(""),
            request,
        ),
        None => Loaded {
            diagnostics: vec![unknown_scenario(project, &request.scenario)],
            ..Loaded::default()
        },
    }
}

fn evidence_of(project: &dyn Files) -> &dyn Files {
    if project.has("evidence/sources.toml") {
        project
    } else {
        &EmbeddedFiles
    }
}

/// Loads from a folder of `files`; overlays that are named by a path come from `given`.
pub(crate) fn load_folder(
    files: &dyn Files,
    folder: &str,
    evidence: &dyn Files,
    given: &dyn Files,
    request: &LoadRequest,
) -> Loaded {
    let reading = RefCell::new(Reading::default());
    let (files, evidence, given) = (
        HashedFiles::new(files, &reading),
        HashedFiles::new(evidence, &reading),
        HashedFiles::new(given, &reading),
    );
    let mut diagnostics = Vec::new();
    let mut draft = read_scenario(&files, folder, &evidence, &mut diagnostics);
    let base_hash = hash_text(&reading.borrow().hasher);
    let shelf = Shelf {
        files: &files,
        given: &given,
        folder,
    };
    let overlays = apply_overlays(
        &mut draft,
        &shelf,
        &request.overlays,
        &base_hash,
        &mut diagnostics,
    );
    let set = apply_settings(&mut draft, &request.settings, &mut diagnostics);
    check_sums(&draft, &mut diagnostics);
    hash_request(&mut reading.borrow_mut().hasher, request);
    let changes = overlays
        .iter()
        .flat_map(|overlay| overlay.changes.clone())
        .chain(set)
        .collect();
    let reading = reading.take();
    let mut scenario = Scenario {
        hash: hash_text(&reading.hasher),
        as_read: Arc::new(AsRead {
            request: request.clone(),
            folder: folder.to_owned(),
            files: reading.texts,
        }),
        changes,
        ..draft.scenario
    };
    scenario.follow_rates();
    let failed = diagnostics
        .iter()
        .any(|problem| problem.severity == Severity::Error);
    Loaded {
        scenario: (!failed).then_some(scenario),
        overlays,
        diagnostics,
    }
}

/// What the texts read do not say: which arm of a question was applied, whose text holds all its
/// arms, and the settings of the command line.
fn hash_request(hasher: &mut blake3::Hasher, request: &LoadRequest) {
    let arms = request.overlays.iter();
    for (_, arm) in arms.filter_map(|own| question_and_arm(own)) {
        hasher.update(format!("arm {arm}\n").as_bytes());
    }
    for setting in &request.settings {
        hasher.update(format!("-S {setting}\n").as_bytes());
    }
}

/// Loads what was read before; whatever it lacks comes from `files`, a tree that holds
/// `scenarios/` and `evidence/`.
pub(crate) fn load_folder_of(as_read: &AsRead, files: &dyn Files) -> Loaded {
    let mut kept = MemoryFiles::default();
    for (path, text) in &as_read.files {
        kept.insert(path.clone(), text.clone());
    }
    let layered = Layered {
        first: &kept,
        second: files,
    };
    let given = Layered {
        first: &kept,
        second: &DiskFiles::new(""),
    };
    load_folder(&layered, &as_read.folder, &kept, &given, &as_read.request)
}

fn hash_text(hasher: &blake3::Hasher) -> String {
    format!("b3:{}", hasher.finalize().to_hex())
}

fn unknown_scenario(project: &dyn Files, id: &str) -> Diagnostic {
    let mut known = project.list("scenarios");
    known.extend(EmbeddedFiles.list("scenarios"));
    known.sort();
    known.dedup();
    let help = did_you_mean(id, known.iter().map(String::as_str))
        .unwrap_or_else(|| format!("scenarios: {}", known.join(", ")));
    Diagnostic::nowhere(
        codes::UNKNOWN_SCENARIO,
        format!("there is no scenario `{id}`"),
    )
    .with_help(help)
}
