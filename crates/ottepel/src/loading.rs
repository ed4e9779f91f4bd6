//! Loading a scenario for a verb: all problems at once, or the scenario with its warnings.

use scenario::{LoadRequest, Scenario, Severity};

use crate::problem::{Failure, Problem};
use crate::session::Session;

/// The scenario a verb works on when none is named.
pub const USUAL_SCENARIO: &str = "ussr-1953-1964";

/// What a command line changes in a scenario.
#[derive(clap::Args, Debug)]
pub struct Changes {
    /// Overlays, applied from left to right: ids of the scenario's own, paths, or QUESTION:ARM
    #[arg(value_name = "OVERLAY")]
    pub overlays: Vec<String>,
    /// A parameter with its unit, or a lever: -S 'fear.memory_half_life=4 years'; repeatable
    #[arg(short = 'S', value_name = "KEY=VALUE")]
    pub settings: Vec<String>,
}

impl Changes {
    /// Loads a scenario with these changes.
    ///
    /// # Errors
    /// Every problem of every file.
    pub fn load(&self, session: &Session, scenario: &str) -> Result<LoadedScenario, Failure> {
        load(session, scenario, &self.overlays, &self.settings)
    }
}

/// A scenario and what its reader should know.
pub struct LoadedScenario {
    /// What was read.
    pub scenario: Scenario,
    /// Warnings, in file order.
    pub warnings: Vec<Problem>,
}

/// Loads a scenario with overlays and settings.
///
/// # Errors
/// Every problem of every file, rendered with source excerpts.
pub fn load(
    session: &Session,
    scenario: &str,
    overlays: &[String],
    settings: &[String],
) -> Result<LoadedScenario, Failure> {
    let loaded = scenario::load(&LoadRequest {
        scenario: scenario.to_owned(),
        overlays: overlays.to_vec(),
        settings: settings.to_vec(),
        project: session.project.clone(),
    });
    let is_error = |own: &&scenario::Diagnostic| own.severity == Severity::Error;
    let errors: Vec<&scenario::Diagnostic> = loaded.diagnostics.iter().filter(is_error).collect();
    let Some(scenario) = loaded.scenario.filter(|_| errors.is_empty()) else {
        return Err(failure(&loaded.diagnostics, session.colour));
    };
    let warnings = loaded.diagnostics.iter().map(Problem::from).collect();
    Ok(LoadedScenario { scenario, warnings })
}

/// Errors first, so that the envelope's `error` is one; the rendering keeps file order.
pub fn failure(diagnostics: &[scenario::Diagnostic], colour: bool) -> Failure {
    let mut sorted: Vec<&scenario::Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by_key(|own| own.severity);
    let mut problems = sorted.into_iter().map(Problem::from);
    let first = problems.next().unwrap_or_else(|| {
        Problem::new(
            "E0605",
            "the scenario could not be read, and no reason was given",
        )
    });
    let mut failure = Failure::from(first);
    failure.others = problems.collect();
    failure.rendered = Some(scenario::render(diagnostics, colour) + "\n");
    failure
}
