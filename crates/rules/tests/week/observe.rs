//! What is recorded is what is there: series and groups against a count by hand.

use rules::census::GroupCount;
use rules::census::{CHANNELS, FRAMES};
use rules::{SERIES, Society};

use crate::support::{JULY, THOUSANDTH, adults, advance, channel, frame, in_july, people};

/// The end of the first week after the resolution of June 1956 that has a quarterly census.
fn observed() -> Society {
    let mut society = in_july();
    let quarter = (JULY + 2).next_multiple_of(13);
    advance(&mut society, quarter + 1);
    society
}

fn value(society: &Society, name: &str) -> f64 {
    let series = SERIES
        .iter()
        .position(|own| own.name == name)
        .expect("a series of this name");
    let mut values = society.observation.values.iter();
    let found = values.find(|own| usize::from(own.series) == series && own.entity == 0);
    found
        .unwrap_or_else(|| panic!("{name} is not counted this week"))
        .value
}

fn groups<'a>(society: &'a Society, measure: &str, category: usize) -> f64 {
    let own = |group: &&'a GroupCount| {
        group.measure == measure && usize::from(group.category) == category
    };
    society
        .observation
        .groups
        .iter()
        .filter(own)
        .map(|group| group.people)
        .sum()
}

#[test]
fn everybody_alive_is_in_the_population_less_the_births_of_the_week() {
    // Lives come after the count of the people phase; the camps are counted last.
    let society = observed();
    let weight = f64::from(THOUSANDTH);
    let alive = (people(&society).count() + society.world.inmates.len()) as f64 * weight;
    let off = (value(&society, "population") - alive).abs() / alive;
    assert!(off < 1e-3, "{off}");
}

#[test]
fn receptions_and_channels_are_counted_as_they_are() {
    let society = observed();
    let weight = f64::from(THOUSANDTH);
    let count = |holds: &dyn Fn(&world::Person) -> bool| {
        adults(&society).filter(|(_, own)| holds(own)).count() as f64 * weight
    };
    for (number, name) in FRAMES.iter().enumerate() {
        let own = count(&|person| usize::from(frame(person)) == number);
        assert_eq!(groups(&society, "frame", number), own, "{name}");
    }
    for (number, name) in CHANNELS.iter().enumerate() {
        let own = count(&|person| usize::from(channel(person)) == number);
        assert_eq!(groups(&society, "channel", number), own, "{name}");
    }
    for item in 0..society.plan.items.len() {
        let own = count(&|person| person.heard >> item & 1 == 1);
        assert_eq!(groups(&society, "heard", item), own, "item {item}");
    }
    assert_eq!(
        value(&society, "heard_any"),
        count(&|person| channel(person) != 0)
    );
    assert_eq!(
        value(&society, "reception_slander"),
        count(&|person| frame(person) == 3)
    );
}

#[test]
fn republics_and_ranks_add_up_to_all_adults() {
    let society = observed();
    let first = society.observation.groups.iter();
    let frames = first.filter(|own| own.measure == "frame" && own.category == 0);
    let adults = adults(&society).count() as f64 * f64::from(THOUSANDTH);
    assert_eq!(frames.map(|own| own.of).sum::<f64>(), adults);
}

#[test]
fn regions_add_up_to_the_country() {
    let society = observed();
    for (number, series) in SERIES.iter().enumerate() {
        // The camps belong to the country, indices are means.
        if !series.regional || series.kind == "index" || series.name == "population" {
            continue;
        }
        let values = society.observation.values.iter();
        let own = values.filter(|value| usize::from(value.series) == number && value.entity > 0);
        let sum: f64 = own.map(|value| value.value).sum();
        assert_eq!(sum, value(&society, series.name), "{}", series.name);
    }
}

#[test]
fn every_series_has_a_name_of_its_own_and_says_what_it_counts() {
    let mut names: Vec<_> = SERIES.iter().map(|own| own.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), SERIES.len());
    assert!(
        SERIES
            .iter()
            .all(|own| own.meaning.ends_with('.') && !own.unit.is_empty())
    );
    assert!(
        SERIES
            .iter()
            .all(|own| ["stock", "flow", "index"].contains(&own.kind))
    );
}

#[test]
fn nothing_is_observed_when_nothing_is_recorded() {
    let mut society = in_july();
    society.recording = false;
    society.step(|_| {});
    assert!(society.observation.values.is_empty() && society.observation.groups.is_empty());
}
