//! Prices and promises: dear food lowers the standard of towns for a time, promises lift what
//! people expect.

use rules::Society;
use rules::living::price_factor;
use world::Settlement;

use crate::support::{Change, EVE, Lever, Parameter, advance, on_the_eve};

/// Prices up by half from the eve on.
const DEAR: Change = Lever("prices.food", EVE, 1.5);

fn after(changes: &[Change], weeks: u16) -> Society {
    let mut society = on_the_eve(changes);
    advance(&mut society, EVE + weeks);
    society
}

/// Mean standard of living of the districts of a kind.
fn level(society: &Society, kind: Settlement) -> f32 {
    let places = society.world.districts.iter();
    let own: Vec<f32> = places
        .filter(|own| own.settlement == kind)
        .map(|own| society.living_level(own))
        .collect();
    own.iter().sum::<f32>() / own.len() as f32
}

fn grumbled(society: &Society, kind: Settlement) -> u32 {
    let places = society.parts.iter().zip(&society.outcomes);
    places
        .filter(|(part, _)| society.world.districts[part.district as usize].settlement == kind)
        .map(|(_, own)| own.counts.grumbled)
        .sum()
}

#[test]
fn dear_food_lowers_the_standard_of_towns_for_a_time() {
    let (cheap, dear) = (after(&[], 1), after(&[DEAR], 1));
    assert!(level(&dear, Settlement::Town) < 0.95 * level(&cheap, Settlement::Town));
    assert_eq!(
        level(&dear, Settlement::Village),
        level(&cheap, Settlement::Village)
    );
    let (cheap, dear) = (after(&[], 78), after(&[DEAR], 78));
    let used_to_it = level(&dear, Settlement::Town) / level(&cheap, Settlement::Town);
    assert!((0.97..1.0).contains(&used_to_it), "{used_to_it}");
}

#[test]
fn where_food_is_dear_more_people_grumble() {
    let mut sums = [0, 0];
    for (sum, changes) in sums.iter_mut().zip([&[][..], &[DEAR]]) {
        let mut society = on_the_eve(changes);
        while society.week.0 < EVE + 8 {
            society.step(|_| {});
            *sum += grumbled(&society, Settlement::Town);
        }
    }
    assert!(sums[0] < sums[1], "{sums:?}");
}

#[test]
fn the_factor_falls_with_the_price_and_is_one_at_the_usual_price() {
    let living = on_the_eve(&[]).parameters.living;
    assert_eq!(price_factor(&living, 1.2, 1.2), 1.0);
    let factors = [0.8, 1.0, 1.3, 2.0].map(|price| price_factor(&living, price, 1.0));
    assert!(factors.is_sorted_by(|a, b| a > b), "{factors:?}");
}

#[test]
fn promises_lift_what_people_expect_by_their_weight() {
    let aspiration = |weight: f64| {
        let society = after(
            &[
                Lever("promises.living", EVE, 1.0),
                Parameter("living.promise_weight", weight),
            ],
            26,
        );
        let (mut sum, mut all) = (0_u64, 0_u64);
        for (_, person) in crate::support::adults(&society) {
            sum += u64::from(person.aspiration);
            all += 1;
        }
        sum as f64 / all as f64
    };
    let means = [0.0, 0.3, 1.0].map(aspiration);
    assert!(means.is_sorted_by(|a, b| a < b), "{means:?}");
}
