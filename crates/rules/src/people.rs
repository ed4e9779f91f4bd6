//! The weekly pass over everybody: one visit of each collective in its district.

use kernel::{Week, dispatch};
use world::collective::Stance;
use world::{Collective, Traits};

use crate::Society;
use crate::person::{self, BATCH, Constants, Lanes, Moment, Surroundings};
use crate::places::{Loud, Outcome};
use crate::society::{Part, PlaceState};

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
    /// Adults at home who came back from a camp or colony since the run began.
    pub returned: u32,
    /// People of any age under special-settlement rules.
    pub settlers: u32,
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

    /// Share of people who live under special-settlement rules.
    pub fn settled_share(&self) -> f32 {
        self.settlers as f32 / self.people.max(1) as f32
    }

    /// Adds the people of one collective.
    #[inline(always)]
    fn add(&mut self, now: &Lanes) {
        self.people += now.alive.count_ones();
        self.settlers += (now.alive & now.settlers).count_ones();
        self.adults += now.adults.count_ones();
        self.enforcing += (now.adults & now.enforcing).count_ones();
        self.returned += (now.adults & now.returned).count_ones();
        for (total, own) in self.stances.iter_mut().zip(now.stances) {
            *total += (now.adults & own).count_ones();
        }
    }
}

/// Counts the people of some collectives.
pub fn count_blocks(blocks: &[Collective]) -> Counts {
    let mut counts = Counts::default();
    for block in blocks {
        counts.add(&Lanes::of(block));
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

/// A run of neighbouring parts, and what everybody in each of them sees.
struct Run<'a> {
    parts: &'a [Part],
    around: Vec<Surroundings<'a>>,
    /// Number in the whole country of the run's first collective, and keys.
    draws: Draws,
    /// Position of the run's first collective.
    start: u32,
}

/// Visits a run's collectives in order, a batch at a time, whatever parts they belong to: a part of
/// a sample may have a single one.
#[inline(always)]
fn visit_run(
    blocks: &mut [Collective],
    traits: &[Traits],
    run: &Run<'_>,
    constants: &Constants,
    outcomes: &mut [Outcome],
) {
    let moment = Moment {
        key: run.draws.key,
        week: run.draws.week,
    };
    let mut said = [person::Outcome::default(); BATCH];
    let mut owner = 0;
    let mut counts = Counts::default();
    let batches = blocks.chunks_mut(BATCH).zip(traits.chunks(BATCH));
    for (number, (batch, own)) in batches.enumerate() {
        let first = number * BATCH;
        let owners = owners(run, owner, first, batch.len());
        let around = owners.map(|owner| &run.around[owner]);
        let numbers = |index: usize| run.draws.collective(first + index);
        person::step(batch, own, numbers, &around, constants, moment, &mut said);
        for (index, said) in said[..batch.len()].iter().enumerate() {
            if owners[index] != owner {
                outcomes[owner].counts = std::mem::take(&mut counts);
                owner = owners[index];
            }
            counts.add(&said.lanes);
            counts.grumbled += said.spoke.count_ones();
            if said.loud != 0 {
                let collective = run.start + (first + index) as u32 - run.parts[owner].first;
                let lanes = said.loud;
                outcomes[owner].loud.push(Loud { collective, lanes });
            }
        }
    }
    outcomes[owner].counts = counts;
}

/// The parts that the collectives of a batch belong to, looked for from `part` on.
#[inline(always)]
fn owners(run: &Run<'_>, mut part: usize, first: usize, length: usize) -> [usize; BATCH] {
    let mut owners = [part; BATCH];
    for (index, owner) in owners.iter_mut().enumerate().take(length) {
        let position = run.start + (first + index) as u32;
        while run.parts[part].end <= position {
            part += 1;
        }
        *owner = part;
    }
    owners
}

dispatch! {
    /// One week of a run, compiled for several instruction sets.
    fn visit = visit_run;
    (
        blocks: &mut [Collective],
        traits: &[Traits],
        run: &Run<'_>,
        constants: &Constants,
        outcomes: &mut [Outcome],
    )
}

/// One week of people who live apart from the Union's districts and all see the same.
pub(crate) fn visit_apart(
    society: &Society,
    (blocks, traits): (&mut [Collective], &[Traits]),
    around: Surroundings<'_>,
    draws: Draws,
    outcome: &mut Outcome,
) {
    let part = Part {
        index: 0,
        district: 0,
        first: 0,
        end: blocks.len() as u32,
    };
    let run = Run {
        parts: &[part],
        around: vec![around],
        draws,
        start: 0,
    };
    let outcomes = std::slice::from_mut(outcome);
    visit(
        society.vector,
        blocks,
        traits,
        &run,
        &society.constants,
        outcomes,
    );
}

/// What is the same in every part of the country this week.
struct Country {
    /// Share of critics among adults.
    critics: f64,
    /// People whom each person of the sample stands for.
    weight: f64,
}

impl Country {
    fn of(society: &Society) -> Country {
        let totals = &society.totals;
        Country {
            critics: totals.critics as f64 / totals.adults.max(1) as f64,
            weight: f64::from(society.world.sample.interval()),
        }
    }

    /// Share of critics in a district: its own count, leaning on the country's where a sample has
    /// too few of its people to tell.
    fn critics_share(&self, place: &PlaceState) -> f32 {
        let own = f64::from(place.critics) * self.weight;
        let adults = f64::from(place.adults) * self.weight;
        crate::society::leaning_share(own, adults, self.critics) as f32
    }
}

/// What everybody in a part sees this week.
fn surroundings<'a>(society: &'a Society, part: &Part, country: &Country) -> Surroundings<'a> {
    let p = &society.parameters;
    let place = &society.places[part.index as usize];
    let district = &society.world.districts[part.district as usize];
    let level = society.living_level(district);
    let share = country.critics_share(place);
    Surroundings {
        threat: place.threat,
        line: society.policy.line,
        felt_line: crate::past::felt(society, society.policy.line),
        devotion_target: society.devotion_target(part),
        told: crate::returnees::told(society, place.threat),
        reference_level: society.reference_level(level) * crate::approval::ASPIRATION_UNIT,
        approval: society.approval.at(level),
        critics_seen: (share * p.risk.district_circle).round() as usize,
    }
}

/// One week of everybody.
pub fn week(society: &mut Society) {
    let country = Country::of(society);
    society.for_each_run_of_places(|view, parts, blocks, traits, outcomes| {
        outcomes.iter_mut().for_each(Outcome::clear);
        let run = Run {
            parts,
            around: parts
                .iter()
                .map(|part| surroundings(view, part, &country))
                .collect(),
            draws: view.draws(&parts[0]),
            start: parts[0].first,
        };
        visit(view.vector, blocks, traits, &run, &view.constants, outcomes);
    });
    for (place, outcome) in society.places.iter_mut().zip(&society.outcomes) {
        place.adults = outcome.counts.adults;
        place.critics = outcome.counts.critics();
        place.settlers = outcome.counts.settlers;
    }
}
