//! Several small panels on common axes.

use super::Caption;
use super::canvas::{Anchor, Canvas, TITLE_HEIGHT};
use super::palette::{GRID, INK, QUIET, colour};
use super::scale::{Scale, range};
use crate::number::tick_text;

/// One panel.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// What it shows.
    pub title: String,
    /// Points in order of x.
    pub points: Vec<(f64, f64)>,
}

const WIDTH: f64 = 760.0;
const COLUMNS: usize = 4;
const PANEL: (f64, f64) = (186.0, 122.0);

/// Panels with the same x and y range, four in a row.
pub fn small_multiples(panels: &[Panel], y_label: &str, caption: &Caption) -> String {
    let mut canvas = Canvas::new();
    let points = || panels.iter().flat_map(|panel| panel.points.iter());
    let xs = range(points().map(|point| point.0)).unwrap_or((0.0, 1.0));
    let (low, high) = range(points().map(|point| point.1)).unwrap_or((0.0, 1.0));
    let ys = (low.min(0.0), high.max(1.0));
    for (index, panel) in panels.iter().enumerate() {
        let left = 8.0 + PANEL.0 * (index % COLUMNS) as f64;
        let top = TITLE_HEIGHT + PANEL.1 * (index / COLUMNS) as f64;
        draw(&mut canvas, panel, (left, top), xs, ys);
    }
    let rows = panels.len().div_ceil(COLUMNS);
    let subtitle = format!("{y_label} · the same axes in every panel · lines: the model");
    canvas.finish(caption, &subtitle, WIDTH, PANEL.1 * rows as f64 + 4.0)
}

fn draw(
    canvas: &mut Canvas,
    panel: &Panel,
    (left, top): (f64, f64),
    xs: (f64, f64),
    ys: (f64, f64),
) {
    let (plot_left, plot_right) = (left + 24.0, left + PANEL.0 - 14.0);
    let (plot_top, plot_bottom) = (top + 20.0, top + PANEL.1 - 22.0);
    let x = Scale::linear(xs, plot_left, plot_right);
    let y = Scale::linear(ys, plot_bottom, plot_top);
    canvas.text(
        (plot_left, top + 13.0),
        &panel.title,
        11.0,
        Anchor::Start,
        INK,
    );
    for tick in y.ticks(2) {
        canvas.line((plot_left, y.at(tick)), (plot_right, y.at(tick)), GRID, 1.0);
        canvas.text(
            (plot_left - 4.0, y.at(tick) + 4.0),
            &tick_text(tick),
            10.0,
            Anchor::End,
            QUIET,
        );
    }
    for tick in x.ticks(3) {
        canvas.text(
            (x.at(tick), plot_bottom + 13.0),
            &format!("{tick}"),
            10.0,
            Anchor::Middle,
            QUIET,
        );
    }
    let points: Vec<_> = panel
        .points
        .iter()
        .map(|&(px, py)| (x.at(px), y.at(py)))
        .collect();
    canvas.polyline(&points, colour(0), "none", 1.8);
}
