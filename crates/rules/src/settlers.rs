//! Special settlers: who is freed from the rules of the settlement, and who of them leaves.
//!
//! A rule with the effect `lift-settlement` frees people by date, condition and rate. Those freed
//! stay or go; nobody's place of origin is known, so whoever goes settles anywhere in proportion to
//! people. A district in which fewer live under the commandant's rules threatens less: see
//! [`crate::places::threat_target`].

use kernel::lanes::each;
use kernel::philox::{self, happens};
use rayon::prelude::*;
use world::collective::standing;
use world::plan::ReleaseEffect;
use world::{Collective, FullDistricts, Person, Traits};

use crate::Society;
use crate::coverage::Coverage;
use crate::people::Draws;
use crate::places::Spot;
use crate::purpose;
use crate::release::{InForce, Subject, in_force};
use crate::society::Part;

/// A rule with the chance that a covered settler is freed this week.
struct Active<'a> {
    coverage: &'a Coverage,
    number: u8,
    chance: f64,
}

/// One week of the settlements.
pub fn week(society: &mut Society) {
    let plan = std::sync::Arc::clone(&society.plan);
    let week = society.week.0;
    let rules: Vec<InForce<'_>> = in_force(&plan, week)
        .into_iter()
        .filter(|own| own.rule.effect == ReleaseEffect::LiftSettlement)
        .collect();
    if rules.is_empty() {
        return;
    }
    let year = plan.year[usize::from(week)];
    let interval = society.world.sample.interval();
    let coverages = std::sync::Arc::clone(&society.coverages);
    let settled = settled(society);
    let active = |own: &InForce<'_>| {
        let coverage = &coverages[usize::from(own.number)];
        Active {
            coverage,
            number: own.number,
            chance: own.chance(covered(society, &settled, coverage, year), interval),
        }
    };
    let active: Vec<_> = rules.iter().map(active).collect();
    let mut freed = vec![Vec::new(); settled.len()];
    society.for_each_of(&settled, &mut freed, |view, part, blocks, traits, freed| {
        free_in(blocks, traits, year, &active, view.draws(part), freed);
    });
    leave(society, &settled, &freed);
}

/// The parts in which the last count found settlers: most have none and are not looked at.
fn settled(society: &Society) -> Vec<Part> {
    let parts = society.parts.iter().zip(&society.places);
    parts
        .filter(|(_, place)| place.settlers > 0)
        .map(|(part, _)| *part)
        .collect()
}

/// Settlers of the sample whom a rule covers.
fn covered(society: &Society, settled: &[Part], rule: &Coverage, year: i16) -> u64 {
    let (blocks, traits) = (&society.world.collectives, &society.world.traits);
    let in_part = |part: &Part| -> u64 {
        let range = Part::range(part);
        let pairs = blocks.as_slice()[range.clone()]
            .iter()
            .zip(&traits.as_slice()[range]);
        pairs
            .map(|(block, own)| count_covered(block, own, rule, year))
            .sum()
    };
    settled.par_iter().map(in_part).sum()
}

fn count_covered(block: &Collective, traits: &Traits, rule: &Coverage, year: i16) -> u64 {
    let covered = |lane: &usize| rule_covers(rule, &Person::read(block, traits, *lane), year);
    each(settlers(block)).filter(covered).count() as u64
}

fn settlers(block: &Collective) -> u32 {
    block.with(standing::ALIVE) & block.with(standing::SPECIAL_SETTLER)
}

fn rule_covers(rule: &Coverage, person: &Person, year: i16) -> bool {
    let subject = Subject {
        person,
        category: 0,
        sentence_weeks: 0,
    };
    rule.covers(subject, year)
}

/// Frees those of a part on whom the draw falls, and notes where they are.
fn free_in(
    blocks: &mut [Collective],
    traits: &[Traits],
    year: i16,
    active: &[Active<'_>],
    draws: Draws,
    freed: &mut Vec<Spot>,
) {
    for (index, (block, own)) in blocks.iter_mut().zip(traits).enumerate() {
        for lane in each(settlers(block)) {
            let person = Person::read(block, own, lane);
            let entity = draws.collective(index);
            let falls = active.iter().any(|rule| {
                let key = u32::from(rule.number) << 8 | lane as u32;
                let words = philox::draw(draws.key, entity, key, draws.week, purpose::UNSETTLE);
                rule_covers(rule.coverage, &person, year) && happens(words[0], rule.chance)
            });
            if falls {
                block.standing[lane] &= !standing::SPECIAL_SETTLER;
                freed.push((index as u32, lane as u8));
            }
        }
    }
}

/// Lets those of the freed who leave find a place elsewhere. All leave before anybody settles.
fn leave(society: &mut Society, settled: &[Part], freed: &[Vec<Spot>]) {
    let share = f64::from(society.parameters.settlers.leaving);
    let mut leaving = Vec::new();
    for (part, freed) in settled.iter().zip(freed) {
        society.observation.flows.settlers_freed += freed.len() as u32;
        for (collective, lane) in freed {
            let local = part.first + collective;
            let entity = society.world.sample.global(local);
            let key = 0x100 | u32::from(*lane);
            let words = philox::draw(society.key, entity, key, society.week, purpose::UNSETTLE);
            if happens(words[1], share) {
                let person = society.world.take(local as usize, usize::from(*lane));
                leaving.push((person, words));
            }
        }
    }
    let mut full = FullDistricts::default();
    let places = society.world.collectives.as_slice().len() as u64;
    for (person, words) in leaving {
        let place = (u64::from(words[2]) * places) >> 32;
        let district = society.world.district_of(place as usize);
        society
            .world
            .settle_knowing(&mut full, person, district, words[3]);
    }
}
