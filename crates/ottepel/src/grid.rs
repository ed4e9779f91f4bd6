//! One table, written for people, as CSV or as Markdown.

use crate::answer::Answer;

/// Rows of text under headings; every row has as many cells as there are headings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grid {
    headings: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

impl Grid {
    /// A table without rows.
    pub fn new(headings: &[&'static str]) -> Self {
        Self {
            headings: headings.to_vec(),
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub fn push(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Aligned columns two spaces apart; the last column is not padded.
    pub fn to_text(&self) -> String {
        let headings: Vec<String> = self.headings.iter().map(|&own| own.to_owned()).collect();
        let all = || std::iter::once(&headings).chain(&self.rows);
        let width = |column: usize| {
            let widths = all()
                .filter_map(|row| row.get(column))
                .map(|cell| cell.chars().count());
            widths.max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..headings.len()).map(width).collect();
        let mut text = String::new();
        for row in all() {
            let cells = row.iter().zip(&widths);
            let padded: Vec<String> = cells
                .map(|(cell, width)| format!("{cell:<width$}"))
                .collect();
            text.push_str(padded.join("  ").trim_end());
            text.push('\n');
        }
        text
    }

    /// Comma-separated values with a heading line.
    pub fn to_csv(&self) -> String {
        let headings: Vec<String> = self.headings.iter().map(|&own| own.to_owned()).collect();
        let line = |row: &Vec<String>| {
            let cells: Vec<String> = row.iter().map(|cell| csv_cell(cell)).collect();
            cells.join(",") + "\n"
        };
        std::iter::once(&headings)
            .chain(&self.rows)
            .map(line)
            .collect()
    }

    /// A Markdown table.
    pub fn to_markdown(&self) -> String {
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let headings: Vec<String> = self.headings.iter().map(|&own| own.to_owned()).collect();
        let rule = vec!["---".to_owned(); headings.len()];
        let escaped = |row: &Vec<String>| {
            let cells: Vec<String> = row.iter().map(|cell| cell.replace('|', "\\|")).collect();
            line(&cells)
        };
        line(&headings) + &line(&rule) + &self.rows.iter().map(escaped).collect::<String>()
    }
}

impl Answer {
    /// Adds both table forms of `grid`.
    pub fn with_grid(self, grid: &Grid) -> Self {
        self.with_csv(grid.to_csv())
            .with_markdown(grid.to_markdown())
    }
}

fn csv_cell(cell: &str) -> String {
    if cell.contains([',', '"', '\n']) {
        return format!("\"{}\"", cell.replace('"', "\"\""));
    }
    cell.to_owned()
}

/// Breaks a paragraph at `width` columns, indenting every line by `indent`.
pub fn wrapped(text: &str, indent: usize, width: usize) -> String {
    let margin = " ".repeat(indent);
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.last_mut().expect("there is a first line");
        let needed = last.chars().count() + word.chars().count() + usize::from(!last.is_empty());
        if last.is_empty() || indent + needed <= width {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
        .iter()
        .map(|line| format!("{margin}{line}\n"))
        .collect()
}

/// The line, or its first columns with a mark that something was left out.
pub fn clipped(line: &str, columns: usize) -> String {
    if line.chars().count() <= columns {
        return line.to_owned();
    }
    line.chars().take(columns - 1).chain(['…']).collect()
}

/// An integer with its thousands apart: 188 000 000.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid() -> Grid {
        let mut grid = Grid::new(&["key", "value"]);
        grid.push(["a".to_owned(), "1, \"2\"".to_owned()]);
        grid.push(["longer".to_owned(), "x|y".to_owned()]);
        grid
    }

    #[test]
    fn one_table_has_three_forms() {
        assert_eq!(
            grid().to_text(),
            "key     value\na       1, \"2\"\nlonger  x|y\n"
        );
        assert_eq!(
            grid().to_csv(),
            "key,value\na,\"1, \"\"2\"\"\"\nlonger,x|y\n"
        );
        assert!(grid().to_markdown().contains("| longer | x\\|y |\n"));
    }

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(188_012_345), "188 012 345");
    }

    #[test]
    fn paragraphs_are_broken_at_words() {
        assert_eq!(wrapped("one two three", 2, 10), "  one two\n  three\n");
    }
}
