//! The tables of a sweep: tidy, one number a row, with a dictionary.

use store::sheet::{Cells, Column, Sheet, Text};
use store::sweep_folder::{JournalLine, SweepFolder, SweepFolderError};

use super::{Level, Sweep};

/// Writes `runs`, `factors` and `results` as Parquet and `dictionary.csv`.
///
/// # Errors
/// [`SweepFolderError`].
pub fn write_tables(
    sweep: &Sweep,
    folder: &SweepFolder,
    lines: &[JournalLine],
) -> Result<(), SweepFolderError> {
    let labels = [
        ("sweep", sweep.plan.id.clone()),
        ("kind", "model result".to_owned()),
    ];
    for sheet in [runs(sweep, lines), factors(sweep), results(sweep, lines)] {
        folder.write_table(&sheet, &labels)?;
    }
    folder.write("dictionary.csv", dictionary(sweep).as_bytes())
}

fn texts<'a>(texts: impl Iterator<Item = &'a str>) -> Cells {
    let mut cells = Text::default();
    texts.for_each(|text| cells.push(text));
    Cells::Text(cells)
}

/// One row a run, failures with their reason.
fn runs(sweep: &Sweep, lines: &[JournalLine]) -> Sheet {
    let whole = |number: fn(&Sweep, u32) -> i32| {
        Cells::Integer(lines.iter().map(|line| number(sweep, line.run)).collect())
    };
    Sheet {
        name: "runs",
        columns: vec![
            Column::new("run", "Number of the run.", whole(|_, run| run as i32)),
            Column::new(
                "point",
                "Number of the point of the design.",
                whole(|sweep, run| sweep.place_of(run).0 as i32),
            ),
            Column::new(
                "seed",
                "Seed of the run.",
                whole(|sweep, run| sweep.place_of(run).1 as i32),
            ),
            Column::new(
                "failure",
                "Why the run failed; empty when it did not.",
                texts(
                    lines
                        .iter()
                        .map(|line| line.failure.as_deref().unwrap_or("")),
                ),
            ),
        ],
    }
}

/// One row for each point and factor.
fn factors(sweep: &Sweep) -> Sheet {
    let points = sweep.points.points.iter().enumerate();
    let rows: Vec<_> = points
        .flat_map(|(number, point)| {
            let factors = sweep.plan.factors.iter().zip(point);
            factors.map(move |(factor, level)| (number as i32, factor.name.as_str(), level))
        })
        .collect();
    let value = |level: &Option<Level>| match level {
        Some(Level::Value(value)) => Some(*value),
        _ => None,
    };
    let setting = |level: &'_ Option<Level>| match level {
        Some(Level::Name(name)) => name.clone(),
        Some(Level::Value(_)) => String::new(),
        None => "as-recorded".to_owned(),
    };
    let settings: Vec<String> = rows.iter().map(|row| setting(row.2)).collect();
    Sheet {
        name: "factors",
        columns: vec![
            Column::new(
                "point",
                "Number of the point.",
                Cells::Integer(rows.iter().map(|row| row.0).collect()),
            ),
            Column::new(
                "factor",
                "Parameter, lever or overlay.",
                texts(rows.iter().map(|row| row.1)),
            ),
            Column::new(
                "value",
                "Value of a parameter in its unit.",
                Cells::OptionalReal(rows.iter().map(|row| value(row.2)).collect()),
            ),
            Column::new(
                "setting",
                "Setting of a lever, or overlay.",
                texts(settings.iter().map(String::as_str)),
            ),
        ],
    }
}

/// One row for each run, measure and day.
fn results(sweep: &Sweep, lines: &[JournalLine]) -> Sheet {
    let epoch = jiff::civil::date(1970, 1, 1);
    let days: Vec<i32> = sweep
        .plan
        .dates
        .iter()
        .map(|day| (*day - epoch).get_days())
        .collect();
    let (mut run, mut measure, mut date, mut value) =
        (Vec::new(), Text::default(), Vec::new(), Vec::new());
    for line in lines.iter().filter(|line| line.failure.is_none()) {
        let places = sweep
            .measured
            .iter()
            .flat_map(|own| days.iter().map(move |day| (own.name(), *day)));
        for ((name, day), number) in places.zip(&line.values) {
            run.push(line.run as i32);
            measure.push(name);
            date.push(day);
            value.push(*number);
        }
    }
    Sheet {
        name: "results",
        columns: vec![
            Column::new("run", "Number of the run.", Cells::Integer(run)),
            Column::new(
                "measure",
                "Outcome or series; see dictionary.csv.",
                Cells::Text(measure),
            ),
            Column::new(
                "date",
                "Outcomes: of the year that ends here. Series: last count up to here.",
                Cells::Date(date),
            ),
            Column::new(
                "value",
                "At full scale; absent where nothing was counted.",
                Cells::OptionalReal(value),
            ),
        ],
    }
}

fn dictionary(sweep: &Sweep) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut text = String::from("name,kind,unit,meaning\n");
    for own in &sweep.measured {
        text += &format!(
            "{},measure,{},{}\n",
            own.name(),
            quoted(own.unit()),
            quoted(own.means())
        );
    }
    for factor in &sweep.plan.factors {
        text += &format!(
            "{},factor,,{}\n",
            factor.name,
            quoted("What the sweep varies; `ottepel explain` has its meaning.")
        );
    }
    text
}
