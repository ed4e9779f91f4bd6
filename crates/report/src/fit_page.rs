//! The fit of many runs to the record as a page: rows with intervals, misses with their likely
//! reasons, and in what share of the runs historians' statements hold.

use std::collections::BTreeMap;

use analysis::record::{RowCheck, RowKind, Tally, Verdict, kinds, tallies, tally};
use analysis::statements::{Checked, Standing};
use askama::Template;
use scenario::{Basis, StatementKind};

use crate::number::{interval_text, recorded_text};
use crate::page::{Block, Figure, Page, Section, Table};
use crate::svg::{Caption, IntervalRow, interval_rows};
use crate::view::label;

/// Runs of one scenario that differ in seed and parameters, beside the record.
#[derive(Debug)]
pub struct FitView<'a> {
    /// Title of the scenario.
    pub title: &'a str,
    /// Scenario, version, sample and program, in one line.
    pub stamp: String,
    /// How many runs.
    pub runs: usize,
    /// Rows beside the runs.
    pub checks: &'a [RowCheck],
    /// The likely reason of each miss, in the order of the rows.
    pub reasons: &'a [Option<String>],
    /// Statements asked of the runs.
    pub statements: &'a [Checked],
    /// Commands that make the page again.
    pub commands: String,
}

/// The page as one self-contained HTML file.
///
/// # Errors
/// The template's; none is known for writing to memory.
pub fn fit_html(view: &FitView<'_>) -> Result<String, askama::Error> {
    let short = format!(
        "model result · {} runs · not a prediction; see limits",
        view.runs
    );
    let page = Page {
        title: view.title,
        of: format!("fit of {} runs to the record", view.runs),
        badge: format!(
            "model result · {} · {} runs · not a prediction; see limits",
            view.stamp, view.runs
        ),
        short_badge: short,
        record_badge: "record, not a model result".to_owned(),
        voice: "middle and 80 % interval over the runs",
        sections: vec![
            what(view),
            shares(view),
            yearly(view),
            misses(view),
            patterns(view),
            rows(view),
            limits(),
            reproduce(view),
        ],
    };
    page.render()
}

fn section(id: &'static str, heading: &'static str, blocks: Vec<Block>) -> Section {
    Section {
        id,
        heading,
        blocks,
    }
}

fn what(view: &FitView<'_>) -> Section {
    let text = format!(
        "{} runs of one country, each with its own seed and its own draw of the parameters, beside every row of the \
         record that may be compared. The interval holds the middle 80 % of the runs; its middle is held against the \
         record. Inside: within the range of the sources, or within 2.5 % of a figure without one. Near: within 25 % \
         of it. Off: further away.",
        view.runs
    );
    section("what", "What this is", vec![Block::Text(text)])
}

const TALLY: [&str; 6] = [
    "rows",
    "inside",
    "near",
    "off",
    "no such series",
    "record in the interval",
];

fn tally_row(name: &str, own: &Tally) -> Vec<String> {
    let counts = [
        own.rows,
        own.inside,
        own.near,
        own.off,
        own.no_such_series,
        own.covered,
    ];
    let counts = counts.iter().map(usize::to_string);
    std::iter::once(name.to_owned()).chain(counts).collect()
}

fn tally_table(first: &str, caption: &str, groups: &BTreeMap<String, Tally>) -> Table {
    let header = std::iter::once(first).chain(TALLY);
    Table {
        caption: caption.to_owned(),
        of_record: false,
        header: header.map(str::to_owned).collect(),
        rows: groups
            .iter()
            .map(|(name, own)| tally_row(name, own))
            .collect(),
    }
}

/// Rows by kind, table and series.
fn shares(view: &FitView<'_>) -> Section {
    let kinds = kinds(view.checks);
    let of_kind = |kind: RowKind| {
        let own = view
            .checks
            .iter()
            .zip(&kinds)
            .filter(move |(_, own)| **own == kind);
        tally(own.map(|(check, _)| check))
    };
    let by_kind: BTreeMap<String, Tally> = kinds
        .iter()
        .map(|kind| (kind.words().to_owned(), of_kind(*kind)))
        .collect();
    let mut kind_table = tally_table("kind", "Rows by what they are", &by_kind);
    kind_table.rows.push(tally_row("all", &tally(view.checks)));
    let yearly = of_kind(RowKind::YearlySeries);
    let line = format!(
        "Of the rows of yearly series that the model answers, {} of {} are inside or near.",
        yearly.met(),
        yearly.answered()
    );
    let answered = |check: &&RowCheck| check.modelled.is_some();
    let known: Vec<RowCheck> = view.checks.iter().filter(answered).cloned().collect();
    let by_series = tallies(&known, |check| label(&check.row.series));
    let by_table = tallies(view.checks, |check| check.row.table.clone());
    section(
        "shares",
        "How well it matches, by kind and by series",
        vec![
            Block::Model(line),
            Block::Table(kind_table),
            Block::Table(tally_table(
                "series",
                "Rows by series, where the model answers",
                &by_series,
            )),
            Block::Folded(tally_table("table", "Rows by table", &by_table)),
        ],
    )
}

/// The yearly series as a picture: the interval as a share of the record.
fn yearly(view: &FitView<'_>) -> Section {
    let kinds = kinds(view.checks);
    let own = view.checks.iter().zip(&kinds);
    let rows: Vec<IntervalRow> = own
        .filter(|(_, kind)| matches!(kind, RowKind::YearlySeries | RowKind::SingleFigure))
        .filter(|(check, _)| !check.too_rare)
        .filter_map(|(check, _)| as_share(check))
        .collect();
    if rows.is_empty() {
        return section(
            "yearly",
            "Figures of the country",
            vec![Block::Text("No row is answered.".to_owned())],
        );
    }
    let caption = Caption {
        id: "fit-shares".to_owned(),
        title: "The model as a share of the record".to_owned(),
        description: "One row a figure of the record; one on the axis is the record itself."
            .to_owned(),
        badge: format!(
            "model result · {} · {} runs · not a prediction",
            view.stamp, view.runs
        ),
    };
    let subtitle =
        "line: 80 % of the runs, disc: their middle · black upright or grey bar: the record";
    let figure = Figure {
        id: "fit-shares".to_owned(),
        title: caption.title.clone(),
        svg: interval_rows(&rows, (0.4, 1.6), subtitle, &caption),
        notes: vec![
            "Rows too rare for the sample, events, camps and places are in the tables only."
                .to_owned(),
        ],
        ..Figure::default()
    };
    section(
        "yearly",
        "Figures of the country",
        vec![Block::Figure(figure)],
    )
}

fn as_share(check: &RowCheck) -> Option<IntervalRow> {
    let value = check.row.value.filter(|value| *value > 0.0)?;
    let model = check.modelled?;
    let share = |own: f64| own / value;
    Some(IntervalRow {
        label: format!("{}, {}", label(&check.row.series), check.row.date),
        interval: [model.low, model.median, model.high].map(share),
        against: (
            share(check.row.low.unwrap_or(value)),
            share(check.row.high.unwrap_or(value)),
        ),
    })
}

/// Misses with their likely reason; single camps are folded.
fn misses(view: &FitView<'_>) -> Section {
    let kinds = kinds(view.checks);
    let mut off: Vec<_> = view
        .checks
        .iter()
        .zip(view.reasons)
        .zip(&kinds)
        .filter(|((check, reason), _)| check.verdict == Verdict::Off && reason.is_some())
        .collect();
    off.sort_by(|a, b| {
        miss(b.0.0)
            .total_cmp(&miss(a.0.0))
            .then(a.0.0.row.id.cmp(&b.0.0.row.id))
    });
    let table = |caption: &str, camps: bool| {
        let own = off
            .iter()
            .filter(|(_, kind)| (**kind == RowKind::Camp) == camps);
        let row = |((check, reason), _): &((&RowCheck, &Option<String>), &RowKind)| {
            let mut cells = cells(check);
            cells.push((*reason).clone().unwrap_or_default());
            cells
        };
        let mut header = header();
        header.push("likely reason".to_owned());
        Table {
            caption: caption.to_owned(),
            of_record: false,
            header,
            rows: own.map(row).collect(),
        }
    };
    let text = "A likely reason is looked for in this order: the sample is too small, the event is one of chance, the \
                record disagrees with itself, the drawn parameters. A correlation over draws is no experiment.";
    section(
        "misses",
        "Rows that are off, with the likely reason",
        vec![
            Block::Text(text.to_owned()),
            Block::Table(table("Rows that are off", false)),
            Block::Folded(table("Single camps that are off", true)),
        ],
    )
}

/// How far the middle is from the record, as a share of the record.
fn miss(check: &RowCheck) -> f64 {
    match (check.row.value, check.modelled) {
        (Some(value), Some(model)) => (model.median - value).abs() / value.abs().max(1e-9),
        _ => 0.0,
    }
}

fn header() -> Vec<String> {
    let names = [
        "row",
        "what",
        "of",
        "date",
        "record",
        "model (80 %)",
        "verdict",
    ];
    names.map(str::to_owned).to_vec()
}

fn cells(check: &RowCheck) -> Vec<String> {
    let row = &check.row;
    let digits = |value: f64| recorded_text(value, "");
    let range = match (row.low, row.high) {
        (None, None) => String::new(),
        (low, high) => {
            let end = |end: Option<f64>| digits(end.or(row.value).unwrap_or_default());
            format!(" ({} to {})", end(low), end(high))
        }
    };
    let value = row.value.map_or("none".to_owned(), digits);
    let model = check.modelled.map_or("none".to_owned(), |own| {
        interval_text(own.median, own.low, own.high)
    });
    vec![
        row.id.clone(),
        label(&row.series),
        row.entity.clone(),
        row.date.to_string(),
        format!("{value}{range} {}", row.unit),
        model,
        check.verdict.words().to_owned(),
    ]
}

/// Historians' statements: the patterns first, then the others.
fn patterns(view: &FitView<'_>) -> Section {
    let table = |caption: &str, of_pattern: bool| {
        let mut own: Vec<&Checked> = view
            .statements
            .iter()
            .filter(|own| own.pattern.is_some() == of_pattern)
            .collect();
        own.sort_by(|a, b| a.pattern.cmp(&b.pattern));
        let header = [
            "pattern",
            "statement",
            "kind",
            "holds in",
            "share",
            "stands",
            "rests on",
        ];
        Table {
            caption: caption.to_owned(),
            of_record: false,
            header: header.map(str::to_owned).to_vec(),
            rows: own.into_iter().map(statement).collect(),
        }
    };
    section(
        "statements",
        "In what share of the runs statements hold",
        vec![
            Block::Text(
                "Patterns P1 to P9 are those that the model is meant to show. A statement about another course cannot \
                 be told from runs of the recorded one."
                    .to_owned(),
            ),
            Block::Table(table("Statements of the patterns P1 to P9", true)),
            Block::Table(table("Other statements", false)),
        ],
    )
}

fn statement(own: &Checked) -> Vec<String> {
    let share = match own.standing {
        Standing::CannotTell => "none".to_owned(),
        _ => format!("{:.0} %", 100.0 * own.holds as f64 / own.of as f64),
    };
    let basis = match &own.basis {
        Basis::Source(keys) => keys.join(", "),
        Basis::Because(reason) => reason.clone(),
    };
    let kind = match own.kind {
        StatementKind::Never => "may never hold",
        other => other.name(),
    };
    vec![
        own.pattern.clone().unwrap_or_else(|| "other".to_owned()),
        own.say.clone(),
        kind.to_owned(),
        format!("{} of {} runs", own.holds, own.of),
        share,
        own.standing.words().to_owned(),
        basis,
    ]
}

fn rows(view: &FitView<'_>) -> Section {
    let answered = view.checks.iter().filter(|check| check.modelled.is_some());
    let table = Table {
        caption: "Every row that the model answers".to_owned(),
        of_record: false,
        header: header(),
        rows: answered.map(cells).collect(),
    };
    let lacking = view.checks.iter().filter(|check| check.modelled.is_none());
    let without = |check: &RowCheck| {
        let row = &check.row;
        let reason = check.remark.clone().unwrap_or_default();
        vec![
            row.id.clone(),
            label(&row.series),
            row.entity.clone(),
            row.date.to_string(),
            reason,
        ]
    };
    let header = ["row", "what", "of", "date", "why there is no answer"];
    let none = Table {
        caption: "Rows without an answer".to_owned(),
        of_record: true,
        header: header.map(str::to_owned).to_vec(),
        rows: lacking.map(without).collect(),
    };
    section(
        "rows",
        "Every row",
        vec![Block::Folded(table), Block::Folded(none)],
    )
}

fn limits() -> Section {
    let items = [
        "Rows that were fitted test nothing; the page of the fit says which they are.",
        "The interval holds chance and the drawn parameters. It does not hold what the rules leave out, nor the parameters that no row informs.",
        "A verdict compares the middle of the runs with the record; a row may be near and its record outside the interval, or off and inside it.",
        "A share of runs is a share of runs of this model, no probability that something happened.",
    ];
    let items = items.map(str::to_owned).to_vec();
    section("limits", "Limits", vec![Block::List(items)])
}

fn reproduce(view: &FitView<'_>) -> Section {
    section(
        "again",
        "How to make this again",
        vec![
            Block::Text(format!("{}.", view.stamp)),
            Block::Command(view.commands.clone()),
        ],
    )
}
