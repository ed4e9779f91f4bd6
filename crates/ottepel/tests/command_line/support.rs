//! A program with a home of its own, and what it said.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use assert_cmd::cargo::CommandCargoExt;
use serde_json::Value;
use tempfile::TempDir;

/// A home folder for runs that nobody else uses.
pub struct Home {
    folder: TempDir,
}

/// What the program said.
pub struct Said {
    pub code: i32,
    pub out: String,
    pub talk: String,
}

impl Home {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        Self { folder }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The program in the project folder, without the surroundings of whoever runs the tests.
    pub fn program(&self) -> Command {
        let mut command = Command::cargo_bin("ottepel").expect("cargo builds the program first");
        let inherited = std::env::vars_os().map(|(name, _)| name);
        for name in inherited.filter(|name| name.to_string_lossy().starts_with("OTTEPEL_")) {
            command.env_remove(name);
        }
        command
            .env_remove("NO_COLOR")
            .env("OTTEPEL_HOME", self.path("home"))
            .env("XDG_CONFIG_HOME", self.path("configuration"))
            .current_dir(project());
        command
    }

    /// Runs the program with the words of a line.
    pub fn say(&self, line: &str) -> Said {
        said(self.program().args(line.split_whitespace()))
    }

    /// Runs it with `--format json`, checks the envelope and returns it.
    pub fn json(&self, line: &str) -> (i32, Value) {
        let said = self.say(&format!("{line} --format json"));
        (said.code, envelope(&said))
    }
}

/// The root of the workspace.
pub fn project() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.ancestors()
        .nth(2)
        .expect("the crate lies two folders deep")
        .to_owned()
}

pub fn said(command: &mut Command) -> Said {
    let output = command.output().expect("the program starts");
    of_output(&output)
}

pub fn of_output(output: &Output) -> Said {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("the program writes UTF-8");
    Said {
        code: output.status.code().unwrap_or(-1),
        out: text(&output.stdout),
        talk: text(&output.stderr),
    }
}

/// The envelope on stdout, with the promises every envelope keeps.
pub fn envelope(said: &Said) -> Value {
    let envelope: Value = serde_json::from_str(&said.out)
        .unwrap_or_else(|error| panic!("not JSON ({error}): {} {}", said.out, said.talk));
    let keys: Vec<&String> = envelope.as_object().expect("an object").keys().collect();
    assert_eq!(
        keys,
        ["schema", "verb", "ok", "result", "warnings", "error", "run"]
    );
    assert_eq!(envelope["schema"], "ottepel/1");
    assert_eq!(envelope["ok"], said.code == 0, "{envelope:#}");
    if !envelope["error"].is_null() {
        assert!(envelope["result"].is_null());
        for key in ["code", "message", "where", "help"] {
            assert!(
                envelope["error"].get(key).is_some(),
                "{key} in {envelope:#}"
            );
        }
    }
    envelope
}

/// A run of the smallest sample over two months, which takes well under a second.
pub const SMALL: &str = "run ussr-1953-1964 --sample 1/10000 --until 1953-04-30";
