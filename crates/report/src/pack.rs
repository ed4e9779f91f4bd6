//! What a packed study says of itself: RO-Crate metadata with the runs as actions, and a Frictionless
//! data package for its tables. Pure functions of what is in the pack.
//!
//! Sources: RO-Crate 1.1 (researchobject.org/ro-crate/1.1), Process Run Crate 0.5
//! (w3id.org/ro/wfrun/process), Data Package 1.0 (specs.frictionlessdata.io).

use serde_json::{Value, json};
use store::Manifest;

/// What the metadata conforms to.
const CRATE: &str = "https://w3id.org/ro/crate/1.1";
const PROCESS_RUN: &str = "https://w3id.org/ro/wfrun/process/0.5";
const LICENCES: [&str; 2] = [
    "https://spdx.org/licenses/MIT",
    "https://spdx.org/licenses/Apache-2.0",
];

/// A file of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackedFile {
    /// Path in the pack, parts separated by `/`.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// BLAKE3 of its bytes, hex digits.
    pub hash: String,
}

/// A run of a pack.
#[derive(Debug, Clone)]
pub struct PackedRun {
    /// Folder in the pack, e.g. `runs/quiet-birch-3f9a`.
    pub folder: String,
    /// Its manifest.
    pub manifest: Manifest,
    /// Its `dictionary.csv`.
    pub dictionary: String,
}

/// A study.
#[derive(Debug, Clone)]
pub struct Study {
    /// Name.
    pub name: String,
    /// Version of the program that packs it.
    pub version: String,
    /// Every file but the metadata itself, sorted by path.
    pub files: Vec<PackedFile>,
    /// Its runs, sorted by folder.
    pub runs: Vec<PackedRun>,
}

/// `ro-crate-metadata.json`.
pub fn ro_crate(study: &Study) -> Value {
    let parts: Vec<Value> = study
        .files
        .iter()
        .map(|own| json!({ "@id": own.path }))
        .collect();
    let actions: Vec<Value> = study
        .runs
        .iter()
        .map(|own| json!({ "@id": action_id(own) }))
        .collect();
    let mut graph = vec![
        json!({
            "@id": "ro-crate-metadata.json",
            "@type": "CreativeWork",
            "about": { "@id": "./" },
            "conformsTo": { "@id": CRATE },
        }),
        json!({
            "@id": "./",
            "@type": "Dataset",
            "name": study.name,
            "description": "Runs of Ottepel, an agent-based model of the politics of the Soviet Union after Stalin. Model results, not predictions; each run folder holds the scenario as read, the parameters as used and the evidence as cited.",
            "conformsTo": { "@id": PROCESS_RUN },
            "license": LICENCES.map(|own| json!({ "@id": own })),
            "datePublished": published(study),
            "hasPart": parts,
            "mentions": actions,
        }),
        json!({
            "@id": PROCESS_RUN,
            "@type": "CreativeWork",
            "name": "Process Run Crate",
            "version": "0.5",
        }),
        json!({
            "@id": "#ottepel",
            "@type": "SoftwareApplication",
            "name": "Ottepel",
            "softwareVersion": study.version,
            "license": LICENCES.map(|own| json!({ "@id": own })),
        }),
    ];
    graph.extend(study.files.iter().map(file));
    graph.extend(study.runs.iter().map(|own| action(study, own)));
    json!({ "@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph })
}

/// Day of the newest run: a pack of the same runs is the same pack.
fn published(study: &Study) -> String {
    let days = study
        .runs
        .iter()
        .filter_map(|own| own.manifest.machine.ended.get(..10));
    days.max().unwrap_or("1970-01-01").to_owned()
}

fn file(own: &PackedFile) -> Value {
    json!({
        "@id": own.path,
        "@type": "File",
        "contentSize": own.size.to_string(),
        "encodingFormat": media_type(&own.path),
        "identifier": format!("blake3:{}", own.hash),
    })
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "parquet" => "application/vnd.apache.parquet",
        "json" => "application/json",
        "jsonl" => "application/jsonl",
        "csv" => "text/csv",
        "html" => "text/html",
        "md" => "text/markdown",
        "toml" => "application/toml",
        _ => "text/plain",
    }
}

fn action_id(own: &PackedRun) -> String {
    format!("#run-{}", own.manifest.run)
}

/// A run as an action: what made what from what.
fn action(study: &Study, own: &PackedRun) -> Value {
    let prefix = format!("{}/", own.folder);
    let within = |wanted: bool| -> Vec<Value> {
        let files = study
            .files
            .iter()
            .filter(|file| file.path.starts_with(&prefix));
        let files = files.filter(|file| file.path.ends_with("/scenario.json") == wanted);
        files.map(|file| json!({ "@id": file.path })).collect()
    };
    let manifest = &own.manifest;
    json!({
        "@id": action_id(own),
        "@type": "CreateAction",
        "name": format!(
            "Run {} of {} {}, seed {}, sample {}",
            manifest.run, manifest.scenario.id, manifest.scenario.version, manifest.seed, manifest.sample_text()
        ),
        "instrument": { "@id": "#ottepel" },
        "startTime": manifest.machine.started,
        "endTime": manifest.machine.ended,
        "object": within(true),
        "result": within(false),
    })
}

/// `datapackage.json`: every table of every run, with its columns as the dictionaries explain them.
pub fn data_package(study: &Study) -> Value {
    let tables = study.runs.iter().flat_map(|run| {
        let prefix = format!("{}/", run.folder);
        let files = study
            .files
            .iter()
            .filter(move |file| file.path.starts_with(&prefix));
        files
            .filter(|file| file.path.ends_with(".parquet"))
            .map(move |file| resource(run, file))
    });
    json!({
        "profile": "data-package",
        "name": name_of(&study.name),
        "title": study.name,
        "licenses": [
            { "name": "MIT", "path": LICENCES[0] },
            { "name": "Apache-2.0", "path": LICENCES[1] },
        ],
        "resources": tables.collect::<Vec<_>>(),
    })
}

/// Small letters, digits, hyphens: what a package may be called.
fn name_of(name: &str) -> String {
    let letter = |own: char| {
        let own = own.to_ascii_lowercase();
        if own.is_ascii_alphanumeric() {
            own
        } else {
            '-'
        }
    };
    name.chars().map(letter).collect()
}

fn resource(run: &PackedRun, file: &PackedFile) -> Value {
    let stem = file
        .path
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .trim_end_matches(".parquet");
    let fields: Vec<Value> = columns(&run.dictionary, stem)
        .into_iter()
        .map(|(name, meaning)| {
            let kind = kind_of(&name);
            json!({ "name": name, "description": meaning, "type": kind })
        })
        .collect();
    json!({
        "name": name_of(&format!("{}-{stem}", run.manifest.run)),
        "path": file.path,
        "format": "parquet",
        "mediatype": media_type(&file.path),
        "bytes": file.size,
        "schema": { "fields": fields },
    })
}

/// Type of a column by its name; those not named here hold text.
fn kind_of(column: &str) -> &'static str {
    match column {
        "week" => "integer",
        "date" => "date",
        "value" | "people" | "of" | "low" | "high" | "participants" => "number",
        _ => "string",
    }
}

/// Columns of a table with their meanings, from a run's dictionary: rows without a name explain a
/// column.
fn columns(dictionary: &str, table: &str) -> Vec<(String, String)> {
    let mut reader = csv::Reader::from_reader(dictionary.as_bytes());
    let Ok(header) = reader.headers().cloned() else {
        return Vec::new();
    };
    let place = |name: &str| header.iter().position(|own| own == name);
    let (Some(file), Some(column), Some(name), Some(meaning)) = (
        place("file"),
        place("column"),
        place("name"),
        place("meaning"),
    ) else {
        return Vec::new();
    };
    let rows = reader.into_records().filter_map(Result::ok);
    let of_table = rows.filter(|row| row.get(file) == Some(table) && row.get(name) == Some(""));
    let pair =
        |row: csv::StringRecord| Some((row.get(column)?.to_owned(), row.get(meaning)?.to_owned()));
    of_table.filter_map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_those_that_the_dictionary_explains() {
        let dictionary = "file,column,name,unit,kind,meaning,compared_with\n\
                          series,week,,,,\"Week, 0 for the first\",\n\
                          series,series,population,persons,stock,People,\n\
                          events,week,,,,Week,\n";
        assert_eq!(
            columns(dictionary, "series"),
            [("week".to_owned(), "Week, 0 for the first".to_owned())]
        );
        assert!(columns("", "series").is_empty());
    }
}
