//! The page of many runs beside the record.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use analysis::ensemble::Trajectory;
use analysis::record::reason::Varied;
use analysis::record::{Numbers, check, reasons, tally};
use analysis::statements::{Asked, ask_of};
use report::{FitView, fit_html};
use scenario::{DataRow, Role, Scenario};
use serde_json::json;
use store::{Manifest, RunFolder};

use crate::answer::Answer;
use crate::problem::Failure;
use crate::result::REPORT_FILE;
use crate::run_folder;
use crate::session::Session;
use crate::verbs::check::statements;

/// What is read of each run.
struct Kept {
    manifest: Manifest,
    numbers: Numbers,
    asked: Asked,
}

/// Writes the page of a sweep's runs.
///
/// # Errors
/// `E0601` when the sweep keeps no runs, `E0602` for a damaged one, `E0603` when the file cannot be
/// written; problems of the statements.
pub fn execute(name: &str, out: Option<&PathBuf>, session: &Session) -> Result<Answer, Failure> {
    let folders = run_folder::find_all(session, &[name.to_owned()])?;
    let mut scenario = None;
    let mut runs = Vec::new();
    for folder in &folders {
        let (kept, own) = read(folder)?;
        scenario.get_or_insert(own);
        runs.push(kept);
    }
    let none = || Failure::new("E0601", format!("the sweep in {name} keeps no run"));
    let scenario = scenario.ok_or_else(none)?;
    let file = out
        .cloned()
        .unwrap_or_else(|| Path::new(name).join(REPORT_FILE));
    write(name, &scenario, &runs, &file, session)
}

fn read(folder: &RunFolder) -> Result<(Kept, Scenario), Failure> {
    let manifest = run_folder::manifest(folder)?;
    let (tables, scenario) = run_folder::contents(folder, &manifest)?;
    let weeks = manifest.weeks_computed;
    let course = Trajectory::of_tables(&scenario, &tables, weeks);
    let kept = Kept {
        numbers: Numbers::new(&scenario, &tables, weeks, manifest.sample),
        asked: Asked::new(&scenario, Arc::new(course), manifest.sample),
        manifest,
    };
    Ok((kept, scenario))
}

fn write(
    name: &str,
    scenario: &Scenario,
    runs: &[Kept],
    file: &Path,
    session: &Session,
) -> Result<Answer, Failure> {
    let mut rows: Vec<DataRow> = scenario.tables.comparable();
    rows.retain(|row| row.role == Role::Target);
    let weighted: Vec<(&Numbers, f64)> = runs.iter().map(|run| (&run.numbers, 1.0)).collect();
    let checks = check(&rows, &weighted);
    let reasons = reasons(&checks, &varied(runs));
    let questions = statements::read(None, scenario, session)?;
    let manifest = &runs[0].manifest;
    let stamp = format!(
        "{} {} · sample {} · ottepel {}",
        manifest.scenario.id,
        manifest.scenario.version,
        manifest.sample_text(),
        manifest.program
    );
    let count = runs.len();
    let asked: Vec<&Asked> = runs.iter().map(|run| &run.asked).collect();
    let statements = ask_of(&questions, &asked, scenario.start);
    let html = fit_html(&FitView {
        title: &manifest.scenario.title,
        stamp,
        runs: count,
        checks: &checks,
        reasons: &reasons,
        statements: &statements,
        commands: format!("ottepel report {name}\nottepel check record {name}\nottepel check statements --of {name}"),
    })
    .map_err(|error| Failure::new("E0605", format!("the report cannot be made: {error}")))?;
    store::atomic::write(file, |out| out.write_all(html.as_bytes()))
        .map_err(|error| Failure::new("E0603", error.to_string()))?;
    let all = tally(&checks);
    let text = format!(
        "{count} runs beside {} rows of the record: {} inside, {} near, {} off, {} without an answer\nReport: {}\n",
        all.rows,
        all.inside,
        all.near,
        all.off,
        all.no_such_series,
        file.display()
    );
    Ok(Answer::new(
        text,
        json!({ "report": file, "runs": count, "summary": all }),
    ))
}

/// Parameters that differ between the runs, by key.
fn varied(runs: &[Kept]) -> Vec<Varied> {
    let mut by_key = BTreeMap::<&str, Vec<f64>>::new();
    for run in runs {
        for own in &run.manifest.parameters {
            by_key.entry(&own.key).or_default().push(own.value);
        }
    }
    let differs = |values: &[f64]| {
        values
            .iter()
            .any(|own| own.to_bits() != values[0].to_bits())
    };
    by_key
        .into_iter()
        .filter(|(_, values)| values.len() == runs.len() && differs(values))
        .map(|(key, values)| (key.to_owned(), values))
        .collect()
}
