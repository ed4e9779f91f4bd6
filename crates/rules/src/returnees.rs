//! People who come back from camps: where they may live, and what they tell.
//!
//! Home is the district they were taken from. Passport rules bar some from the largest cities:
//! they live in the region around, worse than they did, and count as unsettled until they have
//! found a place. Once home they tell those around them, as far as they are not afraid: see
//! [`told`]. Our formalisation.

use bytemuck::{Pod, Zeroable};
use kernel::LANES;
use kernel::lanes::each;
use kernel::philox::happens;
use kernel::prefetch::{in_turn, prefetch};
use rayon::prelude::*;
use world::collective::{attribute, standing};
use world::{FullDistricts, Inmate, Person, World};

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

/// Somebody released, on the way home.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Homecomer {
    inmate: Inmate,
    /// Where to: home, or a town near it for those who are barred from home.
    district: usize,
    barred: bool,
    /// Draw of the place.
    draw: u32,
}

/// Somebody who came home and tells the others of the collective.
struct Teller {
    inmate: Inmate,
    collective: usize,
    /// The other adults who were there.
    listeners: u32,
}

impl Homecomer {
    /// Where somebody goes who is released this week.
    pub(crate) fn of(society: &Society, inmate: Inmate) -> Homecomer {
        let words = own_draw(society, &inmate, 0, purpose::SETTLE);
        let home = usize::from(inmate.home);
        let elsewhere = barred(society, home, words);
        Homecomer {
            inmate,
            district: elsewhere.unwrap_or(home),
            barred: elsewhere.is_some(),
            draw: words[0],
        }
    }

    /// The person who comes, with everything remembered.
    fn person(&self, society: &Society) -> Person {
        let mut person = self.inmate.person;
        person.standing |= standing::ALIVE | standing::RETURNED;
        person.attributes |= attribute::EXPOSURE;
        if self.barred {
            let p = &society.parameters.returnees;
            let hardship = f32::from(person.hardship) + p.barred_hardship * 255.0;
            person.hardship = kernel::math::round_to_byte(hardship);
        }
        person
    }
}

/// Lets those who were released settle one after another and then tell.
pub(crate) fn come_home(society: &mut Society, homecomers: &[Homecomer]) {
    let mut full = FullDistricts::default();
    let mut tellers = Vec::new();
    in_turn(
        society,
        homecomers,
        |society, own| society.world.expect_settling(own.district, own.draw),
        |society, own| tellers.extend(settle(society, &mut full, own)),
    );
    tell(society, &tellers);
}

/// Lets somebody settle; nothing when the country has no place.
fn settle(society: &mut Society, full: &mut FullDistricts, own: &Homecomer) -> Option<Teller> {
    if own.barred {
        society.observation.flows.barred += 1;
        society.returnees.unsettled += f64::from(society.world.sample.interval());
    }
    let person = own.person(society);
    let world = &mut society.world;
    let (collective, lane) = world.settle_knowing(full, person, own.district, own.draw)?;
    Some(Teller {
        inmate: own.inmate,
        collective,
        listeners: world.collectives[collective].adults() & !(1 << lane),
    })
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

/// Lets those who came home tell the others of their collectives of terror and torture.
fn tell(society: &mut Society, tellers: &[Teller]) {
    let items = crate::messages::testimony_items(&society.plan);
    if society.parameters.returnees.on < 0.5 || items == 0 {
        return;
    }
    let view: &Society = society;
    let told: Vec<(usize, u32)> = tellers
        .par_iter()
        .map(|teller| (teller.collective, told_by(view, teller)))
        .collect();
    in_turn(
        &mut society.world.collectives,
        &told,
        |collectives, (collective, _)| prefetch(&collectives[*collective].heard),
        |collectives, (collective, told)| {
            for lane in each(*told) {
                collectives[*collective].heard[lane] |= items;
            }
        },
    );
}

/// Which of the listeners are told, as far as the teller is not afraid.
fn told_by(society: &Society, teller: &Teller) -> u32 {
    let p = &society.parameters.returnees;
    let district = society.world.district_of(teller.collective);
    let part = society
        .parts
        .partition_point(|part| (part.district as usize) < district);
    let threat = society.places.get(part).map_or(1.0, |place| place.threat);
    let chance = f64::from(p.telling * fearless(p.telling_fear, threat));
    if chance <= 0.0 {
        return 0;
    }
    let mut told = 0;
    for quarter in 0..LANES / 4 {
        let words = own_draw(society, &teller.inmate, quarter as u32, purpose::TELL);
        for (offset, word) in words.into_iter().enumerate() {
            told |= u32::from(happens(word, chance)) << (quarter * 4 + offset);
        }
    }
    told & teller.listeners
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
