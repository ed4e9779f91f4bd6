//! A run of a sweep in a folder of its own, like any other run's.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use store::problem::IoProblem;
use store::{RunFolder, Status};

use super::Sweep;
use crate::ensemble::Trajectory;
use crate::request::{Quiet, RunError, RunOutcome, RunRequest};
use crate::{Means, resume, run};

/// Computes a run into its folder, or goes on with what a stopped attempt left there. Nothing comes
/// back from a run that was stopped.
///
/// # Errors
/// [`RunError`].
pub fn compute(
    sweep: &Sweep,
    number: u32,
    path: &Path,
    threads: Option<usize>,
    stop: Arc<AtomicBool>,
) -> Result<Option<Trajectory>, RunError> {
    let request = request(sweep, number, path, threads, stop);
    let outcome = computed(&request)?;
    let manifest = &outcome.manifest;
    if manifest.status != Status::Complete {
        return Ok(None);
    }
    let snapshots = path.join("checkpoint");
    if snapshots.is_dir() {
        // A run that is complete goes on from nowhere, and snapshots are most of a folder.
        fs::remove_dir_all(&snapshots)
            .map_err(|reason| IoProblem::new("remove", &snapshots, reason))?;
    }
    let tables = outcome.folder.tables()?;
    let weeks = manifest.weeks_computed;
    Ok(Some(Trajectory::of_tables(
        &request.scenario,
        &tables,
        weeks,
    )))
}

fn request(
    sweep: &Sweep,
    number: u32,
    path: &Path,
    threads: Option<usize>,
    stop: Arc<AtomicBool>,
) -> RunRequest {
    let member = sweep.member(number);
    RunRequest {
        scenario: (*member.scenario).clone(),
        sample: member.sample,
        seed: member.seed,
        until: sweep.plan.until,
        threads,
        vector: None,
        out: path.to_owned(),
        record: true,
        checkpoint_every: Some(0),
        stop,
    }
}

/// The run of a request: gone on with where its folder holds a part of it, else computed anew.
fn computed(request: &RunRequest) -> Result<RunOutcome, RunError> {
    let means = Means {
        threads: request.threads,
        vector: request.vector,
        checkpoint_every: request.checkpoint_every,
    };
    if is_there(request)
        && let Ok(outcome) = resume(&request.out, &means, request.stop.clone(), &mut Quiet)
    {
        return Ok(outcome);
    }
    if request.out.exists() {
        fs::remove_dir_all(&request.out)
            .map_err(|reason| IoProblem::new("remove", &request.out, reason))?;
    }
    run(request.clone(), &mut Quiet)
}

/// Whether the folder holds this run or a part of it.
fn is_there(request: &RunRequest) -> bool {
    let known = RunFolder::open(&request.out).ok();
    let known = known.and_then(|folder| folder.manifest().ok());
    let own = crate::identity(request).ok();
    known
        .zip(own)
        .is_some_and(|(known, own)| known.identity == own.hash().to_hex().to_string())
}
