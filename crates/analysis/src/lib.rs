//! Runs, resumption, replay and the fit to the record.
