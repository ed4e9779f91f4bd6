//! What calls people to the street: in each district and week at most one trigger falls.
//!
//! Clashes with the police fall at random, in any district; rises of food prices, attacks on the
//! old leader where he is a national hero, and national grievances fall where they apply; news of
//! unrest comes from near by and over the air. Districts draw by their number, so the same
//! triggers fall in every sample.

use kernel::philox::{self, happens, unit};
use models::contagion;
use world::{Plan, Settlement, World};

use crate::Society;
use crate::calendar::Policy;
use crate::crowd::Outrage;
use crate::events::{DIRECTIONS, Direction, Trigger};
use crate::parameters::Parameters;
use crate::purpose;

/// A trigger that fell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fallen {
    /// Index into [`World::districts`].
    pub district: usize,
    /// What it is.
    pub trigger: Trigger,
    /// Direction of a crowd that it calls, where the trigger gives one.
    pub direction: Option<Direction>,
}

/// What the nation of a region's people makes of the Union.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Nation {
    /// National grievance, in units of the margin.
    pub grievance: f32,
    /// Share in which the old leader is this nation's hero, 0..1.
    pub homeland: f32,
}

/// The nations by region. The hero's nation is given by parameters `homeland.<republic>`.
pub fn nations(world: &World, plan: &Plan, p: &Parameters) -> Vec<Nation> {
    let homeland = |republic: &String| {
        let key = format!("homeland.{}", world::republic_key(republic));
        plan.parameters.get(&key).map_or(0.0, |value| *value as f32)
    };
    let heroes: Vec<f32> = world.republics.iter().map(homeland).collect();
    let regions = world.regions.iter();
    let nation = |region: &world::Region| {
        let republic = usize::from(region.republic);
        let own = world.republics[republic] != CENTRE;
        Nation {
            grievance: match (region.western, own) {
                (true, _) => p.nation.west,
                (false, true) => p.nation.republics,
                (false, false) => 0.0,
            },
            homeland: heroes[republic],
        }
    };
    regions.map(nation).collect()
}

/// The republic without a capital and a party of its own: the Union's centre.
const CENTRE: &str = "RSFSR";

/// How strongly unrest in each place is felt in each region.
#[derive(Debug, Clone)]
pub struct Coupling {
    /// By region, then by place: regions, then satellites.
    weights: Vec<f32>,
    places: usize,
}

impl Coupling {
    /// Weights by distance, [`contagion::distance_kernel`].
    pub fn new(world: &World, p: &Parameters) -> Coupling {
        let region = |own: &world::Region| (own.latitude, own.longitude);
        let country = |own: &world::Satellite| (own.latitude, own.longitude);
        let regions = world.regions.iter().map(region);
        let satellites = world.satellites.countries.iter().map(country);
        let points: Vec<(f64, f64)> = regions.chain(satellites).collect();
        let weight = |from: &(f64, f64), to: &(f64, f64)| {
            // Nothing in a region is nearer than its districts are to each other.
            let km = contagion::great_circle(*from, *to).max(f64::from(p.crowds.region_radius));
            let (scale, decay) = (p.crowds.kernel_scale, p.crowds.kernel_decay);
            contagion::distance_kernel(km, f64::from(scale), f64::from(decay)) as f32
        };
        let rows = points
            .iter()
            .flat_map(|to| points.iter().map(move |from| weight(from, to)));
        Coupling {
            weights: rows.collect(),
            places: points.len(),
        }
    }

    /// Weights of all places in the sight of one.
    pub fn row(&self, place: usize) -> &[f32] {
        &self.weights[place * self.places..][..self.places]
    }
}

/// Unrest felt in a place, by direction: what is near by, and what is on the air.
pub fn felt(society: &Society, place: usize) -> [f32; DIRECTIONS] {
    let p = &society.parameters.crowds;
    let heard = broadcast_share(society);
    let mut felt = [0.0; DIRECTIONS];
    for (unrest, weight) in society.unrest.iter().zip(society.coupling.row(place)) {
        let reach = weight * p.spread + heard;
        for (sum, level) in felt.iter_mut().zip(unrest.level) {
            *sum += reach * level;
        }
    }
    felt
}

/// Share of unrest anywhere that foreign stations bring home to a place.
fn broadcast_share(society: &Society) -> f32 {
    let p = &society.parameters;
    let through = 1.0 - society.policy.jamming * (1.0 - p.radio.through_jamming);
    p.crowds.broadcast * p.crowds.broadcast_reach * through
}

/// Chances of a week, but for place and people.
struct Week<'a> {
    society: &'a Society,
    /// Rise of food prices since last week, as a share.
    price: f32,
    /// Share of adults by region who first heard an attack on the old leader this week.
    insulted: Vec<f32>,
    /// Unrest felt by region and direction.
    felt: Vec<[f32; DIRECTIONS]>,
}

/// Everything that falls this week, in order of district.
pub fn fall(society: &Society) -> Vec<Fallen> {
    let quiet = society
        .unrest
        .iter()
        .all(|own| own.level == [0.0; DIRECTIONS]);
    let regions = society.world.regions.len();
    let week = Week {
        society,
        price: price_step(society),
        insulted: insulted(society),
        felt: if quiet {
            vec![[0.0; DIRECTIONS]; regions]
        } else {
            (0..regions).map(|region| felt(society, region)).collect()
        },
    };
    let districts = 0..society.world.districts.len();
    districts
        .filter_map(|district| week.in_district(district))
        .collect()
}

/// Rise of the price of food since last week, as a share; none while it falls.
pub fn price_step(society: &Society) -> f32 {
    let week = usize::from(society.week.0);
    let Some(before) = week.checked_sub(1) else {
        return 0.0;
    };
    let before = Policy::of(&society.plan, before).food_price;
    (society.policy.food_price / before.max(0.01) - 1.0).max(0.0)
}

/// Share of adults who first heard of an attack on the old leader this week, by region.
fn insulted(society: &Society) -> Vec<f32> {
    let regions = society.world.regions.len();
    let (mut heard, mut adults) = (vec![0_u32; regions], vec![0_u32; regions]);
    for (part, outcome) in society.parts.iter().zip(&society.outcomes) {
        let district = &society.world.districts[part.district as usize];
        heard[usize::from(district.region)] += outcome.first_heard;
        adults[usize::from(district.region)] += outcome.counts.adults;
    }
    let share = |(heard, adults): (u32, u32)| heard as f32 / adults.max(1) as f32;
    heard.into_iter().zip(adults).map(share).collect()
}

impl Week<'_> {
    fn in_district(&self, index: usize) -> Option<Fallen> {
        let p = &self.society.parameters;
        let district = &self.society.world.districts[index];
        let region = usize::from(district.region);
        let nation = &self.society.nations[region];
        let settlement = match district.settlement {
            Settlement::Town => 1.0,
            Settlement::Village => f64::from(p.crowds.village),
        };
        let place = settlement * f64::from(self.society.rested[index]);
        let words = self.draw(index, 0);
        let fallen = |trigger, direction| Fallen {
            district: index,
            trigger,
            direction,
        };
        let chance = |word: u32, rate: f32| happens(word, place * f64::from(rate));
        if chance(words[0], p.crowds.price_trigger * self.price) {
            return Some(fallen(Trigger::Price, None));
        }
        let insult = p.crowds.insult_trigger * nation.homeland * self.insulted[region];
        if chance(words[1], insult) {
            return Some(fallen(Trigger::Insult, Some(Direction::DefendOldLeader)));
        }
        if chance(words[2], p.crowds.nation_trigger * nation.grievance) {
            return Some(fallen(Trigger::Nation, Some(Direction::Nation)));
        }
        if let Some(direction) = self.news(index, place) {
            return Some(fallen(Trigger::News, Some(direction)));
        }
        chance(words[3], p.crowds.conflict).then(|| fallen(Trigger::Conflict, None))
    }

    /// Direction of the unrest elsewhere whose news falls here this week.
    fn news(&self, index: usize, place: f64) -> Option<Direction> {
        let district = &self.society.world.districts[index];
        let felt = &self.felt[usize::from(district.region)];
        let all: f32 = felt.iter().sum();
        if all <= 0.0 {
            return None;
        }
        let words = self.draw(index, 1);
        let rate = contagion::joining_rate(self.society.parameters.crowds.contagion, all);
        happens(words[0], (place * f64::from(rate)).min(1.0))
            .then(|| pick(felt, unit(words[1]) * all))
    }

    fn draw(&self, district: usize, index: u32) -> [u32; 4] {
        let society = self.society;
        philox::draw(
            society.key,
            district as u32,
            index,
            society.week,
            purpose::TRIGGER,
        )
    }
}

/// The direction on which a point of the summed levels falls.
pub fn pick(levels: &[f32; DIRECTIONS], point: f32) -> Direction {
    let mut below = 0.0;
    for (direction, level) in Direction::ALL.into_iter().zip(levels) {
        below += level;
        if point < below {
            return direction;
        }
    }
    Direction::Nation
}

/// What a trigger adds to grievance in a region.
pub fn outrage(p: &Parameters, fallen: &Fallen, nation: &Nation, price: f32) -> Outrage {
    let own = &p.crowds;
    let cause = match (fallen.trigger, fallen.direction) {
        (Trigger::Price, _) => Outrage {
            by_hardship: own.outrage_price * price,
            ..Outrage::default()
        },
        (_, Some(Direction::DefendOldLeader)) => Outrage {
            by_devotion: own.outrage_insult * nation.homeland,
            ..Outrage::default()
        },
        (_, Some(Direction::Nation)) => Outrage {
            by_nation: own.outrage_nation * nation.grievance,
            ..Outrage::default()
        },
        _ => Outrage {
            all: own.outrage_conflict,
            ..Outrage::default()
        },
    };
    if fallen.trigger == Trigger::News {
        // News of others moves less than what one sees.
        cause.times(own.news_share)
    } else {
        cause
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directions_are_picked_by_their_weight() {
        let levels = [0.0, 1.0, 0.0, 3.0];
        assert_eq!(pick(&levels, 0.5), Direction::Leaders);
        assert_eq!(pick(&levels, 1.5), Direction::Nation);
        assert_eq!(pick(&levels, 4.0), Direction::Nation);
    }
}
