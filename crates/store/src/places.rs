//! Where runs live unless a folder is given. The only place that reads the environment.

use std::ffi::OsString;
use std::path::PathBuf;

/// Name of the registry file in the data folder.
pub const REGISTRY_FILE: &str = "registry.sqlite";
/// Name of the folder of run folders in the data folder.
pub const RUNS_FOLDER: &str = "runs";

/// Neither `OTTEPEL_HOME` nor a home folder is known.
#[derive(Debug, thiserror::Error)]
#[error(
    "there is no folder for results: neither OTTEPEL_HOME nor {0} is set. Set OTTEPEL_HOME to a folder of yours"
)]
pub struct NoPlace(&'static str);

/// The user's data folder: `OTTEPEL_HOME`, else the platform's.
///
/// # Errors
/// [`NoPlace`] when the environment names no home.
pub fn data_folder() -> Result<PathBuf, NoPlace> {
    data_folder_in(|name| std::env::var_os(name))
}

/// As [`data_folder`], in a given environment. An empty variable counts as not set.
fn data_folder_in(variable: impl Fn(&str) -> Option<OsString>) -> Result<PathBuf, NoPlace> {
    let set = |name: &str| {
        variable(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    if let Some(own) = set("OTTEPEL_HOME") {
        return Ok(own);
    }
    if cfg!(windows) {
        let local = set("LOCALAPPDATA").ok_or(NoPlace("LOCALAPPDATA"))?;
        return Ok(local.join("ottepel"));
    }
    // The XDG rules say that a relative path is to be ignored.
    if let Some(shared) = set("XDG_DATA_HOME").filter(|path| path.is_absolute()) {
        return Ok(shared.join("ottepel"));
    }
    let home = set("HOME").ok_or(NoPlace("HOME"))?;
    let below = if cfg!(target_os = "macos") {
        "Library/Application Support/ottepel"
    } else {
        ".local/share/ottepel"
    };
    Ok(home.join(below))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(environment: &[(&str, &str)]) -> Result<PathBuf, NoPlace> {
        let find = |name: &str| environment.iter().find(|(own, _)| *own == name);
        data_folder_in(|name| find(name).map(|(_, value)| OsString::from(value)))
    }

    #[test]
    fn the_own_variable_comes_first() {
        let all = [
            ("OTTEPEL_HOME", "/mine"),
            ("XDG_DATA_HOME", "/xdg"),
            ("HOME", "/home/a"),
        ];
        assert_eq!(folder(&all).unwrap(), PathBuf::from("/mine"));
    }

    #[test]
    #[cfg(all(unix, not(target_os = "macos")))]
    fn then_the_platform_decides() {
        assert_eq!(
            folder(&[("XDG_DATA_HOME", "/xdg"), ("HOME", "/home/a")]).unwrap(),
            PathBuf::from("/xdg/ottepel")
        );
        let ignored = [
            ("XDG_DATA_HOME", "relative"),
            ("OTTEPEL_HOME", ""),
            ("HOME", "/home/a b"),
        ];
        assert_eq!(
            folder(&ignored).unwrap(),
            PathBuf::from("/home/a b/.local/share/ottepel")
        );
    }

    #[test]
    fn without_a_home_the_error_says_what_to_set() {
        let message = folder(&[]).unwrap_err().to_string();
        assert!(message.contains("Set OTTEPEL_HOME"), "{message}");
    }
}
