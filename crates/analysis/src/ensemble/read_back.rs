//! The course of a run as its folder tells it: what a trajectory in memory would have held.

use std::collections::{BTreeMap, BTreeSet};

use rules::SERIES;
use rules::census::{CHANNELS, FRAMES, GroupCount, RANKS};
use scenario::Scenario;
use store::{EventRow, GroupRow, SeriesRow, Tables};

use super::trajectory::{RegionalValue, Trajectory};

impl Trajectory {
    /// The course of a recorded run of a scenario over so many weeks. Series that this version does
    /// not know are passed over; those that the run has not recorded stay not-a-number.
    pub fn of_tables(scenario: &Scenario, tables: &Tables, weeks: u16) -> Trajectory {
        let dictionary = &tables.dictionary;
        let known: BTreeSet<&str> = scenario
            .tables
            .regions
            .iter()
            .map(|region| region.name.as_str())
            .collect();
        // The country comes first, then the regions; camps stand behind them.
        let regions: Vec<String> = dictionary
            .entities
            .iter()
            .skip(1)
            .take_while(|name| known.contains(name.as_str()))
            .cloned()
            .collect();
        let numbers: Vec<Option<usize>> = dictionary
            .series
            .iter()
            .map(|entry| Trajectory::number(&entry.name))
            .collect();
        let mut own = Trajectory {
            weeks,
            country: vec![vec![f64::NAN; usize::from(weeks)]; SERIES.len()],
            regions,
            events: Some(tables.events.iter().filter(happened).cloned().collect()),
            ..Trajectory::default()
        };
        for row in tables.series.iter().filter(|row| row.week < weeks) {
            if let Some(Some(series)) = numbers.get(usize::from(row.series)) {
                own.put(row, *series);
            }
        }
        let order = |row: &RegionalValue| (row.week, row.region, row.series);
        own.regional.sort_by_key(order);
        own.take_groups(scenario, &tables.groups);
        own
    }

    fn put(&mut self, row: &SeriesRow, series: usize) {
        match usize::from(row.entity) {
            0 => self.country[series][usize::from(row.week)] = row.value,
            entity if entity <= self.regions.len() => self.regional.push(RegionalValue {
                week: row.week,
                series: series as u16,
                region: row.entity - 1,
                value: row.value,
            }),
            _ => {}
        }
    }

    fn take_groups(&mut self, scenario: &Scenario, rows: &[GroupRow]) {
        let names: BTreeSet<&str> = rows.iter().map(|row| row.republic.as_str()).collect();
        let places: BTreeMap<&str, u8> = names.iter().copied().zip(0..).collect();
        let items = scenario.messages.first();
        let items: Vec<&str> = items.map_or(Vec::new(), |message| {
            message.items.iter().map(|item| item.id.as_str()).collect()
        });
        for row in rows {
            if let Some(count) = group(row, &items, &places) {
                self.groups.push(row.week, &count);
            }
        }
        self.republics = names.into_iter().map(str::to_owned).collect();
    }
}

/// Whether the model made it, with people in it; the calendar and the press are told elsewhere.
fn happened(event: &&EventRow) -> bool {
    !event.recorded && event.people.is_some()
}

fn group(row: &GroupRow, items: &[&str], republics: &BTreeMap<&str, u8>) -> Option<GroupCount> {
    let (measure, categories): (&'static str, &[&str]) = match &*row.measure {
        "heard" => ("heard", items),
        "channel" => ("channel", &CHANNELS),
        "frame" => ("frame", &FRAMES),
        _ => return None,
    };
    let place = |names: &[&str], own: &str| names.iter().position(|name| *name == own);
    Some(GroupCount {
        measure,
        category: place(categories, &row.category)? as u8,
        republic: *republics.get(row.republic.as_str())?,
        rank: place(&RANKS, &row.rank)? as u8,
        people: row.people,
        of: row.of,
    })
}
