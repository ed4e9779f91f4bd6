//! Run folders: manifest, Parquet tables, data dictionary, registry. The only crate that knows
//! the wire formats of results.

pub mod table;

pub use table::{Dictionary, Entry, EventRow, GroupRow, Kind, SeriesRow, Tables};
