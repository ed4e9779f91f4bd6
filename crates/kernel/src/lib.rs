//! Time, ids, columns, counter-based random numbers, phases, chunks and checkpoints.
