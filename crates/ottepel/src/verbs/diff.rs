//! `ottepel diff SCENARIO [OVERLAY…]`.

use serde_json::json;

use crate::answer::Answer;
use crate::grid::{Grid, wrapped};
use crate::loading::{self, Changes};
use crate::problem::Failure;
use crate::session::Session;

/// Show what overlays and settings change in a scenario, and nothing else
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel diff ussr-1953-1964 as-1961
  ottepel diff ussr-1953-1964 no-change
  ottepel diff ussr-1953-1964 as-1961 --format md
")]
pub struct Arguments {
    /// Scenario id, or the path of its folder
    #[arg(value_name = "SCENARIO")]
    pub scenario: String,
    /// What is changed in it.
    #[command(flatten)]
    pub changes: Changes,
}

/// Compares the scenario with and without its changes.
///
/// # Errors
/// `E0504` when no change is named; every problem of the scenario.
pub fn execute(arguments: &Arguments, session: &Session) -> Result<Answer, Failure> {
    if arguments.changes.overlays.is_empty() && arguments.changes.settings.is_empty() {
        let message = "there is nothing to compare with: no overlay and no -S is given";
        let help = format!("for example: ottepel diff {} as-1961", arguments.scenario);
        return Err(Failure::new("E0504", message).with_help(help));
    }
    let before = loading::load(session, &arguments.scenario, &[], &[])?;
    let after = arguments.changes.load(session, &arguments.scenario)?;
    let differences = scenario::diff(&before.scenario, &after.scenario);
    let mut grid = Grid::new(&["key", "before", "after", "origin"]);
    let mut text = String::new();
    for own in &differences {
        let side = |value: &Option<String>| value.clone().unwrap_or_else(|| "(nothing)".to_owned());
        let (old, new) = (side(&own.before), side(&own.after));
        text.push_str(&format!("{}\n", own.key));
        text.push_str(&wrapped(&format!("from {old}"), 4, 100));
        text.push_str(&wrapped(&format!("to   {new}"), 4, 100));
        text.push_str(&format!("    {}\n", own.origin));
        grid.push([own.key.clone(), old, new, own.origin.clone()]);
    }
    if differences.is_empty() {
        text.push_str("Nothing differs.\n");
    }
    let value = json!({
        "scenario": before.scenario.id,
        "overlays": after.scenario.overlays,
        "differences": differences,
    });
    Ok(Answer::new(text, value)
        .with_grid(&grid)
        .with_warnings(after.warnings))
}
