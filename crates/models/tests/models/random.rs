use models::random::Random;
use proptest::prelude::*;

#[test]
fn the_finaliser_gives_the_published_sequence() {
    // SplitMix64 from state 1234567, the reference values of the Rosetta Code task.
    let mut state = 1_234_567_u64;
    let mut next = || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        models::random::mix(state)
    };
    assert_eq!(
        [next(), next(), next()],
        [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423
        ]
    );
}

#[test]
fn streams_are_keyed_by_name_and_seed() {
    let first = |seed, name| Random::new(seed, name).bits();
    let firsts = [
        first(0, "a"),
        first(0, "b"),
        first(1, "a"),
        first(0, "ab"),
        first(0, ""),
    ];
    for (place, one) in firsts.iter().enumerate() {
        assert!(firsts[place + 1..].iter().all(|other| other != one));
    }
    assert_eq!(first(0, "a"), first(0, "a"));
}

#[test]
fn draws_below_a_number_are_uniform() {
    let mut random = Random::new(1, "test");
    let mut counts = [0_i64; 7];
    for _ in 0..70_000 {
        counts[random.below(7)] += 1;
    }
    let chi_square: f64 = counts
        .iter()
        .map(|&count| ((count - 10_000) * (count - 10_000)) as f64 / 10_000.0)
        .sum();
    assert!(
        chi_square < 22.5,
        "0.1 % point of six degrees of freedom: {counts:?}"
    );
}

#[test]
fn normal_draws_have_the_moments_of_the_normal_distribution() {
    let mut random = Random::new(2, "test");
    let draws: Vec<f64> = (0..100_000).map(|_| random.normal()).collect();
    let moment = |power: i32| draws.iter().map(|x| x.powi(power)).sum::<f64>() / draws.len() as f64;
    assert!(
        moment(1).abs() < 0.01
            && (moment(2) - 1.0).abs() < 0.02
            && moment(3).abs() < 0.04
            && (moment(4) - 3.0).abs() < 0.15
    );
}

proptest! {
    #[test]
    fn draws_stay_in_their_range(seed in any::<u64>(), count in 1_usize..1_000_000) {
        let mut random = Random::new(seed, "test");
        prop_assert!(random.below(count) < count);
        prop_assert!((0.0..1.0).contains(&random.unit()));
        prop_assert_eq!(random.below(0), 0);
    }

    #[test]
    fn a_shuffle_keeps_everything(seed in any::<u64>(), count in 0_usize..100) {
        let mut list: Vec<usize> = (0..count).collect();
        Random::new(seed, "test").shuffle(&mut list);
        list.sort_unstable();
        prop_assert_eq!(list, (0..count).collect::<Vec<_>>());
    }
}
