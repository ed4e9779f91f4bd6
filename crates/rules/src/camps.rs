//! Camps and colonies: terms that end, amnesties by rule, reviews by capacity, deaths, arrivals;
//! those who are released go home.

use kernel::Purpose;
use kernel::philox::{self, happens};
use kernel::time::WEEKS_PER_YEAR;
use rayon::prelude::*;
use world::collective::{attribute, standing};
use world::inmate::{INMATE_BIT, category};
use world::plan::{PlannedRelease, ReleaseEffect};
use world::{FullDistricts, Inmate, Person, World};

use crate::Society;
use crate::parameters::Review;
use crate::places::Spot;
use crate::purpose;
use crate::release::covers;

/// Release rules whose flows are counted apart.
pub const RULES_MAX: usize = 16;

/// Inmates a thread takes at a time.
const CHUNK: usize = 16_384;

/// Kind of a site that stands for the colonies of a region.
pub const COLONY: &str = "colony";

/// What a week brings to one inmate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fate {
    /// Stays.
    #[default]
    Stays,
    /// Dies.
    Dies,
    /// The term ends.
    TermEnds,
    /// Let go under the amnesty of this number in the plan.
    Amnestied(u8),
    /// Let go by a review.
    Reviewed,
    /// The remaining term is halved.
    Halved,
    /// A review cut the term.
    Cut,
    /// A review changed nothing.
    Refused,
}

/// Flows of a week.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Flows {
    /// Deaths.
    pub deaths: u32,
    /// Released at the end of the term.
    pub term_ended: u32,
    /// Released under an amnesty.
    pub amnestied: u32,
    /// Of these, counter-revolutionary.
    pub amnestied_political: u32,
    /// Released by amnesty rule, in the order of the plan.
    pub by_rule: [u32; RULES_MAX],
    /// Released by a review.
    pub reviewed_released: u32,
    /// Cases reviewed.
    pub reviewed: u32,
    /// Terms cut by a review.
    pub cut: u32,
    /// Reviews that changed nothing.
    pub refused: u32,
    /// Arrivals for other than political crimes.
    pub arrivals: u32,
    /// Arrivals convicted for what they said.
    pub convicted: u32,
}

/// A release rule in force with the chance that a covered inmate is handled this week.
struct Active<'a> {
    number: u8,
    rule: &'a PlannedRelease,
    chance: f64,
}

/// One week of the camps.
pub fn week(society: &mut Society) {
    society.observation.flows = Flows::default();
    let plan = std::sync::Arc::clone(&society.plan);
    let rules = active(society, &plan.releases);
    let mut fates = std::mem::take(&mut society.fates);
    fates.resize(society.world.inmates.len(), Fate::Stays);
    let view: &Society = society;
    let chunks = fates
        .par_chunks_mut(CHUNK)
        .zip(view.world.inmates.par_chunks(CHUNK));
    chunks.for_each(|(fates, inmates)| {
        for (fate, inmate) in fates.iter_mut().zip(inmates) {
            *fate = decide(view, inmate, &rules);
        }
    });
    settle_fates(society, &fates);
    society.fates = fates;
}

/// Rules in force, each with its rate divided by those it still covers.
fn active<'a>(society: &Society, rules: &'a [PlannedRelease]) -> Vec<Active<'a>> {
    let week = society.week.0;
    let year = society.plan.year[usize::from(week)];
    let numbered = rules.iter().enumerate();
    let in_force = numbered.filter(|(_, rule)| rule.from <= week && week < rule.until);
    let chance = |(number, rule): (usize, &'a PlannedRelease)| {
        let open = |inmate: &&Inmate| is_open(rule, inmate) && covers(rule, inmate, year);
        let covered = society.world.inmates.par_iter().filter(open).count() as f64;
        let capacity = rule.per_week / f64::from(society.world.sample.interval());
        let chance = if covered > 0.0 {
            (capacity / covered).min(1.0)
        } else {
            0.0
        };
        Active {
            number: number as u8,
            rule,
            chance,
        }
    };
    in_force.map(chance).collect()
}

/// Whether a rule can have its effect on an inmate: it had none yet, and the sentence was given
/// before the rule began. Nobody is amnestied for what came after.
fn is_open(rule: &PlannedRelease, inmate: &Inmate) -> bool {
    let done = match rule.effect {
        ReleaseEffect::Release => 0,
        ReleaseEffect::Halve => category::HALVED,
        ReleaseEffect::Review => category::REVIEWED,
    };
    inmate.category & done == 0 && inmate.arrival <= rule.from
}

/// Weeks to serve of a new sentence when work credits are taken off.
fn to_serve(sentence_weeks: u16, work_credits: f32) -> u16 {
    ((f32::from(sentence_weeks) * (1.0 - work_credits)) as u16).max(1)
}

fn decide(society: &Society, inmate: &Inmate, rules: &[Active<'_>]) -> Fate {
    let week = society.week;
    let p = &society.parameters.camps;
    if inmate.term_end <= served_until(inmate, week.0, p.work_credits) {
        return Fate::TermEnds;
    }
    let words = own_draw(society, inmate, 0, purpose::INMATE);
    if happens(words[0], f64::from(p.deaths)) {
        return Fate::Dies;
    }
    let year = society.plan.year[usize::from(week.0)];
    for (number, active) in rules.iter().enumerate() {
        if !is_open(active.rule, inmate) || !covers(active.rule, inmate, year) {
            continue;
        }
        let own = own_draw(society, inmate, 1 + number as u32, purpose::INMATE);
        if happens(own[0], active.chance) {
            return match active.rule.effect {
                ReleaseEffect::Release => Fate::Amnestied(active.number),
                ReleaseEffect::Review => review(&society.parameters.review, own[1]),
                // Whoever has served the half goes free under the same decree.
                ReleaseEffect::Halve if half_served(inmate, week.0) <= week.0 => {
                    Fate::Amnestied(active.number)
                }
                ReleaseEffect::Halve => Fate::Halved,
            };
        }
    }
    Fate::Stays
}

/// An inmate's draw this week; `index` separates several for one purpose.
fn own_draw(society: &Society, inmate: &Inmate, index: u32, purpose: Purpose) -> [u32; 4] {
    let index = u32::from(inmate.arrival) << 8 | index;
    philox::draw(society.key, inmate.id, index, society.week, purpose)
}

/// The week up to which a term counts as served: work credits add to the weeks of those who were
/// there at the start; terms given later have them taken off already.
fn served_until(inmate: &Inmate, week: u16, work_credits: f32) -> u16 {
    let credited = if inmate.id & INMATE_BIT == 0 {
        0.0
    } else {
        f32::from(week) * work_credits
    };
    week.saturating_add(credited as u16)
}

fn review(p: &Review, word: u32) -> Fate {
    let released = f64::from(p.rehabilitated) + f64::from(p.released);
    let cut = f64::from(p.sentence_cut) + f64::from(p.requalified);
    if happens(word, released) {
        Fate::Reviewed
    } else if happens(word, released + cut) {
        Fate::Cut
    } else {
        Fate::Refused
    }
}

/// Carries out what was decided, from the last inmate to the first so that filling a gap with the
/// last one never skips anybody.
fn settle_fates(society: &mut Society, fates: &[Fate]) {
    let cut_to = f64::from(society.parameters.review.cut_to);
    let mut full = FullDistricts::default();
    for (index, fate) in fates.iter().enumerate().rev() {
        if *fate == Fate::Stays {
            continue;
        }
        count(society, index, *fate);
        let week = society.week.0;
        let inmate = &mut society.world.inmates[index];

        match fate {
            Fate::Halved => {
                inmate.category |= category::HALVED;
                inmate.term_end = half_served(inmate, week);
            }
            Fate::Cut => {
                // The sentence is cut, not the rest of it: what was served counts in full.
                let cut = f64::from(inmate.sentence_weeks) * (1.0 - cut_to);
                inmate.category |= category::REVIEWED;
                inmate.term_end = inmate.term_end.saturating_sub(cut as u16).max(week);
            }
            Fate::Refused => inmate.category |= category::REVIEWED,
            Fate::Dies => {
                society.world.inmates.swap_remove(index);
            }
            _ => {
                let inmate = society.world.inmates.swap_remove(index);
                go_home(society, &mut full, &inmate);
            }
        }
    }
}

fn count(society: &mut Society, index: usize, fate: Fate) {
    let political = society.world.inmates[index].category & category::POLITICAL != 0;
    let flows = &mut society.observation.flows;
    match fate {
        Fate::Dies => flows.deaths += 1,
        Fate::TermEnds => flows.term_ended += 1,
        Fate::Amnestied(rule) => {
            flows.amnestied += 1;
            flows.by_rule[usize::from(rule) % RULES_MAX] += 1;
            flows.amnestied_political += u32::from(political);
        }
        Fate::Reviewed => {
            flows.reviewed += 1;
            flows.reviewed_released += 1;
        }
        Fate::Cut => {
            flows.reviewed += 1;
            flows.cut += 1;
        }
        Fate::Refused => {
            flows.reviewed += 1;
            flows.refused += 1;
        }
        Fate::Stays | Fate::Halved => {}
    }
}

/// End of a term whose sentence is halved: now, for those who have served the half.
fn half_served(inmate: &Inmate, week: u16) -> u16 {
    inmate
        .term_end
        .saturating_sub(inmate.sentence_weeks / 2)
        .max(week)
}

/// Lets somebody settle in the home district, with everything remembered.
fn go_home(society: &mut Society, full: &mut FullDistricts, inmate: &Inmate) {
    let mut person = inmate.person;
    person.standing |= standing::ALIVE | standing::RETURNED;
    person.attributes |= attribute::EXPOSURE;
    let words = own_draw(society, inmate, 0, purpose::SETTLE);
    society
        .world
        .settle_knowing(full, person, usize::from(inmate.home), words[0]);
}

/// Sends those convicted this week for what they said to the camps.
pub fn admit_convicted(society: &mut Society) {
    let sentence = society.parameters.sanction.sentence_years;
    let weeks = (f64::from(sentence) * f64::from(WEEKS_PER_YEAR)) as u16;
    for index in 0..society.outcomes.len() {
        let convicted = std::mem::take(&mut society.outcomes[index].convicted);
        for spot in &convicted {
            let term = Term {
                weeks,
                category: category::POLITICAL,
            };
            admit(society, index, *spot, term);
        }
        society.observation.flows.convicted += convicted.len() as u32;
        society.outcomes[index].convicted = convicted;
    }
}

/// Sends those sentenced this week for other crimes to the camps.
pub fn admit_sentenced(society: &mut Society) {
    let p = society.parameters.camps;
    for index in 0..society.outcomes.len() {
        let sentenced = std::mem::take(&mut society.outcomes[index].sentenced);
        for spot in &sentenced {
            let collective = society.parts[index].first + spot.0;
            let entity = society.world.sample.global(collective);
            let lane = u32::from(spot.1);
            let words = philox::draw(society.key, entity, lane, society.week, purpose::SENTENCE);
            // Terms are spread evenly between none and twice the mean.
            let years = f64::from(p.sentence_years) * 2.0 * f64::from(philox::unit(words[0]));
            let weeks = (years * f64::from(WEEKS_PER_YEAR)) as u16;
            let grave = happens(words[1], f64::from(p.grave_share));
            let term = Term {
                weeks,
                category: if grave { category::GRAVE } else { 0 },
            };
            admit(society, index, *spot, term);
        }
        society.observation.flows.arrivals += sentenced.len() as u32;
        society.outcomes[index].sentenced = sentenced;
    }
}

/// A sentence.
struct Term {
    weeks: u16,
    category: u8,
}

/// The colonies of each region; the first site where the tables know none.
pub fn colonies_by_region(world: &World) -> Vec<u16> {
    let mut colonies = vec![0; world.regions.len()];
    for (index, site) in world.sites.iter().enumerate() {
        if site.kind == COLONY {
            colonies[usize::from(site.region)] = index as u16;
        }
    }
    colonies
}

/// Takes one person out of a collective into the colonies of the region.
fn admit(society: &mut Society, part: usize, (collective, lane): Spot, term: Term) {
    let part = society.parts[part];
    let local = part.first + collective;
    let mut person: Person = society.world.take(local as usize, usize::from(lane));
    person.memory = u8::MAX;
    person.standing &= !standing::RANK;
    let served = to_serve(term.weeks, society.parameters.camps.work_credits);
    let region = society.world.districts[part.district as usize].region;
    // Every place in the country has one number: collective and lane.
    let id = society.world.sample.global(local) << 5 | u32::from(lane);
    society.world.inmates.push(Inmate {
        id,
        sentence_weeks: term.weeks,
        term_end: society.week.0.saturating_add(served),
        site: society.colonies[usize::from(region)],
        home: part.district as u16,
        person,
        category: term.category,
        arrival: society.week.0,
    });
}
