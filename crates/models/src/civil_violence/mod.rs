//! Civil violence: Epstein (2002), Proceedings of the National Academy of Sciences 99, suppl. 3, 7243–7250.
//!
//! Citizens with a fixed hardship and aversion to risk rebel when grievance exceeds the risk of arrest they see around
//! them; police officers arrest rebels within their sight. The printed formula for the estimated arrest probability
//! does not give the published outbursts; rounding its ratio down does ([`RatioRule`]).
//!
//! [`simulation`] is the plain engine with every reading of the publication as a named option; [`groups`] is the second
//! model with two hostile groups; [`fast`] is the engine for millions of agents in one fixed reading.

use num_traits::Float;
use serde::{Deserialize, Serialize};

use crate::numeric::Real;

pub mod fast;
pub mod groups;
pub mod outbursts;
pub mod setting;
pub mod simulation;
pub mod torus;
mod verify;

pub use setting::Setting;
pub use simulation::Simulation;
pub use verify::cases;

/// How the ratio of officers to rebels enters the estimated arrest probability.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RatioRule {
    /// C/A as printed in the publication.
    Printed,
    /// ⌊C/A⌋, the rule of the NetLogo model *Rebellion* (Wilensky 2004).
    Floored,
}

/// Grievance G = H (1 − L) of a person with hardship `h` under legitimacy `l`, all in [0, 1].
#[inline(always)]
pub fn grievance<F: Float>(h: F, l: F) -> F {
    h * (F::one() - l)
}

/// Officers seen for each rebel, C/A, under a reading of the rule. `actives` counts the person herself and is at least 1.
#[inline(always)]
pub fn ratio<F: Float>(cops: F, actives: F, rule: RatioRule) -> F {
    let ratio = cops / actives;
    match rule {
        RatioRule::Printed => ratio,
        RatioRule::Floored => ratio.floor(),
    }
}

/// Estimated arrest probability P = 1 − e^(−k·ratio), with the arrest constant `k` (2.3 in the publication).
#[inline(always)]
pub fn arrest_probability<F: Real>(k: F, ratio: F) -> F {
    F::one() - (-k * ratio).portable_exp()
}

/// Net risk N = R P of a person with risk aversion `r` in [0, 1] at the estimated arrest probability `p`.
#[inline(always)]
pub fn net_risk<F: Float>(r: F, p: F) -> F {
    r * p
}

/// Whether a person rebels: G − N > T, strictly.
#[inline(always)]
pub fn is_active<F: Float>(grievance: F, net_risk: F, threshold: F) -> bool {
    grievance - net_risk > threshold
}

/// Expected share of citizens, with hardship and risk aversion uniform on [0, 1], who rebel when everybody estimates
/// the arrest probability `p`: the integral over h of clip((h(1−L) − T)/p, 0, 1).
pub fn share_active(legitimacy: f64, threshold: f64, p: f64) -> f64 {
    let largest_grievance = grievance(1.0, legitimacy);
    let excess = largest_grievance - threshold;
    if excess <= 0.0 {
        0.0
    } else if excess <= p {
        excess * excess / (2.0 * p * largest_grievance)
    } else {
        (excess - p / 2.0) / largest_grievance
    }
}
