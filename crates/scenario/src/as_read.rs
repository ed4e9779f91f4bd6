//! The text of a scenario exactly as it was read, so that a run can be read again elsewhere.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::files::{Files, MemoryFiles};
use crate::load::{LoadRequest, Loaded, load_folder};

/// What was asked for and every file that was read for it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AsRead {
    /// What was asked for.
    pub request: LoadRequest,
    /// Folder of the scenario within `files`.
    pub folder: String,
    /// Text by path, as it was asked for.
    pub files: BTreeMap<String, String>,
}

/// Loads a scenario from its text alone; neither disk nor the copy in the program is looked at.
pub fn load_as_read(as_read: &AsRead) -> Loaded {
    let mut files = MemoryFiles::default();
    for (path, text) in &as_read.files {
        files.insert(path.clone(), text.clone());
    }
    let files: &dyn Files = &files;
    load_folder(files, &as_read.folder, files, files, &as_read.request)
}
