//! Parameter draws: from priors by a Latin hypercube (McKay, Beckman & Conover 1979), until fitted
//! ones are at hand.

use scenario::Scenario;

use crate::doubt::Kind;
use crate::latin_hypercube::latin_hypercube;
use crate::prior::quantile;
use crate::variant::Variant;

/// `count` draws of every parameter that has a prior and is no switch. Each parameter takes one
/// value from each of `count` equally probable parts of its prior; the same seed gives the same
/// draws. Shares of one are scaled so that they make one again.
pub fn from_priors(scenario: &Scenario, count: usize, seed: u64) -> Vec<Variant> {
    let drawn = scenario.parameters.iter().filter_map(|parameter| {
        let prior = parameter.distribution()?;
        parameter
            .settings()
            .is_empty()
            .then_some((parameter, prior))
    });
    let drawn: Vec<_> = drawn.collect();
    let cube = latin_hypercube(drawn.len(), count, seed);
    let mut draws: Vec<Variant> = (0..count).map(empty).collect();
    for (draw, shares) in draws.iter_mut().zip(&cube) {
        for ((parameter, prior), share) in drawn.iter().zip(shares) {
            let (low, high) = parameter.bounds();
            // A distribution that makes no value was refused when the scenario was read.
            let value = quantile(prior, *share).unwrap_or(parameter.value);
            draw.values
                .push((parameter.key.clone(), value.clamp(low, high)));
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
