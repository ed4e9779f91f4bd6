//! What no week may do: lose or double a person, or give a place a state that means nothing.

use kernel::LANES;
use rules::Society;
use world::collective::standing;
use world::{Person, Rank};

use crate::support::{
    EVE, SMALLEST, THOUSANDTH, advance, channel, country, frame, on_the_eve, people,
};

/// Youngest age that counts as adult, and the last age in the Komsomol with a year's grace for
/// those whose turn of the year has not come.
const ADULT_FROM: i16 = 14;
const KOMSOMOL_LAST: i16 = 29;

fn everybody(society: &Society) -> i64 {
    (people(society).count() + society.world.inmates.len()) as i64
}

/// Births less deaths of the last week, in camps and out of them.
fn natural_change(society: &Society) -> i64 {
    let outcomes = society.outcomes.iter();
    let home: i64 = outcomes
        .map(|own| i64::from(own.births) - i64::from(own.deaths))
        .sum();
    home - i64::from(society.observation.flows.deaths)
}

fn keeps_count(society: &mut Society, until: u16) {
    let mut before = everybody(society);
    while society.week.0 < until {
        society.step(|_| {});
        let after = everybody(society);
        let week = society.week.0 - 1;
        assert_eq!(after - before, natural_change(society), "week {week}");
        before = after;
    }
}

#[test]
fn people_are_gained_by_births_and_lost_by_deaths_alone() {
    let mut society = country(SMALLEST, &[]);
    let weeks = society.plan.weeks;
    keeps_count(&mut society, weeks);
}

#[test]
fn the_same_holds_while_the_camps_empty() {
    keeps_count(&mut country(THOUSANDTH, &[]), 30);
}

#[test]
fn the_change_of_the_camps_is_the_sum_of_their_flows() {
    let mut society = country(THOUSANDTH, &[]);
    let mut before = society.world.inmates.len() as i64;
    while society.week.0 < 70 {
        society.step(|_| {});
        let flows = society.observation.flows;
        let come = flows.arrivals + flows.convicted;
        let gone = flows.deaths + flows.term_ended + flows.amnestied + flows.reviewed_released;
        let after = society.world.inmates.len() as i64;
        assert_eq!(
            after - before,
            i64::from(come) - i64::from(gone),
            "week {}",
            society.week.0
        );
        assert_eq!(flows.by_rule.iter().sum::<u32>(), flows.amnestied);
        before = after;
    }
}

#[test]
fn nobody_is_in_two_places() {
    let mut society = country(SMALLEST, &[]);
    advance(&mut society, 60);
    // Those held from the start keep their number; everybody else is where a lane is filled.
    let mut held: Vec<u32> = society
        .world
        .inmates
        .iter()
        .map(|inmate| inmate.id)
        .collect();
    held.retain(|id| id & world::inmate::INMATE_BIT != 0);
    let all = held.len();
    held.sort_unstable();
    held.dedup();
    assert_eq!(held.len(), all);
    assert!(
        society
            .world
            .inmates
            .iter()
            .all(|inmate| inmate.person.is_alive())
    );
}

fn makes_sense(person: &Person, year: i16) {
    let adult = person.standing & standing::ADULT != 0;
    let age = person.age_in(year);
    assert!(
        person.stance & 0b111 <= 4,
        "a stance that does not exist: {person:?}"
    );
    assert!(
        frame(person) <= 4,
        "a reception that does not exist: {person:?}"
    );
    assert_eq!(
        frame(person) == 0,
        channel(person) == 0,
        "heard and made nothing of it: {person:?}"
    );
    assert!(
        adult || person.rank() == Rank::None,
        "a child with a party card: {person:?}"
    );
    assert!(
        adult || age <= ADULT_FROM + 1,
        "nobody noticed this birthday: {person:?}"
    );
    let komsomol = person.rank() == Rank::Komsomol;
    assert!(
        !komsomol || (ADULT_FROM..=KOMSOMOL_LAST).contains(&age),
        "in the Komsomol at {age}"
    );
}

#[test]
fn everybody_is_in_a_state_that_means_something() {
    let mut society = country(SMALLEST, &[]);
    for until in [1, 160, 175, 300, 450, society.plan.weeks] {
        advance(&mut society, until);
        let year = society.plan.year[usize::from(until - 1)];
        people(&society).for_each(|(_, person)| makes_sense(&person, year));
    }
}

#[test]
fn an_empty_place_counts_nowhere() {
    let mut society = country(SMALLEST, &[]);
    advance(&mut society, 160);
    let sum = |get: fn(&rules::people::Counts) -> u32| -> u32 {
        society.outcomes.iter().map(|own| get(&own.counts)).sum()
    };
    assert_eq!(sum(|own| own.stances.iter().sum()), sum(|own| own.adults));
    for block in society.world.collectives.as_slice() {
        for lane in 0..LANES {
            let bits = block.standing[lane];
            let nobody = bits & standing::ALIVE == 0;
            assert!(!nobody || bits == 0, "a dead person's standing: {bits:b}");
        }
    }
}

#[test]
fn a_collective_known_to_be_full_is_full() {
    let mut society = country(SMALLEST, &[]);
    let mut marked = 0;
    for until in [40, 41, 42, 300, 450, society.plan.weeks] {
        advance(&mut society, until);
        let world = &society.world;
        for (at, block) in world.collectives.as_slice().iter().enumerate() {
            if world.crowded.is_marked(at) {
                marked += 1;
                assert_eq!(block.with(standing::ALIVE), u32::MAX);
            }
        }
    }
    assert!(marked > 100, "{marked} marks");
}

#[test]
fn what_was_heard_stays_heard() {
    let mut society = on_the_eve(&[]);
    while society.week.0 < EVE + 12 {
        let before = society.world.collectives.as_slice().to_vec();
        let traits = society.world.traits.as_slice().to_vec();
        society.step(|_| {});
        let mut compared = 0;
        for (at, old) in before.iter().enumerate() {
            let (new, own) = (&society.world.collectives[at], &society.world.traits[at]);
            for lane in 0..LANES {
                let was = Person::read(old, &traits[at], lane);
                let is = Person::read(new, own, lane);
                let same = own.birth_year[lane] == traits[at].birth_year[lane]
                    && own.hardship[lane] == traits[at].hardship[lane]
                    && own.risk_aversion[lane] == traits[at].risk_aversion[lane]
                    && own.expressive_need[lane] == traits[at].expressive_need[lane]
                    && own.attributes[lane] == traits[at].attributes[lane];
                if same && old.adult(lane) & new.adult(lane) == 1 {
                    compared += 1;
                    assert_eq!(was.heard & !is.heard, 0, "forgot an item: {was:?} {is:?}");
                    assert!(channel(&is) >= channel(&was), "{was:?} {is:?}");
                }
            }
        }
        assert!(
            compared > 100_000,
            "{compared} adults stayed where they were"
        );
    }
}
