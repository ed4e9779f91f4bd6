//! A fit of parameters as a page: what was believed before and after, the fit row by row, and what
//! the rows left open.

use analysis::calibration::report::{Before, beliefs, digits, fitted_rows};
use analysis::calibration::{Fit, Marginal};
use askama::Template;

use crate::number::recorded_text;
use crate::page::{Block, Figure, Page, Section, Table};
use crate::svg::{Caption, IntervalRow, interval_rows};
use crate::view::label;

/// The page as one self-contained HTML file.
///
/// # Errors
/// The template's; none is known for writing to memory.
pub fn calibration_html(fit: &Fit) -> Result<String, askama::Error> {
    let about = &fit.set.provenance;
    let stamp = format!(
        "{} · sample 1/{} · {} runs, {} draws · ottepel {}",
        about.scenario,
        about.sample,
        about.runs,
        fit.set.rows.len(),
        about.program
    );
    let page = Page {
        title: "Parameters fitted to the record",
        of: format!("set {}", about.name),
        badge: format!("model result · {stamp} · not a prediction; see limits"),
        short_badge: format!(
            "model result · set {} · not a prediction; see limits",
            about.name
        ),
        record_badge: "record, not a model result".to_owned(),
        voice: "middle and 80 % interval over the draws",
        sections: vec![
            what(fit),
            parameters(fit, &stamp),
            rows(fit, &stamp),
            open(fit),
            limits(),
            again(fit),
        ],
    };
    page.render()
}

fn what(fit: &Fit) -> Section {
    let about = &fit.set.provenance;
    let seen = about.rows_until.as_ref().map_or(String::new(), |day| {
        format!(" Rows after {day} were left unseen, and the runs end there.")
    });
    let text = format!(
        "{} runs, of which {} are kept as draws; with their weights they say as much as {:.1} equal ones. Method: {}. The \
         farthest draw stands {:.2} standard deviations from the record.{seen}",
        about.runs,
        fit.set.rows.len(),
        about.effective_size,
        about.method,
        about.distance,
    );
    let header = ["wave", "runs", "share of the prior not ruled out"];
    let waves = fit.waves.iter().zip(1..).map(|(wave, number)| {
        let number: i32 = number;
        vec![
            number.to_string(),
            wave.runs.to_string(),
            format!("{:.4}", wave.left),
        ]
    });
    let table = Table {
        caption: "Waves of runs".to_owned(),
        of_record: false,
        header: header.map(str::to_owned).to_vec(),
        rows: waves.collect(),
    };
    Section {
        id: "what",
        heading: "What this is",
        blocks: vec![Block::Text(text), Block::Table(table)],
    }
}

/// Prior beside posterior, on the axis of the prior's own shares and as numbers.
fn parameters(fit: &Fit, stamp: &str) -> Section {
    let beliefs = beliefs(fit);
    let row = |own: &Before<'_>| IntervalRow {
        label: own.axis.key.clone(),
        interval: [own.marginal.low, own.marginal.median, own.marginal.high],
        against: (0.1, 0.9),
    };
    let drawn: Vec<IntervalRow> = beliefs.iter().map(row).collect();
    let caption = Caption {
        id: "parameters".to_owned(),
        title: "What the rows say about each parameter".to_owned(),
        description: "One row a parameter, on the scale of its prior: 0.5 is the prior's middle."
            .to_owned(),
        badge: format!("model result · {stamp} · not a prediction"),
    };
    let subtitle = "share of the prior below · grey: 80 % of the prior · blue: 80 % of the draws and their middle";
    let figure = Figure {
        id: "parameters".to_owned(),
        title: caption.title.clone(),
        svg: interval_rows(&drawn, (0.0, 1.0), subtitle, &caption),
        ..Figure::default()
    };
    let header = [
        "parameter",
        "unit",
        "before (80 %)",
        "after (80 %)",
        "learnt",
    ];
    let cells = |own: &Before<'_>| {
        let [before, after, learnt] = own.words();
        vec![
            own.axis.key.clone(),
            own.axis.unit.clone(),
            before,
            after,
            learnt,
        ]
    };
    let table = Table {
        caption: "Parameters before and after: middle and 80 % interval".to_owned(),
        of_record: false,
        header: header.map(str::to_owned).to_vec(),
        rows: beliefs.iter().map(cells).collect(),
    };
    let text = "Learnt is the share of the prior's variance that the rows took away. Below 20 %, or within what chance \
                does to so few draws, the rows say hardly anything.";
    Section {
        id: "parameters",
        heading: "Parameters, before and after",
        blocks: vec![
            Block::Text(text.to_owned()),
            Block::Figure(figure),
            Block::Table(table),
        ],
    }
}

fn rows(fit: &Fit, stamp: &str) -> Section {
    let fitted = fitted_rows(fit);
    let share = |row: &analysis::calibration::report::FittedRow<'_>| {
        let value = row.target.row.value.filter(|value| *value > 0.0)?;
        let of = |own: f64| own / value;
        let own = &row.target.row;
        Some(IntervalRow {
            label: format!("{}, {}", label(&own.series), own.date),
            interval: [row.model.low, row.model.median, row.model.high].map(of),
            against: (of(own.low.unwrap_or(value)), of(own.high.unwrap_or(value))),
        })
    };
    let drawn: Vec<IntervalRow> = fitted.iter().filter_map(share).collect();
    let caption = Caption {
        id: "rows".to_owned(),
        title: "The draws as a share of the record".to_owned(),
        description: "One row a fitted figure; one on the axis is the record itself.".to_owned(),
        badge: format!("model result · {stamp} · not a prediction"),
    };
    let subtitle =
        "line: 80 % of the draws, disc: their middle · black upright or grey bar: the record";
    let figure = Figure {
        id: "rows".to_owned(),
        title: caption.title.clone(),
        svg: interval_rows(&drawn, (0.4, 1.6), subtitle, &caption),
        ..Figure::default()
    };
    let header = ["row", "what", "date", "record", "model (80 %)", "verdict"];
    let cells = |row: &analysis::calibration::report::FittedRow<'_>| {
        let own = &row.target.row;
        vec![
            own.id.clone(),
            label(&own.series),
            own.date.to_string(),
            format!(
                "{} {}",
                recorded_text(own.value.unwrap_or_default(), ""),
                own.unit
            ),
            format!(
                "{} ({} to {})",
                digits(row.model.median),
                digits(row.model.low),
                digits(row.model.high)
            ),
            row.verdict.words().to_owned(),
        ]
    };
    let table = Table {
        caption: "Fit by target".to_owned(),
        of_record: false,
        header: header.map(str::to_owned).to_vec(),
        rows: fitted.iter().map(cells).collect(),
    };
    let text = "These rows were used; agreement here is no test.";
    Section {
        id: "rows",
        heading: "Rows fitted",
        blocks: vec![
            Block::Text(text.to_owned()),
            Block::Figure(figure),
            Block::Table(table),
        ],
    }
}

fn open(fit: &Fit) -> Section {
    let pairs = fit.space.axes.iter().zip(&fit.marginals);
    let open = pairs.filter(|(_, own): &(_, &Marginal)| !own.is_identified());
    let items: Vec<String> = open
        .map(|(axis, _)| format!("{} ({})", axis.key, axis.unit))
        .collect();
    let block = match items.is_empty() {
        true => Block::Text("The rows say something about every parameter fitted.".to_owned()),
        false => Block::List(items),
    };
    Section {
        id: "open",
        heading: "What stayed unidentified",
        blocks: vec![block],
    }
}

fn limits() -> Section {
    let items = [
        "The emulators and the tolerance of a tenth for the model's own simplicity are ours; a narrower tolerance would narrow the draws without new knowledge.",
        "A parameter that was not fitted stands at its usual value in every draw.",
        "What the rows leave open is open: the draws then follow the prior.",
    ];
    Section {
        id: "limits",
        heading: "Limits",
        blocks: vec![Block::List(items.map(str::to_owned).to_vec())],
    }
}

fn again(fit: &Fit) -> Section {
    let about = &fit.set.provenance;
    let block = if about.command.is_empty() {
        Block::Text(
            "Time ended this fit before its last run, so no command makes it again: another machine gets further or \
             less far in the same time."
                .to_owned(),
        )
    } else {
        Block::Command(about.command.clone())
    };
    Section {
        id: "again",
        heading: "How to make this again",
        blocks: vec![block],
    }
}
