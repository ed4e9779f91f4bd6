//! What happened in a week: crowds, strikes in camps, a crush. Counts are people of the whole
//! country, in every sample.

use bytemuck::{Pod, Zeroable};
use world::{Settlement, World};

use crate::Society;

/// What sort of event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A crowd in a district of the Union.
    Crowd,
    /// Inmates of a camp refuse work.
    CampStrike,
    /// People are crushed in a throng.
    Crush,
    /// A crowd in a satellite country.
    SatelliteCrowd,
}

impl Kind {
    /// The name in the tables.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Crowd => "crowd",
            Kind::CampStrike => "camp strike",
            Kind::Crush => "crush",
            Kind::SatelliteCrowd => "satellite crowd",
        }
    }
}

/// What those who came together stood for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Direction {
    /// For the old leader.
    DefendOldLeader = 0,
    /// Against sitting leaders, local or central.
    Leaders = 1,
    /// Against the system.
    System = 2,
    /// For the nation.
    Nation = 3,
}

impl Direction {
    /// All of them, in order.
    pub const ALL: [Direction; DIRECTIONS] = [
        Direction::DefendOldLeader,
        Direction::Leaders,
        Direction::System,
        Direction::Nation,
    ];

    /// The name in the tables.
    pub const fn name(self) -> &'static str {
        match self {
            Direction::DefendOldLeader => "for the old leader",
            Direction::Leaders => "against leaders",
            Direction::System => "against the system",
            Direction::Nation => "for the nation",
        }
    }
}

/// Number of directions.
pub const DIRECTIONS: usize = 4;

/// What called people together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trigger {
    /// A clash with the police, or a killing.
    Conflict,
    /// Prices of food step up.
    Price,
    /// A text attacks the old leader where he is a national hero.
    Insult,
    /// A day or a slight that matters to the nation.
    Nation,
    /// News of unrest elsewhere.
    News,
    /// Hopes that were raised and not met.
    Hope,
    /// A funeral.
    Funeral,
}

impl Trigger {
    /// The name in the tables.
    pub const fn name(self) -> &'static str {
        match self {
            Trigger::Conflict => "a clash with the police",
            Trigger::Price => "a rise of food prices",
            Trigger::Insult => "an attack on the old leader",
            Trigger::Nation => "a national grievance",
            Trigger::News => "news of unrest elsewhere",
            Trigger::Hope => "hopes that were not met",
            Trigger::Funeral => "a funeral",
        }
    }
}

/// What the authorities did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Response {
    /// Nothing.
    None,
    /// They gave way.
    Concession,
    /// They waited, and arrested afterwards.
    Arrests,
    /// They used force.
    Force,
    /// The Union's army came.
    Intervention,
}

impl Response {
    /// The name in the tables.
    pub const fn name(self) -> &'static str {
        match self {
            Response::None => "none",
            Response::Concession => "concession",
            Response::Arrests => "arrests",
            Response::Force => "force",
            Response::Intervention => "intervention by the Union's army",
        }
    }
}

/// Where something happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Index into [`World::districts`].
    District(u16),
    /// Index into [`World::sites`].
    Site(u16),
    /// Number of a satellite.
    Satellite(u8),
}

impl Place {
    /// Region of the Union that holds it.
    pub fn region(self, world: &World) -> Option<usize> {
        match self {
            Place::District(index) => Some(usize::from(world.districts[usize::from(index)].region)),
            Place::Site(index) => Some(usize::from(world.sites[usize::from(index)].region)),
            Place::Satellite(_) => None,
        }
    }

    /// Its name: that of the camp, or of the region with the number of the town or rural district.
    pub fn name(self, world: &World) -> String {
        match self {
            Place::Site(index) => world.sites[usize::from(index)].name.clone(),
            Place::Satellite(index) => world.satellites.countries[usize::from(index)].name.clone(),
            Place::District(index) => district_name(world, usize::from(index)),
        }
    }
}

/// Districts have no names of their own: the region, the settlement and a number.
fn district_name(world: &World, index: usize) -> String {
    let district = &world.districts[index];
    let alike = |other: &&world::District| {
        other.region == district.region && other.settlement == district.settlement
    };
    let number = 1 + world.districts[..index].iter().filter(alike).count();
    let settlement = match district.settlement {
        Settlement::Town => "town",
        Settlement::Village => "rural",
    };
    let region = &world.regions[usize::from(district.region)].name;
    format!("{region}, {settlement} district {number}")
}

/// Something that happened, at full scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// Sort.
    pub kind: Kind,
    /// Where.
    pub place: Place,
    /// Week.
    pub week: u16,
    /// What called people together.
    pub trigger: Trigger,
    /// What they stood for.
    pub direction: Direction,
    /// What the authorities did.
    pub response: Response,
    /// People who took part.
    pub participants: u64,
    /// Dead.
    pub killed: u32,
    /// Wounded.
    pub wounded: u32,
    /// Arrested.
    pub arrested: u32,
}

impl Event {
    /// How strongly it is felt elsewhere: the root of the thousands who took part, so that a
    /// crowd a hundred times as large is felt ten times as strongly. Our assumption.
    pub fn weight(&self) -> f32 {
        (self.participants as f32 * 1e-3).sqrt()
    }
}

/// Unrest that is still felt from a region or a satellite, by direction.
#[derive(Debug, Clone, Copy, PartialEq, Default, Pod, Zeroable)]
#[repr(C)]
pub struct Unrest {
    /// Sum of [`Event::weight`], fading from week to week.
    pub level: [f32; DIRECTIONS],
}

impl Unrest {
    /// Whether anything is left of it.
    pub fn is_felt(&self) -> bool {
        self.level != [0.0; DIRECTIONS]
    }
}

/// Disorder as the leadership sees it.
#[derive(Debug, Clone, Copy, PartialEq, Default, Pod, Zeroable)]
#[repr(C)]
pub struct Disorder {
    /// Sum over last week's events of the root of the thousands who took part; satellites count
    /// with `satellites.disorder`.
    pub last: f32,
    /// The same over the weeks before, each week with three quarters of what is left: about the
    /// last four weeks.
    pub recent: f32,
}

/// Share of the recent disorder that a week leaves.
const RECENT_KEPT: f32 = 0.75;

/// Lets what happened this week be felt from the next one on.
pub fn settle(society: &mut Society) {
    crate::past::note(society);
    let kept = society.parameters.crowds.felt_share;
    tire(society);
    for unrest in &mut society.unrest {
        unrest.level.iter_mut().for_each(|level| *level *= kept);
    }
    let regions = society.world.regions.len();
    let mut last = 0.0;
    for event in &society.happened {
        last += event.weight() * seen_from_above(society, event.kind);
        let at = match (event.kind, event.place) {
            (Kind::Crowd, place) => place.region(&society.world),
            (Kind::SatelliteCrowd, Place::Satellite(country)) => {
                Some(regions + usize::from(country))
            }
            // What happens in a camp stays in the camps, and a crush calls nobody to the street.
            _ => None,
        };
        if let Some(at) = at {
            society.unrest[at].level[event.direction as usize] += event.weight();
        }
    }
    let recent = society.disorder.recent * RECENT_KEPT + last;
    society.disorder = Disorder { last, recent };
}

/// Places rest, and those that had a crowd are the less ready for another.
fn tire(society: &mut Society) {
    let p = society.parameters.crowds;
    let rest = |rested: &mut f32| *rested += (1.0 - *rested) * p.recovery;
    society.rested.iter_mut().for_each(rest);
    for country in &mut society.countries {
        rest(&mut country.rested);
    }
    for event in &society.happened {
        match (event.kind, event.place) {
            (Kind::Crowd, Place::District(at)) => {
                society.rested[usize::from(at)] *= 1.0 - p.exhaustion;
            }
            (Kind::SatelliteCrowd, Place::Satellite(at)) => {
                society.countries[usize::from(at)].rested *= 1.0 - p.exhaustion;
            }
            _ => {}
        }
    }
}

fn seen_from_above(society: &Society, kind: Kind) -> f32 {
    match kind {
        Kind::Crowd | Kind::CampStrike => 1.0,
        Kind::SatelliteCrowd => society.parameters.satellites.disorder,
        Kind::Crush => 0.0,
    }
}

/// Crowds of a week over the country or one region, at full scale.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Toll {
    /// Events by direction.
    pub events: [u64; DIRECTIONS],
    /// People who took part.
    pub participants: u64,
    /// Dead.
    pub killed: u64,
    /// Wounded.
    pub wounded: u64,
    /// Arrested.
    pub arrested: u64,
}

impl Toll {
    /// Adds one event.
    pub fn add(&mut self, event: &Event) {
        self.events[event.direction as usize] += 1;
        self.participants += event.participants;
        self.killed += u64::from(event.killed);
        self.wounded += u64::from(event.wounded);
        self.arrested += u64::from(event.arrested);
    }

    /// The sum over events of a kind, everywhere or in one region.
    pub fn of(events: &[Event], kind: Kind, world: &World, region: Option<usize>) -> Toll {
        let mut toll = Toll::default();
        let here = |event: &&Event| {
            event.kind == kind && region.is_none_or(|own| event.place.region(world) == Some(own))
        };
        events.iter().filter(here).for_each(|event| toll.add(event));
        toll
    }

    /// Number of events.
    pub fn count(&self) -> u64 {
        self.events.iter().sum()
    }
}
