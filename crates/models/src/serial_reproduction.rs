//! Distortion of retold messages: Xu and Griffiths (2008), Advances in Neural Information Processing Systems 21.
//!
//! A listener believes beforehand that the message is normal with mean μ0 and variance σ0², hears it with noise of
//! variance σ², and passes on a sample of what she then believes. The message drifts to what the retellers already
//! believed.

use num_traits::Float;

use crate::random::Random;
use crate::verification::{Case, Claim, Effort, Grade, over_seeds};

const MODEL: &str = "serial-reproduction";

/// λ = σ0²/(σ0² + σ²): the share of a message that survives one retelling.
#[inline(always)]
pub fn fidelity<F: Float>(prior_variance: F, noise_variance: F) -> F {
    prior_variance / (prior_variance + noise_variance)
}

/// The expected message after one retelling: λ x + (1 − λ) μ0.
#[inline(always)]
pub fn drift<F: Float>(message: F, prior_mean: F, fidelity: F) -> F {
    prior_mean + fidelity * (message - prior_mean)
}

/// Variance that one retelling adds: (1 + λ) σ².
#[inline(always)]
pub fn spread<F: Float>(fidelity: F, noise_variance: F) -> F {
    (F::one() + fidelity) * noise_variance
}

/// A population of retellers that share a prior.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Retellers {
    /// μ0: what they believe beforehand.
    pub prior_mean: f64,
    /// σ0²: how sure of it they are; positive.
    pub prior_variance: f64,
    /// σ²: how badly they hear; positive.
    pub noise_variance: f64,
}

impl Retellers {
    /// Mean and variance of a message after `retellings` steps from a known start, in closed form.
    pub fn after(&self, start: f64, retellings: i32) -> (f64, f64) {
        let fidelity = fidelity(self.prior_variance, self.noise_variance);
        let kept = fidelity.powi(retellings);
        let step = spread(fidelity, self.noise_variance);
        let variance = step * (1.0 - kept * kept) / (1.0 - fidelity * fidelity);
        (drift(start, self.prior_mean, kept), variance)
    }

    /// One random retelling.
    pub fn retell(&self, message: f64, random: &mut Random) -> f64 {
        let fidelity = fidelity(self.prior_variance, self.noise_variance);
        let deviation = libm::sqrt(spread(fidelity, self.noise_variance));
        drift(message, self.prior_mean, fidelity) + deviation * random.normal()
    }
}

/// The claims about this model.
pub fn cases() -> Vec<Case> {
    vec![Case {
        id: "XG-1",
        model: MODEL,
        run: chains,
    }]
}

const STEPS: [i32; 4] = [1, 2, 3, 5];

fn chains(effort: Effort) -> Vec<Claim> {
    let source = "Xu and Griffiths (2008); moments derived";
    let retellers = Retellers {
        prior_mean: 0.0,
        prior_variance: 1.0,
        noise_variance: 1.0,
    };
    let closed = STEPS.map(|step| retellers.after(1.0, step));
    let state = |number: usize, claim: String, grade| {
        Claim::state(format!("XG-1.{number}"), MODEL, claim, source, grade)
    };
    let moments = "μ0 = 0, σ0 = σ = 1, start 1, after 1, 2, 3, 5 retellings";
    let mut claims = vec![
        state(1, format!("Mean of the message, {moments}"), Grade::A).numbers(
            &[0.5, 0.25, 0.125, 0.03125],
            &closed.map(|(mean, _)| mean),
            1e-12,
        ),
        state(2, format!("Variance of the message, {moments}"), Grade::A).numbers(
            &[1.5, 1.875, 1.96875, 1.998047],
            &closed.map(|(_, variance)| variance),
            5e-7,
        ),
        state(
            3,
            "Variance after very many retellings".to_owned(),
            Grade::A,
        )
        .number(2.0, retellers.after(1.0, 200).1, 1e-12),
    ];
    let count = effort.choose(100_000, 1_000_000);
    let simulated = simulate(&retellers, count);
    for (index, (&(mean, variance), &(got_mean, got_variance))) in
        closed.iter().zip(&simulated).enumerate()
    {
        let count = count as f64;
        let step = STEPS[index];
        claims.push(
            state(
                4 + 2 * index,
                format!("Mean of a message after {}, simulated", retellings(step)),
                Grade::A,
            )
            .number(mean, got_mean, round(3.0 * libm::sqrt(variance / count))),
        );
        claims.push(
            state(
                5 + 2 * index,
                format!(
                    "Variance of a message after {}, simulated",
                    retellings(step)
                ),
                Grade::A,
            )
            .number(
                variance,
                got_variance,
                round(3.0 * variance * libm::sqrt(2.0 / count)),
            ),
        );
    }
    claims
}

/// Two significant digits, so that a printed tolerance can be read.
fn round(tolerance: f64) -> f64 {
    (tolerance * 1e5).ceil() / 1e5
}

/// Mean and variance of `count` simulated chains at each of [`STEPS`].
fn retellings(count: i32) -> String {
    match count {
        1 => "1 retelling".to_owned(),
        _ => format!("{count} retellings"),
    }
}

fn simulate(retellers: &Retellers, count: u64) -> Vec<(f64, f64)> {
    let batches = 100;
    let sums = over_seeds(batches, |batch| {
        let mut random = Random::new(batch, MODEL);
        let mut sums = [(0.0, 0.0); STEPS.len()];
        for _ in 0..count / batches {
            let mut message = 1.0;
            for step in 1..=STEPS[STEPS.len() - 1] {
                message = retellers.retell(message, &mut random);
                if let Some(place) = STEPS.iter().position(|&wanted| wanted == step) {
                    sums[place].0 += message;
                    sums[place].1 += message * message;
                }
            }
        }
        sums
    });
    (0..STEPS.len())
        .map(|place| {
            let (sum, squares) = sums.iter().fold((0.0, 0.0), |total, batch| {
                (total.0 + batch[place].0, total.1 + batch[place].1)
            });
            let mean = sum / count as f64;
            (mean, squares / count as f64 - mean * mean)
        })
        .collect()
}
