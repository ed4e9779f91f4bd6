//! Regions as equal tiles, grouped by republic, each republic's tiles in the order of the map.
//!
//! Tiles are neither area nor population: equal tiles stop the emptiest regions from shouting.
//! The largest republic fills the middle; republics west of its centre and not far to the south
//! stand to its left from north to south; the others below it from west to east. Within a republic
//! regions are dealt into columns by longitude and stacked by latitude.

use scenario::table::RegionRow;

use super::Caption;
use super::canvas::{Anchor, Canvas, TITLE_HEIGHT};
use super::palette::{INK, QUIET, diverging, diverging_steps, step, steps};
use super::scale::range;

/// What is known of one region.
#[derive(Debug, Clone, PartialEq)]
pub struct Tile {
    /// The number that is shown by shade; absent where the sample holds nobody.
    pub value: Option<f64>,
    /// The number as text.
    pub text: String,
}

const TILE: f64 = 46.0;
const GAP: f64 = 8.0;
const HEADING: f64 = 15.0;
/// Republics south of this latitude (mean of their centres) stand below the largest.
const SOUTHERN_LATITUDE: f64 = 46.0;

/// A republic's tiles: places in columns and rows.
struct Block<'a> {
    name: &'a str,
    columns: usize,
    /// Index of the region, column, row.
    places: Vec<(usize, usize, usize)>,
    latitude: f64,
    longitude: f64,
}

/// Blocks with their upper left corners.
type Placed<'a> = Vec<(Block<'a>, (f64, f64))>;

/// How a share of the way from the lowest to the highest number is filled and written.
type Shade = fn(f64) -> (&'static str, &'static str);

/// Draws one tile per region; `tiles` are in the order of `regions`.
pub fn tile_map(regions: &[RegionRow], tiles: &[Tile], unit: &str, caption: &Caption) -> String {
    let range = range(tiles.iter().filter_map(|tile| tile.value)).unwrap_or((0.0, 1.0));
    let signs = "shade: the model";
    drawn(
        regions,
        tiles,
        (range, step, steps()),
        (unit, signs),
        caption,
    )
}

/// As [`tile_map`] for differences: white at zero, one hue to each side, both ends equally far.
pub fn difference_tile_map(
    regions: &[RegionRow],
    tiles: &[Tile],
    unit: &str,
    caption: &Caption,
) -> String {
    let values = tiles.iter().filter_map(|tile| tile.value);
    let reach = values.fold(0.0f64, |most, value| most.max(value.abs()));
    let reach = if reach > 0.0 { reach } else { 1.0 };
    let signs = "difference in the model: orange below, white at, blue above zero; the sign stands in the tile";
    let scale = ((-reach, reach), diverging as Shade, diverging_steps());
    drawn(regions, tiles, scale, (unit, signs), caption)
}

fn drawn(
    regions: &[RegionRow],
    tiles: &[Tile],
    (range, shade, steps): ((f64, f64), Shade, &'static [&'static str]),
    (unit, signs): (&str, &str),
    caption: &Caption,
) -> String {
    let (placed, width, height) = layout(regions);
    let mut canvas = Canvas::new();
    for (block, (left, top)) in &placed {
        canvas.text(
            (*left, TITLE_HEIGHT + top + 11.0),
            &short_republic(block),
            10.0,
            Anchor::Start,
            INK,
        );
        for &(region, column, row) in &block.places {
            let x = left + TILE * column as f64;
            let y = TITLE_HEIGHT + top + HEADING + TILE * row as f64;
            draw_tile(
                &mut canvas,
                &regions[region],
                tiles.get(region),
                (x, y),
                (range, shade),
            );
        }
    }
    let corner = (width, TITLE_HEIGHT + height);
    legend(&mut canvas, (range, steps), unit, corner);
    let subtitle = format!(
        "{unit} · one tile a region of 1959; tiles are not area and not population; c.: city · {signs}"
    );
    canvas.finish(caption, &subtitle, width, height + 34.0)
}

/// Blocks with their corners, and the size of the whole.
fn layout(regions: &[RegionRow]) -> (Placed<'_>, f64, f64) {
    let mut blocks = blocks(regions);
    let Some(largest) =
        (0..blocks.len()).max_by_key(|&index| (blocks[index].places.len(), usize::MAX - index))
    else {
        return (Vec::new(), 300.0, 20.0);
    };
    let centre = blocks.remove(largest);
    let is_west = |block: &Block<'_>| {
        block.longitude < centre.longitude && block.latitude > SOUTHERN_LATITUDE
    };
    let (mut west, mut south): (Vec<_>, Vec<_>) = blocks.into_iter().partition(is_west);
    west.sort_by(|a, b| b.latitude.total_cmp(&a.latitude));
    south.sort_by(|a, b| a.longitude.total_cmp(&b.longitude));
    let (west, west_width, west_height) = column_of(west);
    let centre_left = 8.0 + west_width + GAP;
    let centre_width = TILE * centre.columns as f64;
    let south_top = height_of(&centre) + GAP;
    let width = centre_left + centre_width + 12.0;
    let (south, south_bottom) = rows_of(south, centre_left, south_top, width);
    let mut placed = west;
    placed.push((centre, (centre_left, 0.0)));
    placed.extend(south);
    (placed, width, south_bottom.max(west_height) + 4.0)
}

/// Blocks from top to bottom; the single-tile ones share lines.
fn column_of(blocks: Vec<Block<'_>>) -> (Placed<'_>, f64, f64) {
    let width = blocks.iter().map(|block| block.columns).max().unwrap_or(0) as f64 * TILE;
    let (placed, bottom) = rows_of(blocks, 8.0, 0.0, 8.0 + width + 1.0);
    (placed, width, bottom)
}

/// Blocks from left to right, in as many lines as needed.
fn rows_of(blocks: Vec<Block<'_>>, left: f64, top: f64, right: f64) -> (Placed<'_>, f64) {
    let (mut x, mut y, mut line) = (left, top, 0.0f64);
    let mut placed = Vec::new();
    for block in blocks {
        // A heading needs the room of two tiles even over a single one.
        let width = TILE * block.columns.max(2) as f64;
        if x > left && x + width > right {
            (x, y, line) = (left, y + line + GAP, 0.0);
        }
        line = line.max(height_of(&block));
        placed.push((block, (x, y)));
        x += width + GAP;
    }
    (placed, y + line)
}

fn height_of(block: &Block<'_>) -> f64 {
    let rows = block
        .places
        .iter()
        .map(|place| place.2 + 1)
        .max()
        .unwrap_or(0);
    HEADING + TILE * rows as f64
}

/// One block per republic, in the order of their first regions.
fn blocks(regions: &[RegionRow]) -> Vec<Block<'_>> {
    let mut names: Vec<&str> = Vec::new();
    for region in regions {
        if !names.contains(&region.republic.as_str()) {
            names.push(&region.republic);
        }
    }
    names.into_iter().map(|name| block(name, regions)).collect()
}

fn block<'a>(name: &'a str, regions: &[RegionRow]) -> Block<'a> {
    let mut own: Vec<usize> = (0..regions.len())
        .filter(|&index| regions[index].republic == name)
        .collect();
    let mean = |of: fn(&RegionRow) -> f64| {
        own.iter().map(|&index| of(&regions[index])).sum::<f64>() / own.len() as f64
    };
    let (latitude, longitude) = (
        mean(|region| region.latitude),
        mean(|region| region.longitude),
    );
    own.sort_by(|&a, &b| regions[a].longitude.total_cmp(&regions[b].longitude));
    let rows = rows_for(own.len());
    let mut places = Vec::new();
    for (column, stack) in own.chunks_mut(rows).enumerate() {
        stack.sort_by(|&a, &b| regions[b].latitude.total_cmp(&regions[a].latitude));
        places.extend(
            stack
                .iter()
                .enumerate()
                .map(|(row, &region)| (region, column, row)),
        );
    }
    Block {
        name,
        columns: places.last().map_or(0, |place| place.1 + 1),
        places,
        latitude,
        longitude,
    }
}

/// Rows of a block of so many tiles: wider than high, as the country is.
fn rows_for(tiles: usize) -> usize {
    ((tiles as f64 / 1.6).sqrt().round() as usize).max(1)
}

fn draw_tile(
    canvas: &mut Canvas,
    region: &RegionRow,
    tile: Option<&Tile>,
    (x, y): (f64, f64),
    (range, shade): ((f64, f64), Shade),
) {
    let value = tile.and_then(|tile| tile.value);
    let text = tile.map_or("", |tile| tile.text.as_str());
    let share = |value: f64| {
        if range.1 > range.0 {
            (value - range.0) / (range.1 - range.0)
        } else {
            0.0
        }
    };
    let (fill, ink) = value.map_or(("#ffffff", QUIET), |value| shade(share(value)));
    let shown = if value.is_some() {
        text
    } else {
        "nobody in the sample"
    };
    canvas.open_group(&format!("{}, {}: {shown}", region.name, region.republic));
    let edge = if value.is_some() { INK } else { "#bbbbbb" };
    let lower = if value.is_some() { text } else { "–" };
    let middle = x + (TILE - 1.0) / 2.0;
    canvas.rectangle((x, y), (TILE - 1.0, TILE - 1.0), fill, edge);
    let name = short_region(region);
    canvas.text((middle, y + 20.0), &name, 9.0, Anchor::Middle, ink);
    canvas.text((middle, y + 35.0), lower, 10.0, Anchor::Middle, ink);
    canvas.close_group();
}

/// Letters of a name that fit a tile.
const LETTERS: usize = 7;

/// A region's name in the letters that fit: points of the compass as initials, cities marked.
fn short_region(region: &RegionRow) -> String {
    let mut words = region.name.split(' ');
    let first = words.next().unwrap_or_default();
    let name = match (first, words.next()) {
        ("North" | "South" | "East" | "West", Some(second)) => format!("{}.{second}", &first[..1]),
        _ => first.to_owned(),
    };
    if region.kind == "city" {
        let start: String = name.chars().take(LETTERS - 2).collect();
        return format!("{start} c.");
    }
    name.chars().take(LETTERS).collect()
}

/// The name without `SSR`, for headings over narrow blocks.
fn short_republic(block: &Block<'_>) -> String {
    let name = block.name.trim_end_matches(" SSR");
    if block.columns > 2 {
        block.name.to_owned()
    } else {
        name.to_owned()
    }
}

fn legend(
    canvas: &mut Canvas,
    ((low, high), steps): ((f64, f64), &[&str]),
    unit: &str,
    (width, top): (f64, f64),
) {
    let left = width - 330.0;
    for (index, fill) in steps.iter().enumerate() {
        canvas.rectangle(
            (left + 60.0 + 24.0 * index as f64, top + 8.0),
            (24.0, 12.0),
            fill,
            INK,
        );
    }
    let text = |value: f64| crate::number::model_text(value, unit);
    canvas.text(
        (left + 54.0, top + 18.0),
        &text(low),
        10.0,
        Anchor::End,
        QUIET,
    );
    canvas.text(
        (left + 188.0, top + 18.0),
        &text(high),
        10.0,
        Anchor::Start,
        QUIET,
    );
}
