//! Judging by change instead of level: prospect value, probability weights and adaptive aspirations.
//!
//! Value and weights: Tversky and Kahneman (1992, Journal of Risk and Uncertainty 5, 297-323). Aspirations follow what
//! was obtained, so that a slow aspiration remembers a worse past and a long rise lifts what people expect.

use crate::numeric::Real;
use crate::verification::{Case, Claim, Effort, Grade};

/// The shape of the value of gains and losses.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prospect<T> {
    /// Exponent of gains (alpha).
    pub gain_exponent: T,
    /// Exponent of losses (beta).
    pub loss_exponent: T,
    /// How much more a loss counts than a gain of the same size (lambda).
    pub loss_aversion: T,
}

impl Prospect<f64> {
    /// The estimates of Tversky and Kahneman (1992).
    pub const TVERSKY_KAHNEMAN: Prospect<f64> = Prospect {
        gain_exponent: 0.88,
        loss_exponent: 0.88,
        loss_aversion: 2.25,
    };

    /// The same shape in single precision.
    pub fn single(self) -> Prospect<f32> {
        let Prospect {
            gain_exponent,
            loss_exponent,
            loss_aversion,
        } = self;
        Prospect {
            gain_exponent: gain_exponent as f32,
            loss_exponent: loss_exponent as f32,
            loss_aversion: loss_aversion as f32,
        }
    }
}

/// Exponent of probability weights for gains, Tversky and Kahneman (1992).
pub const GAIN_WEIGHT: f64 = 0.61;
/// Exponent of probability weights for losses, Tversky and Kahneman (1992).
pub const LOSS_WEIGHT: f64 = 0.69;

/// Value of a change against the reference point: `x^alpha` for gains, `-lambda (-x)^beta` for losses.
#[inline(always)]
pub fn prospect_value<T: Real>(change: T, shape: Prospect<T>) -> T {
    if change < T::zero() {
        -shape.loss_aversion * (-change).portable_pow(shape.loss_exponent)
    } else {
        change.portable_pow(shape.gain_exponent)
    }
}

/// Weight of a probability in a decision: small ones count too much, large ones too little.
///
/// `p^g / (p^g + (1 - p)^g)^(1/g)` for an exponent g above 0.28, below which it is not monotone.
pub fn probability_weight(probability: f64, exponent: f64) -> f64 {
    let power = |x: f64| libm::pow(x, exponent);
    let (likely, unlikely) = (power(probability), power(1.0 - probability));
    likely / libm::pow(likely + unlikely, 1.0 / exponent)
}

/// Aspiration one period later: `lambda a + (1 - lambda) y`.
///
/// `decay` lambda, 0 to 1, is what remains of the old aspiration; `obtained` y is what was obtained.
#[inline(always)]
pub fn aspiration_step<T: Real>(aspiration: T, obtained: T, decay: T) -> T {
    decay * aspiration + (T::one() - decay) * obtained
}

/// Approval over time: the value of what is obtained against the aspiration, which then adapts.
pub fn approval_path(
    obtained: &[f64],
    first_aspiration: f64,
    decay: f64,
    shape: Prospect<f64>,
) -> Vec<f64> {
    obtained
        .iter()
        .scan(first_aspiration, |aspiration, &obtained| {
            let approval = prospect_value(obtained - *aspiration, shape);
            *aspiration = aspiration_step(*aspiration, obtained, decay);
            Some(approval)
        })
        .collect()
}

const MODEL: &str = "reference-dependence";

/// The cases of this model.
pub fn cases() -> Vec<Case> {
    vec![
        Case {
            id: "PT-1",
            model: MODEL,
            run: published_values,
        },
        Case {
            id: "PT-2",
            model: MODEL,
            run: adaptation,
        },
    ]
}

fn published_values(_: Effort) -> Vec<Claim> {
    let claim = |number: usize, text: &str| {
        let source = "closed form with the parameters of Tversky and Kahneman (1992)";
        Claim::state(format!("PT-1.{number}"), MODEL, text, source, Grade::A)
    };
    let value = |x: f64| prospect_value(x, Prospect::TVERSKY_KAHNEMAN);
    let weights =
        |exponent: f64| [0.01, 0.1, 0.5, 0.9, 0.99].map(|p| probability_weight(p, exponent));
    vec![
        claim(1, "values of 1, -1, 100, -100").numbers(
            &[1.0, -2.25, 57.5440, -129.4740],
            &[1.0, -1.0, 100.0, -100.0].map(value),
            1e-4,
        ),
        claim(2, "weights of .01, .1, .5, .9, .99 for gains").numbers(
            &[0.0553, 0.1863, 0.4206, 0.7117, 0.9116],
            &weights(GAIN_WEIGHT),
            1e-4,
        ),
        claim(3, "weights of .01, .1, .5, .9, .99 for losses").numbers(
            &[0.0397, 0.1701, 0.4540, 0.7749, 0.9451],
            &weights(LOSS_WEIGHT),
            1e-4,
        ),
    ]
}

fn adaptation(_: Effort) -> Vec<Claim> {
    let (decay, step) = (0.9_f64, 5.0_f64);
    let shape = Prospect::TVERSKY_KAHNEMAN;
    let path = |obtained: f64| approval_path(&[obtained; 30], 10.0, decay, shape);
    let (up, down) = (path(10.0 + step), path(10.0 - step));
    let predicted: Vec<f64> = (0..30)
        .map(|t| prospect_value(step * libm::pow(decay, f64::from(t)), shape))
        .collect();
    let ratios: Vec<f64> = down.iter().zip(&up).map(|(down, up)| -down / up).collect();
    let largest = |a: &[f64], b: &[f64]| {
        a.iter()
            .zip(b)
            .map(|(a, b): (&f64, &f64)| (a - b).abs())
            .fold(0.0, f64::max)
    };
    let mut curve: Vec<f64> = (0..40).map(f64::from).collect();
    curve.extend([36.0; 5]);
    let approval = approval_path(&curve, 0.0, 0.5, shape);
    let claim = |number: usize, text: &str, grade| {
        Claim::state(
            format!("PT-2.{number}"),
            MODEL,
            text,
            "derived from the two equations",
            grade,
        )
    };
    vec![
        claim(1, "after a step up, approval is the value of the step times powers of the decay: largest difference", Grade::A)
            .number(0.0, largest(&up, &predicted), 1e-9),
        claim(2, "a step down hurts 2.25 times as much at every time: largest difference from that ratio", Grade::A)
            .number(0.0, largest(&ratios, &[2.25; 30]), 1e-9),
        claim(3, "after a long rise a small fall turns approval negative, high as the level still is (J-curve)", Grade::D)
            .truth(
                "positive before, negative at the fall",
                format!("{:+.2} before, {:+.2} at the fall to 36 of 39", approval[39], approval[40]),
                approval[39] > 0.0 && approval[40] < 0.0,
            ),
    ]
}
