//! Settings from flags, environment and files, in that order; each remembers where it came from.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::cli::{Colour, Common};
use crate::places;
use crate::problem::Failure;
use crate::session::{Format, Session};

/// Keys that the environment (`OTTEPEL_KEY`) and the settings files may set.
pub const KEYS: [&str; 6] = ["color", "format", "home", "plain", "project", "threads"];

/// One resolved setting.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Setting {
    /// The key, as in a settings file.
    pub key: &'static str,
    /// The value as text.
    pub value: String,
    /// `flag`, `environment OTTEPEL_…`, the file, or `built in`.
    pub origin: String,
}

/// All settings, by key.
pub type Settings = BTreeMap<&'static str, Setting>;

/// Outer sources, read once by main.rs.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    /// Environment variables by name.
    pub environment: BTreeMap<String, String>,
    /// The current folder.
    pub folder: PathBuf,
}

impl Surroundings {
    /// Reads the process's own.
    pub fn of_process() -> Self {
        let text = |(name, value): (std::ffi::OsString, std::ffi::OsString)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        };
        Self {
            environment: std::env::vars_os().filter_map(text).collect(),
            folder: std::env::current_dir().unwrap_or_else(|_| PathBuf::from(".")),
        }
    }

    /// A variable that is set and not empty.
    pub fn variable(&self, name: &str) -> Option<&str> {
        let value = self.environment.get(name).map(String::as_str);
        value.filter(|value| !value.is_empty())
    }
}

/// Resolves every setting.
///
/// # Errors
/// A settings file or variable that cannot be understood, with its place.
pub fn resolve(common: &Common, surroundings: &Surroundings) -> Result<Settings, Failure> {
    let mut settings = built_in(surroundings);
    let user = places::configuration(surroundings).join("ottepel.toml");
    settings.extend(read_file(&user)?);
    let project = common
        .project
        .clone()
        .or_else(|| surroundings.variable("OTTEPEL_PROJECT").map(PathBuf::from))
        .or_else(|| settings.get("project").map(|own| PathBuf::from(&own.value)))
        .unwrap_or_else(|| surroundings.folder.clone());
    settings.extend(read_file(&project.join("ottepel.toml"))?);
    settings.extend(from_environment(surroundings));
    settings.extend(from_flags(common));
    Ok(settings)
}

fn setting(key: &'static str, value: impl ToString, origin: &str) -> (&'static str, Setting) {
    let value = value.to_string();
    let origin = origin.to_owned();
    (key, Setting { key, value, origin })
}

fn built_in(surroundings: &Surroundings) -> Settings {
    let project = places::project(&surroundings.folder);
    let home = places::data(surroundings);
    Settings::from([
        setting("color", "auto", "built in"),
        setting("home", home.display(), "built in"),
        setting("format", "text", "built in"),
        setting("plain", "false", "built in"),
        setting("project", project.display(), "built in"),
        setting("threads", "0", "built in"),
    ])
}

fn from_environment(surroundings: &Surroundings) -> Settings {
    let found = KEYS.into_iter().filter_map(|key| {
        let name = format!("OTTEPEL_{}", key.to_uppercase());
        let value = surroundings.variable(&name)?;
        Some(setting(key, value, &format!("environment {name}")))
    });
    let mut settings: Settings = found.collect();
    if surroundings.variable("NO_COLOR").is_some() && !settings.contains_key("color") {
        settings.extend([setting("color", "never", "environment NO_COLOR")]);
    }
    if surroundings.variable("TERM") == Some("dumb") && !settings.contains_key("plain") {
        settings.extend([setting("plain", "true", "environment TERM")]);
    }
    settings
}

fn from_flags(common: &Common) -> Settings {
    let word = |value: Option<&dyn ToString>| value.map(|value| value.to_string());
    let path = |value: &Option<PathBuf>| value.as_ref().map(|path| path.display().to_string());
    let format = common.format.map(Format::name);
    let colour = common.color.map(|colour| match colour {
        Colour::Auto => "auto",
        Colour::Always => "always",
        Colour::Never => "never",
    });
    [
        ("color", colour.map(str::to_owned)),
        ("home", path(&common.home)),
        ("format", format.map(str::to_owned)),
        ("plain", common.plain.then(|| "true".to_owned())),
        ("project", path(&common.project)),
        (
            "threads",
            word(common.threads.as_ref().map(|own| own as &dyn ToString)),
        ),
    ]
    .into_iter()
    .filter_map(|(key, value)| Some(setting(key, value?, "flag")))
    .collect()
}

fn read_file(path: &Path) -> Result<Settings, Failure> {
    let Ok(text) = std::fs::read_to_string(path) else {
        return Ok(Settings::new());
    };
    let refuse = |message: String| {
        Failure::new("E0507", message)
            .in_file(path)
            .with_help(format!("a settings file may set: {}", KEYS.join(", ")))
    };
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
        refuse(format!("this is not TOML: {}", error.message()))
    })?;
    let mut settings = Settings::new();
    for (key, value) in &table {
        let Some(known) = KEYS.into_iter().find(|known| known == key) else {
            return Err(refuse(format!("unknown setting \"{key}\"")).at_key(key));
        };
        let value = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        settings.extend([setting(known, value, &path.display().to_string())]);
    }
    Ok(settings)
}

/// The session these settings make.
///
/// # Errors
/// A value that its key does not allow.
pub fn session(settings: &Settings, common: &Common) -> Result<Session, Failure> {
    let value = |key| {
        settings
            .get(key)
            .map_or("", |own: &Setting| own.value.as_str())
    };
    let wrong = |key: &'static str, allowed: &str| {
        let origin = settings.get(key).map_or("", |own| own.origin.as_str());
        Failure::new(
            "E0507",
            format!("{key} = \"{}\" is not allowed ({origin})", value(key)),
        )
        .at_key(key)
        .with_help(format!("use {allowed}"))
    };
    let format = Format::from_str(value("format"), false)
        .map_err(|_| wrong("format", "text, json, jsonl, md or csv"))?;
    let colour = Colour::from_str(value("color"), false)
        .map_err(|_| wrong("color", "auto, always or never"))?;
    let plain = match value("plain") {
        "true" | "1" => true,
        "false" | "0" => false,
        _ => return Err(wrong("plain", "true or false")),
    };
    let threads: usize = value("threads")
        .parse()
        .ok()
        .filter(|threads| *threads <= 1024)
        .ok_or_else(|| wrong("threads", "0 (one per core) to 1024"))?;
    let shows_colour = match colour {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => std::io::stderr().is_terminal() && !plain,
    };
    Ok(Session {
        format,
        plain,
        colour: shows_colour,
        verbosity: i8::try_from(common.verbose).unwrap_or(i8::MAX) - i8::from(common.quiet),
        project: PathBuf::from(value("project")),
        data_home: PathBuf::from(value("home")),
        threads: (threads > 0).then_some(threads),
        settings: settings.clone(),
        stop: std::sync::Arc::default(),
    })
}
