//! A typed scenario to a country: people, collectives, districts, regions, camps, leaders; and the
//! week-by-week plan that the rules follow.
//!
//! What a scenario says becomes two things: a [`World`], which the rules change, and a [`Plan`],
//! which they only read.

pub mod apportion;
mod belonging;
mod build;
mod camps;
mod census;
mod cohorts;
pub mod collective;
mod crowded;
mod error;
mod gaps;
pub mod inmate;
mod inputs;
mod layout;
mod leaders;
mod membership;
mod mortality;
mod mould;
mod movement;
mod offices;
mod people;
pub mod place;
pub mod plan;
mod projection;
mod restore;
mod satellites;
mod schedule;
mod shares;

pub use belonging::key_of as republic_key;
pub use build::{Foundation, MemoryEstimate, build, estimate};
pub use collective::{Collective, Person, Rank, Reception, Schooling, Stance, Traits};
pub use crowded::Crowded;
pub use error::BuildError;
pub use gaps::{Gap, gaps};
pub use inmate::{Inmate, Site};
pub use movement::{COLLECTIVES_PER_PRIMARY, FullDistricts};
pub use place::{District, Leader, Office, Region, Settlement, Spell};
pub use plan::{Plan, PlannedEvent, PlannedMessage, PlannedRelease};
pub use restore::RestoreError;
pub use satellites::{SATELLITE_INTERVAL, Satellite, Satellites};

use kernel::{Sample, Slab, checkpoint::Sections};

/// Everything that has a place, and everyone.
#[derive(Debug)]
pub struct World {
    /// Which part of the country this is.
    pub sample: Sample,
    /// Changing state, one block a collective, in order of district.
    pub collectives: Slab<Collective>,
    /// State that is built once, same index.
    pub traits: Slab<Traits>,
    /// Collectives known to have no free place; no part of the state.
    pub crowded: Crowded,
    /// People in camps and colonies.
    pub inmates: Vec<Inmate>,
    /// Camp sites.
    pub sites: Vec<Site>,
    /// Districts in order of region and settlement; their collectives are contiguous.
    pub districts: Vec<District>,
    /// Regions in the order of the table.
    pub regions: Vec<Region>,
    /// Names of the union republics in order of first appearance in the table of regions.
    pub republics: Vec<String>,
    /// Named leaders with their offices.
    pub leaders: Vec<Leader>,
    /// Countries beside the Union, with people of their own.
    pub satellites: Satellites,
}

/// Section of a checkpoint that holds the people of the satellites.
pub(crate) const SATELLITES_SECTION: &str = "satellites";

impl World {
    /// Number in the whole country of a collective: the entity its draws are keyed on.
    pub fn global_collective(&self, local: usize) -> u32 {
        self.sample.global(local as u32)
    }

    /// The same country once more, in memory of its own.
    ///
    /// # Errors
    /// [`kernel::slab::OutOfMemory`] when the system does not give the memory.
    pub fn duplicate(&self) -> Result<World, kernel::slab::OutOfMemory> {
        Ok(World {
            sample: self.sample,
            collectives: self.collectives.duplicate()?,
            traits: self.traits.duplicate()?,
            crowded: Crowded::none(self.collectives.len()),
            inmates: self.inmates.clone(),
            sites: self.sites.clone(),
            districts: self.districts.clone(),
            regions: self.regions.clone(),
            republics: self.republics.clone(),
            leaders: self.leaders.clone(),
            satellites: self.satellites.clone(),
        })
    }

    /// The changing state, for snapshots and hashes.
    pub fn sections(&self) -> Sections<'_> {
        vec![
            (
                "collectives",
                bytemuck::cast_slice(self.collectives.as_slice()),
            ),
            ("traits", bytemuck::cast_slice(self.traits.as_slice())),
            ("inmates", bytemuck::cast_slice(&self.inmates)),
            (
                SATELLITES_SECTION,
                bytemuck::cast_slice(&self.satellites.collectives),
            ),
        ]
    }
}
