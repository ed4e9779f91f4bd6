//! The estimators against functions whose indices are known in closed form.

use crate::verification::{Case, Claim, Effort, Grade};

use super::{Design, Index, Indices};

const MODEL: &str = "sensitivity";
const SAMPLES: usize = 8192;

/// The cases of this model.
pub fn cases() -> Vec<Case> {
    let case = |id, run| Case {
        id,
        model: MODEL,
        run,
    };
    vec![
        case("SOB-1", known_indices),
        case("SOB-2", honest_intervals),
    ]
}

/// Ishigami's function `sin x1 + a sin^2 x2 + b x3^4 sin x1` of a point of the unit cube stretched to [-pi, pi].
pub fn ishigami(point: &[f64], a: f64, b: f64) -> f64 {
    let angle = |input: usize| std::f64::consts::PI * (2.0 * point[input] - 1.0);
    let [first, second] = [0, 1].map(|input| libm::sin(angle(input)));
    let third = angle(2) * angle(2);
    first + a * second * second + b * third * third * first
}

/// Sobol's G function, the product of `(|4x - 2| + a) / (1 + a)` over the inputs.
pub fn g_function(point: &[f64], weights: &[f64]) -> f64 {
    point
        .iter()
        .zip(weights)
        .map(|(x, a)| ((4.0 * x - 2.0).abs() + a) / (1.0 + a))
        .product()
}

fn indices(inputs: usize, with_pairs: bool, model: impl Fn(&[f64]) -> f64) -> Indices {
    let design =
        Design::new(inputs, SAMPLES, with_pairs, 1).expect("the design is within its limits");
    let outputs: Vec<f64> = (0..design.len())
        .map(|number| model(&design.point(number)))
        .collect();
    design
        .indices(&outputs)
        .expect("the functions are finite and vary")
}

fn estimates(indices: &[Index]) -> Vec<f64> {
    indices.iter().map(|index| index.estimate).collect()
}

fn known_indices(_: Effort) -> Vec<Claim> {
    let claim = |number: usize, text: &str| {
        Claim::state(
            format!("SOB-1.{number}"),
            MODEL,
            text,
            "closed form",
            Grade::A,
        )
    };
    let usual = indices(3, true, |point| ishigami(point, 7.0, 0.1));
    let other = indices(3, false, |point| ishigami(point, 7.0, 0.05));
    let g = indices(8, false, |point| {
        g_function(point, &[0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0])
    });
    vec![
        claim(1, "variance of Ishigami's function").number(13.844_587_9, usual.variance, 0.05),
        claim(2, "first-order indices of Ishigami's function").numbers(
            &[0.313_905_2, 0.442_411_1, 0.0],
            &estimates(&usual.first),
            0.01,
        ),
        claim(3, "total indices of Ishigami's function").numbers(
            &[0.557_588_9, 0.442_411_1, 0.243_683_7],
            &estimates(&usual.total),
            0.01,
        ),
        claim(
            4,
            "index of the pair of first and third input of Ishigami's function",
        )
        .number(0.243_683_7, usual.pairs[1].2.estimate, 0.01),
        claim(
            5,
            "first-order indices of Ishigami's function with b = 0.05",
        )
        .numbers(
            &[0.218_518_6, 0.686_894_6, 0.0],
            &estimates(&other.first),
            0.01,
        ),
        claim(6, "total indices of Ishigami's function with b = 0.05").numbers(
            &[0.313_105_4, 0.686_894_6, 0.094_586_8],
            &estimates(&other.total),
            0.01,
        ),
        claim(7, "variance of the G function").number(0.465_424_4, g.variance, 0.005),
        claim(8, "first-order indices of the G function").numbers(
            &[0.71619, 0.17905, 0.02368, 0.00716, 7e-5, 7e-5, 7e-5, 7e-5],
            &estimates(&g.first),
            0.01,
        ),
        claim(9, "total indices of the G function").numbers(
            &[0.78714, 0.24220, 0.03432, 0.01046, 1e-4, 1e-4, 1e-4, 1e-4],
            &estimates(&g.total),
            0.01,
        ),
    ]
}

/// What users need to see: the interval holds the truth, and an index of zero is refused, not ranked.
fn honest_intervals(_: Effort) -> Vec<Claim> {
    let claim = |number: usize, text: &str| {
        Claim::state(
            format!("SOB-2.{number}"),
            MODEL,
            text,
            "closed form",
            Grade::A,
        )
    };
    let usual = indices(3, false, |point| ishigami(point, 7.0, 0.1));
    let show = |index: &Index| {
        format!(
            "{:.3} ({:.3} to {:.3})",
            index.estimate, index.low, index.high
        )
    };
    let holds = |index: &Index, truth: f64| index.low <= truth && truth <= index.high;
    vec![
        claim(
            1,
            "the interval of the first input's index holds the true value",
        )
        .truth(
            "0.314",
            show(&usual.first[0]),
            holds(&usual.first[0], 0.313_905_2),
        ),
        claim(
            2,
            "the first-order index of the third input, truly zero, is refused as unresolved",
        )
        .truth(
            "unresolved",
            show(&usual.first[2]),
            !usual.first[2].resolved() && holds(&usual.first[2], 0.0),
        ),
        claim(3, "the other indices are resolved").truth(
            "resolved",
            [&usual.first[0], &usual.first[1], &usual.total[2]]
                .map(show)
                .join("; "),
            [&usual.first[0], &usual.first[1], &usual.total[2]]
                .iter()
                .all(|index| index.resolved()),
        ),
    ]
}
