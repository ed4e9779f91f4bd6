//! Rows that tell of an event: whether runs have one of its kind near its place and day, and how large.

use jiff::civil::Date;
use scenario::table::DECISION_SERIES;
use scenario::{DataRow, Scenario};
use store::EventRow;

use super::numbers::Numbers;
use super::spread::Spread;
use super::verdict::{Recorded, Verdict};

/// Weeks before and after a recorded event in which an event of the model stands for it.
const WEEKS: i32 = 13;
/// Camps so near to the place of the record are meant, km.
const CAMPS_WITHIN: f64 = 300.0;
/// Share of runs from which an event is there, and from which it is near.
const THERE: (f64, f64) = (0.5, 0.1);

/// Kinds of the unrest table with those of the model; every kind not listed is a crowd.
const KINDS: &[(&str, &str)] = &[
    ("camp", "camp strike"),
    ("satellite", "satellite crowd"),
    ("crowd disaster", "crush"),
];
/// Decisions that are struggles over the leadership, with the series that counts them.
const STRUGGLES: &[(&str, &str)] = &[
    ("coup attempt", "leader_challenges"),
    ("plenum", "leader_challenges"),
    ("coup", "leader_removals"),
];

/// Named places with coordinates: regions, camps, satellites.
#[derive(Debug, Clone, Default)]
pub struct Places {
    regions: Vec<Named>,
    camps: Vec<Named>,
    satellites: Vec<Named>,
}

#[derive(Debug, Clone)]
struct Named {
    name: String,
    at: (f64, f64),
}

impl Places {
    /// The places of a scenario.
    pub fn of(scenario: &Scenario) -> Places {
        let tables = &scenario.tables;
        let named = |name: &str, at| Named {
            name: name.to_owned(),
            at,
        };
        let regions = tables.regions.iter();
        let camps = tables.camps.iter().map(DataRow::from);
        let with_place = |row: DataRow| Some(named(&row.entity, row.detail.coordinates?));
        Places {
            regions: regions
                .map(|own| named(&own.name, (own.latitude, own.longitude)))
                .collect(),
            camps: camps.filter_map(with_place).collect(),
            satellites: capitals(&tables.rows),
        }
    }

    /// Names under which the model would tell of an event of this kind there; none where the row
    /// does not say where.
    fn meant(&self, kind: &str, row: &DataRow) -> Vec<&str> {
        let known = match kind {
            "camp strike" => &self.camps,
            "satellite crowd" => &self.satellites,
            _ => &self.regions,
        };
        let Some(at) = row.detail.coordinates else {
            return self.told(known, row);
        };
        let distance = |own: &&Named| kilometres(own.at, at);
        if kind == "camp strike" {
            let near = known.iter().filter(|own| distance(own) <= CAMPS_WITHIN);
            return near.map(|own| own.name.as_str()).collect();
        }
        let nearest = known
            .iter()
            .min_by(|a, b| distance(a).total_cmp(&distance(b)));
        nearest.map(|own| own.name.as_str()).into_iter().collect()
    }

    /// Places that the text of the event names: a word that begins like one of theirs.
    fn told<'a>(&self, known: &'a [Named], row: &DataRow) -> Vec<&'a str> {
        let words: Vec<String> = stems(&row.detail.event).collect();
        let named = |own: &&Named| stems(&own.name).any(|stem| words.contains(&stem));
        known
            .iter()
            .filter(named)
            .map(|own| own.name.as_str())
            .collect()
    }
}

/// The satellites at their capitals, from the rows `latitude` and `longitude` of their table.
fn capitals(rows: &[DataRow]) -> Vec<Named> {
    let own = |series: &'static str| {
        let of_table = rows.iter().filter(|row| row.table == "satellites");
        of_table.filter(move |row| row.series == series)
    };
    let capital = |north: &DataRow| {
        let east = own("longitude").find(|row| row.entity == north.entity)?;
        Some(Named {
            name: north.entity.clone(),
            at: (north.value?, east.value?),
        })
    };
    own("latitude").filter_map(capital).collect()
}

/// First five letters of words that are long enough to be a name, and short words in capitals.
fn stems(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words.filter_map(|word| {
        let long = word.chars().count() >= 5 && word.chars().next().is_some_and(char::is_uppercase);
        let capitals = word.chars().count() == 3 && word.chars().all(char::is_uppercase);
        // Words that stand in the names of very many places are no name.
        let common = ["Union", "Soviet", "Colonies", "ITL", "SSR"].contains(&word);
        ((long || capitals) && !common).then(|| word.to_lowercase().chars().take(5).collect())
    })
}

/// Great-circle distance on a sphere of 6,371 km.
fn kilometres((lat, lon): (f64, f64), (other_lat, other_lon): (f64, f64)) -> f64 {
    let (a, b) = (lat.to_radians(), other_lat.to_radians());
    let across = (other_lon - lon).to_radians();
    let half = ((b - a) / 2.0).sin().powi(2) + a.cos() * b.cos() * (across / 2.0).sin().powi(2);
    2.0 * 6371.0 * half.sqrt().min(1.0).asin()
}

/// What the model says of a row that tells of an event.
#[derive(Debug, Clone, PartialEq)]
pub struct EventAnswer {
    /// What of the model answers it.
    pub answered_by: String,
    /// Share of runs that have such an event.
    pub occurs: f64,
    /// Size over the runs that have one; occurrence itself for rows without a size.
    pub modelled: Spread,
    /// Inside, near or off.
    pub verdict: Verdict,
    /// What to know.
    pub remark: String,
}

/// Whether a row tells of an event.
pub fn is_event(row: &DataRow) -> bool {
    let detail = &row.detail;
    let has_kind = !detail.kind.is_empty() && detail.kind != "aggregate";
    row.series == DECISION_SERIES || has_kind && !detail.event.is_empty()
}

/// What runs say of an event.
///
/// # Errors
/// Why they say nothing, in words for the reader of the row.
pub fn answer(row: &DataRow, runs: &[(&Numbers, f64)]) -> Result<EventAnswer, String> {
    let struggle = STRUGGLES.iter().find(|(kind, _)| *kind == row.detail.kind);
    if let Some((_, series)) = struggle.filter(|_| row.series == DECISION_SERIES) {
        return struggle_answer(row, series, runs);
    }
    if row.series == DECISION_SERIES && row.detail.kind != "unrest" {
        return Err(format!(
            "the model tells of no event like a {}",
            row.detail.kind
        ));
    }
    let kind = kind_of(row);
    let size = size_of(&row.series)?;
    let value = row.value.ok_or("the row gives no figure")?;
    let mut sizes = Vec::new();
    let (mut with, mut all) = (0.0, 0.0);
    let mut anywhere = false;
    for (numbers, weight) in runs {
        let meant = numbers.places().meant(kind, row);
        anywhere = meant.is_empty();
        all += weight;
        if let Some(event) = largest(numbers, row, kind, &meant)? {
            with += weight;
            sizes.push((size(event), *weight));
        }
    }
    let occurs = if all > 0.0 { with / all } else { 0.0 };
    let place = if anywhere {
        "anywhere"
    } else {
        "near the place"
    };
    let remark = format!(
        "{:.0} % of runs have a {kind} {place} within {WEEKS} weeks of the day",
        occurs * 100.0
    );
    if row.series == DECISION_SERIES {
        return Ok(occurrence(kind, occurs, runs.len(), remark));
    }
    let recorded = Recorded {
        value,
        low: row.low,
        high: row.high,
    };
    let none = Spread::of(vec![(0.0, 1.0)]).ok_or("no run was given")?;
    let modelled = Spread::of(sizes).unwrap_or(none);
    let verdict = if occurs >= THERE.0 {
        recorded.verdict(modelled.median, 1.0)
    } else {
        Verdict::Off
    };
    Ok(EventAnswer {
        answered_by: format!("{} of a {kind}", row.series),
        occurs,
        modelled,
        verdict,
        remark,
    })
}

/// The largest event of a kind near a row's day, at one of the places meant or, without any, anywhere.
fn largest<'a>(
    numbers: &'a Numbers,
    row: &DataRow,
    kind: &str,
    meant: &[&str],
) -> Result<Option<&'a EventRow>, String> {
    let window = numbers.weeks_around(row.date, row.detail.date_end, WEEKS)?;
    let events = numbers
        .events()
        .ok_or("the runs have not kept their events")?;
    let here = |event: &EventRow, name: &str| {
        let rest = event.place.strip_prefix(name);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(','))
    };
    let fits = |event: &&EventRow| {
        event.kind == kind
            && window.contains(&event.week)
            && (meant.is_empty() || meant.iter().any(|name| here(event, name)))
    };
    let people = |event: &EventRow| event.people.unwrap_or(0.0);
    let found = events.iter().filter(fits);
    Ok(found.max_by(|a, b| people(a).total_cmp(&people(b))))
}

/// Whether runs have a struggle over the leadership near a day.
fn struggle_answer(
    row: &DataRow,
    series: &'static str,
    runs: &[(&Numbers, f64)],
) -> Result<EventAnswer, String> {
    let (mut with, mut all) = (0.0, 0.0);
    for (numbers, weight) in runs {
        let window = numbers.weeks_around(row.date, row.detail.date_end, WEEKS)?;
        let there = |week: u16| numbers.in_week(series, "USSR", week).unwrap_or(0.0) > 0.0;
        all += weight;
        with += if window.into_iter().any(there) {
            *weight
        } else {
            0.0
        };
    }
    let occurs = if all > 0.0 { with / all } else { 0.0 };
    let remark = format!(
        "{:.0} % of runs count {series} within {WEEKS} weeks of the day",
        occurs * 100.0
    );
    Ok(occurrence(series, occurs, runs.len(), remark))
}

/// The answer for a row that only says that something happened.
fn occurrence(what: &str, occurs: f64, runs: usize, remark: String) -> EventAnswer {
    let verdict = if occurs >= THERE.0 {
        Verdict::Inside
    } else if occurs >= THERE.1 {
        Verdict::Near
    } else {
        Verdict::Off
    };
    EventAnswer {
        answered_by: format!("whether there is a {what}"),
        occurs,
        modelled: Spread {
            median: f64::from(u8::from(occurs >= THERE.0)),
            low: f64::from(u8::from(occurs > 0.9)),
            high: f64::from(u8::from(occurs > 0.1)),
            runs,
        },
        verdict,
        remark,
    }
}

fn kind_of(row: &DataRow) -> &'static str {
    let own = if row.series == DECISION_SERIES {
        row.detail
            .reach
            .strip_suffix('s')
            .unwrap_or(&row.detail.reach)
    } else {
        &row.detail.kind
    };
    let known = KINDS.iter().find(|(name, _)| *name == own);
    known.map_or("crowd", |(_, kind)| kind)
}

/// The column of an event that holds a size.
fn size_of(series: &str) -> Result<fn(&EventRow) -> f64, String> {
    match series {
        "participants" | DECISION_SERIES => Ok(|event| event.people.unwrap_or(0.0)),
        "killed" => Ok(|event| event.killed.unwrap_or(0.0)),
        "wounded" => Ok(|event| event.wounded.unwrap_or(0.0)),
        "arrested" => Ok(|event| event.arrested.unwrap_or(0.0)),
        other => Err(format!("the model's events have no count of {other}")),
    }
}

/// First and last day of the search around an event.
pub(crate) fn days_around(first: Date, last: Option<Date>, weeks: i32) -> Option<(Date, Date)> {
    let span = jiff::Span::new().weeks(weeks);
    let from = first.checked_sub(span).ok()?;
    let to = last.unwrap_or(first).checked_add(span).ok()?;
    Some((from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_by_how_they_begin() {
        let all = |text: &str| stems(text).collect::<Vec<_>>();
        assert_eq!(all("Hungarian revolution"), ["hunga"]);
        assert_eq!(all("GDR uprising"), ["gdr"]);
        assert_eq!(all("Vorkuta strike"), all("Vorkutinsky ITL"));
        assert_eq!(all("Colonies and prisons, Komi ASSR"), [] as [&str; 0]);
    }

    #[test]
    fn distances_are_those_of_the_globe() {
        let (moscow, leningrad) = ((55.75, 37.62), (59.94, 30.31));
        assert!((kilometres(moscow, leningrad) - 634.0).abs() < 5.0);
        assert_eq!(kilometres(moscow, moscow), 0.0);
    }
}
