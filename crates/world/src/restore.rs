//! Putting a snapshot's bytes back into a world of the same shape.

use kernel::checkpoint::Snapshot;

use crate::inmate::Inmate;
use crate::{Crowded, SATELLITES_SECTION, World};

/// Why a snapshot does not fit this world.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RestoreError {
    /// A part of the state is not there.
    #[error("the checkpoint has no section `{0}`; it was not written by a run of this program")]
    NoSection(&'static str),
    /// A part has the wrong length.
    #[error(
        "section `{section}` of the checkpoint has {found} bytes where this world has {expected}; \
         it belongs to another sample or scenario"
    )]
    Length {
        /// Section.
        section: &'static str,
        /// Bytes found.
        found: usize,
        /// Bytes this world has.
        expected: usize,
    },
    /// The list of prisoners is cut within one of them.
    #[error("section `inmates` has {0} bytes, not a whole number of prisoners")]
    CutInmate(usize),
    /// A prisoner's site or home does not exist.
    #[error(
        "prisoner {id:#x} of the checkpoint is at site {site} with home {home}, which this world does not have"
    )]
    UnknownPlace {
        /// Prisoner.
        id: u32,
        /// Site index.
        site: u16,
        /// District index.
        home: u16,
    },
}

impl World {
    /// Takes over the state of a snapshot: collectives, traits, inmates and the people of the satellites.
    ///
    /// # Errors
    /// [`RestoreError`]; the world is then as it was before.
    pub fn restore(&mut self, snapshot: &Snapshot) -> Result<(), RestoreError> {
        let collectives = section(snapshot, "collectives")?;
        let traits = section(snapshot, "traits")?;
        let inmates = self.inmates_of(section(snapshot, "inmates")?)?;
        let own_collectives: &mut [u8] = bytemuck::cast_slice_mut(self.collectives.as_mut_slice());
        let own_traits: &mut [u8] = bytemuck::cast_slice_mut(self.traits.as_mut_slice());
        same_length("collectives", collectives, own_collectives)?;
        let own_abroad: &mut [u8] = bytemuck::cast_slice_mut(&mut self.satellites.collectives);
        let abroad = section(snapshot, SATELLITES_SECTION)?;
        same_length("traits", traits, own_traits)?;
        same_length(SATELLITES_SECTION, abroad, own_abroad)?;
        own_abroad.copy_from_slice(abroad);
        own_collectives.copy_from_slice(collectives);
        own_traits.copy_from_slice(traits);
        self.inmates = inmates;
        self.crowded = Crowded::none(self.collectives.len());
        Ok(())
    }

    fn inmates_of(&self, bytes: &[u8]) -> Result<Vec<Inmate>, RestoreError> {
        let records = bytes.chunks_exact(size_of::<Inmate>());
        if !records.remainder().is_empty() {
            return Err(RestoreError::CutInmate(bytes.len()));
        }
        let inmates: Vec<Inmate> = records.map(bytemuck::pod_read_unaligned).collect();
        let placed = |inmate: &&Inmate| {
            usize::from(inmate.site) < self.sites.len()
                && usize::from(inmate.home) < self.districts.len()
        };
        match inmates.iter().find(|inmate| !placed(inmate)) {
            None => Ok(inmates),
            Some(lost) => Err(RestoreError::UnknownPlace {
                id: lost.id,
                site: lost.site,
                home: lost.home,
            }),
        }
    }
}

fn section<'a>(snapshot: &'a Snapshot, name: &'static str) -> Result<&'a [u8], RestoreError> {
    snapshot.section(name).ok_or(RestoreError::NoSection(name))
}

fn same_length(section: &'static str, found: &[u8], own: &[u8]) -> Result<(), RestoreError> {
    if found.len() == own.len() {
        return Ok(());
    }
    Err(RestoreError::Length {
        section,
        found: found.len(),
        expected: own.len(),
    })
}
