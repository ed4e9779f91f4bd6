//! Named sets of parameter draws: what fitting leaves, with where it came from.
//!
//! A set is two files: `draws/NAME.csv` holds a weight and a value of every fitted parameter in each
//! row, `draws/NAME.toml` says what it was fitted to, how, and how well.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::Scenario;
use crate::codes;
use crate::csv_table::{CsvTable, Row};
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::Files;
use crate::nearest::did_you_mean;
use crate::source_text::SourceText;

/// Folder of a scenario's sets.
const FOLDER: &str = "draws";
/// Column of the weights.
pub(crate) const WEIGHT: &str = "weight";

/// Where a set came from.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provenance {
    /// Name of the set, the stem of its files.
    pub name: String,
    /// Scenario it was fitted for.
    pub scenario: String,
    /// Hash of that scenario's text.
    pub scenario_hash: String,
    /// Version of the program that fitted.
    pub program: String,
    /// How it was fitted, one sentence.
    pub method: String,
    /// The command that makes it again; empty where time ended the fit.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub command: String,
    /// Last day of the rows that were looked at, where later ones were left unseen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows_until: Option<String>,
    /// One person in so many.
    pub sample: u32,
    /// Seed of the fit.
    pub seed: u64,
    /// Runs computed for it.
    pub runs: usize,
    /// Greatest distance to the record that was let pass, in standard deviations.
    pub distance: f64,
    /// Share of the last runs that were let pass.
    pub acceptance: f64,
    /// Number of equally weighted draws that would say as much: (Σw)² / Σw².
    pub effective_size: f64,
    /// Ids of the rows it was fitted to; all have the role `target`.
    pub fitted_to: Vec<String>,
    /// Parameters that the rows hardly say anything about.
    #[serde(default)]
    pub unidentified: Vec<String>,
}

/// A named set of parameter draws with weights.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DrawSet {
    /// Name, the stem of its files.
    pub name: String,
    /// Where it came from.
    pub provenance: Provenance,
    /// Parameters drawn.
    pub keys: Vec<String>,
    /// One value a key, in canonical units, in each row.
    pub rows: Vec<Vec<f64>>,
    /// One weight a row, not below 0; their sum is above 0.
    pub weights: Vec<f64>,
}

impl DrawSet {
    /// Values of a row by key.
    pub fn values(&self, row: usize) -> Vec<(String, f64)> {
        let values = self.rows.get(row).map_or(&[][..], Vec::as_slice);
        self.keys
            .iter()
            .cloned()
            .zip(values.iter().copied())
            .collect()
    }

    /// Rows for so many equally weighted members: systematic resampling (Kitagawa 1996) with the
    /// starting point in the middle, so that it needs no chance.
    pub fn pick(&self, members: usize) -> Vec<usize> {
        let share = |member: usize| (member as f64 + 0.5) / members as f64;
        (0..members)
            .map(|member| self.row_at(share(member)))
            .collect()
    }

    /// The row that reaches a share, 0 to 1, of the sum of all weights.
    pub fn row_at(&self, share: f64) -> usize {
        let wanted = share * self.weights.iter().sum::<f64>();
        let mut sum = 0.0;
        let reached = self.weights.iter().position(|weight| {
            sum += weight;
            sum >= wanted && *weight > 0.0
        });
        reached.unwrap_or(self.weights.len().saturating_sub(1))
    }

    /// Number of equally weighted draws that would say as much (Kish 1965).
    pub fn effective_size(&self) -> f64 {
        let sum: f64 = self.weights.iter().sum();
        let squares: f64 = self.weights.iter().map(|weight| weight * weight).sum();
        if squares > 0.0 {
            sum * sum / squares
        } else {
            0.0
        }
    }

    /// Whether the scenario is the one it was fitted for, to the letter.
    pub fn fits(&self, scenario: &Scenario) -> bool {
        self.provenance.scenario_hash == scenario.hash
    }

    /// Its rows as CSV.
    pub fn to_csv(&self) -> String {
        let mut text = std::iter::once(WEIGHT)
            .chain(self.keys.iter().map(String::as_str))
            .collect::<Vec<_>>()
            .join(",");
        text.push('\n');
        for (weight, row) in self.weights.iter().zip(&self.rows) {
            let cells = std::iter::once(weight).chain(row).map(f64::to_string);
            text.push_str(&cells.collect::<Vec<_>>().join(","));
            text.push('\n');
        }
        text
    }

    /// Its provenance as TOML.
    ///
    /// # Errors
    /// When a number cannot be written, which is a defect.
    pub fn to_toml(&self) -> Result<String, toml::ser::Error> {
        toml::to_string_pretty(&self.provenance)
    }
}

/// Names of the sets of a scenario, sorted.
pub fn draw_set_names(files: &dyn Files, scenario: &str) -> Vec<String> {
    let names = files.list(&folder_of(scenario)).into_iter();
    names
        .filter_map(|file| file.strip_suffix(".csv").map(str::to_owned))
        .collect()
}

fn folder_of(scenario: &str) -> String {
    format!("scenarios/{scenario}/{FOLDER}")
}

/// Reads a set of the scenario's own folder and checks it against the scenario.
///
/// # Errors
/// Every problem of both files.
pub fn read_draw_set(
    files: &dyn Files,
    scenario: &Scenario,
    name: &str,
) -> Result<DrawSet, Vec<Diagnostic>> {
    let folder = folder_of(&scenario.id);
    let known = draw_set_names(files, &scenario.id);
    if !known.iter().any(|own| own == name) {
        let list = match known.len() {
            0 => "the scenario has none; `ottepel calibrate` makes one".to_owned(),
            _ => format!("there are: {}", known.join(", ")),
        };
        let help = did_you_mean(name, known.iter().map(String::as_str)).unwrap_or(list);
        let message = format!("no set of draws is called `{name}`");
        return Err(vec![
            Diagnostic::nowhere(codes::UNKNOWN_NAME, message).with_help(help),
        ]);
    }
    let read = |path: String| SourceText::read(files, &path).map_err(|problem| vec![*problem]);
    let table = read(format!("{folder}/{name}.csv"))?;
    let about = read(format!("{folder}/{name}.toml"))?;
    of_texts(&table, &about, scenario, name)
}

/// Reads a set from the bytes of its two files.
///
/// # Errors
/// Every problem of both.
pub fn draw_set_of(
    scenario: &Scenario,
    name: &str,
    csv: &[u8],
    toml: &[u8],
) -> Result<DrawSet, Vec<Diagnostic>> {
    let text = |ending: &str, bytes: &[u8]| {
        SourceText::from_bytes(format!("{name}.{ending}"), bytes.to_vec())
            .map_err(|problem| vec![*problem])
    };
    of_texts(&text("csv", csv)?, &text("toml", toml)?, scenario, name)
}

fn of_texts(
    table: &SourceText,
    about: &SourceText,
    scenario: &Scenario,
    name: &str,
) -> Result<DrawSet, Vec<Diagnostic>> {
    let mut problems = Vec::new();
    let provenance = read_provenance(about, scenario, name, &mut problems);
    let keys = read_keys(table, scenario, &mut problems);
    let rows = read_rows(table, scenario, &keys, &mut problems);
    if problems.iter().any(|own| own.severity == Severity::Error) {
        return Err(problems);
    }
    let (weights, rows): (Vec<f64>, Vec<Vec<f64>>) = rows.into_iter().unzip();
    if weights.iter().sum::<f64>() <= 0.0 {
        let message = "the weights sum to nothing";
        let problem = table.problem(codes::OUTSIDE_RANGE, 0..1, Some(WEIGHT), message);
        return Err(vec![problem.with_help("at least one weight is above 0")]);
    }
    Ok(DrawSet {
        name: name.to_owned(),
        provenance: provenance.unwrap_or_default(),
        keys,
        rows,
        weights,
    })
}

/// Checks the table of a set on its own; without a scenario its columns are not known.
pub(crate) fn check_draws(
    table: &SourceText,
    context: Option<&Scenario>,
    problems: &mut Vec<Diagnostic>,
) {
    let Some(scenario) = context else { return };
    let keys = read_keys(table, scenario, problems);
    read_rows(table, scenario, &keys, problems);
}

/// Checks where a set came from, on its own.
pub(crate) fn check_provenance(
    about: &SourceText,
    context: Option<&Scenario>,
    problems: &mut Vec<Diagnostic>,
) {
    let file = about.name.rsplit('/').next().unwrap_or(&about.name);
    let name = file.strip_suffix(".toml").unwrap_or(file);
    if let Some(scenario) = context {
        read_provenance(about, scenario, name, problems);
    }
}

fn read_provenance(
    about: &SourceText,
    scenario: &Scenario,
    name: &str,
    problems: &mut Vec<Diagnostic>,
) -> Option<Provenance> {
    let provenance: Provenance = match toml::from_str(&about.text) {
        Ok(provenance) => provenance,
        Err(error) => {
            let span = error.span().unwrap_or(0..1);
            let problem = about.problem(codes::TOML_SYNTAX, span, None, error.message());
            problems.push(problem.with_help("`ottepel calibrate` writes the file; restore it"));
            return None;
        }
    };
    let mut complain = |key: &str, message: String, help: &str| {
        let at = about.text.find(key).unwrap_or(0);
        let problem = about.problem(codes::WRONG_BASE, at..at + key.len(), Some(key), message);
        problems.push(problem.with_help(help.to_owned()));
    };
    if provenance.name != name {
        let message = format!(
            "the set is called `{}` in its file `{name}.toml`",
            provenance.name
        );
        complain("name", message, "a set has the name of its files");
    }
    if provenance.scenario != scenario.id {
        let message = format!(
            "the set was fitted for the scenario `{}`",
            provenance.scenario
        );
        complain("scenario", message, "take the set of this scenario");
    }
    Some(provenance)
}

/// The parameters in the heading line.
fn read_keys(
    table: &SourceText,
    scenario: &Scenario,
    problems: &mut Vec<Diagnostic>,
) -> Vec<String> {
    let header = table.text.lines().next().unwrap_or_default();
    let mut seen = BTreeSet::new();
    let mut at = 0;
    let mut keys = Vec::new();
    for key in header.split(',') {
        let span = at..at + key.len();
        at += key.len() + 1;
        let key = key.trim();
        if key == WEIGHT {
            continue;
        }
        let problem = if !seen.insert(key) {
            let message = format!("the column `{key}` stands twice");
            table.problem(codes::DUPLICATE_ID, span, Some(key), message)
        } else if scenario.parameters.get(key).is_none() {
            let known = scenario.parameters.iter().map(|own| own.key.as_str());
            let help = did_you_mean(key, known)
                .unwrap_or_else(|| "columns are keys of parameters.toml".to_owned());
            let message = format!("no parameter has the key `{key}`");
            table
                .problem(codes::UNKNOWN_NAME, span, Some(key), message)
                .with_help(help)
        } else {
            keys.push(key.to_owned());
            continue;
        };
        problems.push(problem);
    }
    keys
}

fn read_rows(
    table: &SourceText,
    scenario: &Scenario,
    keys: &[String],
    problems: &mut Vec<Diagnostic>,
) -> Vec<(f64, Vec<f64>)> {
    let read = |row: &mut Row<'_>| {
        let weight = row.needed_number(WEIGHT);
        if weight < 0.0 {
            let message = format!("the weight {weight} is below 0");
            row.complain(
                codes::OUTSIDE_RANGE,
                WEIGHT,
                message,
                "weights are 0 or more",
            );
        }
        let values = keys.iter().map(|key| {
            let value = row.needed_number(key);
            within_bounds(row, scenario, key, value);
            value
        });
        let values = values.collect();
        Some((weight, values))
    };
    CsvTable::read(table, &[WEIGHT], problems)
        .map(|own| own.rows(problems, read))
        .unwrap_or_default()
}

fn within_bounds(row: &mut Row<'_>, scenario: &Scenario, key: &str, value: f64) {
    let bounds = scenario.parameters.get(key).map(crate::Parameter::bounds);
    let Some((low, high)) = bounds.filter(|(low, high)| value < *low || value > *high) else {
        return;
    };
    let message = format!("`{key}` cannot be {value}: it lies from {low} to {high}");
    let help = "the set was fitted under another prior; fit it again";
    row.complain(codes::OUTSIDE_PRIOR, key, message, help);
}
