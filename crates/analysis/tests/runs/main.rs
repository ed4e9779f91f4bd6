//! The promises of a run, on the shipped scenario at its smallest sample: changed branches, stops
//! and restarts, replays, damage, refusals.

mod branches;
mod damage;
mod refusals;
mod restarts;
mod support;
mod sweeps;
