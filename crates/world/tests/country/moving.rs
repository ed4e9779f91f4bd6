use std::collections::BTreeSet;

use proptest::prelude::*;
use world::collective::standing;
use world::{FullDistricts, Person, World};

use super::{built, free};

fn somebody() -> Person {
    Person {
        standing: standing::ALIVE,
        birth_year: 80,
        ..Person::default()
    }
}

/// A district that has collectives in the sample.
fn inhabited(world: &World, wanted: usize) -> usize {
    let count = world.districts.len();
    let from = (0..count).map(|step| (wanted + step) % count);
    from.into_iter()
        .find(|&index| world.districts[index].count > 0)
        .unwrap()
}

#[test]
fn who_settles_lives_there_and_nobody_is_lost() {
    let (mut world, _) = built(10_000);
    let before = free(&world).count();
    let mut places = BTreeSet::new();
    for step in 0..200_u32 {
        let home = inhabited(&world, (step as usize * 37) % world.districts.len());
        let draw = step.wrapping_mul(2_654_435_761);
        let place = world.settle(somebody(), home, draw).unwrap();
        assert!(places.insert(place), "{place:?} given twice");
    }
    assert_eq!(free(&world).count(), before + places.len());
    for &(collective, lane) in &places {
        assert_eq!(world.take(collective, lane), somebody());
        assert!(!world.take(collective, lane).is_alive());
    }
    assert_eq!(free(&world).count(), before);
}

#[test]
fn a_full_district_sends_people_on_and_a_full_country_refuses() {
    let (mut world, _) = built(10_000);
    let home = inhabited(&world, 100);
    let own = world.districts[home].range();
    let places = world.collectives.len() * kernel::LANES;
    let room = places - free(&world).count();
    let mut elsewhere = 0;
    for step in 0..room {
        let (collective, _) = world.settle(somebody(), home, step as u32).unwrap();
        elsewhere += usize::from(!own.contains(&collective));
    }
    assert!(elsewhere > 0);
    assert_eq!(free(&world).count(), places);
    assert_eq!(world.settle(somebody(), home, 7), None);
}

#[test]
fn the_next_choice_is_the_same_kind_of_place_in_the_region() {
    let (mut world, _) = built(1_000);
    let home = (0..world.districts.len())
        .find(|&index| {
            let same = |other: &&world::District| {
                let home = &world.districts[index];
                other.region == home.region
                    && other.settlement == home.settlement
                    && other.count > 0
            };
            world.districts[index].count > 0 && world.districts.iter().filter(same).count() > 3
        })
        .unwrap();
    let place = world.districts[home].clone();
    let mut district = home;
    while district == home {
        let (collective, _) = world.settle(somebody(), home, 0).unwrap();
        district = world.district_of(collective);
    }
    let next = &world.districts[district];
    assert_eq!(
        (next.region, next.settlement),
        (place.region, place.settlement)
    );
}

#[test]
fn knowing_full_districts_changes_no_place() {
    let (mut one, _) = built(10_000);
    let (mut other, _) = built(10_000);
    let mut full = FullDistricts::default();
    for step in 0..3_000_u32 {
        let district = inhabited(&one, (step as usize % 7) * 300);
        let draw = step.wrapping_mul(2_654_435_761);
        assert_eq!(
            one.settle(somebody(), district, draw),
            other.settle_knowing(&mut full, somebody(), district, draw)
        );
    }
}

#[test]
fn primary_organisations_number_as_in_the_record() {
    let estimate = world::estimate(super::shipped(), super::one_in(1)).unwrap();
    let organisations = estimate.collectives / u64::from(world::COLLECTIVES_PER_PRIMARY);
    // 350,304 in October 1952 (PTY0073), range 345,000 to 355,000.
    assert!(
        (345_000..=355_000).contains(&organisations),
        "{organisations}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn any_mix_of_moves_keeps_everybody(
        moves in prop::collection::vec((any::<u32>(), any::<u32>(), any::<bool>()), 1..60)
    ) {
        let (mut world, _) = built(10_000);
        let mut count = free(&world).count();
        for (place, draw, arrive) in moves {
            if arrive {
                let district = place as usize % world.districts.len();
                count += usize::from(world.settle(somebody(), district, draw).is_some());
            } else {
                let collective = place as usize % world.collectives.len();
                let person = world.take(collective, draw as usize % kernel::LANES);
                count -= usize::from(person.is_alive());
            }
        }
        prop_assert_eq!(free(&world).count(), count);
    }
}
