//! `ottepel explain [WHAT]`.

use rules::phases::{PHASES, Phase};
use scenario::{Basis, Lever, Parameter, Scenario};
use serde_json::json;

use crate::answer::Answer;
use crate::grid::{Grid, clipped, wrapped};
use crate::loading::{self, USUAL_SCENARIO};
use crate::nearest::suggestion;
use crate::problem::Failure;
use crate::session::Session;
use crate::verbs::help;

/// Explain the phases of a week, a parameter, a lever or an error code
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel explain phases
  ottepel explain odd --format md
  ottepel explain line.instruction_clarity
  ottepel explain E0213
")]
pub struct Arguments {
    /// phases, odd (the model's whole description), one phase, a parameter, a lever, a message, a release rule or a code [default: what can be explained]
    #[arg(value_name = "WHAT")]
    pub what: Option<String>,
    /// The scenario whose parameters and levers are meant
    #[arg(long, value_name = "SCENARIO", default_value = USUAL_SCENARIO)]
    pub scenario: String,
}

impl Arguments {
    /// Whether the answer is a page.
    pub fn is_page(&self) -> bool {
        self.what.as_deref() == Some("odd")
    }

    /// Whether the answer is a table.
    pub fn is_table(&self) -> bool {
        matches!(self.what.as_deref(), None | Some("phases"))
    }
}

/// Finds what is meant and explains it.
///
/// # Errors
/// `E0510` with the nearest name; the scenario's problems.
pub fn execute(arguments: &Arguments, session: &Session) -> Result<Answer, Failure> {
    let what = arguments.what.as_deref().unwrap_or("");
    if what == "phases" {
        return Ok(phases());
    }
    if let Some(position) = PHASES.iter().position(|phase| phase.name == what) {
        return Ok(phase(position, &PHASES[position]));
    }
    if let Some(page) = help::code_page(&what.to_uppercase()) {
        return Ok(page);
    }
    let loaded = loading::load(session, &arguments.scenario, &[], &[])?;
    let scenario = &loaded.scenario;
    if what == "odd" {
        let page = crate::odd::page(scenario);
        return Ok(Answer::new(page.clone(), json!({ "markdown": page })));
    }
    if what.is_empty() {
        return Ok(everything(scenario));
    }
    if let Some(own) = scenario.parameters.get(what) {
        return Ok(parameter(own));
    }
    if let Some(own) = scenario.lever(what) {
        return Ok(lever(own));
    }
    if let Some(own) = scenario.messages.iter().find(|own| own.id == what) {
        return Ok(message(own));
    }
    if let Some(own) = scenario.releases.iter().find(|own| own.id == what) {
        return Ok(release(own));
    }
    let names = names(scenario);
    let help = suggestion(
        what,
        names.iter().map(String::as_str),
        "`ottepel explain` lists everything",
    );
    Err(Failure::new(
        "E0510",
        format!("there is nothing called \"{what}\" to explain"),
    )
    .with_help(help))
}

fn names(scenario: &Scenario) -> Vec<String> {
    let phases = PHASES.iter().map(|own| own.name.to_owned());
    let parameters = scenario.parameters.iter().map(|own| own.key.clone());
    let levers = scenario.levers.iter().map(|own| own.id.clone());
    let messages = scenario.messages.iter().map(|own| own.id.clone());
    let releases = scenario.releases.iter().map(|own| own.id.clone());
    let all = phases
        .chain(parameters)
        .chain(levers)
        .chain(messages)
        .chain(releases);
    all.chain(["phases".to_owned(), "odd".to_owned()]).collect()
}

fn everything(scenario: &Scenario) -> Answer {
    let mut grid = Grid::new(&["kind", "name", "what it is"]);
    let mut push = |kind: &str, name: &str, what: &str| {
        grid.push([kind.to_owned(), name.to_owned(), what.to_owned()]);
    };
    push("list", "phases", "what happens in one week, in order");
    push(
        "page",
        "odd",
        "the model's whole description after the ODD protocol",
    );
    PHASES.iter().for_each(|own| push("phase", own.name, ""));
    scenario
        .levers
        .iter()
        .for_each(|own| push("lever", &own.id, &own.means));
    scenario
        .messages
        .iter()
        .for_each(|own| push("message", &own.id, &own.title));
    scenario
        .releases
        .iter()
        .for_each(|own| push("release", &own.id, &own.decision));
    scenario
        .parameters
        .iter()
        .for_each(|own| push("parameter", &own.key, &own.means));
    let text: String = grid
        .to_text()
        .lines()
        .map(|line| clipped(line, 100) + "\n")
        .collect();
    Answer::new(text, json!({ "names": names(scenario) })).with_grid(&grid)
}

fn phases() -> Answer {
    let mut text = String::from(
        "One week, in order. Everybody sees last week's counts, so nobody is first.\n",
    );
    for (position, phase) in PHASES.iter().enumerate() {
        text.push_str(&format!(
            "\n{}. {}\n{}",
            position + 1,
            phase.name,
            wrapped(phase.what, 3, 92)
        ));
        text.push_str(&wrapped(
            &format!("in crates/rules/src: {}", phase.files.join(", ")),
            3,
            92,
        ));
    }
    let list = PHASES
        .iter()
        .enumerate()
        .map(|(position, own)| phase_value(position, own));
    let mut grid = Grid::new(&["order", "phase", "what", "files"]);
    for (position, own) in PHASES.iter().enumerate() {
        let cells = [
            own.name.to_owned(),
            own.what.to_owned(),
            own.files.join(" "),
        ];
        grid.push([(position + 1).to_string()].into_iter().chain(cells));
    }
    Answer::new(text, json!({ "phases": list.collect::<Vec<_>>() })).with_grid(&grid)
}

fn phase_value(position: usize, phase: &Phase) -> serde_json::Value {
    json!({ "order": position + 1, "name": phase.name, "what": phase.what, "files": phase.files })
}

fn phase(position: usize, phase: &Phase) -> Answer {
    let text = format!(
        "{} (phase {} of {})\n{}{}",
        phase.name,
        position + 1,
        PHASES.len(),
        wrapped(phase.what, 2, 92),
        wrapped(
            &format!("in crates/rules/src: {}", phase.files.join(", ")),
            2,
            92
        ),
    );
    Answer::new(text, phase_value(position, phase))
}

/// `source a, b` or `because …`.
pub fn basis(basis: &Basis) -> String {
    match basis {
        Basis::Source(keys) => format!("source: {}", keys.join(", ")),
        Basis::Because(reason) => format!("no source; {reason}"),
    }
}

fn parameter(own: &Parameter) -> Answer {
    let mut text = format!(
        "{} = {} {}\n{}",
        own.key,
        own.value,
        own.unit,
        wrapped(&own.means, 2, 92)
    );
    if let Some(prior) = &own.prior {
        text.push_str(&format!("  prior: {prior}\n"));
    }
    for (source, value) in &own.choices {
        text.push_str(&format!("  choice: {value} {} by {source}\n", own.unit));
    }
    text.push_str(&wrapped(&basis(&own.basis), 2, 92));
    text.push_str(&format!("  written in {}\n", own.origin));
    text.push_str(&format!("  change it for one run: -S '{}=…'\n", own.key));
    Answer::new(text, json!({ "parameter": own }))
}

fn lever(own: &Lever) -> Answer {
    let mut text = format!("{} ({})\n{}", own.id, own.unit, wrapped(&own.means, 2, 92));
    text.push_str("\nNamed settings:\n");
    for setting in own.settings.values() {
        text.push_str(&format!("  {} = {}\n", setting.name, setting.value));
        text.push_str(&wrapped(&setting.means, 4, 92));
        text.push_str(&wrapped(&basis(&setting.basis), 4, 92));
    }
    text.push_str("\nAs recorded:\n");
    for step in &own.timeline {
        let line = format!(
            "{}  {} = {}  ({})",
            step.date, step.setting, step.value, step.actor
        );
        text.push_str(&format!("  {line}\n"));
        text.push_str(&wrapped(&basis(&step.basis), 14, 92));
    }
    Answer::new(text, json!({ "lever": own }))
}

fn message(own: &scenario::Message) -> Answer {
    let mut text = format!(
        "{}: {}\n  given on {}, read out from {} over {} weeks\n  affect {}, line {}, blame {}\n",
        own.id,
        own.title,
        own.date,
        own.readings_from,
        own.readings_weeks,
        own.affect,
        own.line,
        own.blame
    );
    text.push_str(&wrapped(&basis(&own.basis), 2, 92));
    text.push_str("\nItems it carries:\n");
    for (bit, item) in own.items.iter().enumerate() {
        if own.carries & (1 << bit) != 0 {
            text.push_str(&wrapped(
                &format!("{}: {} (weight {})", item.id, item.says, item.weight),
                2,
                92,
            ));
        }
    }
    Answer::new(text, json!({ "message": own }))
}

fn release(own: &scenario::ReleaseRule) -> Answer {
    let until = own
        .until
        .map_or(String::new(), |day| format!(" until {day}"));
    let clauses = |list: &[Vec<scenario::Condition>]| {
        let clause = |tests: &Vec<scenario::Condition>| {
            let all: Vec<String> = tests.iter().map(|own| format!("{own:?}")).collect();
            format!("  - {}\n", all.join(" and "))
        };
        list.iter().map(clause).collect::<String>()
    };
    let text = format!(
        "{} ({:?}), decision {}\n  from {}{until}, {}\n\nCovered if any of:\n{}\nExcept:\n{}\n{}  written in {}\n",
        own.id,
        own.effect,
        own.decision,
        own.from,
        own.pace.words(),
        clauses(&own.any),
        clauses(&own.except),
        wrapped(&basis(&own.basis), 2, 92),
        own.origin
    );
    Answer::new(text, json!({ "release": own }))
}
