//! The stylised selectorate model.

use models::selectorate::{cases, spending_share};
use proptest::prelude::*;

#[test]
fn every_claim_that_must_hold_holds() {
    crate::assert_claims(&cases());
}

proptest! {
    #[test]
    fn the_coalition_costs_more_the_larger_it_is(size in 0.01..0.9_f64, more in 0.01..0.1_f64, discount in 0.01..0.99_f64) {
        prop_assert!(spending_share(size, discount) < spending_share(size + more, discount));
        prop_assert!((spending_share(1.0, discount) - 1.0).abs() < 1e-12);
        prop_assert!((spending_share(size, 0.0) - 1.0).abs() < 1e-12);
    }
}
