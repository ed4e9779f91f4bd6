//! Hierarchical control loss: Williamson (1967), Journal of Political Economy 75, 123–138; also Tullock and Downs.
//!
//! A share α of each superior's intent survives one level, so n levels execute α^(n−1) of it. With s subordinates to a
//! superior there is a size beyond which another level costs more than it brings.

use num_traits::Float;

use crate::verification::{Case, Claim, Grade};

const MODEL: &str = "control-loss";

/// The share of intent that survives `steps` transfers from superior to subordinate, each keeping a share `alpha`.
#[inline(always)]
pub fn retention<F: Float>(alpha: F, steps: i32) -> F {
    alpha.powi(steps)
}

/// A hierarchy in Williamson's notation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hierarchy {
    /// α: share of intent that survives one level, in (1/s, 1).
    pub alpha: f64,
    /// s: subordinates to a superior, above 1 and above `wage_ratio`.
    pub span: f64,
    /// β: ratio of wages between adjacent levels, at least 1.
    pub wage_ratio: f64,
    /// P − r: price less the cost of materials for one unit of output, positive.
    pub margin: f64,
    /// w0: wage at the lowest level, positive.
    pub base_wage: f64,
}

impl Hierarchy {
    /// Profit with `levels` levels: (P − r)(αs)^(n−1) − w0 s^n/(s − β).
    pub fn profit(&self, levels: f64) -> f64 {
        let revenue = self.margin * libm::pow(self.alpha * self.span, levels - 1.0);
        revenue - self.base_wage * libm::pow(self.span, levels) / (self.span - self.wage_ratio)
    }

    /// The number of levels with the largest profit, as a real number (from the first-order condition of [`Self::profit`]).
    pub fn optimal_levels(&self) -> f64 {
        let wages = libm::log(self.base_wage / self.margin);
        let pyramid = libm::log(self.span / (self.span - self.wage_ratio));
        let growth = libm::log(libm::log(self.span) / libm::log(self.alpha * self.span));
        1.0 + (wages + pyramid + growth) / libm::log(self.alpha)
    }
}

/// The claims about this model.
pub fn cases() -> Vec<Case> {
    vec![Case {
        id: "HIE-1",
        model: MODEL,
        run: |_| arithmetic(),
    }]
}

fn arithmetic() -> Vec<Claim> {
    let source = "Williamson (1967), formula; derived";
    let state = |number: u32, claim: String| {
        Claim::state(format!("HIE-1.{number}"), MODEL, claim, source, Grade::A)
    };
    let powers = |alpha: f64| {
        (1..=7)
            .map(|steps| retention(alpha, steps))
            .collect::<Vec<f64>>()
    };
    let survive =
        |alpha: f64| format!("Share of intent left after 1 to 7 transfers when each keeps {alpha}");
    let levels = |span: f64| {
        [0.8, 0.9, 0.95].map(|alpha| {
            Hierarchy {
                alpha,
                span,
                wage_ratio: 1.5,
                margin: 3.0,
                base_wage: 1.0,
            }
            .optimal_levels()
        })
    };
    let best = |span: f64| {
        format!(
            "Most profitable number of levels at span {span} when 0.8, 0.9, 0.95 survives a level"
        )
    };
    vec![
        state(1, survive(0.95)).numbers(
            &[0.95, 0.9025, 0.8574, 0.8145, 0.7738, 0.7351, 0.6983],
            &powers(0.95),
            1e-3,
        ),
        state(2, survive(0.9)).numbers(
            &[0.9, 0.81, 0.729, 0.6561, 0.5905, 0.5314, 0.4783],
            &powers(0.9),
            1e-3,
        ),
        state(3, survive(0.8)).numbers(
            &[0.8, 0.64, 0.512, 0.4096, 0.3277, 0.2621, 0.2097],
            &powers(0.8),
            1e-3,
        ),
        state(4, best(5.0)).numbers(&[3.656, 7.399, 14.833], &levels(5.0), 1e-3),
        state(5, best(7.0)).numbers(&[4.297, 8.610, 17.196], &levels(7.0), 1e-3),
        state(6, best(10.0)).numbers(&[4.738, 9.440, 18.811], &levels(10.0), 1e-3),
    ]
}
