//! The runs of a sweep, one a thread, each noted when it is done.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use store::sweep_folder::{JournalLine, SweepFolder};

use super::{Sweep, folders};
use crate::RunError;
use crate::ensemble::{Engine, Trajectory, in_parallel};
use crate::run::pool;

/// Weeks of the trial run behind an estimate of time.
const TRIAL_WEEKS: u16 = 26;

/// Which runs are computed, and by how many threads.
#[derive(Debug, Clone, Default)]
pub struct Attempt {
    /// Numbers of the runs wanted; all of them when empty.
    pub only: Vec<u32>,
    /// Threads; all when not given.
    pub threads: Option<usize>,
    /// One run after the other, each on all threads, for runs that do not fit into memory side by
    /// side; else one run a thread.
    pub one_at_a_time: bool,
    /// Set from outside to end the attempt; what is there then is valid.
    pub stop: Arc<AtomicBool>,
}

/// Told of each finished run; never part of it.
pub trait SweepProgress: Sync {
    /// A run is done: its number, runs done in this attempt, runs to do, and why it failed if so.
    fn done(&self, line: &JournalLine, done: u32, of: u32);
}

/// What an attempt came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Executed {
    /// Computed now.
    pub computed: u32,
    /// Found in the folder.
    pub found: u32,
    /// Still missing, after a stop.
    pub missing: u32,
}

/// Computes the runs that the folder does not have.
///
/// # Errors
/// [`RunError`] when there are no threads, or the journal cannot be written.
pub fn execute(
    sweep: &Sweep,
    folder: &SweepFolder,
    finished: &[JournalLine],
    attempt: &Attempt,
    progress: &dyn SweepProgress,
) -> Result<Executed, RunError> {
    let there: BTreeSet<u32> = finished.iter().map(|line| line.run).collect();
    let wanted = |run: &u32| attempt.only.is_empty() || attempt.only.contains(run);
    let missing: Vec<u32> = (0..sweep.runs())
        .filter(|run| wanted(run) && !there.contains(run))
        .collect();
    let of = missing.len() as u32;
    let done = std::sync::atomic::AtomicU32::new(0);
    let engine = Engine::default();
    let threads = if attempt.one_at_a_time {
        attempt.threads
    } else {
        Some(1)
    };
    let work = |piece: usize| -> Result<(), RunError> {
        if attempt.stop.load(Ordering::Relaxed) {
            return Ok(());
        }
        let run = missing[piece];
        let compute = || {
            if sweep.plan.folders {
                let path = folder.run_path(run);
                folders::compute(sweep, run, &path, threads, attempt.stop.clone())
            } else {
                let found = engine.simulate_unkept(&sweep.member(run), sweep.keep());
                found.map(Some)
            }
        };
        let Some(line) = line(sweep, run, compute) else {
            return Ok(());
        };
        folder.append(&line)?;
        progress.done(&line, done.fetch_add(1, Ordering::Relaxed) + 1, of);
        Ok(())
    };
    let results: Vec<Result<(), RunError>> = if attempt.one_at_a_time {
        pool(threads)?.install(|| (0..missing.len()).map(work).collect())
    } else {
        in_parallel(missing.len(), attempt.threads, work).map_err(RunError::Threads)?
    };
    results.into_iter().collect::<Result<Vec<()>, _>>()?;
    let computed = done.load(Ordering::Relaxed);
    Ok(Executed {
        computed,
        found: there.len() as u32,
        missing: of - computed,
    })
}

/// Computes one run of a sweep, looking for nothing that was computed before.
pub fn again(sweep: &Sweep, run: u32) -> Option<JournalLine> {
    let compute = || Engine::default().simulate_unkept(&sweep.member(run), sweep.keep());
    line(sweep, run, || compute().map(Some))
}

/// What is noted of one run; nothing of one that was stopped on its way. Whatever else stops it
/// costs this run alone.
fn line(
    sweep: &Sweep,
    run: u32,
    compute: impl FnOnce() -> Result<Option<Trajectory>, RunError>,
) -> Option<JournalLine> {
    let failure = match catch_unwind(AssertUnwindSafe(compute)) {
        Ok(Ok(course)) => {
            return Some(JournalLine {
                run,
                values: sweep.read(&course?),
                failure: None,
            });
        }
        Ok(Err(error)) => error.to_string(),
        Err(defect) => {
            let words = defect.downcast_ref::<String>().cloned();
            let words =
                words.or_else(|| defect.downcast_ref::<&str>().map(|own| (*own).to_owned()));
            format!("a defect of the program: {}", words.unwrap_or_default())
        }
    };
    Some(JournalLine {
        run,
        values: Vec::new(),
        failure: Some(failure),
    })
}

/// Seconds that the whole sweep takes on so many threads, from half a year of its first run.
///
/// # Errors
/// [`RunError`] when the first run cannot be computed.
pub fn estimate_seconds(sweep: &Sweep, threads: usize) -> Result<f64, RunError> {
    let engine = Engine::default().with_threads(Some(1));
    let first = sweep.member(0);
    let weeks = TRIAL_WEEKS.min(sweep.weeks());
    let seconds = |weeks: u16| -> Result<f64, RunError> {
        let began = Instant::now();
        engine.simulate_unkept(&first.until(weeks), sweep.keep())?;
        Ok(began.elapsed().as_secs_f64())
    };
    // The first run lays the foundation that all others share.
    seconds(1)?;
    let (build, trial) = (seconds(1)?, seconds(weeks)?);
    let a_week = (trial - build).max(0.0) / f64::from(weeks.max(2) - 1);
    let one = build + a_week * f64::from(sweep.weeks());
    Ok(one * f64::from(sweep.runs()) / threads.max(1) as f64)
}
