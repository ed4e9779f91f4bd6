//! The same moment under another plan: where two branches part.

use std::sync::Arc;

use kernel::checkpoint::{Sections, Snapshot};
use kernel::slab::OutOfMemory;
use world::Plan;

use crate::parameters::Parameters;
use crate::phases::PHASES;
use crate::society::{RestoreError, SetUpError, Society};

/// Why a country cannot go on under another plan.
#[derive(Debug, thiserror::Error)]
pub enum ForkError {
    /// No memory for a second country.
    #[error(transparent)]
    Memory(#[from] OutOfMemory),
    /// The plan lacks something.
    #[error(transparent)]
    SetUp(#[from] SetUpError),
    /// The state does not fit the plan.
    #[error(transparent)]
    Restore(#[from] RestoreError),
}

impl Society {
    /// The same people in the same week, from here on under `plan`: every later draw is the one
    /// that the original makes too. What is not state, such as parameters, is read from the plan.
    ///
    /// # Errors
    /// [`ForkError`] when memory is short or the plan is of another scenario.
    pub fn fork(&self, plan: Arc<Plan>) -> Result<Society, ForkError> {
        let parameters = Parameters::read(&plan).map_err(SetUpError::from)?;
        let look_ups = self.look_ups(&parameters);
        let world = self.world.duplicate()?;
        let with = (self.key.seed(), self.vector);
        let mut fork = Society::assemble(world, plan, parameters, look_ups, with)?;
        fork.recording = self.recording;
        fork.remember(&copy(self.memory()))?;
        Ok(fork)
    }

    /// Computes one phase of the present week, by its number in [`PHASES`]; after the last one the
    /// week ends. Phases in their order are [`Society::step`].
    ///
    /// # Panics
    /// When there is no such phase, or the plan has no further week.
    pub fn step_phase(&mut self, number: usize) {
        assert!(self.week.0 < self.plan.weeks, "the plan has ended");
        if number == 0 {
            self.happened.clear();
        }
        (PHASES[number].run)(self);
        if number + 1 == PHASES.len() {
            self.sum_totals();
            self.week = self.week.next();
        }
    }

    /// Everything that a later week depends on, in memory of its own.
    pub fn snapshot(&self) -> Snapshot {
        copy(self.sections())
    }
}

fn copy(sections: Sections<'_>) -> Snapshot {
    let own = |(name, bytes): (&'static str, &[u8])| (name.to_owned(), bytes.to_vec());
    Snapshot {
        header: String::new(),
        sections: sections.into_iter().map(own).collect(),
    }
}
