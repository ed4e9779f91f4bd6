//! What calls people to the street: in each district and week at most one trigger falls.
//!
//! Clashes with the police fall at random, in any district; rises of food prices, attacks on the
//! old leader where he is a national hero, and national grievances fall where they apply; news of
//! unrest comes from near by and over the air. Districts draw by their number, so the same
//! triggers fall in every sample.

use kernel::lanes::{bits, each};
use kernel::parts::places_of;
use kernel::philox::{self, happens, unit};
use kernel::{LANES, dispatch};
use models::contagion;
use world::{District, Plan, Settlement, World};

use crate::Society;
use crate::crowd::Outrage;
use crate::events::{DIRECTIONS, Direction, Trigger, Unrest};
use crate::parameters::Parameters;
use crate::purpose;
use crate::society::Part;

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
        let places = points.len();
        let mut weights = vec![0.0; places * places];
        for (to, own) in points.iter().enumerate() {
            for (from, other) in points[..=to].iter().enumerate() {
                let weight = weight(other, own);
                // Distance is the same both ways.
                weights[to * places + from] = weight;
                weights[from * places + to] = weight;
            }
        }
        Coupling { weights, places }
    }

    /// Weights of all places in the sight of one.
    pub fn row(&self, place: usize) -> &[f32] {
        &self.weights[place * self.places..][..self.places]
    }
}

/// Places with unrest.
pub(crate) fn restless(society: &Society) -> Vec<(usize, Unrest)> {
    let places = society.unrest.iter().copied().enumerate();
    places.filter(|(_, unrest)| unrest.is_felt()).collect()
}

/// Unrest of some places as it is felt in another, by direction: what is near by, and what is on
/// the air.
pub(crate) fn felt(
    society: &Society,
    restless: &[(usize, Unrest)],
    place: usize,
) -> [f32; DIRECTIONS] {
    let p = &society.parameters.crowds;
    let heard = broadcast_share(society);
    let weights = society.coupling.row(place);
    let mut felt = [0.0; DIRECTIONS];
    for (from, unrest) in restless {
        let reach = weights[*from] * p.spread + heard;
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

/// Weekly rates in a region by cause, but for the place: a price rise, an insult, a national grievance,
/// news of unrest elsewhere and a conflict, in the order in which they share a district's draw.
type Rates = [(Trigger, f64); 5];

/// What the triggers of a week depend on.
struct Triggers<'a> {
    society: &'a Society,
    /// By region.
    rates: Vec<Rates>,
    /// By district, of all causes together.
    chances: Vec<f64>,
    /// Unrest felt by region and direction.
    felt: Vec<[f32; DIRECTIONS]>,
}

/// Everything that falls this week, in order of district.
pub fn fall(society: &Society) -> Vec<Fallen> {
    let week = Triggers::new(society);
    let mut struck = Vec::new();
    search(society.vector, &week, &mut struck);
    let fallen = struck.into_iter();
    fallen
        .filter_map(|district| week.in_district(district))
        .collect()
}

/// Finds the districts in which anything falls: hardly any, so all are looked at side by side, and
/// what falls there is told afterwards.
#[inline(always)]
fn search_all(week: &Triggers<'_>, struck: &mut Vec<usize>) {
    let society = week.society;
    for (number, chances) in week.chances.chunks(LANES).enumerate() {
        // A place that is not there has no chance.
        let mut place = [0.0; LANES];
        place[..chances.len()].copy_from_slice(chances);
        let block = number as u32;
        let words = philox::draw_block(society.key, block, society.week, purpose::TRIGGER);
        let met = bits(|lane| u8::from(happens(words[lane], place[lane])));
        struck.extend(each(met).map(|lane| number * LANES + lane));
    }
}

dispatch! {
    /// The search of a week, compiled for several instruction sets.
    fn search = search_all;
    (week: &Triggers<'_>, struck: &mut Vec<usize>)
}

/// Rise of the price of food since last week, as a share; none while it falls.
pub fn price_step(society: &Society) -> f32 {
    let week = usize::from(society.week.0);
    let Some(before) = week.checked_sub(1) else {
        return 0.0;
    };
    let before = society.plan.levers["prices.food"][before] as f32;
    (society.policy.food_price / before.max(0.01) - 1.0).max(0.0)
}

/// Share of a region's adults who first heard of an attack on the old leader this week.
fn insulted(society: &Society, region: usize) -> f32 {
    let of = |part: &Part| usize::from(society.world.districts[part.district as usize].region);
    // Districts are in order of region, so the parts of one stand together.
    let outcomes = &society.outcomes[places_of(region, &society.parts, of)];
    let heard: u32 = outcomes.iter().map(|own| own.first_heard).sum();
    let adults: u32 = outcomes.iter().map(|own| own.counts.adults).sum();
    heard as f32 / adults.max(1) as f32
}

impl<'a> Triggers<'a> {
    fn new(society: &'a Society) -> Triggers<'a> {
        let own = &society.parameters.crowds;
        let price = own.price_trigger * price_step(society);
        let restless = restless(society);
        let felt: Vec<_> = (0..society.world.regions.len())
            .map(|region| felt(society, &restless, region))
            .collect();
        let rates = |region: usize, nation: &Nation, felt: &[f32; DIRECTIONS]| {
            let insult = match nation.homeland {
                0.0 => 0.0,
                homeland => own.insult_trigger * homeland * insulted(society, region),
            };
            let grievance = own.nation_trigger * nation.grievance;
            let news = contagion::joining_rate(own.contagion, felt.iter().sum());
            [
                (Trigger::Price, price),
                (Trigger::Insult, insult),
                (Trigger::Nation, grievance),
                (Trigger::News, news),
                (Trigger::Conflict, own.conflict),
            ]
            .map(|(cause, rate)| (cause, f64::from(rate)))
        };
        let nations = society.nations.iter().zip(&felt).enumerate();
        let rates: Vec<Rates> = nations
            .map(|(region, (nation, felt))| rates(region, nation, felt))
            .collect();
        Triggers {
            chances: chances(society, &rates),
            society,
            rates,
            felt,
        }
    }

    /// What falls in a district, if anything does: the causes share one draw, as competing risks do,
    /// and two at once in one place and week are too rare to be told apart.
    fn in_district(&self, index: usize) -> Option<Fallen> {
        let society = self.society;
        let region = usize::from(society.world.districts[index].region);
        let place = place(society, index);
        let (block, lane) = ((index / LANES) as u32, index % LANES);
        let word = philox::lane_draw(society.key, block, lane, society.week, purpose::TRIGGER);
        let mut below = 0.0;
        let cause = self.rates[region].iter().find(|(_, rate)| {
            below += rate;
            happens(word, place * below)
        });
        let (trigger, _) = *cause?;
        let direction = match trigger {
            Trigger::Insult => Some(Direction::DefendOldLeader),
            Trigger::Nation => Some(Direction::Nation),
            Trigger::News => Some(self.news(index, region)),
            _ => None,
        };
        Some(Fallen {
            district: index,
            trigger,
            direction,
        })
    }

    /// Direction of the unrest elsewhere whose news falls in a district.
    fn news(&self, index: usize, region: usize) -> Direction {
        let society = self.society;
        let words = philox::draw(society.key, index as u32, 0, society.week, purpose::NEWS);
        let felt = &self.felt[region];
        pick(felt, unit(words[0]) * felt.iter().sum::<f32>())
    }
}

/// Chance this week that anything falls, by district.
fn chances(society: &Society, rates: &[Rates]) -> Vec<f64> {
    // Summed in the order in which the causes share the draw, so that the last is never lost.
    let all = |rates: &Rates| rates.iter().fold(0.0, |sum, (_, rate)| sum + rate);
    let all: Vec<f64> = rates.iter().map(all).collect();
    let village = f64::from(society.parameters.crowds.village);
    let districts = society.world.districts.iter().zip(&society.rested);
    districts
        .map(|(own, rested)| ready(own, *rested, village) * all[usize::from(own.region)])
        .collect()
}

/// Factor of all chances in a district: its kind, and how long ago a crowd gathered there.
fn place(society: &Society, index: usize) -> f64 {
    let village = f64::from(society.parameters.crowds.village);
    ready(
        &society.world.districts[index],
        society.rested[index],
        village,
    )
}

/// The same of a district that is as rested as said, `village` where it is one.
fn ready(district: &District, rested: f32, village: f64) -> f64 {
    let settlement = match district.settlement {
        Settlement::Town => 1.0,
        Settlement::Village => village,
    };
    settlement * f64::from(rested)
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
