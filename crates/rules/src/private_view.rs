//! What a person thinks of party rule and may not say: how far it is not accepted.
//!
//! Private view 1 - L, with legitimacy L = logistic(base + approval + trust + devotion x line). The line
//! is the one that is felt by people who get used to an attack on the old leader.

use std::f32::consts::LOG2_E;

use kernel::math;

use crate::approval::APPROVAL_UNIT;
use crate::parameters::Legitimacy;
use crate::person::BYTE;

/// How the people of one place come to their view this week; weights are of bytes, in binary
/// digits of the odds of acceptance.
#[derive(Debug, Clone, Copy)]
pub struct PrivateView<'a> {
    /// Approval by aspiration byte, in units of [`APPROVAL_UNIT`].
    pub approval: &'a [i8; 256],
    base: f32,
    per_approval: f32,
    per_trust: f32,
    per_devotion: f32,
}

impl<'a> PrivateView<'a> {
    /// The view where living standards are approved of like this and the line is felt like that,
    /// -1..1.
    pub(crate) fn new(approval: &'a [i8; 256], felt_line: f32, p: &Legitimacy) -> PrivateView<'a> {
        PrivateView {
            approval,
            base: p.base * LOG2_E,
            per_approval: p.approval * (LOG2_E / APPROVAL_UNIT),
            per_trust: p.trust * (LOG2_E * BYTE),
            per_devotion: p.devotion * felt_line * (LOG2_E * BYTE),
        }
    }

    /// The view of a person with such approval, trust and devotion, 0..1.
    #[inline(always)]
    pub(crate) fn of(&self, approval: i8, trust: u8, devotion: u8) -> f32 {
        let support = self.base
            + f32::from(approval) * self.per_approval
            + f32::from(trust) * self.per_trust
            + f32::from(devotion) * self.per_devotion;
        1.0 / (1.0 + math::exp2(support))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_view_is_the_logistic_of_what_speaks_against_acceptance() {
        let weights = Legitimacy {
            base: -0.2,
            approval: 0.8,
            trust: 2.2,
            devotion: 0.7,
        };
        let view = PrivateView::new(&[0; 256], -0.6, &weights);
        for (approval, trust, devotion) in
            [(0, 0, 0), (-127, 30, 255), (127, 255, 0), (40, 120, 90)]
        {
            let support =
                -0.2 + 0.8 * f32::from(approval) / APPROVAL_UNIT + 2.2 * f32::from(trust) * BYTE
                    - 0.6 * 0.7 * f32::from(devotion) * BYTE;
            let expected = math::logistic(-support);
            assert!((view.of(approval, trust, devotion) - expected).abs() < 1e-6);
        }
    }
}
