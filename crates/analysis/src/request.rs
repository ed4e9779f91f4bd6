//! What a run is asked for, what it tells on the way, and what comes back.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use jiff::civil::Date;
use kernel::{Sample, VectorLevel};
use scenario::Scenario;
use store::{Manifest, RunFolder, Tables};

/// One run.
#[derive(Debug, Clone)]
pub struct RunRequest {
    /// What is run.
    pub scenario: Scenario,
    /// Which part of the country.
    pub sample: Sample,
    /// Seed of all draws.
    pub seed: u64,
    /// Last day; the scenario's own when not given.
    pub until: Option<Date>,
    /// Threads; all when not given.
    pub threads: Option<usize>,
    /// Vector instructions; the widest the machine has when not given.
    pub vector: Option<VectorLevel>,
    /// Folder of the run, made by it.
    pub out: PathBuf,
    /// Whether anything is recorded.
    pub record: bool,
    /// Weeks between snapshots; when not given, a snapshot after each half minute of work.
    pub checkpoint_every: Option<u16>,
    /// Set from outside to stop after the present week with a valid partial run.
    pub stop: Arc<AtomicBool>,
}

/// A week that was computed.
#[derive(Debug, Clone, PartialEq)]
pub struct WeekProgress {
    /// Weeks computed so far.
    pub week: u16,
    /// Weeks asked for.
    pub weeks: u16,
    /// First day of the week.
    pub date: Date,
    /// People outside camps, full scale.
    pub people: f64,
    /// Adults who first heard of an attack on the old leader, up to now, full scale.
    pub heard: f64,
    /// People in camps and colonies, full scale.
    pub prisoners: f64,
    /// Adults with a critical stance, full scale.
    pub critics: f64,
    /// Simulated people times weeks per second of stepping so far.
    pub people_weeks_per_second: f64,
}

/// Told of what a run does; never part of it.
pub trait Progress: Send {
    /// The country has been built.
    fn world_built(&mut self, people: u64, seconds: f64);
    /// A week has been computed.
    fn week(&mut self, week: &WeekProgress);
}

/// Tells nobody.
#[derive(Debug, Clone, Copy, Default)]
pub struct Quiet;

impl Progress for Quiet {
    fn world_built(&mut self, _people: u64, _seconds: f64) {}
    fn week(&mut self, _week: &WeekProgress) {}
}

/// A run that ended, complete or stopped.
#[derive(Debug)]
pub struct RunOutcome {
    /// Its folder.
    pub folder: RunFolder,
    /// Its manifest as written.
    pub manifest: Manifest,
    /// What it recorded, of which scenario; nothing when it was not computed now.
    pub recorded: Option<(Tables, Scenario)>,
}

/// Why there is no run, or no whole one.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// Stopped from outside before it was done.
    #[error("stopped before it was done")]
    Stopped,
    /// A date outside the scenario.
    #[error(
        "{until} is outside the scenario, which runs from {start} to {end}; give a day within it"
    )]
    OutsideCalendar {
        /// The day asked for.
        until: Date,
        /// First day.
        start: Date,
        /// Last day.
        end: Date,
    },
    /// The country could not be built.
    #[error(transparent)]
    Build(#[from] world::BuildError),
    /// The rules lack something.
    #[error("the scenario cannot be run: {0}; add it to the scenario's parameters or levers")]
    SetUp(#[from] rules::society::SetUpError),
    /// The folder could not be made.
    #[error(transparent)]
    Create(#[from] store::folder::CreateError),
    /// The folder could not be opened.
    #[error(transparent)]
    Open(#[from] store::folder::OpenError),
    /// The folder could not be read.
    #[error(transparent)]
    Read(#[from] store::folder::ReadError),
    /// The folder could not be written.
    #[error(transparent)]
    Write(#[from] store::folder::WriteError),
    /// A file of the run could not be written.
    #[error(transparent)]
    Io(#[from] store::problem::IoProblem),
    /// The threads could not be started.
    #[error("the threads could not be started: {0}; ask for fewer with --threads")]
    Threads(#[from] rayon::ThreadPoolBuildError),
    /// Branches that cannot part where they should.
    #[error(transparent)]
    Branch(#[from] crate::ensemble::BranchError),
    /// A variant of the scenario that cannot be made.
    #[error(transparent)]
    Variant(#[from] scenario::VariantError),
    /// The scenario text kept with a run can no longer be read.
    #[error(
        "the scenario kept in {path} cannot be read by this program: {reason}; use the version that wrote it"
    )]
    Scenario {
        /// File.
        path: PathBuf,
        /// First problem.
        reason: String,
    },
    /// A checkpoint belongs to something else.
    #[error("no checkpoint of this run fits it: {0}")]
    Checkpoint(String),
    /// Another program version wrote the run.
    #[error(
        "the run was made by version {theirs}, this is {ours}: bits may differ; use the version that made it"
    )]
    OtherVersion {
        /// Version in the manifest.
        theirs: String,
        /// This program's version.
        ours: String,
    },
}
