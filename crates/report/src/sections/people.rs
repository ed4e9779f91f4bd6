//! Population, party, hearing, reactions, speech, punishment, moods, press and places.

use std::collections::BTreeMap;

use crate::charts::{LineFigure, by_year, caption};
use crate::number::model_text;
use crate::page::{Block, Figure, Section, Table};
use crate::sentences::{self, in_the_model};
use crate::svg::{
    AxisScale, DotRow, Panel, StackedBar, Tile, dot_rows, small_multiples, stacked_bars, tile_map,
};
use crate::view::{RunView, day_text, label, year_number};

/// Year in whose last census the groups are shown: after the readings of the spring.
const YEAR_OF_READINGS: i16 = 1956;

fn lines<'a>(id: &'a str, title: &'a str, series: &'a [&'a str]) -> LineFigure<'a> {
    LineFigure {
        id,
        title,
        series,
        scale: AxisScale::FromZero,
        yearly: false,
    }
}

fn yearly<'a>(id: &'a str, title: &'a str, series: &'a [&'a str]) -> LineFigure<'a> {
    LineFigure {
        yearly: true,
        ..lines(id, title, series)
    }
}

/// Population and party.
pub(crate) fn population(view: &RunView<'_>) -> Section {
    let people = LineFigure {
        scale: AxisScale::Fitted,
        ..lines("population", "People alive", &["population"])
    };
    let blocks = super::figures([
        people.draw(view),
        lines("urban", "People in towns", &["population_urban"]).draw(view),
        yearly(
            "births",
            "Births, deaths and moves to town",
            &["births", "deaths", "moved_to_town"],
        )
        .draw(view),
        LineFigure {
            scale: AxisScale::Fitted,
            ..lines(
                "party",
                "Members and candidates of the party",
                &["cpsu_total"],
            )
        }
        .draw(view),
        lines("komsomol", "Members of the Komsomol", &["komsomol_members"]).draw(view),
    ]);
    Section {
        id: "population",
        heading: "Population and party",
        blocks,
    }
}

/// Who has heard of the speech, how, where.
pub(crate) fn hearing(view: &RunView<'_>) -> Section {
    let mut blocks = super::figures([
        lines(
            "heard",
            "Adults who have heard, by the best way they heard",
            &["heard_any", "heard_reading", "heard_rumour", "heard_radio"],
        )
        .draw(view),
        lines(
            "audience",
            "Adults who heard at a reading, party and Komsomol",
            &["audience_party", "audience_komsomol"],
        )
        .draw(view),
    ]);
    blocks.extend(heard_by_group(view).map(Block::Figure));
    blocks.extend(items_table(view).map(Block::Folded));
    Section {
        id: "heard",
        heading: "Who has heard what of the speech of 1956",
        blocks,
    }
}

/// How the hearers take it.
pub(crate) fn reactions(view: &RunView<'_>) -> Section {
    let mut blocks = super::figures([lines(
        "reception",
        "Ways of taking the message",
        &[
            "reception_official",
            "reception_more_than_old_leader",
            "reception_slander",
            "reception_confusion",
        ],
    )
    .draw(view)]);
    blocks.extend(reception_by_republic(view).map(Block::Figure));
    blocks.extend(super::figures([lines(
        "stances",
        "What adults say in public",
        &[
            "stance_praise",
            "stance_defend_old_leader",
            "stance_criticise_leaders",
            "stance_criticise_system",
        ],
    )
    .draw(view)]));
    Section {
        id: "reactions",
        heading: "Split of reactions",
        blocks,
    }
}

/// The ladder of open speech.
pub(crate) fn speech(view: &RunView<'_>) -> Section {
    let ladder = LineFigure {
        scale: AxisScale::Logarithmic,
        ..yearly(
            "ladder",
            "Speaking up, rung by rung",
            &[
                "grumbled",
                "remarks_at_meetings",
                "acts",
                "acts_defending_old_leader",
            ],
        )
    };
    let text = "Each rung is rarer than the one below: grumbling among people one knows, a remark at a meeting, an act in public. \
                The scale goes in steps of ten.";
    let mut blocks = vec![Block::Text(text.to_owned())];
    blocks.extend(super::figures([ladder.draw(view)]));
    Section {
        id: "speech",
        heading: "Open speech, rung by rung",
        blocks,
    }
}

/// What follows for those who speak.
pub(crate) fn punishments(view: &RunView<'_>) -> Section {
    let text = "Reprimanded, expelled and convicted are distinct: a reprimand stays in the file, an expulsion ends membership and \
                often a career, a conviction leads to a camp. Local bodies decide in the model as they did in the record.";
    let mut blocks = vec![Block::Text(text.to_owned())];
    blocks.extend(super::figures([
        yearly(
            "sanctions",
            "Reprimands and expulsions for what was said",
            &["reprimands", "expulsions"],
        )
        .draw(view),
        yearly(
            "convictions",
            "Convictions for anti-Soviet agitation",
            &["convicted_antisoviet_agitation"],
        )
        .draw(view),
    ]));
    Section {
        id: "punishments",
        heading: "Punishments",
        blocks,
    }
}

/// Means that no one measured.
pub(crate) fn moods(view: &RunView<'_>) -> Section {
    let text = "Nobody measured these. They are the model's inner working, shown so that it can be criticised.";
    let mut blocks = vec![Block::Text(text.to_owned())];
    blocks.extend(mood_panels(view).map(Block::Figure));
    Section {
        id: "moods",
        heading: "Inside the model: trust, fear, memory",
        blocks,
    }
}

/// The gate of the press.
pub(crate) fn press(view: &RunView<'_>) -> Section {
    let blocks = super::figures([
        lines(
            "gate",
            "Openness of journals and publishers",
            &["press_gate"],
        )
        .draw(view),
        lines(
            "manuscripts",
            "Testimony written and not printed",
            &["manuscripts"],
        )
        .draw(view),
        yearly("publications", "Testimony printed", &["publications"]).draw(view),
    ]);
    Section {
        id: "press",
        heading: "The press gate",
        blocks,
    }
}

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

const RECEPTIONS: &[&str] = &[
    "reception_official",
    "reception_more_than_old_leader",
    "reception_slander",
    "reception_confusion",
];

/// Shares of those who have heard, by republic and party rank, at the last census of the year of the readings.
fn heard_by_group(view: &RunView<'_>) -> Option<Figure> {
    let week = census_week(view, "channel")?;
    let ranks = ["none", "komsomol", "member", "official"];
    let mut shares: BTreeMap<&str, [(f64, f64); 4]> = BTreeMap::new();
    for row in view
        .tables
        .groups
        .iter()
        .filter(|row| row.week == week && row.measure == "channel")
    {
        let Some(rank) = ranks.iter().position(|rank| *rank == row.rank) else {
            continue;
        };
        let cell = &mut shares.entry(&row.republic).or_default()[rank];
        cell.0 += if row.category == "none" {
            0.0
        } else {
            row.people
        };
        cell.1 = row.of;
    }
    let share = |(heard, of): (f64, f64)| (of > 0.0).then(|| heard / of);
    let rows: Vec<DotRow> = shares
        .iter()
        .map(|(name, cells)| DotRow {
            label: (*name).to_owned(),
            shares: cells.map(share).to_vec(),
        })
        .collect();
    let names = ["no party", "Komsomol", "member", "official"].map(str::to_owned);
    let title = format!(
        "Share of adults who have heard, by republic and party rank, {}",
        day_text(view.last_day(week))
    );
    let sentences = vec![format!("{}.", span_sentence(&rows, &names))];
    let text = in_the_model(&sentences);
    let header = std::iter::once("republic".to_owned())
        .chain(names.iter().cloned())
        .collect();
    let table = Table {
        caption: "Model: share of adults who have heard".to_owned(),
        header,
        rows: rows.iter().map(share_row).collect(),
    };
    let svg = dot_rows(
        &names,
        &rows,
        "share of adults of the group · marks: the model",
        &caption(view, "heard-groups", &title, &text),
    );
    Some(Figure {
        id: "heard-groups".to_owned(),
        title,
        svg,
        model: sentences,
        tables: vec![table],
        ..Figure::default()
    })
}

fn share_row(row: &DotRow) -> Vec<String> {
    let cell =
        |share: &Option<f64>| share.map_or("nobody".to_owned(), |share| model_text(share, "share"));
    std::iter::once(row.label.clone())
        .chain(row.shares.iter().map(cell))
        .collect()
}

/// The range over republics for each group, in words.
fn span_sentence(rows: &[DotRow], names: &[String]) -> String {
    let part = |(group, name): (usize, &String)| {
        let shares = rows.iter().filter_map(|row| row.shares[group]);
        let (low, high) = shares.fold((f64::MAX, f64::MIN), |(low, high), share| {
            (low.min(share), high.max(share))
        });
        (low <= high).then(|| {
            format!(
                "{name}: {} to {} by republic",
                model_text(low, "share"),
                model_text(high, "share")
            )
        })
    };
    names
        .iter()
        .enumerate()
        .filter_map(part)
        .collect::<Vec<_>>()
        .join("; ")
}

/// The last week of the year of the readings in which a measure was counted, or the last at all.
fn census_week(view: &RunView<'_>, measure: &str) -> Option<u16> {
    let weeks = || {
        view.tables
            .groups
            .iter()
            .filter(|row| row.measure == measure)
            .map(|row| row.week)
    };
    let in_year = weeks()
        .filter(|week| view.last_day(*week).year() == YEAR_OF_READINGS)
        .max();
    in_year.or_else(|| weeks().max())
}

/// What share of adults has heard each item of the message, by party rank.
fn items_table(view: &RunView<'_>) -> Option<Table> {
    let week = census_week(view, "heard")?;
    let ranks = ["none", "komsomol", "member", "official"];
    let mut cells: BTreeMap<&str, [(f64, f64); 4]> = BTreeMap::new();
    let mut order: Vec<&str> = Vec::new();
    for row in view
        .tables
        .groups
        .iter()
        .filter(|row| row.week == week && row.measure == "heard")
    {
        let Some(rank) = ranks.iter().position(|rank| *rank == row.rank) else {
            continue;
        };
        if !cells.contains_key(row.category.as_str()) {
            order.push(&row.category);
        }
        let cell = &mut cells.entry(&row.category).or_default()[rank];
        *cell = (cell.0 + row.people, cell.1 + row.of);
    }
    let share = |(heard, of): (f64, f64)| {
        if of > 0.0 {
            model_text(heard / of, "share")
        } else {
            "nobody".to_owned()
        }
    };
    let row = |item: &&str| {
        std::iter::once(item.replace('-', " "))
            .chain(cells[item].map(share))
            .collect()
    };
    Some(Table {
        caption: format!(
            "Model: share of adults who have heard each part of the speech, {}",
            day_text(view.last_day(week))
        ),
        header: [
            "part of the speech",
            "no party",
            "Komsomol",
            "member",
            "official",
        ]
        .map(str::to_owned)
        .to_vec(),
        rows: order.iter().map(row).collect(),
    })
}

/// How hearers take the message in each republic.
fn reception_by_republic(view: &RunView<'_>) -> Option<Figure> {
    let week = census_week(view, "frame")?;
    let mut names: Vec<String> = Vec::new();
    let mut republics: BTreeMap<&str, BTreeMap<&str, f64>> = BTreeMap::new();
    for row in view
        .tables
        .groups
        .iter()
        .filter(|row| row.week == week && row.measure == "frame" && row.category != "none")
    {
        if !names.contains(&row.category) {
            names.push(row.category.clone());
        }
        *republics
            .entry(&row.republic)
            .or_default()
            .entry(&row.category)
            .or_default() += row.people;
    }
    let bars: Vec<StackedBar> = republics
        .iter()
        .filter_map(|(republic, parts)| share_bar(republic, parts, &names))
        .collect();
    if bars.is_empty() {
        return None;
    }
    let title = format!(
        "How hearers take the message, by republic, {}",
        day_text(view.last_day(week))
    );
    let sentences =
        vec!["Hearers in each republic divide as the bars and the table show.".to_owned()];
    let text = in_the_model(&sentences);
    let header = std::iter::once("republic".to_owned())
        .chain(names.iter().map(|name| name.replace('-', " ")))
        .collect();
    let row = |bar: &StackedBar| {
        std::iter::once(bar.label.clone())
            .chain(bar.parts.iter().map(|part| model_text(*part, "share")))
            .collect()
    };
    let table = Table {
        caption: "Model: share of hearers".to_owned(),
        header,
        rows: bars.iter().map(row).collect(),
    };
    let shown: Vec<String> = names.iter().map(|name| name.replace('-', " ")).collect();
    let svg = stacked_bars(
        &shown,
        &bars,
        "share of adults who have heard · bars: the model",
        &caption(view, "reception-republics", &title, &text),
    );
    Some(Figure {
        id: "reception-republics".to_owned(),
        title,
        svg,
        model: sentences,
        tables: vec![table],
        ..Figure::default()
    })
}

fn share_bar(republic: &str, parts: &BTreeMap<&str, f64>, names: &[String]) -> Option<StackedBar> {
    let all: f64 = parts.values().sum();
    let share = |name: &String| parts.get(name.as_str()).copied().unwrap_or(0.0) / all;
    (all > 0.0).then(|| StackedBar {
        label: republic.to_owned(),
        parts: names.iter().map(share).collect(),
        note: String::new(),
    })
}

/// Means of inner states on common axes.
fn mood_panels(view: &RunView<'_>) -> Option<Figure> {
    let names = [
        "mean_trust",
        "mean_devotion",
        "mean_memory",
        "mean_threat",
        "mean_fear",
        "mean_aspiration",
        "mean_approval",
    ];
    let found: Vec<_> = names.iter().filter_map(|name| view.country(name)).collect();
    if found.is_empty() {
        return None;
    }
    let panel = |numbers: &crate::view::Numbers<'_>| Panel {
        title: label(&numbers.entry.name),
        points: numbers
            .points
            .iter()
            .map(|&(week, value)| (year_number(view.last_day(week)), value))
            .collect(),
    };
    let panels: Vec<Panel> = found.iter().map(panel).collect();
    let sentences: Vec<String> = found
        .iter()
        .map(|numbers| sentences::course(view, numbers))
        .collect();
    let title = "Means over adults of states that have no measured series".to_owned();
    let text = in_the_model(&sentences);
    let svg = small_multiples(
        &panels,
        "mean over adults",
        &caption(view, "moods", &title, &text),
    );
    let notes = found
        .iter()
        .map(|numbers| {
            format!(
                "{}: {} Unit: {}.",
                label(&numbers.entry.name),
                numbers.entry.meaning,
                numbers.entry.unit
            )
        })
        .collect();
    let tables = vec![mean_table(view, &found)];
    Some(Figure {
        id: "moods".to_owned(),
        title,
        svg,
        model: sentences,
        notes,
        tables,
        ..Figure::default()
    })
}

fn mean_table(view: &RunView<'_>, found: &[crate::view::Numbers<'_>]) -> Table {
    let mut rows: BTreeMap<i16, Vec<String>> = BTreeMap::new();
    for (column, numbers) in found.iter().enumerate() {
        for (year, value) in by_year(view, numbers) {
            rows.entry(year)
                .or_insert_with(|| vec![String::new(); found.len()])[column] =
                model_text(value, "index");
        }
    }
    let header = std::iter::once("year".to_owned())
        .chain(found.iter().map(|numbers| label(&numbers.entry.name)))
        .collect();
    let rows = rows
        .into_iter()
        .map(|(year, cells)| std::iter::once(year.to_string()).chain(cells).collect())
        .collect();
    Table {
        caption: "Model, at the end of each year; rounded to three digits".to_owned(),
        header,
        rows,
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
