//! A CSV file read row by row, every cell with its place.

use std::ops::Range;

use csv::StringRecord;
use jiff::civil::Date;

use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::nearest::{did_you_mean, nearest};
use crate::source_text::SourceText;

/// Problems of one table beyond this number are not listed.
const MOST_PROBLEMS_LISTED: usize = 100;

/// The rows of a CSV file that have as many cells as the header.
pub(crate) struct CsvTable<'a> {
    source: &'a SourceText,
    header: StringRecord,
    records: Vec<StringRecord>,
}

impl<'a> CsvTable<'a> {
    /// Reads a table that must have the columns of `required`.
    pub(crate) fn read(
        source: &'a SourceText,
        required: &[&str],
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .from_reader(source.text.as_bytes());
        let header = reader.headers().ok()?.clone();
        if !columns_present(source, &header, required, problems) {
            return None;
        }
        let mut records = Vec::new();
        // Text in memory with rows of any length holds nothing that the reader refuses.
        for record in reader.records().filter_map(Result::ok) {
            if record.len() == header.len() {
                records.push(record);
            } else if problems.len() < MOST_PROBLEMS_LISTED {
                problems.push(wrong_length(source, &header, &record));
            }
        }
        Some(Self {
            source,
            header,
            records,
        })
    }

    /// Turns each row into a value; problems of rows are listed, and a row with one is left out.
    pub(crate) fn rows<T>(
        &self,
        problems: &mut Vec<Diagnostic>,
        row: impl Fn(&mut Row<'_>) -> Option<T>,
    ) -> Vec<T> {
        let mut found = Vec::new();
        let mut values = Vec::with_capacity(self.records.len());
        for record in &self.records {
            let before = found.len();
            let value = row(&mut Row {
                table: self,
                record,
                problems: &mut found,
            });
            if found.len() == before {
                values.extend(value);
            }
            if found.len() > MOST_PROBLEMS_LISTED {
                found.truncate(MOST_PROBLEMS_LISTED);
                let message = "further problems of this table are not listed";
                let problem = self
                    .source
                    .problem(codes::MORE_PROBLEMS, 0..1, None, message);
                found.push(problem.with_help("mend those above and check again"));
                break;
            }
        }
        problems.append(&mut found);
        values
    }

    /// Position of a column in the header.
    fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|column| column == name)
    }
}

fn columns_present(
    source: &SourceText,
    header: &StringRecord,
    required: &[&str],
    problems: &mut Vec<Diagnostic>,
) -> bool {
    let missing: Vec<&str> = required
        .iter()
        .copied()
        .filter(|name| !header.iter().any(|column| column == *name))
        .collect();
    if missing.is_empty() {
        return true;
    }
    let message = format!("the table lacks {}", missing.join(", "));
    let others = header.iter().filter(|column| !required.contains(column));
    let help = nearest(missing[0], others)
        .map(|column| format!("is the column `{column}` meant?"))
        .unwrap_or_else(|| format!("columns needed: {}", required.join(", ")));
    let header_end = source.text.find('\n').unwrap_or(source.text.len());
    problems.push(
        source
            .problem(codes::MISSING_COLUMN, 0..header_end, None, message)
            .with_help(help),
    );
    false
}

fn wrong_length(source: &SourceText, header: &StringRecord, record: &StringRecord) -> Diagnostic {
    let start = record
        .position()
        .map_or(0, |position| position.byte() as usize);
    let line_end = source.text[start..].find('\n');
    let span = start..start + line_end.unwrap_or(source.text.len() - start);
    let key = record.get(0).map(str::to_owned);
    if record.len() < header.len() && line_end.is_none() {
        let message = "the file ends in the middle of a row";
        return source
            .problem(codes::TRUNCATED, span, key.as_deref(), message)
            .with_help("the file was cut short: restore it from its source");
    }
    let message = format!(
        "this row has {} cells, the header has {}",
        record.len(),
        header.len()
    );
    source
        .problem(codes::WRONG_CELL_COUNT, span, key.as_deref(), message)
        .with_help("a cell with a comma must stand in double quotes")
}

/// One row while it is read.
pub(crate) struct Row<'a> {
    table: &'a CsvTable<'a>,
    record: &'a StringRecord,
    problems: &'a mut Vec<Diagnostic>,
}

impl<'a> Row<'a> {
    /// A cell as written; empty when the table has no such column.
    pub(crate) fn text(&self, column: &str) -> &'a str {
        let at = self.table.column(column);
        at.and_then(|at| self.record.get(at))
            .unwrap_or_default()
            .trim()
    }

    /// The first of these cells that is not empty.
    pub(crate) fn first_of(&self, columns: &[&str]) -> &'a str {
        let cells = columns.iter().map(|column| self.text(column));
        let mut filled = cells.filter(|cell| !cell.is_empty());
        filled.next().unwrap_or_default()
    }

    /// A cell that must not be empty.
    pub(crate) fn needed(&mut self, column: &str) -> String {
        let text = self.text(column).to_owned();
        if text.is_empty() {
            self.complain(
                codes::EMPTY_CELL,
                column,
                format!("`{column}` is empty"),
                "every row needs it",
            );
        }
        text
    }

    /// A number, or nothing where the cell is empty.
    pub(crate) fn number(&mut self, column: &str) -> Option<f64> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        let value = text.parse::<f64>().ok().filter(|value| value.is_finite());
        if value.is_none() {
            self.complain(
                codes::NOT_A_NUMBER,
                column,
                format!("`{text}` is not a number"),
                "write digits with a point, without separators, such as 1201738 or 53.8",
            );
        }
        value
    }

    /// A number that must be there; 0 after a complaint.
    pub(crate) fn needed_number(&mut self, column: &str) -> f64 {
        if self.text(column).is_empty() {
            self.complain(
                codes::EMPTY_CELL,
                column,
                format!("`{column}` is empty"),
                "every row needs this number",
            );
        }
        self.number(column).unwrap_or_default()
    }

    /// A day; a bare year is its 1 January. Nothing where the cell is empty.
    pub(crate) fn date(&mut self, column: &str) -> Option<Date> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        let day = if text.len() == 4 {
            format!("{text}-01-01").parse()
        } else {
            text.parse()
        };
        if day.is_err() {
            self.complain(
                codes::NOT_A_DATE,
                column,
                format!("`{text}` is not a date"),
                "write YYYY-MM-DD, such as 1953-03-27, or a year",
            );
        }
        day.ok()
    }

    /// A day that must be there, from the first of two columns that is filled.
    pub(crate) fn date_or(&mut self, column: &str, otherwise: &str) -> Option<Date> {
        let used = if self.text(column).is_empty() && !self.text(otherwise).is_empty() {
            otherwise
        } else {
            column
        };
        if self.text(used).is_empty() {
            self.complain(
                codes::EMPTY_CELL,
                used,
                format!("`{used}` is empty"),
                "every row needs a date or a year",
            );
        }
        self.date(used)
    }

    /// The keys of a cell that joins several by `;`.
    pub(crate) fn list(&self, column: &str) -> Vec<String> {
        self.text(column)
            .split(';')
            .map(str::trim)
            .filter(|key| !key.is_empty())
            .map(str::to_owned)
            .collect()
    }

    /// One of a fixed set of words.
    pub(crate) fn word<T: Copy>(&mut self, column: &str, words: &[(&str, T)]) -> Option<T> {
        let text = self.text(column);
        let found = words
            .iter()
            .find(|(word, _)| *word == text)
            .map(|(_, value)| *value);
        if found.is_none() {
            let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            let help = did_you_mean(text, known.iter().copied())
                .unwrap_or_else(|| format!("one of: {}", known.join(", ")));
            self.complain(
                codes::UNKNOWN_WORD,
                column,
                format!("`{text}` is not a {column}"),
                &help,
            );
        }
        found
    }

    /// Lists a problem of a cell.
    pub(crate) fn complain(
        &mut self,
        code: &'static str,
        column: &str,
        message: String,
        help: &str,
    ) {
        let key = format!("{}.{column}", self.record.get(0).unwrap_or_default());
        let problem = self
            .table
            .source
            .problem(code, self.cell_span(column), Some(&key), message);
        self.problems.push(problem.with_help(help));
    }

    /// Byte range of a cell in the file. Only problems ask, so it is found by scanning the row.
    fn cell_span(&self, column: &str) -> Range<usize> {
        let start = self
            .record
            .position()
            .map_or(0, |position| position.byte() as usize);
        let wanted = self.table.column(column).unwrap_or(0);
        nth_cell(&self.table.source.text, start, wanted)
    }
}

/// Byte range of the cell number `wanted` of the row that starts at `start`.
fn nth_cell(text: &str, start: usize, wanted: usize) -> Range<usize> {
    let (mut cell, mut cell_start, mut quoted) = (0, start, false);
    for (offset, byte) in text.as_bytes()[start..].iter().enumerate() {
        let ends = match byte {
            b'"' => {
                quoted = !quoted;
                false
            }
            b',' | b'\n' | b'\r' => !quoted,
            _ => false,
        };
        if !ends {
            continue;
        }
        if cell == wanted {
            return cell_start..start + offset;
        }
        cell += 1;
        cell_start = start + offset + 1;
    }
    cell_start..text.len()
}
