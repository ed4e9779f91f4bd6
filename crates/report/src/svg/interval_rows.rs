//! Rows with an interval beside a mark or a range that it is held against.

use super::Caption;
use super::canvas::{Anchor, Canvas, TITLE_HEIGHT};
use super::palette::{GRID, INK, QUIET, RECORD, colour};
use super::scale::Scale;
use crate::number::tick_text;

/// One row, all numbers on the axis of the picture.
#[derive(Debug, Clone, PartialEq)]
pub struct IntervalRow {
    /// Label.
    pub label: String,
    /// Least, middle and greatest of the interval.
    pub interval: [f64; 3],
    /// What it is held against: a range, or a mark where both ends are one.
    pub against: (f64, f64),
}

const WIDTH: f64 = 760.0;
const ROW: f64 = 18.0;
const LONGEST: usize = 44;

/// Draws rows between the ends of an axis; what lies outside is drawn at the end, as an open mark.
pub fn interval_rows(
    rows: &[IntervalRow],
    axis: (f64, f64),
    subtitle: &str,
    caption: &Caption,
) -> String {
    let mut canvas = Canvas::new();
    let letters = rows
        .iter()
        .map(|row| row.label.chars().count().min(LONGEST));
    let (left, right) = (24.0 + 6.2 * letters.max().unwrap_or(0) as f64, WIDTH - 24.0);
    let x = Scale::linear(axis, left, right);
    let at = |value: f64| x.at(value.clamp(axis.0, axis.1));
    let top = TITLE_HEIGHT + 8.0;
    let bottom = top + ROW * rows.len() as f64;
    for tick in x.ticks(6) {
        canvas.line((x.at(tick), top), (x.at(tick), bottom), GRID, 1.0);
        let place = (x.at(tick), bottom + 14.0);
        canvas.text(place, &tick_text(tick), 11.0, Anchor::Middle, INK);
    }
    for (row, number) in rows.iter().zip(0..) {
        let y = top + ROW * (f64::from(number) + 0.5);
        let label: String = row.label.chars().take(LONGEST).collect();
        canvas.text((left - 10.0, y + 4.0), &label, 10.5, Anchor::End, INK);
        against(&mut canvas, (at(row.against.0), at(row.against.1)), y);
        let [low, middle, high] = row.interval;
        canvas.line((at(low), y), (at(high), y), colour(0), 2.6);
        let inside = (axis.0..=axis.1).contains(&middle);
        let fill = if inside { colour(0) } else { "#ffffff" };
        canvas.disc((at(middle), y), 3.8, fill, INK);
    }
    canvas.finish(caption, subtitle, WIDTH, bottom + 22.0 - TITLE_HEIGHT)
}

/// A range as a grey bar, a single figure as a black upright.
fn against(canvas: &mut Canvas, (low, high): (f64, f64), y: f64) {
    if high - low > 1.0 {
        canvas.line((low, y + 5.0), (high, y + 5.0), QUIET, 3.0);
    } else {
        canvas.line((low, y - 6.0), (low, y + 6.0), RECORD, 2.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(interval: [f64; 3]) -> String {
        let row = IntervalRow {
            label: "cpsu total".to_owned(),
            interval,
            against: (1.0, 1.0),
        };
        interval_rows(&[row], (0.0, 2.0), "", &Caption::default())
    }

    #[test]
    fn what_lies_outside_is_an_open_mark_at_the_end() {
        let within = drawn([0.9, 1.1, 1.2]);
        let outside = drawn([2.5, 3.0, 4.0]);
        assert!(
            within.contains("cpsu total") && !within.contains("fill=\"#ffffff\" stroke=\"#222")
        );
        assert_ne!(within, outside);
        assert!(outside.contains(r##"r="3.8" fill="#ffffff""##), "{outside}");
    }
}
