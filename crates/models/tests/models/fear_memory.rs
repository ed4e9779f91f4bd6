//! Fear and its memory.

use models::fear_memory::{
    cases, decay_from_half_life, exposure_effect, fear, half_life, memory_step, turning_threat,
};
use proptest::prelude::*;

#[test]
fn every_claim_that_must_hold_holds() {
    crate::assert_claims(&cases());
}

proptest! {
    #[test]
    fn memory_halves_in_a_half_life(periods in 1..60_u32, start in 0.0..10.0_f64) {
        let decay = decay_from_half_life(f64::from(periods));
        let after = (0..periods).fold(start, |memory, _| memory_step(memory, decay, 0.0));
        prop_assert!((after - start / 2.0).abs() < 1e-9);
        prop_assert!((half_life(decay) - f64::from(periods)).abs() < 1e-6);
    }

    #[test]
    fn fear_stays_below_threat_and_grows_with_memory(
        threat in 0.0..1.0_f64, weight in 0.0..5.0_f64, memory in 0.0..1.0_f64, more in 0.0..1.0_f64,
    ) {
        let (less, more) = (memory.min(more), memory.max(more));
        prop_assert!(fear(threat, weight, less) <= fear(threat, weight, more) + 1e-12);
        prop_assert!(fear(threat, weight, more) <= threat + 1e-12);
    }

    #[test]
    fn exposure_flips_its_sign_at_the_turning_threat(
        exposure in 0.1..5.0_f64, kappa in 0.1..3.0_f64, gamma in 0.1..3.0_f64, threat in 0.0..1.0_f64,
    ) {
        let turning = turning_threat(kappa, gamma);
        let effect = exposure_effect(exposure, threat, kappa, gamma);
        prop_assert!((threat - turning).abs() < 1e-9 || (effect > 0.0) == (threat > turning));
        prop_assert!((exposure_effect(2.0 * exposure, threat, kappa, gamma) - 2.0 * effect).abs() < 1e-9);
    }
}
