use std::collections::BTreeMap;

use kernel::checkpoint;
use world::{Collective, Inmate, Traits, World};

use super::{SEED, built, hundredth, one_in, shipped};

/// Blocks by number in the whole country.
fn blocks(world: &World) -> BTreeMap<u32, (Collective, Traits)> {
    let all = (0..world.collectives.len()).map(|local| {
        let block = (world.collectives[local], world.traits[local]);
        (world.global_collective(local), block)
    });
    all.collect()
}

#[test]
fn each_sample_is_part_of_the_next_larger_one() {
    let (small, middle) = (built(10_000).0, built(1_000).0);
    let large = &hundredth().0;
    for (part, whole) in [(&small, &middle), (&middle, large)] {
        let whole_blocks = blocks(whole);
        let part_blocks = blocks(part);
        assert!(!part_blocks.is_empty());
        for (global, block) in part_blocks {
            assert_eq!(
                whole_blocks.get(&global),
                Some(&block),
                "collective {global}"
            );
        }
        let people: BTreeMap<u32, Inmate> =
            whole.inmates.iter().map(|one| (one.id, *one)).collect();
        assert!(!part.inmates.is_empty());
        for one in &part.inmates {
            assert_eq!(people.get(&one.id), Some(one));
        }
        assert_eq!(part.sites, whole.sites);
        assert_eq!(part.regions, whole.regions);
        assert_eq!(part.leaders, whole.leaders);
    }
}

#[test]
fn districts_are_the_same_in_every_sample_but_for_their_blocks() {
    let (small, large) = (built(10_000).0, &hundredth().0);
    assert_eq!(small.districts.len(), large.districts.len());
    for (one, other) in small.districts.iter().zip(&large.districts) {
        assert_eq!(
            (one.region, one.settlement, one.zeal, one.prior_belief),
            (
                other.region,
                other.settlement,
                other.zeal,
                other.prior_belief
            )
        );
    }
    for world in [&small, large] {
        let mut next = 0;
        for place in &world.districts {
            assert_eq!(place.first, next);
            next += place.count;
        }
        assert_eq!(next as usize, world.collectives.len());
    }
}

#[test]
fn threads_change_nothing() {
    let hash = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| checkpoint::hash(&built(1_000).0.sections()))
    };
    let alone = hash(1);
    assert_eq!(alone, hash(2));
    assert_eq!(alone, hash(5));
}

#[test]
fn another_seed_is_another_people_in_the_same_places() {
    let (one, _) = world::build(shipped(), one_in(1_000), SEED, None).unwrap();
    let (other, _) = world::build(shipped(), one_in(1_000), SEED + 1, None).unwrap();
    assert_ne!(
        checkpoint::hash(&one.sections()),
        checkpoint::hash(&other.sections())
    );
    let occupied = |world: &World| -> Vec<usize> {
        let states = world.collectives.as_slice().iter();
        states
            .map(|state| state.standing.iter().filter(|bits| **bits != 0).count())
            .collect()
    };
    assert_eq!(occupied(&one), occupied(&other));
}

#[test]
fn districts_stand_in_order_of_region_and_settlement() {
    let (world, _) = built(10_000);
    let place = |district: &world::District| (district.region, district.settlement);
    assert!(world.districts.is_sorted_by_key(place));
}
