//! From what the rules observe to the rows of the result tables.

use std::borrow::Cow;

use rules::census::{CHANNELS, FRAMES, RANKS};
use rules::series::PRISONERS_AT_SITE;
use rules::{Event, SERIES, Society};
use store::{Dictionary, Entry, EventRow, GroupRow, Kind, SeriesRow, Tables};
use world::World;

/// Tables without rows, for a country.
pub fn empty(world: &World) -> Tables {
    Tables {
        dictionary: dictionary(world),
        ..Tables::default()
    }
}

/// The data dictionary of a country.
fn dictionary(world: &World) -> Dictionary {
    let entry = |series: &rules::Series| Entry {
        name: series.name.to_owned(),
        unit: series.unit.to_owned(),
        kind: match series.kind {
            "stock" => Kind::Stock,
            "flow" => Kind::Flow,
            _ => Kind::Index,
        },
        meaning: series.meaning.to_owned(),
        record: series
            .record
            .map(|counterpart| counterpart.series.to_owned()),
        needs_full_population: series.needs_full_population,
        model_only: series.model_only,
    };
    let regions = world.regions.iter().map(|region| region.name.clone());
    let sites = world.sites.iter().map(|site| site.name.clone());
    Dictionary {
        series: SERIES.iter().map(entry).collect(),
        entities: std::iter::once("USSR".to_owned())
            .chain(regions)
            .chain(sites)
            .collect(),
    }
}

/// Adds what was observed in the week just computed.
pub fn take(tables: &mut Tables, society: &Society) {
    let week = society.week.0 - 1;
    let row = |value: &rules::observe::Value| SeriesRow {
        week,
        series: value.series,
        entity: value.entity,
        value: value.value,
    };
    tables
        .series
        .extend(society.observation.values.iter().map(row));
    tables.groups.extend(
        society
            .observation
            .groups
            .iter()
            .map(|count| group(society, week, count)),
    );
    if society.recording && society.plan.new_year.contains(&week) {
        sites(tables, society, week);
    }
    events(tables, society, week);
}

/// People held at each site; entities of sites stand behind those of regions.
fn sites(tables: &mut Tables, society: &Society, week: u16) {
    let Some(series) = SERIES
        .iter()
        .position(|series| series.name == PRISONERS_AT_SITE)
    else {
        return;
    };
    let mut held = vec![0_u32; society.world.sites.len()];
    for inmate in &society.world.inmates {
        held[usize::from(inmate.site)] += 1;
    }
    let weight = f64::from(society.world.sample.interval());
    let first = 1 + society.world.regions.len();
    tables
        .series
        .extend(held.iter().enumerate().map(|(site, people)| SeriesRow {
            week,
            series: series as u16,
            entity: (first + site) as u16,
            value: f64::from(*people) * weight,
        }));
}

fn group(society: &Society, week: u16, count: &rules::census::GroupCount) -> GroupRow {
    let category = usize::from(count.category);
    let name = match count.measure {
        "heard" => society
            .plan
            .items
            .get(category)
            .map_or("", |item| item.id.as_str()),
        "channel" => CHANNELS[category],
        _ => FRAMES[category],
    };
    GroupRow {
        week,
        measure: Cow::Borrowed(count.measure),
        category: name.to_owned(),
        republic: society.world.republics[usize::from(count.republic)].clone(),
        rank: Cow::Borrowed(RANKS[usize::from(count.rank)]),
        people: count.people,
        of: count.of,
    }
}

fn events(tables: &mut Tables, society: &Society, week: u16) {
    let recorded = society
        .plan
        .events
        .iter()
        .filter(|event| event.week == week);
    tables.events.extend(recorded.map(|event| EventRow {
        week,
        kind: event.kind.clone(),
        place: "USSR".to_owned(),
        what: format!("{} [{}]", event.what, event.id),
        recorded: true,
        ..EventRow::default()
    }));
    let printed = society.press.printed[rules::print::TESTIMONY];
    if society.recording && printed > 0.0 {
        tables.events.push(EventRow {
            week,
            kind: "publication".to_owned(),
            place: "USSR".to_owned(),
            what: format!("In the model, {printed} works of testimony appear."),
            ..EventRow::default()
        });
    }
    tables.events.extend(happened(society, week));
}

/// Events of the model in the week just computed.
pub(crate) fn happened(society: &Society, week: u16) -> impl Iterator<Item = EventRow> {
    let events = society.observation.events.iter();
    events.map(move |event| happening(society, week, event))
}

/// An event of the model as a row.
fn happening(society: &Society, week: u16, event: &Event) -> EventRow {
    let (trigger, response) = (event.trigger.name(), event.response.name());
    EventRow {
        week,
        kind: event.kind.name().to_owned(),
        place: event.place.name(&society.world),
        what: format!("In the model, after {trigger}; response: {response}."),
        direction: Cow::Borrowed(event.direction.name()),
        people: Some(event.participants as f64),
        killed: Some(f64::from(event.killed)),
        wounded: Some(f64::from(event.wounded)),
        arrested: Some(f64::from(event.arrested)),
        recorded: false,
    }
}

/// Drops everything recorded from `week` on, for a run that goes on from an earlier snapshot.
pub fn keep_before(tables: &mut Tables, week: u16) {
    tables.series.retain(|row| row.week < week);
    tables.groups.retain(|row| row.week < week);
    tables.events.retain(|row| row.week < week);
}
