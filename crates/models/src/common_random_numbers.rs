//! Common random numbers: two courses of one world differ only where a decision differs.
//!
//! A draw is a function of (seed, purpose, entity, time) and of nothing else, so a course with one changed decision
//! meets the same chance as the course without it. Then a change that changes nothing leaves every bit, no draw moves
//! another's, the order in which people are created does not matter, and the difference of two courses has a far smaller
//! variance than that of two independent ones (Law 2015, Simulation Modeling and Analysis, section 11.2).
//! The cases run a small country of circles whose members speak up, urged by the others and held back by arrests.

use crate::random::Random;
use crate::verification::{Case, Claim, Effort, Grade, Statement};

/// Members of one circle; only they influence one another.
const CIRCLE: u64 = 10;
/// Weeks of one course.
const WEEKS: u64 = 52;
/// The week from which a course may differ from another.
const CHANGE: u64 = 20;

/// The stream of one purpose for one entity at one time.
///
/// The purpose is a stable name: a new one takes no draw away from the others.
pub fn stream(seed: u64, purpose: &str, entity: u64, time: u64) -> Random {
    let key = Random::new(seed, purpose).bits();
    Random::numbered(key, entity, time)
}

/// What happens to a course of the small country.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Course {
    /// Probability that somebody who spoke is arrested, before week 20.
    pub before: f64,
    /// The same from week 20 on.
    pub after: f64,
    /// Draws a week that each person takes for a purpose that changes nothing.
    pub idle_draws: u32,
}

/// One person of the small country.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Person {
    id: u64,
    spoke: bool,
    arrests: u32,
}

/// Where a course takes its chance from.
trait Chance {
    fn unit(&mut self, purpose: &'static str, entity: u64, week: u64) -> f64;
}

/// Each draw has its own stream.
struct Keyed(u64);

impl Chance for Keyed {
    fn unit(&mut self, purpose: &'static str, entity: u64, week: u64) -> f64 {
        stream(self.0, purpose, entity, week).unit()
    }
}

/// All draws come one after another from one stream: what common random numbers are not.
struct InSequence(Random);

impl Chance for InSequence {
    fn unit(&mut self, _: &'static str, _: u64, _: u64) -> f64 {
        self.0.unit()
    }
}

/// Who spoke in each week of a course, as `spoke[week][id]`, for people created in the order of `ids`.
fn run(course: Course, ids: &[u64], chance: &mut impl Chance) -> Vec<Vec<bool>> {
    let person = |&id: &u64| Person {
        id,
        spoke: false,
        arrests: 0,
    };
    let mut people: Vec<Person> = ids.iter().map(person).collect();
    (0..WEEKS)
        .map(|week| {
            let urged = speakers_by_circle(&people);
            for person in &mut people {
                let others = urged[(person.id / CIRCLE) as usize];
                live(person, others, week, course, chance);
            }
            by_id(&people)
        })
        .collect()
}

fn live(person: &mut Person, speakers: u32, week: u64, course: Course, chance: &mut impl Chance) {
    for _ in 0..course.idle_draws {
        chance.unit("idle", person.id, week);
    }
    let readiness = 0.05 + 0.06 * f64::from(speakers) - 0.03 * f64::from(person.arrests);
    person.spoke = chance.unit("speaking", person.id, week) < readiness;
    let severity = if week < CHANGE {
        course.before
    } else {
        course.after
    };
    if person.spoke && chance.unit("arrest", person.id, week) < severity {
        person.arrests += 1;
    }
}

fn speakers_by_circle(people: &[Person]) -> Vec<u32> {
    let circles = people.iter().map(|own| own.id / CIRCLE + 1).max();
    let mut speakers = vec![0; circles.unwrap_or(0) as usize];
    for person in people.iter().filter(|own| own.spoke) {
        speakers[(person.id / CIRCLE) as usize] += 1;
    }
    speakers
}

fn by_id(people: &[Person]) -> Vec<bool> {
    let mut people = people.to_vec();
    people.sort_by_key(|own| own.id);
    people.iter().map(|own| own.spoke).collect()
}

/// Person-weeks in which the courses differ, over the people both have.
fn differences(one: &[Vec<bool>], other: &[Vec<bool>]) -> usize {
    let week = |(one, other): (&Vec<bool>, &Vec<bool>)| {
        one.iter().zip(other).filter(|(a, b)| a != b).count()
    };
    one.iter().zip(other).map(week).sum()
}

const MODEL: &str = "common-random-numbers";

/// The cases of this technique.
pub fn cases() -> Vec<Case> {
    vec![
        Case {
            id: "CRN-1",
            model: MODEL,
            run: identity,
        },
        Case {
            id: "CRN-2",
            model: MODEL,
            run: variance,
        },
    ]
}

fn claim(id: &str, text: &str, source: &str) -> Statement {
    Claim::state(id, MODEL, text, source, Grade::A)
}

const SEED: u64 = 1953;
const BASE: Course = Course {
    before: 0.3,
    after: 0.3,
    idle_draws: 0,
};
const MILDER: Course = Course {
    before: 0.3,
    after: 0.1,
    idle_draws: 0,
};
const IDLE: Course = Course {
    before: 0.3,
    after: 0.3,
    idle_draws: 3,
};

fn identity(_: Effort) -> Vec<Claim> {
    let definition = "by construction: a draw is a function of seed, purpose, entity and time";
    let ids: Vec<u64> = (0..1000).collect();
    let keyed = |course, ids: &[u64]| run(course, ids, &mut Keyed(SEED));
    let base = keyed(BASE, &ids);
    let exact = |number: u32, text: &str, other: &[Vec<bool>]| {
        claim(&format!("CRN-1.{number}"), text, definition).exact(0, differences(&base, other))
    };
    let mut shuffled = ids.clone();
    Random::new(SEED, "order").shuffle(&mut shuffled);
    let more: Vec<u64> = (0..1500).rev().collect();
    let milder = keyed(MILDER, &ids);
    vec![
        exact(
            1,
            "A placebo (the decision is taken again as it was) changes nothing: person-weeks that differ, of 52 000",
            &keyed(
                Course {
                    after: BASE.before,
                    ..MILDER
                },
                &ids,
            ),
        ),
        exact(
            2,
            "Three further draws a person and week, for a new purpose, move no other draw: person-weeks that differ",
            &keyed(IDLE, &ids),
        ),
        exact(
            3,
            "The order in which people are created does not matter (a random one): person-weeks that differ",
            &keyed(BASE, &shuffled),
        ),
        exact(
            4,
            "Five hundred people more, created first, in circles of their own, move nobody else: person-weeks that differ",
            &keyed(BASE, &more),
        ),
        first_difference(&base, &milder),
        in_sequence(&ids),
    ]
}

fn first_difference(base: &[Vec<bool>], milder: &[Vec<bool>]) -> Claim {
    // Arrests of the week of the change hold people back from the week after on.
    let unchanged = CHANGE as usize + 1;
    let before = differences(&base[..unchanged], &milder[..unchanged]);
    let after = differences(&base[unchanged..], &milder[unchanged..]);
    claim(
        "CRN-1.5",
        "Milder arrests from week 20 on change what people do in later weeks and in no earlier one",
        "order of the steps within a week",
    )
    .truth(
        "no person-week differs to week 20, some do after",
        format!("{before} to week 20, {after} after"),
        before == 0 && after > 0,
    )
}

fn in_sequence(ids: &[u64]) -> Claim {
    let sequence = |course| run(course, ids, &mut InSequence(Random::new(SEED, "all")));
    let moved = differences(&sequence(BASE), &sequence(IDLE));
    claim(
        "CRN-1.6",
        "Positive control: with one stream drawn from in sequence the three further draws do change the course",
        "by construction: every draw moves",
    )
    .truth("many person-weeks differ", format!("{moved} of 52 000"), moved > 1000)
}

/// How many of `people` would speak at two probabilities, with common and with separate random numbers:
/// the two differences.
fn paired_and_separate(seed: u64, people: u64, low: f64, high: f64) -> [f64; 2] {
    let count = |purpose: &str, probability: f64| {
        let speaks = |&person: &u64| stream(seed, purpose, person, 0).unit() < probability;
        (0..people).filter(speaks).count() as f64
    };
    let base = count("speaking", low);
    [
        count("speaking", high) - base,
        count("speaking of another world", high) - base,
    ]
}

fn sample_variance(numbers: &[f64]) -> f64 {
    let count = numbers.len() as f64;
    let mean = numbers.iter().sum::<f64>() / count;
    numbers.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (count - 1.0)
}

fn variance(_: Effort) -> Vec<Claim> {
    const PEOPLE: u64 = 50;
    let (low, high) = (0.3, 0.35);
    let seeds = 40_000;
    let differences: Vec<[f64; 2]> =
        crate::verification::over_seeds(seeds, |seed| paired_and_separate(seed, PEOPLE, low, high));
    let per_person = |which: usize| {
        let column: Vec<f64> = differences.iter().map(|own| own[which]).collect();
        sample_variance(&column) / PEOPLE as f64
    };
    let step = high - low;
    let paired = step * (1.0 - step);
    let separate = low * (1.0 - low) + high * (1.0 - high);
    // Standard error of a variance of nearly normal numbers, relative: the root of two over their count.
    let tolerance = |expected: f64| 3.0 * expected * libm::sqrt(2.0 / seeds as f64);
    let closed = "closed form: threshold crossings of one uniform number";
    vec![
        claim(
            "CRN-2.1",
            "Speaking at probability 0.35 against 0.3, common random numbers: variance of the difference, a person",
            closed,
        )
        .number(paired, per_person(0), tolerance(paired)),
        claim(
            "CRN-2.2",
            "The same with independent random numbers",
            "closed form: two independent binomial numbers",
        )
        .number(separate, per_person(1), tolerance(separate)),
        claim(
            "CRN-2.3",
            "So one pair of runs tells as much as this many independent pairs",
            "ratio of the two",
        )
        .number(separate / paired, per_person(1) / per_person(0), 0.4),
    ]
}
