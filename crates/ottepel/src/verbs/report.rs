//! `ottepel report RUN`.

mod fit;

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::answer::Answer;
use crate::problem::Failure;
use crate::result::{self, REPORT_FILE};
use crate::run_folder;
use crate::session::Session;

/// Write the report of a run again, and show its summary
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel report last
  ottepel report last --out thaw.html
  ottepel report last --csv tables
")]
pub struct Arguments {
    /// Id of the run (its first letters are enough), `last`, or the path of its folder; the folder of a
    /// sweep that keeps its runs gets the page of its fit to the record
    #[arg(value_name = "RUN")]
    pub run: String,
    /// File for the report [default: report.html in the run's folder]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Also write the tables as CSV into this folder
    #[arg(long, value_name = "DIR")]
    pub csv: Option<PathBuf>,
}

/// Writes it.
///
/// # Errors
/// `E0601` for an unknown run, `E0602` for a damaged one, `E0603` when the file cannot be written.
pub fn execute(arguments: &Arguments, session: &Session) -> Result<Answer, Failure> {
    if store::sweep_folder::is_sweep(Path::new(&arguments.run)) {
        return fit::execute(&arguments.run, arguments.out.as_ref(), session);
    }
    let folder = run_folder::find(session, &arguments.run)?;
    let manifest = run_folder::manifest(&folder)?;
    let file = arguments
        .out
        .clone()
        .unwrap_or_else(|| folder.path().join(REPORT_FILE));
    let shown = file.display().to_string();
    let text = result::with_view(&folder, &manifest, |view| {
        let html = result::html(view)?;
        store::atomic::write(&file, |out| out.write_all(html.as_bytes()))
            .map_err(|error| Failure::new("E0603", error.to_string()))?;
        let options = report::SummaryOptions {
            plain: session.plain,
            report: Some(&shown),
        };
        Ok(result::ended(report::summary(view, &options)))
    })?;
    let tables = match &arguments.csv {
        Some(to) => folder
            .export_csv(to)
            .map_err(|error| Failure::new("E0603", error.to_string()))?,
        None => Vec::new(),
    };
    let value = json!({ "report": file, "tables": tables, "run": manifest.run });
    Ok(Answer::new(text, value).with_run(run_folder::stamp(&folder, &manifest)))
}
