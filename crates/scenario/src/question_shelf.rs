//! Where questions are found, and how one is loaded with its base.

use std::path::Path;

use crate::check_text::surroundings;
use crate::codes;
use crate::files::{DiskFiles, EmbeddedFiles, Files};
use crate::nearest::did_you_mean;
use crate::question::Question;
use crate::read_question::read_question;
use crate::source_text::SourceText;
use crate::{Diagnostic, LoadRequest, Scenario, Severity, load};

/// A question with the base it was checked against.
#[derive(Debug, Clone, Default)]
pub struct LoadedQuestion {
    /// The course that arms are compared with, when there is no error in it: the scenario as
    /// recorded, or the question's ground.
    pub base: Option<Scenario>,
    /// The question, when there is no error in it.
    pub question: Option<Question>,
    /// All problems of the base and of the question, in file order.
    pub diagnostics: Vec<Diagnostic>,
}

/// Loads a question by id, or by the path of its file, and checks it against the base of `request`.
pub fn load_question(request: &LoadRequest, name: &str) -> LoadedQuestion {
    let recorded = load(request);
    let mut loaded = LoadedQuestion {
        base: recorded.scenario,
        question: None,
        diagnostics: recorded.diagnostics,
    };
    let Some(base) = &loaded.base else {
        return loaded;
    };
    let mut problems = Vec::new();
    let around = surroundings(Some(base));
    let question = match source_of(request, name) {
        Ok(source) => read_question(&source, base, around, name, &mut problems),
        Err(problem) => {
            problems.push(*problem);
            None
        }
    };
    let failed = problems
        .iter()
        .any(|problem| problem.severity == Severity::Error);
    loaded.diagnostics.append(&mut problems);
    loaded.question = question.filter(|_| !failed);
    let overlays = loaded.question.as_ref().map(Question::base_overlays);
    if let Some(overlays) = overlays.filter(|overlays| !overlays.is_empty()) {
        loaded.base = on_ground(request, overlays);
    }
    loaded
}

/// The scenario of a request on the ground of a question that was read from it without an error.
fn on_ground(request: &LoadRequest, ground: Vec<String>) -> Option<Scenario> {
    let overlays = request.overlays.iter().cloned().chain(ground).collect();
    let on_ground = LoadRequest {
        overlays,
        ..request.clone()
    };
    load(&on_ground).scenario
}

/// Ids of the questions of a scenario, sorted.
pub fn question_ids(request: &LoadRequest) -> Vec<String> {
    let (files, folder) = holder(request);
    files
        .list(&folder)
        .into_iter()
        .filter_map(|file| file.strip_suffix(".toml").map(str::to_owned))
        .collect()
}

/// The files that hold the scenario's questions, and their folder there.
fn holder(request: &LoadRequest) -> (Box<dyn Files>, String) {
    if Path::new(&request.scenario).join("scenario.toml").is_file() {
        let files = DiskFiles::new(&request.scenario);
        return (Box::new(files), "questions".to_owned());
    }
    let folder = format!("scenarios/{}", request.scenario);
    let project = DiskFiles::new(&request.project);
    let files: Box<dyn Files> = if project.has(&format!("{folder}/scenario.toml")) {
        Box::new(project)
    } else {
        Box::new(EmbeddedFiles)
    };
    (files, format!("{folder}/questions"))
}

/// The text of a question by id, or by the path of its file, as written.
///
/// # Errors
/// `E0411` when there is none of this name, with the nearest; a problem of the file.
pub fn question_text(request: &LoadRequest, name: &str) -> Result<String, Box<Diagnostic>> {
    source_of(request, name).map(|source| source.text)
}

fn source_of(request: &LoadRequest, name: &str) -> Result<SourceText, Box<Diagnostic>> {
    let disk = DiskFiles::new("");
    if name.ends_with(".toml") && disk.has(name) {
        return SourceText::read(&disk, name);
    }
    let (files, folder) = holder(request);
    find_question(&*files, &folder, name)
}

/// The text of `FOLDER/NAME.toml`.
pub(crate) fn find_question(
    files: &dyn Files,
    folder: &str,
    name: &str,
) -> Result<SourceText, Box<Diagnostic>> {
    let path = format!("{folder}/{name}.toml");
    if files.has(&path) {
        return SourceText::read(files, &path);
    }
    let known = files.list(folder);
    let ids: Vec<&str> = known
        .iter()
        .filter_map(|file| file.strip_suffix(".toml"))
        .collect();
    let help = did_you_mean(name, ids.iter().copied())
        .unwrap_or_else(|| format!("questions: {}", ids.join(", ")));
    let message = format!("there is no question `{name}`");
    Err(Box::new(
        Diagnostic::nowhere(codes::UNKNOWN_QUESTION, message).with_help(help),
    ))
}

/// Question and arm of an overlay name such as `ex02:as-1961` or `mine.toml:as-1961`.
pub(crate) fn question_and_arm(name: &str) -> Option<(&str, &str)> {
    let (question, arm) = name.rsplit_once(':')?;
    let one_word = !arm.is_empty() && !arm.contains(['/', '\\', '.']);
    (one_word && question.len() > 1).then_some((question, arm))
}
