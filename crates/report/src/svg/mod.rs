//! Pictures as SVG text: deterministic, readable in grey and by colour-blind people, each with a
//! title, a description for screen readers and the badge inside the picture.

mod canvas;
pub(crate) use canvas::badge_lines;
mod difference_chart;
mod dot_rows;
mod doubt_bar;
mod interval_rows;
mod line_chart;
mod palette;
mod quantile_dots;
mod scale;
mod small_multiples;
mod stacked_bars;
mod tile_map;

pub use difference_chart::{BandPoint, DifferenceChart, difference_chart};
pub use dot_rows::{DotRow, dot_rows};
pub use doubt_bar::doubt_bar;
pub use interval_rows::{IntervalRow, interval_rows};
pub use line_chart::{Axis, AxisScale, ChartOptions, Line, Mark, line_chart};
pub use quantile_dots::{DotsRow, quantile_dots, quantiles};
pub use small_multiples::{Panel, small_multiples};
pub use stacked_bars::{StackedBar, stacked_bars};
pub use tile_map::{Tile, difference_tile_map, tile_map};

/// What every picture carries.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Caption {
    /// Name unique in the page, of letters, digits and hyphens.
    pub id: String,
    /// What the picture shows, without a full stop.
    pub title: String,
    /// The picture in words, for those who do not see it.
    pub description: String,
    /// Label that says what kind of result this is; drawn inside the picture.
    pub badge: String,
}

/// A label, or its first letters with a mark that something was left out.
pub(crate) fn shortened(label: &str, most: usize) -> String {
    if label.chars().count() <= most {
        return label.to_owned();
    }
    label.chars().take(most - 1).chain(['…']).collect()
}
