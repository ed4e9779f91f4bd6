//! The weekly pass over everybody: one visit of each collective in its district.

use kernel::{Week, dispatch};
use world::collective::{Stance, standing};
use world::{Collective, Traits};

use crate::Society;
use crate::person::{self, BATCH, Constants, Moment, Surroundings};
use crate::places::{Loud, Outcome};
use crate::society::Part;

/// Adults of a part by what they do, at the end of a week.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Everybody.
    pub people: u32,
    /// Fourteen or older.
    pub adults: u32,
    /// Adults by [`Stance`].
    pub stances: [u32; 5],
    /// Adults who police neighbours.
    pub enforcing: u32,
    /// Adults who came home from a camp.
    pub returned: u32,
    /// Adults who grumbled this week.
    pub grumbled: u32,
}

impl Counts {
    /// Adults with a critical stance.
    pub fn critics(&self) -> u32 {
        self.stances[Stance::DefendOldLeader as usize..]
            .iter()
            .sum()
    }

    /// Adds the people of one collective.
    #[inline(always)]
    fn add(&mut self, now: &Collective) {
        let adults = now.adults();
        self.people += now.with(standing::ALIVE).count_ones();
        self.adults += adults.count_ones();
        self.enforcing += (adults & now.with(standing::ENFORCES)).count_ones();
        self.returned += (adults & now.with(standing::RETURNED)).count_ones();
        for (total, own) in self.stances.iter_mut().zip(now.stances()) {
            *total += (adults & own).count_ones();
        }
    }
}

/// Counts the people of some collectives.
pub fn count_blocks(blocks: &[Collective]) -> Counts {
    let mut counts = Counts::default();
    for block in blocks {
        counts.add(block);
    }
    counts
}

/// Keys of one part's draws in one week.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Draws {
    pub key: kernel::Key,
    pub week: Week,
    /// Number in the whole country of the part's first collective.
    pub first: u32,
    /// Step between neighbours of the sample.
    pub interval: u32,
}

impl Draws {
    /// Number in the whole country of a collective of the part.
    #[inline(always)]
    pub fn collective(&self, index: usize) -> u32 {
        self.first + index as u32 * self.interval
    }
}

impl Society {
    /// Keys of a part's draws this week.
    pub(crate) fn draws(&self, part: &Part) -> Draws {
        let sample = self.world.sample;
        Draws {
            key: self.key,
            week: self.week,
            first: sample.global(part.first),
            interval: sample.interval(),
        }
    }
}

#[inline(always)]
fn visit_part(
    blocks: &mut [Collective],
    traits: &[Traits],
    around: &Surroundings<'_>,
    constants: &Constants,
    draws: Draws,
    outcome: &mut Outcome,
) {
    let mut counts = Counts::default();
    let moment = Moment {
        key: draws.key,
        week: draws.week,
    };
    let mut said = [person::Outcome::default(); BATCH];
    let batches = blocks.chunks_mut(BATCH).zip(traits.chunks(BATCH));
    for (number, (batch, own)) in batches.enumerate() {
        let first = number * BATCH;
        let numbers = |index: usize| draws.collective(first + index);
        person::step(batch, own, numbers, around, constants, moment, &mut said);
        for (index, block) in batch.iter().enumerate() {
            counts.add(block);
            counts.grumbled += said[index].spoke.count_ones();
            if said[index].loud != 0 {
                let collective = (first + index) as u32;
                outcome.loud.push(Loud {
                    collective,
                    lanes: said[index].loud,
                });
            }
        }
    }
    outcome.counts = counts;
}

dispatch! {
    /// One week of a part, compiled for several instruction sets.
    fn visit = visit_part;
    (
        blocks: &mut [Collective],
        traits: &[Traits],
        around: &Surroundings<'_>,
        constants: &Constants,
        draws: Draws,
        outcome: &mut Outcome,
    )
}

/// What everybody in a part sees this week.
fn surroundings<'a>(society: &'a Society, part: &Part) -> Surroundings<'a> {
    let p = &society.parameters;
    let place = &society.places[part.index as usize];
    let district = &society.world.districts[part.district as usize];
    let level = society.plan.living[usize::from(society.week.0)] * district.living_factor;
    let share = society.critics_share(place);
    Surroundings {
        threat: place.threat,
        line: society.policy.line,
        reference_level: reference_level(society, level) * crate::approval::ASPIRATION_UNIT,
        approval: society.approval.at(level),
        critics_seen: (share * p.risk.district_circle).round() as usize,
    }
}

/// The standard of living that aspirations follow: three rival reference points.
fn reference_level(society: &Society, level: f32) -> f32 {
    let living = &society.parameters.living;
    match living.reference as u8 {
        0 => level,
        1 => level * (1.0 + society.policy.promises),
        _ => level * living.abroad_level,
    }
}

impl Society {
    /// Share of critics in a district: its own count, leaning on the country's where a sample has
    /// too few of its people to tell.
    fn critics_share(&self, place: &crate::society::PlaceState) -> f32 {
        /// Adults of the country that every district's count is mixed with.
        const LEAN: f64 = 2_000.0;
        let weight = f64::from(self.world.sample.interval());
        let country = self.totals.critics as f64 / self.totals.adults.max(1) as f64;
        let own = f64::from(place.critics) * weight;
        let adults = f64::from(place.adults) * weight;
        ((own + LEAN * country) / (adults + LEAN)) as f32
    }
}

/// One week of everybody.
pub fn week(society: &mut Society) {
    society.for_each_place(|view, part, blocks, traits, outcome| {
        outcome.clear();
        let around = surroundings(view, part);
        visit(
            view.vector,
            blocks,
            traits,
            &around,
            &view.constants,
            view.draws(part),
            outcome,
        );
    });
    for (place, outcome) in society.places.iter_mut().zip(&society.outcomes) {
        place.adults = outcome.counts.adults;
        place.critics = outcome.counts.critics();
    }
}
