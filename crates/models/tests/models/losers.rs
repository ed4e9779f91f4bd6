//! What happens to losers.

use models::losers::{Stakes, cases};
use proptest::prelude::*;

#[test]
fn every_claim_that_must_hold_holds() {
    crate::assert_claims(&cases());
}

proptest! {
    #[test]
    fn each_execution_adds_risk_but_less_than_the_one_before(
        first_risk in 0.0..0.9_f64, mark in 0.01..0.9_f64, executions in 0..8_u32,
    ) {
        let stakes =
            Stakes { quiet_years: 0.1, discount: 0.9, loss_probability: 0.5, survival: 1.0, first_risk, mark };
        prop_assert!(stakes.execution_risk(executions + 1) > stakes.execution_risk(executions));
        prop_assert!(stakes.price_of_execution(executions + 1) < stakes.price_of_execution(executions));
    }
}
