//! Global game of regime change: Morris and Shin (2003), in Advances in Economics and Econometrics.
//!
//! A regime of strength θ falls when the share attacking is at least θ. Attacking pays 1 − c when it falls and −c when
//! it does not. Each person sees θ with a private error of standard deviation σ, and nothing else. There is one
//! equilibrium, and whether the regime falls does not depend on σ. It stays unique only while public information is
//! vague against private information, which is why a public speech differs from a whispered one.

use crate::numeric::{bisect, normal_cdf, normal_quantile};
use crate::verification::{Case, Claim, Grade};

const MODEL: &str = "global-game";

/// The equilibrium: who attacks and when the regime falls.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Equilibrium {
    /// The regime falls when its strength is below this.
    pub critical_strength: f64,
    /// A person attacks when the private signal is below this.
    pub critical_signal: f64,
}

/// The equilibrium in closed form: θ* = 1 − c and x* = θ* + σ Φ⁻¹(θ*), for a cost in (0, 1) and positive noise.
pub fn equilibrium(cost: f64, noise: f64) -> Equilibrium {
    let critical_strength = 1.0 - cost;
    Equilibrium {
        critical_strength,
        critical_signal: critical_strength + noise * normal_quantile(critical_strength),
    }
}

/// The share attacking a regime of this strength when everybody attacks below the critical signal.
pub fn attack(strength: f64, critical_signal: f64, noise: f64) -> f64 {
    normal_cdf((critical_signal - strength) / noise)
}

/// The equilibrium found from its two defining conditions alone, without the closed form.
///
/// Given a critical signal the regime falls up to the strength at which attack and strength meet; the person at the
/// critical signal must believe in that fall with probability c.
pub fn solve(cost: f64, noise: f64) -> Equilibrium {
    let weakest_survivor = |signal: f64| {
        bisect(0.0, 1.0, |strength| {
            strength - attack(strength, signal, noise)
        })
    };
    let doubt = |signal: f64| cost - normal_cdf((weakest_survivor(signal) - signal) / noise);
    let critical_signal = bisect(-40.0 * noise - 1.0, 40.0 * noise + 2.0, doubt);
    Equilibrium {
        critical_strength: weakest_survivor(critical_signal),
        critical_signal,
    }
}

/// The claims about this model.
pub fn cases() -> Vec<Case> {
    vec![Case {
        id: "GG-1",
        model: MODEL,
        run: |_| closed_form(),
    }]
}

fn closed_form() -> Vec<Claim> {
    let source = "Morris–Shin regime change with flat prior; derived";
    let state = |number: usize, claim: &str| {
        Claim::state(format!("GG-1.{number}"), MODEL, claim, source, Grade::A)
    };
    let costs = [0.3, 0.5, 0.7];
    let mut claims: Vec<Claim> = [0.01, 0.2, 1.0, 5.0]
        .iter()
        .enumerate()
        .map(|(index, &noise)| {
            let (mut expected, mut got) = (Vec::new(), Vec::new());
            for cost in costs {
                let (closed, solved) = (equilibrium(cost, noise), solve(cost, noise));
                expected.extend([1.0 - cost, closed.critical_signal]);
                got.extend([solved.critical_strength, solved.critical_signal]);
            }
            let claim = format!("Critical strength and signal at costs 0.3, 0.5, 0.7 and noise {noise}, solved from the two conditions");
            state(index + 1, &claim).numbers(&expected, &got, 1e-9)
        })
        .collect();
    let offsets = costs.map(|cost| {
        equilibrium(cost, 1.0).critical_signal - equilibrium(cost, 1.0).critical_strength
    });
    claims.push(state(5, "Distance between critical signal and strength in units of the noise, at costs 0.3, 0.5, 0.7")
        .numbers(&[0.5244, 0.0, -0.5244], &offsets, 5e-5));
    claims
}
