//! Fear and its memory: how exposure to repression turns into loyalty or opposition.
//!
//! Rozenas and Zhukov (2019, American Political Science Review 113, 569-583) find, in eight decades of local data, that
//! places exposed to famine were more loyal while retribution was credible and more oppositional once it was not. The
//! formulae are our minimal form of that finding; the article does not state them, and effect sizes are for
//! calibration.

use crate::numeric::Real;
use crate::verification::{Case, Claim, Effort, Grade};

/// What remains of a memory after one period, for a half-life in periods; 0 for a half-life of 0.
#[inline(always)]
pub fn decay_from_half_life<T: Real>(half_life: T) -> T {
    let two = T::one() + T::one();
    two.portable_pow(-half_life.recip())
}

/// Periods until half is left, for what remains after one period (between 0 and 1).
pub fn half_life(decay: f64) -> f64 {
    -std::f64::consts::LN_2 / libm::log(decay)
}

/// Memory one period later: what is left of it plus a new shock.
#[inline(always)]
pub fn memory_step<T: Real>(memory: T, decay: T, shock: T) -> T {
    memory * decay + shock
}

/// Fear from the current threat, amplified by memory: `theta (1 + mu m) / (1 + mu)`.
///
/// `threat` theta and `memory` m run from 0 to 1; `weight` mu, at least 0, is the weight of memory. Without threat there
/// is no fear however long the memory; with full memory fear equals the threat.
#[inline(always)]
pub fn fear<T: Real>(threat: T, weight: T, memory: T) -> T {
    threat * (T::one() + weight * memory) / (T::one() + weight)
}

/// Loyalty (positive) or opposition (negative) from past exposure: `x (kappa theta - gamma (1 - theta))`.
///
/// `exposure` x is at least 0, `threat` theta runs from 0 to 1. `intimidation` kappa is the effect at full threat,
/// `resentment` gamma the effect without any.
#[inline(always)]
pub fn exposure_effect<T: Real>(exposure: T, threat: T, intimidation: T, resentment: T) -> T {
    exposure * (intimidation * threat - resentment * (T::one() - threat))
}

/// The threat at which the effect of exposure changes its sign: `gamma / (kappa + gamma)`.
pub fn turning_threat(intimidation: f64, resentment: f64) -> f64 {
    resentment / (intimidation + resentment)
}

/// Memory over time from a series of shocks, starting from none.
pub fn memory_path(shocks: &[f64], half_life: f64) -> Vec<f64> {
    let decay = decay_from_half_life(half_life);
    shocks
        .iter()
        .scan(0.0, |memory, &shock| {
            *memory = memory_step(*memory, decay, shock);
            Some(*memory)
        })
        .collect()
}

const MODEL: &str = "fear-memory";

/// The cases of this model.
pub fn cases() -> Vec<Case> {
    vec![
        Case {
            id: "FEAR-1",
            model: MODEL,
            run: half_lives,
        },
        Case {
            id: "FEAR-2",
            model: MODEL,
            run: sign_flip,
        },
    ]
}

fn half_lives(_: Effort) -> Vec<Claim> {
    let claim = |number: usize, text: &str| {
        Claim::state(
            format!("FEAR-1.{number}"),
            MODEL,
            text,
            "closed form",
            Grade::A,
        )
    };
    let mut shocks = [0.0; 14];
    shocks[0] = 1.0;
    vec![
        claim(1, "half-lives for decays of .5, .8, .9, .95").numbers(
            &[1.0, 3.106, 6.579, 13.513],
            &[0.5, 0.8, 0.9, 0.95].map(half_life),
            5e-4,
        ),
        claim(2, "the decay of a half-life has that half-life").numbers(
            &[1.0, 4.0, 52.0],
            &[1.0, 4.0, 52.0].map(|periods| half_life(decay_from_half_life(periods))),
            1e-9,
        ),
        claim(3, "of one shock a quarter is left after two half-lives").number(
            0.25,
            memory_path(&shocks, 6.5)[13],
            1e-12,
        ),
    ]
}

fn sign_flip(_: Effort) -> Vec<Claim> {
    let article = "Rozenas and Zhukov (2019), abstract";
    let effect = |exposure: f64, threat: f64| exposure_effect(exposure, threat, 1.0, 0.6);
    let show = |x: f64| format!("{x:+.3}");
    let turning = turning_threat(1.0, 0.6);
    vec![
        Claim::state(
            "FEAR-2.1",
            MODEL,
            "exposed places are more loyal than others while retribution is credible, more oppositional when it is not",
            article,
            Grade::D,
        )
        .truth(
            "positive at high threat, negative at low threat",
            format!("{} at threat 0.9, {} at threat 0.1", show(effect(1.0, 0.9)), show(effect(1.0, 0.1))),
            effect(1.0, 0.9) > 0.0 && effect(1.0, 0.1) < 0.0,
        )
        .with_note("The formula is ours; the article gives the signs."),
        Claim::state("FEAR-2.2", MODEL, "the effect vanishes at the turning threat", "closed form", Grade::A)
            .number(0.0, effect(1.0, turning), 1e-12),
        Claim::state("FEAR-2.3", MODEL, "fear equals the threat at full memory, and ends with it", "closed form", Grade::A)
            .numbers(&[0.7, 0.0, 0.35], &[fear(0.7, 1.0, 1.0), fear(0.0, 1.0, 1.0), fear(0.7, 1.0, 0.0)], 1e-12),
    ]
}
