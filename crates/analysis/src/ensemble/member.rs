//! One run of an ensemble: everything that decides its bits.

use std::sync::Arc;

use kernel::Sample;
use scenario::Scenario;

use crate::run::VERSION;

/// One run of an ensemble.
#[derive(Debug, Clone)]
pub struct Member {
    /// What is run, overlays and parameter values included.
    pub scenario: Arc<Scenario>,
    /// Which part of the country.
    pub sample: Sample,
    /// Seed of all draws. Members with the same seed share every draw that they both make.
    pub seed: u64,
    /// Weeks computed, counted from the scenario's first day.
    pub until: u16,
}

impl Member {
    /// The same run under another scenario.
    pub fn under(&self, scenario: &Arc<Scenario>) -> Member {
        Member {
            scenario: scenario.clone(),
            ..self.clone()
        }
    }

    /// The same run, ended after so many weeks.
    pub fn until(&self, weeks: u16) -> Member {
        Member {
            until: weeks,
            ..self.clone()
        }
    }

    /// Content address: BLAKE3 of scenario, sample, seed, weeks and program version. Two members
    /// with one key have the same bits.
    pub fn key(&self) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        for part in [VERSION, &self.scenario.hash] {
            hasher.update(part.as_bytes()).update(b"\n");
        }
        hasher
            .update(&self.sample.interval().to_le_bytes())
            .update(&self.seed.to_le_bytes())
            .update(&self.until.to_le_bytes());
        hasher.finalize()
    }
}
