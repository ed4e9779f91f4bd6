//! The table that every model answers with: for people rounded, for machines in full.

use serde_json::{Map, Value, json};

use crate::answer::Answer;
use crate::grid::{Grid, wrapped};

/// Rows of values under headings; every row has as many values as there are headings.
pub struct Table {
    headings: &'static [&'static str],
    rows: Vec<Vec<Value>>,
}

impl Table {
    /// A table without rows. Headings are keys of the JSON form too, so they are snake_case.
    pub fn new(headings: &'static [&'static str]) -> Self {
        Self {
            headings,
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub fn push(&mut self, row: impl IntoIterator<Item = Value>) {
        self.rows.push(row.into_iter().collect());
    }

    /// The answer: the table, then a paragraph on what it is and where the model comes from.
    ///
    /// `inputs` is what was computed from, for the JSON form.
    pub fn answer(&self, inputs: Value, about: &str) -> Answer {
        let text = format!(
            "{}\n{}",
            self.grid(rounded).to_text(),
            wrapped(about, 0, 100)
        );
        let value = json!({ "inputs": inputs, "rows": self.objects(), "about": about });
        let markdown = format!("{}\n{about}\n", self.grid(rounded).to_markdown());
        Answer::new(text, value)
            .with_csv(self.grid(in_full).to_csv())
            .with_markdown(markdown)
    }

    fn grid(&self, cell: fn(&Value) -> String) -> Grid {
        let mut grid = Grid::new(self.headings);
        for row in &self.rows {
            grid.push(row.iter().map(cell));
        }
        grid
    }

    fn objects(&self) -> Vec<Value> {
        let object = |row: &Vec<Value>| {
            let names = self.headings.iter().map(|&name| name.to_owned());
            Value::Object(names.zip(row.iter().cloned()).collect::<Map<_, _>>())
        };
        self.rows.iter().map(object).collect()
    }
}

/// Four decimals for fractions, everything else as it is; nothing for what does not exist.
fn rounded(value: &Value) -> String {
    match value.as_f64() {
        Some(number) if value.is_f64() => format!("{number:.4}"),
        _ => in_full(value),
    }
}

fn in_full(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_read_rounded_numbers_and_machines_full_ones() {
        let mut table = Table::new(&["name", "count", "share"]);
        table.push([json!("one"), json!(3), json!(0.123_456)]);
        table.push([json!("none"), json!(0), json!(f64::NAN)]);
        let answer = table.answer(json!({}), "About it.");
        assert_eq!(
            answer.text,
            "name  count  share\none   3      0.1235\nnone  0\n\nAbout it.\n"
        );
        let csv = "name,count,share\none,3,0.123456\nnone,0,\n";
        assert_eq!(answer.csv.as_deref(), Some(csv));
        assert_eq!(answer.value["rows"][0]["share"], json!(0.123_456));
    }
}
