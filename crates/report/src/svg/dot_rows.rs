//! Rows with one mark per group: who is where, without a line that suggests an order.

use super::Caption;
use super::canvas::{Anchor, Canvas, TITLE_HEIGHT};
use super::palette::{GRID, INK, QUIET, colour};
use super::scale::Scale;

/// One row: a label and a share per group, absent where nobody of the group is there.
#[derive(Debug, Clone, PartialEq)]
pub struct DotRow {
    /// Label.
    pub label: String,
    /// Shares between 0 and 1, in the order of the groups.
    pub shares: Vec<Option<f64>>,
}

const WIDTH: f64 = 760.0;
const ROW: f64 = 22.0;

/// Draws shares from 0 to 100 % with one shape per group.
pub fn dot_rows(groups: &[String], rows: &[DotRow], subtitle: &str, caption: &Caption) -> String {
    let mut canvas = Canvas::new();
    let longest = rows
        .iter()
        .map(|row| row.label.chars().count())
        .max()
        .unwrap_or(0);
    let (left, right) = (20.0 + 6.6 * longest as f64, WIDTH - 24.0);
    let x = Scale::linear((0.0, 1.0), left, right);
    legend(&mut canvas, groups, left);
    let top = TITLE_HEIGHT + 26.0;
    let bottom = top + ROW * rows.len() as f64;
    for tick in x.ticks(5) {
        canvas.line((x.at(tick), top), (x.at(tick), bottom), GRID, 1.0);
        let text = format!("{:.0} %", tick * 100.0);
        canvas.text(
            (x.at(tick), bottom + 14.0),
            &text,
            11.0,
            Anchor::Middle,
            INK,
        );
    }
    for (row, y) in rows.iter().zip(0..) {
        let y = top + ROW * (f64::from(y) + 0.5);
        canvas.text((left - 10.0, y + 4.0), &row.label, 11.0, Anchor::End, INK);
        canvas.line((left, y), (right, y), GRID, 0.6);
        for (group, share) in row.shares.iter().enumerate() {
            if let Some(share) = share {
                canvas.shape(group, (x.at(share.clamp(0.0, 1.0)), y), 4.6, colour(group));
            }
        }
    }
    canvas.finish(caption, subtitle, WIDTH, bottom + 22.0 - TITLE_HEIGHT)
}

fn legend(canvas: &mut Canvas, groups: &[String], left: f64) {
    let mut x = left;
    for (index, group) in groups.iter().enumerate() {
        let y = TITLE_HEIGHT + 10.0;
        canvas.shape(index, (x, y), 4.6, colour(index));
        canvas.text((x + 10.0, y + 4.0), group, 11.0, Anchor::Start, QUIET);
        x += 34.0 + 6.4 * group.chars().count() as f64;
    }
}
