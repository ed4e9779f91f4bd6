//! The country built from the shipped scenario, held against its tables.

mod camps;
mod decisions;
mod moving;
mod nested;
mod people;
mod plan;
mod refusal;
mod restoring;

use std::sync::OnceLock;

use kernel::Sample;
use scenario::{LoadRequest, Scenario, load};
use world::{Person, Plan, World};

/// The shipped scenario as recorded.
fn shipped() -> &'static Scenario {
    static SCENARIO: OnceLock<Scenario> = OnceLock::new();
    SCENARIO.get_or_init(|| {
        let loaded = load(&LoadRequest {
            scenario: "ussr-1953-1964".to_owned(),
            project: concat!(env!("CARGO_MANIFEST_DIR"), "/../..").into(),
            ..LoadRequest::default()
        });
        loaded
            .scenario
            .unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics))
    })
}

const SEED: u64 = 1953;

fn one_in(interval: u32) -> Sample {
    Sample::one_in(interval).expect("a nested sample")
}

fn built(interval: u32) -> (World, Plan) {
    world::build(shipped(), one_in(interval), SEED, None).expect("the shipped scenario builds")
}

/// One person in a hundred, built once for all tests that only look.
fn hundredth() -> &'static (World, Plan) {
    static WORLD: OnceLock<(World, Plan)> = OnceLock::new();
    WORLD.get_or_init(|| built(100))
}

/// Everybody outside the camps, with the index of the district.
fn free(world: &World) -> impl Iterator<Item = (usize, Person)> + '_ {
    let districts = world.districts.iter().enumerate();
    districts.flat_map(move |(index, place)| {
        place
            .range()
            .flat_map(move |local| (0..kernel::LANES).map(move |lane| (local, lane)))
            .map(move |(local, lane)| {
                let (state, traits) = (&world.collectives[local], &world.traits[local]);
                (index, Person::read(state, traits, lane))
            })
            .filter(|(_, person)| person.is_alive())
    })
}

/// Whether a sampled count stands within five standard deviations of an expected number of
/// independent draws.
fn near(count: usize, expected: f64) -> bool {
    (count as f64 - expected).abs() <= 5.0 * expected.sqrt() + 1.0
}
