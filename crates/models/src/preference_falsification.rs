//! Preference falsification: Kuran (1989), Public Choice 61, 41–74; Kuran (1991), World Politics 44, 7–48.
//!
//! A person with private preference x (0 for the regime, 1 for the opposition) chooses a public one, y = 0 or 1.
//! Reputation rewards siding with the larger public side; expression costs the distance between x and y. There is a
//! public opposition share from which the person opposes openly. Observers see only that share, so a revolution is
//! unforeseen and afterwards looks inevitable.
//!
//! The publications state the structure in words; the linear utilities below are this software's formalisation.

use num_traits::Float;

use crate::thresholds;
use crate::verification::{Case, Claim, Grade};

const MODEL: &str = "preference-falsification";

/// How far the public preference is from the private one, both in [0, 1]: the amount of falsification.
#[inline(always)]
pub fn expressive_gap<F: Float>(private: F, public: F) -> F {
    (private - public).abs()
}

/// The public opposition share from which a person opposes openly.
///
/// Utilities (our linear reading): opposing costs `fear · (1 − S) + need · gap(x, 1)`, supporting costs
/// `fear · S + need · gap(x, 0)`. Opposing is at least as good from S = ½ + need (1 − 2x)/(2 fear). At or below 0 the
/// person opposes alone; above 1 never. For a private opponent (x > ½) it falls in `private` and
/// `expressive_need` and rises in `fear`. `fear` must be positive.
#[inline(always)]
pub fn threshold<F: Float>(private: F, expressive_need: F, fear: F) -> F {
    let (zero, one) = (F::zero(), F::one());
    let two = one + one;
    let relief = expressive_need * (expressive_gap(private, one) - expressive_gap(private, zero));
    (one + relief / fear) / two
}

/// The public opposition in the end, in per cent, for thresholds in per cent of the public opposition.
pub fn equilibrium(thresholds_in_percent: &[f64]) -> f64 {
    let count = thresholds_in_percent.len() as f64;
    let people: Vec<f64> = thresholds_in_percent
        .iter()
        .map(|percent| percent * count / 100.0)
        .collect();
    thresholds::equilibrium(&people) as f64 * 100.0 / count.max(1.0)
}

/// The claims about this model.
pub fn cases() -> Vec<Case> {
    vec![Case {
        id: "KUR-1",
        model: MODEL,
        run: |_| sequences(),
    }]
}

fn sequences() -> Vec<Claim> {
    let first = [0.0, 20.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 100.0];
    let second = [0.0, 20.0, 30.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 100.0];
    let with_ten = |mut thresholds: [f64; 10]| {
        thresholds[1] = 10.0;
        thresholds
    };
    let got = [first, with_ten(first), second, with_ten(second)]
        .map(|thresholds| equilibrium(&thresholds));
    let claim = "Ten people with thresholds 0, 20, 20, 30, … (then with one 20 lowered to 10), and 0, 20, 30, 30, … (then likewise): public opposition in per cent";
    vec![
        Claim::state(
            "KUR-1.1",
            MODEL,
            claim,
            "Kuran (1989, 1991), sequences recalled, outcomes recomputed",
            Grade::A,
        )
        .exact_list(&[10.0, 90.0, 10.0, 20.0], &got),
    ]
}
