//! Approval falls with what one is used to and rises with how one lives.

use std::sync::OnceLock;

use proptest::prelude::*;
use rules::Parameters;
use rules::approval::{APPROVAL_UNIT, ASPIRATION_UNIT, Approval};

use crate::support::{SMALLEST, plan};

fn approval() -> &'static Approval {
    static TABLE: OnceLock<Approval> = OnceLock::new();
    TABLE.get_or_init(|| {
        let parameters = Parameters::read(&plan(SMALLEST, &[])).expect("every key is shipped");
        Approval::new(&parameters.living)
    })
}

#[test]
fn who_gets_what_is_usual_neither_gains_nor_loses() {
    assert_eq!(approval().at(1.0)[ASPIRATION_UNIT as usize], 0);
}

#[test]
fn a_loss_weighs_more_than_an_equal_gain() {
    let approval = approval();
    let usual = approval.at(1.0);
    let (loss, gain) = (approval.at(0.9), approval.at(1.1));
    let at = ASPIRATION_UNIT as usize;
    assert!(usual[at] - loss[at] > gain[at] - usual[at]);
}

proptest! {
    #[test]
    fn more_to_live_on_never_lowers_it(low in 0.0_f32..4.0, more in 0.0_f32..2.0, used_to: u8) {
        let approval = approval();
        let at = usize::from(used_to);
        prop_assert!(approval.at(low + more)[at] >= approval.at(low)[at]);
    }

    #[test]
    fn being_used_to_more_never_raises_it(level in 0.0_f32..5.0, used_to in 0_u8..255) {
        let approval = approval();
        let row = approval.at(level);
        prop_assert!(row[usize::from(used_to) + 1] <= row[usize::from(used_to)]);
        prop_assert!(row.iter().all(|own| f32::from(*own).abs() <= APPROVAL_UNIT));
    }
}
