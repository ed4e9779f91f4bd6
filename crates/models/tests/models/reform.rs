//! Reform that provokes.

use models::reform::{Locality, cases};
use proptest::prelude::*;

#[test]
fn every_claim_that_must_hold_holds() {
    crate::assert_claims(&cases());
}

proptest! {
    #[test]
    fn where_rebellion_is_unlikely_promises_raise_delivery_and_risk(
        promise in 0.1..1.0_f64, cost in 2.0..10.0_f64, threshold in 1.6..3.0_f64,
    ) {
        let locality =
            Locality { disappointment: 1.0, relief: 0.3, threshold, noise: 0.6, cost, rebellion_loss: 1.0 };
        let bolder = promise + 0.1;
        let (x, more) = (locality.delivery(promise), locality.delivery(bolder));
        prop_assert!(more > x, "{x} {more}");
        prop_assert!(x <= promise && more <= bolder);
        prop_assert!(locality.rebellion(bolder, more) > locality.rebellion(promise, x));
    }
}
