//! Special settlers: who is freed from the rules of the settlement, and who of them leaves.
//!
//! A rule with the effect `lift-settlement` frees people by date, condition and rate. Those freed
//! stay or go; nobody's place of origin is known, so whoever goes settles anywhere in proportion to
//! people. A district in which fewer live under the commandant's rules threatens less: see
//! [`crate::places::threat_target`].

use kernel::lanes::each;
use kernel::philox::{self, happens};
use kernel::prefetch::in_turn;
use rayon::prelude::*;
use world::collective::standing;
use world::plan::ReleaseEffect;
use world::{Collective, FullDistricts, Traits};

use crate::Society;
use crate::coverage::Coverage;
use crate::people::Draws;
use crate::places::Spot;
use crate::purpose;
use crate::release::{InForce, Subject, in_force, together};
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
    let asked: Vec<&Coverage> = rules
        .iter()
        .map(|own| &coverages[usize::from(own.number)])
        .collect();
    let covered = covered(society, &settled, &asked, year);
    let rules = rules.iter().zip(asked).zip(covered);
    let active: Vec<_> = rules
        .map(|((own, coverage), covered)| Active {
            coverage,
            number: own.number,
            chance: own.chance(covered, interval),
        })
        .collect();
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

/// Settlers of the sample whom each rule covers.
fn covered(society: &Society, settled: &[Part], rules: &[&Coverage], year: i16) -> Vec<u64> {
    let (blocks, traits) = (&society.world.collectives, &society.world.traits);
    let in_part = |mut counts: Vec<u64>, part: &Part| {
        for at in Part::range(part) {
            for lane in each(settlers(&blocks[at])) {
                let subject = subject(&traits[at], lane);
                for (count, rule) in counts.iter_mut().zip(rules) {
                    *count += u64::from(rule.covers(subject, year));
                }
            }
        }
        counts
    };
    let nobody = || vec![0; rules.len()];
    settled
        .par_iter()
        .fold(nobody, in_part)
        .reduce(nobody, together)
}

fn settlers(block: &Collective) -> u32 {
    block.with(standing::ALIVE) & block.with(standing::SPECIAL_SETTLER)
}

/// A settler as rules see one, who has neither a case nor a term.
fn subject(traits: &Traits, lane: usize) -> Subject {
    Subject {
        birth_year: traits.birth_year[lane],
        attributes: traits.attributes[lane],
        ..Subject::default()
    }
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
            let subject = subject(own, lane);
            let entity = draws.collective(index);
            let falls = active.iter().any(|rule| {
                let key = u32::from(rule.number) << 8 | lane as u32;
                let draw = || philox::draw(draws.key, entity, key, draws.week, purpose::UNSETTLE);
                rule.coverage.covers(subject, year) && happens(draw()[0], rule.chance)
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
    let mut going = Vec::new();
    for (part, freed) in settled.iter().zip(freed) {
        society.observation.flows.settlers_freed += freed.len() as u32;
        for (collective, lane) in freed {
            let local = part.first + collective;
            let entity = society.world.sample.global(local);
            let key = 0x100 | u32::from(*lane);
            let words = philox::draw(society.key, entity, key, society.week, purpose::UNSETTLE);
            if happens(words[1], share) {
                going.push(((local as usize, usize::from(*lane)), words));
            }
        }
    }
    let world = &mut society.world;
    let places = world.collectives.as_slice().len() as u64;
    let mut leaving = Vec::with_capacity(going.len());
    in_turn(
        world,
        &going,
        |world, ((collective, _), _)| world.expect(*collective),
        |world, ((collective, lane), words)| {
            let place = (u64::from(words[2]) * places) >> 32;
            let person = world.take(*collective, *lane);
            leaving.push((person, world.district_of(place as usize), words[3]));
        },
    );
    let mut full = FullDistricts::default();
    in_turn(
        world,
        &leaving,
        |world, (_, district, draw)| world.expect_settling(*district, *draw),
        |world, (person, district, draw)| {
            world.settle_knowing(&mut full, *person, *district, *draw);
        },
    );
}
