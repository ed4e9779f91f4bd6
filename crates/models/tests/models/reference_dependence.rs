//! Prospect value, probability weights and aspirations.

use models::fear_memory::{decay_from_half_life, fear};
use models::reference_dependence::{
    GAIN_WEIGHT, LOSS_WEIGHT, Prospect, approval_path, aspiration_step, cases, probability_weight,
    prospect_value,
};
use proptest::prelude::*;

#[test]
fn every_claim_that_must_hold_holds() {
    crate::assert_claims(&cases());
}

#[test]
fn single_and_double_precision_agree() {
    let shape = Prospect::TVERSKY_KAHNEMAN;
    for x in [-3.0_f32, -0.5, 0.0, 0.25, 2.0] {
        let double = prospect_value(f64::from(x), shape);
        assert!((f64::from(prospect_value(x, shape.single())) - double).abs() < 1e-5);
    }
    assert!(
        (f64::from(decay_from_half_life(26.0_f32)) - decay_from_half_life(26.0_f64)).abs() < 1e-7
    );
    assert!((f64::from(fear(0.7_f32, 2.0, 0.4)) - fear(0.7_f64, 2.0, 0.4)).abs() < 1e-6);
}

proptest! {
    #[test]
    fn losses_loom_larger_than_gains(x in 0.001..1000.0_f64, more in 1.001..3.0_f64) {
        let shape = Prospect::TVERSKY_KAHNEMAN;
        prop_assert!((prospect_value(-x, shape) + 2.25 * prospect_value(x, shape)).abs() < 1e-9 * x.max(1.0));
        prop_assert!(prospect_value(x * more, shape) > prospect_value(x, shape));
        // Sensitivity diminishes: twice the change is worth less than twice as much.
        prop_assert!(prospect_value(2.0 * x, shape) < 2.0 * prospect_value(x, shape));
    }

    #[test]
    fn probability_weights_rise_from_nought_to_one(p in 0.001..0.998_f64, step in 0.0001..0.001_f64) {
        for exponent in [GAIN_WEIGHT, LOSS_WEIGHT] {
            prop_assert!(probability_weight(p, exponent) < probability_weight(p + step, exponent));
            prop_assert_eq!(probability_weight(0.0, exponent), 0.0);
            prop_assert_eq!(probability_weight(1.0, exponent), 1.0);
        }
    }

    #[test]
    fn aspirations_move_towards_what_is_obtained(a in -5.0..5.0_f64, y in -5.0..5.0_f64, decay in 0.0..1.0_f64) {
        let next = aspiration_step(a, y, decay);
        prop_assert!(next >= a.min(y) - 1e-12 && next <= a.max(y) + 1e-12);
        prop_assert!((aspiration_step(y, y, decay) - y).abs() < 1e-12);
    }

    #[test]
    fn approval_of_a_standstill_is_nought(level in -5.0..5.0_f64, decay in 0.0..1.0_f64) {
        let path = approval_path(&[level; 5], level, decay, Prospect::TVERSKY_KAHNEMAN);
        prop_assert!(path.iter().all(|approval| approval.abs() < 1e-9));
    }
}
