use models::preference_falsification::{equilibrium, expressive_gap, threshold};
use proptest::prelude::*;

proptest! {
    #[test]
    fn opponents_dare_earlier_with_need_and_later_with_fear(x in 0.51_f64..1.0, need in 0.01_f64..2.0, fear in 0.1_f64..3.0) {
        let at = threshold(x, need, fear);
        prop_assert!(threshold((x + 0.01).min(1.0), need, fear) <= at);
        prop_assert!(threshold(x, need + 0.1, fear) <= at);
        prop_assert!(threshold(x, need, fear + 0.1) >= at);
    }

    #[test]
    fn a_person_without_a_preference_follows_the_majority(need in 0.01_f64..2.0, fear in 0.1_f64..3.0) {
        prop_assert!((threshold(0.5, need, fear) - 0.5).abs() < 1e-12);
    }

    #[test]
    fn lower_thresholds_never_mean_less_opposition(thresholds in prop::collection::vec(0.0_f64..100.0, 1..40), person in 0_usize..40) {
        let mut braver = thresholds.clone();
        let person = person % thresholds.len();
        braver[person] /= 2.0;
        prop_assert!(equilibrium(&braver) >= equilibrium(&thresholds));
    }
}

#[test]
fn the_gap_is_a_distance() {
    assert_eq!(expressive_gap(0.25_f64, 1.0), 0.75);
    assert_eq!(expressive_gap(1.0_f32, 0.25), 0.75);
}
