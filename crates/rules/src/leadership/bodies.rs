//! What the country reports to its leaders, last week's: counts of critics, dissent as it reaches the
//! centre through the party tree, unrest, the standard of living.

use super::Country;
use crate::Society;

impl Country {
    /// The week's report; confusion is counted by regional committees.
    pub fn of(society: &Society) -> Country {
        Country {
            disorder: per_thousand(society.totals.critics, society.totals.adults),
            confused: confused(society),
            reported: society.reported_disorder(),
            unrest: f64::from(society.disorder.last),
            recent_unrest: f64::from(society.disorder.recent),
            living: f64::from(society.national_living()),
        }
    }
}

/// Share of regional committees that report confusion.
fn confused(society: &Society) -> f64 {
    let confusion = f64::from(society.parameters.correction.confusion);
    let mut regions = vec![(0_u64, 0_u64); society.world.regions.len()];
    for (part, place) in society.parts.iter().zip(&society.places) {
        let district = &society.world.districts[part.district as usize];
        let (adults, critics) = &mut regions[usize::from(district.region)];
        *adults += u64::from(place.adults);
        *critics += u64::from(place.critics);
    }
    let peopled = regions.iter().filter(|(adults, _)| *adults > 0);
    let confused = peopled
        .clone()
        .filter(|(adults, critics)| per_thousand(*critics, *adults) >= confusion);
    confused.count() as f64 / peopled.count().max(1) as f64
}

fn per_thousand(part: u64, whole: u64) -> f64 {
    1_000.0 * part as f64 / whole.max(1) as f64
}
