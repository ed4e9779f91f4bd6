//! Actors from a CSV file in the layout of KTAB.
//!
//! Line 1 holds the scenario's name, its description, the number of actors and the number of
//! dimensions; line 2 the headings; each further line an actor: name, description, capability, then
//! position and salience on each dimension, both from 0 to 100. Spaces around cells and a comma at
//! the end of any line are normal; a description with commas stands in double quotes.

use std::collections::BTreeMap;
use std::path::Path;

use models::spatial_model::Actor;

use crate::problem::{Failure, Place, Problem};

/// What an actors' file holds.
#[derive(Debug, Clone, PartialEq)]
pub struct ActorsFile {
    /// The scenario's name.
    pub name: String,
    /// Its description.
    pub description: String,
    /// Heading of each dimension's positions.
    pub dimensions: Vec<String>,
    /// The actors, in the order of the file.
    pub actors: Vec<NamedActor>,
}

/// One line of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedActor {
    /// Name.
    pub name: String,
    /// Description.
    pub description: String,
    /// Capability, any unit.
    pub capability: f64,
    /// Position on each dimension, 0 to 100.
    pub position: Vec<f64>,
    /// Salience of each dimension, 0 to 100.
    pub salience: Vec<f64>,
}

impl NamedActor {
    /// The actor as the spatial model takes it, on the scale of 0 to 1.
    pub fn spatial(&self) -> Actor {
        Actor::from_percent(self.capability, &self.position, &self.salience)
    }
}

/// Columns before the first dimension.
const LEADING: usize = 3;
/// Room for sums of decimals.
const SUM_SLACK: f64 = 1e-6;

/// Reads a file.
///
/// # Errors
/// `E0703` with every problem of the file, each with line and column.
pub fn read(path: &Path) -> Result<ActorsFile, Failure> {
    let bytes = std::fs::read(path).map_err(|error| {
        Failure::new("E0703", format!("the file cannot be read: {error}"))
            .in_file(path)
            .with_help("check the path; `ottepel model smp -h` shows the layout of the file")
    })?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let line = error.as_bytes()[..error.utf8_error().valid_up_to()]
            .iter()
            .filter(|&&b| b == b'\n')
            .count()
            + 1;
        let mut failure = Failure::new("E0703", "the file is not UTF-8 text")
            .in_file(path)
            .with_help("save it as UTF-8; spreadsheets call this \"CSV UTF-8\"");
        failure.problem.place.get_or_insert_default().line = Some(line);
        failure
    })?;
    parse(&text).map_err(|problems| failure(path, problems))
}

fn failure(path: &Path, problems: Vec<Problem>) -> Failure {
    let mut problems = problems.into_iter().map(|problem| problem.in_file(path));
    let unexplained = || Problem::new("E0703", "the file cannot be used").in_file(path);
    let mut failure = Failure::from(problems.next().unwrap_or_else(unexplained));
    failure.others = problems.collect();
    failure
}

/// Reads the text of a file; all problems at once.
pub fn parse(text: &str) -> Result<ActorsFile, Vec<Problem>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader {
        problems: Vec::new(),
    };
    let mut lines = text
        .lines()
        .enumerate()
        .map(|(at, line)| Line::of(at + 1, line));
    let (first, headings) = (
        lines.next().unwrap_or_default(),
        lines.next().unwrap_or_default(),
    );
    let counts = reader.first_line(&first);
    let Some((actors, dimensions)) = counts else {
        return Err(reader.problems);
    };
    let width = LEADING + 2 * dimensions;
    reader.width(&headings, width, "headings have");
    let rows: Vec<Line> = lines.filter(|line| !line.is_blank()).collect();
    if rows.len() != actors {
        let message = format!(
            "line 1 announces {actors} actors, but {} follow",
            rows.len()
        );
        reader.at(
            &first,
            first.cells.get(2),
            message,
            "correct the number or the lines",
        );
    }
    let actors: Vec<NamedActor> = rows
        .iter()
        .filter_map(|row| reader.actor(row, &headings, dimensions))
        .collect();
    reader.repeated_names(&rows);
    if !reader.problems.is_empty() {
        return Err(reader.in_order());
    }
    Ok(ActorsFile {
        name: first.text(0),
        description: first.text(1),
        dimensions: (0..dimensions)
            .map(|dimension| headings.text(LEADING + 2 * dimension))
            .collect(),
        actors,
    })
}

/// One cell with the column, in characters from 1, of its first character.
#[derive(Debug, Clone, PartialEq)]
struct Cell {
    column: usize,
    text: String,
}

/// One line of the file.
#[derive(Debug, Clone, Default, PartialEq)]
struct Line {
    number: usize,
    cells: Vec<Cell>,
    is_quote_open: bool,
}

impl Line {
    /// Splits a line at commas outside quotes; empty cells at the end do not count.
    fn of(number: usize, line: &str) -> Line {
        let (mut cells, mut raw, mut start, mut quoted) = (Vec::new(), String::new(), 1, false);
        for (at, character) in line.chars().enumerate() {
            match character {
                '"' => {
                    quoted = !quoted;
                    raw.push(character);
                }
                ',' if !quoted => {
                    cells.push(cell(start, &raw));
                    (raw, start) = (String::new(), at + 2);
                }
                _ => raw.push(character),
            }
        }
        cells.push(cell(start, &raw));
        // Spreadsheets pad short lines with commas.
        while cells.last().is_some_and(|cell: &Cell| cell.text.is_empty()) {
            cells.pop();
        }
        Line {
            number,
            cells,
            is_quote_open: quoted,
        }
    }

    fn is_blank(&self) -> bool {
        self.cells.is_empty()
    }

    fn text(&self, at: usize) -> String {
        self.cells
            .get(at)
            .map(|cell| cell.text.clone())
            .unwrap_or_default()
    }
}

/// A cell without the spaces and quotes around it; a doubled quote inside quotes is one quote.
fn cell(start: usize, raw: &str) -> Cell {
    let before = raw
        .chars()
        .take_while(|character| character.is_whitespace())
        .count();
    let trimmed = raw.trim();
    let inner = trimmed
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    let text = inner.map_or_else(|| trimmed.to_owned(), |inner| inner.replace("\"\"", "\""));
    Cell {
        column: start + before,
        text,
    }
}

/// Collects problems while reading.
struct Reader {
    problems: Vec<Problem>,
}

impl Reader {
    fn at(&mut self, line: &Line, cell: Option<&Cell>, message: impl Into<String>, help: &str) {
        let mut problem = Problem::new("E0703", message).with_help(help);
        let column = cell.map_or(1, |cell| cell.column);
        problem.place = Some(Box::new(Place {
            line: Some(line.number.max(1)),
            column: Some(column),
            ..Place::default()
        }));
        self.problems.push(problem);
    }

    /// Numbers of actors and dimensions.
    fn first_line(&mut self, line: &Line) -> Option<(usize, usize)> {
        const FORM: &str =
            "line 1 is: name, \"description\", number of actors, number of dimensions";
        if line.is_quote_open {
            self.at(line, None, "a double quote is not closed", FORM);
            return None;
        }
        if line.cells.len() != 4 {
            let message = format!("line 1 has {} cells instead of 4", line.cells.len());
            let help = format!("{FORM}; put a description with commas in double quotes");
            self.at(line, line.cells.get(4), message, &help);
            return None;
        }
        let actors = self.count(line, &line.cells[2], "actors", 2, 1000);
        let dimensions = self.count(line, &line.cells[3], "dimensions", 1, 100);
        actors.zip(dimensions)
    }

    fn count(
        &mut self,
        line: &Line,
        cell: &Cell,
        what: &str,
        least: usize,
        most: usize,
    ) -> Option<usize> {
        let number = cell
            .text
            .parse()
            .ok()
            .filter(|number| (least..=most).contains(number));
        if number.is_none() {
            let message = format!("`{}` is not a number of {what}", cell.text);
            self.at(
                line,
                Some(cell),
                message,
                &format!("give a whole number from {least} to {most}"),
            );
        }
        number
    }

    /// Whether the line has as many cells as it must.
    fn width(&mut self, line: &Line, width: usize, what: &str) -> bool {
        let got = line.cells.len();
        if line.is_quote_open {
            self.at(
                line,
                line.cells.last(),
                "a double quote is not closed",
                "close it on the same line",
            );
        } else if got != width {
            let help = "after name, description and capability, each dimension has a position and a salience; \
                        put text with commas in double quotes";
            let extra = line.cells.get(width).or(line.cells.last());
            self.at(
                line,
                extra,
                format!("the {what} {got} cells instead of {width}"),
                help,
            );
        }
        got == width && !line.is_quote_open
    }

    fn actor(&mut self, line: &Line, headings: &Line, dimensions: usize) -> Option<NamedActor> {
        if !self.width(line, LEADING + 2 * dimensions, "line has") {
            return None;
        }
        let numbers: Vec<Option<f64>> = (2..line.cells.len())
            .map(|at| self.number(line, at, &headings.text(at)))
            .collect();
        let numbers: Vec<f64> = numbers.into_iter().collect::<Option<_>>()?;
        let every_second = |from: usize| {
            numbers
                .iter()
                .skip(from)
                .step_by(2)
                .copied()
                .collect::<Vec<f64>>()
        };
        let salience = every_second(2);
        let total: f64 = salience.iter().sum();
        if !(total > 0.0 && total <= 100.0 + SUM_SLACK) {
            let message = format!("the saliences of `{}` sum to {total}", line.text(0));
            let help =
                "their sum must be above 0 and at most 100: it is the actor's whole attention";
            self.at(line, line.cells.get(LEADING + 1), message, help);
            return None;
        }
        Some(NamedActor {
            name: line.text(0),
            description: line.text(1),
            capability: numbers[0],
            position: every_second(1),
            salience,
        })
    }

    /// The number in a cell: a capability above 0, or a position or salience from 0 to 100.
    fn number(&mut self, line: &Line, at: usize, heading: &str) -> Option<f64> {
        let cell = &line.cells[at];
        let (allowed, is_allowed): (&str, fn(f64) -> bool) = match at {
            2 => ("above 0", |number| number > 0.0 && number.is_finite()),
            _ => ("from 0 to 100", |number| (0.0..=100.0).contains(&number)),
        };
        let number = cell
            .text
            .parse::<f64>()
            .ok()
            .filter(|&number| is_allowed(number));
        if number.is_none() {
            let message = format!(
                "`{}` in column `{heading}` is not a number {allowed}",
                cell.text
            );
            self.at(
                line,
                Some(cell),
                message,
                "use a point before decimals, and no units",
            );
        }
        number
    }

    /// The problems in the order of the file.
    fn in_order(mut self) -> Vec<Problem> {
        self.problems.sort_by_key(|problem| {
            problem
                .place
                .as_ref()
                .map(|place| (place.line, place.column))
        });
        self.problems
    }

    fn repeated_names(&mut self, rows: &[Line]) {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for row in rows {
            let name = row.text(0);
            if name.is_empty() {
                self.at(
                    row,
                    row.cells.first(),
                    "the actor has no name",
                    "give every actor a name of its own",
                );
            } else if let Some(earlier) = seen.insert(name.clone(), row.number) {
                let message = format!("`{name}` is already the actor of line {earlier}");
                self.at(
                    row,
                    row.cells.first(),
                    message,
                    "give every actor a name of its own",
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEVEN: &str = include_str!("../../../../../docs/examples/seven-actors.csv");

    fn places(text: &str) -> Vec<(usize, usize, String)> {
        parse(text)
            .unwrap_err()
            .into_iter()
            .map(|problem| {
                let place = problem.place.unwrap();
                (place.line.unwrap(), place.column.unwrap(), problem.message)
            })
            .collect()
    }

    #[test]
    fn padding_trailing_commas_quotes_and_a_byte_order_mark_are_normal() {
        let file = parse(&format!("\u{feff}{SEVEN}")).unwrap();
        assert_eq!(file.actors.len(), 7);
        assert_eq!(file.dimensions, ["Pstn1", "Pstn2", "Pstn3"]);
        assert_eq!(file.actors[0].position, [75.79, 6.37, 70.45]);
        assert_eq!(file.actors[6].salience, [31.75, 27.93, 26.03]);
        let text = "A, \"one, \"\"two\"\"\", 2, 1\nActor,Description,Power,P,S\na,,1,0,50\r\nb,,1,100,50,\n\n";
        let file = parse(text).unwrap();
        assert_eq!(file.description, "one, \"two\"");
        assert_eq!(file.actors[1].position, [100.0]);
    }

    #[test]
    fn every_problem_of_the_file_is_placed() {
        let text = "A,x,3,1\nActor,Description,Power,Pstn,Sal\na,,0,50,50\na,,1,150,5O\nb,,1,50\n";
        let found = places(text);
        let at: Vec<(usize, usize)> = found
            .iter()
            .map(|(line, column, _)| (*line, *column))
            .collect();
        assert_eq!(at, [(3, 4), (4, 1), (4, 6), (4, 10), (5, 6)]);
        assert_eq!(
            found[3].2,
            "`5O` in column `Sal` is not a number from 0 to 100"
        );
    }

    #[test]
    fn a_first_line_of_another_form_is_explained() {
        assert_eq!(
            places("A,one, two,7,3\n")[0],
            (1, 14, "line 1 has 5 cells instead of 4".to_owned())
        );
        assert_eq!(
            places("")[0],
            (1, 1, "line 1 has 0 cells instead of 4".to_owned())
        );
        assert_eq!(places("A,x,many,0\n").len(), 2);
        assert_eq!(places("A,\"x,7,3\n")[0].2, "a double quote is not closed");
    }

    #[test]
    fn a_wrong_number_of_actors_and_too_much_salience_are_found() {
        let found = places("A,x,3,1\nActor,Description,Power,Pstn,Sal\na,,1,50,50\nb,,1,50,0\n");
        assert_eq!(
            found[0],
            (1, 5, "line 1 announces 3 actors, but 2 follow".to_owned())
        );
        assert_eq!(found[1].2, "the saliences of `b` sum to 0");
    }
}
