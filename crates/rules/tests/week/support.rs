//! Countries to look at: the shipped scenario with a few numbers changed, on the first day or on
//! the eve of the speech of 1956.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use kernel::checkpoint::Snapshot;
use kernel::{LANES, Sample, Slab, VectorLevel};
use rules::{SERIES, Society};
use world::{Person, Plan, World};

pub const SEED: u64 = 1953;
/// The week before the one in which the speech is given (25 February 1956).
pub const EVE: u16 = 154;
/// The first week after the readings of the speech: 24 to 30 June 1956 ends before it.
pub const JULY: u16 = 174;
/// The week of 1 September 1953.
pub const SEPTEMBER: u16 = 26;
/// The sample on which directions and patterns are looked at.
pub const THOUSANDTH: u32 = 1_000;
/// The sample on which whole runs are made.
pub const SMALLEST: u32 = 10_000;

/// One number that differs from the shipped scenario.
#[derive(Debug, Clone, Copy)]
pub enum Change {
    Parameter(&'static str, f64),
    /// A lever from a week on, to the end.
    Lever(&'static str, u16, f64),
}

pub use Change::{Lever, Parameter};

fn build(interval: u32) -> (World, Plan) {
    let loaded = scenario::load(&scenario::LoadRequest {
        scenario: "ussr-1953-1964".to_owned(),
        project: concat!(env!("CARGO_MANIFEST_DIR"), "/../..").into(),
        ..scenario::LoadRequest::default()
    });
    let scenario = loaded
        .scenario
        .unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics));
    let sample = Sample::one_in(interval).expect("a nested sample");
    world::build(&scenario, sample, SEED, None).expect("the shipped scenario builds")
}

/// The country on the first day, built once for each sample.
fn built(interval: u32) -> &'static (World, Plan) {
    static BUILT: [OnceLock<(World, Plan)>; 3] = [const { OnceLock::new() }; 3];
    let slot = match interval {
        SMALLEST => 0,
        THOUSANDTH => 1,
        _ => 2,
    };
    let country = BUILT[slot].get_or_init(|| build(interval));
    assert_eq!(country.0.sample.interval(), interval, "one more sample");
    country
}

fn copied<T: bytemuck::AnyBitPattern + bytemuck::NoUninit>(slab: &Slab<T>) -> Slab<T> {
    let mut copy = Slab::zeroed(slab.len()).expect("memory for a sample");
    copy.as_mut_slice().copy_from_slice(slab.as_slice());
    copy
}

fn copy_of(world: &World) -> World {
    World {
        sample: world.sample,
        collectives: copied(&world.collectives),
        traits: copied(&world.traits),
        crowded: world::Crowded::none(world.collectives.len()),
        inmates: world.inmates.clone(),
        sites: world.sites.clone(),
        districts: world.districts.clone(),
        regions: world.regions.clone(),
        republics: world.republics.clone(),
        leaders: world.leaders.clone(),
        satellites: world.satellites.clone(),
    }
}

/// The shipped plan with changes; an unknown name is a mistake of the test.
pub fn plan(interval: u32, changes: &[Change]) -> Plan {
    let mut plan = built(interval).1.clone();
    for change in changes {
        match *change {
            Parameter(key, value) => {
                let own = plan.parameters.get_mut(key);
                *own.unwrap_or_else(|| panic!("no parameter {key}")) = value;
            }
            Lever(id, from, value) => {
                let own = plan.levers.get_mut(id);
                let weeks = own.unwrap_or_else(|| panic!("no lever {id}"));
                weeks[usize::from(from)..].fill(value);
            }
        }
    }
    plan
}

/// The leaders of the country.
pub fn leaders() -> &'static [world::Leader] {
    &built(SMALLEST).0.leaders
}

/// A country on its first day under a plan.
pub fn under(interval: u32, plan: Plan) -> Society {
    let world = copy_of(&built(interval).0);
    Society::new(world, Arc::new(plan), SEED, VectorLevel::detect()).expect("a full plan")
}

/// A country on its first day.
pub fn country(interval: u32, changes: &[Change]) -> Society {
    under(interval, plan(interval, changes))
}

/// The recorded course up to the summer of 1956, computed once.
pub struct Course {
    /// Country-wide series by name and week.
    series: BTreeMap<&'static str, BTreeMap<u16, f64>>,
    eve: Snapshot,
    july: Snapshot,
}

impl Course {
    /// A series in a week.
    pub fn at(&self, name: &str, week: u16) -> f64 {
        self.series[name][&week]
    }

    /// The sum of a flow up to and with a week.
    pub fn sum_to(&self, name: &str, week: u16) -> f64 {
        self.series[name]
            .range(..=week)
            .map(|(_, value)| value)
            .sum()
    }
}

/// A snapshot of the present state.
pub fn snapshot(society: &Society) -> Snapshot {
    let section = |(name, bytes): (&str, &[u8])| (name.to_owned(), bytes.to_vec());
    Snapshot {
        header: String::new(),
        sections: society.sections().into_iter().map(section).collect(),
    }
}

/// The course as recorded, at 1/1000.
pub fn course() -> &'static Course {
    static COURSE: OnceLock<Course> = OnceLock::new();
    COURSE.get_or_init(|| {
        let mut society = country(THOUSANDTH, &[]);
        let mut series = BTreeMap::<_, BTreeMap<u16, f64>>::new();
        let mut eve = None;
        while society.week.0 < JULY {
            if society.week.0 == EVE {
                eve = Some(snapshot(&society));
            }
            let week = society.week.0;
            society.step(|_| {});
            let values = society.observation.values.iter();
            for value in values.filter(|value| value.entity == 0) {
                let name = SERIES[usize::from(value.series)].name;
                series.entry(name).or_default().insert(week, value.value);
            }
        }
        Course {
            series,
            eve: eve.expect("the eve comes before July"),
            july: snapshot(&society),
        }
    })
}

fn restored(snapshot: &Snapshot, changes: &[Change]) -> Society {
    let mut society = country(THOUSANDTH, changes);
    society
        .restore(snapshot)
        .expect("a snapshot of this country");
    society
}

/// The country on the eve of the speech; what is changed acts from then on.
pub fn on_the_eve(changes: &[Change]) -> Society {
    restored(&course().eve, changes)
}

/// The country in the summer of 1956, as recorded.
pub fn in_july() -> Society {
    restored(&course().july, &[])
}

/// Computes the weeks before `week`.
pub fn advance(society: &mut Society, week: u16) {
    while society.week.0 < week {
        society.step(|_| {});
    }
}

/// From the eve of the speech to the summer, with changes.
pub fn spring_of_1956(changes: &[Change]) -> Society {
    let mut society = on_the_eve(changes);
    advance(&mut society, JULY);
    society
}

/// Everybody outside camps with the index of the district.
pub fn people(society: &Society) -> impl Iterator<Item = (usize, Person)> + '_ {
    let world = &society.world;
    let districts = world.districts.iter().enumerate();
    districts.flat_map(move |(index, place)| {
        let places = place
            .range()
            .flat_map(|at| (0..LANES).map(move |lane| (at, lane)));
        places
            .map(move |(at, lane)| Person::read(&world.collectives[at], &world.traits[at], lane))
            .filter(Person::is_alive)
            .map(move |person| (index, person))
    })
}

/// Everybody of fourteen or more outside camps.
pub fn adults(society: &Society) -> impl Iterator<Item = (usize, Person)> + '_ {
    let adult = world::collective::standing::ADULT;
    people(society).filter(move |(_, person)| person.standing & adult != 0)
}

/// Share of adults of whom something is true.
pub fn share(society: &Society, holds: impl Fn(&Person) -> bool) -> f64 {
    let (mut own, mut all) = (0_u32, 0_u32);
    for (_, person) in adults(society) {
        all += 1;
        own += u32::from(holds(&person));
    }
    f64::from(own) / f64::from(all)
}

/// What a person made of the message, 0..=4.
pub fn frame(person: &Person) -> u8 {
    use rules::reception::{FRAME, FRAME_SHIFT};
    (person.reception & FRAME) >> FRAME_SHIFT
}

/// How a person heard of it, 0..=3.
pub fn channel(person: &Person) -> u8 {
    person.reception & rules::reception::CHANNEL
}

/// Critics of the country at the end of each week of a stretch, added up.
pub fn critics_until(society: &mut Society, week: u16) -> u64 {
    let mut sum = 0;
    while society.week.0 < week {
        society.step(|_| {});
        sum += society.totals.critics;
    }
    sum
}
