//! Where things are: the project, the user's data, the user's configuration.

use std::path::{Path, PathBuf};

use crate::settings::Surroundings;

/// The nearest folder upwards that holds `scenarios/`, as seen from `folder` (empty, `..`,
/// `../..`), so that paths are shown as one would type them; empty when there is none.
pub fn project(folder: &Path) -> PathBuf {
    let levels = folder
        .ancestors()
        .position(|own| own.join("scenarios").is_dir());
    std::iter::repeat_n("..", levels.unwrap_or(0)).collect()
}

/// The user's data folder of this platform; without a home, the current folder serves.
pub fn data(surroundings: &Surroundings) -> PathBuf {
    let usual = store::places::data_folder();
    usual.unwrap_or_else(|_| surroundings.folder.join("ottepel"))
}

/// The user's configuration folder of this platform, with `ottepel` at its end.
pub fn configuration(surroundings: &Surroundings) -> PathBuf {
    let home = home(surroundings);
    let base = if cfg!(target_os = "macos") {
        home.join("Library/Application Support")
    } else if cfg!(windows) {
        variable(surroundings, "APPDATA").unwrap_or_else(|| home.join("AppData/Roaming"))
    } else {
        variable(surroundings, "XDG_CONFIG_HOME").unwrap_or_else(|| home.join(".config"))
    };
    base.join("ottepel")
}

fn home(surroundings: &Surroundings) -> PathBuf {
    let name = if cfg!(windows) { "USERPROFILE" } else { "HOME" };
    variable(surroundings, name).unwrap_or_else(|| surroundings.folder.clone())
}

fn variable(surroundings: &Surroundings, name: &str) -> Option<PathBuf> {
    surroundings.variable(name).map(PathBuf::from)
}
