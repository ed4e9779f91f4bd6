//! A year of life of a fifty-second of the collectives, every week.
//!
//! Deaths, births, coming of age, moves to town, sentences for other than political crimes,
//! Komsomol and party membership. Each person has one draw for death and one for everything else:
//! the other events share it as neighbouring intervals, so at most one of them befalls a person in
//! a year.

use std::sync::Arc;

use kernel::lanes::{bits, each};
use kernel::philox::{self, happens, unit};
use kernel::prefetch::{AHEAD, in_turn, prefetch};
use kernel::time::{WEEKS_PER_YEAR, turn_of};
use kernel::{Key, LANES, Week, dispatch};
use world::collective::{BIRTH_YEAR_ZERO, Rank, age_in, attribute, standing};
use world::{Collective, FullDistricts, Person, Plan, Settlement, Traits, World};

use crate::Society;
use crate::parameters::Parameters;
use crate::people::Draws;
use crate::places::Outcome;
use crate::purpose;
use crate::society::Part;

/// Age of coming of age: the Komsomol's lower bound.
const ADULT_FROM: i16 = 14;
/// First age no longer in the Komsomol.
const KOMSOMOL_UNTIL: i16 = 28;
/// Age from which the party admits.
const PARTY_FROM: i16 = 20;
/// Age from which the party hardly admits.
const PARTY_UNTIL: i16 = 55;
/// Ages at which people move to town.
const MOVING: std::ops::Range<i16> = 15..35;
/// Ages at which women bear children, as the plan's rate counts them.
const FERTILE: std::ops::Range<i16> = 15..50;
/// Ages at which people are sentenced.
const SENTENCED: std::ops::Range<i16> = 16..60;

/// Rates of one week in towns or villages.
struct Year<'a> {
    p: Parameters,
    key: Key,
    week: Week,
    year: i16,
    mortality: &'a [Vec<f32>; 2],
    births: f64,
    moves: f64,
    sentences: f64,
    /// Share of those who would join the party at full primacy that join it now.
    admitted: f64,
    /// By sex and year of birth: a draw of death above it lets everybody live.
    deadly: [u32; SEXES * COHORTS],
    /// By sex, rank and year of birth: a draw of events above it brings nothing.
    eventful: [u32; SEXES * RANKS * COHORTS],
}

/// Sexes that chances tell apart.
const SEXES: usize = 2;
/// Party ranks that chances tell apart.
const RANKS: usize = 4;
/// Years of birth that a byte holds.
const COHORTS: usize = 256;
/// Age from which chances of events stay as they are.
const SETTLED_FROM: i16 = 60;

/// Town districts of each region, for those who move.
pub fn towns_by_region(world: &World) -> Vec<Vec<u32>> {
    let mut towns = vec![Vec::new(); world.regions.len()];
    for (index, district) in world.districts.iter().enumerate() {
        if district.settlement == Settlement::Town {
            towns[usize::from(district.region)].push(index as u32);
        }
    }
    towns
}

/// One week of births, deaths and moves.
pub fn week(society: &mut Society) {
    let plan = Arc::clone(&society.plan);
    let years = [Settlement::Town, Settlement::Village].map(|kind| Year::new(society, &plan, kind));
    let turn = u32::from(society.week.0) % u32::from(WEEKS_PER_YEAR);
    society.for_each_run_of_places(|view, parts, blocks, traits, outcomes| {
        let run = (view, parts, &years);
        visit(view.vector, blocks, traits, run, turn, outcomes);
    });
    crate::print::follow_witnesses(society);
    crate::sentences::admit_sentenced(society);
    move_to_town(society);
    settle_born(society);
}

/// Lets the collectives of a run whose turn it is live a year. `years` are those of towns and of
/// villages.
#[inline(always)]
fn visit_run(
    blocks: &mut [Collective],
    traits: &mut [Traits],
    (society, parts, [town, village]): (&Society, &[Part], &[Year<'_>; 2]),
    turn: u32,
    outcomes: &mut [Outcome],
) {
    let start = parts.first().map_or(0, |part| Part::range(part).start);
    let turns = turns_of(society, parts, turn);
    for (number, &(part, index)) in turns.iter().enumerate() {
        let place = |part: usize, index: usize| parts[part].first as usize - start + index;
        // Those whose turn it is stand far apart. Asked for here and not by `in_turn`, whose closures
        // would be compiled apart from the instruction sets of this loop.
        if let Some(&(part, index)) = turns.get(number + AHEAD) {
            let coming = place(part, index);
            prefetch(&blocks[coming]);
            prefetch(&traits[coming]);
        }
        let at = place(part, index);
        let (block, traits) = (&mut blocks[at], &mut traits[at]);
        let (part, outcome) = (&parts[part], &mut outcomes[part]);
        let year = match society.world.districts[part.district as usize].settlement {
            Settlement::Town => town,
            Settlement::Village => village,
        };
        outcome.witnesses += crate::print::witnesses_in(block, traits);
        let before = outcome.deaths;
        live(block, traits, year, society.draws(part), index, outcome);
        if outcome.deaths > before {
            society.world.crowded.reopen(start + at);
        }
    }
}

/// The collectives of a run whose turn it is: part of the run, and collective counted from the first
/// of the part.
#[inline(always)]
fn turns_of(society: &Society, parts: &[Part], turn: u32) -> Vec<(usize, usize)> {
    let mut turns = Vec::new();
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
        return turns;
    };
    // Parts lie side by side, so 32 collectives are asked at once even where a part has only one.
    let (draws, start) = (society.draws(first), first.first);
    let count = (last.end - start) as usize;
    let mut part = 0;
    for from in (0..count).step_by(LANES) {
        for lane in each(in_turn_from(draws, from, count, turn)) {
            let at = start + (from + lane) as u32;
            while at >= parts[part].end {
                part += 1;
            }
            turns.push((part, (at - parts[part].first) as usize));
        }
    }
    turns
}

/// Which of the next 32 collectives of a run have their turn, as bits.
#[inline(always)]
fn in_turn_from(draws: Draws, from: usize, count: usize, turn: u32) -> u32 {
    let period = u32::from(WEEKS_PER_YEAR);
    let theirs = bits(|lane| {
        let own = turn_of(draws.collective(from + lane), period);
        u8::from(own == turn)
    });
    let left = (count - from).min(LANES);
    theirs & u32::MAX >> (LANES - left)
}

dispatch! {
    /// One week of a run, compiled for several instruction sets.
    fn visit = visit_run;
    (
        blocks: &mut [Collective],
        traits: &mut [Traits],
        run: (&Society, &[Part], &[Year<'_>; 2]),
        turn: u32,
        outcomes: &mut [Outcome],
    )
}

impl Year<'_> {
    fn new<'a>(society: &Society, plan: &'a Plan, settlement: Settlement) -> Year<'a> {
        let week = usize::from(society.week.0);
        let births = f64::from(plan.births_per_woman[week]);
        let moves = match settlement {
            Settlement::Village => f64::from(plan.moves_to_town[week]),
            Settlement::Town => 0.0,
        };
        let sentences = a_year(society.parameters.camps.sentences);
        let mut own = Year {
            p: society.parameters,
            key: society.key,
            week: society.week,
            year: plan.year[week],
            mortality: &plan.mortality,
            births,
            moves,
            sentences,
            admitted: admitted(&society.parameters, society.policy.primacy),
            deadly: [0; SEXES * COHORTS],
            eventful: [0; SEXES * RANKS * COHORTS],
        };
        own.set_limits();
        own
    }

    /// Fills the tables of draws from which on nothing can happen.
    fn set_limits(&mut self) {
        for (at, limit) in self.deadly.iter_mut().enumerate() {
            let age = age_in((at % COHORTS) as u8, self.year);
            *limit = limit_of(mortality_of(self.mortality, (at / COHORTS) as u8, age));
        }
        for group in 0..SEXES * RANKS {
            let (woman, rank) = (
                group / RANKS == 1,
                Rank::of((group % RANKS) as u8 * RANK_ONE),
            );
            let most = |age| self.chances(rank, woman, age).iter().map(|own| own.0).sum();
            let by_age: [u32; SETTLED_FROM as usize + 1] =
                std::array::from_fn(|age| limit_of(most(age as i16)));
            for cohort in 0..COHORTS {
                let age = age_in(cohort as u8, self.year).clamp(0, SETTLED_FROM);
                self.eventful[group * COHORTS + cohort] = by_age[age as usize];
            }
        }
    }
}

/// A rank of one in a standing byte.
const RANK_ONE: u8 = 1 << standing::RANK_SHIFT;

/// A draw above which a chance does not come true, whether all of its bits are compared or, as
/// [`unit`] has them, the upper 24. The margin is far above what sums lose by rounding.
fn limit_of(chance: f64) -> u32 {
    if chance <= 0.0 {
        return 0;
    }
    let margin = 1.0 / f64::from(1 << 24);
    ((chance * (1.0 + 1e-9) + margin) * 4_294_967_296.0) as u32
}

/// Share of a sex and age that dies in a year.
#[inline(always)]
fn mortality_of(mortality: &[Vec<f32>; 2], attributes: u8, age: i16) -> f64 {
    let table = &mortality[usize::from(attributes & attribute::WOMAN)];
    let age = usize::try_from(age)
        .unwrap_or(0)
        .min(table.len().saturating_sub(1));
    f64::from(table[age])
}

/// Share of those who would join a party that runs everything, under a primacy of its apparatus over
/// the ministries, 0..1.
pub fn admitted(p: &Parameters, primacy: f32) -> f64 {
    f64::from(1.0 - p.life.party_pull * (1.0 - primacy))
}

/// A year of one collective. Most people have a quiet year and are not looked at one by one.
#[inline(always)]
fn live(
    block: &mut Collective,
    traits: &mut Traits,
    year: &Year<'_>,
    draws: Draws,
    index: usize,
    outcome: &mut Outcome,
) {
    let collective = draws.collective(index);
    let turn = Turn {
        collective,
        deaths: philox::draw_block(year.key, collective, year.week, purpose::LIFE),
        events: philox::draw_block(year.key, collective, year.week, purpose::LIFE_SECOND),
        elders: elders(block),
    };
    let mut eventful = year.eventful(block, traits, &turn);
    while eventful != 0 {
        let lane = eventful.trailing_zeros() as usize;
        eventful &= eventful - 1;
        let born = live_one(block, traits, year, &turn, (index, lane), outcome);
        // Who was born at a place further on lives the rest of the turn as well.
        if let Some(place) = born.filter(|place| *place > lane) {
            eventful |= 1 << place;
        }
    }
}

/// The draws of a collective's turn, and what it was before.
struct Turn {
    collective: u32,
    deaths: [u32; LANES],
    events: [u32; LANES],
    /// See [`elders`].
    elders: (u8, u8),
}

/// A year of one person; the place of a child born in the collective.
#[inline(always)]
fn live_one(
    block: &mut Collective,
    traits: &mut Traits,
    year: &Year<'_>,
    turn: &Turn,
    (index, lane): (usize, usize),
    outcome: &mut Outcome,
) -> Option<usize> {
    let age = age_in(traits.birth_year[lane], year.year);
    let attributes = traits.attributes[lane];
    if happens(
        turn.deaths[lane],
        mortality_of(year.mortality, attributes, age),
    ) {
        block.standing[lane] = 0;
        outcome.deaths += 1;
        return None;
    }
    if age >= ADULT_FROM && block.standing[lane] & standing::ADULT == 0 {
        come_of_age(block, lane, turn.elders);
    }
    let spot = (index as u32, lane as u8);
    let rank = Rank::of(block.standing[lane]);
    match year.event(rank, attributes, age, turn.events[lane]) {
        Event::Nothing => {}
        Event::Birth => {
            outcome.births += 1;
            return bear(block, traits, lane, year, turn.collective, outcome);
        }
        Event::Move => outcome.moving.push(spot),
        Event::Sentence => outcome.sentenced.push(spot),
        Event::Rank(rank) => {
            let others = block.standing[lane] & !standing::RANK;
            block.standing[lane] = others | (rank as u8) << standing::RANK_SHIFT;
        }
    }
    None
}

/// A weekly share as a share of the year that a collective takes in one turn.
fn a_year(weekly: f32) -> f64 {
    f64::from(weekly) * f64::from(WEEKS_PER_YEAR)
}

/// What befalls a person in a year, death aside.
#[derive(Clone, Copy)]
enum Event {
    Nothing,
    Birth,
    Move,
    Sentence,
    Rank(Rank),
}

impl Year<'_> {
    /// The lanes of those whose year may not be a quiet one: who comes of age, leaves the Komsomol
    /// by age, or has a draw on which death or an event may fall.
    #[inline(always)]
    fn eventful(&self, block: &Collective, traits: &Traits, turn: &Turn) -> u32 {
        let from =
            |age: i16| bits(|lane| u8::from(age_in(traits.birth_year[lane], self.year) >= age));
        let [_, komsomol, ..] = block.ranks();
        let ageing =
            from(ADULT_FROM) & !block.with(standing::ADULT) | from(KOMSOMOL_UNTIL) & komsomol;
        let drawn = bits(|lane| {
            let cohort = usize::from(traits.birth_year[lane]);
            let sex = usize::from(traits.attributes[lane] & attribute::WOMAN);
            let rank = usize::from((block.standing[lane] & standing::RANK) >> standing::RANK_SHIFT);
            let dying = turn.deaths[lane] <= self.deadly[sex * COHORTS + cohort];
            let group = sex * RANKS + rank;
            let moved = turn.events[lane] <= self.eventful[group * COHORTS + cohort];
            u8::from(dying | moved)
        });
        block.with(standing::ALIVE) & (drawn | ageing)
    }

    /// What can befall a person in a year, death aside, each with its chance. One draw decides: the
    /// chances are neighbouring intervals in this order.
    fn chances(&self, rank: Rank, woman: bool, age: i16) -> [(f64, Event); 5] {
        let [change, made] = self.changes_of_rank(rank, woman, age);
        let if_so = |so: bool, chance: f64| if so { chance } else { 0.0 };
        let bears = woman && FERTILE.contains(&age);
        let sentenced = SENTENCED.contains(&age) && rank < Rank::Member;
        [
            (if_so(bears, self.births), Event::Birth),
            (if_so(MOVING.contains(&age), self.moves), Event::Move),
            (if_so(sentenced, self.sentences), Event::Sentence),
            change,
            made,
        ]
    }

    /// The event whose interval the draw falls into.
    fn event(&self, rank: Rank, attributes: u8, age: i16, word: u32) -> Event {
        if rank == Rank::Komsomol && age >= KOMSOMOL_UNTIL {
            return Event::Rank(Rank::None);
        }
        let woman = attributes & attribute::WOMAN != 0;
        let mut left = f64::from(unit(word));
        for (chance, event) in self.chances(rank, woman, age) {
            if left < chance {
                return event;
            }
            left -= chance;
        }
        Event::Nothing
    }

    /// The likelier change of rank at an age and the rarer one.
    fn changes_of_rank(&self, rank: Rank, woman: bool, age: i16) -> [(f64, Event); 2] {
        let life = &self.p.life;
        /// Women were about a fifth of the party (data rows on the share of women).
        const WOMEN_AGAINST_MEN: f64 = 0.25;
        let of_sex = |share: f32| {
            self.admitted * a_year(share) * if woman { WOMEN_AGAINST_MEN } else { 1.0 }
        };
        let to = |rank: Rank, chance: f64| (chance, Event::Rank(rank));
        let never = (0.0, Event::Nothing);
        match rank {
            Rank::None if (ADULT_FROM..KOMSOMOL_UNTIL).contains(&age) => {
                [to(Rank::Komsomol, a_year(life.komsomol_joining)), never]
            }
            Rank::None if (PARTY_FROM..PARTY_UNTIL).contains(&age) => {
                [to(Rank::Member, of_sex(life.party_joining_others)), never]
            }
            Rank::Komsomol if age >= PARTY_FROM => {
                [to(Rank::Member, of_sex(life.party_joining_komsomol)), never]
            }
            Rank::Member => [
                to(Rank::None, a_year(life.party_leaving)),
                to(Rank::Official, a_year(life.officials_made)),
            ],
            Rank::Official => [to(Rank::Member, a_year(life.officials_lost)), never],
            _ => [never, never],
        }
    }
}

/// Mean devotion and trust of the adults of a collective: what the young grow up with.
#[inline(always)]
fn elders(block: &Collective) -> (u8, u8) {
    let adults = block.with(standing::ADULT).count_ones();
    if adults == 0 {
        return (128, 128);
    }
    let mean = |column: &[u8; LANES]| {
        let of_adults = column.iter().zip(&block.standing);
        let sum: u32 = of_adults
            .map(|(byte, bits)| u32::from(*byte) * u32::from(bits >> 1 & 1))
            .sum();
        (sum / adults) as u8
    };
    (mean(&block.devotion), mean(&block.trust))
}

/// Makes a child an adult, with the elders' views and no memory of terror.
fn come_of_age(block: &mut Collective, lane: usize, (devotion, trust): (u8, u8)) {
    block.standing[lane] |= standing::ADULT;
    block.devotion[lane] = devotion;
    block.trust[lane] = trust;
    block.memory[lane] = 0;
    block.heard[lane] = 0;
    block.reception[lane] = 0;
    block.stance[lane] = 0;
}

/// Adds a newborn to the mother's collective and gives the place, or to those who settle elsewhere
/// when it is full.
fn bear(
    block: &mut Collective,
    traits: &mut Traits,
    mother: usize,
    year: &Year<'_>,
    collective: u32,
    outcome: &mut Outcome,
) -> Option<usize> {
    let index = 0x100 | mother as u32;
    let words = philox::draw(year.key, collective, index, year.week, purpose::LIFE);
    let bytes = words[0].to_le_bytes();
    let kept = attribute::TITULAR | attribute::SHORT_WAVE;
    let schooling = traits.attributes[mother] & attribute::SCHOOLING;
    let woman = if bytes[0] & 1 == 1 {
        attribute::WOMAN
    } else {
        0
    };
    let child = Person {
        aspiration: block.aspiration[mother],
        standing: standing::ALIVE,
        birth_year: (year.year - BIRTH_YEAR_ZERO) as u8,
        attributes: traits.attributes[mother] & kept | schooling | woman,
        risk_aversion: bytes[1],
        expressive_need: bytes[2],
        hardship: bytes[3],
        ..Person::default()
    };
    let place = (0..LANES).find(|lane| block.standing[*lane] == 0);
    match place {
        Some(lane) => child.write(block, traits, lane),
        None => outcome.born_elsewhere.push(child),
    }
    place
}

/// Somebody about to move to a town.
struct Mover {
    collective: usize,
    lane: usize,
    town: usize,
    draw: u32,
}

/// Lets those who move find a place in a town of their region. All leave before anybody settles,
/// so a district once found full stays full.
fn move_to_town(society: &mut Society) {
    let movers: Vec<Mover> = society
        .parts_that(|outcome| !outcome.moving.is_empty())
        .into_iter()
        .flat_map(|index| movers_of(society, index))
        .collect();
    let world = &mut society.world;
    let mut people = Vec::with_capacity(movers.len());
    in_turn(
        world,
        &movers,
        |world, mover| world.expect(mover.collective),
        |world, mover| people.push(world.take(mover.collective, mover.lane)),
    );
    let settling: Vec<_> = people.into_iter().zip(&movers).collect();
    let mut full = FullDistricts::default();
    in_turn(
        world,
        &settling,
        |world, (_, mover)| world.expect_settling(mover.town, mover.draw),
        |world, (person, mover)| {
            world.settle_knowing(&mut full, *person, mover.town, mover.draw);
        },
    );
}

/// Those of a part who move and have a town to move to.
fn movers_of(society: &Society, index: usize) -> impl Iterator<Item = Mover> {
    let part = society.parts[index];
    let region = society.world.districts[part.district as usize].region;
    let towns = &society.towns[usize::from(region)];
    let moving = society.outcomes[index].moving.iter();
    moving.filter_map(move |(collective, lane)| {
        let local = part.first + collective;
        let entity = society.world.sample.global(local);
        let number = u32::from(*lane);
        let words = philox::draw(society.key, entity, number, society.week, purpose::SETTLE);
        let town = towns.get(words[1] as usize % towns.len().max(1))?;
        Some(Mover {
            collective: local as usize,
            lane: usize::from(*lane),
            town: *town as usize,
            draw: words[0],
        })
    })
}

/// Finds places for those born where the collective is full.
fn settle_born(society: &mut Society) {
    let born: Vec<(Person, usize, u32)> = society
        .parts_that(|outcome| !outcome.born_elsewhere.is_empty())
        .into_iter()
        .flat_map(|index| born_in(society, index))
        .collect();
    let mut full = FullDistricts::default();
    in_turn(
        &mut society.world,
        &born,
        |world, (_, district, draw)| world.expect_settling(*district, *draw),
        |world, (child, district, draw)| {
            world.settle_knowing(&mut full, *child, *district, *draw);
        },
    );
}

/// Those born in a part who need a place, each with the district and a draw.
fn born_in(society: &Society, index: usize) -> impl Iterator<Item = (Person, usize, u32)> {
    let part = society.parts[index];
    let entity = society.world.sample.global(part.first);
    let born = society.outcomes[index].born_elsewhere.iter().enumerate();
    born.map(move |(number, child)| {
        let draw = 0x1_0000 | number as u32;
        let words = philox::draw(society.key, entity, draw, society.week, purpose::SETTLE);
        (*child, part.district as usize, words[0])
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use bytemuck::Zeroable;
    use proptest::prelude::*;

    use super::*;

    /// A plan in which every parameter is a thousandth, and no more.
    fn plan() -> Plan {
        let parameter = |key: &&str| ((*key).to_owned(), 1e-3);
        Plan {
            weeks: 1,
            parameters: crate::KEYS.iter().map(parameter).collect(),
            levers: BTreeMap::new(),
            settings: BTreeMap::new(),
            items: Vec::new(),
            messages: Vec::new(),
            releases: Vec::new(),
            events: Vec::new(),
            year: vec![1956],
            new_year: Vec::new(),
            living: vec![1.0],
            births_per_woman: vec![0.1],
            moves_to_town: vec![0.05],
            mortality: [vec![0.02; 100], vec![0.01; 100]],
        }
    }

    fn year(plan: &Plan) -> Year<'_> {
        let p = Parameters::read(plan).expect("every key is there");
        let [births, moves, sentences] = [0.1, 0.05, 0.01];
        let mut own = Year {
            p,
            key: Key::from_seed(1),
            week: Week(0),
            year: plan.year[0],
            mortality: &plan.mortality,
            births,
            moves,
            sentences,
            admitted: 1.0,
            deadly: [0; SEXES * COHORTS],
            eventful: [0; SEXES * RANKS * COHORTS],
        };
        own.set_limits();
        own
    }

    proptest! {
        #[test]
        fn nothing_befalls_those_who_are_not_looked_at(
            [standing, birth_year, attributes] in any::<[[u8; LANES]; 3]>(),
            [deaths, events] in any::<[[u32; LANES]; 2]>(),
        ) {
            let mut block = Collective { standing, ..Collective::zeroed() };
            let mut traits = Traits { birth_year, attributes, ..Traits::zeroed() };
            let plan = plan();
            let year = year(&plan);
            let turn = Turn { collective: 0, deaths, events, elders: (1, 2) };
            let before = (block, traits);
            let quiet = !year.eventful(&block, &traits, &turn) & block.with(standing::ALIVE);
            for lane in each(quiet) {
                let mut outcome = Outcome::default();
                let born = live_one(&mut block, &mut traits, &year, &turn, (0, lane), &mut outcome);
                prop_assert!(born.is_none() && outcome.births + outcome.deaths == 0);
                prop_assert!(outcome.moving.is_empty() && outcome.sentenced.is_empty());
            }
            prop_assert_eq!((block, traits), before);
        }
    }
}
