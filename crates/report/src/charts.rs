//! Which series are shown together, and how they become figures with a table and a sentence.

use std::collections::BTreeMap;

use scenario::DataRow;
use store::manifest::RecordLine;

use crate::number::{model_text, recorded_text};
use crate::page::{Figure, Table};
use crate::sentences;
use crate::svg::{Axis, AxisScale, Caption, ChartOptions, Line, Mark, line_chart};
use crate::view::{Numbers, RunView, badge, label, record_badge, year_number};

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
        let (factor, word) = match self.scale {
            AxisScale::Logarithmic => (1.0, ""),
            _ => magnitude(&lines),
        };
        let unit = self.unit(&found);
        let sentences: Vec<String> = found
            .iter()
            .map(|numbers| self.sentence(view, numbers))
            .collect();
        let options = ChartOptions {
            caption: caption(
                view,
                self.id,
                self.title,
                &sentences::in_the_model(&sentences),
            ),
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
            marks: self.marks(&found, &record, factor),
            rules: landmarks(view),
        };
        let lines: Vec<Line> = lines.into_iter().map(|line| scaled(line, factor)).collect();
        Some(Figure {
            id: self.id.to_owned(),
            title: self.title.to_owned(),
            svg: line_chart(&lines, &options),
            model: sentences,
            record: record
                .iter()
                .filter_map(|line| sentences::recorded(view, line))
                .collect(),
            warnings: warnings(view, &found),
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
            "a year (first and last not whole)"
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

    /// The record as marks, each with the number of the series it belongs to. Flows of a year
    /// stand in its middle.
    fn marks(&self, found: &[Numbers<'_>], record: &[&RecordLine], factor: f64) -> Vec<Mark> {
        let mark = |line: &&RecordLine| {
            let range = line.low.zip(line.high).filter(|(low, high)| low < high);
            let middle = f64::from(line.date.year()) + 0.5;
            Some(Mark {
                x: if self.yearly {
                    middle
                } else {
                    year_number(line.date)
                },
                y: line.recorded? / factor,
                range: range.map(|(low, high)| (low / factor, high / factor)),
                line: found
                    .iter()
                    .position(|numbers| numbers.entry.name == line.series)?,
            })
        };
        record.iter().filter_map(mark).collect()
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

/// What figures of the record carry.
pub(crate) fn record_caption(
    view: &RunView<'_>,
    id: &str,
    title: &str,
    description: &str,
) -> Caption {
    Caption {
        badge: record_badge(view.manifest),
        ..caption(view, id, title, description)
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
        of_record: false,
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
        "model",
        "verdict",
        "used for",
        "row and sources",
    ];
    Table {
        of_record: false,
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
    let recorded = line.recorded.map_or("no count known".to_owned(), |value| {
        recorded_text(value, unit)
    });
    let range = match (line.low, line.high) {
        (Some(low), Some(high)) if low < high => {
            format!(
                " ({} to {})",
                recorded_text(low, unit),
                recorded_text(high, unit)
            )
        }
        _ => String::new(),
    };
    let verdict = match view.is_too_rare(&line.series) {
        true => format!("{}; needs the full population", line.verdict),
        false => line.verdict.clone(),
    };
    let standing = |row: &DataRow| {
        let standing = format!("{:?}", row.confidence).to_lowercase();
        format!("{} ({standing}): {}", line.row, row.sources.join(", "))
    };
    vec![
        label(&line.series),
        line.date.strftime("%-d %b %Y").to_string(),
        recorded + &range,
        line.modelled
            .map_or("none".to_owned(), |value| model_text(value, unit)),
        verdict,
        line.used_for.clone(),
        row.map_or(line.row.clone(), standing),
    ]
}

/// What is counted, series by series.
fn notes(found: &[Numbers<'_>]) -> Vec<String> {
    let note = |numbers: &Numbers<'_>| {
        format!("{}: {}", label(&numbers.entry.name), numbers.entry.meaning)
    };
    found.iter().map(note).collect()
}

/// What must be known before the figure is read.
fn warnings(view: &RunView<'_>, found: &[Numbers<'_>]) -> Vec<String> {
    let mut warnings = Vec::new();
    if view.manifest.sample > 1
        && found
            .iter()
            .any(|numbers| numbers.entry.needs_full_population)
    {
        warnings.push(format!(
            "Needs the full population: these events are rare, and in this sample each one counts {} times.",
            view.manifest.sample
        ));
    }
    if found.iter().any(|numbers| numbers.entry.model_only) {
        warnings
            .push("In the model only: no measured series exists to compare this with.".to_owned());
    }
    warnings
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
    let amnesties = view.scenario.releases.iter().filter(|release| {
        release.effect == scenario::ReleaseEffect::Release
            && release.is_given_on(&view.scenario.levers, release.from)
    });
    let capacity = |release: &&scenario::ReleaseRule| match release.pace {
        scenario::Pace::PerWeek(number) => number,
        scenario::Pace::ShareOfOpen(_) => 0.0,
    };
    let largest = amnesties.max_by(|a, b| capacity(a).total_cmp(&capacity(b)));
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
