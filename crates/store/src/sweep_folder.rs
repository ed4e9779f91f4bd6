//! The folder of a sweep: its plan, a journal of finished runs, and the tables made from it.
//!
//! The journal has one line a run, written as soon as the run is done, so a killed sweep loses only
//! what was on its way. A torn last line is dropped when the folder is opened again. Tables are
//! made from the whole journal in order of run number, so they do not tell in which order, by how
//! many threads or in how many attempts the runs were computed.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::atomic;
use crate::parquet_file;
use crate::problem::IoProblem;
use crate::sheet::Sheet;

/// File that says which sweep the folder holds.
const IDENTITY_FILE: &str = "sweep.json";
/// The plan as it was written, from which anybody can compute the sweep again.
pub const PLAN_FILE: &str = "plan.toml";
/// One finished run a line.
const JOURNAL_FILE: &str = "journal.jsonl";
/// Folder of the runs, where the plan keeps them.
const RUNS_FOLDER: &str = "runs";

/// A finished run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct JournalLine {
    /// Number of the run in the design.
    pub run: u32,
    /// What was read from it, in the order of the sweep's measures and days; absent where nothing
    /// was counted, empty for a run that failed.
    pub values: Vec<Option<f64>>,
    /// Why it failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<String>,
}

/// What a sweep is: all that decides its numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SweepIdentity {
    /// Id of the plan.
    pub sweep: String,
    /// Version of the program.
    pub program: String,
    /// Hash of the scenario as read.
    pub scenario: String,
    /// Hash of the plan as read.
    pub plan: String,
    /// Runs of the whole sweep.
    pub runs: u32,
    /// k of the sample 1/k, which may be another than that of the plan's text; 0 in folders that were
    /// written without it.
    #[serde(default)]
    pub sample: u32,
}

/// Why a sweep's folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SweepFolderError {
    /// The system refuses.
    #[error(transparent)]
    Io(#[from] IoProblem),
    /// The folder holds something else.
    #[error("{folder} holds another sweep: {differs} differs")]
    Other {
        /// The folder.
        folder: PathBuf,
        /// What is not the same.
        differs: &'static str,
    },
    /// The library cannot write a table.
    #[error("the table {0} cannot be written: {1}")]
    Table(&'static str, String),
}

/// A folder that a sweep is written to.
#[derive(Debug)]
pub struct SweepFolder {
    path: PathBuf,
    journal: Mutex<fs::File>,
}

impl SweepFolder {
    /// Makes the folder, or opens that of the same sweep, with the runs finished so far.
    ///
    /// # Errors
    /// [`SweepFolderError::Other`] when another sweep is there.
    pub fn open(
        path: &Path,
        identity: &SweepIdentity,
    ) -> Result<(SweepFolder, Vec<JournalLine>), SweepFolderError> {
        fs::create_dir_all(path).map_err(|reason| IoProblem::new("make", path, reason))?;
        check_identity(path, identity)?;
        let file = path.join(JOURNAL_FILE);
        let lines = valid_lines(&file, identity.runs)?;
        atomic::write(&file, |writer| {
            lines
                .iter()
                .try_for_each(|line| writeln!(writer, "{}", text_of(line)))
        })?;
        let journal = OpenOptions::new()
            .append(true)
            .open(&file)
            .map_err(|reason| IoProblem::new("open", &file, reason))?;
        let folder = SweepFolder {
            path: path.to_owned(),
            journal: Mutex::new(journal),
        };
        Ok((folder, lines))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Folder of a run of this number, there or not.
    pub fn run_path(&self, run: u32) -> PathBuf {
        self.path.join(RUNS_FOLDER).join(format!("{run:04}"))
    }

    /// Notes a finished run.
    ///
    /// # Errors
    /// [`IoProblem`] when the disk refuses.
    pub fn append(&self, line: &JournalLine) -> Result<(), IoProblem> {
        let text = text_of(line) + "\n";
        let mut journal = self.journal.lock().unwrap_or_else(PoisonError::into_inner);
        // One write a line: a kill between two lines loses nothing, within one only that run.
        journal
            .write_all(text.as_bytes())
            .map_err(|reason| IoProblem::new("write", &self.path.join(JOURNAL_FILE), reason))
    }

    /// Writes a table as Parquet, in one step.
    ///
    /// # Errors
    /// [`SweepFolderError`].
    pub fn write_table(
        &self,
        sheet: &Sheet,
        labels: &[(&str, String)],
    ) -> Result<(), SweepFolderError> {
        let bytes = parquet_file::encode(sheet, labels)
            .map_err(|error| SweepFolderError::Table(sheet.name, error.to_string()))?;
        self.write(&format!("{}.parquet", sheet.name), &bytes)
    }

    /// Writes another file, in one step.
    ///
    /// # Errors
    /// [`SweepFolderError::Io`].
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), SweepFolderError> {
        Ok(atomic::write(&self.path.join(name), |writer| {
            writer.write_all(bytes)
        })?)
    }
}

/// Whether a folder is that of a sweep.
pub fn is_sweep(path: &Path) -> bool {
    path.join(IDENTITY_FILE).is_file()
}

/// Folders of the finished runs of a sweep, in order of run number; none when it keeps no runs.
pub fn run_folders(path: &Path) -> Vec<PathBuf> {
    let lines = valid_lines(&path.join(JOURNAL_FILE), u32::MAX).unwrap_or_default();
    let done = lines.iter().filter(|line| line.failure.is_none());
    done.map(|line| path.join(RUNS_FOLDER).join(format!("{:04}", line.run)))
        .filter(|folder| folder.is_dir())
        .collect()
}

fn text_of(line: &JournalLine) -> String {
    // Numbers and text alone always make JSON.
    serde_json::to_string(line).unwrap_or_default()
}

impl SweepIdentity {
    /// The identity of the sweep that a folder holds; nothing where there is none that can be read.
    pub fn of_folder(path: &Path) -> Option<SweepIdentity> {
        let text = fs::read_to_string(path.join(IDENTITY_FILE)).ok()?;
        serde_json::from_str(&text).ok()
    }

    /// Whether both are one. The hash of the plan holds the sample where it stands nowhere else.
    fn is(&self, other: &SweepIdentity) -> bool {
        let sample = match self.sample {
            0 => other.sample,
            own => own,
        };
        *other
            == SweepIdentity {
                sample,
                ..self.clone()
            }
    }
}

/// Writes the identity into a new folder, compares it with that of an old one.
fn check_identity(path: &Path, identity: &SweepIdentity) -> Result<(), SweepFolderError> {
    let file = path.join(IDENTITY_FILE);
    let Ok(text) = fs::read_to_string(&file) else {
        let text = serde_json::to_string_pretty(identity).unwrap_or_default() + "\n";
        return Ok(atomic::write(&file, |writer| {
            writer.write_all(text.as_bytes())
        })?);
    };
    let differs = match serde_json::from_str::<SweepIdentity>(&text) {
        Ok(known) if known.is(identity) => return Ok(()),
        Ok(known) if known.sample != identity.sample && known.sample != 0 => "the sample",
        Ok(known) if known.plan != identity.plan => "the plan",
        Ok(known) if known.scenario != identity.scenario => "the scenario",
        Ok(known) if known.program != identity.program => "the program's version",
        _ => "its identity",
    };
    let folder = path.to_owned();
    Err(SweepFolderError::Other { folder, differs })
}

/// Lines that are whole, each run once, in order of run number.
fn valid_lines(file: &Path, runs: u32) -> Result<Vec<JournalLine>, SweepFolderError> {
    let text = match fs::read(file) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(reason) if reason.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(reason) => return Err(IoProblem::new("read", file, reason).into()),
    };
    let mut lines: Vec<JournalLine> = text
        .split_inclusive('\n')
        .filter(|line| line.ends_with('\n'))
        .filter_map(|line| serde_json::from_str(line).ok())
        .filter(|line: &JournalLine| line.run < runs)
        .collect();
    lines.sort_by_key(|line| line.run);
    lines.dedup_by_key(|line| line.run);
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity() -> SweepIdentity {
        SweepIdentity {
            sweep: "s".into(),
            program: "1".into(),
            scenario: "a".into(),
            plan: "b".into(),
            runs: 10,
            sample: 1000,
        }
    }

    fn line(run: u32) -> JournalLine {
        JournalLine {
            run,
            values: vec![Some(0.1 + f64::from(run)), None],
            failure: None,
        }
    }

    #[test]
    fn a_torn_line_is_dropped_and_the_rest_kept_to_the_last_bit() {
        let home = tempfile::tempdir().expect("a folder");
        let (folder, none) = SweepFolder::open(home.path(), &identity()).expect("made");
        assert!(none.is_empty());
        for run in [4, 1, 3] {
            folder.append(&line(run)).expect("written");
        }
        drop(folder);
        let file = home.path().join(JOURNAL_FILE);
        let mut text = fs::read_to_string(&file).expect("there");
        text.push_str("{\"run\":7,\"val");
        fs::write(&file, text).expect("written");
        let (folder, lines) = SweepFolder::open(home.path(), &identity()).expect("opened");
        assert_eq!(lines, [line(1), line(3), line(4)]);
        folder.append(&line(7)).expect("written");
        drop(folder);
        let (_, lines) = SweepFolder::open(home.path(), &identity()).expect("opened");
        assert_eq!(lines.len(), 4);
    }

    #[test]
    fn another_sweep_is_not_written_over() {
        let home = tempfile::tempdir().expect("a folder");
        SweepFolder::open(home.path(), &identity()).expect("made");
        let other = SweepIdentity {
            plan: "c".into(),
            ..identity()
        };
        let error = SweepFolder::open(home.path(), &other).expect_err("refused");
        assert!(error.to_string().contains("the plan differs"));
    }
}
