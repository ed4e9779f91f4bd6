use models::random::Random;
use models::rumour::{Version, exact, moments, never_hear, simulate, spreading_probability};
use proptest::prelude::*;

fn version() -> impl Strategy<Value = Version> {
    prop_oneof![Just(Version::MakiThompson), Just(Version::DaleyKendall)]
}

proptest! {
    #[test]
    fn probabilities_sum_to_one_and_somebody_always_hears(version in version(), ignorants in 1_usize..80) {
        let distribution = exact(version, ignorants);
        prop_assert!((distribution.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        prop_assert!(distribution.iter().all(|&p| p >= 0.0));
        prop_assert_eq!(distribution[ignorants], 0.0);
    }

    #[test]
    fn a_course_leaves_a_possible_number_unheard(version in version(), ignorants in 1_usize..200, patience in 0_u32..4, seed in any::<u64>()) {
        prop_assert!(simulate(version, ignorants, patience, &mut Random::new(seed, "test")) < ignorants);
    }

    #[test]
    fn patience_spreads_the_rumour_further(patience in 1_u32..10) {
        let share = never_hear(patience);
        prop_assert!(never_hear(patience + 1) < share);
        prop_assert!((share - (-(f64::from(patience) + 1.0) * (1.0 - share)).exp()).abs() < 1e-14);
    }
}

#[test]
fn simulated_courses_follow_the_exact_distribution() {
    for version in [Version::MakiThompson, Version::DaleyKendall] {
        let mut counts = [0.0; 11];
        for seed in 0..20_000 {
            counts[simulate(version, 10, 1, &mut Random::new(seed, "test"))] += 1.0 / 20_000.0;
        }
        let ((mean, variance), (exact_mean, exact_variance)) =
            (moments(&counts), moments(&exact(version, 10)));
        assert!((mean - exact_mean).abs() < 4.0 * (exact_variance / 20_000.0).sqrt());
        assert!((variance / exact_variance - 1.0).abs() < 0.06);
    }
}

#[test]
fn the_spreading_probability_is_a_share() {
    assert_eq!(spreading_probability(3.0_f32, 4.0), 0.75);
}
