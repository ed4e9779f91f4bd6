//! One run on disk.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::atomic;
use crate::checkpoints::Checkpoints;
use crate::dictionary_file;
use crate::manifest::{Manifest, ManifestProblem};
use crate::parquet_file;
use crate::problem::IoProblem;
use crate::sheet::Sheet;
use crate::table::Tables;
use crate::table_sheets::{self, Common, SchemaProblem};

/// The manifest's file name.
pub const MANIFEST_FILE: &str = "run.json";
const DICTIONARY_FILE: &str = "dictionary.csv";
const LOG_FILE: &str = "log.txt";

/// A folder that holds a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunFolder {
    path: PathBuf,
}

/// Why a run folder cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    /// A run is there already.
    #[error("{0} already holds a run: open it, or remove it to run again")]
    AlreadyARun(PathBuf),
    /// Something else is there.
    #[error(
        "{0} is not empty and holds no run: choose an empty or a new folder, so that nothing of yours is overwritten"
    )]
    NotEmpty(PathBuf),
    /// The first manifest cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The system refuses.
    #[error(transparent)]
    Io(#[from] IoProblem),
}

/// Why a folder cannot be opened as a run.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// No such folder.
    #[error("there is no folder {0}: check the spelling, or list the runs you have")]
    Missing(PathBuf),
    /// A folder without a manifest.
    #[error("{0} holds no run: it has no {MANIFEST_FILE}")]
    NotARun(PathBuf),
}

/// Why something cannot be written to a run folder. What was there before is untouched.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The system refuses.
    #[error(transparent)]
    Io(#[from] IoProblem),
    /// A table does not fit its dictionary: a defect of the program.
    #[error(
        "the results cannot be written as tables: {0}. This is a defect of the program; please report it"
    )]
    Schema(#[from] SchemaProblem),
    /// The encoder refuses: a defect of the program.
    #[error(
        "{file} cannot be encoded: {reason}. This is a defect of the program; please report it"
    )]
    Encode {
        /// File.
        file: String,
        /// The encoder's reason.
        reason: String,
    },
}

/// Why something cannot be read from a run folder.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The system refuses.
    #[error(transparent)]
    Io(#[from] IoProblem),
    /// The manifest is not one, or not of this format.
    #[error("{path} cannot be used: {problem}")]
    Manifest {
        /// Its path.
        path: PathBuf,
        /// What is wrong.
        problem: ManifestProblem,
    },
    /// A table file is damaged.
    #[error(
        "{path} is damaged: {reason}. Take it from a copy, or run the scenario again: the same inputs give the same results"
    )]
    Damaged {
        /// Its path.
        path: PathBuf,
        /// The decoder's reason.
        reason: String,
    },
}

impl RunFolder {
    /// Makes the folder of a new run, parents included, and writes its first manifest.
    ///
    /// # Errors
    /// [`CreateError`]; a folder with anything in it is never written to.
    pub fn create(path: impl Into<PathBuf>, manifest: &Manifest) -> Result<Self, CreateError> {
        let folder = RunFolder { path: path.into() };
        let path = &folder.path;
        if path.join(MANIFEST_FILE).is_file() {
            return Err(CreateError::AlreadyARun(path.clone()));
        }
        fs::create_dir_all(path)
            .map_err(|reason| IoProblem::new("make the folder", path, reason))?;
        let mut entries =
            fs::read_dir(path).map_err(|reason| IoProblem::new("list", path, reason))?;
        // Hidden neighbours of interrupted writes may be overwritten.
        let counts = |entry: &io::Result<fs::DirEntry>| {
            entry.as_ref().map_or(true, |entry| {
                !entry.file_name().to_string_lossy().ends_with(".part")
            })
        };
        if entries.any(|entry| counts(&entry)) {
            return Err(CreateError::NotEmpty(path.clone()));
        }
        folder.write_manifest(manifest)?;
        Ok(folder)
    }

    /// Opens the folder of a run.
    ///
    /// # Errors
    /// [`OpenError`]; the manifest itself is read by [`RunFolder::manifest`].
    pub fn open(path: impl Into<PathBuf>) -> Result<Self, OpenError> {
        let path = path.into();
        if !path.is_dir() {
            return Err(OpenError::Missing(path));
        }
        if !path.join(MANIFEST_FILE).is_file() {
            return Err(OpenError::NotARun(path));
        }
        Ok(RunFolder { path })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The snapshots of the state.
    pub fn checkpoints(&self) -> Checkpoints {
        Checkpoints::in_folder(self.path.join("checkpoint"))
    }

    /// Reads the manifest.
    ///
    /// # Errors
    /// [`ReadError`].
    pub fn manifest(&self) -> Result<Manifest, ReadError> {
        let path = self.path.join(MANIFEST_FILE);
        let text = String::from_utf8_lossy(&read(&path)?).into_owned();
        Manifest::from_json(&text).map_err(|problem| ReadError::Manifest { path, problem })
    }

    /// Writes the manifest.
    ///
    /// # Errors
    /// [`WriteError`].
    pub fn write_manifest(&self, manifest: &Manifest) -> Result<(), WriteError> {
        let encode = |error: serde_json::Error| WriteError::Encode {
            file: MANIFEST_FILE.into(),
            reason: error.to_string(),
        };
        let text = manifest.to_json().map_err(encode)?;
        self.write(MANIFEST_FILE, text.as_bytes())
    }

    /// Writes the three tables and the dictionary, and enters their hashes into `manifest`, which
    /// is written last: whoever reads a manifest finds the files it speaks of.
    ///
    /// # Errors
    /// [`WriteError`].
    pub fn write_tables(&self, manifest: &mut Manifest, tables: &Tables) -> Result<(), WriteError> {
        let hashes = self.put_tables(manifest, tables)?;
        manifest.files.extend(hashes);
        self.write_manifest(manifest)
    }

    /// Writes the three tables and the dictionary of a run, and says their hashes by name. They are
    /// the run's when its manifest says so too.
    ///
    /// # Errors
    /// [`WriteError`].
    pub fn put_tables(
        &self,
        manifest: &Manifest,
        tables: &Tables,
    ) -> Result<Vec<(String, String)>, WriteError> {
        let sheets = table_sheets::sheets(tables, &common(manifest))?;
        let sheet = |sheet: &Sheet| {
            let file = format!("{}.parquet", sheet.name);
            let bytes = encode(sheet, manifest, &file)?;
            self.put_hashed(file, &bytes)
        };
        let dictionary = || {
            let bytes = dictionary_file::encode(&tables.dictionary, &sheets);
            self.put_hashed(DICTIONARY_FILE.to_owned(), &bytes)
        };
        // While the disk takes one file the next is made.
        let (files, dictionary) = rayon::join(
            || sheets.par_iter().map(sheet).collect::<Result<Vec<_>, _>>(),
            dictionary,
        );
        let mut hashes = files?;
        hashes.push(dictionary?);
        atomic::settle(&self.path.join(MANIFEST_FILE))?;
        Ok(hashes)
    }

    /// Reads the three tables and the dictionary.
    ///
    /// # Errors
    /// [`ReadError`] with the file that is missing or damaged.
    pub fn tables(&self) -> Result<Tables, ReadError> {
        let path = self.path.join(DICTIONARY_FILE);
        let dictionary =
            dictionary_file::decode(&read(&path)?).map_err(|reason| damaged(&path, &reason))?;
        let series = self.sheet("series", |sheet| {
            table_sheets::series_rows(sheet, &dictionary)
        })?;
        let events = self.sheet("events", table_sheets::event_rows)?;
        let groups = self.sheet("groups", table_sheets::group_rows)?;
        Ok(Tables {
            dictionary,
            series,
            groups,
            events,
        })
    }

    /// Names of result files that are missing or differ from the hash in the manifest.
    pub fn changed_files(&self, manifest: &Manifest) -> Vec<String> {
        let same = |file: &str, hash: &str| {
            fs::read(self.path.join(file))
                .is_ok_and(|bytes| blake3::hash(&bytes).to_hex().as_str() == hash)
        };
        let changed = manifest
            .files
            .iter()
            .filter(|(file, hash)| !same(file, hash));
        changed.map(|(file, _)| file.clone()).collect()
    }

    /// Adds a line to the log.
    ///
    /// # Errors
    /// [`IoProblem`].
    pub fn log(&self, line: &str) -> Result<(), IoProblem> {
        let path = self.path.join(LOG_FILE);
        let append = || {
            fs::File::options()
                .create(true)
                .append(true)
                .open(&path)?
                .write_all(format!("{line}\n").as_bytes())
        };
        append().map_err(|reason| IoProblem::new("write", &path, reason))
    }

    /// Writes any further file of the run, e.g. a report, in one step.
    ///
    /// # Errors
    /// [`WriteError`].
    pub fn write(&self, file: &str, bytes: &[u8]) -> Result<(), WriteError> {
        Ok(atomic::write(&self.path.join(file), |out| {
            out.write_all(bytes)
        })?)
    }

    /// Writes the tables as comma-separated twins of the Parquet files into `to`, with the dictionary.
    ///
    /// # Errors
    /// [`ExportError`].
    pub fn export_csv(&self, to: &Path) -> Result<Vec<PathBuf>, ExportError> {
        let manifest = self.manifest()?;
        let tables = self.tables()?;
        let sheets = table_sheets::sheets(&tables, &common(&manifest)).map_err(WriteError::from)?;
        fs::create_dir_all(to)
            .map_err(|reason| IoProblem::new("make the folder", to, reason))
            .map_err(WriteError::from)?;
        let mut files: Vec<(String, Vec<u8>)> = sheets
            .iter()
            .map(|sheet| (format!("{}.csv", sheet.name), sheet.to_csv()))
            .collect();
        files.push((
            DICTIONARY_FILE.to_owned(),
            dictionary_file::encode(&tables.dictionary, &sheets),
        ));
        let mut written = Vec::new();
        for (file, bytes) in files {
            let path = to.join(file);
            atomic::write(&path, |out| out.write_all(&bytes)).map_err(WriteError::from)?;
            written.push(path);
        }
        Ok(written)
    }

    fn put_hashed(&self, file: String, bytes: &[u8]) -> Result<(String, String), WriteError> {
        atomic::put(&self.path.join(&file), |out| out.write_all(bytes))?;
        let hash = blake3::hash(bytes).to_hex().to_string();
        Ok((file, hash))
    }

    fn sheet<T>(
        &self,
        name: &'static str,
        rows: impl Fn(&Sheet) -> Result<T, SchemaProblem>,
    ) -> Result<T, ReadError> {
        let path = self.path.join(format!("{name}.parquet"));
        let file = fs::File::open(&path).map_err(|reason| IoProblem::new("read", &path, reason))?;
        let sheet = parquet_file::decode(name, file).map_err(|reason| damaged(&path, &reason))?;
        rows(&sheet).map_err(|reason| damaged(&path, &reason))
    }
}

/// Why an export fails.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The run cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The twins cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

fn common(manifest: &Manifest) -> Common<'_> {
    Common {
        run: &manifest.run,
        sample: manifest.sample,
        start: manifest.scenario.start,
    }
}

fn encode(sheet: &Sheet, manifest: &Manifest, file: &str) -> Result<Vec<u8>, WriteError> {
    let labels = [
        ("ottepel.run", manifest.run.clone()),
        ("ottepel.label", manifest.label()),
    ];
    parquet_file::encode(sheet, &labels).map_err(|reason| WriteError::Encode {
        file: file.to_owned(),
        reason: reason.to_string(),
    })
}

fn read(path: &Path) -> Result<Vec<u8>, IoProblem> {
    fs::read(path).map_err(|reason| IoProblem::new("read", path, reason))
}

fn damaged(path: &Path, reason: &dyn std::fmt::Display) -> ReadError {
    ReadError::Damaged {
        path: path.to_owned(),
        reason: reason.to_string(),
    }
}
