//! Lines over time or rounds, with the record as black marks.

use super::Caption;
use super::canvas::{Anchor, Canvas, TITLE_HEIGHT};
use super::palette::{GRID, INK, QUIET, RECORD, colour, dash};
use super::scale::{Scale, range};
use crate::number::tick_text;

/// One line: what the model says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Line {
    /// Label at the end of the line.
    pub label: String,
    /// Points in order of x; numbers that are not finite are left out.
    pub points: Vec<(f64, f64)>,
    /// Interval around it as (x, low, high); empty for a single run.
    pub band: Vec<(f64, f64, f64)>,
}

/// One recorded figure. Between marks nothing is drawn, because nothing is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark {
    /// Place on the x axis.
    pub x: f64,
    /// The figure.
    pub y: f64,
    /// The sources' range, where they give one.
    pub range: Option<(f64, f64)>,
    /// Number of the line it is to be compared with; decides its shape.
    pub line: usize,
}

/// Linear or by powers of ten.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum AxisScale {
    /// From zero, or from the lowest value if that is below.
    #[default]
    FromZero,
    /// From the lowest to the highest value; the chart says that it does not start at zero.
    Fitted,
    /// By powers of ten; zeros and negative numbers are left out.
    Logarithmic,
}

/// An axis.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Axis {
    /// What it measures, with the unit.
    pub label: String,
    /// Ends, where they are fixed.
    pub range: Option<(f64, f64)>,
    /// Layout.
    pub scale: AxisScale,
}

/// Everything about a line chart but its lines.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ChartOptions {
    /// Title, description, badge.
    pub caption: Caption,
    /// The x axis.
    pub x: Axis,
    /// The y axis.
    pub y: Axis,
    /// The record.
    pub marks: Vec<Mark>,
    /// Vertical rules with a short label, e.g. the day of a decision.
    pub rules: Vec<(f64, String)>,
}

const WIDTH: f64 = 760.0;
const PLOT_HEIGHT: f64 = 260.0;
const BELOW_PLOT: f64 = 40.0;
const LABEL_SPACING: f64 = 14.0;

/// Draws lines with end labels, and the record as black marks with the range of its sources.
pub fn line_chart(lines: &[Line], options: &ChartOptions) -> String {
    let plot = Plot::of(lines, options);
    let mut canvas = Canvas::new();
    plot.axes(&mut canvas, options);
    plot.rules(&mut canvas, &options.rules);
    for (index, line) in lines.iter().enumerate() {
        plot.line(&mut canvas, line, index);
    }
    options
        .marks
        .iter()
        .for_each(|mark| plot.mark(&mut canvas, mark));
    plot.end_labels(&mut canvas, lines, &options.marks);
    canvas.finish(
        &options.caption,
        &subtitle(lines, options),
        WIDTH,
        12.0 + rules_height(options) + PLOT_HEIGHT + BELOW_PLOT,
    )
}

/// Says what the signs mean.
fn subtitle(lines: &[Line], options: &ChartOptions) -> String {
    let mut parts = vec![options.y.label.clone()];
    match options.y.scale {
        AxisScale::Fitted => parts.push("axis does not start at zero".to_owned()),
        AxisScale::Logarithmic => parts.push("steps of ten, m: million, none not drawn".to_owned()),
        AxisScale::FromZero => {}
    }
    let has_lines = lines.iter().any(|line| !line.points.is_empty());
    match (has_lines, options.marks.is_empty()) {
        (true, true) => parts.push("lines: the model".to_owned()),
        (true, false) => parts.push(
            "lines: the model; black marks: the record, bars: range of its sources".to_owned(),
        ),
        (false, false) => parts.push("black marks: the record".to_owned()),
        (false, true) => {}
    }
    parts.join(" · ")
}

struct Plot {
    x: Scale,
    y: Scale,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Plot {
    fn of(lines: &[Line], options: &ChartOptions) -> Self {
        let longest = lines
            .iter()
            .map(|line| line.label.chars().count())
            .max()
            .unwrap_or(0);
        let left = 62.0;
        let right = WIDTH - 50.0 - 6.4 * longest as f64;
        let top = TITLE_HEIGHT + 8.0 + rules_height(options);
        let bottom = top + PLOT_HEIGHT;
        let xs = lines
            .iter()
            .flat_map(|line| line.points.iter().map(|point| point.0));
        let xs = xs.chain(options.marks.iter().map(|mark| mark.x));
        let ends = options.x.range.map(|(low, high)| [low, high]);
        let x_range = range(xs.chain(ends.into_iter().flatten())).unwrap_or((0.0, 1.0));
        let y_range = y_range(lines, options);
        let y = match options.y.scale {
            AxisScale::Logarithmic => Scale::logarithmic(y_range, bottom, top),
            _ => Scale::linear(y_range, bottom, top),
        };
        Plot {
            x: Scale::linear(x_range, left, right),
            y,
            left,
            right,
            top,
            bottom,
        }
    }

    fn axes(&self, canvas: &mut Canvas, options: &ChartOptions) {
        for tick in self.y.ticks(5) {
            let y = self.y.at(tick);
            canvas.line((self.left, y), (self.right, y), GRID, 1.0);
            canvas.text(
                (self.left - 6.0, y + 4.0),
                &tick_text(tick),
                11.0,
                Anchor::End,
                INK,
            );
        }
        canvas.line(
            (self.left, self.bottom),
            (self.right, self.bottom),
            INK,
            1.0,
        );
        for tick in whole_if_possible(self.x.ticks(((self.right - self.left) / 46.0) as usize)) {
            let x = self.x.at(tick);
            canvas.line((x, self.bottom), (x, self.bottom + 5.0), INK, 1.0);
            canvas.text(
                (x, self.bottom + 18.0),
                &year_text(tick),
                11.0,
                Anchor::Middle,
                INK,
            );
        }
        let middle = (self.left + self.right) / 2.0;
        canvas.text(
            (middle, self.bottom + 34.0),
            &options.x.label,
            11.0,
            Anchor::Middle,
            QUIET,
        );
    }

    /// Dotted rules with their labels above the plot, on a second line where they would overlap.
    fn rules(&self, canvas: &mut Canvas, rules: &[(f64, String)]) {
        let mut taken = f64::MIN;
        for (x, label) in rules {
            let x = self.x.at(*x);
            if !(self.left..=self.right).contains(&x) {
                continue;
            }
            let raised = x < taken;
            taken = x + 6.0 * label.chars().count() as f64;
            let y = self.top - if raised { 14.0 } else { 3.0 };
            canvas.polyline(&[(x, y - 7.0), (x, self.bottom)], QUIET, "1 3", 1.0);
            canvas.text((x + 3.0, y), label, 10.0, Anchor::Start, QUIET);
        }
    }

    fn line(&self, canvas: &mut Canvas, line: &Line, index: usize) {
        if !line.band.is_empty() {
            let low = line
                .band
                .iter()
                .map(|&(x, low, _)| (self.x.at(x), self.y.at(low)));
            let high = line
                .band
                .iter()
                .rev()
                .map(|&(x, _, high)| (self.x.at(x), self.y.at(high)));
            canvas.area(&low.chain(high).collect::<Vec<_>>(), colour(index), 0.2);
        }
        for points in self.runs(line) {
            canvas.polyline(&points, colour(index), dash(index), 2.0);
        }
    }

    /// The line in unbroken runs of points that can be drawn: a number that is not finite, or on a
    /// logarithmic axis not positive, breaks the line.
    fn runs(&self, line: &Line) -> Vec<Vec<(f64, f64)>> {
        let can_be_drawn = |y: f64| y.is_finite() && (y > 0.0 || !self.y.is_logarithmic());
        let mut runs = vec![Vec::new()];
        for &(x, y) in &line.points {
            match runs.last_mut() {
                Some(run) if can_be_drawn(y) => run.push((self.x.at(x), self.y.at(y))),
                _ => runs.push(Vec::new()),
            }
        }
        runs.retain(|run| !run.is_empty());
        runs
    }

    fn mark(&self, canvas: &mut Canvas, mark: &Mark) {
        let (x, y) = (self.x.at(mark.x), self.y.at(mark.y));
        if let Some((low, high)) = mark.range {
            let (low, high) = (self.y.at(low), self.y.at(high));
            canvas.line((x, low), (x, high), RECORD, 1.4);
            canvas.line((x - 3.0, low), (x + 3.0, low), RECORD, 1.4);
            canvas.line((x - 3.0, high), (x + 3.0, high), RECORD, 1.4);
        }
        canvas.record_shape(mark.line, (x, y));
    }

    /// Labels beside the last points, moved apart where they would overlap.
    fn end_labels(&self, canvas: &mut Canvas, lines: &[Line], marks: &[Mark]) {
        let ends = lines
            .iter()
            .enumerate()
            .filter_map(|(index, line)| Some((index, line.points.last()?)));
        let mut wanted: Vec<(usize, f64)> = ends
            .map(|(index, point)| (index, self.y.at(point.1)))
            .collect();
        wanted.sort_by(|a, b| a.1.total_cmp(&b.1));
        let placed = spread(
            &wanted.iter().map(|label| label.1).collect::<Vec<_>>(),
            self.top,
            self.bottom,
        );
        for ((index, end), y) in wanted.into_iter().zip(placed) {
            let sample = [
                (self.right + 2.0, end),
                (self.right + 10.0, y),
                (self.right + 26.0, y),
            ];
            canvas.polyline(&sample, colour(index), dash(index), 1.6);
            // Where several lines are compared, the shape of a line's marks stands at its label.
            let has_marks = lines.len() > 1 && marks.iter().any(|mark| mark.line == index);
            if has_marks {
                canvas.record_shape(index, (self.right + 34.0, y));
            }
            let left = self.right + if has_marks { 42.0 } else { 29.0 };
            canvas.text(
                (left, y + 4.0),
                &lines[index].label,
                11.0,
                Anchor::Start,
                INK,
            );
        }
    }
}

/// Places in the order given, at least a line apart, as near as possible to those wanted.
fn spread(wanted: &[f64], top: f64, bottom: f64) -> Vec<f64> {
    let mut placed: Vec<f64> = wanted.to_vec();
    for index in 0..placed.len() {
        let floor = if index == 0 {
            top
        } else {
            placed[index - 1] + LABEL_SPACING
        };
        placed[index] = placed[index].max(floor);
    }
    for index in (0..placed.len()).rev() {
        let ceiling = placed
            .get(index + 1)
            .map_or(bottom, |below| below - LABEL_SPACING);
        placed[index] = placed[index].min(ceiling);
    }
    placed
}

/// Room above the plot for the labels of rules.
fn rules_height(options: &ChartOptions) -> f64 {
    if options.rules.is_empty() { 0.0 } else { 22.0 }
}

fn y_range(lines: &[Line], options: &ChartOptions) -> (f64, f64) {
    let positive = |value: &f64| options.y.scale != AxisScale::Logarithmic || *value > 0.0;
    let points = lines
        .iter()
        .flat_map(|line| line.points.iter().map(|point| point.1));
    let bands = lines
        .iter()
        .flat_map(|line| line.band.iter().flat_map(|&(_, low, high)| [low, high]));
    let marks = options.marks.iter().flat_map(|mark| {
        let (low, high) = mark.range.unwrap_or((mark.y, mark.y));
        [mark.y, low, high]
    });
    let found = range(points.chain(bands).chain(marks).filter(positive)).unwrap_or((0.0, 1.0));
    let (low, high) = options.y.range.unwrap_or(found);
    match options.y.scale {
        AxisScale::FromZero => (
            low.min(0.0),
            if options.y.range.is_some() {
                high
            } else {
                high * 1.04
            },
        ),
        AxisScale::Fitted => (low - 0.03 * (high - low), high + 0.03 * (high - low)),
        AxisScale::Logarithmic => (low, high),
    }
}

/// Ticks at whole numbers only, where there are at least two: half years and half rounds confuse.
fn whole_if_possible(ticks: Vec<f64>) -> Vec<f64> {
    let whole: Vec<f64> = ticks
        .iter()
        .copied()
        .filter(|tick| tick.fract() == 0.0)
        .collect();
    if whole.len() < 2 { ticks } else { whole }
}

/// Years and rounds are not grouped by thousands.
fn year_text(value: f64) -> String {
    format!("{value}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_keep_their_distance_and_stay_inside() {
        let placed = spread(&[10.0, 11.0, 12.0, 199.0], 0.0, 200.0);
        assert!(
            placed
                .windows(2)
                .all(|pair| pair[1] - pair[0] >= LABEL_SPACING)
        );
        let placed = spread(&[198.0, 199.0, 200.0], 0.0, 200.0);
        assert_eq!(placed, [172.0, 186.0, 200.0]);
    }
}
