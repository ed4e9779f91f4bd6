//! Groups: republics and party ranks, at the last census of the year of the readings.

use std::collections::BTreeMap;

use store::GroupRow;

use crate::charts::caption;
use crate::number::model_text;
use crate::page::{Figure, Table};
use crate::sentences::in_the_model;
use crate::svg::{DotRow, StackedBar, dot_rows, stacked_bars};
use crate::view::{RunView, day_text};

/// Year in whose last census the groups are shown: after the readings of the spring.
pub(super) const YEAR_OF_READINGS: i16 = 1956;

/// Party ranks: the word in the tables, and in the text.
const RANKS: [(&str, &str); 4] = [
    ("none", "no party"),
    ("komsomol", "Komsomol"),
    ("member", "member"),
    ("official", "official"),
];

/// People with something, and all people, of each rank.
type Counts = [(f64, f64); RANKS.len()];

fn rank_number(row: &GroupRow) -> Option<usize> {
    RANKS.iter().position(|(word, _)| *word == row.rank)
}

/// Shares of those who have heard, by republic and party rank, at the last census of the year of the readings.
pub(super) fn heard_by_group(view: &RunView<'_>) -> Option<Figure> {
    let week = census_week(view, "channel")?;
    let rows = heard_shares(view, week);
    let names = RANKS.map(|(_, name)| name.to_owned());
    let title = format!(
        "Share of adults who have heard, by republic and party rank, {}",
        day_text(view.last_day(week))
    );
    let sentences = vec![format!(
        "Shares who have heard, from the lowest to the highest republic: {}.",
        span_sentence(&rows, &names)
    )];
    let svg = dot_rows(
        &names,
        &rows,
        "share of adults of the group · marks: the model",
        &caption(view, "heard-groups", &title, &in_the_model(&sentences)),
    );
    let header = std::iter::once("republic".to_owned()).chain(names);
    let table = Table {
        of_record: false,
        caption: "Model: share of adults who have heard".to_owned(),
        header: header.collect(),
        rows: rows.iter().map(share_row).collect(),
    };
    Some(Figure {
        id: "heard-groups".to_owned(),
        title,
        svg,
        model: sentences,
        tables: vec![table],
        ..Figure::default()
    })
}

/// Shares who have heard in a week, a row for each republic, in the order of [`RANKS`].
fn heard_shares(view: &RunView<'_>, week: u16) -> Vec<DotRow> {
    let mut republics: BTreeMap<&str, Counts> = BTreeMap::new();
    for row in counted(view, "channel", week) {
        let Some(rank) = rank_number(row) else {
            continue;
        };
        let (heard, of) = &mut republics.entry(&row.republic).or_default()[rank];
        if row.category != "none" {
            *heard += row.people;
        }
        *of = row.of;
    }
    let share = |(heard, of): (f64, f64)| (of > 0.0).then(|| heard / of);
    let row = |(name, counts): (&str, Counts)| DotRow {
        label: name.to_owned(),
        shares: counts.map(share).to_vec(),
    };
    republics.into_iter().map(row).collect()
}

/// Rows of a measure in a week.
fn counted<'a>(
    view: &'a RunView<'_>,
    measure: &'a str,
    week: u16,
) -> impl Iterator<Item = &'a GroupRow> {
    let rows = view.tables.groups.iter();
    rows.filter(move |row| row.week == week && row.measure == measure)
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
    let mut items: BTreeMap<&str, Counts> = BTreeMap::new();
    let mut order: Vec<&str> = Vec::new();
    for row in counted(view, "heard", week) {
        let Some(rank) = rank_number(row) else {
            continue;
        };
        if !items.contains_key(row.category.as_str()) {
            order.push(&row.category);
        }
        let (heard, of) = &mut items.entry(&row.category).or_default()[rank];
        (*heard, *of) = (*heard + row.people, *of + row.of);
    }
    let share = |(heard, of): (f64, f64)| match of > 0.0 {
        true => model_text(heard / of, "share"),
        false => "nobody".to_owned(),
    };
    let row = |item: &&str| {
        std::iter::once(item.replace('-', " "))
            .chain(items[item].map(share))
            .collect()
    };
    let names = RANKS.map(|(_, name)| name.to_owned());
    Some(Table {
        of_record: false,
        caption: format!(
            "Model: share of adults who have heard each part of the speech, {}",
            day_text(view.last_day(week))
        ),
        header: std::iter::once("part of the speech".to_owned())
            .chain(names)
            .collect(),
        rows: order.iter().map(row).collect(),
    })
}

/// How hearers take the message in each republic.
pub(super) fn reception_by_republic(view: &RunView<'_>) -> Option<Figure> {
    let week = census_week(view, "frame")?;
    let (names, bars) = receptions(view, week);
    if bars.is_empty() {
        return None;
    }
    let title = format!(
        "How hearers take the message, by republic, {}",
        day_text(view.last_day(week))
    );
    let sentences =
        vec!["Hearers in each republic divide as the bars and the table show.".to_owned()];
    let svg = stacked_bars(
        &names,
        &bars,
        "share of adults who have heard · bars: the model",
        &caption(
            view,
            "reception-republics",
            &title,
            &in_the_model(&sentences),
        ),
    );
    let row = |bar: &StackedBar| {
        std::iter::once(bar.label.clone())
            .chain(bar.parts.iter().map(|part| model_text(*part, "share")))
            .collect()
    };
    let header = std::iter::once("republic".to_owned()).chain(names);
    let table = Table {
        of_record: false,
        caption: "Model: share of hearers".to_owned(),
        header: header.collect(),
        rows: bars.iter().map(row).collect(),
    };
    Some(Figure {
        id: "reception-republics".to_owned(),
        title,
        svg,
        model: sentences,
        tables: vec![table],
        ..Figure::default()
    })
}

/// Ways of taking the message, as words, and a bar of their shares for each republic.
fn receptions(view: &RunView<'_>, week: u16) -> (Vec<String>, Vec<StackedBar>) {
    let mut frames: Vec<&str> = Vec::new();
    let mut republics: BTreeMap<&str, BTreeMap<&str, f64>> = BTreeMap::new();
    for row in counted(view, "frame", week).filter(|row| row.category != "none") {
        if !frames.contains(&row.category.as_str()) {
            frames.push(&row.category);
        }
        let parts = republics.entry(&row.republic).or_default();
        *parts.entry(&row.category).or_default() += row.people;
    }
    let bars = republics
        .iter()
        .filter_map(|(republic, parts)| share_bar(republic, parts, &frames));
    let names = frames.iter().map(|frame| frame.replace('-', " "));
    (names.collect(), bars.collect())
}

fn share_bar(republic: &str, parts: &BTreeMap<&str, f64>, frames: &[&str]) -> Option<StackedBar> {
    let all: f64 = parts.values().sum();
    let share = |frame: &&str| parts.get(frame).copied().unwrap_or(0.0) / all;
    (all > 0.0).then(|| StackedBar {
        label: republic.to_owned(),
        parts: frames.iter().map(share).collect(),
        note: String::new(),
    })
}
