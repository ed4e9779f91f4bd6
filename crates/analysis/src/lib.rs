//! Runs, what differs between them, and how near they come to the record.
//!
//! [`run()`] writes one run to a folder; [`resume()`] and [`replay()`] go on with it or compute it again.
//! [`ensemble`] computes many in memory, branches from the week in which they first differ;
//! [`paired`] compares them pair by pair, [`verdict`] and [`doubt`] say how surely, [`flip`] what would
//! turn the answer round, [`why`] through which mechanisms. [`outcomes`] is the list of what can be asked.
//! [`sweep`] runs a design. [`record`] holds a run against the tables, [`statements`] against sentences of
//! historians, and [`calibration`] fits parameters to the rows marked as targets.

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
