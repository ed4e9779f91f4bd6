//! Files of numbers as users have them: comma-separated lines, every problem with line and column.

use std::path::Path;

use crate::problem::{Failure, Place, Problem};

/// One cell of a file with its place.
#[derive(Debug, Clone)]
pub struct Cell {
    /// The text without surrounding spaces.
    pub text: String,
    line: usize,
    column: usize,
}

/// A file's lines as cells. Empty lines and lines that begin with `#` are left out.
pub struct NumberFile {
    path: String,
    /// The lines that hold something.
    pub lines: Vec<Vec<Cell>>,
}

impl NumberFile {
    /// Reads a file.
    ///
    /// # Errors
    /// `E0703` when it cannot be read or holds no line.
    pub fn read(path: &Path) -> Result<Self, Failure> {
        let text = std::fs::read_to_string(path).map_err(|error| {
            Failure::new("E0703", format!("the file cannot be read: {error}")).in_file(path)
        })?;
        Self::of_text(&path.display().to_string(), &text)
    }

    /// Reads a text that stands in the file named.
    ///
    /// # Errors
    /// `E0703` when it holds no line.
    pub fn of_text(path: &str, text: &str) -> Result<Self, Failure> {
        let lines: Vec<Vec<Cell>> = (1..)
            .zip(text.lines())
            .filter(|(_, line)| !line.trim().is_empty() && !line.trim_start().starts_with('#'))
            .map(|(number, line)| cells(number, line))
            .collect();
        if lines.is_empty() {
            return Err(Failure::new("E0703", "the file holds no numbers").in_file(path));
        }
        Ok(Self {
            path: path.to_owned(),
            lines,
        })
    }

    /// The number in a cell, or the problem with it: not a number, or outside `low` to `high`.
    pub fn number(&self, cell: &Cell, low: f64, high: f64) -> Result<f64, Problem> {
        match cell.text.parse::<f64>() {
            Ok(number) if (low..=high).contains(&number) => Ok(number),
            Ok(_) => Err(self.problem(
                cell,
                format!("{} is not between {low} and {high}", cell.text),
            )),
            Err(_) => Err(self.problem(cell, format!("\"{}\" is not a number", cell.text))),
        }
    }

    /// A problem at a cell.
    pub fn problem(&self, cell: &Cell, message: impl Into<String>) -> Problem {
        let mut problem = Problem::new("E0703", message);
        problem.place = Some(Box::new(Place {
            file: Some(self.path.clone()),
            line: Some(cell.line),
            column: Some(cell.column),
            key: None,
        }));
        problem
    }
}

/// All values, or one failure with every problem found.
pub fn all_or_problems<T>(
    results: impl IntoIterator<Item = Result<T, Problem>>,
) -> Result<Vec<T>, Failure> {
    let (mut values, mut problems) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(value) => values.push(value),
            Err(problem) => problems.push(problem),
        }
    }
    let mut problems = problems.into_iter();
    match problems.next() {
        None => Ok(values),
        Some(first) => {
            let mut failure = Failure::from(first);
            failure.others = problems.collect();
            Err(failure)
        }
    }
}

fn cells(line: usize, text: &str) -> Vec<Cell> {
    let mut column = 1;
    let cell = |part: &str| {
        let indent = part.chars().take_while(|c| c.is_whitespace()).count();
        let cell = Cell {
            text: part.trim().to_owned(),
            line,
            column: column + indent,
        };
        column += part.chars().count() + 1;
        cell
    };
    text.split(',').map(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_know_their_places() {
        let cells = cells(3, "а, 1.5,x");
        let places: Vec<(&str, usize)> = cells
            .iter()
            .map(|cell| (cell.text.as_str(), cell.column))
            .collect();
        assert_eq!(places, [("а", 1), ("1.5", 4), ("x", 8)]);
    }
}
