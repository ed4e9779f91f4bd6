//! Going on with a run that was stopped, and computing one again to see that it is the same.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use kernel::{Sample, VectorLevel, checkpoint};
use scenario::{AsRead, Calendar, Scenario};
use store::{Manifest, RunFolder, Status};

use crate::clock::Clock;
use crate::recorder;
use crate::request::{Progress, RunError, RunOutcome, RunRequest};
use crate::run::{Drive, SCENARIO_FILE, VERSION, people, pool, prepare, run};

/// What a resumed or replayed run may choose anew: nothing that could change a bit.
#[derive(Debug, Clone, Default)]
pub struct Means {
    /// Threads; all when not given.
    pub threads: Option<usize>,
    /// Vector instructions; the widest when not given.
    pub vector: Option<VectorLevel>,
    /// Weeks between snapshots; see [`RunRequest::checkpoint_every`].
    pub checkpoint_every: Option<u16>,
}

/// Goes on with a stopped or killed run from its newest valid snapshot.
///
/// A run that is complete comes back as it is.
///
/// # Errors
/// [`RunError`] when the folder is not a run of this version or nothing in it can be read.
pub fn resume(
    path: &Path,
    means: &Means,
    stop: Arc<AtomicBool>,
    progress: &mut dyn Progress,
) -> Result<RunOutcome, RunError> {
    let folder = RunFolder::open(path)?;
    let mut manifest = folder.manifest()?;
    if manifest.status == Status::Complete {
        let recorded = None;
        return Ok(RunOutcome {
            folder,
            manifest,
            recorded,
        });
    }
    let mut request = request_of(&folder, &manifest, means, path.to_owned())?;
    request.stop = stop;
    let pool = pool(means.threads)?;
    let mut clock = Clock::continuing(manifest.machine.seconds.clone());
    let mut society = pool.install(|| prepare(&request, VectorLevel::detect()))?;
    clock.book("build");
    progress.world_built(people(&society), clock.of("build"));
    let mut tables = recorder::empty(&society.world);
    let newest = newest_snapshot(&folder, &manifest.identity)?;
    if let Some(snapshot) = newest {
        let kept = folder.tables()?;
        society
            .restore(&snapshot)
            .map_err(|error| RunError::Checkpoint(error.to_string()))?;
        tables = kept;
        recorder::keep_before(&mut tables, society.week.0);
    }
    manifest.machine.threads = pool.current_num_threads() as u32;
    manifest.status = Status::Running;
    let drive = Drive::new(request, folder, manifest, clock, society, tables);
    pool.install(|| drive.go(progress))
}

fn newest_snapshot(
    folder: &RunFolder,
    identity: &str,
) -> Result<Option<checkpoint::Snapshot>, RunError> {
    let (newest, rejected) = folder.checkpoints().newest_valid(|reader| {
        let snapshot = checkpoint::read(reader).map_err(|error| error.to_string())?;
        if snapshot.header == identity {
            Ok(snapshot)
        } else {
            Err("it belongs to another run".to_owned())
        }
    })?;
    for bad in &rejected {
        folder.log(&format!("left out {}: {}", bad.path.display(), bad.reason))?;
    }
    Ok(newest.map(|newest| newest.state))
}

/// The request that a run folder answers.
fn request_of(
    folder: &RunFolder,
    manifest: &Manifest,
    means: &Means,
    out: PathBuf,
) -> Result<RunRequest, RunError> {
    if manifest.program != VERSION {
        let theirs = manifest.program.clone();
        return Err(RunError::OtherVersion {
            theirs,
            ours: VERSION.to_owned(),
        });
    }
    let scenario = scenario_of(folder, manifest)?;
    let sample = Sample::one_in(manifest.sample).map_err(|error| RunError::Scenario {
        path: folder.path().to_owned(),
        reason: error.to_string(),
    })?;
    let until = manifest.calendar().end().min(scenario.end);
    Ok(RunRequest {
        until: Some(until),
        scenario,
        sample,
        seed: manifest.seed,
        threads: means.threads,
        vector: means.vector,
        out,
        record: manifest.recorded,
        checkpoint_every: means.checkpoint_every,
        stop: Arc::default(),
    })
}

/// The scenario whose text is kept with a run.
///
/// # Errors
/// [`RunError::Scenario`] when it is missing, changed or of another program version.
pub fn scenario_of(folder: &RunFolder, manifest: &Manifest) -> Result<Scenario, RunError> {
    let path = folder.path().join(SCENARIO_FILE);
    let unreadable = |reason: String| RunError::Scenario {
        path: path.clone(),
        reason,
    };
    let text = std::fs::read(&path).map_err(|error| unreadable(error.to_string()))?;
    let as_read: AsRead =
        serde_json::from_slice(&text).map_err(|error| unreadable(error.to_string()))?;
    let loaded = scenario::load_as_read(&as_read);
    let problem = loaded
        .diagnostics
        .first()
        .map(|problem| problem.message.clone());
    let scenario = loaded
        .scenario
        .ok_or_else(|| unreadable(problem.unwrap_or_else(|| "no reason given".to_owned())))?;
    if scenario.hash != manifest.scenario.hash {
        return Err(unreadable("its text was changed after the run".to_owned()));
    }
    Ok(scenario)
}

/// A run computed again beside the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplayOutcome {
    /// Run id.
    pub run: String,
    /// Weeks compared.
    pub weeks: u16,
    /// What differs, in words; empty when every bit agrees.
    pub differences: Vec<String>,
}

/// Computes a run again into `scratch` and compares states and result files bit by bit.
///
/// # Errors
/// [`RunError`] when the run cannot be read or computed.
pub fn replay(
    path: &Path,
    scratch: &Path,
    means: &Means,
    progress: &mut dyn Progress,
) -> Result<ReplayOutcome, RunError> {
    let folder = RunFolder::open(path)?;
    let manifest = folder.manifest()?;
    let mut request = request_of(&folder, &manifest, means, scratch.to_owned())?;
    request.checkpoint_every = Some(0);
    if manifest.status != Status::Complete {
        let weeks = manifest.weeks_computed;
        request.until = Some(
            Calendar {
                weeks,
                ..manifest.calendar()
            }
            .end(),
        );
    }
    let again = run(request, progress)?;
    let mut differences = Vec::new();
    for (date, hash) in &manifest.state_hash_by_date {
        if again.manifest.state_hash_by_date.get(date) != Some(hash) {
            differences.push(format!("the state of {date} differs"));
        }
    }
    if again.manifest.state_hash != manifest.state_hash {
        differences.push("the last state differs".to_owned());
    }
    for file in folder.changed_files(&manifest) {
        differences.push(format!("{file} was changed after the run"));
    }
    for (file, hash) in &manifest.files {
        if manifest.status == Status::Complete && again.manifest.files.get(file) != Some(hash) {
            differences.push(format!("{file} differs"));
        }
    }
    Ok(ReplayOutcome {
        run: manifest.run,
        weeks: manifest.weeks_computed,
        differences,
    })
}
