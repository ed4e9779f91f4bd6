//! `ottepel check SCENARIO [OVERLAY…]` and `ottepel check FILE`.

mod ablation;
mod bundle;
mod file;
mod record;
mod series;
pub mod statements;

use std::path::Path;

use scenario::FileKind;
use serde_json::json;

use self::file::File;
use crate::answer::Answer;
use crate::loading::{self, Changes, USUAL_SCENARIO};
use crate::problem::{Failure, Problem};
use crate::session::Session;
use crate::verbs::ask;

/// Check a scenario, a question, an overlay or any other file: every problem at once
#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
#[command(before_help = "\
Examples:
  ottepel check ussr-1953-1964
  ottepel check record last
  ottepel check ussr-1953-1964 -S 'fear.memory_half_life=4 years'
  ottepel check ex02
")]
pub struct Arguments {
    /// What to check beside files
    #[command(subcommand)]
    pub what: Option<What>,
    /// Scenario id or the path of its folder; question id; path of any file of a project
    #[arg(value_name = "SCENARIO", default_value = USUAL_SCENARIO)]
    pub scenario: String,
    /// What is changed in it.
    #[command(flatten)]
    pub changes: Changes,
}

/// What can be checked beside files.
#[derive(clap::Subcommand)]
pub enum What {
    Record(record::Arguments),
    Series(series::Arguments),
    Statements(statements::Arguments),
    Ablation(ablation::Arguments),
    Scale(super::scale::Arguments),
}

impl Arguments {
    /// Whether the answer is a table.
    pub fn is_table(&self) -> bool {
        !matches!(self.what, None | Some(What::Scale(_)))
    }
}

/// Reads everything and counts it.
///
/// # Errors
/// Every problem of the scenario.
pub fn execute(arguments: &Arguments, session: &Session) -> Result<Answer, Failure> {
    match &arguments.what {
        Some(What::Record(own)) => return record::execute(own, session),
        Some(What::Series(own)) => return series::execute(own, session),
        Some(What::Statements(own)) => return statements::execute(own, session),
        Some(What::Ablation(own)) => return ablation::execute(own, session),
        Some(What::Scale(own)) => return super::scale::execute(own, session),
        None => {}
    }
    let name = &arguments.scenario;
    if scenario::question_ids(&request(session)).contains(name) {
        return question(arguments, session);
    }
    let file = File::open(name);
    match file.as_ref().map(|file| file.kind) {
        Some(FileKind::Question) => question(arguments, session),
        Some(FileKind::Overlay) => {
            let mut overlays = vec![name.clone()];
            overlays.extend(arguments.changes.overlays.iter().cloned());
            whole(
                USUAL_SCENARIO,
                &overlays,
                &arguments.changes.settings,
                session,
            )
        }
        _ => match file {
            Some(file) => file.check(session),
            None if Path::new(name).is_file() => Err(unknown_kind(name)),
            None => whole(
                name,
                &arguments.changes.overlays,
                &arguments.changes.settings,
                session,
            ),
        },
    }
}

fn warnings_text(warnings: usize) -> String {
    match warnings {
        0 => "no problems".to_owned(),
        1 => "1 warning, no errors".to_owned(),
        many => format!("{many} warnings, no errors"),
    }
}

fn unknown_kind(path: &str) -> Failure {
    Failure::new(
        "E0105",
        format!("{path} is a file of no kind that a project has"),
    )
    .in_file(Path::new(path))
    .with_help(
        "projects hold TOML and CSV files; the first line of a TOML file says what it is, such \
             as #:schema ../schema/levers.schema.json",
    )
}

fn request(session: &Session) -> scenario::LoadRequest {
    scenario::LoadRequest {
        scenario: USUAL_SCENARIO.to_owned(),
        project: session.project.clone(),
        ..scenario::LoadRequest::default()
    }
}

/// Checks a question against the scenario as recorded.
fn question(arguments: &Arguments, session: &Session) -> Result<Answer, Failure> {
    let request = scenario::LoadRequest {
        overlays: arguments.changes.overlays.clone(),
        settings: arguments.changes.settings.clone(),
        ..request(session)
    };
    let loaded = scenario::load_question(&request, &arguments.scenario);
    let Some(question) = loaded.question else {
        return Err(loading::failure(&loaded.diagnostics, session.colour));
    };
    ask::known_outcomes(&question)?;
    let counts = [
        ("arm", "", question.arms.len()),
        ("rival", "", question.rivals.len()),
        ("outcome", "", question.outcomes.len()),
        ("premise", "", question.premises.len()),
        ("source", " for", question.supports.len()),
        ("source", " against", question.against.len()),
        ("goal", "", question.goals.len()),
    ];
    let parts: Vec<String> = counts
        .iter()
        .map(|(name, which, count)| {
            let plural = if *count == 1 { "" } else { "s" };
            format!("{count} {name}{plural}{which}")
        })
        .collect();
    let text = format!("{}: no problems\n  {}\n", question.id, parts.join(", "));
    let value =
        json!({ "question": question.id, "arms": question.arms, "rivals": question.rivals });
    let warnings: Vec<Problem> = loaded.diagnostics.iter().map(Problem::from).collect();
    Ok(Answer::new(text, value).with_warnings(warnings))
}

/// Reads a scenario with its overlays and counts it.
fn whole(
    scenario: &str,
    overlays: &[String],
    settings: &[String],
    session: &Session,
) -> Result<Answer, Failure> {
    let loaded = loading::load(session, scenario, overlays, settings)?;
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
    let text = format!(
        "{} {}: {}\n{}",
        scenario.id,
        scenario.version,
        warnings_text(loaded.warnings.len()),
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
