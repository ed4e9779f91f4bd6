//! Inner states that nobody measured.

use std::collections::BTreeMap;

use crate::charts::{by_year, caption};
use crate::number::model_text;
use crate::page::{Block, Figure, Section, Table};
use crate::sentences::{self, in_the_model};
use crate::svg::{Panel, small_multiples};
use crate::view::{RunView, label, year_number};

/// Means that no one measured.
pub(crate) fn moods(view: &RunView<'_>) -> Section {
    let text = "Nobody measured these. They are the model's inner working, shown so that it can be criticised.";
    let mut blocks = vec![Block::Text(text.to_owned())];
    blocks.extend(mood_panels(view).map(Block::Figure));
    Section {
        id: "moods",
        heading: "Inside the model: trust, fear, memory",
        blocks,
    }
}

/// Means of inner states on common axes.
fn mood_panels(view: &RunView<'_>) -> Option<Figure> {
    let names = [
        "mean_trust",
        "mean_devotion",
        "mean_memory",
        "mean_threat",
        "mean_fear",
        "mean_aspiration",
        "mean_approval",
    ];
    let found: Vec<_> = names.iter().filter_map(|name| view.country(name)).collect();
    if found.is_empty() {
        return None;
    }
    let panel = |numbers: &crate::view::Numbers<'_>| Panel {
        title: label(&numbers.entry.name),
        points: numbers
            .points
            .iter()
            .map(|&(week, value)| (year_number(view.last_day(week)), value))
            .collect(),
    };
    let panels: Vec<Panel> = found.iter().map(panel).collect();
    let sentences: Vec<String> = found
        .iter()
        .map(|numbers| sentences::course(view, numbers))
        .collect();
    let title = "Means over adults of states that have no measured series".to_owned();
    let text = in_the_model(&sentences);
    let svg = small_multiples(
        &panels,
        "mean over adults",
        &caption(view, "moods", &title, &text),
    );
    let notes = found
        .iter()
        .map(|numbers| {
            format!(
                "{}: {} Unit: {}.",
                label(&numbers.entry.name),
                numbers.entry.meaning,
                numbers.entry.unit
            )
        })
        .collect();
    let tables = vec![mean_table(view, &found)];
    Some(Figure {
        id: "moods".to_owned(),
        title,
        svg,
        model: sentences,
        notes,
        tables,
        ..Figure::default()
    })
}

fn mean_table(view: &RunView<'_>, found: &[crate::view::Numbers<'_>]) -> Table {
    let mut rows: BTreeMap<i16, Vec<String>> = BTreeMap::new();
    for (column, numbers) in found.iter().enumerate() {
        for (year, value) in by_year(view, numbers) {
            rows.entry(year)
                .or_insert_with(|| vec![String::new(); found.len()])[column] =
                model_text(value, "index");
        }
    }
    let header = std::iter::once("year".to_owned())
        .chain(found.iter().map(|numbers| label(&numbers.entry.name)))
        .collect();
    let rows = rows
        .into_iter()
        .map(|(year, cells)| std::iter::once(year.to_string()).chain(cells).collect())
        .collect();
    Table {
        of_record: false,
        caption: "Model, at the end of each year; rounded to three digits".to_owned(),
        header,
        rows,
    }
}
