//! Terror with poor information.

use models::terror_information::{cases, innocent_share, least_arrests, precision};
use proptest::prelude::*;

#[test]
fn every_claim_that_must_hold_holds() {
    crate::assert_claims(&cases());
}

proptest! {
    #[test]
    fn better_information_spares_innocents(
        accuracy in 0.5..0.95_f64, better in 0.001..0.05_f64, arrests in 0.001..0.9_f64, enemies in 0.001..0.5_f64,
    ) {
        prop_assert!(precision(accuracy + better, arrests, enemies) >= precision(accuracy, arrests, enemies) - 1e-9);
        let share = innocent_share(accuracy, arrests, enemies);
        prop_assert!((0.0..=1.0).contains(&share));
        prop_assert!(precision(accuracy, arrests, enemies) >= enemies - 1e-9);
    }

    #[test]
    fn the_least_arrests_just_suffice(accuracy in 0.5..1.0_f64, enemies in 0.02..0.5_f64, kept in 0.1..0.9_f64) {
        let tolerated = enemies * kept;
        let arrests = least_arrests(accuracy, enemies, tolerated);
        let remaining = enemies - arrests * precision(accuracy, arrests, enemies);
        prop_assert!((remaining - tolerated).abs() < 1e-6);
        prop_assert_eq!(least_arrests(accuracy, tolerated, enemies), 0.0);
    }
}
