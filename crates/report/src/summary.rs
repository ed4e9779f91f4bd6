//! The end of a run on one screen.

use crate::number::{model_text, recorded_text};
use crate::sections::worst_first;
use crate::view::{Numbers, RunView, badge, label};

/// How the summary is shown.
#[derive(Debug, Clone, Copy, Default)]
pub struct SummaryOptions<'a> {
    /// No drawing, one fact a line.
    pub plain: bool,
    /// Where the report was written.
    pub report: Option<&'a str>,
}

/// Columns of a terminal line.
const COLUMNS: usize = 100;
/// Letters of a sparkline.
const SPARKS: usize = 16;
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// Series of the first screen, in order.
const SERIES: [&str; 15] = [
    "population",
    "cpsu_total",
    "prisoners_total",
    "prisoners_counterrevolutionary",
    "released_amnesty",
    "released_review",
    "heard_any",
    "heard_reading",
    "reception_official",
    "reception_slander",
    "grumbled",
    "acts",
    "convicted_antisoviet_agitation",
    "mean_fear",
    "press_gate",
];
/// Misses named.
const MISSES: usize = 6;

/// At most forty lines of at most a hundred columns.
pub fn summary(view: &RunView<'_>, options: &SummaryOptions<'_>) -> String {
    let mut lines = crate::svg::badge_lines(&badge(view.manifest), COLUMNS);
    lines.push(String::new());
    if !options.plain {
        lines.push(row(
            "series",
            "start to end",
            "model at the end",
            "record, model beside it",
        ));
    }
    let found = SERIES.iter().filter_map(|name| view.country(name));
    lines.extend(found.map(|numbers| series_line(view, &numbers, options.plain)));
    lines.push(String::new());
    lines.extend(fit_lines(view, options.plain));
    for warning in view.manifest.warnings.iter().take(3) {
        lines.push(shortened(&format!("Note: {warning}")));
    }
    if let Some(report) = options.report {
        lines.push(format!("Report: {report}"));
    }
    lines.join("\n") + "\n"
}

fn row(name: &str, spark: &str, end: &str, beside: &str) -> String {
    let line = format!("{name:<31} {spark:<SPARKS$}  {end:>16}  {beside}");
    shortened(line.trim_end())
}

fn series_line(view: &RunView<'_>, numbers: &Numbers<'_>, plain: bool) -> String {
    let unit = &numbers.entry.unit;
    let end = match numbers.is_flow() {
        true => format!(
            "{} in all",
            model_text(numbers.points.iter().map(|point| point.1).sum(), unit)
        ),
        false => numbers
            .last()
            .map_or(String::new(), |(_, value)| model_text(value, unit)),
    };
    let mut beside = beside(view, numbers);
    if numbers.entry.needs_full_population && view.manifest.sample > 1 {
        beside = "needs the full population".to_owned();
    } else if beside.is_empty() && numbers.entry.model_only {
        beside = "model only".to_owned();
    }
    let name = label(&numbers.entry.name);
    if plain {
        let beside = if beside.is_empty() {
            String::new()
        } else {
            format!("; {beside}")
        };
        return shortened(&format!("In the model, {name}: {end} at the end{beside}."));
    }
    row(&name, &sparkline(numbers), &end, &beside)
}

/// The latest recorded figure with the model's figure for the same day.
fn beside(view: &RunView<'_>, numbers: &Numbers<'_>) -> String {
    let record = view.record_of(&numbers.entry.name);
    let both = record
        .iter()
        .rev()
        .find(|line| line.recorded.is_some() && line.modelled.is_some());
    let unit = &numbers.entry.unit;
    let Some((line, (recorded, modelled))) =
        both.and_then(|line| Some((line, line.recorded.zip(line.modelled)?)))
    else {
        return String::new();
    };
    format!(
        "{}: {}, {}",
        line.date.year(),
        recorded_text(recorded, unit),
        model_text(modelled, unit)
    )
}

/// The course of a series in blocks of eight heights, from its lowest to its highest.
fn sparkline(numbers: &Numbers<'_>) -> String {
    let values: Vec<f64> = numbers.points.iter().map(|point| point.1).collect();
    let low = values.iter().copied().fold(f64::MAX, f64::min);
    let high = values.iter().copied().fold(f64::MIN, f64::max);
    let chunk = values.len().div_ceil(SPARKS).max(1);
    let height = |values: &[f64]| {
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        let share = if high > low {
            (mean - low) / (high - low)
        } else {
            0.0
        };
        BARS[((share * BARS.len() as f64) as usize).min(BARS.len() - 1)]
    };
    values.chunks(chunk).map(height).collect()
}

fn fit_lines(view: &RunView<'_>, plain: bool) -> Vec<String> {
    let record = &view.manifest.record;
    if record.is_empty() {
        return vec!["Not compared with the record.".to_owned()];
    }
    let count = |verdict: &str, used: &str| {
        record
            .iter()
            .filter(|line| line.verdict == verdict && line.used_for == used)
            .count()
    };
    let counts = |used: &str| {
        format!(
            "{} inside, {} near, {} off",
            count("inside", used),
            count("near", used),
            count("off", used)
        )
    };
    let mut lines = vec![
        format!(
            "Record held back: {}. Fitted: {}.",
            counts("held"),
            counts("fitted")
        ),
        format!("Record put in:    {}.", counts("input")),
        "Largest misses:".to_owned(),
    ];
    let missed = worst_first(view)
        .into_iter()
        .filter(|line| line.verdict != "inside" && !view.is_too_rare(&line.series))
        .take(MISSES);
    for line in missed {
        let unit = view
            .country(&line.series)
            .map_or("", |numbers| numbers.entry.unit.as_str());
        let recorded = line
            .recorded
            .map_or(String::new(), |value| recorded_text(value, unit));
        let modelled = line
            .modelled
            .map_or(String::new(), |value| model_text(value, unit));
        let indent = if plain { "" } else { "  " };
        lines.push(shortened(&format!(
            "{indent}{} on {}: record {recorded}, model {modelled} ({}, {}; {})",
            label(&line.series),
            line.date,
            line.verdict,
            line.used_for,
            line.row
        )));
    }
    lines
}

/// A line cut at the terminal's width.
fn shortened(line: &str) -> String {
    if line.chars().count() <= COLUMNS {
        return line.to_owned();
    }
    let mut cut: String = line.chars().take(COLUMNS - 1).collect();
    cut.push('…');
    cut
}
