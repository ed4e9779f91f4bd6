//! How well the run matches the record, misses first.

use store::manifest::RecordLine;

use crate::charts::record_table;
use crate::page::{Block, Section, Table};
use crate::view::RunView;

/// Verdicts, worst first, with the words for them.
const VERDICTS: [(&str, &str); 4] = [
    ("off", "far from the record"),
    ("near", "near the record"),
    ("inside", "inside the range of the record"),
    ("no-such-series", "not in the model"),
];

/// The section.
pub(crate) fn fit(view: &RunView<'_>) -> Section {
    let record = &view.manifest.record;
    let mut blocks = Vec::new();
    if record.is_empty() {
        blocks.push(Block::Text(
            "This run has not been compared with the record.".to_owned(),
        ));
        return Section {
            id: "fit",
            heading: "How well it matches the record",
            blocks,
        };
    }
    blocks.push(Block::Text(
        "Rows marked held were used for nothing and test the model. Rows marked fitted helped to choose parameters, and rows \
         marked input went in: agreement there shows only that the model can hold what it was given. Inside: within the \
         range of the sources, or within 2.5 % of a figure without a range. Near: within 25 % of it. Off: further away."
            .to_owned(),
    ));
    blocks.push(Block::Table(counts(record)));
    let compared = worst_first(view);
    if !compared.is_empty() {
        let mut table = record_table(view, &compared);
        table.caption = "Every row compared, the largest misses first".to_owned();
        let shown = Table {
            rows: table.rows.iter().take(12).cloned().collect(),
            caption: "The twelve largest misses".to_owned(),
            ..table.clone()
        };
        blocks.push(Block::Table(shown));
        blocks.push(Block::Folded(table));
    }
    Section {
        id: "fit",
        heading: "How well it matches the record",
        blocks,
    }
}

/// Rows by verdict and use.
fn counts(record: &[RecordLine]) -> Table {
    let uses = ["held", "fitted", "input"];
    let count = |verdict: &str, used: &str| {
        record
            .iter()
            .filter(|line| line.verdict == verdict && line.used_for == used)
            .count()
    };
    let row = |(verdict, words): &(&str, &str)| {
        let cells = uses.iter().map(|used| count(verdict, used).to_string());
        std::iter::once((*words).to_owned()).chain(cells).collect()
    };
    Table {
        of_record: false,
        caption: "Rows of the record by verdict and by what they were used for".to_owned(),
        header: ["verdict", "held", "fitted", "input"]
            .map(str::to_owned)
            .to_vec(),
        rows: VERDICTS.iter().map(row).collect(),
    }
}

/// Rows that have both numbers: those the sample is large enough for first, then by verdict, the
/// largest miss first.
pub(crate) fn worst_first<'a>(view: &RunView<'a>) -> Vec<&'a RecordLine> {
    let known = |line: &&RecordLine| line.modelled.is_some() && line.recorded.is_some();
    let mut rows: Vec<&RecordLine> = view.manifest.record.iter().filter(known).collect();
    let verdict = |line: &RecordLine| {
        VERDICTS
            .iter()
            .position(|(verdict, _)| *verdict == line.verdict)
    };
    let rank = |line: &RecordLine| {
        (
            view.is_too_rare(&line.series),
            verdict(line).unwrap_or(VERDICTS.len()),
        )
    };
    rows.sort_by(|a, b| {
        rank(a)
            .cmp(&rank(b))
            .then(miss(b).total_cmp(&miss(a)))
            .then(a.row.cmp(&b.row))
    });
    rows
}

/// How far the model is from the record, as a share of the record.
pub(crate) fn miss(line: &RecordLine) -> f64 {
    match (line.recorded, line.modelled) {
        (Some(recorded), Some(modelled)) => (modelled - recorded).abs() / recorded.abs().max(1e-9),
        _ => 0.0,
    }
}
