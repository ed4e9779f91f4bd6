use std::collections::BTreeSet;

use kernel::time::WEEKS_PER_CALENDAR_YEAR;
use world::inmate::{INMATE_BIT, category};

use super::{hundredth, near, shipped};

const K: f64 = 100.0;

#[test]
fn prisoners_have_the_counts_of_march_1953() {
    let (world, _) = hundredth();
    let figure = |series: &str| {
        let rows = shipped().tables.series(series, "USSR");
        rows.iter().find_map(|row| row.value).unwrap() / K
    };
    let marked = |bit: u8| {
        world
            .inmates
            .iter()
            .filter(|one| one.category & bit != 0)
            .count()
    };
    let aged = |ages: std::ops::RangeInclusive<i16>| {
        world
            .inmates
            .iter()
            .filter(|one| ages.contains(&one.person.age_in(1953)))
            .count()
    };
    let women = world
        .inmates
        .iter()
        .filter(|one| one.person.is_woman())
        .count();
    // The sample keeps one brigade of 32 in a hundred.
    let all = world.inmates.len() as f64;
    assert!((all - 2_526_402.0 / K).abs() < 150.0, "{all} held");
    for (series, count) in [
        ("women_prisoners", women),
        ("pregnant_prisoners", marked(category::PREGNANT)),
        (
            "women_with_children_under_2_in_camp",
            marked(category::WITH_CHILD),
        ),
        ("prisoners_over_50", aged(51..=120)),
        ("prisoners_under_18", aged(0..=17)),
        ("prisoners_incurably_ill", marked(category::ILL)),
    ] {
        assert!(
            near(count, figure(series)),
            "{series}: {count}, not {}",
            figure(series)
        );
    }
    // Sites differ widely in their political prisoners, and a brigade is all of one site.
    let political = marked(category::POLITICAL) as f64;
    assert!(
        (political - 539_718.0 / K).abs() < 0.04 * 539_718.0 / K,
        "{political} political"
    );
}

#[test]
fn sentences_have_the_bands_of_march_1953() {
    let (world, _) = hundredth();
    let series = [
        ("sentence_up_to_5_years", 0.0, 5.0),
        ("sentence_5_to_10_years", 5.0, 10.0),
        ("sentence_10_to_20_years", 10.0, 20.0),
        ("sentence_over_20_years", 20.0, 99.0),
    ];
    let figure = |name: &str| shipped().tables.value(name, "USSR", 1953).unwrap();
    let sum: f64 = series.iter().map(|(name, _, _)| figure(name)).sum();
    for (name, above, at_most) in series {
        let within = |weeks: u16| {
            let years = f64::from(weeks) / WEEKS_PER_CALENDAR_YEAR;
            years > above + 0.1 && years <= at_most + 0.1
        };
        let count = world
            .inmates
            .iter()
            .filter(|one| within(one.sentence_weeks))
            .count();
        let expected = figure(name) / sum * world.inmates.len() as f64;
        assert!(near(count, expected), "{name}: {count}, not {expected}");
    }
}

#[test]
fn terms_run_and_end() {
    let (world, plan) = hundredth();
    let longest = shipped().parameters.value("camps.political_served_at_most");
    for one in &world.inmates {
        assert!(one.term_end >= 1 && one.term_end <= one.sentence_weeks);
        let political = one.category & category::POLITICAL != 0;
        let years = if political { longest.unwrap() } else { 8.0 };
        assert!(
            f64::from(one.sentence_weeks - one.term_end) <= (years + 0.1) * WEEKS_PER_CALENDAR_YEAR
        );
    }
    let ends = world
        .inmates
        .iter()
        .filter(|one| one.term_end < plan.weeks)
        .count();
    assert!(ends * 2 > world.inmates.len());
}

#[test]
fn special_camps_hold_political_prisoners_and_categories_exclude_each_other() {
    let (world, _) = hundredth();
    let (mut special, mut political) = (0_usize, 0_usize);
    for one in &world.inmates {
        let has = |bit: u8| one.category & bit != 0;
        // Without the political bit, the collaborator's means an official crime.
        assert!(!has(category::COLLABORATOR) || !has(category::GRAVE));
        assert!(!has(category::GRAVE) || !has(category::POLITICAL));
        assert!(!(has(category::PREGNANT) || has(category::WITH_CHILD)) || one.person.is_woman());
        if world.sites[usize::from(one.site)].kind == "special camp" {
            special += 1;
            political += usize::from(has(category::POLITICAL));
        }
    }
    assert!(
        special as f64 > 1_900.0,
        "221 435 people in special camps, one in a hundred"
    );
    assert!(political as f64 > 0.8 * special as f64);
}

#[test]
fn ids_are_unique_and_homes_exist() {
    let (world, _) = hundredth();
    let ids: BTreeSet<u32> = world.inmates.iter().map(|one| one.id).collect();
    assert_eq!(ids.len(), world.inmates.len());
    for one in &world.inmates {
        assert!(one.id & INMATE_BIT != 0);
        assert!(usize::from(one.home) < world.districts.len());
        assert_eq!(one.person.exposure(), 3);
        assert_eq!(one.person.rank(), world::Rank::None);
        assert!(one.person.is_alive());
    }
}

#[test]
fn sites_lie_in_the_region_around_them() {
    let (world, _) = hundredth();
    let region_of = |name: &str| {
        let site = world.sites.iter().find(|site| site.name.contains(name));
        let region = site.map(|site| usize::from(site.region));
        region.map(|region| world.regions[region].name.as_str())
    };
    assert_eq!(region_of("Vorkut"), Some("Komi ASSR"));
    assert_eq!(region_of("Norilsk"), Some("Krasnoyarsk krai"));
}
