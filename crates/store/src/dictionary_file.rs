//! `dictionary.csv`: what every column of the result files and every series means.

use serde::{Deserialize, Serialize};

use crate::sheet::Sheet;
use crate::table::{Dictionary, Entry, Kind};

/// One line: a column of a file (`name` empty) or a value that occurs in a column.
#[derive(Debug, Serialize, Deserialize)]
struct Line {
    file: String,
    column: String,
    name: String,
    unit: String,
    kind: Option<Kind>,
    meaning: String,
    compared_with: String,
    needs_full_population: bool,
    model_only: bool,
}

impl Line {
    fn column(file: &str, column: &str, meaning: &str) -> Self {
        Line {
            file: file.to_owned(),
            column: column.to_owned(),
            name: String::new(),
            unit: String::new(),
            kind: None,
            meaning: meaning.to_owned(),
            compared_with: String::new(),
            needs_full_population: false,
            model_only: false,
        }
    }

    fn series(entry: &Entry) -> Self {
        Line {
            name: entry.name.clone(),
            unit: entry.unit.clone(),
            kind: Some(entry.kind),
            compared_with: entry.record.clone().unwrap_or_default(),
            needs_full_population: entry.needs_full_population,
            model_only: entry.model_only,
            ..Line::column("series", "series", &entry.meaning)
        }
    }

    fn entity(name: &str) -> Self {
        Line {
            name: name.to_owned(),
            ..Line::column("series", "entity", "")
        }
    }

    fn into_entry(self) -> Option<Entry> {
        Some(Entry {
            name: self.name,
            unit: self.unit,
            kind: self.kind?,
            meaning: self.meaning,
            record: Some(self.compared_with).filter(|name| !name.is_empty()),
            needs_full_population: self.needs_full_population,
            model_only: self.model_only,
        })
    }
}

/// The dictionary as comma-separated text.
pub(crate) fn encode(dictionary: &Dictionary, sheets: &[Sheet]) -> Vec<u8> {
    let columns = sheets.iter().flat_map(|sheet| {
        let line =
            |column: &crate::sheet::Column| Line::column(sheet.name, &column.name, column.meaning);
        sheet.columns.iter().map(line).collect::<Vec<_>>()
    });
    let series = dictionary.series.iter().map(Line::series);
    let entities = dictionary.entities.iter().map(|name| Line::entity(name));
    let mut writer = csv::Writer::from_writer(Vec::new());
    for line in columns.chain(series).chain(entities) {
        // Writing to memory fails only when memory is out, which aborts before it returns.
        writer.serialize(line).expect("writing to memory");
    }
    writer.into_inner().expect("writing to memory")
}

/// The dictionary in comma-separated text; lines about columns are passed over.
///
/// # Errors
/// The reader's, with the line.
pub(crate) fn decode(bytes: &[u8]) -> Result<Dictionary, csv::Error> {
    let mut dictionary = Dictionary::default();
    for line in csv::Reader::from_reader(bytes).deserialize::<Line>() {
        let line = line?;
        match (line.column.as_str(), line.name.is_empty()) {
            ("entity", false) => dictionary.entities.push(line.name),
            ("series", false) => dictionary.series.extend(line.into_entry()),
            _ => {}
        }
    }
    Ok(dictionary)
}
