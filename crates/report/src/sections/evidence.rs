//! What is assumed, what is attested, and by whom.

use std::collections::BTreeSet;

use scenario::Confidence;
use store::manifest::{Ground, ParameterUsed};

use super::timeline::ground_text;
use crate::charts::record_caption;
use crate::page::{Block, Citation, Figure, Section, Table};
use crate::svg::{StackedBar, stacked_bars};
use crate::view::RunView;

/// The section.
pub(crate) fn assumptions(view: &RunView<'_>) -> Section {
    let (assumed, all) = view.assumptions();
    let by_source = all - assumed;
    let text = format!(
        "{by_source} of {all} parameters rest on a source, {assumed} are stated assumptions. An assumption is a choice of this project; \
         whoever disputes it can change it with one line and run again."
    );
    let mut blocks = vec![Block::Text(text), Block::Figure(standing(view))];
    let is_assumed = |parameter: &&ParameterUsed| matches!(parameter.basis, Ground::Because(_));
    let (open, rest): (Vec<_>, Vec<_>) = view.manifest.parameters.iter().partition(is_assumed);
    blocks.push(Block::Folded(parameters(
        "Assumptions, each with its reason",
        &open,
    )));
    blocks.push(Block::Folded(parameters("Parameters with a source", &rest)));
    blocks.extend(conflicts(view).map(Block::Folded));
    Section {
        id: "assumptions",
        heading: "What is assumed, what is attested",
        blocks,
    }
}

/// Counts of figures by how well they are attested.
fn standing(view: &RunView<'_>) -> Figure {
    let grades = [
        (Confidence::Verified, "seen in a stored text"),
        (Confidence::Recalled, "recalled, not yet seen"),
        (Confidence::Estimated, "estimated"),
        (Confidence::Assumption, "assumed"),
    ];
    let tables = &view.scenario.tables;
    let all = || {
        let rows = tables.rows.iter().map(|row| row.confidence);
        let others = tables
            .regions
            .iter()
            .map(|row| row.confidence)
            .chain(tables.camps.iter().map(|row| row.confidence));
        rows.chain(others)
            .chain(tables.decisions.iter().map(|row| row.confidence))
            .chain(tables.elite.iter().map(|row| row.confidence))
    };
    let count = |grade: Confidence| all().filter(|own| *own == grade).count();
    let bar = |(grade, words): &(Confidence, &str)| StackedBar {
        label: (*words).to_owned(),
        parts: vec![count(*grade) as f64],
        note: count(*grade).to_string(),
    };
    let bars: Vec<StackedBar> = grades.iter().map(bar).collect();
    let title = "Rows of the historical tables by how they are attested";
    let words: Vec<String> = bars
        .iter()
        .map(|bar| format!("{}: {}", bar.label, bar.note))
        .collect();
    let text = format!("{}. Seen in a text does not mean true.", words.join("; "));
    let rows = bars
        .iter()
        .map(|bar| vec![bar.label.clone(), bar.note.clone()])
        .collect();
    let header = ["standing", "rows"].map(str::to_owned).to_vec();
    let table = Table {
        of_record: true,
        caption: "Rows by standing".to_owned(),
        header,
        rows,
    };
    let svg = stacked_bars(
        &[],
        &bars,
        "rows",
        &record_caption(view, "standing", title, &text),
    );
    Figure {
        id: "standing".to_owned(),
        title: title.to_owned(),
        svg,
        notes: vec![text],
        tables: vec![table],
        ..Figure::default()
    }
}

fn parameters(caption: &str, found: &[&ParameterUsed]) -> Table {
    let row = |parameter: &&ParameterUsed| {
        vec![
            parameter.key.clone(),
            parameter.value.to_string(),
            parameter.unit.clone(),
            ground_text(&parameter.basis),
            parameter.origin.clone(),
        ]
    };
    Table {
        of_record: false,
        caption: caption.to_owned(),
        header: ["parameter", "value", "unit", "rests on", "set at"]
            .map(str::to_owned)
            .to_vec(),
        rows: found.iter().map(row).collect(),
    }
}

/// Disagreements between sources, which stay side by side.
fn conflicts(view: &RunView<'_>) -> Option<Table> {
    let conflicts = &view.scenario.ledger.conflicts;
    let row = |conflict: &scenario::ledger::Conflict| {
        vec![
            conflict.question.clone(),
            conflict.claims.join(", "),
            conflict.default.clone(),
            conflict.note.clone(),
        ]
    };
    (!conflicts.is_empty()).then(|| Table {
        of_record: true,
        caption: "Where sources disagree".to_owned(),
        header: [
            "question",
            "claims",
            "used here",
            "why more than one can be right",
        ]
        .map(str::to_owned)
        .to_vec(),
        rows: conflicts.iter().map(row).collect(),
    })
}

/// Every source that the run rests on or is compared with.
pub(crate) fn sources(view: &RunView<'_>) -> Section {
    let ledger = &view.scenario.ledger;
    let mut keys: BTreeSet<&str> = BTreeSet::new();
    for id in &view.manifest.evidence {
        match ledger.claims.get(id) {
            Some(claim) => keys.extend(claim.sources.iter().map(String::as_str)),
            None => drop(keys.insert(id)),
        }
    }
    let decided = view
        .scenario
        .tables
        .decisions
        .iter()
        .flat_map(|row| row.sources.iter().map(String::as_str));
    keys.extend(decided);
    let cited: Vec<Citation> = keys
        .iter()
        .filter_map(|key| ledger.sources.get(*key))
        .map(citation)
        .collect();
    let text = format!(
        "{} sources. Seen: a text or data copy was read for the figure. Not seen: cited from memory, to be checked.",
        cited.len()
    );
    Section {
        id: "sources",
        heading: "Sources",
        blocks: vec![Block::Text(text), Block::Sources(cited)],
    }
}

fn citation(source: &scenario::ledger::Source) -> Citation {
    let seen = if source.status == "stored" {
        "seen"
    } else {
        "not seen"
    };
    Citation {
        key: source.key.clone(),
        citation: source.citation.clone(),
        seen,
    }
}
