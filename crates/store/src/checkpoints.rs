//! Snapshots of the state, newest first; the last two are kept.

use std::fs::{self, File};
use std::io::{self, BufReader, Write};
use std::path::{Path, PathBuf};

use kernel::Week;

use crate::atomic;
use crate::problem::IoProblem;

/// Snapshots kept: the newest and the one before it, should the newest turn out damaged.
const KEPT: usize = 2;

/// The `checkpoint/` folder of a run.
#[derive(Debug, Clone)]
pub struct Checkpoints {
    folder: PathBuf,
}

/// A snapshot that was passed over, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// Its file.
    pub path: PathBuf,
    /// What is wrong with it.
    pub reason: String,
}

/// A snapshot that was read.
#[derive(Debug)]
pub struct Newest<T> {
    /// Its week.
    pub week: Week,
    /// What was read.
    pub state: T,
}

impl Checkpoints {
    /// The snapshots in `folder`, which need not exist yet.
    pub fn in_folder(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
        }
    }

    /// File of the snapshot taken after `week`.
    pub fn path(&self, week: Week) -> PathBuf {
        self.folder.join(format!("week-{:04}.ckpt", week.0))
    }

    /// Writes the snapshot taken after `week` in one step, then removes all but the newest two.
    ///
    /// # Errors
    /// [`IoProblem`]; older snapshots are untouched then.
    pub fn write(
        &self,
        week: Week,
        fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), IoProblem> {
        fs::create_dir_all(&self.folder)
            .map_err(|reason| IoProblem::new("make the folder", &self.folder, reason))?;
        atomic::write(&self.path(week), fill)?;
        for (_, path) in self.newest_first()?.into_iter().skip(KEPT) {
            fs::remove_file(&path).map_err(|reason| IoProblem::new("remove", &path, reason))?;
        }
        Ok(())
    }

    /// Weeks and files of the snapshots, newest first; none when there is no folder.
    ///
    /// # Errors
    /// [`IoProblem`] when the folder cannot be listed.
    pub fn newest_first(&self) -> Result<Vec<(Week, PathBuf)>, IoProblem> {
        let problem = |reason| IoProblem::new("list", &self.folder, reason);
        let entries = match fs::read_dir(&self.folder) {
            Err(reason) if reason.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.map_err(problem)?,
        };
        let mut found = Vec::new();
        for entry in entries {
            let path = entry.map_err(problem)?.path();
            found.extend(week_of(&path).map(|week| (week, path)));
        }
        found.sort_by(|a, b| b.cmp(a));
        Ok(found)
    }

    /// The newest snapshot that `read` accepts, and those it refused before; each file is read once.
    ///
    /// # Errors
    /// [`IoProblem`] when the folder cannot be listed.
    pub fn newest_valid<T, E: std::fmt::Display>(
        &self,
        read: impl Fn(&mut BufReader<File>) -> Result<T, E>,
    ) -> Result<(Option<Newest<T>>, Vec<Rejected>), IoProblem> {
        let mut rejected = Vec::new();
        for (week, path) in self.newest_first()? {
            let opened = File::open(&path).map_err(|error| error.to_string());
            let state = opened.and_then(|file| {
                read(&mut BufReader::new(file)).map_err(|error| error.to_string())
            });
            match state {
                Ok(state) => return Ok((Some(Newest { week, state }), rejected)),
                Err(reason) => rejected.push(Rejected { path, reason }),
            }
        }
        Ok((None, rejected))
    }
}

/// The week in a file name such as `week-0120.ckpt`.
fn week_of(path: &Path) -> Option<Week> {
    let name = path.file_name()?.to_str()?;
    let digits = name.strip_prefix("week-")?.strip_suffix(".ckpt")?;
    digits.parse().ok().map(Week)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::checkpoint;

    fn with_weeks(weeks: &[u16]) -> (tempfile::TempDir, Checkpoints) {
        let folder = tempfile::tempdir().unwrap();
        let checkpoints = Checkpoints::in_folder(folder.path().join("checkpoint"));
        for &week in weeks {
            let state = [week as u8; 64];
            let sections: checkpoint::Sections<'_> = vec![("people", &state)];
            checkpoints
                .write(Week(week), |mut out| {
                    checkpoint::write(&mut out, "{}", &sections)
                })
                .unwrap();
        }
        (folder, checkpoints)
    }

    #[test]
    fn the_last_two_are_kept_newest_first() {
        let (_folder, checkpoints) = with_weeks(&[9, 100, 52]);
        let weeks: Vec<u16> = checkpoints
            .newest_first()
            .unwrap()
            .iter()
            .map(|(week, _)| week.0)
            .collect();
        assert_eq!(weeks, [100, 52]);
    }

    #[test]
    fn a_damaged_newest_gives_way_to_the_one_before() {
        let (_folder, checkpoints) = with_weeks(&[52, 104]);
        let newest = checkpoints.path(Week(104));
        let mut bytes = fs::read(&newest).unwrap();
        bytes[70] ^= 1;
        fs::write(&newest, bytes).unwrap();
        let (found, rejected) = checkpoints.newest_valid(checkpoint::read).unwrap();
        let found = found.unwrap();
        assert_eq!(found.week, Week(52));
        assert_eq!(found.state.section("people"), Some([52; 64].as_slice()));
        assert_eq!(rejected[0].path, newest);
        assert!(rejected[0].reason.contains("do not match its hash"));
    }

    #[test]
    fn no_folder_means_no_snapshot() {
        let checkpoints = Checkpoints::in_folder("/nowhere/at/all");
        assert!(checkpoints.newest_first().unwrap().is_empty());
        assert!(
            checkpoints
                .newest_valid(checkpoint::read)
                .unwrap()
                .0
                .is_none()
        );
    }

    #[test]
    fn a_failed_snapshot_leaves_the_older_ones() {
        let (_folder, checkpoints) = with_weeks(&[52, 104]);
        let failed = checkpoints.write(Week(156), |_| Err(io::ErrorKind::StorageFull.into()));
        assert!(failed.is_err());
        assert_eq!(checkpoints.newest_first().unwrap().len(), 2);
        let (found, _) = checkpoints.newest_valid(checkpoint::read).unwrap();
        assert_eq!(found.unwrap().week, Week(104));
    }
}
