//! A paired difference over time: a zero line, bands that fade outwards, a thin middle; nothing
//! before the branch but the words that both are identical.

use super::Caption;
use super::canvas::{Anchor, Canvas, TITLE_HEIGHT};
use super::palette::{GRID, INK, QUIET, colour};
use super::scale::{Scale, range};
use crate::number::tick_text;

/// The difference at a time: x, median, and the ends of the 50, 80 and 95 % intervals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BandPoint {
    /// Place on the x axis, a year.
    pub x: f64,
    /// Median.
    pub median: f64,
    /// Ends of the intervals of 50, 80 and 95 %.
    pub bands: [(f64, f64); 3],
}

/// What is drawn.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DifferenceChart {
    /// Title, description, badge.
    pub caption: Caption,
    /// Unit of the difference.
    pub unit: String,
    /// Ends of the x axis.
    pub span: (f64, f64),
    /// The branch point with the words that stand before it.
    pub branch: (f64, String),
    /// Recorded events or decisions to find one's way by.
    pub landmarks: Vec<(f64, String)>,
    /// Last x for which anything is drawn, with the words behind it.
    pub wall: Option<(f64, String)>,
}

const WIDTH: f64 = 760.0;
const PLOT: f64 = 210.0;
const LEFT: f64 = 70.0;
const RIGHT: f64 = 736.0;

/// Draws the difference from the branch on. The bands grow paler outwards and with the distance
/// from the branch.
pub fn difference_chart(points: &[BandPoint], chart: &DifferenceChart) -> String {
    let top = TITLE_HEIGHT + 26.0;
    let bottom = top + PLOT;
    let x = Scale::linear(chart.span, LEFT, RIGHT);
    let y = Scale::linear(heights(points), bottom, top);
    let mut canvas = Canvas::new();
    axes(&mut canvas, &x, &y, (top, bottom));
    landmarks(&mut canvas, chart, &x, (top, bottom));
    for (band, opacity) in [(2, 0.16), (1, 0.24), (0, 0.34)] {
        fading_band(&mut canvas, points, band, opacity, (&x, &y));
    }
    let middle: Vec<_> = points
        .iter()
        .map(|own| (x.at(own.x), y.at(own.median)))
        .collect();
    canvas.polyline(&middle, colour(0), "none", 1.4);
    canvas.line((LEFT, y.at(0.0)), (RIGHT, y.at(0.0)), INK, 1.4);
    branch(&mut canvas, chart, &x, &y, (top, bottom));
    let subtitle = format!(
        "difference from nothing changed, {} · bands hold 50, 80 and 95 % of the pairs · thin line: their middle",
        if chart.unit.is_empty() {
            "index"
        } else {
            &chart.unit
        }
    );
    canvas.finish(&chart.caption, &subtitle, WIDTH, 26.0 + PLOT + 26.0)
}

/// From the lowest to the highest end of a band, zero always in it.
fn heights(points: &[BandPoint]) -> (f64, f64) {
    let ends = points
        .iter()
        .flat_map(|own| [own.bands[2].0, own.bands[2].1]);
    let (low, high) = range(ends.chain([0.0])).unwrap_or((-1.0, 1.0));
    if low == high {
        return (-1.0, 1.0);
    }
    let room = 0.06 * (high - low);
    (low - room, high + room)
}

fn axes(canvas: &mut Canvas, x: &Scale, y: &Scale, (top, bottom): (f64, f64)) {
    for tick in y.ticks(5) {
        let at = y.at(tick);
        canvas.line((LEFT, at), (RIGHT, at), GRID, 1.0);
        let sign = if tick > 0.0 { "+" } else { "" };
        let text = format!("{sign}{}", tick_text(tick));
        canvas.text((LEFT - 8.0, at + 4.0), &text, 11.0, Anchor::End, INK);
    }
    for tick in x.ticks(12).into_iter().filter(|tick| tick.fract() == 0.0) {
        let at = x.at(tick);
        canvas.line((at, bottom), (at, bottom + 5.0), INK, 1.0);
        canvas.text(
            (at, bottom + 18.0),
            &format!("{tick}"),
            11.0,
            Anchor::Middle,
            INK,
        );
    }
    canvas.line((LEFT, top), (LEFT, bottom), GRID, 1.0);
}

/// Dotted rules with their labels above the plot; labels that would meet stand on two lines.
fn landmarks(canvas: &mut Canvas, chart: &DifferenceChart, x: &Scale, (top, bottom): (f64, f64)) {
    let mut free = [f64::MIN; 2];
    for (day, label) in &chart.landmarks {
        let at = x.at(*day);
        if !(LEFT..=RIGHT).contains(&at) {
            continue;
        }
        let Some(line) = free.iter().position(|end| at > *end) else {
            continue;
        };
        free[line] = at + 5.6 * label.chars().count() as f64 + 8.0;
        let height = top - 4.0 - 12.0 * line as f64;
        canvas.polyline(&[(at, height), (at, bottom)], QUIET, "1 3", 1.0);
        canvas.text((at + 3.0, height), label, 10.0, Anchor::Start, QUIET);
    }
}

/// One band in slices, each paler than the one before: the further from the record, the paler.
fn fading_band(
    canvas: &mut Canvas,
    points: &[BandPoint],
    band: usize,
    opacity: f64,
    (x, y): (&Scale, &Scale),
) {
    let Some((first, last)) = points.first().zip(points.last()) else {
        return;
    };
    let length = (last.x - first.x).max(f64::MIN_POSITIVE);
    for pair in points.windows(2) {
        let low = pair
            .iter()
            .map(|own| (x.at(own.x), y.at(own.bands[band].0)));
        let high = pair
            .iter()
            .rev()
            .map(|own| (x.at(own.x), y.at(own.bands[band].1)));
        let faded = 1.0 - 0.55 * (pair[0].x - first.x) / length;
        canvas.area(
            &low.chain(high).collect::<Vec<_>>(),
            colour(0),
            opacity * faded,
        );
    }
}

/// The branch point, the words before it, and the wall behind which nothing is said.
fn branch(
    canvas: &mut Canvas,
    chart: &DifferenceChart,
    x: &Scale,
    y: &Scale,
    (top, bottom): (f64, f64),
) {
    let (day, words) = &chart.branch;
    let at = x.at(*day);
    canvas.line((at, top), (at, bottom), INK, 1.2);
    canvas.shape(2, (at, y.at(0.0)), 4.0, "#ffffff");
    let width = 5.6 * words.chars().count() as f64;
    let (place, anchor) = if at - LEFT > width + 10.0 {
        (at - 8.0, Anchor::End)
    } else {
        (at + 8.0, Anchor::Start)
    };
    canvas.text((place, bottom - 8.0), words, 10.0, anchor, QUIET);
    if let Some((wall, words)) = &chart.wall {
        let at = x.at(*wall);
        canvas.line((at, top), (at, bottom), QUIET, 3.0);
        canvas.text((at - 6.0, bottom - 8.0), words, 10.0, Anchor::End, QUIET);
    }
}
