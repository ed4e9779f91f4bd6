//! Runs, resumption, replay and the fit to the record. An ensemble of one is a run.

pub mod ablation;
pub mod bundle;
pub mod calibration;
pub mod clock;
pub mod doubt;
pub mod draws;
pub mod ensemble;
pub mod flip;
pub mod intervals;
pub mod latin_hypercube;
pub mod memory;
pub mod outcomes;
pub mod paired;
pub mod prior;
pub mod record;
pub mod recorder;
pub mod request;
pub mod resume;
pub mod run;
pub mod scale;
pub mod statements;
pub mod sweep;
pub mod variant;
pub mod verdict;
pub mod why;

pub use record::compare;
pub use request::{Progress, Quiet, RunError, RunOutcome, RunRequest, WeekProgress};
pub use resume::{Means, ReplayOutcome, replay, resume, scenario_of};
pub use run::{identity, prepare, run};
