//! What the system refused, and how to mend it.

use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// An operation on a file or folder that the system refused.
#[derive(Debug)]
pub struct IoProblem {
    /// What was attempted, e.g. `write`.
    pub attempted: &'static str,
    /// The file or folder.
    pub path: PathBuf,
    /// The system's reason.
    pub reason: io::Error,
}

impl IoProblem {
    /// Names the operation and the place of a system error.
    pub fn new(attempted: &'static str, path: &Path, reason: io::Error) -> Self {
        Self {
            attempted,
            path: path.to_owned(),
            reason,
        }
    }

    /// One sentence on how to mend it, from the kind of the reason.
    pub fn advice(&self) -> &'static str {
        match self.reason.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                "The disk is full: free some space or choose a folder on another disk; what was written before is untouched"
            }
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                "You may not write there: choose a folder of your own"
            }
            ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
                "A part of this path is a file where a folder is needed: choose another path"
            }
            ErrorKind::IsADirectory => "There is a folder of this name: choose another path",
            ErrorKind::NotFound => "Check the spelling of the path",
            _ => "What was written before is untouched; try again or choose another folder",
        }
    }
}

impl fmt::Display for IoProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        write!(
            f,
            "cannot {} {path}: {}. {}",
            self.attempted,
            self.reason,
            self.advice()
        )
    }
}

impl std::error::Error for IoProblem {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.reason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_says_what_where_why_and_how_to_mend_it() {
        let reason = io::Error::from(ErrorKind::StorageFull);
        let text = IoProblem::new("write", Path::new("runs/run.json"), reason).to_string();
        assert_eq!(
            text,
            "cannot write runs/run.json: no storage space. The disk is full: free some space or choose a folder on \
             another disk; what was written before is untouched"
        );
    }
}
