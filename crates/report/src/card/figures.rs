//! The pictures of a card, each with the table behind it and the badge in it.

use super::{CardContext, CardFigure};
use crate::answer::{
    Answer, CoursePoint, Difference, Outcome, amount, difference_sentence, doubt_sentence,
    range_text, signed_median,
};
use crate::page::Table;
use crate::svg::{
    BandPoint, Caption, DifferenceChart, DotsRow, StackedBar, Tile, difference_chart,
    difference_tile_map, doubt_bar, quantile_dots, quantiles, stacked_bars,
};
use crate::view::{day_text, month_text, year_number};

/// Changes whose pairs are shown as dots.
const DOTS_ROWS: usize = 6;
/// Rows of the table behind the course.
const COURSE_ROWS: usize = 16;

fn caption(answer: &Answer, id: &str, title: String, description: String) -> Caption {
    Caption {
        id: format!("{}-{id}", answer.asked.id),
        title,
        description,
        badge: answer.badge.text(),
    }
}

/// The headline difference over time.
pub(super) fn course(answer: &Answer, context: &CardContext<'_>) -> Option<CardFigure> {
    let (outcome, difference) = answer.headline()?;
    if difference.course.len() < 3 || difference.is_nothing() {
        return None;
    }
    let amount = amount(&outcome.unit);
    let points: Vec<BandPoint> = difference
        .course
        .iter()
        .map(|own| band_point(own, amount.factor()))
        .collect();
    let arm = answer.headline_arm()?;
    let branch = arm.identical_until?;
    let last = difference.course.last()?.day;
    let (start, end) = context.span.unwrap_or((branch, last));
    // A year before the branch is enough to see that nothing differs.
    let first = start.max(branch.saturating_sub(jiff::Span::new().months(9)));
    let sentence = difference_sentence(outcome, difference);
    let chart = DifferenceChart {
        caption: caption(
            answer,
            "course",
            format!("{}: {}", outcome.name, arm.title),
            sentence.clone(),
        ),
        unit: match amount.difference_word() {
            "" => outcome.unit.clone(),
            word => word.to_owned(),
        },
        span: (year_number(first), year_number(last.min(end))),
        branch: (
            year_number(branch),
            format!("identical until {}", day_text(branch)),
        ),
        landmarks: context
            .landmarks
            .iter()
            .map(|(day, label)| (year_number(*day), label.clone()))
            .collect(),
        wall: (last >= end).then(|| (year_number(end), "nothing is said beyond".to_owned())),
    };
    Some(CardFigure {
        says: sentence,
        svg: difference_chart(&points, &chart),
        table: Some(course_table(outcome, difference)),
    })
}

fn band_point(own: &CoursePoint, factor: f64) -> BandPoint {
    let estimate = &own.estimate;
    let pair = |low: f64, high: f64| (low * factor, high * factor);
    BandPoint {
        x: year_number(own.day),
        median: estimate.value * factor,
        bands: [
            pair(estimate.lo50, estimate.hi50),
            pair(estimate.lo80, estimate.hi80),
            pair(estimate.lo95, estimate.hi95),
        ],
    }
}

fn course_table(outcome: &Outcome, difference: &Difference) -> Table {
    let every = difference.course.len().div_ceil(COURSE_ROWS).max(1);
    let row = |own: &CoursePoint| {
        vec![
            month_text(own.day),
            signed_median(&own.estimate, &outcome.unit),
            range_text(&own.estimate, &outcome.unit),
        ]
    };
    Table {
        caption: format!("{}: difference over time", outcome.name),
        header: ["month", "difference", "interval"]
            .map(str::to_owned)
            .to_vec(),
        rows: difference.course.iter().step_by(every).map(row).collect(),
        ..Table::default()
    }
}

/// Every pair of the headline outcome under every change.
pub(super) fn dots(answer: &Answer) -> Option<CardFigure> {
    let (outcome, _) = answer.headline()?;
    let factor = amount(&outcome.unit).factor();
    let differs = |own: &&Difference| !own.is_nothing();
    let rows: Vec<DotsRow> = outcome
        .differences
        .iter()
        .filter(differs)
        .take(DOTS_ROWS)
        .map(|own| DotsRow {
            label: answer.arm_title(&own.arm).to_owned(),
            values: quantiles(&own.members)
                .iter()
                .map(|value| value * factor)
                .collect(),
            interval: (own.estimate.lo80 * factor, own.estimate.hi80 * factor),
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let sentences: Vec<String> = outcome
        .differences
        .iter()
        .map(|own| {
            let title = answer.arm_title(&own.arm);
            format!("{title}: {}", difference_sentence(outcome, own))
        })
        .collect();
    let title = format!("{} {}, pair by pair", outcome.name, outcome.when);
    let unit = match amount(&outcome.unit).difference_word() {
        "" => outcome.unit.as_str(),
        _ if outcome.unit == "share" => "points",
        _ => outcome.unit.as_str(),
    };
    Some(CardFigure {
        says: "Each dot is one pair of runs with the same chance: count them.".to_owned(),
        svg: quantile_dots(
            &rows,
            unit,
            &caption(answer, "dots", title, sentences.join(" ")),
        ),
        table: None,
    })
}

/// Where the width of the headline interval comes from.
pub(super) fn doubt(answer: &Answer) -> Option<CardFigure> {
    let (outcome, difference) = answer.headline()?;
    difference.doubt.dominant()?;
    let sentence = doubt_sentence(&difference.doubt);
    let title = format!("Where the doubt about {} comes from", outcome.name);
    Some(CardFigure {
        says: sentence.clone(),
        svg: doubt_bar(
            &difference.doubt.kinds(),
            &caption(answer, "doubt", title, sentence),
        ),
        table: None,
    })
}

/// The headline difference by region, where any region differs.
pub(super) fn map(answer: &Answer, context: &CardContext<'_>) -> Option<CardFigure> {
    let (outcome, difference) = answer.headline()?;
    let differs =
        |own: &crate::answer::RegionDifference| own.value.is_some_and(|value| value != 0.0);
    let counted = difference.regions.iter().filter(|own| own.value.is_some());
    // A map of the few places where a run had an event would say of all others that nobody lives there.
    let few = 2 * counted.count() < context.regions.len();
    if few || !difference.regions.iter().any(differs) {
        return None;
    }
    let amount = amount(&outcome.unit);
    let tile = |region: &scenario::table::RegionRow| {
        let own = difference
            .regions
            .iter()
            .find(|own| own.region == region.id);
        let value = own
            .and_then(|own| own.value)
            .map(|value| value * amount.factor());
        let mark = if own.is_some_and(|own| own.clear) {
            ""
        } else {
            "~"
        };
        let text = |value: f64| {
            let sign = if value > 0.0 { "+" } else { "" };
            format!(
                "{mark}{sign}{}",
                crate::number::model_text(crate::number::rounded(value, 2), "")
            )
        };
        Tile {
            value,
            text: value.map_or_else(String::new, text),
        }
    };
    let tiles: Vec<Tile> = context.regions.iter().map(tile).collect();
    let clear = difference.regions.iter().filter(|own| own.clear).count();
    let says = format!(
        "In the model, the 80 % interval excludes zero in {clear} of {} regions; ~ marks the others.",
        difference
            .regions
            .iter()
            .filter(|own| own.value.is_some())
            .count()
    );
    let title = format!("{} by region {}", outcome.name, outcome.when);
    let unit = match amount.difference_word() {
        "" => outcome.unit.as_str(),
        word => word,
    };
    let svg = difference_tile_map(
        context.regions,
        &tiles,
        unit,
        &caption(answer, "map", title, says.clone()),
    );
    Some(CardFigure {
        says,
        svg,
        table: None,
    })
}

/// Endings that exclude one another, one bar per change.
pub(super) fn endings(answer: &Answer) -> Option<CardFigure> {
    let endings = answer.endings.as_ref()?;
    let bar = |row: &crate::answer::EndingRow| {
        let all: u32 = row.runs.iter().sum();
        StackedBar {
            label: crate::svg::shortened(&row.arm, 44),
            parts: row
                .runs
                .iter()
                .map(|runs| f64::from(*runs) / f64::from(all.max(1)))
                .collect(),
            note: format!("{all} runs"),
        }
    };
    let bars: Vec<StackedBar> = endings.rows.iter().map(bar).collect();
    let describe = |row: &crate::answer::EndingRow| {
        let all: u32 = row.runs.iter().sum();
        let parts: Vec<String> = endings
            .names
            .iter()
            .zip(&row.runs)
            .map(|(name, runs)| format!("{name} in {runs} of {all} runs"))
            .collect();
        format!("{}: {}.", row.arm, parts.join(", "))
    };
    let words: Vec<String> = endings.rows.iter().map(describe).collect();
    let table = Table {
        caption: format!("{}: runs per ending", endings.what),
        header: std::iter::once("change".to_owned())
            .chain(endings.names.iter().cloned())
            .collect(),
        rows: endings.rows.iter().map(ending_cells).collect(),
        ..Table::default()
    };
    let caption = caption(answer, "endings", endings.what.clone(), words.join(" "));
    let subtitle = "shares of runs in the model; the endings exclude one another and sum to 100 %";
    Some(CardFigure {
        says: "Every run has one ending; the shares of a bar sum to 100 %.".to_owned(),
        svg: stacked_bars(&endings.names, &bars, subtitle, &caption),
        table: Some(table),
    })
}

fn ending_cells(row: &crate::answer::EndingRow) -> Vec<String> {
    let all: u32 = row.runs.iter().sum();
    let cells = row.runs.iter().map(|runs| format!("{runs} of {all}"));
    std::iter::once(row.arm.clone()).chain(cells).collect()
}
