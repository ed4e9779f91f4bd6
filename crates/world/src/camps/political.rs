//! Where the political prisoners were: the counted places, and the rest of the country.

use super::{COLONY, COUNTED, Camps, SPECIAL_CAMP};
use crate::apportion::scale_odds;
use crate::inmate::Site;
use crate::inputs::Inputs;
use crate::place::Region;

/// Odds of being a political prisoner before they are scaled to the totals, by kind of site.
const POLITICAL_ODDS: [(&str, f64); 2] = [(SPECIAL_CAMP, 0.98), (COLONY, 0.08)];
const POLITICAL_ODDS_ELSEWHERE: f64 = 0.18;

/// Places whose political prisoners were counted in December 1953, with the rows that make up
/// each figure and the regions it covers (Magadan was part of Khabarovsk krai until then).
const COUNTED_PLACES: [(&[&str], &[&str]); 9] = [
    (
        &["Komi ASSR (without Pechorlag)", "Pechorlag"],
        &["Komi ASSR"],
    ),
    (&["Kazakh SSR"], &[]),
    (&["Khabarovsk krai"], &["Khabarovsk krai", "Magadan oblast"]),
    (&["Irkutsk oblast"], &["Irkutsk oblast"]),
    (&["Krasnoyarsk krai"], &["Krasnoyarsk krai"]),
    (&["Mordovian ASSR"], &["Mordovian ASSR"]),
    (&["Molotov oblast"], &["Perm oblast"]),
    (&["Omsk oblast"], &["Omsk oblast"]),
    (&["Sverdlovsk oblast"], &["Sverdlovsk oblast"]),
];
/// Political prisoners of December 1953 whose place is given.
const PLACED_IN_DECEMBER: f64 = 400_296.0;
/// No place holds more political prisoners than this share.
const POLITICAL_AT_MOST: f64 = 0.95;

/// Share of political prisoners at each site: the counted places hold their part of the total,
/// the rest of the country the remainder; within a place by kind of site.
pub(super) fn political_shares(
    inputs: &Inputs<'_>,
    camps: &Camps,
    regions: &[Region],
    republics: &[String],
) -> Vec<f64> {
    let year = inputs.start().year();
    let total = inputs.figure("prisoners_counterrevolutionary", COUNTED, year);
    let place_of = |site: &Site| {
        let region = &regions[usize::from(site.region)];
        let republic = &republics[usize::from(region.republic)];
        COUNTED_PLACES.iter().position(|(rows, names)| {
            names.contains(&region.name.as_str()) || rows.contains(&republic.as_str())
        })
    };
    let places: Vec<Option<usize>> = camps.sites.iter().map(place_of).collect();
    let mut shares = vec![0.0; camps.sites.len()];
    let mut left = total;
    for place in (0..COUNTED_PLACES.len()).map(Some).chain([None]) {
        let own: Vec<usize> = (0..places.len())
            .filter(|&site| places[site] == place)
            .collect();
        let weights: Vec<f64> = own.iter().map(|&site| camps.held[site] as f64).collect();
        let target = match place {
            Some(place) => {
                let rows = COUNTED_PLACES[place].0.iter();
                let series = "counterrevolutionary_prisoners_by_region";
                let counted: f64 = rows.map(|row| inputs.first(series, row)).sum();
                (counted / PLACED_IN_DECEMBER * total)
                    .min(POLITICAL_AT_MOST * weights.iter().sum::<f64>())
            }
            None => left,
        };
        left -= target;
        let odds: Vec<f64> = own
            .iter()
            .map(|&site| political_odds(&camps.sites[site]))
            .collect();
        for (share, site) in scale_odds(&odds, &weights, target).into_iter().zip(own) {
            shares[site] = share;
        }
    }
    shares
}

fn political_odds(site: &Site) -> f64 {
    let known = POLITICAL_ODDS.iter().find(|(kind, _)| *kind == site.kind);
    known.map_or(POLITICAL_ODDS_ELSEWHERE, |&(_, share)| share)
}
