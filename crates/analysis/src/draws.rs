//! Parameter draws: from priors by a Latin hypercube (McKay, Beckman & Conover 1979), until fitted
//! ones are at hand.

use kernel::philox;
use kernel::{Key, Purpose, Week};
use scenario::{Distribution, Scenario};

use crate::doubt::Kind;
use crate::variant::Variant;

/// Order of the strata of a parameter.
const ORDER: Purpose = Purpose(0x201);
/// Place within a stratum.
const WITHIN: Purpose = Purpose(0x202);

/// `count` draws of every parameter that has a prior and is no switch. Each parameter takes one
/// value from each of `count` equally probable parts of its prior; the same seed gives the same
/// draws. Shares of one are scaled so that they make one again.
pub fn from_priors(scenario: &Scenario, count: usize, seed: u64) -> Vec<Variant> {
    let key = Key::from_seed(seed);
    let drawn = scenario.parameters.iter().filter_map(|parameter| {
        let prior = parameter.distribution()?;
        parameter
            .settings()
            .is_empty()
            .then_some((parameter, prior))
    });
    let mut draws: Vec<Variant> = (0..count).map(empty).collect();
    for (number, (parameter, prior)) in drawn.enumerate() {
        let order = shuffled(key, number as u32, count);
        let (low, high) = parameter.bounds();
        for (draw, stratum) in draws.iter_mut().zip(order) {
            let words = philox::draw(key, number as u32, stratum as u32, Week(0), WITHIN);
            let within = f64::from(philox::unit(words[0]));
            let share = (stratum as f64 + within) / count as f64;
            let value = quantile(&prior, share).clamp(low, high);
            draw.values.push((parameter.key.clone(), value));
        }
    }
    for draw in &mut draws {
        make_one(scenario, &mut draw.values);
    }
    draws
}

fn empty(number: usize) -> Variant {
    Variant {
        kind: Kind::Parameters,
        name: format!("draw {}", number + 1),
        values: Vec::new(),
    }
}

/// The numbers `0..count` in an order of the parameter's own (Fisher and Yates).
fn shuffled(key: Key, parameter: u32, count: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    for last in (1..count).rev() {
        let words = philox::draw(key, parameter, last as u32, Week(0), ORDER);
        let place = u64::from(words[0]) * (last as u64 + 1) >> 32;
        order.swap(last, place as usize);
    }
    order
}

/// Scales drawn shares of one, with those that were not drawn beside them.
fn make_one(scenario: &Scenario, values: &mut Vec<(String, f64)>) {
    for keys in &scenario.shares_of_one {
        if !values.iter().any(|(key, _)| keys.contains(key)) {
            continue;
        }
        for key in keys {
            if let Some(own) = scenario.parameters.value(key)
                && !values.iter().any(|(drawn, _)| drawn == key)
            {
                values.push((key.clone(), own));
            }
        }
        let of_list = |(key, _): &&mut (String, f64)| keys.contains(key);
        let sum: f64 = values
            .iter_mut()
            .filter(of_list)
            .map(|(_, value)| *value)
            .sum();
        values
            .iter_mut()
            .filter(of_list)
            .for_each(|(_, value)| *value /= sum);
    }
}

/// Value below which a share of the distribution lies.
pub fn quantile(prior: &Distribution, share: f64) -> f64 {
    match *prior {
        Distribution::Uniform { low, high } => low + share * (high - low),
        Distribution::Triangular { low, mode, high } => {
            let (rise, fall, whole) = (mode - low, high - mode, high - low);
            if share < rise / whole {
                low + (share * whole * rise).sqrt()
            } else {
                high - ((1.0 - share) * whole * fall).sqrt()
            }
        }
        Distribution::Normal { mean, deviation } => mean + deviation * standard_normal(share),
        Distribution::Lognormal { median, sigma } => {
            median * (sigma * standard_normal(share)).exp()
        }
        Distribution::Beta { alpha, beta } => beta_quantile(alpha, beta, share),
    }
}

/// Quantile of the standard normal distribution by bisection of the error function's complement.
fn standard_normal(share: f64) -> f64 {
    let below = |value: f64| 0.5 * libm::erfc(-value / std::f64::consts::SQRT_2);
    bisect(-9.0, 9.0, share, below)
}

/// Quantile of the beta distribution by bisection of its integral.
fn beta_quantile(alpha: f64, beta: f64, share: f64) -> f64 {
    /// Steps of the midpoint rule; the bisection needs no better.
    const STEPS: usize = 2_000;
    let log = libm::lgamma(alpha + beta) - libm::lgamma(alpha) - libm::lgamma(beta);
    let density = |x: f64| {
        (log + (alpha - 1.0) * x.ln() + (beta - 1.0) * (1.0 - x).ln()).exp() / STEPS as f64
    };
    let middle = |step: usize| (step as f64 + 0.5) / STEPS as f64;
    let parts: Vec<f64> = (0..STEPS).map(|step| density(middle(step))).collect();
    let whole: f64 = parts.iter().sum();
    let mut sum = 0.0;
    for (step, part) in parts.iter().enumerate() {
        if sum + part >= share * whole {
            return (step as f64 + (share * whole - sum) / part) / STEPS as f64;
        }
        sum += part;
    }
    1.0
}

fn bisect(mut low: f64, mut high: f64, share: f64, below: impl Fn(f64) -> f64) -> f64 {
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if below(middle) < share {
            low = middle;
        } else {
            high = middle;
        }
    }
    (low + high) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_the_tables() {
        let near = |own: f64, known: f64| assert!((own - known).abs() < 1e-3, "{own} {known}");
        near(
            quantile(
                &Distribution::Normal {
                    mean: 0.0,
                    deviation: 1.0,
                },
                0.975,
            ),
            1.959_964,
        );
        near(
            quantile(
                &Distribution::Lognormal {
                    median: 2.0,
                    sigma: 1.0,
                },
                0.5,
            ),
            2.0,
        );
        near(
            quantile(
                &Distribution::Triangular {
                    low: 0.0,
                    mode: 1.0,
                    high: 2.0,
                },
                0.5,
            ),
            1.0,
        );
        near(
            quantile(
                &Distribution::Uniform {
                    low: 1.0,
                    high: 3.0,
                },
                0.25,
            ),
            1.5,
        );
        // Median of Beta(2, 2) is one half, the lower quartile of Beta(1, 3) is 1 - 0.75^(1/3).
        near(
            quantile(
                &Distribution::Beta {
                    alpha: 2.0,
                    beta: 2.0,
                },
                0.5,
            ),
            0.5,
        );
        let known = 1.0 - 0.75_f64.powf(1.0 / 3.0);
        near(
            quantile(
                &Distribution::Beta {
                    alpha: 1.0,
                    beta: 3.0,
                },
                0.25,
            ),
            known,
        );
    }

    #[test]
    fn orders_are_permutations() {
        for parameter in 0..20 {
            let mut order = shuffled(Key::from_seed(3), parameter, 16);
            order.sort_unstable();
            assert_eq!(order, (0..16).collect::<Vec<_>>());
        }
    }
}
