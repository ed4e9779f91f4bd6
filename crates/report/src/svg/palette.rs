//! Colours and line styles that differ in hue, in lightness and in pattern.

/// Ink of axes and text.
pub(crate) const INK: &str = "#222222";
/// Quiet text and rules.
pub(crate) const QUIET: &str = "#555555";
/// Grid lines.
pub(crate) const GRID: &str = "#dddddd";
/// The record.
pub(crate) const RECORD: &str = "#000000";

/// Colours of the set by Okabe and Ito (Color Universal Design, 2008), without its vermilion and
/// its yellow: the first reads as red, the second vanishes on white.
const COLOURS: [&str; 5] = ["#0072b2", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];
/// One dash style per colour, so that print in grey keeps lines apart.
const DASHES: [&str; 5] = ["none", "7 3", "2 3", "9 3 2 3", "13 4"];

/// Colour of the n-th line.
pub(crate) fn colour(index: usize) -> &'static str {
    COLOURS[index % COLOURS.len()]
}

/// Dash style of the n-th line.
pub(crate) fn dash(index: usize) -> &'static str {
    DASHES[index % DASHES.len()]
}

/// Five steps of one hue with evenly falling lightness (ColorBrewer PuBu, Brewer 2003): the order
/// survives print in grey.
const STEPS: [&str; 5] = ["#f1eef6", "#bdc9e1", "#74a9cf", "#2b8cbe", "#045a8d"];

/// Fill and readable ink for a share of the way from the lowest to the highest value.
pub(crate) fn step(share: f64) -> (&'static str, &'static str) {
    let index = ((share.clamp(0.0, 1.0) * STEPS.len() as f64) as usize).min(STEPS.len() - 1);
    (STEPS[index], if index >= 3 { "#ffffff" } else { INK })
}

/// All steps, lowest first, for the legend.
pub(crate) fn steps() -> &'static [&'static str] {
    &STEPS
}

/// Five steps from orange over white to blue (after ColorBrewer PuOr, Brewer 2003, with the blue of
/// [`COLOURS`]): told apart by colour-blind people; in grey print the sign in the tile tells.
const DIVERGING: [&str; 5] = ["#e08214", "#fdd9a8", "#ffffff", "#b3d6ec", "#2b8cbe"];

/// Fill and readable ink for a share of the way from the lowest to the highest difference.
pub(crate) fn diverging(share: f64) -> (&'static str, &'static str) {
    let last = DIVERGING.len() - 1;
    let index = (share.clamp(0.0, 1.0) * last as f64).round() as usize;
    (
        DIVERGING[index],
        if index == last { "#ffffff" } else { INK },
    )
}

/// All steps, lowest first, for the legend.
pub(crate) fn diverging_steps() -> &'static [&'static str] {
    &DIVERGING
}

/// Definitions of the patterns of filled shapes: hatched, dotted on a ground, striped and latticed;
/// their names carry that of the picture, because a page may hold several.
pub(crate) fn patterns(id: &str, ground: &str) -> String {
    format!(
        "<defs><pattern id=\"{id}-hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" fill=\"#e69f00\"/>\
         <rect width=\"2\" height=\"6\" fill=\"#7a5400\"/></pattern>\
         <pattern id=\"{id}-dots\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\
         <rect width=\"6\" height=\"6\" fill=\"{ground}\"/><circle cx=\"3\" cy=\"3\" r=\"1.3\" fill=\"#555555\"/>\
         </pattern>\
         <pattern id=\"{id}-stripes\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\
         <rect width=\"6\" height=\"6\" fill=\"#009e73\"/><rect width=\"2\" height=\"6\" fill=\"#ffffff\"/></pattern>\
         <pattern id=\"{id}-grid\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\
         <rect width=\"6\" height=\"6\" fill=\"#f3d9e6\"/><path d=\"M0 0H6M0 0V6\" stroke=\"#8a3f66\"/></pattern></defs>"
    )
}
