//! The recorded tables as sheets, and back. This file is the schema of the result files.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use jiff::{Span, ToSpan};
use kernel::Week;

use crate::sheet::{Cells, Column, Sheet, Text};
use crate::table::{Dictionary, Entry, EventRow, GroupRow, Kind, SeriesRow, Tables};

/// Day zero of the date columns.
const EPOCH: Date = date(1970, 1, 1);

/// What every row of a run has in common.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Common<'a> {
    /// Run id.
    pub run: &'a str,
    /// One in so many people was computed.
    pub sample: u32,
    /// First day of week 0.
    pub start: Date,
}

/// A row points at a name the dictionary does not have, or a file lacks what the schema asks for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SchemaProblem {
    /// A row's number has no name.
    #[error(
        "row {row} of {sheet} has number {number} as its {column}, which the dictionary does not name"
    )]
    Unnamed {
        /// Sheet.
        sheet: &'static str,
        /// Column.
        column: &'static str,
        /// Row, from 0.
        row: usize,
        /// The number.
        number: u16,
    },
    /// A name of the file is not in the dictionary.
    #[error("{sheet} has the {column} `{name}`, which dictionary.csv does not explain")]
    Unexplained {
        /// Sheet.
        sheet: &'static str,
        /// Column.
        column: &'static str,
        /// The name.
        name: String,
    },
    /// A column is missing or of another type.
    #[error("{sheet} has no column `{column}` of the expected type")]
    Column {
        /// Sheet.
        sheet: &'static str,
        /// Column.
        column: &'static str,
    },
    /// A week outside the calendar.
    #[error("row {row} of {sheet} has the week {week}; weeks run from 0 to 65535")]
    Week {
        /// Sheet.
        sheet: &'static str,
        /// Row, from 0.
        row: usize,
        /// The number found.
        week: i32,
    },
}

/// The three sheets of a run.
pub(crate) fn sheets(tables: &Tables, common: &Common<'_>) -> Result<[Sheet; 3], SchemaProblem> {
    Ok([
        series_sheet(tables, common)?,
        events_sheet(tables, common),
        groups_sheet(tables, common),
    ])
}

/// Days since 1970 of the first day of a week.
fn day_number(start: Date, week: u16) -> i32 {
    let since_epoch: Span = start - EPOCH;
    since_epoch.get_days() + Week(week).first_day()
}

/// The day of so many days since 1970.
pub(crate) fn date_of(days: i32) -> Date {
    EPOCH.saturating_add(i64::from(days).days())
}

/// The columns every sheet starts with.
fn leading(common: &Common<'_>, weeks: &[u16]) -> Vec<Column> {
    let numbers = weeks.iter().map(|&week| i32::from(week)).collect();
    let days = weeks
        .iter()
        .map(|&week| day_number(common.start, week))
        .collect();
    let rows = weeks.len();
    let sample = format!("1/{}", common.sample);
    vec![
        Column::new(
            "run",
            "Run id: two words and a hash of the inputs",
            Cells::Text(Text::constant(common.run, rows)),
        ),
        Column::new(
            "sample",
            "Share of the people computed; numbers are scaled up to all",
            Cells::Text(Text::constant(&sample, rows)),
        ),
        Column::new(
            "week",
            "Week, 0 for the first of the scenario",
            Cells::Integer(numbers),
        ),
        Column::new(
            "date",
            "First day of the week (Gregorian)",
            Cells::Date(days),
        ),
    ]
}

fn series_sheet(tables: &Tables, common: &Common<'_>) -> Result<Sheet, SchemaProblem> {
    let dictionary = &tables.dictionary;
    for (row, cell) in tables.series.iter().enumerate() {
        let unnamed = |column, number| SchemaProblem::Unnamed {
            sheet: "series",
            column,
            row,
            number,
        };
        if usize::from(cell.series) >= dictionary.series.len() {
            return Err(unnamed("series", cell.series));
        }
        if usize::from(cell.entity) >= dictionary.entities.len() {
            return Err(unnamed("entity", cell.entity));
        }
    }
    let of_series = |text: fn(&Entry) -> &str| {
        let series = tables.series.iter().map(|row| usize::from(row.series));
        Cells::Text(Text::by_key(series, |own| text(&dictionary.series[own])))
    };
    let entities = tables.series.iter().map(|row| usize::from(row.entity));
    let entities = Text::by_key(entities, |own| &dictionary.entities[own]);
    let weeks: Vec<u16> = tables.series.iter().map(|row| row.week).collect();
    let mut columns = leading(common, &weeks);
    columns.extend([
        Column::new("series", "What is counted; explained below", of_series(|own| &own.name)),
        Column::new("entity", "Whom or where: the USSR, a union republic or a region of 1959", Cells::Text(entities)),
        Column::new("value", "The model's number at full scale, in `unit`", Cells::Real(tables.series.iter().map(|row| row.value).collect())),
        Column::new("unit", "Unit of the value", of_series(|own| &own.unit)),
        Column::new("kind", "stock: at the end of the week; flow: over the week; index: a mean or share at the end of the week", of_series(|own| kind_name(own.kind))),
    ]);
    Ok(Sheet {
        name: "series",
        columns,
    })
}

fn events_sheet(tables: &Tables, common: &Common<'_>) -> Sheet {
    let rows = &tables.events;
    let text = |cell: fn(&EventRow) -> &str| Cells::Text(rows.iter().map(cell).collect());
    let number =
        |cell: fn(&EventRow) -> Option<f64>| Cells::OptionalReal(rows.iter().map(cell).collect());
    let weeks: Vec<u16> = rows.iter().map(|row| row.week).collect();
    let mut columns = leading(common, &weeks);
    columns.extend([
        Column::new(
            "voice",
            "record: an entry of the calendar; model: something the model produced",
            text(|row| voice_name(row.recorded)),
        ),
        Column::new("kind", "Sort of event", text(|row| &row.kind)),
        Column::new(
            "place",
            "Region and district, camp, satellite or USSR",
            text(|row| &row.place),
        ),
        Column::new("what", "What happened", text(|row| &row.what)),
        Column::new(
            "direction",
            "What those who came together stood for, where it applies",
            text(|row| &row.direction),
        ),
        Column::new(
            "people",
            "People involved, full scale, where it applies",
            number(|row| row.people),
        ),
        Column::new(
            "killed",
            "Dead, full scale, where it applies",
            number(|row| row.killed),
        ),
        Column::new(
            "wounded",
            "Wounded, full scale, where it applies",
            number(|row| row.wounded),
        ),
        Column::new(
            "arrested",
            "Arrested, full scale, where it applies",
            number(|row| row.arrested),
        ),
    ]);
    Sheet {
        name: "events",
        columns,
    }
}

fn groups_sheet(tables: &Tables, common: &Common<'_>) -> Sheet {
    let rows = &tables.groups;
    let text = |cell: fn(&GroupRow) -> &str| Cells::Text(rows.iter().map(cell).collect());
    let weeks: Vec<u16> = rows.iter().map(|row| row.week).collect();
    let mut columns = leading(common, &weeks);
    columns.extend([
        Column::new(
            "measure",
            "What was counted, e.g. heard or reception",
            text(|row| &row.measure),
        ),
        Column::new(
            "category",
            "Value of the measure",
            text(|row| &row.category),
        ),
        Column::new("republic", "Union republic", text(|row| &row.republic)),
        Column::new(
            "rank",
            "Party rank: none, komsomol, member, official",
            text(|row| &row.rank),
        ),
        Column::new(
            "people",
            "People of the group with this value at the end of the week, full scale",
            Cells::Real(rows.iter().map(|row| row.people).collect()),
        ),
        Column::new(
            "of",
            "All people of that republic and rank, full scale",
            Cells::Real(rows.iter().map(|row| row.of).collect()),
        ),
    ]);
    Sheet {
        name: "groups",
        columns,
    }
}

/// The series rows of a sheet, with names looked up in the dictionary.
pub(crate) fn series_rows(
    sheet: &Sheet,
    dictionary: &Dictionary,
) -> Result<Vec<SeriesRow>, SchemaProblem> {
    let weeks = weeks(sheet)?;
    let names = text(sheet, "series")?;
    let entities = text(sheet, "entity")?;
    let Some(Cells::Real(values)) = sheet.cells("value") else {
        return Err(SchemaProblem::Column {
            sheet: "series",
            column: "value",
        });
    };
    let series_number = numbers(
        names,
        "series",
        dictionary.series.iter().map(|entry| entry.name.as_str()),
    )?;
    let entity_number = numbers(
        entities,
        "entity",
        dictionary.entities.iter().map(String::as_str),
    )?;
    let row = |row: usize| SeriesRow {
        week: weeks[row],
        series: series_number[names.index()[row] as usize],
        entity: entity_number[entities.index()[row] as usize],
        value: values[row],
    };
    Ok((0..sheet.rows()).map(row).collect())
}

/// The event rows of a sheet.
pub(crate) fn event_rows(sheet: &Sheet) -> Result<Vec<EventRow>, SchemaProblem> {
    let weeks = weeks(sheet)?;
    let (voices, kinds) = (text(sheet, "voice")?, text(sheet, "kind")?);
    let (places, whats) = (text(sheet, "place")?, text(sheet, "what")?);
    let directions = text(sheet, "direction")?;
    let (people, killed) = (optional(sheet, "people")?, optional(sheet, "killed")?);
    let (wounded, arrested) = (optional(sheet, "wounded")?, optional(sheet, "arrested")?);
    let row = |row: usize| EventRow {
        week: weeks[row],
        kind: kinds.get(row).to_owned(),
        place: places.get(row).to_owned(),
        what: whats.get(row).to_owned(),
        direction: Cow::Owned(directions.get(row).to_owned()),
        people: people[row],
        killed: killed[row],
        wounded: wounded[row],
        arrested: arrested[row],
        recorded: voices.get(row) == voice_name(true),
    };
    Ok((0..sheet.rows()).map(row).collect())
}

/// The group rows of a sheet.
pub(crate) fn group_rows(sheet: &Sheet) -> Result<Vec<GroupRow>, SchemaProblem> {
    let weeks = weeks(sheet)?;
    let (measures, categories) = (text(sheet, "measure")?, text(sheet, "category")?);
    let (republics, ranks) = (text(sheet, "republic")?, text(sheet, "rank")?);
    let (Some(Cells::Real(people)), Some(Cells::Real(of))) =
        (sheet.cells("people"), sheet.cells("of"))
    else {
        return Err(SchemaProblem::Column {
            sheet: "groups",
            column: "people",
        });
    };
    let row = |row: usize| GroupRow {
        week: weeks[row],
        measure: Cow::Owned(measures.get(row).to_owned()),
        category: categories.get(row).to_owned(),
        republic: republics.get(row).to_owned(),
        rank: Cow::Owned(ranks.get(row).to_owned()),
        people: people[row],
        of: of[row],
    };
    Ok((0..sheet.rows()).map(row).collect())
}

fn weeks(sheet: &Sheet) -> Result<Vec<u16>, SchemaProblem> {
    let Some(Cells::Integer(weeks)) = sheet.cells("week") else {
        return Err(SchemaProblem::Column {
            sheet: sheet.name,
            column: "week",
        });
    };
    let checked = |(row, &week): (usize, &i32)| {
        u16::try_from(week).map_err(|_| SchemaProblem::Week {
            sheet: sheet.name,
            row,
            week,
        })
    };
    weeks.iter().enumerate().map(checked).collect()
}

fn optional<'a>(
    sheet: &'a Sheet,
    column: &'static str,
) -> Result<&'a [Option<f64>], SchemaProblem> {
    match sheet.cells(column) {
        Some(Cells::OptionalReal(numbers)) => Ok(numbers),
        _ => Err(SchemaProblem::Column {
            sheet: sheet.name,
            column,
        }),
    }
}

fn text<'a>(sheet: &'a Sheet, column: &'static str) -> Result<&'a Text, SchemaProblem> {
    match sheet.cells(column) {
        Some(Cells::Text(text)) => Ok(text),
        _ => Err(SchemaProblem::Column {
            sheet: sheet.name,
            column,
        }),
    }
}

/// For each distinct text its number among `known`.
fn numbers<'a>(
    text: &Text,
    column: &'static str,
    known: impl Iterator<Item = &'a str>,
) -> Result<Vec<u16>, SchemaProblem> {
    let by_name: BTreeMap<&str, u16> = known.zip(0..).collect();
    let unexplained = |name: &String| SchemaProblem::Unexplained {
        sheet: "series",
        column,
        name: name.clone(),
    };
    let number = |name| {
        by_name
            .get(String::as_str(name))
            .copied()
            .ok_or_else(|| unexplained(name))
    };
    text.names().iter().map(number).collect()
}

/// The word for a kind in files.
pub(crate) fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Stock => "stock",
        Kind::Flow => "flow",
        Kind::Index => "index",
    }
}

fn voice_name(recorded: bool) -> &'static str {
    if recorded { "record" } else { "model" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_carry_their_first_day() {
        let start = date(1953, 3, 1);
        assert_eq!(date_of(day_number(start, 0)), start);
        assert_eq!(date_of(day_number(start, 156)), date(1956, 2, 26));
        assert_eq!(date_of(day_number(start, 900)), date(1970, 5, 31));
    }

    #[test]
    fn a_number_without_a_name_is_refused() {
        let mut tables = Tables::default();
        tables.series.push(SeriesRow {
            week: 0,
            series: 3,
            entity: 0,
            value: 1.0,
        });
        let common = Common {
            run: "r",
            sample: 1,
            start: EPOCH,
        };
        let problem = sheets(&tables, &common).unwrap_err();
        assert_eq!(
            problem.to_string(),
            "row 0 of series has number 3 as its series, which the dictionary does not name"
        );
    }
}
