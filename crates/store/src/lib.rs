//! Run folders: manifest, Parquet tables, data dictionary, checkpoints, registry. The only crate
//! that knows the wire formats of results.
//!
//! A run folder is complete: whoever has it can see the scenario as read, the parameters as used,
//! the evidence as cited, the seed, the version and the hashes, and needs no other file. The
//! [`Registry`] is an index of such folders and can be rebuilt from them.
//!
//! ```text
//! quiet-birch-3f9a/
//! ├─ run.json          the manifest (`ottepel-run/1`), rewritten whenever something is finished
//! ├─ series.parquet    one row per week, series and entity
//! ├─ events.parquet    one row per event
//! ├─ groups.parquet    people by group and week
//! ├─ dictionary.csv    what every column and every series means
//! ├─ log.txt           what the program said while it ran
//! ├─ scenario.json     the scenario text as read
//! ├─ report.html       the report for people
//! └─ checkpoint/       the last two snapshots of the state
//! ```
//!
//! Every file but the log is written under another name and then renamed, so that a reader, a full
//! disk or a power cut never meets half a file.

pub mod atomic;
pub mod checkpoints;
mod dictionary_file;
pub mod folder;
pub mod manifest;
mod parquet_file;
pub mod places;
pub mod problem;
pub mod registry;
pub mod run_id;
pub mod sheet;
pub mod sweep_folder;
pub mod table;
mod table_sheets;

pub use checkpoints::Checkpoints;
pub use folder::RunFolder;
pub use manifest::{Manifest, Status};
pub use registry::{Registry, RunRecord};
pub use run_id::Identity;
pub use table::{Dictionary, Entry, EventRow, GroupRow, Kind, SeriesRow, Tables};
