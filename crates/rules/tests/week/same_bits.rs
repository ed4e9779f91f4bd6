//! The same bits whatever the threads, the vector instructions, the recorder and the restart; and
//! the same person in every sample.

use kernel::{LANES, VectorLevel};
use rules::Society;
use world::collective::standing;
use world::{Collective, Traits};

use crate::support::{
    EVE, Parameter, SEED, SMALLEST, THOUSANDTH, advance, country, on_the_eve, snapshot,
};

/// Twelve weeks that hold the speech and its readings, on some threads.
fn spring(threads: usize, vector: VectorLevel, recording: bool) -> String {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    pool.expect("threads").install(|| {
        let mut society = on_the_eve(&[]);
        society.vector = vector.at_most_detected();
        society.recording = recording;
        advance(&mut society, EVE + 12);
        society.state_hash()
    })
}

#[test]
fn neither_threads_nor_vectors_nor_the_recorder_change_a_bit() {
    let first = spring(1, VectorLevel::Plain, true);
    for threads in [2, 5] {
        assert_eq!(
            spring(threads, VectorLevel::detect(), true),
            first,
            "{threads} threads"
        );
    }
    for vector in [VectorLevel::Avx2, VectorLevel::Avx512] {
        assert_eq!(spring(2, vector, true), first, "{vector:?}");
    }
    assert_eq!(
        spring(2, VectorLevel::detect(), false),
        first,
        "nothing recorded"
    );
}

#[test]
fn the_first_year_is_the_same_on_any_threads_and_vectors() {
    let year = |threads: usize, vector: VectorLevel| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.expect("threads").install(|| {
            let mut society = country(SMALLEST, &[]);
            society.vector = vector.at_most_detected();
            advance(&mut society, 53);
            society.state_hash()
        })
    };
    let first = year(1, VectorLevel::Plain);
    assert_eq!(year(2, VectorLevel::Avx2), first);
    assert_eq!(year(5, VectorLevel::Avx512), first);
}

#[test]
fn a_restart_goes_on_to_the_same_bits() {
    let mut whole = country(SMALLEST, &[]);
    advance(&mut whole, 180);
    for stop in [1, 4, 37, 155, 158, 179] {
        let mut first = country(SMALLEST, &[]);
        advance(&mut first, stop);
        let mut second = country(SMALLEST, &[]);
        second.restore(&snapshot(&first)).expect("the same country");
        advance(&mut second, 180);
        assert_eq!(
            second.state_hash(),
            whole.state_hash(),
            "restarted at {stop}"
        );
    }
}

#[test]
fn a_country_of_a_snapshot_goes_on_to_the_same_bits() {
    let mut first = country(SMALLEST, &[]);
    advance(&mut first, 37);
    let taken = first.snapshot();
    let Society { world, plan, .. } = country(SMALLEST, &[]);
    let mut second = Society::restored(world, plan, SEED, VectorLevel::detect(), &taken)
        .expect("the same country");
    assert_eq!(second.state_hash(), first.state_hash());
    let mut fork = first.fork(first.plan.clone()).expect("its own plan");
    for society in [&mut first, &mut second, &mut fork] {
        advance(society, 60);
    }
    assert_eq!(second.state_hash(), first.state_hash());
    assert_eq!(fork.state_hash(), first.state_hash());
}

#[test]
fn a_snapshot_of_another_sample_is_refused() {
    let other = snapshot(&country(THOUSANDTH, &[]));
    assert!(country(SMALLEST, &[]).restore(&other).is_err());
}

#[test]
fn another_seed_gives_another_course() {
    let mut society = country(SMALLEST, &[]);
    let mut other = country(SMALLEST, &[]);
    other.key = kernel::Key::from_seed(crate::support::SEED + 1);
    advance(&mut society, 2);
    advance(&mut other, 2);
    assert_ne!(society.state_hash(), other.state_hash());
}

/// The collective with a number in the whole country.
fn collective(society: &Society, global: u32) -> Option<(&Collective, &Traits)> {
    let world = &society.world;
    let interval = world.sample.interval();
    let local = ((global - world.sample.global(0)) / interval) as usize;
    (world.global_collective(local) == global)
        .then(|| (&world.collectives[local], &world.traits[local]))
}

#[test]
fn a_person_draws_the_same_in_a_larger_sample() {
    // Without the district's circle, and where its settlers do not count, people see their collective
    // alone, which is the same in both.
    let alone = [
        Parameter("risk.district_circle", 0.0),
        Parameter("fear.threat_settlement", 0.0),
    ];
    let (mut small, mut large) = (country(THOUSANDTH, &alone), country(100, &alone));
    let start = country(THOUSANDTH, &alone);
    small.step(|_| {});
    large.step(|_| {});
    let (mut compared, mut spoke) = (0, 0);
    for local in 0..small.world.collectives.len() {
        let global = small.world.global_collective(local);
        let (other, others) = collective(&large, global).expect("samples are nested");
        let (own, traits) = (&small.world.collectives[local], &small.world.traits[local]);
        let before = &start.world.traits[local];
        for lane in 0..LANES {
            // Whoever came this week found another free place in another sample.
            let stayed = before.birth_year[lane] == traits.birth_year[lane]
                && traits.birth_year[lane] == others.birth_year[lane]
                && before.hardship[lane] == traits.hardship[lane]
                && traits.hardship[lane] == others.hardship[lane];
            if stayed && own.standing[lane] & standing::ADULT != 0 {
                compared += 1;
                spoke += u32::from(own.stance[lane] & 0b111 >= 2);
                assert_eq!(own.stance[lane], other.stance[lane], "{global} {lane}");
                assert_eq!(own.standing[lane], other.standing[lane], "{global} {lane}");
            }
        }
    }
    assert!(
        compared > 100_000 && spoke > 0,
        "{compared} compared, {spoke} spoke"
    );
}
