//! Parameter draws: rows of a fitted set, and priors for what the set does not hold.
//!
//! The points are a low-discrepancy sequence: each parameter's coordinates are the van der Corput
//! sequence scrambled on its own (Owen 1995), so that every first 2^m draws take one value from each
//! of 2^m equally probable parts of every prior, as a Latin hypercube does (McKay, Beckman & Conover
//! 1979), and more draws begin with the fewer ones. The row of a set is one coordinate more, along
//! the sum of its weights.

use models::random::mix;
use scenario::{Distribution, DrawSet, Parameter, Scenario};

use crate::doubt::Kind;
use crate::prior::quantile;
use crate::variant::Variant;

/// Coordinate along the rows of a set.
const ROW: u64 = u64::MAX;

/// `count` draws of every parameter that has a prior and is no switch; the same seed gives the same
/// draws. Shares of one are scaled so that they make one again.
pub fn from_priors(scenario: &Scenario, count: usize, seed: u64) -> Vec<Variant> {
    let point = |number: usize| Variant {
        kind: Kind::Parameters,
        name: format!("draw {}", number + 1),
        values: prior_values(scenario, number, seed),
    };
    finished(scenario, (0..count).map(point).collect())
}

/// `count` draws of which the parameters of `set` have the values of one of its rows, taken by
/// weight, and all others their priors: what the set does not hold was not fitted, and leaving it at
/// its default would pass it off as known.
pub fn from_set(scenario: &Scenario, set: &DrawSet, count: usize, seed: u64) -> Vec<Variant> {
    let point = |number: usize| {
        let row = set.row_at(coordinate(number, ROW, seed));
        let fitted = Variant {
            kind: Kind::Parameters,
            name: format!("draw {}, row {} of {}", number + 1, row + 1, set.name),
            values: set.values(row),
        };
        let prior = Variant {
            values: prior_values(scenario, number, seed),
            ..fitted.clone()
        };
        prior.under(&fitted)
    };
    finished(scenario, (0..count).map(point).collect())
}

/// Parameters that have a prior and are no switch, with it.
pub fn drawn(scenario: &Scenario) -> impl Iterator<Item = (&Parameter, Distribution)> {
    let usual = scenario
        .parameters
        .iter()
        .filter(|own| own.settings().is_empty());
    usual.filter_map(|own| Some((own, own.distribution()?)))
}

fn prior_values(scenario: &Scenario, number: usize, seed: u64) -> Vec<(String, f64)> {
    let value = |(axis, (parameter, prior)): (u64, (&Parameter, Distribution))| {
        let (low, high) = parameter.bounds();
        let share = coordinate(number, axis, seed);
        // A distribution that makes no value was refused when the scenario was read.
        let value = quantile(&prior, share).unwrap_or(parameter.value);
        (parameter.key.clone(), value.clamp(low, high))
    };
    (0..).zip(drawn(scenario)).map(value).collect()
}

fn finished(scenario: &Scenario, mut draws: Vec<Variant>) -> Vec<Variant> {
    for draw in &mut draws {
        make_one(scenario, &mut draw.values);
    }
    draws
}

/// Coordinate of a point along an axis, between 0 and 1: the binary digits of its number behind the
/// point in reverse, each turned over or not by a hash of the digits before it.
fn coordinate(number: usize, axis: u64, seed: u64) -> f64 {
    const DIGITS: u32 = 32;
    let stream = mix(mix(seed).wrapping_add(axis));
    let digits = (number as u32).reverse_bits();
    let scrambled = (0..DIGITS).fold(0_u32, |word, digit| {
        let place = DIGITS - 1 - digit;
        // Digits before this one, with a mark of how many they are.
        let before = (1_u64 << digit) | (u64::from(digits) >> (place + 1));
        let turned = (mix(stream ^ mix(before)) & 1) as u32;
        word | (((digits >> place) & 1) ^ turned) << place
    });
    (f64::from(scrambled) + 0.5) / f64::from(2_f32).powi(DIGITS as i32)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A made-up difference: what the draw says, and chance of the seed.
    fn difference(question: u64, draw: usize, seed: u64) -> f64 {
        let drawn = |axis| 2.0 * coordinate(draw, axis, question) - 1.0;
        let chance = mix(mix(question) ^ seed) as f64 / u64::MAX as f64 - 0.5;
        (question % 7) as f64 + drawn(0) + 0.5 * drawn(1) * drawn(2) + chance
    }

    fn interval(question: u64, pairs: usize) -> crate::intervals::Intervals {
        let draws = pairs - pairs / 4;
        let pair = |pair: usize| difference(question, pair % draws, pair as u64);
        let members: Vec<f64> = (0..pairs).map(pair).collect();
        crate::intervals::Intervals::of(&members).expect("there are pairs")
    }

    #[test]
    fn a_refined_answer_leaves_the_quick_interval_no_more_often_than_stated() {
        let questions = 300;
        let left = |within: fn(&crate::intervals::Intervals) -> [f64; 2]| {
            let outside = |question: &u64| {
                let [low, high] = within(&interval(*question, 16));
                !(low..=high).contains(&interval(*question, 1_024).median)
            };
            (0..questions).filter(outside).count()
        };
        assert!(left(|own| own.within_80) <= questions as usize / 5);
        assert!(left(|own| own.within_95) <= questions as usize / 20);
    }

    #[test]
    fn every_power_of_two_of_points_fills_every_slice_of_every_axis() {
        for axis in [0, 1, 77, ROW] {
            for power in 0..7 {
                let count = 1_usize << power;
                let slice = |number| (coordinate(number, axis, 5) * count as f64) as usize;
                let mut slices: Vec<usize> = (0..count).map(slice).collect();
                slices.sort_unstable();
                assert_eq!(slices, (0..count).collect::<Vec<_>>(), "axis {axis}");
            }
        }
        assert_ne!(coordinate(3, 0, 5), coordinate(3, 1, 5));
        assert_ne!(coordinate(3, 0, 5), coordinate(3, 0, 6));
    }
}
