//! Which series are shown together, and how they become figures with a table and a sentence.

use std::collections::BTreeMap;

use store::manifest::RecordLine;

use crate::number::{model_text, recorded_text};
use crate::page::{Figure, Table};
use crate::sentences::{self, ONE_RUN};
use crate::svg::{Axis, AxisScale, Caption, ChartOptions, Line, Mark, line_chart};
use crate::view::{Numbers, RunView, badge, day_text, label, year_number};

/// A line chart of several series of the country.
pub(crate) struct LineFigure<'a> {
    pub(crate) id: &'a str,
    pub(crate) title: &'a str,
    pub(crate) series: &'a [&'a str],
    pub(crate) scale: AxisScale,
    /// Flows are summed over a year instead of a quarter.
    pub(crate) yearly: bool,
}

/// Weeks of a quarter.
const QUARTER: u16 = 13;

impl LineFigure<'_> {
    /// The figure, if the run has any of the series.
    pub(crate) fn draw(&self, view: &RunView<'_>) -> Option<Figure> {
        let found: Vec<Numbers<'_>> = self
            .series
            .iter()
            .filter_map(|name| view.country(name))
            .collect();
        if found.is_empty() {
            return None;
        }
        let lines: Vec<Line> = found
            .iter()
            .map(|numbers| self.line(view, numbers))
            .collect();
        let record: Vec<&RecordLine> = found
            .iter()
            .flat_map(|numbers| view.record_of(&numbers.entry.name))
            .collect();
        let (factor, word) = magnitude(&lines);
        let unit = self.unit(&found);
        let sentences: Vec<String> = found
            .iter()
            .map(|numbers| self.sentence(view, numbers))
            .collect();
        let options = ChartOptions {
            caption: caption(view, self.id, self.title, &sentences.join(" ")),
            x: Axis {
                label: "year".to_owned(),
                range: span(view),
                ..Axis::default()
            },
            y: Axis {
                label: format!("{word}{unit}"),
                range: None,
                scale: self.scale,
            },
            marks: record
                .iter()
                .filter_map(|line| self.mark(line, factor))
                .collect(),
            rules: landmarks(view),
        };
        let lines: Vec<Line> = lines.into_iter().map(|line| scaled(line, factor)).collect();
        Some(Figure {
            id: self.id.to_owned(),
            title: self.title.to_owned(),
            svg: line_chart(&lines, &options),
            model: format!("{} {ONE_RUN}", sentences.join(" ")),
            record: record
                .iter()
                .filter_map(|line| sentences::recorded(view, line))
                .collect(),
            notes: notes(&found),
            tables: self.tables(view, &found, &record),
        })
    }

    fn line(&self, view: &RunView<'_>, numbers: &Numbers<'_>) -> Line {
        let points = if !numbers.is_flow() {
            numbers
                .points
                .iter()
                .map(|&(week, value)| (year_number(view.last_day(week)), value))
                .collect()
        } else if self.yearly {
            by_year(view, numbers)
                .into_iter()
                .map(|(year, sum)| (f64::from(year) + 0.5, sum))
                .collect()
        } else {
            by_quarter(view, numbers)
        };
        Line {
            label: label(&numbers.entry.name),
            points,
            band: Vec::new(),
        }
    }

    fn unit(&self, found: &[Numbers<'_>]) -> String {
        let unit = found[0].entry.unit.as_str();
        if !found[0].is_flow() {
            return unit.to_owned();
        }
        let per = if self.yearly {
            "a year (the first and the last are not whole)"
        } else {
            "a quarter"
        };
        unit.replace("a week", per)
    }

    fn sentence(&self, view: &RunView<'_>, numbers: &Numbers<'_>) -> String {
        if numbers.is_flow() {
            sentences::totals(numbers, &by_year(view, numbers))
        } else {
            sentences::course(view, numbers)
        }
    }

    /// A mark of the record; flows of a year stand in its middle and only in yearly charts.
    fn mark(&self, line: &RecordLine, factor: f64) -> Option<Mark> {
        let range = line.low.zip(line.high).filter(|(low, high)| low < high);
        let x = if self.yearly {
            f64::from(line.date.year()) + 0.5
        } else {
            year_number(line.date)
        };
        let range = range.map(|(low, high)| (low / factor, high / factor));
        Some(Mark {
            x,
            y: line.recorded? / factor,
            range,
        })
    }

    fn tables(
        &self,
        view: &RunView<'_>,
        found: &[Numbers<'_>],
        record: &[&RecordLine],
    ) -> Vec<Table> {
        let mut tables = vec![yearly_table(view, found)];
        if !record.is_empty() {
            tables.push(record_table(view, record));
        }
        tables
    }
}

/// What every figure of the report carries.
pub(crate) fn caption(view: &RunView<'_>, id: &str, title: &str, description: &str) -> Caption {
    Caption {
        id: id.to_owned(),
        title: title.to_owned(),
        description: description.to_owned(),
        badge: badge(view.manifest),
    }
}

/// Values at the end of each year, or sums over it.
fn yearly_table(view: &RunView<'_>, found: &[Numbers<'_>]) -> Table {
    let mut rows: BTreeMap<i16, Vec<String>> = BTreeMap::new();
    for (column, numbers) in found.iter().enumerate() {
        let unit = &numbers.entry.unit;
        for (year, value) in by_year(view, numbers) {
            let cells = rows
                .entry(year)
                .or_insert_with(|| vec!["not counted".to_owned(); found.len()]);
            cells[column] = model_text(value, unit);
        }
    }
    let header = |numbers: &Numbers<'_>| {
        let what = if numbers.is_flow() {
            "over the year"
        } else {
            "at the end of the year"
        };
        format!("{}, {what}", label(&numbers.entry.name))
    };
    Table {
        caption: "Model, by year; rounded to three digits".to_owned(),
        header: std::iter::once("year".to_owned())
            .chain(found.iter().map(header))
            .collect(),
        rows: rows
            .into_iter()
            .map(|(year, cells)| std::iter::once(year.to_string()).chain(cells).collect())
            .collect(),
    }
}

/// The record beside the model, row by row.
pub(crate) fn record_table(view: &RunView<'_>, record: &[&RecordLine]) -> Table {
    let header = [
        "series",
        "date",
        "record",
        "range of sources",
        "model",
        "verdict",
        "used for",
        "data row",
        "standing",
        "sources",
    ];
    Table {
        caption: "The record beside the model".to_owned(),
        header: header.map(str::to_owned).to_vec(),
        rows: record.iter().map(|line| record_row(view, line)).collect(),
    }
}

fn record_row(view: &RunView<'_>, line: &RecordLine) -> Vec<String> {
    let unit = view
        .country(&line.series)
        .map_or("", |numbers| numbers.entry.unit.as_str());
    let row = view.row(&line.row);
    let range = match (line.low, line.high) {
        (Some(low), Some(high)) if low < high => format!(
            "{} to {}",
            recorded_text(low, unit),
            recorded_text(high, unit)
        ),
        _ => String::new(),
    };
    vec![
        label(&line.series),
        day_text(line.date),
        line.recorded.map_or("no count known".to_owned(), |value| {
            recorded_text(value, unit)
        }),
        range,
        line.modelled
            .map_or("none".to_owned(), |value| model_text(value, unit)),
        line.verdict.clone(),
        line.used_for.clone(),
        line.row.clone(),
        row.map_or(String::new(), |row| {
            format!("{:?}", row.confidence).to_lowercase()
        }),
        row.map_or(String::new(), |row| row.sources.join(", ")),
    ]
}

/// What the dictionary says about the limits of the series shown.
fn notes(found: &[Numbers<'_>]) -> Vec<String> {
    let mut notes: Vec<String> = found
        .iter()
        .map(|numbers| format!("{}: {}", label(&numbers.entry.name), numbers.entry.meaning))
        .collect();
    if found
        .iter()
        .any(|numbers| numbers.entry.needs_full_population)
    {
        notes.push("Rests on rare events: needs the full population. In a sample these lines are mostly chance.".to_owned());
    }
    if found.iter().any(|numbers| numbers.entry.model_only) {
        notes.push(
            "No measured series exists to compare this with: it exists in the model only."
                .to_owned(),
        );
    }
    notes
}

/// Sums of a flow, or last values of a stock, by calendar year.
pub(crate) fn by_year(view: &RunView<'_>, numbers: &Numbers<'_>) -> Vec<(i16, f64)> {
    let mut years: BTreeMap<i16, f64> = BTreeMap::new();
    for &(week, value) in numbers.points {
        let year = years.entry(view.last_day(week).year()).or_insert(0.0);
        *year = if numbers.is_flow() {
            *year + value
        } else {
            value
        };
    }
    years.into_iter().collect()
}

/// Sums of a flow by thirteen weeks, at the middle of each; an unfinished quarter is left out.
fn by_quarter(view: &RunView<'_>, numbers: &Numbers<'_>) -> Vec<(f64, f64)> {
    let mut quarters: BTreeMap<u16, (u16, f64)> = BTreeMap::new();
    for &(week, value) in numbers.points {
        let quarter = quarters.entry(week / QUARTER).or_insert((0, 0.0));
        *quarter = (quarter.0 + 1, quarter.1 + value);
    }
    let whole = quarters
        .into_iter()
        .filter(|(_, (weeks, _))| *weeks == QUARTER);
    whole
        .map(|(quarter, (_, sum))| {
            (
                year_number(view.first_day(quarter * QUARTER + QUARTER / 2)),
                sum,
            )
        })
        .collect()
}

/// The unit that keeps the numbers of an axis short.
fn magnitude(lines: &[Line]) -> (f64, &'static str) {
    let highest = lines
        .iter()
        .flat_map(|line| line.points.iter())
        .fold(0.0f64, |highest, point| highest.max(point.1.abs()));
    match highest {
        high if high >= 2e6 => (1e6, "million "),
        high if high >= 2e4 => (1e3, "thousand "),
        _ => (1.0, ""),
    }
}

fn scaled(mut line: Line, factor: f64) -> Line {
    line.points.iter_mut().for_each(|point| point.1 /= factor);
    line
}

/// First and last day of the scenario, so that all charts have the same x axis.
pub(crate) fn span(view: &RunView<'_>) -> Option<(f64, f64)> {
    let stamp = &view.manifest.scenario;
    Some((year_number(stamp.start), year_number(stamp.end)))
}

/// Strength of feeling from which a text is marked in charts.
const STRONG: f64 = 0.7;

/// Days on which strong texts were given and the largest amnesty began, as vertical rules.
fn landmarks(view: &RunView<'_>) -> Vec<(f64, String)> {
    let texts = view
        .scenario
        .messages
        .iter()
        .filter(|message| message.affect >= STRONG);
    let texts = texts.map(|message| (message.date, message.id.as_str()));
    let releases = view
        .scenario
        .releases
        .iter()
        .filter(|release| release.effect == scenario::ReleaseEffect::Release);
    let largest = releases.max_by(|a, b| a.per_week.total_cmp(&b.per_week));
    let mut days: Vec<_> = texts
        .chain(largest.map(|release| (release.from, release.id.as_str())))
        .collect();
    days.sort();
    days.into_iter()
        .map(|(day, id)| (year_number(day), landmark_label(id)))
        .collect()
}

/// An id in words, without the year that the axis shows anyway.
fn landmark_label(id: &str) -> String {
    let words = id.split('-').filter(|word| word.parse::<u16>().is_err());
    words.collect::<Vec<_>>().join(" ")
}
