//! `ottepel model [NAME]`: the published models on a reader's own data.

mod cascade;
mod choice;
mod civil_violence;
mod coalition;
mod contagion;
mod control_loss;
mod expected_utility;
mod false_enforcement;
mod global_game;
mod ktab_file;
mod number_file;
mod preference_falsification;
mod range;
mod rumour;
mod serial_reproduction;
mod smp;
mod smp_output;
mod table;
mod tenure;
mod thresholds;

use clap::Args;
use models::verification::catalogue;
use serde_json::json;

use crate::answer::Answer;
use crate::grid::Grid;
use crate::problem::Failure;
use crate::session::Session;

/// Run one of the published models by itself, or list them
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel model
  ottepel model smp
  ottepel model coalition --powers 3,4,5,6
")]
pub struct Arguments {
    /// The model [default: list them]
    #[command(subcommand)]
    pub model: Option<Model>,
}

/// Every model that runs by itself. The help of each is the doc comment of its `Arguments`.
#[derive(clap::Subcommand)]
pub enum Model {
    Cascade(cascade::Arguments),
    CivilViolence(civil_violence::Arguments),
    Coalition(coalition::Arguments),
    Contagion(contagion::Arguments),
    ControlLoss(control_loss::Arguments),
    ExpectedUtility(expected_utility::Arguments),
    FalseEnforcement(false_enforcement::Arguments),
    GlobalGame(global_game::Arguments),
    PreferenceFalsification(preference_falsification::Arguments),
    Rumour(rumour::Arguments),
    SerialReproduction(serial_reproduction::Arguments),
    Smp(smp::Arguments),
    Tenure(tenure::Arguments),
    Thresholds(thresholds::Arguments),
}

/// Runs or lists.
///
/// # Errors
/// `E0702` for parameters outside their ranges, `E0703` for files that cannot be used.
pub fn execute(arguments: &Arguments, session: &Session) -> Result<Answer, Failure> {
    match &arguments.model {
        None => Ok(list()),
        Some(Model::Cascade(arguments)) => cascade::execute(arguments, session),
        Some(Model::CivilViolence(arguments)) => civil_violence::execute(arguments, session),
        Some(Model::Coalition(arguments)) => coalition::execute(arguments, session),
        Some(Model::Contagion(arguments)) => contagion::execute(arguments, session),
        Some(Model::ControlLoss(arguments)) => control_loss::execute(arguments, session),
        Some(Model::ExpectedUtility(arguments)) => expected_utility::execute(arguments, session),
        Some(Model::FalseEnforcement(arguments)) => false_enforcement::execute(arguments, session),
        Some(Model::GlobalGame(arguments)) => global_game::execute(arguments, session),
        Some(Model::PreferenceFalsification(arguments)) => {
            preference_falsification::execute(arguments, session)
        }
        Some(Model::Rumour(arguments)) => rumour::execute(arguments, session),
        Some(Model::SerialReproduction(arguments)) => {
            serial_reproduction::execute(arguments, session)
        }
        Some(Model::Smp(arguments)) => smp::execute(arguments, session),
        Some(Model::Tenure(arguments)) => tenure::execute(arguments, session),
        Some(Model::Thresholds(arguments)) => thresholds::execute(arguments, session),
    }
}

/// Models with what they answer and how many cases check them.
fn list() -> Answer {
    let cases = catalogue();
    let command = Arguments::augment_args(clap::Command::new("model"));
    let mut grid = Grid::new(&["model", "cases", "what it does"]);
    let mut values = Vec::new();
    for model in command.get_subcommands() {
        let name = model.get_name();
        let about = model
            .get_about()
            .map(ToString::to_string)
            .unwrap_or_default();
        let count = cases.iter().filter(|case| case.model == name).count();
        grid.push([name.to_owned(), count.to_string(), about.clone()]);
        values.push(json!({ "model": name, "cases": count, "about": about }));
    }
    let text = format!(
        "{}\nType: ottepel model NAME -h, or: ottepel verify NAME\n",
        grid.to_text()
    );
    Answer::new(text, json!({ "models": values })).with_grid(&grid)
}
