//! Groups: republics and party ranks, at the last census of the year of the readings.

use std::collections::BTreeMap;

use crate::charts::caption;
use crate::number::model_text;
use crate::page::{Figure, Table};
use crate::sentences::in_the_model;
use crate::svg::{DotRow, StackedBar, dot_rows, stacked_bars};
use crate::view::{RunView, day_text};

/// Year in whose last census the groups are shown: after the readings of the spring.
pub(super) const YEAR_OF_READINGS: i16 = 1956;

/// Shares of those who have heard, by republic and party rank, at the last census of the year of the readings.
pub(super) fn heard_by_group(view: &RunView<'_>) -> Option<Figure> {
    let week = census_week(view, "channel")?;
    let ranks = ["none", "komsomol", "member", "official"];
    let mut shares: BTreeMap<&str, [(f64, f64); 4]> = BTreeMap::new();
    for row in view
        .tables
        .groups
        .iter()
        .filter(|row| row.week == week && row.measure == "channel")
    {
        let Some(rank) = ranks.iter().position(|rank| *rank == row.rank) else {
            continue;
        };
        let cell = &mut shares.entry(&row.republic).or_default()[rank];
        cell.0 += if row.category == "none" {
            0.0
        } else {
            row.people
        };
        cell.1 = row.of;
    }
    let share = |(heard, of): (f64, f64)| (of > 0.0).then(|| heard / of);
    let rows: Vec<DotRow> = shares
        .iter()
        .map(|(name, cells)| DotRow {
            label: (*name).to_owned(),
            shares: cells.map(share).to_vec(),
        })
        .collect();
    let names = ["no party", "Komsomol", "member", "official"].map(str::to_owned);
    let title = format!(
        "Share of adults who have heard, by republic and party rank, {}",
        day_text(view.last_day(week))
    );
    let sentences = vec![format!(
        "Shares who have heard, from the lowest to the highest republic: {}.",
        span_sentence(&rows, &names)
    )];
    let text = in_the_model(&sentences);
    let header = std::iter::once("republic".to_owned())
        .chain(names.iter().cloned())
        .collect();
    let table = Table {
        of_record: false,
        caption: "Model: share of adults who have heard".to_owned(),
        header,
        rows: rows.iter().map(share_row).collect(),
    };
    let svg = dot_rows(
        &names,
        &rows,
        "share of adults of the group · marks: the model",
        &caption(view, "heard-groups", &title, &text),
    );
    Some(Figure {
        id: "heard-groups".to_owned(),
        title,
        svg,
        model: sentences,
        tables: vec![table],
        ..Figure::default()
    })
}

fn share_row(row: &DotRow) -> Vec<String> {
    let cell =
        |share: &Option<f64>| share.map_or("nobody".to_owned(), |share| model_text(share, "share"));
    std::iter::once(row.label.clone())
        .chain(row.shares.iter().map(cell))
        .collect()
}

/// The range over republics for each group, in words.
fn span_sentence(rows: &[DotRow], names: &[String]) -> String {
    let part = |(group, name): (usize, &String)| {
        let shares = rows.iter().filter_map(|row| row.shares[group]);
        let (low, high) = shares.fold((f64::MAX, f64::MIN), |(low, high), share| {
            (low.min(share), high.max(share))
        });
        let (low_text, high_text) = (model_text(low, "share"), model_text(high, "share"));
        let span = match low_text == high_text {
            true => low_text,
            false => format!("{low_text} to {high_text}"),
        };
        (low <= high).then(|| format!("{name}: {span}"))
    };
    names
        .iter()
        .enumerate()
        .filter_map(part)
        .collect::<Vec<_>>()
        .join("; ")
}

/// The last week of the year of the readings in which a measure was counted, or the last at all.
fn census_week(view: &RunView<'_>, measure: &str) -> Option<u16> {
    let weeks = || {
        view.tables
            .groups
            .iter()
            .filter(|row| row.measure == measure)
            .map(|row| row.week)
    };
    let in_year = weeks()
        .filter(|week| view.last_day(*week).year() == YEAR_OF_READINGS)
        .max();
    in_year.or_else(|| weeks().max())
}

/// What share of adults has heard each item of the message, by party rank.
pub(super) fn items_table(view: &RunView<'_>) -> Option<Table> {
    let week = census_week(view, "heard")?;
    let ranks = ["none", "komsomol", "member", "official"];
    let mut cells: BTreeMap<&str, [(f64, f64); 4]> = BTreeMap::new();
    let mut order: Vec<&str> = Vec::new();
    for row in view
        .tables
        .groups
        .iter()
        .filter(|row| row.week == week && row.measure == "heard")
    {
        let Some(rank) = ranks.iter().position(|rank| *rank == row.rank) else {
            continue;
        };
        if !cells.contains_key(row.category.as_str()) {
            order.push(&row.category);
        }
        let cell = &mut cells.entry(&row.category).or_default()[rank];
        *cell = (cell.0 + row.people, cell.1 + row.of);
    }
    let share = |(heard, of): (f64, f64)| {
        if of > 0.0 {
            model_text(heard / of, "share")
        } else {
            "nobody".to_owned()
        }
    };
    let row = |item: &&str| {
        std::iter::once(item.replace('-', " "))
            .chain(cells[item].map(share))
            .collect()
    };
    Some(Table {
        of_record: false,
        caption: format!(
            "Model: share of adults who have heard each part of the speech, {}",
            day_text(view.last_day(week))
        ),
        header: [
            "part of the speech",
            "no party",
            "Komsomol",
            "member",
            "official",
        ]
        .map(str::to_owned)
        .to_vec(),
        rows: order.iter().map(row).collect(),
    })
}

/// How hearers take the message in each republic.
pub(super) fn reception_by_republic(view: &RunView<'_>) -> Option<Figure> {
    let week = census_week(view, "frame")?;
    let mut names: Vec<String> = Vec::new();
    let mut republics: BTreeMap<&str, BTreeMap<&str, f64>> = BTreeMap::new();
    for row in view
        .tables
        .groups
        .iter()
        .filter(|row| row.week == week && row.measure == "frame" && row.category != "none")
    {
        if !names.contains(&row.category) {
            names.push(row.category.clone());
        }
        *republics
            .entry(&row.republic)
            .or_default()
            .entry(&row.category)
            .or_default() += row.people;
    }
    let bars: Vec<StackedBar> = republics
        .iter()
        .filter_map(|(republic, parts)| share_bar(republic, parts, &names))
        .collect();
    if bars.is_empty() {
        return None;
    }
    let title = format!(
        "How hearers take the message, by republic, {}",
        day_text(view.last_day(week))
    );
    let sentences =
        vec!["Hearers in each republic divide as the bars and the table show.".to_owned()];
    let text = in_the_model(&sentences);
    let header = std::iter::once("republic".to_owned())
        .chain(names.iter().map(|name| name.replace('-', " ")))
        .collect();
    let row = |bar: &StackedBar| {
        std::iter::once(bar.label.clone())
            .chain(bar.parts.iter().map(|part| model_text(*part, "share")))
            .collect()
    };
    let table = Table {
        of_record: false,
        caption: "Model: share of hearers".to_owned(),
        header,
        rows: bars.iter().map(row).collect(),
    };
    let shown: Vec<String> = names.iter().map(|name| name.replace('-', " ")).collect();
    let svg = stacked_bars(
        &shown,
        &bars,
        "share of adults who have heard · bars: the model",
        &caption(view, "reception-republics", &title, &text),
    );
    Some(Figure {
        id: "reception-republics".to_owned(),
        title,
        svg,
        model: sentences,
        tables: vec![table],
        ..Figure::default()
    })
}

fn share_bar(republic: &str, parts: &BTreeMap<&str, f64>, names: &[String]) -> Option<StackedBar> {
    let all: f64 = parts.values().sum();
    let share = |name: &String| parts.get(name.as_str()).copied().unwrap_or(0.0) / all;
    (all > 0.0).then(|| StackedBar {
        label: republic.to_owned(),
        parts: names.iter().map(share).collect(),
        note: String::new(),
    })
}
