//! Where scenario and evidence text comes from: a folder, the copy in the binary, or memory.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::PathBuf;

use crate::embedded::EMBEDDED;

/// Largest file that is read, in bytes. The largest shipped table has 0.3 MB.
pub const SIZE_LIMIT: u64 = 16 * 1024 * 1024;

/// Why a file cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// There is no such file.
    #[error("there is no file {0}")]
    Missing(String),
    /// The file is larger than [`SIZE_LIMIT`].
    #[error("{path} is larger than {limit} bytes")]
    TooLarge {
        /// The file.
        path: String,
        /// The limit in bytes.
        limit: u64,
    },
    /// The system refuses.
    #[error("{path} cannot be read: {reason}")]
    Unreadable {
        /// The file.
        path: String,
        /// What the system says.
        reason: String,
    },
}

/// A tree of read-only files with `/` between folder names.
pub trait Files {
    /// The bytes of a file, at most [`SIZE_LIMIT`] of them.
    ///
    /// # Errors
    /// [`FileError`] when the file is missing, too large or refused by the system.
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError>;

    /// Names of the entries of a folder, sorted; empty when there is no such folder.
    fn list(&self, folder: &str) -> Vec<String>;

    /// The path as the user would type it.
    fn shown(&self, path: &str) -> String {
        path.to_owned()
    }

    /// Whether the file is there.
    fn has(&self, path: &str) -> bool;
}

/// Files below a folder of the disk.
#[derive(Debug, Clone)]
pub struct DiskFiles {
    root: PathBuf,
}

impl DiskFiles {
    /// The files below `root`.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }
}

impl Files for DiskFiles {
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        let refused = |error: std::io::Error| match error.kind() {
            std::io::ErrorKind::NotFound => FileError::Missing(self.shown(path)),
            _ => FileError::Unreadable {
                path: self.shown(path),
                reason: error.to_string(),
            },
        };
        let file = std::fs::File::open(self.root.join(path)).map_err(refused)?;
        let mut bytes = Vec::new();
        // One byte more than allowed tells a file at the limit from one above it, and bounds
        // memory for devices and pipes that report no length.
        file.take(SIZE_LIMIT + 1)
            .read_to_end(&mut bytes)
            .map_err(refused)?;
        within_limit(self.shown(path), bytes)
    }

    fn list(&self, folder: &str) -> Vec<String> {
        let Ok(entries) = std::fs::read_dir(self.root.join(folder)) else {
            return Vec::new();
        };
        let name =
            |entry: std::io::Result<std::fs::DirEntry>| entry.ok()?.file_name().into_string().ok();
        let mut names: Vec<String> = entries.filter_map(name).collect();
        names.sort();
        names
    }

    fn shown(&self, path: &str) -> String {
        let full = self.root.join(path).to_string_lossy().replace('\\', "/");
        full.strip_prefix("./").unwrap_or(&full).to_owned()
    }

    fn has(&self, path: &str) -> bool {
        self.root.join(path).is_file()
    }
}

/// Files held in memory.
#[derive(Debug, Clone, Default)]
pub struct MemoryFiles {
    files: BTreeMap<String, Vec<u8>>,
}

impl MemoryFiles {
    /// Adds or replaces a file.
    pub fn insert(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.files.insert(path.into(), bytes.into());
    }

    /// Takes a file away.
    pub fn remove(&mut self, path: &str) {
        self.files.remove(path);
    }
}

impl Files for MemoryFiles {
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        let bytes = self
            .files
            .get(path)
            .ok_or_else(|| FileError::Missing(path.to_owned()))?;
        within_limit(path.to_owned(), bytes.clone())
    }

    fn list(&self, folder: &str) -> Vec<String> {
        names_in(folder, self.files.keys().map(String::as_str))
    }

    fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }
}

/// The scenario and the evidence that were shipped with the program.
#[derive(Debug, Clone, Copy, Default)]
pub struct EmbeddedFiles;

impl Files for EmbeddedFiles {
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        let found = EMBEDDED.iter().find(|(name, _)| *name == path);
        let (_, bytes) = found.ok_or_else(|| FileError::Missing(self.shown(path)))?;
        Ok(bytes.to_vec())
    }

    fn list(&self, folder: &str) -> Vec<String> {
        names_in(folder, EMBEDDED.iter().map(|(name, _)| *name))
    }

    fn shown(&self, path: &str) -> String {
        format!("shipped:{path}")
    }

    fn has(&self, path: &str) -> bool {
        EMBEDDED.iter().any(|(name, _)| *name == path)
    }
}

/// One tree over another: what the first lacks is looked for in the second.
pub(crate) struct Layered<'a> {
    pub(crate) first: &'a dyn Files,
    pub(crate) second: &'a dyn Files,
}

impl Files for Layered<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        if self.first.has(path) {
            return self.first.read(path);
        }
        self.second.read(path)
    }

    fn list(&self, folder: &str) -> Vec<String> {
        let mut names = self.first.list(folder);
        names.extend(self.second.list(folder));
        names.sort();
        names.dedup();
        names
    }

    fn shown(&self, path: &str) -> String {
        self.second.shown(path)
    }

    fn has(&self, path: &str) -> bool {
        self.first.has(path) || self.second.has(path)
    }
}

fn within_limit(path: String, bytes: Vec<u8>) -> Result<Vec<u8>, FileError> {
    if bytes.len() as u64 > SIZE_LIMIT {
        return Err(FileError::TooLarge {
            path,
            limit: SIZE_LIMIT,
        });
    }
    Ok(bytes)
}

fn names_in<'a>(folder: &str, paths: impl Iterator<Item = &'a str>) -> Vec<String> {
    let prefix = format!("{folder}/");
    let first = |path: &'a str| Some(path.strip_prefix(&prefix)?.split('/').next()?.to_owned());
    let mut names: Vec<String> = paths.filter_map(first).collect();
    names.sort();
    names.dedup();
    names
}
