//! Horizontal bars, whole or split in parts that differ in lightness and pattern.

use super::Caption;
use super::canvas::{Anchor, Canvas, TITLE_HEIGHT};
use super::palette::{INK, QUIET, patterns};

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub struct StackedBar {
    /// Label.
    pub label: String,
    /// Parts, each at least 0, in the order of the parts' names.
    pub parts: Vec<f64>,
    /// Text after the bar.
    pub note: String,
}

const WIDTH: f64 = 760.0;
const ROW: f64 = 22.0;
/// Number of parts that can be told apart.
const FILLS: usize = 8;
/// Name of what is left when there are more.
const OTHERS: &str = "others";
/// Height of a row of the legend.
const LEGEND_ROW: f64 = 18.0;

/// Fills that differ in lightness and pattern, and the definitions of the patterns; their names
/// carry that of the picture, because a page may hold several.
fn fills(id: &str) -> ([String; FILLS], String) {
    let plain = |fill: &str| fill.to_owned();
    let pattern = |name: &str| format!("url(#{id}-{name})");
    (
        [
            plain("#0072b2"),
            pattern("hatch"),
            plain("#9ad0f0"),
            pattern("dots"),
            plain("#ffffff"),
            pattern("stripes"),
            plain("#4d4d4d"),
            pattern("grid"),
        ],
        patterns(id, "#d9d9d9"),
    )
}

/// Names and bars with no more parts than can be told apart: the last ones are put together.
fn told_apart(names: &[String], bars: &[StackedBar]) -> (Vec<String>, Vec<StackedBar>) {
    if names.len() <= FILLS {
        return (names.to_vec(), bars.to_vec());
    }
    let kept = FILLS - 1;
    let mut names = names[..kept].to_vec();
    names.push(OTHERS.to_owned());
    let fold = |bar: &StackedBar| {
        let (first, rest) = bar.parts.split_at(kept.min(bar.parts.len()));
        let mut parts = first.to_vec();
        parts.push(rest.iter().sum());
        StackedBar {
            parts,
            ..bar.clone()
        }
    };
    (names, bars.iter().map(fold).collect())
}

/// Draws bars on one scale; the longest fills the width.
pub fn stacked_bars(
    names: &[String],
    bars: &[StackedBar],
    subtitle: &str,
    caption: &Caption,
) -> String {
    let (names, bars) = told_apart(names, bars);
    let mut canvas = Canvas::new();
    let (fills, patterns) = fills(&caption.id);
    canvas.raw(&patterns);
    let letters = |text: fn(&StackedBar) -> &String| {
        bars.iter()
            .map(|bar| text(bar).chars().count())
            .max()
            .unwrap_or(0)
    };
    let left = 20.0 + 6.6 * letters(|bar| &bar.label) as f64;
    let right = WIDTH - 20.0 - 6.4 * letters(|bar| &bar.note) as f64;
    let longest = bars
        .iter()
        .map(|bar| bar.parts.iter().sum::<f64>())
        .fold(0.0, f64::max)
        .max(f64::MIN_POSITIVE);
    let legend = legend(&mut canvas, &names, &fills, left);
    let top = TITLE_HEIGHT + legend;
    for (bar, row) in bars.iter().zip(0..) {
        let y = top + ROW * f64::from(row);
        canvas.text((left - 8.0, y + 14.0), &bar.label, 11.0, Anchor::End, INK);
        let mut x = left;
        for (part, fill) in bar.parts.iter().zip(fills.iter().cycle()) {
            let width = part / longest * (right - left);
            canvas.rectangle((x, y + 3.0), (width, ROW - 6.0), fill, INK);
            x += width;
        }
        canvas.text((x + 6.0, y + 14.0), &bar.note, 11.0, Anchor::Start, QUIET);
    }
    canvas.finish(
        caption,
        subtitle,
        WIDTH,
        legend + ROW * bars.len() as f64 + 6.0,
    )
}

/// Draws the names of the parts and returns the height taken; none for a single part.
fn legend(canvas: &mut Canvas, names: &[String], fills: &[String; FILLS], left: f64) -> f64 {
    if names.len() < 2 {
        return 2.0;
    }
    let (mut x, mut y) = (left, TITLE_HEIGHT);
    for (name, fill) in names.iter().zip(fills) {
        let width = 40.0 + 6.2 * name.chars().count() as f64;
        if x > left && x + width > WIDTH {
            (x, y) = (left, y + LEGEND_ROW);
        }
        canvas.rectangle((x, y + 3.0), (14.0, 12.0), fill, INK);
        canvas.text((x + 19.0, y + 13.0), name, 11.0, Anchor::Start, QUIET);
        x += width;
    }
    y - TITLE_HEIGHT + 24.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(parts: usize) -> String {
        let names: Vec<String> = (0..parts)
            .map(|own| format!("name of part {own}"))
            .collect();
        let bar = StackedBar {
            label: "bar".to_owned(),
            parts: vec![1.0; parts],
            note: "note".to_owned(),
        };
        stacked_bars(&names, &[bar], "shares", &Caption::default())
    }

    #[test]
    fn every_name_stands_inside_the_picture() {
        let svg = drawn(8);
        let names = svg.lines().filter(|line| line.contains("name of part"));
        let places: Vec<f64> = names
            .map(|line| {
                let from = line.find("x=\"").expect("a place") + 3;
                let digits = line[from..].split('"').next().expect("its end");
                digits.parse().expect("a number")
            })
            .collect();
        assert_eq!(places.len(), 8);
        assert!(places.iter().all(|x| x + 6.2 * 14.0 < WIDTH), "{places:?}");
    }

    #[test]
    fn parts_that_cannot_be_told_apart_are_put_together() {
        let svg = drawn(11);
        assert!(svg.contains("name of part 6") && !svg.contains("name of part 7"));
        assert!(svg.contains(OTHERS));
    }
}
