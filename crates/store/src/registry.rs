//! The list of runs: an SQLite index of run folders that can be rebuilt from them at any time.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, Row, params};

use crate::folder::RunFolder;
use crate::manifest::Manifest;
use crate::places::{REGISTRY_FILE, RUNS_FOLDER};
use crate::problem::IoProblem;

/// Steps of the schema; the file's `user_version` counts those it has.
const MIGRATIONS: [&str; 1] = ["CREATE TABLE runs (
        folder TEXT PRIMARY KEY,
        run TEXT NOT NULL,
        status TEXT NOT NULL,
        scenario TEXT NOT NULL,
        scenario_version TEXT NOT NULL,
        overlays TEXT NOT NULL,
        seed TEXT NOT NULL,
        sample INTEGER NOT NULL,
        weeks_computed INTEGER NOT NULL,
        program TEXT NOT NULL,
        started TEXT NOT NULL
    ) STRICT;
    CREATE INDEX runs_by_name ON runs (run);"];

/// Version of the index this program writes.
const KNOWN: u32 = MIGRATIONS.len() as u32;

/// How long to wait for another process that writes.
const WAIT: Duration = Duration::from_secs(5);

/// One run as the index knows it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct RunRecord {
    /// Its folder.
    pub folder: PathBuf,
    /// Run id.
    pub run: String,
    /// `running`, `complete` or `partial`.
    pub status: String,
    /// Scenario id.
    pub scenario: String,
    /// Scenario version.
    pub scenario_version: String,
    /// Overlays in order, separated by commas.
    pub overlays: String,
    /// Run seed.
    pub seed: u64,
    /// One in so many people was computed.
    pub sample: u32,
    /// Weeks computed.
    pub weeks_computed: u16,
    /// Version of the program.
    pub program: String,
    /// When it began, as text.
    pub started: String,
}

/// Why the index cannot be used. The runs themselves are not affected.
#[derive(Debug, thiserror::Error)]
pub enum RegistryError {
    /// The system refuses.
    #[error(transparent)]
    Io(#[from] IoProblem),
    /// A later program made it.
    #[error(
        "{path} was made by a newer program (version {found} of the index, this one knows {known}): use that program, or move the file away and it is rebuilt from the run folders"
    )]
    Newer {
        /// The index file.
        path: PathBuf,
        /// Its version.
        found: u32,
        /// The version this program writes.
        known: u32,
    },
    /// SQLite refuses.
    #[error(
        "the list of runs {path} cannot be used: {reason}. The runs are safe; move the file away and it is rebuilt from the run folders"
    )]
    Database {
        /// The index file.
        path: PathBuf,
        /// SQLite's reason.
        reason: rusqlite::Error,
    },
}

/// A folder below `runs/` that could not be entered into the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The folder.
    pub folder: PathBuf,
    /// Why.
    pub reason: String,
}

/// The index of runs in a data folder.
#[derive(Debug)]
pub struct Registry {
    data_folder: PathBuf,
    connection: Connection,
    set_aside: Option<PathBuf>,
}

impl Registry {
    /// Opens the index of a data folder. A missing index is made and a damaged one set aside, and
    /// in both cases filled from the folders below `runs/`.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn open(data_folder: &Path) -> Result<Self, RegistryError> {
        fs::create_dir_all(data_folder)
            .map_err(|reason| IoProblem::new("make the folder", data_folder, reason))?;
        let path = data_folder.join(REGISTRY_FILE);
        let is_new = !path.exists();
        let (connection, set_aside) = match connect(&path) {
            Err(RegistryError::Database { reason, .. }) if is_damage(&reason) => {
                let aside = set_aside(&path)?;
                (connect(&path)?, Some(aside))
            }
            result => (result?, None),
        };
        let mut registry = Registry {
            data_folder: data_folder.to_owned(),
            connection,
            set_aside,
        };
        if is_new || registry.set_aside.is_some() {
            registry.rebuild()?;
        }
        Ok(registry)
    }

    /// Where a damaged index was moved to when this one was opened.
    pub fn set_aside(&self) -> Option<&Path> {
        self.set_aside.as_deref()
    }

    /// The folder for a run of this id.
    pub fn run_folder(&self, run: &str) -> PathBuf {
        self.data_folder.join(RUNS_FOLDER).join(run)
    }

    /// Enters a run or renews its entry.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn enter(&self, folder: &Path, manifest: &Manifest) -> Result<(), RegistryError> {
        insert(&self.connection, folder, manifest).map_err(|reason| self.problem(reason))
    }

    /// All runs, the latest first.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn runs(&self) -> Result<Vec<RunRecord>, RegistryError> {
        self.select("SELECT * FROM runs ORDER BY started DESC, folder", [])
    }

    /// Runs whose id starts with `start`, the latest first.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn named(&self, start: &str) -> Result<Vec<RunRecord>, RegistryError> {
        self.select("SELECT * FROM runs WHERE substr(run, 1, length(?1)) = ?1 ORDER BY started DESC, folder", [start])
    }

    /// Empties the index and fills it from the folders below `runs/`; returns those left out.
    ///
    /// # Errors
    /// [`RegistryError`]; the index is as before then.
    pub fn rebuild(&mut self) -> Result<Vec<Skipped>, RegistryError> {
        let mut skipped = Vec::new();
        let mut found = Vec::new();
        for folder in folders_in(&self.data_folder.join(RUNS_FOLDER))? {
            match manifest_in(&folder) {
                Ok(manifest) => found.push((folder, manifest)),
                Err(reason) => skipped.push(Skipped { folder, reason }),
            }
        }
        let result = replace_all(&mut self.connection, &found);
        result.map_err(|reason| self.problem(reason))?;
        Ok(skipped)
    }

    fn select(
        &self,
        sql: &str,
        parameters: impl rusqlite::Params,
    ) -> Result<Vec<RunRecord>, RegistryError> {
        let query = || -> rusqlite::Result<Vec<RunRecord>> {
            self.connection
                .prepare(sql)?
                .query_map(parameters, record_of)?
                .collect()
        };
        query().map_err(|reason| self.problem(reason))
    }

    fn problem(&self, reason: rusqlite::Error) -> RegistryError {
        RegistryError::Database {
            path: self.data_folder.join(REGISTRY_FILE),
            reason,
        }
    }
}

/// Opens the file, brings its schema up to date and checks that it can be read.
fn connect(path: &Path) -> Result<Connection, RegistryError> {
    let problem = |reason| RegistryError::Database {
        path: path.to_owned(),
        reason,
    };
    let mut connection = Connection::open(path).map_err(problem)?;
    connection.busy_timeout(WAIT).map_err(problem)?;
    let found: u32 = connection
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .map_err(problem)?;
    if found > KNOWN {
        return Err(RegistryError::Newer {
            path: path.to_owned(),
            found,
            known: KNOWN,
        });
    }
    migrate(&mut connection, found).map_err(problem)?;
    connection
        .query_row("SELECT count(*) FROM runs", [], |row| row.get::<_, i64>(0))
        .map_err(problem)?;
    Ok(connection)
}

fn migrate(connection: &mut Connection, from: u32) -> rusqlite::Result<()> {
    for (done, step) in (1u32..).zip(MIGRATIONS).skip(from as usize) {
        let transaction = connection.transaction()?;
        transaction.execute_batch(step)?;
        transaction.pragma_update(None, "user_version", done)?;
        transaction.commit()?;
    }
    Ok(())
}

/// Whether the file itself is bad, rather than locked, full or forbidden.
fn is_damage(reason: &rusqlite::Error) -> bool {
    let code = reason.sqlite_error_code();
    matches!(
        code,
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt)
    )
}

/// Moves a damaged index out of the way; it is kept in case someone wants to look at it.
fn set_aside(path: &Path) -> Result<PathBuf, IoProblem> {
    let aside = path.with_extension("sqlite.damaged");
    fs::rename(path, &aside).map_err(|reason| IoProblem::new("set aside", path, reason))?;
    Ok(aside)
}

fn replace_all(connection: &mut Connection, runs: &[(PathBuf, Manifest)]) -> rusqlite::Result<()> {
    let transaction = connection.transaction()?;
    transaction.execute("DELETE FROM runs", [])?;
    for (folder, manifest) in runs {
        insert(&transaction, folder, manifest)?;
    }
    transaction.commit()
}

fn insert(connection: &Connection, folder: &Path, manifest: &Manifest) -> rusqlite::Result<()> {
    let stamp = &manifest.scenario;
    connection.execute(
        "INSERT OR REPLACE INTO runs VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        params![
            folder.to_string_lossy(),
            manifest.run,
            manifest.status.name(),
            stamp.id,
            stamp.version,
            stamp.overlays.join(","),
            // As text: SQLite's integers have a sign and seeds have not.
            manifest.seed.to_string(),
            manifest.sample,
            manifest.weeks_computed,
            manifest.program,
            manifest.machine.started,
        ],
    )?;
    Ok(())
}

fn record_of(row: &Row<'_>) -> rusqlite::Result<RunRecord> {
    let folder: String = row.get("folder")?;
    let seed: String = row.get("seed")?;
    Ok(RunRecord {
        folder: PathBuf::from(folder),
        run: row.get("run")?,
        status: row.get("status")?,
        scenario: row.get("scenario")?,
        scenario_version: row.get("scenario_version")?,
        overlays: row.get("overlays")?,
        seed: seed.parse().unwrap_or_default(),
        sample: row.get("sample")?,
        weeks_computed: row.get("weeks_computed")?,
        program: row.get("program")?,
        started: row.get("started")?,
    })
}

/// Folders in a folder, sorted by name; none when it does not exist.
fn folders_in(path: &Path) -> Result<Vec<PathBuf>, IoProblem> {
    if !path.exists() {
        return Ok(Vec::new());
    }
    let problem = |reason| IoProblem::new("list", path, reason);
    let mut folders = Vec::new();
    for entry in fs::read_dir(path).map_err(problem)? {
        let entry = entry.map_err(problem)?.path();
        folders.extend(entry.is_dir().then_some(entry));
    }
    folders.sort();
    Ok(folders)
}

fn manifest_in(folder: &Path) -> Result<Manifest, String> {
    let folder = RunFolder::open(folder).map_err(|error| error.to_string())?;
    folder.manifest().map_err(|error| error.to_string())
}
