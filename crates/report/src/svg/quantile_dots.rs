//! Every pair of runs as one dot, stacked where they fall together: counting dots reads more
//! truly than the width of a band.

use super::canvas::{Anchor, Canvas, TITLE_HEIGHT};
use super::palette::{GRID, INK, QUIET, colour};
use super::scale::{Scale, range};
use super::{Caption, shortened};
use crate::number::tick_text;

/// One row of dots.
#[derive(Debug, Clone, PartialEq)]
pub struct DotsRow {
    /// What is changed.
    pub label: String,
    /// Difference of each pair, or fifty quantiles where there are more.
    pub values: Vec<f64>,
    /// The ends of the 80 % interval.
    pub interval: (f64, f64),
}

/// Most dots of a row; more pairs are shown as their quantiles.
pub const MOST_DOTS: usize = 50;
const WIDTH: f64 = 760.0;
const RADIUS: f64 = 4.2;
/// Tallest column: where more dots fall together they overlap, so that a chart of equal pairs does
/// not outgrow its page.
const TALLEST: f64 = 46.0;
const SHORT: usize = 36;

/// At most [`MOST_DOTS`] values that stand for all: the values themselves, or evenly spaced quantiles.
pub fn quantiles(values: &[f64]) -> Vec<f64> {
    let mut sorted: Vec<f64> = values
        .iter()
        .copied()
        .filter(|own| own.is_finite())
        .collect();
    sorted.sort_by(f64::total_cmp);
    if sorted.len() <= MOST_DOTS {
        return sorted;
    }
    let place = |dot: usize| (dot as f64 + 0.5) / MOST_DOTS as f64 * sorted.len() as f64;
    (0..MOST_DOTS)
        .map(|dot| sorted[place(dot) as usize])
        .collect()
}

/// Draws one row per arm on a common axis with zero in it.
pub fn quantile_dots(rows: &[DotsRow], unit: &str, caption: &Caption) -> String {
    let mut canvas = Canvas::new();
    let letters = rows
        .iter()
        .map(|row| row.label.chars().count().min(SHORT))
        .max();
    let left = 28.0 + 6.2 * letters.unwrap_or(0) as f64;
    let right = WIDTH - 28.0;
    let values = rows.iter().flat_map(|row| row.values.iter().copied());
    let ends = rows.iter().flat_map(|row| [row.interval.0, row.interval.1]);
    let (low, high) = range(values.chain(ends).chain([0.0])).unwrap_or((-1.0, 1.0));
    let room = if high > low { 0.03 * (high - low) } else { 1.0 };
    let x = Scale::linear((low - room, high + room), left, right);
    let stacks: Vec<Vec<(f64, usize)>> = rows.iter().map(|row| stacked(&row.values, &x)).collect();
    let heights: Vec<f64> = stacks.iter().map(|dots| height(dots)).collect();
    let bottom = TITLE_HEIGHT + heights.iter().sum::<f64>();
    for tick in x.ticks(7) {
        canvas.line((x.at(tick), TITLE_HEIGHT), (x.at(tick), bottom), GRID, 1.0);
        let sign = if tick > 0.0 { "+" } else { "" };
        let text = format!("{sign}{}", tick_text(tick));
        canvas.text(
            (x.at(tick), bottom + 14.0),
            &text,
            11.0,
            Anchor::Middle,
            INK,
        );
    }
    canvas.line((x.at(0.0), TITLE_HEIGHT), (x.at(0.0), bottom), INK, 1.4);
    let mut base = TITLE_HEIGHT;
    for (((row, dots), height), index) in rows.iter().zip(&stacks).zip(&heights).zip(0..) {
        base += height;
        draw_row(&mut canvas, row, dots, (base - 12.0, left), &x, index);
    }
    let subtitle = format!(
        "difference from nothing changed, {} · each dot one pair of runs{} · bar: 80 % interval",
        if unit.is_empty() { "index" } else { unit },
        if rows.iter().any(|row| row.values.len() == MOST_DOTS) {
            " in fifty"
        } else {
            ""
        }
    );
    canvas.finish(caption, &subtitle, WIDTH, bottom - TITLE_HEIGHT + 24.0)
}

fn draw_row(
    canvas: &mut Canvas,
    row: &DotsRow,
    dots: &[(f64, usize)],
    (base, left): (f64, f64),
    x: &Scale,
    index: usize,
) {
    canvas.text(
        (left - 14.0, base),
        &shortened(&row.label, SHORT),
        11.0,
        Anchor::End,
        INK,
    );
    let (low, high) = (x.at(row.interval.0), x.at(row.interval.1));
    canvas.line((low, base + 5.0), (high, base + 5.0), INK, 2.6);
    let step = step(dots);
    for (at, level) in dots {
        let y = base - RADIUS - step * *level as f64;
        canvas.disc((*at, y), RADIUS, colour(index), INK);
    }
    canvas.line((left, base + 10.0), (WIDTH - 28.0, base + 10.0), GRID, 0.8);
    if row.values.is_empty() {
        canvas.text(
            (x.at(0.0) + 8.0, base),
            "not computed",
            10.0,
            Anchor::Start,
            QUIET,
        );
    }
}

/// Dots side by side in columns as wide as a dot; each with its level in its column.
fn stacked(values: &[f64], x: &Scale) -> Vec<(f64, usize)> {
    let width = 2.0 * RADIUS;
    let mut levels = std::collections::BTreeMap::<i64, usize>::new();
    let mut place = |value: &f64| {
        let column = (x.at(*value) / width).round() as i64;
        let level = levels.entry(column).or_insert(0);
        *level += 1;
        (column as f64 * width, *level - 1)
    };
    values.iter().map(&mut place).collect()
}

/// Dots that stand on the lowest one of the highest column.
fn above_lowest(dots: &[(f64, usize)]) -> f64 {
    dots.iter().map(|dot| dot.1).max().unwrap_or(0) as f64
}

/// Distance between neighbours of a column.
fn step(dots: &[(f64, usize)]) -> f64 {
    let room = TALLEST - 2.0 * RADIUS;
    (room / above_lowest(dots).max(1.0)).min(2.0 * RADIUS)
}

fn height(dots: &[(f64, usize)]) -> f64 {
    (2.0 * RADIUS + step(dots) * above_lowest(dots)).max(14.0) + 18.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_of_a_tall_column_overlap_and_those_of_a_low_one_touch() {
        let column =
            |dots: usize| -> Vec<(f64, usize)> { (0..dots).map(|own| (0.0, own)).collect() };
        assert_eq!(step(&column(4)), 2.0 * RADIUS);
        assert!(step(&column(16)) < 2.0 * RADIUS && step(&column(16)) > 1.0);
        for dots in [16, 50] {
            assert!((height(&column(dots)) - TALLEST - 18.0).abs() < 1e-9);
        }
    }

    #[test]
    fn many_values_become_fifty_quantiles_in_order() {
        let values: Vec<f64> = (0..1000).rev().map(f64::from).collect();
        let dots = quantiles(&values);
        assert_eq!(dots.len(), MOST_DOTS);
        assert!(dots.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!((dots[0], dots[49]), (10.0, 990.0));
        assert_eq!(quantiles(&[2.0, 1.0]), [1.0, 2.0]);
    }
}
