//! How much of the budget a leader must spend on the winning coalition: a stylised selectorate model.
//!
//! This is a simplification, derived by hand, of Bueno de Mesquita, Smith, Siverson and Morrow (2003), "The logic of
//! political survival"; it is not their model. A challenger can promise everything today, but inclusion afterwards only
//! with the probability that any member of the selectorate has of being in the winning coalition. Incumbents match that.

use crate::numeric::Real;
use crate::verification::{Case, Claim, Effort, Grade};

/// Share of the budget that goes to the winning coalition: `(1 - d) / (1 - d w)`.
///
/// `coalition_share` is the winning coalition's size over the selectorate's, w, above 0 and at most 1; `discount` is d,
/// how much tomorrow counts, from 0 to below 1. The smaller the share, the more loyal the coalition: a member has more
/// to lose by leaving.
#[inline(always)]
pub fn spending_share<T: Real>(coalition_share: T, discount: T) -> T {
    (T::one() - discount) / (T::one() - discount * coalition_share)
}

const MODEL: &str = "selectorate";

/// The cases of this model.
pub fn cases() -> Vec<Case> {
    vec![Case {
        id: "SEL-1",
        model: MODEL,
        run: shares,
    }]
}

fn shares(_: Effort) -> Vec<Claim> {
    let sizes = [0.01, 0.1, 0.5, 0.9, 1.0];
    let got = sizes.map(|size| spending_share(size, 0.9));
    let balance = sizes.map(|size| {
        // The indifference condition that the share solves, with a budget of one per member.
        let pay: f64 = spending_share(size, 0.9);
        pay * (1.0 + 0.9 * (1.0 - size) / (1.0 - 0.9))
    });
    vec![
        Claim::state("SEL-1.1", MODEL, "share spent for w = .01, .1, .5, .9, 1 and d = .9", "closed form", Grade::A)
            .numbers(&[0.10091, 0.10989, 0.18182, 0.52632, 1.0], &got, 1e-5),
        Claim::state(
            "SEL-1.2",
            MODEL,
            "at that share a member is indifferent between staying and a challenger who offers the whole budget",
            "derived from the stylised model",
            Grade::A,
        )
        .numbers(&[1.0; 5], &balance, 1e-12),
    ]
}
