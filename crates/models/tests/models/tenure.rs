//! Tenures of leaders.

use models::random::Random;
use models::tenure::{BANDS, Exit, Hazards, RECORDED, Regime, Tenure, cases};
use proptest::prelude::*;

#[test]
fn every_claim_that_must_hold_holds() {
    crate::assert_claims(&cases());
}

#[test]
fn exits_and_exposure_fall_into_the_bands_of_the_record() {
    let coup = |years| Tenure {
        years,
        exit: Exit::Coup,
    };
    let hazards = Hazards::of(&[
        coup(1.0),
        coup(1.25),
        Tenure {
            years: 30.0,
            exit: Exit::Natural,
        },
    ]);
    assert_eq!(hazards.exposure, [3.0, 2.25, 2.0, 5.0, 10.0, 10.0]);
    assert_eq!(hazards.coups, [1.0, 1.0, 0.0, 0.0, 0.0, 0.0]);
    assert_eq!(hazards.natural, [0.0, 0.0, 0.0, 0.0, 0.0, 1.0]);
    assert_eq!(RECORDED.coup_rates().len(), BANDS);
}

proptest! {
    #[test]
    fn a_tenure_ends_within_the_horizon_and_the_seed_decides_it(seed in 0..1000_u64, horizon in 1..40_u32) {
        let rule = || Regime::default().rule(f64::from(horizon), &mut Random::new(seed, "tenure"));
        let tenure = rule();
        prop_assert!(tenure.years > 0.0 && tenure.years <= f64::from(horizon));
        prop_assert_eq!(tenure, rule());
    }

    #[test]
    fn a_more_resolute_coalition_never_lengthens_a_tenure(seed in 0..1000_u64) {
        let with = |resolve| {
            let regime = Regime { resolve, boldness: 0.0, ..Regime::default() };
            regime.rule(40.0, &mut Random::new(seed, "tenure")).years
        };
        prop_assert!(with(0.9) <= with(0.3));
    }
}
