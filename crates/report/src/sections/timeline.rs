//! Decisions: what was decided, by whom, and what it sets in the model.

use scenario::table::DecisionRow;
use store::manifest::Ground;

use crate::charts::{record_caption, span};
use crate::page::{Block, Figure, Section, Table};
use crate::svg::{Axis, AxisScale, ChartOptions, Mark, line_chart};
use crate::view::{RunView, day_text, year_number};

/// The section.
pub(crate) fn decisions(view: &RunView<'_>) -> Section {
    let mut blocks = Vec::new();
    let rows = &view.scenario.tables.decisions;
    if !rows.is_empty() {
        blocks.push(Block::Figure(directions(view, rows)));
    }
    let steps: usize = view
        .manifest
        .levers
        .iter()
        .map(|lever| lever.timeline.len())
        .sum();
    blocks.push(Block::Model(format!(
        "{} policies are set by {steps} dated steps. The table says who decided, and what each step rests on.",
        view.manifest.levers.len()
    )));
    blocks.push(Block::Folded(levers(view)));
    Section {
        id: "decisions",
        heading: "Decisions on a timeline",
        blocks,
    }
}

fn directions(view: &RunView<'_>, rows: &[DecisionRow]) -> Figure {
    let title = "Decisions of the record by direction";
    let text = format!(
        "{} dated decisions and events. Up is toward openness, down toward control; the direction is this project's own \
         coding on a scale from -2 to +2 and not a measurement.",
        rows.len()
    );
    let mark = |row: &DecisionRow| Mark {
        x: year_number(row.date),
        y: row.direction,
        range: None,
        line: 0,
    };
    let options = ChartOptions {
        caption: record_caption(view, "directions", title, &text),
        x: Axis {
            label: "year".to_owned(),
            range: span(view),
            ..Axis::default()
        },
        y: Axis {
            label: "direction, own coding, −2 to +2".to_owned(),
            range: Some((-2.2, 2.2)),
            scale: AxisScale::FromZero,
        },
        marks: rows.iter().map(mark).collect(),
        rules: Vec::new(),
    };
    let row = |row: &DecisionRow| {
        vec![
            day_text(row.date),
            row.event.clone(),
            row.actor.clone(),
            row.id.clone(),
            format!("{:?}", row.confidence).to_lowercase(),
            row.sources.join(", "),
        ]
    };
    let table = Table {
        of_record: true,
        caption: "Decisions and events of the record".to_owned(),
        header: [
            "date",
            "what happened",
            "who decided",
            "data row",
            "standing",
            "sources",
        ]
        .map(str::to_owned)
        .to_vec(),
        rows: rows.iter().map(row).collect(),
    };
    Figure {
        id: "directions".to_owned(),
        title: title.to_owned(),
        svg: line_chart(&[], &options),
        notes: vec![text],
        tables: vec![table],
        ..Figure::default()
    }
}

/// Every step of every policy as used.
fn levers(view: &RunView<'_>) -> Table {
    let mut rows = Vec::new();
    for lever in &view.manifest.levers {
        for step in &lever.timeline {
            let value = format!("{} ({} {})", step.setting, step.value, lever.unit);
            rows.push(vec![
                lever.id.clone(),
                day_text(step.date),
                value,
                step.actor.clone(),
                ground_text(&step.basis),
            ]);
        }
    }
    Table {
        of_record: false,
        caption: "Policies as used, step by step".to_owned(),
        header: ["policy", "from", "setting", "who decided", "rests on"]
            .map(str::to_owned)
            .to_vec(),
        rows,
    }
}

/// A basis in words.
pub(super) fn ground_text(ground: &Ground) -> String {
    match ground {
        Ground::Source(keys) => keys.join(", "),
        Ground::Because(reason) => format!(
            "assumption: {}",
            reason.trim_start_matches("assumption:").trim()
        ),
    }
}
