//! `ottepel check record RUN…`: rows of the record beside runs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use analysis::RunError;
use analysis::ensemble::{Engine, Keep};
use analysis::record::{Numbers, RowCheck, RowKind, Tally, check, kinds, tallies, tally};
use report::number::{interval_text, recorded_text};
use scenario::{DataRow, Role, Scenario, Severity};
use serde_json::json;
use store::RunFolder;

use super::bundle::{BundleArguments, Counting};
use crate::answer::Answer;
use crate::grid::{Grid, clipped, wrapped};
use crate::loading::{self, USUAL_SCENARIO};
use crate::problem::Failure;
use crate::result;
use crate::run_folder;
use crate::session::Session;

/// Stand rows of the record beside runs: inside, near, off, or no such series and why
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel check record last
  ottepel check record last --targets evidence/tables/camps.csv evidence/tables/party.csv
  ottepel check record last --all-roles --format csv
")]
pub struct Arguments {
    /// Runs by id, `last` or folder, or the folder of a sweep that keeps its runs; several make an
    /// interval [default: computes them]
    #[arg(value_name = "RUN")]
    pub runs: Vec<String>,
    /// Tables in the columns of evidence/tables [default: the tables of the run's scenario]
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub targets: Vec<PathBuf>,
    /// Also rows whose role is not `target`: those that feed the model or only accompany it
    #[arg(long)]
    pub all_roles: bool,
    /// List the series that can be answered, as `ottepel check series` does
    #[arg(long)]
    pub list: bool,
    /// Runs to compute where none is named.
    #[command(flatten)]
    pub bundle: BundleArguments,
}

/// Compares them.
///
/// # Errors
/// `E0601` and `E0602` for the runs; every problem of every table named.
pub fn execute(arguments: &Arguments, session: &Session) -> Result<Answer, Failure> {
    if arguments.list {
        return super::series::execute(&super::series::Arguments {}, session);
    }
    let (runs, own) = if arguments.runs.is_empty() {
        compute(&arguments.bundle, session)?
    } else {
        read_runs(session, &arguments.runs)?
    };
    let mut rows = if arguments.targets.is_empty() {
        own.tables.comparable()
    } else {
        read_targets(session, &arguments.targets)?
    };
    rows.retain(|row| arguments.all_roles || row.role == Role::Target);
    let weighted: Vec<(&Numbers, f64)> = runs.iter().map(|run| (run, 1.0)).collect();
    let checks = check(&rows, &weighted);
    Ok(answer(&checks, runs.len()))
}

/// The numbers of runs computed for the check, and their scenario.
fn compute(
    asked: &BundleArguments,
    session: &Session,
) -> Result<(Vec<Numbers>, Scenario), Failure> {
    let scenario = loading::load(session, USUAL_SCENARIO, &[], &[])?.scenario;
    let base = Arc::new(scenario.clone());
    let bundle = asked.bundle(&base, session)?;
    let refused = |error: RunError| result::failure(&error);
    let members = bundle
        .members(&base, &base)
        .map_err(|error| refused(error.into()))?;
    let keep = Keep {
        regions: true,
        ..Keep::default()
    };
    let counting = Counting::new(session);
    let engine = Engine::default().with_threads(session.threads);
    let interval = asked.sample.interval();
    let runs = engine.simulate_all(&members, keep, &|_| counting.one_more());
    let numbers = runs
        .into_iter()
        .map(|run| Ok(Numbers::of_trajectory(&scenario, &*run?, interval)))
        .collect::<Result<_, RunError>>();
    Ok((numbers.map_err(refused)?, scenario))
}

/// The numbers of runs, and the scenario of the first.
fn read_runs(session: &Session, names: &[String]) -> Result<(Vec<Numbers>, Scenario), Failure> {
    let mut runs = Vec::new();
    let mut scenario = None;
    for folder in run_folder::find_all(session, names)? {
        let (numbers, own) = read_run(&folder)?;
        runs.push(numbers);
        scenario.get_or_insert(own);
    }
    let none = || Failure::new("E0504", "no run is named").at_key("RUN");
    Ok((runs, scenario.ok_or_else(none)?))
}

/// The numbers of one run, and the scenario it was a run of.
fn read_run(folder: &RunFolder) -> Result<(Numbers, Scenario), Failure> {
    let manifest = run_folder::manifest(folder)?;
    let (tables, scenario) = run_folder::contents(folder, &manifest)?;
    let weeks = manifest.weeks_computed;
    let numbers = Numbers::new(&scenario, &tables, weeks, manifest.sample);
    Ok((numbers, scenario))
}

/// Rows of all files, or every problem of all files.
fn read_targets(session: &Session, files: &[PathBuf]) -> Result<Vec<DataRow>, Failure> {
    let mut rows = Vec::new();
    let mut problems = Vec::new();
    for file in files {
        let name = file.display().to_string();
        let bytes = std::fs::read(found(session, file))
            .map_err(|error| Failure::new("E0104", error.to_string()).in_file(file))?;
        let (own, found) = scenario::read_figures(&name, &bytes);
        rows.extend(own);
        problems.extend(found);
    }
    if problems.iter().any(|own| own.severity == Severity::Error) {
        return Err(loading::failure(&problems, session.colour));
    }
    Ok(rows)
}

/// A file where it is named, or in the project folder.
fn found(session: &Session, file: &Path) -> PathBuf {
    let in_project = session.project.join(file);
    if !file.exists() && in_project.exists() {
        in_project
    } else {
        file.to_owned()
    }
}

fn answer(checks: &[RowCheck], runs: usize) -> Answer {
    let groups = Groups::of(checks);
    let value = json!({
        "runs": runs,
        "rows": checks,
        "summary": tally(checks),
        "by_table": groups.by_table,
        "by_kind": groups.by_kind,
        "by_series": groups.by_series,
        "yearly_series": groups.yearly,
    });
    let text = text(checks, runs, &groups);
    Answer::new(text, value).with_grid(&grid(checks))
}

/// Rows counted in three ways.
struct Groups {
    by_table: BTreeMap<String, Tally>,
    by_kind: BTreeMap<String, Tally>,
    by_series: BTreeMap<String, Tally>,
    /// Rows of yearly series of the country.
    yearly: Tally,
}

impl Groups {
    fn of(checks: &[RowCheck]) -> Groups {
        let kinds = kinds(checks);
        let of_kind = |kind: RowKind| {
            let own = checks
                .iter()
                .zip(&kinds)
                .filter(move |(_, own)| **own == kind);
            tally(own.map(|(check, _)| check))
        };
        let present: BTreeSet<RowKind> = kinds.iter().copied().collect();
        Groups {
            by_table: tallies(checks, |check| check.row.table.clone()),
            by_kind: present
                .into_iter()
                .map(|kind| (kind.words().to_owned(), of_kind(kind)))
                .collect(),
            by_series: tallies(checks, |check| check.row.series.clone()),
            yearly: of_kind(RowKind::YearlySeries),
        }
    }
}

fn text(checks: &[RowCheck], runs: usize, groups: &Groups) -> String {
    if checks.is_empty() {
        return "No row with role target; --all-roles takes the others too.\n".to_owned();
    }
    let mut text = match runs {
        1 => "The record beside the model, one run: no interval.\n\n".to_owned(),
        many => {
            format!("The record beside the model: median and 80 % interval over {many} runs.\n\n")
        }
    };
    for (heading, tallies) in [
        ("table", &groups.by_table),
        ("kind", &groups.by_kind),
        ("series", &groups.by_series),
    ] {
        text.push_str(&summary_grid(heading, tallies, runs).to_text());
        text.push('\n');
    }
    let yearly = &groups.yearly;
    text.push_str(&format!(
        "Yearly series rows: {} of {} inside or near.\n\
         Inside: within the sources' range, or 2.5 % of a figure without one. Near: within 25 % of it.\n\n",
        yearly.met(),
        yearly.answered(),
    ));
    text.push_str(&rows_grid(checks, runs).to_text());
    text.push_str(&remarks(checks));
    text
}

/// Tallies as a table; over several runs also of how many rows the interval covers the record.
fn summary_grid(heading: &'static str, groups: &BTreeMap<String, Tally>, runs: usize) -> Grid {
    let mut header = vec![heading, "rows", "inside", "near", "off", "no such series"];
    if runs > 1 {
        header.push("in the interval");
    }
    let mut grid = Grid::new(&header);
    let mut all = Tally::default();
    let row = |name: &str, own: &Tally| {
        let mut counts = vec![own.rows, own.inside, own.near, own.off, own.no_such_series];
        if runs > 1 {
            counts.push(own.covered);
        }
        let counts = counts.iter().map(usize::to_string);
        std::iter::once(clipped(name, 40))
            .chain(counts)
            .collect::<Vec<_>>()
    };
    for (name, own) in groups {
        // A series that nothing answers is told below, with its reason.
        if heading != "series" || own.answered() > 0 {
            grid.push(row(name, own));
        }
        all = all.with(own);
    }
    grid.push(row("all", &all));
    grid
}

/// One line a row that has an answer.
fn rows_grid(checks: &[RowCheck], runs: usize) -> Grid {
    let model = if runs == 1 { "model" } else { "model (80 %)" };
    let mut grid = Grid::new(&["row", "what", "date", "record", model, "verdict"]);
    for check in checks {
        let Some(modelled) = check.modelled else {
            continue;
        };
        grid.push([
            check.row.id.clone(),
            clipped(&what(&check.row), 34),
            check.row.date.to_string(),
            recorded(&check.row),
            interval_text(modelled.median, modelled.low, modelled.high),
            check.verdict.words().to_owned(),
        ]);
    }
    grid
}

fn what(row: &DataRow) -> String {
    let whole = analysis::record::entity::is_whole_country(&row.entity);
    if row.series == scenario::table::DECISION_SERIES {
        row.detail.event.clone()
    } else if whole {
        row.series.clone()
    } else if row.series == scenario::table::CAMP_SERIES {
        row.entity.clone()
    } else {
        format!("{}, {}", row.series, row.entity)
    }
}

fn recorded(row: &DataRow) -> String {
    let digits = |value: f64| recorded_text(value, "");
    let figure = row.value.map_or_else(|| "none".to_owned(), digits);
    let unit = match row.unit.as_str() {
        "persons" | "prisoners" => String::new(),
        other => format!(" {other}"),
    };
    match (row.low, row.high) {
        (None, None) => format!("{figure}{unit}"),
        (low, high) => {
            let end = |end: Option<f64>| digits(end.or(row.value).unwrap_or_default());
            format!("{figure} ({} to {}){unit}", end(low), end(high))
        }
    }
}

/// Why rows have no answer, and what to know about those that have: each reason once.
fn remarks(checks: &[RowCheck]) -> String {
    let mut reasons = BTreeMap::<(bool, &str), Vec<&str>>::new();
    for check in checks {
        if let Some(remark) = &check.remark {
            let answered = check.modelled.is_some();
            let rows = reasons.entry((answered, remark)).or_default();
            rows.push(&check.row.id);
        }
    }
    let mut text = String::new();
    for (answered, heading) in [(false, "No such series:"), (true, "To know:")] {
        let mut own = reasons.iter().filter(|((with, _), _)| *with == answered);
        let Some(first) = own.next() else { continue };
        text.push_str(&format!("\n{heading}\n"));
        for ((_, reason), rows) in std::iter::once(first).chain(own) {
            let line = format!("{reason}: {}", rows.join(", "));
            text.push_str(&wrapped(&line, 2, 98));
        }
    }
    text
}

/// Every row with every column, for CSV and Markdown.
fn grid(checks: &[RowCheck]) -> Grid {
    let mut grid = Grid::new(&[
        "id",
        "series",
        "entity",
        "date",
        "unit",
        "record",
        "low",
        "high",
        "model",
        "model_low80",
        "model_high80",
        "runs",
        "covered",
        "verdict",
        "answered_by",
        "remark",
    ]);
    let number = |value: Option<f64>| value.map(|own| own.to_string()).unwrap_or_default();
    for check in checks {
        let (row, model) = (&check.row, check.modelled);
        grid.push([
            row.id.clone(),
            row.series.clone(),
            row.entity.clone(),
            row.date.to_string(),
            row.unit.clone(),
            number(row.value),
            number(row.low),
            number(row.high),
            number(model.map(|own| own.median)),
            number(model.map(|own| own.low)),
            number(model.map(|own| own.high)),
            model.map(|own| own.runs.to_string()).unwrap_or_default(),
            check.covered.map(|own| own.to_string()).unwrap_or_default(),
            check.verdict.name().to_owned(),
            check.answered_by.clone().unwrap_or_default(),
            check.remark.clone().unwrap_or_default(),
        ]);
    }
    grid
}
