//! Time, ids, columns, counter-based random numbers, chunks and checkpoints. No politics, no files.
//!
//! # Why it is fast and what must not break
//!
//! * State lives in [`Slab`]s of plain-old-data blocks; a block holds 32 people column by column,
//!   so one pass over memory serves all personal rules of a week and every column fills a vector
//!   register.
//! * Random numbers are computed, not stored: [`philox`] turns (run seed; entity, week, purpose)
//!   into bits. There is no stream, hence no order: threads, vector width, restarts and recorders
//!   cannot change a draw.
//! * Work is split into fixed chunks whose integer results are combined in index order.
//! * [`vector`] compiles one scalar body for several instruction sets and picks one at run time.
//!   The bodies use IEEE single operations only, one lane a person, so the bits agree.
//!
//! Whoever adds a draw gives it a [`philox::Purpose`] of its own; whoever adds a float reduction
//! across people breaks the promise of equal bits.

pub mod checkpoint;
pub mod lanes;
pub mod math;
pub mod parts;
pub mod philox;
pub mod prefetch;
pub mod sample;
pub mod slab;
pub mod time;
pub mod vector;

pub use philox::{Key, Purpose};
pub use sample::Sample;
pub use slab::Slab;
pub use time::Week;
pub use vector::VectorLevel;

/// People in one block of columns: the width every personal rule is written for.
pub const LANES: usize = 32;
