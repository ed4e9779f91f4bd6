//! `ottepel check statements`: sentences of historians asked of many runs.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use analysis::ensemble::Engine;
use analysis::statements::{Asked, Checked, Question, Standing, ask, ask_of, questions};
use scenario::{Basis, Scenario, StatementKind, read_statements, statements_of};
use serde_json::json;
use store::RunFolder;

use super::bundle::{BundleArguments, Counting};
use crate::answer::Answer;
use crate::draws::files_of;
use crate::exit::Exit;
use crate::grid::{Grid, wrapped};
use crate::loading::{self, USUAL_SCENARIO};
use crate::problem::Failure;
use crate::result;
use crate::run_folder;
use crate::session::Session;

/// Ask historians' statements of runs: which hold, in how many of them
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel check statements --members 1
  ottepel check statements --members 2 --format csv
  ottepel check statements --of last
  ottepel check statements --help
")]
pub struct Arguments {
    /// File of statements [default: statements.toml of the scenario]
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// The scenario that is run
    #[arg(long, value_name = "SCENARIO", default_value = USUAL_SCENARIO)]
    pub scenario: String,
    /// Ask runs that are there, by id, `last`, folder, or folder of a sweep that keeps its runs; of
    /// statements about another course they cannot tell
    #[arg(long, value_name = "RUN", num_args = 1..)]
    pub of: Vec<String>,
    /// Runs to compute where none is named.
    #[command(flatten)]
    pub bundle: BundleArguments,
}

/// Asks them.
///
/// # Errors
/// Every problem of the statements; the runs' own.
pub fn execute(arguments: &Arguments, session: &Session) -> Result<Answer, Failure> {
    let loaded = loading::load(session, &arguments.scenario, &[], &[])?;
    let asked = read(arguments.file.as_deref(), &loaded.scenario, session)?;
    if !arguments.of.is_empty() {
        let runs = given(&arguments.of, session)?;
        let checked = ask_of(&asked, &runs, loaded.scenario.start);
        let words = match runs.len() {
            1 => "1 run that was there".to_owned(),
            many => format!("{many} runs that were there"),
        };
        return Ok(answer(&checked, &words));
    }
    let base = Arc::new(loaded.scenario);
    let bundle = arguments.bundle.bundle(&base, session)?;
    let engine = Engine::default().with_threads(session.threads);
    let counting = Counting::new(session);
    let checked = ask(&asked, &base, &bundle, &engine, &|_| counting.one_more())
        .map_err(|error| result::failure(&error))?;
    Ok(answer(&checked, &arguments.bundle.words()))
}

/// Runs read back from their folders, ready to be asked.
///
/// # Errors
/// `E0601` and `E0602`.
pub fn given(names: &[String], session: &Session) -> Result<Vec<Asked>, Failure> {
    let folders = run_folder::find_all(session, names)?;
    let asked = |folder: &RunFolder| {
        let (course, manifest, scenario) = run_folder::course(folder)?;
        Ok(Asked::new(&scenario, Arc::new(course), manifest.sample))
    };
    folders.iter().map(asked).collect()
}

/// The statements of a file, or of the scenario, as questions.
///
/// # Errors
/// Every problem of the file.
pub fn read(
    file: Option<&Path>,
    scenario: &Scenario,
    session: &Session,
) -> Result<Vec<Question>, Failure> {
    let refused = |problems: Vec<scenario::Diagnostic>| loading::failure(&problems, session.colour);
    let files = files_of(&scenario.id, session);
    let statements = match file {
        None => read_statements(&*files, scenario).map_err(refused)?,
        Some(path) => {
            let bytes = std::fs::read(path)
                .map_err(|error| Failure::new("E0104", error.to_string()).in_file(path))?;
            statements_of(scenario, &path.display().to_string(), &bytes).map_err(refused)?
        }
    };
    questions(statements, scenario, &*files).map_err(refused)
}

fn answer(checked: &[Checked], words: &str) -> Answer {
    let failures = checked.iter().filter(|own| own.is_failure()).count();
    let mut text = format!("Statements asked of {words}.\n");
    for kind in StatementKind::ALL {
        let own: Vec<&Checked> = checked.iter().filter(|own| own.kind == kind).collect();
        let holding = own
            .iter()
            .filter(|own| own.standing == Standing::Holds)
            .count();
        text.push_str(&format!("\n{}", heading(kind, own.len(), holding)));
        for one in own {
            text.push_str(&wrapped(&line(one), 2, 98));
        }
    }
    text.push_str(&shares(checked));
    if failures > 0 {
        text.push_str(&format!("\n{failures} statements break.\n"));
    }
    let exit = if failures > 0 {
        Exit::DoesNotHold
    } else {
        Exit::Done
    };
    let value = json!({ "runs": words, "failures": failures, "statements": checked });
    Answer::new(text, value)
        .with_grid(&grid(checked))
        .with_exit(exit)
}

/// Share of the runs in which each statement of a pattern holds, pattern by pattern.
fn shares(checked: &[Checked]) -> String {
    let mut patterns = BTreeMap::<&str, Vec<String>>::new();
    for own in checked {
        if let Some(pattern) = own.pattern.as_deref() {
            let share = match own.standing {
                Standing::CannotTell => "none".to_owned(),
                _ => format!("{:.2}", own.holds as f64 / own.of as f64),
            };
            patterns.entry(pattern).or_default().push(share);
        }
    }
    if patterns.is_empty() {
        return String::new();
    }
    let mut text = "\nShare of the runs in which the statements of each pattern hold\n".to_owned();
    for (pattern, shares) in patterns {
        text.push_str(&format!("  {pattern}: {}\n", shares.join(", ")));
    }
    text
}

fn heading(kind: StatementKind, count: usize, holding: usize) -> String {
    match kind {
        StatementKind::Must => format!("Must hold: {holding} of {count} do\n"),
        StatementKind::Should => format!("Should hold: {holding} of {count} do\n"),
        StatementKind::Never => format!("May never hold: {holding} of {count} do not\n"),
        StatementKind::Open => format!("Historians disagree: {count}\n"),
    }
}

fn line(checked: &Checked) -> String {
    let pattern = checked
        .pattern
        .as_deref()
        .map_or(String::new(), |own| format!("{own}: "));
    let runs = match checked.standing {
        Standing::CannotTell => "no run tells".to_owned(),
        _ => format!("{} of {} runs", checked.holds, checked.of),
    };
    format!(
        "{} ({runs}): {pattern}{}",
        checked.standing.words(),
        checked.say
    )
}

fn grid(checked: &[Checked]) -> Grid {
    let mut grid = Grid::new(&[
        "kind", "pattern", "standing", "holds", "runs", "share", "say", "then", "basis", "origin",
    ]);
    for own in checked {
        let basis = match &own.basis {
            Basis::Source(keys) => keys.join(" "),
            Basis::Because(reason) => reason.clone(),
        };
        grid.push([
            own.kind.name().to_owned(),
            own.pattern.clone().unwrap_or_default(),
            own.standing.words().to_owned(),
            own.holds.to_string(),
            own.of.to_string(),
            own.share.to_string(),
            own.say.clone(),
            own.then.clone(),
            basis,
            own.origin.clone(),
        ]);
    }
    grid
}
