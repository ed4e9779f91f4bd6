//! Sentences in the two voices.

use store::manifest::RecordLine;

use crate::number::{model_text, recorded_text};
use crate::view::{Numbers, RunView, day_text, label, month_text};

/// Sentences with the scope that stands before them.
pub(crate) fn in_the_model(sentences: &[String]) -> String {
    format!(
        "In the model, one run, one seed, no interval: {}",
        sentences.join(" ")
    )
}

/// The course of a stock or index in the model, in the present tense; its scope stands before it.
pub(crate) fn course(view: &RunView<'_>, numbers: &Numbers<'_>) -> String {
    let (Some(&first), Some(last)) = (numbers.points.first(), numbers.last()) else {
        return format!("“{}” has no number.", label(&numbers.entry.name));
    };
    let unit = numbers.entry.unit.as_str();
    let said = |(week, value): (u16, f64)| {
        let value = match value {
            0.0 => "none".to_owned(),
            value => format!("about {}", model_text(value, unit)),
        };
        format!("{value} in {}", month_text(view.last_day(week)))
    };
    let mut text = format!(
        "“{}” starts at {} and ends at {}",
        label(&numbers.entry.name),
        said(first),
        said(last)
    );
    let between = |point: (u16, f64)| point.1 != first.1 && point.1 != last.1;
    for (word, point) in [
        ("lowest", extreme(numbers, |a, b| a < b)),
        ("highest", extreme(numbers, |a, b| a > b)),
    ] {
        if between(point) {
            text.push_str(&format!("; it is {word} at {}", said(point)));
        }
    }
    text + "."
}

/// Totals of a flow in the model by its highest year.
pub(crate) fn totals(numbers: &Numbers<'_>, by_year: &[(i16, f64)]) -> String {
    let total: f64 = by_year.iter().map(|year| year.1).sum();
    let unit = "persons";
    let highest = by_year.iter().fold(
        (0, f64::MIN),
        |best, year| if year.1 > best.1 { *year } else { best },
    );
    if total == 0.0 {
        return format!("“{}” stays at none throughout.", label(&numbers.entry.name));
    }
    format!(
        "“{}” adds up to about {} over the whole run; the most is in {}, about {}.",
        label(&numbers.entry.name),
        model_text(total, unit),
        highest.0,
        model_text(highest.1, unit)
    )
}

/// A row of the record in the past tense, with its source.
pub(crate) fn recorded(view: &RunView<'_>, line: &RecordLine) -> Option<String> {
    let value = line.recorded?;
    let row = view.row(&line.row);
    let unit = view
        .country(&line.series)
        .map_or("", |numbers| numbers.entry.unit.as_str());
    let sources = row.map_or(String::new(), |row| row.sources.join(", "));
    let range = match (line.low, line.high) {
        (Some(low), Some(high)) if low < high => {
            format!(
                "; sources gave {} to {}",
                recorded_text(low, unit),
                recorded_text(high, unit)
            )
        }
        _ => String::new(),
    };
    Some(format!(
        "{}: the record gave {}{range} [{}; {sources}].",
        day_text(line.date),
        recorded_text(value, unit),
        line.row
    ))
}

fn extreme(numbers: &Numbers<'_>, better: fn(f64, f64) -> bool) -> (u16, f64) {
    let first = numbers.points[0];
    numbers.points.iter().fold(
        first,
        |best, &point| if better(point.1, best.1) { point } else { best },
    )
}
