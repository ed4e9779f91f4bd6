//! Sentences to camp or colony: for what people said, and for other crimes.
//!
//! Short terms are served in the colonies of the region, longer ones in camps, in proportion to
//! those the camps held at the start. Terms lean to the short: the square of an even draw, with the
//! mean of the parameter. Our formalisation.

use kernel::philox::{self, happens, unit};
use kernel::time::WEEKS_PER_YEAR;
use world::collective::standing;
use world::inmate::{Inmate, category};
use world::{Person, World};

use crate::Society;
use crate::places::Spot;
use crate::purpose;

/// Kind of a site that stands for the colonies of a region.
pub const COLONY: &str = "colony";
/// Kind of the ordinary camps.
const CAMP: &str = "ITL";

/// Where new prisoners are sent.
#[derive(Debug, Clone)]
pub(crate) struct Destinations {
    /// The colonies of each region; the first site where the tables know none.
    colonies: Vec<u16>,
    /// Ordinary camps, each with the prisoners of all camps up to and with it.
    camps: Vec<(u16, u64)>,
}

impl Destinations {
    /// The colonies and camps of a country as they were on its first day.
    pub(crate) fn of(world: &World) -> Destinations {
        let mut colonies = vec![0; world.regions.len()];
        let mut camps = Vec::new();
        let mut held = 0;
        for (index, site) in world.sites.iter().enumerate() {
            if site.kind == COLONY {
                colonies[usize::from(site.region)] = index as u16;
            } else if site.kind == CAMP {
                held += site.held;
                camps.push((index as u16, held));
            }
        }
        Destinations { colonies, camps }
    }

    fn site(&self, region: u16, short: bool, word: u32) -> u16 {
        let colony = self.colonies[usize::from(region)];
        let all = self.camps.last().map_or(0, |(_, held)| *held);
        if short || all == 0 {
            return colony;
        }
        let place = (u64::from(word) * all) >> 32;
        let camp = self.camps.partition_point(|(_, held)| *held <= place);
        self.camps[camp].0
    }
}

/// A sentence.
struct Sentence {
    years: f64,
    category: u8,
    /// Draw of the camp.
    word: u32,
}

/// Sends those convicted this week for what they said to the camps.
pub fn admit_convicted(society: &mut Society) {
    let years = f64::from(society.parameters.sanction.sentence_years);
    for index in society.parts_that(|outcome| !outcome.convicted.is_empty()) {
        let convicted = std::mem::take(&mut society.outcomes[index].convicted);
        for spot in &convicted {
            let sentence = Sentence {
                years,
                category: category::POLITICAL,
                word: words_of(society, index, *spot)[3],
            };
            admit(society, index, *spot, &sentence);
        }
        society.observation.flows.convicted += convicted.len() as u32;
        society.outcomes[index].convicted = convicted;
    }
}

/// Sends those sentenced this week for other crimes to the camps.
pub fn admit_sentenced(society: &mut Society) {
    let p = society.parameters.camps;
    for index in society.parts_that(|outcome| !outcome.sentenced.is_empty()) {
        let sentenced = std::mem::take(&mut society.outcomes[index].sentenced);
        for spot in &sentenced {
            let words = words_of(society, index, *spot);
            let luck = f64::from(unit(words[0]));
            let category = if happens(words[1], f64::from(p.grave_share)) {
                category::GRAVE
            } else if happens(words[2], f64::from(p.official_crime_share)) {
                category::OFFICIAL
            } else {
                0
            };
            let sentence = Sentence {
                // The square of an even draw is one third on average.
                years: 3.0 * f64::from(p.sentence_years) * luck * luck,
                category,
                word: words[3],
            };
            admit(society, index, *spot, &sentence);
        }
        society.observation.flows.arrivals += sentenced.len() as u32;
        society.outcomes[index].sentenced = sentenced;
    }
}

fn words_of(society: &Society, part: usize, (collective, lane): Spot) -> [u32; 4] {
    let local = society.parts[part].first + collective;
    let entity = society.world.sample.global(local);
    philox::draw(
        society.key,
        entity,
        u32::from(lane),
        society.week,
        purpose::SENTENCE,
    )
}

/// Weeks to serve of a new sentence when work credits are taken off.
fn to_serve(sentence_weeks: u16, work_credits: f32) -> u16 {
    ((f32::from(sentence_weeks) * (1.0 - work_credits)) as u16).max(1)
}

/// Takes one person out of a collective into a camp, or the colonies of the region.
fn admit(society: &mut Society, part: usize, (collective, lane): Spot, sentence: &Sentence) {
    let part = society.parts[part];
    let local = part.first + collective;
    let mut person: Person = society.world.take(local as usize, usize::from(lane));
    person.memory = u8::MAX;
    person.standing &= !standing::RANK;
    let p = &society.parameters.camps;
    let weeks = (sentence.years * f64::from(WEEKS_PER_YEAR)) as u16;
    let short = sentence.years <= f64::from(p.colony_term_at_most);
    let region = society.world.districts[part.district as usize].region;
    let site = society.destinations.site(region, short, sentence.word);
    let served = to_serve(weeks, p.work_credits);
    // Every place in the country has one number: collective and lane.
    let id = society.world.sample.global(local) << 5 | u32::from(lane);
    society.world.inmates.push(Inmate {
        id,
        sentence_weeks: weeks,
        term_end: society.week.0.saturating_add(served),
        site,
        home: part.district as u16,
        person,
        category: sentence.category,
        arrival: society.week.0,
    });
}
