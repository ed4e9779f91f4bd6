//! `ottepel check SCENARIO [OVERLAY…]`.

use serde_json::json;

use crate::answer::Answer;
use crate::loading;
use crate::problem::Failure;
use crate::session::Session;

/// Check a scenario and its overlays: every problem of every file at once
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel check ussr-1953-1964
  ottepel check ussr-1953-1964 --format json
  ottepel check ussr-1953-1964 -S 'fear.memory_half_life=4 years'
")]
pub struct Arguments {
    /// Scenario id, or the path of its folder
    #[arg(value_name = "SCENARIO")]
    pub scenario: String,
    /// Overlays, applied from left to right
    #[arg(value_name = "OVERLAY")]
    pub overlays: Vec<String>,
    /// A parameter as `run` would take it; repeatable
    #[arg(short = 'S', value_name = "KEY=VALUE")]
    pub settings: Vec<String>,
}

/// Reads everything and counts it.
///
/// # Errors
/// Every problem of the scenario.
pub fn execute(arguments: &Arguments, session: &Session) -> Result<Answer, Failure> {
    let loaded = loading::load(
        session,
        &arguments.scenario,
        &arguments.overlays,
        &arguments.settings,
    )?;
    let scenario = &loaded.scenario;
    let counts = [
        ("weeks", usize::from(scenario.weeks())),
        ("parameters", scenario.parameters.iter().count()),
        ("levers", scenario.levers.len()),
        ("messages", scenario.messages.len()),
        ("release rules", scenario.releases.len()),
        ("table rows", scenario.tables.rows.len()),
        ("regions", scenario.tables.regions.len()),
        ("camp-years", scenario.tables.camps.len()),
        ("decisions", scenario.tables.decisions.len()),
        ("sources", scenario.ledger.sources.len()),
        ("claims", scenario.ledger.claims.len()),
        ("conflicts", scenario.ledger.conflicts.len()),
    ];
    let parts: Vec<String> = counts
        .iter()
        .map(|(name, count)| format!("{count} {name}"))
        .collect();
    let problems = match loaded.warnings.len() {
        0 => "no problems".to_owned(),
        1 => "1 warning, no errors".to_owned(),
        many => format!("{many} warnings, no errors"),
    };
    let text = format!(
        "{} {}: {problems}\n{}",
        scenario.id,
        scenario.version,
        crate::grid::wrapped(&parts.join(", "), 2, 92)
    );
    let counted: serde_json::Map<String, serde_json::Value> = counts
        .iter()
        .map(|(name, count)| (name.replace([' ', '-'], "_"), json!(count)))
        .collect();
    let value = json!({
        "scenario": scenario.id,
        "version": scenario.version,
        "overlays": scenario.overlays,
        "counts": counted,
    });
    Ok(Answer::new(text, value).with_warnings(loaded.warnings))
}
