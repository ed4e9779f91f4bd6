//! Regions as tiles.

use super::groups::YEAR_OF_READINGS;
use crate::charts::caption;
use crate::number::model_text;
use crate::page::{Block, Figure, Section, Table};
use crate::sentences::in_the_model;
use crate::svg::{Tile, tile_map};
use crate::view::{RunView, day_text};

const RECEPTIONS: &[&str] = &[
    "reception_official",
    "reception_more_than_old_leader",
    "reception_slander",
    "reception_confusion",
];

/// Regions as tiles.
pub(crate) fn places(view: &RunView<'_>) -> Section {
    let maps = [
        map(
            view,
            "map-heard",
            "Share of all people, children included, who have heard, by region",
            &["heard_any"],
            &["population"],
        ),
        map(
            view,
            "map-slander",
            "Share of hearers who take it for slander, by region",
            &["reception_slander"],
            RECEPTIONS,
        ),
        map(
            view,
            "map-returned",
            "Share of all people who came home from a camp, by region",
            &["returned_from_camps"],
            &["population"],
        ),
    ];
    let text = "One tile is one region of the census of 1959 under the name of the time. Tiles are not area and not population. \
                The order of the table is that of the census.";
    let mut blocks = vec![Block::Text(text.to_owned())];
    blocks.extend(super::figures(maps));
    Section {
        id: "places",
        heading: "Where",
        blocks,
    }
}

/// A map of the sum of some series over the sum of others, at the last census of the year of the readings.
fn map(
    view: &RunView<'_>,
    id: &str,
    title: &str,
    parts: &[&str],
    wholes: &[&str],
) -> Option<Figure> {
    let regions = &view.scenario.tables.regions;
    let week = regional_week(view, parts.first()?)?;
    let sum = |series: &[&str], region: &str| {
        series
            .iter()
            .map(|name| value_at(view, name, region, week))
            .sum::<Option<f64>>()
    };
    let tile = |region: &scenario::table::RegionRow| {
        let share = sum(parts, &region.name)
            .zip(sum(wholes, &region.name))
            .filter(|(_, whole)| *whole > 0.0);
        let share = share.map(|(part, whole)| part / whole);
        Tile {
            value: share,
            text: share.map_or(String::new(), |share| model_text(share, "share")),
        }
    };
    let tiles: Vec<Tile> = regions.iter().map(tile).collect();
    if tiles.iter().all(|tile| tile.value.is_none()) {
        return None;
    }
    let title = format!("{title}, {}", day_text(view.last_day(week)));
    let sentences = vec![extremes(regions, &tiles)];
    let text = in_the_model(&sentences);
    let row = |(region, tile): (&scenario::table::RegionRow, &Tile)| {
        let shown = if tile.value.is_some() {
            tile.text.clone()
        } else {
            "nobody in the sample".to_owned()
        };
        vec![region.name.clone(), region.republic.clone(), shown]
    };
    let table = Table {
        of_record: false,
        caption: "Model: share by region, in the order of the census".to_owned(),
        header: ["region", "republic", "share"].map(str::to_owned).to_vec(),
        rows: regions.iter().zip(&tiles).map(row).collect(),
    };
    let svg = tile_map(regions, &tiles, "share", &caption(view, id, &title, &text));
    Some(Figure {
        id: id.to_owned(),
        title,
        svg,
        model: sentences,
        warnings: sample_warning(view),
        tables: vec![table],
        ..Figure::default()
    })
}

/// The regions with the lowest and the highest value, in words.
fn extremes(regions: &[scenario::table::RegionRow], tiles: &[Tile]) -> String {
    let mut known: Vec<(f64, &str, &str)> = regions
        .iter()
        .zip(tiles)
        .filter_map(|(region, tile)| Some((tile.value?, region.name.as_str(), tile.text.as_str())))
        .collect();
    known.sort_by(|a, b| a.0.total_cmp(&b.0));
    match (known.first(), known.last()) {
        (Some(low), Some(high)) => format!(
            "The share is lowest in {} (about {}) and highest in {} (about {}).",
            low.1, low.2, high.1, high.2
        ),
        _ => "No region has a number.".to_owned(),
    }
}

/// Says that small regions of a sample rest on few people.
fn sample_warning(view: &RunView<'_>) -> Vec<String> {
    match view.manifest.sample {
        1 => Vec::new(),
        interval => vec![format!(
            "In a sample of 1/{interval} small regions rest on few people: differences between tiles are partly chance."
        )],
    }
}

fn value_at(view: &RunView<'_>, series: &str, region: &str, week: u16) -> Option<f64> {
    let numbers = view.numbers(series, region)?;
    let point = numbers.points.iter().find(|point| point.0 == week)?;
    Some(point.1)
}

/// The last week of the year of the readings in which the regions were counted, or the last at all.
fn regional_week(view: &RunView<'_>, series: &str) -> Option<u16> {
    let regions = view.scenario.tables.regions.iter();
    let numbers = regions
        .filter_map(|region| view.numbers(series, &region.name))
        .next()?;
    let in_year = numbers
        .points
        .iter()
        .rev()
        .find(|point| view.last_day(point.0).year() == YEAR_OF_READINGS);
    Some(in_year.or(numbers.points.last())?.0)
}
