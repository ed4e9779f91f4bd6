//! Manuscripts, editors, print runs and readers.
//!
//! Two kinds of manuscript wait with the editors: those of writers, and testimony by people who
//! came home or were struck otherwise and are not too afraid to write. What passes depends on the
//! gate, a decision, and on the caution of editors, which jumps when the gate closes and wears off
//! slowly when it opens. Testimony needs the gate wider open than other works. What is printed has
//! print runs and readers; what is not waits on. Our formalisation.

use bytemuck::{Pod, Zeroable};
use kernel::lanes::plane;
use world::collective::attribute;

use crate::Society;

/// Works of writers.
const WRITERS: usize = 0;
/// Testimony from the camps.
pub const TESTIMONY: usize = 1;

/// Manuscripts and what is being read; works of writers first, then testimony.
#[derive(Debug, Clone, Copy, PartialEq, Pod, Zeroable)]
#[repr(C)]
pub struct Press {
    /// Manuscripts waiting.
    pub manuscripts: [f64; 2],
    /// Part of a work that the editors have let through and that has not yet appeared.
    pub at_press: [f64; 2],
    /// Works printed last week.
    pub printed: [f64; 2],
    /// Caution of editors, 0..1.
    pub caution: f64,
    /// Adults struck by repression themselves, whole country.
    pub witnesses: f64,
}

impl Press {
    /// A press before the first week: cautious editors, empty drawers.
    pub fn new(gate: f32, witnesses: f64) -> Press {
        Press {
            caution: 1.0 - f64::from(gate),
            witnesses,
            ..Press::zeroed()
        }
    }
}

/// One week of writing and printing.
pub fn week(society: &mut Society) {
    if society.parameters.print.on < 0.5 {
        return;
    }
    let written = written(society);
    let p = &society.parameters.print;
    let gate = f64::from(society.policy.press_gate);
    let press = &mut society.press;
    // Editors learn at once that a gate has closed and slowly that it has opened.
    let danger = 1.0 - gate;
    press.caution = if danger > press.caution {
        danger
    } else {
        press.caution + (danger - press.caution) * f64::from(p.caution_speed)
    };
    let floors = [f64::from(p.writers_gate), f64::from(p.testimony_gate)];
    for kind in [WRITERS, TESTIMONY] {
        let open = ((gate - floors[kind]) / (1.0 - floors[kind]).max(0.01)).max(0.0);
        let passed = f64::from(p.passed) * open * (1.0 - press.caution);
        press.manuscripts[kind] += written[kind];
        press.at_press[kind] += press.manuscripts[kind] * passed;
        // Works appear whole: what is not yet one waits for the next week.
        let printed = press.at_press[kind].floor();
        press.at_press[kind] -= printed;
        press.manuscripts[kind] = (press.manuscripts[kind] - printed).max(0.0);
        press.printed[kind] = printed;
    }
}

/// Manuscripts finished this week, by kind: those who fear write less.
fn written(society: &Society) -> [f64; 2] {
    let p = &society.parameters.print;
    let weight = f64::from(society.world.sample.interval());
    let calm = 1.0 - mean_threat(society);
    let places = society.places.iter().zip(&society.outcomes);
    let returned: f64 = places
        .map(|(place, own)| f64::from(own.counts.returned) * f64::from(1.0 - place.threat))
        .sum();
    let witnesses = f64::from(p.witness_weight) * society.press.witnesses * calm;
    [
        f64::from(p.writers) * calm,
        f64::from(p.manuscripts) * (returned * weight + witnesses),
    ]
}

/// Threat of the districts, weighted by their adults.
pub fn mean_threat(society: &Society) -> f64 {
    let weighted: f64 = society
        .places
        .iter()
        .map(|place| f64::from(place.threat) * f64::from(place.adults))
        .sum();
    weighted / (society.totals.adults.max(1)) as f64
}

/// Readers of last week's testimony, whole country.
pub fn readers(society: &Society) -> f64 {
    let p = &society.parameters.print;
    let copies = f64::from(p.run) + f64::from(p.mass_share) * f64::from(p.mass_run);
    society.press.printed[TESTIMONY] * copies * f64::from(p.readers_per_copy)
}

/// Share of adults whom last week's testimony reaches.
pub fn reached(society: &Society) -> f64 {
    let weight = f64::from(society.world.sample.interval());
    let adults = society.totals.adults.max(1) as f64 * weight;
    (readers(society) / adults).min(1.0)
}

/// Adults of the sample who were struck by repression themselves.
pub(crate) fn count_witnesses(society: &Society) -> f64 {
    let world = &society.world;
    let pairs = world
        .collectives
        .as_slice()
        .iter()
        .zip(world.traits.as_slice());
    let count = pairs
        .map(|(block, traits)| witnesses_in(block, traits))
        .sum::<u32>();
    f64::from(count) * f64::from(world.sample.interval())
}

/// Adults of a collective who were struck themselves.
#[inline(always)]
pub(crate) fn witnesses_in(block: &world::Collective, traits: &world::Traits) -> u32 {
    // Those struck themselves are the highest of the four kinds: both bits are set.
    let [low, high] = [0, 1].map(|bit| plane(&traits.attributes, attribute::EXPOSURE_SHIFT + bit));
    (block.adults() & low & high).count_ones()
}

/// Keeps the number of witnesses up to date from the collectives whose year it is: each week a
/// fifty-second of the country is looked at and replaces a fifty-second of the sum.
pub(crate) fn follow_witnesses(society: &mut Society) {
    let weight = f64::from(society.world.sample.interval());
    let seen: u32 = society.outcomes.iter().map(|own| own.witnesses).sum();
    let turns = f64::from(kernel::time::WEEKS_PER_YEAR);
    let own = &mut society.press.witnesses;
    *own += f64::from(seen) * weight - *own / turns;
}
