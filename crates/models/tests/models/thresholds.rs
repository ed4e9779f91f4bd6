use models::thresholds::{critical_deviation, equilibrium, normal_equilibrium, steps};
use proptest::prelude::*;

proptest! {
    #[test]
    fn the_result_is_a_fixed_point_whatever_the_order(mut thresholds in prop::collection::vec(0.0_f64..60.0, 0..60)) {
        let acting = equilibrium(&thresholds);
        prop_assert_eq!(thresholds.iter().filter(|&&t| t <= acting as f64).count(), acting);
        thresholds.reverse();
        prop_assert_eq!(equilibrium(&thresholds), acting);
    }

    #[test]
    fn a_bandwagon_never_shrinks(thresholds in prop::collection::vec(0.0_f64..60.0, 0..60)) {
        prop_assert!(steps(&thresholds).windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn one_braver_person_never_lowers_the_result(thresholds in prop::collection::vec(0.0_f64..60.0, 1..60), person in 0_usize..60) {
        let mut braver = thresholds.clone();
        let person = person % thresholds.len();
        braver[person] -= 1.0;
        prop_assert!(equilibrium(&braver) >= equilibrium(&thresholds));
    }

    #[test]
    fn the_equilibrium_jumps_at_the_critical_deviation(mean in 15.0_f64..40.0) {
        let (critical, _) = critical_deviation(mean);
        prop_assert!(normal_equilibrium(mean, critical * 0.999) < mean);
        prop_assert!(normal_equilibrium(mean, critical * 1.001) > 50.0);
    }
}
