//! Files that are there whole or not at all: written under another name, then renamed.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::problem::IoProblem;

/// Writes a file in one step as seen from outside: `fill` writes to a neighbour of `path`, which is
/// flushed to the disk and renamed. On any error the neighbour is removed and what was at `path`
/// stays as it was.
///
/// # Errors
/// [`IoProblem`] with the path asked for and the system's reason.
pub fn write(
    path: &Path,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), IoProblem> {
    put(path, fill)?;
    settle(path)
}

/// As [`write()`], but the new name need not have reached the disk: of many files in a folder only
/// the last must [`settle`] it, since waiting for the disk takes longer than writing.
///
/// # Errors
/// Those of [`write()`].
pub fn put(
    path: &Path,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), IoProblem> {
    write_through(path, |file| file, fill)
}

/// Waits until the names of the files that were put beside `path` are on the disk.
///
/// # Errors
/// Those of [`write()`].
pub fn settle(path: &Path) -> Result<(), IoProblem> {
    sync_parent(path).map_err(|reason| IoProblem::new("write", path, reason))
}

/// As [`write()`], through a writer put around the file; tests put one there that fails.
fn write_through<W: Write>(
    path: &Path,
    around: impl FnOnce(File) -> W,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), IoProblem> {
    let neighbour = neighbour_of(path);
    let result = fill_file(&neighbour, around, fill).and_then(|()| fs::rename(&neighbour, path));
    if let Err(reason) = result {
        // The first reason is the one to report; a neighbour that cannot be removed harms nobody,
        // because the next attempt overwrites it.
        let _ = fs::remove_file(&neighbour);
        return Err(IoProblem::new("write", path, reason));
    }
    Ok(())
}

fn fill_file<W: Write>(
    path: &Path,
    around: impl FnOnce(File) -> W,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let file = File::create(path)?;
    let handle = file.try_clone()?;
    let mut writer = BufWriter::new(around(file));
    fill(&mut writer)?;
    writer.flush()?;
    handle.sync_all()
}

/// The name a file is written under before it is renamed: hidden, in the same folder.
fn neighbour_of(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.part"))
}

/// Makes the rename itself durable, where folders can be opened as files.
fn sync_parent(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(parent) if cfg!(unix) && !parent.as_os_str().is_empty() => {
            File::open(parent)?.sync_all()
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes so many bytes, then reports a full disk.
    struct Full {
        room: usize,
        file: File,
    }

    impl Write for Full {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if bytes.len() > self.room {
                return Err(io::ErrorKind::StorageFull.into());
            }
            self.room -= bytes.len();
            self.file.write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            self.file.flush()
        }
    }

    #[test]
    fn a_disk_that_fills_up_leaves_the_old_file_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("run.json");
        write(&path, |out| out.write_all(b"old")).unwrap();
        for room in 0..100 {
            let new = vec![b'n'; 100];
            let problem =
                write_through(&path, |file| Full { room, file }, |out| out.write_all(&new))
                    .unwrap_err();
            assert_eq!(problem.reason.kind(), io::ErrorKind::StorageFull);
            assert_eq!(problem.path, path);
        }
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_fails_while_it_is_made_is_not_published() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("series.parquet");
        let result = write(&path, |out| {
            out.write_all(b"half")?;
            Err(io::Error::other("no more"))
        });
        assert!(result.is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_path_below_a_file_is_refused_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a file");
        fs::write(&file, "x").unwrap();
        let problem = write(&file.join("run.json"), |_| Ok(())).unwrap_err();
        assert_eq!(problem.reason.kind(), io::ErrorKind::NotADirectory);
        assert_eq!(fs::read(&file).unwrap(), b"x");
    }
}
