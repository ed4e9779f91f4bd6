//! `ottepel new question NAME` and `ottepel new scenario NAME`.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::answer::Answer;
use crate::loading::{self, USUAL_SCENARIO};
use crate::problem::Failure;
use crate::session::Session;

const QUESTION: &str = include_str!("../../templates/question.toml");
const OVERLAY: &str = include_str!("../../templates/overlay.toml");
/// Schemas that editors need for the files of a new scenario.
const SCHEMAS: [&str; 2] = ["overlay.schema.json", "question.schema.json"];

/// Start a question or a scenario of your own, from a template that teaches the format
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel new question clearer-words
  ottepel new question my-ex02 --from ex02
  ottepel new scenario poland-1956 --from ussr-1953-1964
")]
pub struct Arguments {
    /// What to start
    #[command(subcommand)]
    pub what: What,
}

/// What can be started.
#[derive(clap::Subcommand)]
pub enum What {
    /// Write NAME.toml, a question with three blanks, or a copy of a stored question
    Question {
        /// Small letters, digits and hyphens; the question's id and the file's name
        #[arg(value_name = "NAME")]
        name: String,
        /// A stored question to copy, such as ex02
        #[arg(long, value_name = "QUESTION")]
        from: Option<String>,
    },
    /// Write the folder NAME with an overlay, a question and the schemas for an editor
    Scenario {
        /// Small letters, digits and hyphens; the folder's name
        #[arg(value_name = "NAME")]
        name: String,
        /// The scenario that is changed
        #[arg(long, value_name = "SCENARIO", default_value = USUAL_SCENARIO)]
        from: String,
    },
}

/// A file to be written.
struct Sheet {
    path: PathBuf,
    text: String,
}

/// Writes the files; nothing that is there already is touched.
///
/// # Errors
/// `E0521` for a name that cannot be one, `E0522` when a file is there already, `E0523` when the
/// system refuses; the problems of the scenario or question that is copied.
pub fn execute(arguments: &Arguments, session: &Session) -> Result<Answer, Failure> {
    let (sheets, next) = match &arguments.what {
        What::Question { name, from: None } => {
            check_name(name)?;
            let text = filled(QUESTION, name, &base(session, USUAL_SCENARIO)?);
            let next = format!("Fill in its three blanks (___), then: ottepel check {name}.toml");
            (vec![sheet(format!("{name}.toml"), text)], next)
        }
        What::Question {
            name,
            from: Some(from),
        } => {
            check_name(name)?;
            let text = copied(session, from)?.replacen(
                &format!("question = \"{from}\""),
                &format!("question = \"{name}\""),
                1,
            );
            let next = format!("Change it, then: ottepel check {name}.toml");
            (vec![sheet(format!("{name}.toml"), text)], next)
        }
        What::Scenario { name, from } => {
            check_name(name)?;
            let sheets = scenario_sheets(name, &base(session, from)?);
            let next = format!(
                "Fill in the three blanks (___) of each, then: ottepel check {name}/overlay.toml"
            );
            (sheets, next)
        }
    };
    write(&sheets)?;
    let paths: Vec<String> = sheets
        .iter()
        .map(|sheet| sheet.path.to_string_lossy().replace('\\', "/"))
        .collect();
    let text = format!("Wrote {}\n{next}\n", paths.join(", "));
    Ok(Answer::new(text, json!({ "written": paths, "next": next })))
}

fn sheet(path: impl Into<PathBuf>, text: String) -> Sheet {
    Sheet {
        path: path.into(),
        text,
    }
}

/// Id and version of a scenario, without which no file can be pinned to it.
fn base(session: &Session, scenario: &str) -> Result<(String, String), Failure> {
    let loaded = loading::load(session, scenario, &[], &[])?;
    Ok((loaded.scenario.id, loaded.scenario.version))
}

fn filled(template: &str, name: &str, (scenario, version): &(String, String)) -> String {
    template
        .replace("NAME", name)
        .replace("SCENARIO", scenario)
        .replace("VERSION", version)
}

fn scenario_sheets(name: &str, base: &(String, String)) -> Vec<Sheet> {
    let folder = Path::new(name);
    let schemas = scenario::schemas().into_iter();
    let wanted = schemas.filter(|(file, _)| SCHEMAS.contains(file));
    let schemas = wanted.map(|(file, text)| sheet(folder.join("schema").join(file), text));
    let own = [
        sheet(folder.join("overlay.toml"), filled(OVERLAY, name, base)),
        sheet(folder.join("question.toml"), filled(QUESTION, name, base)),
    ];
    own.into_iter().chain(schemas).collect()
}

/// The text of a stored question.
fn copied(session: &Session, from: &str) -> Result<String, Failure> {
    let request = scenario::LoadRequest {
        scenario: USUAL_SCENARIO.to_owned(),
        project: session.project.clone(),
        ..scenario::LoadRequest::default()
    };
    scenario::question_text(&request, from)
        .map_err(|problem| loading::failure(&[*problem], session.colour))
}

fn check_name(name: &str) -> Result<(), Failure> {
    let fits =
        |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    if !name.is_empty() && name.chars().all(fits) {
        return Ok(());
    }
    let help = "a name is small letters, digits and hyphens, such as clearer-words";
    Err(Failure::new("E0521", format!("\"{name}\" cannot be a name")).with_help(help))
}

/// Writes all files, or none when one of them is there already.
fn write(sheets: &[Sheet]) -> Result<(), Failure> {
    if let Some(taken) = sheets.iter().find(|sheet| sheet.path.exists()) {
        let message = format!("{} is there already", taken.path.display());
        let help = "choose another name, or move it away; nothing was written";
        return Err(Failure::new("E0522", message).with_help(help));
    }
    for sheet in sheets {
        write_one(sheet).map_err(|error| {
            let message = format!("{} cannot be written: {error}", sheet.path.display());
            Failure::new("E0523", message).with_help("go to a folder in which you may write")
        })?;
    }
    Ok(())
}

fn write_one(sheet: &Sheet) -> std::io::Result<()> {
    if let Some(folder) = sheet.path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(&sheet.path, &sheet.text)
}
