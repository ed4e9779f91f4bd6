//! `ottepel check ablation`: each mechanism switched otherwise in turn.

use std::sync::Arc;

use analysis::ablation::{Ablation, ablate};
use analysis::ensemble::Engine;
use serde_json::json;

use super::bundle::BundleArguments;
use crate::answer::Answer;
use crate::grid::{Grid, wrapped};
use crate::loading::{self, USUAL_SCENARIO};
use crate::problem::Failure;
use crate::result;
use crate::session::Session;

/// Set each switch of the model otherwise in turn: which statements break, which mend
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel check ablation --switches rumour.on --members 1
  ottepel check ablation --switches rumour.on --members 1 --format md
  ottepel check ablation --help
")]
pub struct Arguments {
    /// The scenario that is run
    #[arg(long, value_name = "SCENARIO", default_value = USUAL_SCENARIO)]
    pub scenario: String,
    /// Switches to set otherwise, by key [default: all]
    #[arg(long, value_name = "KEY", num_args = 1..)]
    pub switches: Vec<String>,
    /// The runs.
    #[command(flatten)]
    pub bundle: BundleArguments,
}

/// Does it.
///
/// # Errors
/// Every problem of the statements; the runs' own.
pub fn execute(arguments: &Arguments, session: &Session) -> Result<Answer, Failure> {
    let loaded = loading::load(session, &arguments.scenario, &[], &[])?;
    for key in &arguments.switches {
        check_switch(&loaded.scenario, key)?;
    }
    let asked = super::statements::read(None, &loaded.scenario, session)?;
    let base = Arc::new(loaded.scenario);
    let bundle = arguments.bundle.bundle(&base, session)?;
    let engine = Engine::default().with_threads(session.threads);
    let told = |switch: &str| session.say(switch);
    let (before, ablations) = ablate(&asked, &base, &arguments.switches, &bundle, &engine, &told)
        .map_err(|error| result::failure(&error))?;
    let words = arguments.bundle.words();
    let mut text = format!("Each switch set otherwise in turn; {words}.\n");
    for one in &ablations {
        text.push_str(&told_of(one));
    }
    let value = json!({ "runs": words, "as_it_stands": before, "ablations": ablations });
    Ok(Answer::new(text, value).with_grid(&grid(&ablations)))
}

/// Refuses a key that is no switch.
fn check_switch(scenario: &scenario::Scenario, key: &str) -> Result<(), Failure> {
    let all = scenario.parameters.iter();
    let switches = all.filter(|own| !own.settings().is_empty());
    let known: Vec<&str> = switches.map(|own| own.key.as_str()).collect();
    if known.contains(&key) {
        return Ok(());
    }
    let list = format!("there are: {}", known.join(", "));
    let help = crate::nearest::suggestion(key, known.iter().copied(), &list);
    let message = format!("`{key}` is no switch");
    Err(Failure::new("E0510", message)
        .at_key("--switches")
        .with_help(help))
}

fn told_of(ablation: &Ablation) -> String {
    let patterns = ablation.patterns().join(", ");
    let patterns = if patterns.is_empty() {
        "no pattern breaks".to_owned()
    } else {
        format!("breaks {patterns}")
    };
    let mut text = format!("\n{}: {patterns}\n", ablation.switch);
    for (word, checked) in [("breaks", &ablation.breaks), ("mends", &ablation.mends)] {
        for own in checked {
            let line = format!("{word} ({} of {} runs): {}", own.holds, own.of, own.say);
            text.push_str(&wrapped(&line, 2, 98));
        }
    }
    text
}

fn grid(ablations: &[Ablation]) -> Grid {
    let mut grid = Grid::new(&["switch", "patterns broken", "breaks", "mends"]);
    let said = |all: &[analysis::statements::Checked]| {
        let all: Vec<&str> = all.iter().map(|own| own.say.as_str()).collect();
        all.join(" ")
    };
    for own in ablations {
        grid.push([
            own.switch.clone(),
            own.patterns().join(" "),
            said(&own.breaks),
            said(&own.mends),
        ]);
    }
    grid
}
