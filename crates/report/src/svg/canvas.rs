//! The few shapes that the charts are made of.

use std::fmt::Write as _;

use super::Caption;
use super::palette::{INK, QUIET, RECORD};

/// Height of the title strip.
pub(crate) const TITLE_HEIGHT: f64 = 46.0;
/// Height of one line of the badge.
const BADGE_LINE: f64 = 13.0;
/// Width of a letter at 10 px, on average.
const BADGE_LETTER: f64 = 5.1;
/// Height of a further line of a title, and width of one of its letters.
const TITLE_LINE: (f64, f64) = (18.0, 8.8);
/// The same for the line under it.
const SUBTITLE_LINE: (f64, f64) = (14.0, 6.2);

/// Where a text is held.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// A picture being drawn.
#[derive(Debug)]
pub(crate) struct Canvas {
    body: String,
}

impl Canvas {
    pub(crate) fn new() -> Self {
        Canvas {
            body: String::new(),
        }
    }

    /// A straight line.
    pub(crate) fn line(&mut self, from: (f64, f64), to: (f64, f64), stroke: &str, width: f64) {
        let ((x1, y1), (x2, y2)) = (from, to);
        self.put(format_args!(
            r#"<line x1="{x1:.1}" y1="{y1:.1}" x2="{x2:.1}" y2="{y2:.1}" stroke="{stroke}" stroke-width="{width}"/>"#
        ));
    }

    /// A line through points.
    pub(crate) fn polyline(&mut self, points: &[(f64, f64)], stroke: &str, dash: &str, width: f64) {
        let path = path_of(points);
        self.put(format_args!(
            r#"<polyline points="{path}" fill="none" stroke="{stroke}" stroke-width="{width}" stroke-dasharray="{dash}" stroke-linejoin="round"/>"#
        ));
    }

    /// A filled area.
    pub(crate) fn area(&mut self, points: &[(f64, f64)], fill: &str, opacity: f64) {
        let path = path_of(points);
        self.put(format_args!(
            r#"<polygon points="{path}" fill="{fill}" fill-opacity="{opacity}"/>"#
        ));
    }

    /// A rectangle with a thin edge.
    pub(crate) fn rectangle(
        &mut self,
        (x, y): (f64, f64),
        (width, height): (f64, f64),
        fill: &str,
        edge: &str,
    ) {
        self.put(format_args!(
            r#"<rect x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}" fill="{fill}" stroke="{edge}" stroke-width="0.8"/>"#
        ));
    }

    /// A disc.
    pub(crate) fn disc(&mut self, (x, y): (f64, f64), radius: f64, fill: &str, edge: &str) {
        self.put(format_args!(
            r#"<circle cx="{x:.1}" cy="{y:.1}" r="{radius}" fill="{fill}" stroke="{edge}" stroke-width="1.2"/>"#
        ));
    }

    /// A mark of one of four shapes with a dark edge: disc, square, diamond, triangle.
    pub(crate) fn shape(&mut self, kind: usize, centre: (f64, f64), size: f64, fill: &str) {
        self.edged_shape(kind, centre, size, fill, INK);
    }

    /// A black mark of the record, with a light edge that sets it off from lines.
    pub(crate) fn record_shape(&mut self, kind: usize, centre: (f64, f64)) {
        self.edged_shape(kind, centre, 3.6, RECORD, "#ffffff");
    }

    fn edged_shape(&mut self, kind: usize, (x, y): (f64, f64), size: f64, fill: &str, edge: &str) {
        let corners: &[(f64, f64)] = match kind % 4 {
            0 => return self.disc((x, y), size, fill, edge),
            1 => &[(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
            2 => &[(0.0, -1.3), (1.3, 0.0), (0.0, 1.3), (-1.3, 0.0)],
            _ => &[(0.0, -1.2), (1.2, 1.0), (-1.2, 1.0)],
        };
        let points: Vec<_> = corners
            .iter()
            .map(|(dx, dy)| (x + dx * size, y + dy * size))
            .collect();
        let path = path_of(&points);
        self.put(format_args!(
            r#"<polygon points="{path}" fill="{fill}" stroke="{edge}" stroke-width="1"/>"#
        ));
    }

    /// A text of a size in pixels.
    pub(crate) fn text(
        &mut self,
        (x, y): (f64, f64),
        text: &str,
        size: f64,
        anchor: Anchor,
        fill: &str,
    ) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let text = escaped(text);
        self.put(format_args!(
            r#"<text x="{x:.1}" y="{y:.1}" font-size="{size}" text-anchor="{anchor}" fill="{fill}">{text}</text>"#
        ));
    }

    /// Ready-made SVG.
    pub(crate) fn raw(&mut self, svg: &str) {
        self.body.push_str(svg);
        self.body.push('\n');
    }

    /// Starts a group with a title that shows on hover and focus.
    pub(crate) fn open_group(&mut self, title: &str) {
        let title = escaped(title);
        self.put(format_args!("<g><title>{title}</title>"));
    }

    /// Ends a group.
    pub(crate) fn close_group(&mut self) {
        self.raw("</g>");
    }

    /// The finished picture: `height` is that of the drawing under the title strip; title and
    /// badge are added around it.
    pub(crate) fn finish(
        self,
        caption: &Caption,
        subtitle: &str,
        width: f64,
        height: f64,
    ) -> String {
        let letters = |letter: f64| ((width - 16.0) / letter) as usize;
        let badge = badge_lines(&caption.badge, letters(BADGE_LETTER));
        let titles = wrapped(&caption.title, letters(TITLE_LINE.1));
        let subtitles = wrapped(subtitle, letters(SUBTITLE_LINE.1));
        let below_titles = TITLE_LINE.0 * titles.len().saturating_sub(1) as f64;
        let down = below_titles + SUBTITLE_LINE.0 * subtitles.len().saturating_sub(1) as f64;
        let badge_top = down + TITLE_HEIGHT + height;
        let whole = badge_top + 6.0 + BADGE_LINE * badge.len() as f64 + 4.0;
        let mut around = Canvas::new();
        around.rectangle((0.0, 0.0), (width, whole), "#ffffff", "none");
        for (line, row) in titles.iter().zip(0..) {
            let (y, line) = (19.0 + TITLE_LINE.0 * f64::from(row), escaped(line));
            around.put(format_args!(
                r#"<text x="8" y="{y}" font-size="15" font-weight="bold" fill="{INK}">{line}</text>"#
            ));
        }
        for (line, row) in subtitles.iter().zip(0..) {
            let y = 36.0 + below_titles + SUBTITLE_LINE.0 * f64::from(row);
            around.text((8.0, y), line, 11.0, Anchor::Start, QUIET);
        }
        for (line, y) in badge.iter().zip(1..) {
            let y = badge_top + 4.0 + BADGE_LINE * f64::from(y);
            around.text((8.0, y), line, 10.0, Anchor::Start, QUIET);
        }
        let (id, description) = (
            &caption.id,
            escaped(&format!("{} {}", caption.description, caption.badge)),
        );
        let (title, body) = (escaped(&caption.title), self.moved_down(down));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {whole:.0}\" role=\"img\" \
             aria-labelledby=\"{id}-title {id}-desc\" font-family=\"system-ui, 'DejaVu Sans', sans-serif\">\n\
             <title id=\"{id}-title\">{title}</title>\n<desc id=\"{id}-desc\">{description}</desc>\n{}{body}</svg>\n",
            around.body
        )
    }

    /// What has been drawn, so much further down.
    fn moved_down(self, down: f64) -> String {
        if down == 0.0 {
            return self.body;
        }
        format!("<g transform=\"translate(0 {down})\">\n{}</g>\n", self.body)
    }

    fn put(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.body, "{element}");
    }
}

fn path_of(points: &[(f64, f64)]) -> String {
    let pairs: Vec<String> = points
        .iter()
        .map(|(x, y)| format!("{x:.1},{y:.1}"))
        .collect();
    pairs.join(" ")
}

/// Text with the characters that mean something in markup replaced.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// A text in lines of at most so many letters where its words allow.
fn wrapped(text: &str, letters: usize) -> Vec<String> {
    joined(text.split(' '), " ", letters)
}

/// What parts of a badge are separated by.
const BETWEEN: &str = " · ";

/// A badge in lines of at most so many letters where its parts allow, broken between parts only,
/// so that each line can be read by itself.
pub(crate) fn badge_lines(badge: &str, letters: usize) -> Vec<String> {
    joined(badge.split(BETWEEN), BETWEEN, letters)
}

/// Parts joined to lines of at most so many letters where they allow.
fn joined<'a>(parts: impl Iterator<Item = &'a str>, between: &str, letters: usize) -> Vec<String> {
    let count = |text: &str| text.chars().count();
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        match lines.last_mut() {
            Some(line) if count(line) + count(between) + count(part) <= letters => {
                line.push_str(between);
                line.push_str(part);
            }
            _ => lines.push(part.to_owned()),
        }
    }
    lines
}
