//! The weekly pass over everybody: one visit of each collective in its district.

use kernel::{Week, dispatch};
use world::collective::Stance;
use world::{Collective, Traits};

use crate::Society;
use crate::person::{self, Constants, Lanes, Moment, Surroundings};
use crate::places::{Loud, Outcome};
use crate::private_view::PrivateView;
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

/// Visits a run's collectives in order, part by part.
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
    let parts = run.parts.iter().zip(&run.around).zip(outcomes);
    for ((part, around), outcome) in parts {
        let own = (part.first - run.start) as usize..(part.end - run.start) as usize;
        let mut counts = Counts::default();
        let people = blocks[own.clone()].iter_mut().zip(&traits[own.clone()]);
        for (collective, (now, traits)) in people.enumerate() {
            let number = run.draws.collective(own.start + collective);
            let said = person::step(now, traits, number, around, constants, moment);
            counts.add(&said.lanes);
            counts.grumbled += said.spoke.count_ones();
            if said.loud != 0 {
                outcome.loud.push(Loud {
                    collective: collective as u32,
                    lanes: said.loud,
                });
            }
        }
        outcome.counts = counts;
    }
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
    /// Official line as it is felt, see [`crate::past::felt`].
    felt_line: f32,
}

impl Country {
    fn of(society: &Society) -> Country {
        let totals = &society.totals;
        Country {
            critics: totals.critics as f64 / totals.adults.max(1) as f64,
            felt_line: crate::past::felt(society, society.policy.line),
        }
    }

    /// Share of critics in a district: its own count, leaning on the country's where a sample has
    /// too few of its people to tell.
    fn critics_share(&self, place: &PlaceState) -> f32 {
        let (own, adults) = (f64::from(place.critics), f64::from(place.adults));
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
        devotion_target: society.devotion_target(part),
        told: crate::returnees::told(society, place.threat),
        reference_level: society.reference_level(level) * crate::approval::ASPIRATION_UNIT,
        view: PrivateView::new(society.approval.at(level), country.felt_line, &p.legitimacy),
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
