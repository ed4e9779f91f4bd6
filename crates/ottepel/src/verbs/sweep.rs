//! `ottepel sweep PLAN`.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Instant;

use analysis::sweep::{
    Attempt, Executed, Finding, Found, Sweep, SweepProgress, estimate_seconds, execute as compute,
    indices, write_tables,
};
use kernel::Sample;
use scenario::{Severity, SweepPlan, read_sweep_plan, scenario_of_plan};
use serde_json::{Value, json};
use store::sweep_folder::{JournalLine, PLAN_FILE, SweepFolder, SweepFolderError};

use crate::answer::Answer;
use crate::draws::{self, files_of};
use crate::exit::Exit;
use crate::grid::{Grid, grouped};
use crate::interrupt;
use crate::loading::{self, USUAL_SCENARIO};
use crate::problem::Failure;
use crate::session::Session;
use crate::verbs::run::sample;

/// Bytes that one value takes in the tables, with its share of names and the journal.
const BYTES_A_VALUE: u64 = 60;
/// Bytes that a run takes in a folder of its own.
const BYTES_A_FOLDER: u64 = 2_500_000;

/// Run a scenario many times over a design in parameters, levers, overlays and seeds
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel sweep memory-and-guidance --dry-run
  ottepel sweep memory-and-guidance --out sweeps/memory
  ottepel sweep thaw-1 --sample 1/10000 --only 0 1 --out sweeps/two-draws
  ottepel schema sweep
")]
pub struct Arguments {
    /// Plan of the sweep: a TOML file, or the name of one that comes with the program
    #[arg(value_name = "PLAN")]
    pub plan: PathBuf,
    /// Folder of the sweep; the runs it has already are not computed again [default: its name in the data folder]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// One person in so many instead of what the plan says
    #[arg(long, value_name = "1/K", value_parser = sample)]
    pub sample: Option<Sample>,
    /// Compute these runs only, by number from 0; the others stay to do
    #[arg(long, value_name = "RUN", num_args = 1..)]
    pub only: Vec<u32>,
    /// One run after the other, each on all threads, for runs too large to stand side by side
    #[arg(long)]
    pub one_at_a_time: bool,
    /// Check everything, time a few weeks of one run, and say how many runs, how long and how much disk
    #[arg(long)]
    pub dry_run: bool,
}

/// Computes the runs that are missing and writes the tables.
///
/// # Errors
/// Every problem of the plan; `E0620` for a folder that holds another sweep.
pub fn execute(arguments: &Arguments, session: &Session) -> Result<Answer, Failure> {
    let (sweep, text) = laid_out(&arguments.plan, arguments.sample, session)?;
    let usual = || session.data_home.join("sweeps").join(&sweep.plan.id);
    let folder = arguments.out.clone().unwrap_or_else(usual);
    if arguments.dry_run {
        return preview(&sweep, &folder, session);
    }
    let attempt = Attempt {
        only: arguments.only.clone(),
        threads: session.threads,
        one_at_a_time: arguments.one_at_a_time,
        stop: session.stop.clone(),
    };
    run(&sweep, &text, &folder, &attempt, session)
}

/// A sweep laid out, of another sample than its plan has where one is given, with its plan as it was
/// written.
///
/// # Errors
/// Every problem of the plan; `E0619` when it cannot be laid out.
pub fn laid_out(
    path: &Path,
    sample: Option<Sample>,
    session: &Session,
) -> Result<(Sweep, Vec<u8>), Failure> {
    let (mut plan, text) = read(path, session)?;
    if let Some(sample) = sample {
        plan.sample = sample.interval();
    }
    let scenario = plan.scenario.clone();
    let load = |overlays: &[String], settings: &[String]| {
        let loaded = loading::load(session, &scenario, overlays, settings);
        loaded
            .map(|loaded| loaded.scenario)
            .map_err(|failure| failure.to_text())
    };
    let sweep = Sweep::new(plan, &load)
        .map_err(|error| Failure::new("E0619", error.to_string()).in_file(path))?;
    Ok((sweep, text))
}

/// Reads the plan against its scenario; the plan and its text.
fn read(path: &Path, session: &Session) -> Result<(SweepPlan, Vec<u8>), Failure> {
    let shown = path.display().to_string();
    let shipped = format!("scenarios/{USUAL_SCENARIO}/sweeps/{shown}.toml");
    let files = files_of(USUAL_SCENARIO, session);
    let read = std::fs::read(path).or_else(|error| files.read(&shipped).map_err(|_| error));
    let bytes = read.map_err(|error| {
        Failure::new("E0101", format!("{shown} cannot be read: {error}")).in_file(path)
    })?;
    let named = scenario_of_plan(&String::from_utf8_lossy(&bytes));
    let scenario = loading::load(
        session,
        named.as_deref().unwrap_or(USUAL_SCENARIO),
        &[],
        &[],
    )?
    .scenario;
    let (plan, problems) = read_sweep_plan(&shown, &bytes, &scenario);
    let broken = problems.iter().any(|own| own.severity == Severity::Error);
    let refused = |problems: &[scenario::Diagnostic]| loading::failure(problems, session.colour);
    let plan = plan.filter(|_| !broken).ok_or_else(|| refused(&problems))?;
    let Some(name) = &plan.set else {
        return Ok((plan, bytes));
    };
    let set = draws::set(name, &scenario, session)?;
    Ok((plan.with_draws(&set), bytes))
}

/// Runs, time and disk, before anything is started.
fn preview(sweep: &Sweep, folder: &Path, session: &Session) -> Result<Answer, Failure> {
    let threads = session.threads.unwrap_or_else(cores);
    let seconds =
        estimate_seconds(sweep, threads).map_err(|error| crate::result::failure(&error))?;
    let folder_bytes = u64::from(sweep.plan.folders) * BYTES_A_FOLDER;
    let a_run = values_a_run(sweep) * BYTES_A_VALUE + folder_bytes;
    let bytes = u64::from(sweep.runs()) * a_run;
    let text = format!(
        "{}\n  {} points x {} seeds = {} runs of {} weeks, 1 person in {}\n  about {} on {threads} threads, {} KB on disk\n  into {}\n",
        sweep.plan.title,
        grouped(sweep.points.points.len() as u64),
        sweep.plan.seeds.len(),
        grouped(u64::from(sweep.runs())),
        sweep.weeks(),
        grouped(u64::from(sweep.plan.sample)),
        duration(seconds),
        grouped(bytes.div_ceil(1000)),
        folder.display(),
    );
    let value = json!({
        "sweep": sweep.plan.id,
        "points": sweep.points.points.len(),
        "seeds": sweep.plan.seeds.len(),
        "runs": sweep.runs(),
        "weeks": sweep.weeks(),
        "seconds": seconds,
        "bytes": bytes,
        "folder": folder,
    });
    Ok(Answer::new(text, value))
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

fn values_a_run(sweep: &Sweep) -> u64 {
    (sweep.measured.len() * sweep.plan.dates.len()).max(1) as u64
}

/// Minutes above two, else seconds.
fn duration(seconds: f64) -> String {
    if seconds >= 120.0 {
        format!("{:.0} minutes", seconds / 60.0)
    } else {
        format!("{:.0} seconds", seconds.ceil())
    }
}

fn run(
    sweep: &Sweep,
    text: &[u8],
    path: &Path,
    attempt: &Attempt,
    session: &Session,
) -> Result<Answer, Failure> {
    let (folder, finished) =
        SweepFolder::open(path, &sweep.identity()).map_err(|error| refused(&error))?;
    folder
        .write(PLAN_FILE, text)
        .map_err(|error| refused(&error))?;
    session.event(
        "plan",
        json!({ "runs": sweep.runs(), "found": finished.len(), "folder": path }),
    );
    interrupt::listen(session);
    let talk = SweepTalk::new(session);
    let executed = compute(sweep, &folder, &finished, attempt, &talk)
        .map_err(|error| crate::result::failure(&error))?;
    drop(folder);
    // Read back from the disk: the tables are made of what a later reader would find.
    let (folder, lines) =
        SweepFolder::open(path, &sweep.identity()).map_err(|error| refused(&error))?;
    write_tables(sweep, &folder, &lines).map_err(|error| refused(&error))?;
    Ok(answer(sweep, path, executed, &lines))
}

fn refused(error: &SweepFolderError) -> Failure {
    let help = "name another folder with --out, or take the old one away";
    Failure::new("E0620", error.to_string()).with_help(help)
}

fn answer(sweep: &Sweep, path: &Path, executed: Executed, lines: &[JournalLine]) -> Answer {
    let failures: Vec<&JournalLine> = lines.iter().filter(|line| line.failure.is_some()).collect();
    let mut text = format!(
        "{}: {} runs, {} computed now, {} found, {} failed\n",
        sweep.plan.title,
        sweep.runs(),
        executed.computed,
        executed.found,
        failures.len()
    );
    if let Some(first) = failures.first() {
        text += &format!(
            "  run {}: {}\n",
            first.run,
            first.failure.as_deref().unwrap_or("")
        );
    }
    if executed.missing > 0 {
        text += &format!(
            "  stopped with {} to do; the same command goes on\n",
            executed.missing
        );
    }
    let findings = if executed.missing == 0 {
        indices(sweep, lines)
    } else {
        Vec::new()
    };
    text += &findings_text(sweep, &findings);
    text += &format!("Tables: {}\n", path.display());
    let exit = if executed.missing > 0 || !failures.is_empty() {
        Exit::Partial
    } else {
        Exit::Done
    };
    let value = json!({
        "sweep": sweep.plan.id,
        "runs": sweep.runs(),
        "computed": executed.computed,
        "found": executed.found,
        "missing": executed.missing,
        "failures": failures.iter().map(|line| json!({ "run": line.run, "reason": line.failure })).collect::<Vec<_>>(),
        "findings": findings.iter().map(|own| finding_value(sweep, own)).collect::<Vec<_>>(),
        "folder": path,
    });
    Answer::new(text, value).with_exit(exit)
}

/// Indices as tables, largest first; what its interval does not resolve has no number.
fn findings_text(sweep: &Sweep, findings: &[Finding]) -> String {
    let mut text = String::new();
    for own in findings {
        text += &format!("\nIn the model, {} at {}:\n", own.measure, own.date);
        match &own.found {
            Err(reason) => text += &format!("  no indices: {reason}\n"),
            Ok(found) => text += &table(sweep, found).to_text(),
        }
    }
    text
}

fn shown(index: &models::sensitivity::Index) -> String {
    if index.resolved() {
        format!(
            "{:.2} ({:.2} to {:.2})",
            index.estimate, index.low, index.high
        )
    } else {
        format!("cannot tell ({:.2} to {:.2})", index.low, index.high)
    }
}

fn table(sweep: &Sweep, found: &Found) -> Grid {
    let names = sweep.plan.factors.iter().map(|factor| factor.name.clone());
    match found {
        Found::Sobol(indices) => {
            let mut grid = Grid::new(&["factor", "first (95 %)", "total (95 %)"]);
            let mut rows: Vec<_> = names
                .zip(indices.first.iter().zip(&indices.total))
                .collect();
            rows.sort_by(|a, b| b.1.1.estimate.total_cmp(&a.1.1.estimate));
            rows.into_iter()
                .for_each(|(name, (first, total))| grid.push([name, shown(first), shown(total)]));
            grid
        }
        Found::Morris(effects) => {
            let mut grid = Grid::new(&["factor", "mean absolute effect (95 %)", "mean", "spread"]);
            let mut rows: Vec<_> = names.zip(effects).collect();
            rows.sort_by(|a, b| {
                b.1.mean_absolute
                    .estimate
                    .total_cmp(&a.1.mean_absolute.estimate)
            });
            for (name, effect) in rows {
                grid.push([
                    name,
                    shown(&effect.mean_absolute),
                    format!("{:.3}", effect.mean),
                    format!("{:.3}", effect.deviation),
                ]);
            }
            grid
        }
    }
}

fn finding_value(sweep: &Sweep, own: &Finding) -> Value {
    let index = |index: &models::sensitivity::Index| json!({ "estimate": index.estimate, "lo95": index.low, "hi95": index.high, "resolved": index.resolved() });
    let names: Vec<&str> = sweep
        .plan
        .factors
        .iter()
        .map(|factor| factor.name.as_str())
        .collect();
    let factors: Vec<Value> = match &own.found {
        Err(_) => Vec::new(),
        Ok(Found::Sobol(indices)) => {
            let pairs = names.iter().zip(indices.first.iter().zip(&indices.total));
            pairs.map(|(name, (first, total))| json!({ "factor": name, "first": index(first), "total": index(total) })).collect()
        }
        Ok(Found::Morris(effects)) => {
            let pairs = names.iter().zip(effects);
            pairs
                .map(|(name, own)| {
                    json!({ "factor": name, "mean": own.mean, "mean_absolute": index(&own.mean_absolute), "deviation": own.deviation })
                })
                .collect()
        }
    };
    let reason = own.found.as_ref().err().map(ToString::to_string);
    json!({ "measure": own.measure, "date": own.date.to_string(), "factors": factors, "reason": reason })
}

/// Says how far a sweep is: ten lines over its whole length, and every failure.
struct SweepTalk<'s> {
    session: &'s Session,
    started: Instant,
    failed: Mutex<u32>,
}

impl<'s> SweepTalk<'s> {
    fn new(session: &'s Session) -> Self {
        SweepTalk {
            session,
            started: Instant::now(),
            failed: Mutex::new(0),
        }
    }
}

impl SweepProgress for SweepTalk<'_> {
    fn done(&self, line: &JournalLine, done: u32, of: u32) {
        let failed = {
            let mut failed = self
                .failed
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner);
            *failed += u32::from(line.failure.is_some());
            *failed
        };
        if let Some(reason) = &line.failure {
            self.session
                .say(&format!("run {} failed: {reason}", line.run));
        }
        let tenth = |number: u32| number * 10 / of.max(1);
        if tenth(done) > tenth(done - 1) {
            let left =
                self.started.elapsed().as_secs_f64() / f64::from(done) * f64::from(of - done);
            self.session.say(&format!(
                "run {done} of {of}, {failed} failed, about {} left",
                duration(left)
            ));
            self.session.event(
                "progress",
                json!({ "done": done, "of": of, "failed": failed, "seconds_left": left }),
            );
        }
    }
}
