//! People held in camps and colonies.

use bytemuck::{Pod, Zeroable};

use crate::collective::Person;

/// Bits of [`Inmate::category`].
pub mod category {
    /// Convicted for counter-revolutionary crimes.
    pub const POLITICAL: u8 = 1;
    /// With [`POLITICAL`]: convicted as a wartime collaborator.
    pub const COLLABORATOR: u8 = 1 << 1;
    /// Without [`POLITICAL`], the same bit: convicted of an official, economic or lesser military
    /// crime.
    pub const OFFICIAL: u8 = COLLABORATOR;
    /// Serious violence: excluded from amnesties.
    pub const GRAVE: u8 = 1 << 2;
    /// Pregnant.
    pub const PREGNANT: u8 = 1 << 3;
    /// Mother of a young child.
    pub const WITH_CHILD: u8 = 1 << 4;
    /// Incurably ill.
    pub const ILL: u8 = 1 << 5;
    /// A review looked at the case and changed nothing.
    pub const REVIEWED: u8 = 1 << 6;
    /// The term was halved by an amnesty.
    pub const HALVED: u8 = 1 << 7;
}

/// Set in the id of everyone who was held at the start.
pub const INMATE_BIT: u32 = 0x8000_0000;

/// One person in a camp or colony; the person's bytes wait here until the way home.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct Inmate {
    /// Key of the person's draws, the same in every sample: [`INMATE_BIT`] and a number for those
    /// there at the start, else the place the person was taken from.
    pub id: u32,
    /// Full sentence in weeks.
    pub sentence_weeks: u16,
    /// Week in which the term ends, counted from the scenario's first.
    pub term_end: u16,
    /// Index into [`crate::World::sites`].
    pub site: u16,
    /// Index into [`crate::World::districts`]: where home is.
    pub home: u16,
    /// The person.
    pub person: Person,
    /// Bits of [`category`].
    pub category: u8,
    /// Week of arrival; 0 for those who were there at the start. With [`Inmate::id`] it tells
    /// apart two people sentenced from the same place one after the other.
    pub arrival: u16,
}

const _: () = assert!(size_of::<Inmate>() == 28);

/// A camp, or the colonies of a region taken together.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// English name.
    pub name: String,
    /// `ITL`, `special camp` or `colony`.
    pub kind: String,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Index into [`crate::World::regions`] of the nearest region.
    pub region: u16,
    /// Prisoners at the start, in the whole country.
    pub held: u64,
}
