use std::collections::BTreeMap;

use world::{Rank, Settlement};

use super::{free, hundredth, near, shipped};

const K: f64 = 100.0;

#[test]
fn regions_have_their_share_of_the_republic() {
    let (world, _) = hundredth();
    let mut people = vec![0_usize; world.regions.len()];
    for (district, _) in free(world) {
        people[usize::from(world.districts[district].region)] += 1;
    }
    let rows = &shipped().tables.regions;
    for (republic, name) in world.republics.iter().enumerate() {
        let own = |&r: &usize| usize::from(world.regions[r].republic) == republic;
        let own: Vec<usize> = (0..people.len()).filter(own).collect();
        let all: usize = own.iter().map(|&r| people[r]).sum();
        let census: f64 = own.iter().map(|&r| rows[r].total).sum();
        for region in own {
            let expected = all as f64 * rows[region].total / census;
            // The sample keeps whole collectives, evenly spaced: a region is off by a few blocks.
            let off = (people[region] as f64 - expected).abs();
            assert!(
                off < 3.0 * 32.0,
                "{} in {name}: {off} people off",
                rows[region].name
            );
        }
    }
}

#[test]
fn the_country_and_its_towns_have_their_totals() {
    let (world, _) = hundredth();
    let all = free(world).count() + world.inmates.len();
    // 188.0 million on 1 January 1953 and 191.0 million a year later (POP0004, POP0005).
    let everyone = 188.0e6 + 3.0e6 * 59.0 / 365.0;
    assert!((all as f64 * K - everyone).abs() < 1e-3 * everyone);
    let towns = free(world).filter(|(d, _)| world.districts[*d].settlement == Settlement::Town);
    let share = towns.count() as f64 / free(world).count() as f64;
    // 80.2 and 83.6 million (POP0445, POP0446).
    let expected = (80.2e6 + 3.4e6 * 59.0 / 365.0) / everyone;
    assert!(
        (share - expected).abs() < 1e-3,
        "{share} in towns, not {expected}"
    );
}

#[test]
fn a_city_has_no_villages() {
    let (world, _) = hundredth();
    let city = world
        .regions
        .iter()
        .position(|region| region.name == "Moscow city")
        .unwrap();
    let own = world
        .districts
        .iter()
        .filter(|place| usize::from(place.region) == city);
    assert!(own.clone().count() > 50);
    assert!(
        own.into_iter()
            .all(|place| place.settlement == Settlement::Town)
    );
}

#[test]
fn men_and_women_of_the_rsfsr_have_their_totals() {
    let (world, _) = hundredth();
    let rsfsr = world
        .republics
        .iter()
        .position(|name| name == "RSFSR")
        .unwrap() as u8;
    let in_rsfsr = |region: u16| world.regions[usize::from(region)].republic == rsfsr;
    let at_home = free(world)
        .filter(|(district, _)| world.districts[*district].republic == rsfsr)
        .map(|(_, person)| person);
    let held = world
        .inmates
        .iter()
        .filter(|one| in_rsfsr(world.sites[usize::from(one.site)].region));
    let men = at_home
        .chain(held.map(|one| one.person))
        .filter(|person| !person.is_woman());
    // 46.780 million men on 1 January 1953, 47.684 million a year later (POP0044, POP0047).
    let expected = 46.780e6 + 0.904e6 * 59.0 / 365.0;
    let off = men.count() as f64 * K - expected;
    assert!(off.abs() < 3e-3 * expected, "{off} men off");
}

#[test]
fn cohorts_are_those_of_the_census_before_six_years_of_deaths() {
    let (world, _) = hundredth();
    let census = |age: &str| -> f64 {
        ["male", "female"]
            .map(|sex| {
                shipped().tables.value(
                    "census1959_age_sex",
                    &format!("USSR|total|{sex}|{age}"),
                    1959,
                )
            })
            .into_iter()
            .map(|count| count.unwrap())
            .sum()
    };
    let born = |years: std::ops::RangeInclusive<i16>| -> f64 {
        let everyone = free(world).map(|(_, person)| person);
        let everyone = everyone.chain(world.inmates.iter().map(|one| one.person));
        K * everyone
            .filter(|person| years.contains(&(1953 - person.age_in(1953))))
            .count() as f64
    };
    for (age, years, most_deaths) in [
        ("10-14", 1944..=1948, 0.03),
        ("20-24", 1934..=1938, 0.04),
        ("45-49", 1909..=1913, 0.08),
        ("65-69", 1889..=1893, 0.30),
    ] {
        let survived = census(age) / born(years);
        assert!(
            survived < 1.005 && survived > 1.0 - most_deaths,
            "aged {age}: {survived} survived"
        );
    }
}

#[test]
fn the_party_has_its_members_in_every_republic() {
    let (world, _) = hundredth();
    let tables = &shipped().tables;
    let mut members: BTreeMap<u8, usize> = BTreeMap::new();
    let (mut women, mut komsomol) = (0_usize, 0_usize);
    for (district, person) in free(world) {
        match person.rank() {
            Rank::Member | Rank::Official => {
                *members
                    .entry(world.districts[district].republic)
                    .or_default() += 1;
                women += usize::from(person.is_woman());
            }
            Rank::Komsomol => komsomol += 1,
            Rank::None => {}
        }
    }
    let share = |republic: &str| {
        let entity = if republic == "RSFSR" {
            "RSFSR and armed forces"
        } else {
            republic
        };
        tables
            .value("cpsu_members_by_republic", entity, 1959)
            .unwrap()
    };
    let all: f64 = world.republics.iter().map(|name| share(name)).sum();
    let total = tables.value("cpsu_total", "USSR", 1953).unwrap();
    for (&republic, &count) in &members {
        let name = &world.republics[usize::from(republic)];
        let expected = total / K * share(name) / all;
        assert!(
            near(count, expected),
            "{name}: {count} members, expected {expected}"
        );
    }
    assert!(near(women, 0.19 * total / K), "{women} women");
    // Between 9.3 million of March 1949 and 18.8 million of March 1954 (PTY0096, PTY0097).
    assert!(
        (16.0e6..17.5e6).contains(&(komsomol as f64 * K)),
        "{komsomol} in the Komsomol"
    );
}

#[test]
fn special_settlers_are_where_they_were_sent() {
    let (world, _) = hundredth();
    let mut by_region = vec![0_usize; world.regions.len()];
    for (district, person) in free(world) {
        if person.standing & world::collective::standing::SPECIAL_SETTLER != 0 {
            by_region[usize::from(world.districts[district].region)] += 1;
        }
    }
    assert!(near(by_region.iter().sum(), 2_753_356.0 / K));
    let count = |name: &str| by_region[world.regions.iter().position(|r| r.name == name).unwrap()];
    assert_eq!(count("Moscow city"), 0);
    let east = [
        "Krasnoyarsk krai",
        "Irkutsk oblast",
        "Chita oblast",
        "Buryat ASSR",
        "Tuvan AO",
        "Yakut ASSR",
    ];
    assert!(near(east.map(count).iter().sum(), 267_509.0 / K));
}

#[test]
fn children_are_inert_and_places_beyond_the_people_are_empty() {
    use world::collective::standing;
    let (world, _) = hundredth();
    for (_, person) in free(world) {
        let adult = person.standing & standing::ADULT != 0;
        assert_eq!(adult, person.age_in(1953) >= 14);
        assert!(
            adult || (person.memory == 0 || person.exposure() == 2) && person.rank() == Rank::None
        );
        assert_eq!((person.heard, person.reception), (0, 0));
    }
    for (state, traits) in world
        .collectives
        .as_slice()
        .iter()
        .zip(world.traits.as_slice())
    {
        for lane in 0..kernel::LANES {
            let person = world::Person::read(state, traits, lane);
            assert!(person.is_alive() || person == world::Person::default());
        }
    }
}

#[test]
fn groups_differ_in_the_stated_direction() {
    let (world, _) = hundredth();
    let mean = |of: &dyn Fn(&world::Person) -> u8, who: &dyn Fn(&world::Person) -> bool| {
        let chosen: Vec<f64> = free(world)
            .filter(|(_, person)| person.age_in(1953) >= 14 && who(person))
            .map(|(_, person)| f64::from(of(&person)))
            .collect();
        chosen.iter().sum::<f64>() / chosen.len() as f64
    };
    let trust = |person: &world::Person| person.trust;
    let memory = |person: &world::Person| person.memory;
    let rank = |wanted: Rank| move |person: &world::Person| person.rank() == wanted;
    let exposed = |wanted: usize| move |person: &world::Person| person.exposure() == wanted;
    assert!(mean(&trust, &rank(Rank::Official)) > mean(&trust, &rank(Rank::Member)));
    assert!(mean(&trust, &rank(Rank::Member)) > mean(&trust, &rank(Rank::None)));
    for exposure in 0..3 {
        assert!(mean(&memory, &exposed(exposure)) < mean(&memory, &exposed(exposure + 1)));
        assert!(mean(&trust, &exposed(exposure)) > mean(&trust, &exposed(exposure + 1)));
    }
}

#[test]
fn the_mean_standard_of_living_is_the_unit() {
    let (world, _) = hundredth();
    let (mut sum, mut count) = (0.0, 0.0);
    for (district, _) in free(world) {
        sum += f64::from(world.districts[district].living_factor);
        count += 1.0;
    }
    assert!((sum / count - 1.0_f64).abs() < 2e-3);
}

#[test]
fn georgia_believes_more() {
    let (world, _) = hundredth();
    let georgia = world
        .republics
        .iter()
        .position(|name| name == "Georgian SSR")
        .unwrap() as u8;
    let mean = |georgian: bool| {
        let own = world
            .districts
            .iter()
            .filter(|place| (place.republic == georgia) == georgian);
        let beliefs: Vec<f32> = own.map(|place| place.prior_belief).collect();
        beliefs.iter().sum::<f32>() / beliefs.len() as f32
    };
    assert!(mean(true) > mean(false) + 0.1);
}
