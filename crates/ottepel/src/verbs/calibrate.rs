//! `ottepel calibrate`: parameters fitted to the record.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use analysis::calibration::{Fit, FitError, FitRequest, fit, report};
use jiff::civil::Date;
use kernel::Sample;
use serde_json::json;

use crate::answer::Answer;
use crate::day::LastDay;
use crate::exit::Exit;
use crate::interrupt;
use crate::loading::{self, USUAL_SCENARIO};
use crate::problem::Failure;
use crate::result;
use crate::session::Session;
use crate::verbs::run::sample;

/// Fit parameters to the record's targets: a named set of draws
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel calibrate --sample 1/10000 --runs 8 --waves 2 --name quick
  ottepel calibrate --sample 1/10000 --runs 8 --waves 2 --name two --keys review.cut_to camps.sentences
  ottepel calibrate --help
")]
pub struct Arguments {
    /// Scenario id, or the path of its folder
    #[arg(value_name = "SCENARIO", default_value = USUAL_SCENARIO)]
    pub scenario: String,
    /// One person in so many; rows that a sample cannot show are left out
    #[arg(long, value_name = "1/K", default_value = "1/1000", value_parser = sample)]
    pub sample: Sample,
    /// Waves of runs, 1 to 10; each rules out a part of the priors for the next
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..=10))]
    pub waves: u8,
    /// Runs of all waves together, 8 to 100000
    #[arg(long, value_name = "N", default_value_t = 300, value_parser = clap::value_parser!(u32).range(8..=100_000))]
    pub runs: u32,
    /// Minutes after which no further run begins; a fit that this ends cannot be made again [default: none]
    #[arg(long, value_name = "M")]
    pub budget_minutes: Option<u32>,
    /// Fit rows up to this day only; the runs end there, and later rows stay unseen
    #[arg(long, value_name = "DATE")]
    pub rows_until: Option<LastDay>,
    /// Share of the runs that are not ruled out which is let pass, 0.01 to 1
    #[arg(long, value_name = "SHARE", default_value_t = 0.25)]
    pub share: f64,
    /// Seed of the fit
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Name of the set of draws: letters, digits and `-`
    #[arg(long, value_name = "NAME", default_value = "fitted", value_parser = name)]
    pub name: String,
    /// Fit these parameters only [default: all with a prior]
    #[arg(long, value_name = "KEY", num_args = 1..)]
    pub keys: Vec<String>,
    /// Folder for the set, its report and its runs [default: draws/NAME in the data folder]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

impl Arguments {
    /// The command with everything that decides the draws, usual values written out.
    fn command(&self, rows_until: Option<Date>) -> String {
        let mut text = format!(
            "ottepel calibrate {} --sample 1/{} --waves {} --runs {} --share {} --seed {} --name {}",
            self.scenario,
            self.sample.interval(),
            self.waves,
            self.runs,
            self.share,
            self.seed,
            self.name
        );
        if let Some(day) = rows_until {
            text.push_str(&format!(" --rows-until {day}"));
        }
        if !self.keys.is_empty() {
            text.push_str(&format!(" --keys {}", self.keys.join(" ")));
        }
        text
    }
}

fn name(text: &str) -> Result<String, String> {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    if !text.is_empty() && text.chars().all(plain) {
        return Ok(text.to_owned());
    }
    Err("write letters, digits and `-` only".to_owned())
}

/// Fits, and writes NAME.csv, NAME.toml, NAME.md and NAME.html.
///
/// # Errors
/// The scenario's problems; `E0503` for a share outside 0.01 to 1; `E0603` when nothing can be written.
pub fn execute(arguments: &Arguments, session: &Session) -> Result<Answer, Failure> {
    if !(0.01..=1.0).contains(&arguments.share) {
        let message = format!("{} is no share of runs", arguments.share);
        return Err(Failure::new("E0503", message)
            .at_key("--share")
            .with_help("write 0.01 to 1"));
    }
    let loaded = loading::load(session, &arguments.scenario, &[], &[])?;
    for key in &arguments.keys {
        if loaded.scenario.parameters.get(key).is_none() {
            let known = loaded
                .scenario
                .parameters
                .iter()
                .map(|own| own.key.as_str());
            let help = crate::nearest::suggestion(key, known, "`ottepel explain` lists parameters");
            let message = format!("no parameter has the key `{key}`");
            return Err(Failure::new("E0510", message)
                .at_key("--keys")
                .with_help(help));
        }
    }
    let until = arguments.rows_until.as_ref();
    let rows_until = until
        .map(|day| day.within(&loaded.scenario, session))
        .transpose()?;
    let usual = || session.data_home.join("draws").join(&arguments.name);
    let folder = arguments.out.clone().unwrap_or_else(usual);
    std::fs::create_dir_all(&folder).map_err(|error| unwritable(&folder, &error))?;
    interrupt::listen(session);
    let request = FitRequest {
        scenario: Arc::new(loaded.scenario),
        name: arguments.name.clone(),
        keys: arguments.keys.clone(),
        sample: arguments.sample,
        waves: usize::from(arguments.waves),
        runs: arguments.runs as usize,
        share: arguments.share,
        seed: arguments.seed,
        rows_until,
        command: arguments.command(rows_until),
        budget: arguments
            .budget_minutes
            .map(|minutes| Duration::from_secs(60 * u64::from(minutes))),
        threads: session.threads,
        journal: folder.join("runs.csv"),
        stop: session.stop.clone(),
    };
    let told = |done: usize, planned: usize| session.say(&format!("{done} of {planned} runs"));
    let fitted = fit(&request, &told).map_err(|error| failure(&error))?;
    write(&fitted, &folder)?;
    Ok(answer(&fitted, &folder))
}

fn write(fit: &Fit, folder: &Path) -> Result<(), Failure> {
    let toml = fit
        .set
        .to_toml()
        .map_err(|error| Failure::new("E0603", error.to_string()))?;
    let html = ::report::calibration_html(fit)
        .map_err(|error| Failure::new("E0605", error.to_string()))?;
    let files = [
        ("csv", fit.set.to_csv()),
        ("toml", toml),
        ("md", report::markdown(fit)),
        ("html", html),
    ];
    for (ending, text) in files {
        let path = folder.join(format!("{}.{ending}", fit.set.name));
        store::atomic::write(&path, |out| out.write_all(text.as_bytes()))
            .map_err(|error| Failure::new("E0603", error.to_string()))?;
    }
    Ok(())
}

fn unwritable(folder: &Path, error: &std::io::Error) -> Failure {
    Failure::new("E0603", error.to_string())
        .in_file(folder)
        .with_help("choose another folder with --out")
}

fn failure(error: &FitError) -> Failure {
    match error {
        FitError::Run(run) => result::failure(run),
        FitError::Journal { path, .. } => Failure::new("E0603", error.to_string()).in_file(path),
        FitError::TooFew(_) => Failure::new("E0605", error.to_string()).with_exit(Exit::Partial),
        _ => Failure::new("E0605", error.to_string()),
    }
}

fn answer(fit: &Fit, folder: &Path) -> Answer {
    let markdown = report::markdown(fit);
    let about = &fit.set.provenance;
    let text = format!(
        "{}: {} runs, {} draws worth {:.1} equal ones, {} rows fitted, {} of {} parameters learnt\n\
         In {}: {}.csv, {}.toml, {}.md, {}.html\n{}\
         To use it, put the first two into scenarios/{}/draws and type\n  ottepel check record --draws {}\n",
        about.name,
        about.runs,
        fit.set.rows.len(),
        about.effective_size,
        fit.targets.len(),
        fit.set.keys.len() - about.unidentified.len(),
        fit.set.keys.len(),
        folder.display(),
        about.name,
        about.name,
        about.name,
        about.name,
        if fit.is_whole {
            ""
        } else {
            "Time ended the fit before its last run: no command makes these draws again\n"
        },
        about.scenario,
        about.name,
    );
    let value = json!({
        "folder": folder,
        "set": about,
        "keys": fit.set.keys,
        "draws": fit.set.rows.len(),
        "whole": fit.is_whole,
    });
    let exit = if fit.is_whole {
        Exit::Done
    } else {
        Exit::Partial
    };
    Answer::new(text, value)
        .with_markdown(markdown)
        .with_exit(exit)
}
