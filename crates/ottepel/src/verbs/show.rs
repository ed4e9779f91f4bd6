//! `ottepel show [SCENARIO [OVERLAY…]]`.

use scenario::Scenario;
use serde_json::json;

use crate::answer::Answer;
use crate::grid::{Grid, wrapped};
use crate::loading::{Changes, USUAL_SCENARIO};
use crate::problem::Failure;
use crate::session::Session;

/// Show a scenario; with --origin the file and line of every value
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel show ussr-1953-1964
  ottepel show ussr-1953-1964 --origin
  ottepel show ussr-1953-1964 as-1961 --origin --format csv
")]
pub struct Arguments {
    /// Scenario id, or the path of its folder
    #[arg(value_name = "SCENARIO", default_value = USUAL_SCENARIO)]
    pub scenario: String,
    /// What is changed in it.
    #[command(flatten)]
    pub changes: Changes,
    /// Print every value with file and line, and every setting of the program with its place
    #[arg(long)]
    pub origin: bool,
}

impl Arguments {
    /// Whether the answer is a table.
    pub fn is_table(&self) -> bool {
        self.origin
    }
}

/// Shows it.
///
/// # Errors
/// Every problem of the scenario.
pub fn execute(arguments: &Arguments, session: &Session) -> Result<Answer, Failure> {
    let loaded = arguments.changes.load(session, &arguments.scenario)?;
    let answer = if arguments.origin {
        origins(&loaded.scenario, session)
    } else {
        overview(&loaded.scenario)
    };
    Ok(answer.with_warnings(loaded.warnings))
}

fn overview(scenario: &Scenario) -> Answer {
    let mut text = format!(
        "{}\n  id {}, version {}, {} to {} ({} weeks)\n",
        scenario.title,
        scenario.id,
        scenario.version,
        scenario.start,
        scenario.end,
        scenario.weeks()
    );
    if !scenario.overlays.is_empty() {
        text.push_str(&format!("  overlays: {}\n", scenario.overlays.join(", ")));
    }
    text.push_str("\nLevers, with the setting in force at the start and the number of changes:\n");
    for lever in &scenario.levers {
        let first = lever
            .timeline
            .first()
            .map_or("", |step| step.setting.as_str());
        let changes = lever.timeline.len().saturating_sub(1);
        text.push_str(&format!("  {:<32} {first}, {changes} changes\n", lever.id));
    }
    text.push_str("\nMessages:\n");
    for message in &scenario.messages {
        text.push_str(&format!("  {:<32} {}\n", message.id, message.date));
    }
    text.push_str("\nReleases:\n");
    for rule in &scenario.releases {
        text.push_str(&format!("  {:<32} from {}\n", rule.id, rule.from));
    }
    let parameters = scenario.parameters.iter().count();
    text.push_str(&format!(
        "\n{parameters} parameters. `ottepel show {} --origin` lists every value with its place,\n\
         `ottepel explain NAME` explains one.\n",
        scenario.id
    ));
    let value = json!({
        "id": scenario.id,
        "title": scenario.title,
        "version": scenario.version,
        "start": scenario.start.to_string(),
        "end": scenario.end.to_string(),
        "weeks": scenario.weeks(),
        "overlays": scenario.overlays,
        "levers": scenario.levers,
        "messages": scenario.messages,
        "releases": scenario.releases,
        "parameters": scenario.parameters.iter().collect::<Vec<_>>(),
    });
    Answer::new(text, value)
}

fn origins(scenario: &Scenario, session: &Session) -> Answer {
    let lines = scenario::show_origin(scenario);
    let mut grid = Grid::new(&["key", "value", "basis", "origin"]);
    let mut text = String::new();
    for line in &lines {
        grid.push([
            line.key.clone(),
            line.value.clone(),
            line.basis.clone(),
            line.origin.clone(),
        ]);
        text.push_str(&wrapped(&format!("{} = {}", line.key, line.value), 0, 100));
        text.push_str(&wrapped(&line.basis, 4, 100));
        text.push_str(&format!("    {}\n", line.origin));
    }
    text.push_str("\nSettings of the program:\n");
    for setting in session.settings.values() {
        text.push_str(&format!(
            "  {} = {}  ({})\n",
            setting.key, setting.value, setting.origin
        ));
    }
    let settings: Vec<_> = session.settings.values().collect();
    Answer::new(text, json!({ "values": lines, "settings": settings })).with_grid(&grid)
}
