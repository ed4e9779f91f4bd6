//! Where the width of an interval comes from: one bar in four parts, always in the same order and
//! pattern; a kind that was not examined is said, not drawn.

use super::Caption;
use super::canvas::{Anchor, Canvas, TITLE_HEIGHT};
use super::palette::{INK, QUIET, patterns};

const WIDTH: f64 = 760.0;
const LEFT: f64 = 12.0;
const RIGHT: f64 = 748.0;
const BAR: f64 = 26.0;

/// Draws the four kinds of doubt with their shares of the whole.
pub fn doubt_bar(kinds: &[(&str, Option<f64>); 4], caption: &Caption) -> String {
    let mut canvas = Canvas::new();
    let id = &caption.id;
    canvas.raw(&patterns(id, "#e4e4e4"));
    let fills = [
        "#0072b2".to_owned(),
        format!("url(#{id}-hatch)"),
        "#bfe3f7".to_owned(),
        format!("url(#{id}-dots)"),
    ];
    let top = TITLE_HEIGHT + 2.0;
    let whole: f64 = kinds.iter().filter_map(|kind| kind.1).sum();
    let mut x = LEFT;
    for ((_, share), fill) in kinds.iter().zip(&fills) {
        let width = share.unwrap_or(0.0) / whole.max(f64::MIN_POSITIVE) * (RIGHT - LEFT);
        if width > 0.0 {
            canvas.rectangle((x, top), (width, BAR), fill, INK);
        }
        x += width;
    }
    if whole <= 0.0 {
        canvas.rectangle((LEFT, top), (RIGHT - LEFT, BAR), "#ffffff", QUIET);
        canvas.text(
            (WIDTH / 2.0, top + 17.0),
            "not examined at this effort",
            11.0,
            Anchor::Middle,
            QUIET,
        );
    }
    for (((name, share), fill), column) in kinds.iter().zip(&fills).zip(0..) {
        let x = LEFT + 184.0 * f64::from(column);
        canvas.rectangle((x, top + BAR + 10.0), (14.0, 12.0), fill, INK);
        let text = match share {
            Some(share) => format!("{name} {:.0} %", share * 100.0),
            None => format!("{name}: not examined"),
        };
        canvas.text(
            (x + 20.0, top + BAR + 20.0),
            &text,
            11.0,
            Anchor::Start,
            INK,
        );
    }
    let subtitle =
        "shares of the spread between results · the same order and pattern in every answer";
    canvas.finish(caption, subtitle, WIDTH, BAR + 34.0)
}
