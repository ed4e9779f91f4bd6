//! People who come back from camps: where they may live, and what they tell.
//!
//! Home is the district they were taken from. Passport rules bar some from the largest cities:
//! they live in the region around, worse than they did, and count as unsettled until they have
//! found a place. Once home they tell those around them, as far as they are not afraid: see
//! [`told`]. Our formalisation.

use bytemuck::{Pod, Zeroable};
use kernel::LANES;
use kernel::philox::happens;
use world::collective::{attribute, standing};
use world::{FullDistricts, Inmate, World};

use crate::Society;
use crate::camps::own_draw;
use crate::purpose;

/// Those without a place.
#[derive(Debug, Clone, Copy, PartialEq, Pod, Zeroable)]
#[repr(C)]
pub struct Returnees {
    /// People of the whole country barred from home who have not found a place yet.
    pub unsettled: f64,
}

/// For each region that is one large city the region around it, to which those barred from the
/// city go; nothing for the other regions.
pub fn surroundings_of_cities(world: &World) -> Vec<Option<u16>> {
    let is_city = |index: usize| world.regions[index].name.ends_with(" city");
    let nearest = |city: usize| {
        let own = &world.regions[city];
        let around = (0..world.regions.len())
            .filter(|&other| world.regions[other].republic == own.republic && !is_city(other));
        let distance = |other: &usize| {
            let other = &world.regions[*other];
            let north = other.latitude - own.latitude;
            let east = (other.longitude - own.longitude) * 0.6;
            north * north + east * east
        };
        around
            .min_by(|a, b| distance(a).total_cmp(&distance(b)))
            .map(|index| index as u16)
    };
    (0..world.regions.len())
        .map(|region| is_city(region).then(|| nearest(region)).flatten())
        .collect()
}

/// Lets somebody settle, with everything remembered.
pub(crate) fn come_home(society: &mut Society, full: &mut FullDistricts, inmate: &Inmate) {
    let words = own_draw(society, inmate, 0, purpose::SETTLE);
    let mut person = inmate.person;
    person.standing |= standing::ALIVE | standing::RETURNED;
    person.attributes |= attribute::EXPOSURE;
    let mut district = usize::from(inmate.home);
    if let Some(elsewhere) = barred(society, district, words) {
        district = elsewhere;
        let p = &society.parameters.returnees;
        let hardship = f32::from(person.hardship) + p.barred_hardship * 255.0;
        person.hardship = kernel::math::round_to_byte(hardship);
        society.observation.flows.barred += 1;
        society.returnees.unsettled += f64::from(society.world.sample.interval());
    }
    let place = society
        .world
        .settle_knowing(full, person, district, words[0]);
    if let Some((collective, lane)) = place {
        tell(society, inmate, collective, lane);
    }
}

/// Where somebody goes who may not live in the city that is home; nothing for all others.
fn barred(society: &Society, home: usize, words: [u32; 4]) -> Option<usize> {
    let p = &society.parameters.returnees;
    let region = usize::from(society.world.districts[home].region);
    let around = society.around_cities[region]?;
    if p.on < 0.5 || !happens(words[1], f64::from(p.barred)) {
        return None;
    }
    let towns = &society.towns[usize::from(around)];
    let town = towns.get(words[2] as usize % towns.len().max(1))?;
    Some(*town as usize)
}

/// Lets somebody who came home tell the others of the collective of terror and torture.
fn tell(society: &mut Society, inmate: &Inmate, collective: usize, own: usize) {
    let p = &society.parameters.returnees;
    let items = crate::messages::testimony_items(&society.plan);
    let district = society.world.district_of(collective);
    let part = society
        .parts
        .partition_point(|part| (part.district as usize) < district);
    let threat = society.places.get(part).map_or(1.0, |place| place.threat);
    let chance = f64::from(p.telling * fearless(p.telling_fear, threat));
    if p.on < 0.5 || items == 0 || chance <= 0.0 {
        return;
    }
    for quarter in 0..LANES / 4 {
        let words = own_draw(society, inmate, quarter as u32, purpose::TELL);
        let block = &mut society.world.collectives.as_mut_slice()[collective];
        for (offset, word) in words.into_iter().enumerate() {
            let lane = quarter * 4 + offset;
            if lane != own && block.adult(lane) == 1 && happens(word, chance) {
                block.heard[lane] |= items;
            }
        }
    }
}

/// Share of what there is to tell that is told under a threat.
fn fearless(telling_fear: f32, threat: f32) -> f32 {
    (1.0 - telling_fear * threat).clamp(0.0, 1.0)
}

/// Rise of memory a week per returned person in the collective, under a district's threat.
pub(crate) fn told(society: &Society, threat: f32) -> f32 {
    let p = &society.parameters;
    let telling = if p.returnees.on > 0.5 {
        fearless(p.returnees.telling_fear, threat)
    } else {
        1.0
    };
    p.fear.memory_from_returned * telling
}

/// Lets some of the unsettled find a place.
pub fn settle_in(society: &mut Society) {
    let speed = f64::from(society.parameters.returnees.settling);
    society.returnees.unsettled *= 1.0 - speed;
}
