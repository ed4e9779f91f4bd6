//! A bundle of runs: one seed and one draw of the parameters each, all of one country.

use std::sync::Arc;

use kernel::Sample;
use scenario::{DrawSet, Scenario, VariantError};

use crate::doubt::Kind;
use crate::ensemble::Member;
use crate::variant::Variant;

/// Runs that differ in seed and parameters.
#[derive(Debug, Clone)]
pub struct Bundle {
    /// Which part of the country.
    pub sample: Sample,
    /// Seed of the first run; the others follow it.
    pub seed: u64,
    /// Parameters of each run.
    pub variants: Vec<Variant>,
}

impl Bundle {
    /// So many runs with the parameters as they stand.
    pub fn as_they_stand(sample: Sample, seed: u64, members: usize) -> Bundle {
        Bundle {
            sample,
            seed,
            variants: vec![Variant::default_values(); members],
        }
    }

    /// So many runs with parameters of a set, each row as often as its weight says.
    pub fn of_set(sample: Sample, seed: u64, set: &DrawSet, members: usize) -> Bundle {
        let variant = |row: usize| Variant {
            kind: Kind::Parameters,
            name: format!("{} {}", set.name, row + 1),
            values: set.values(row),
        };
        Bundle {
            sample,
            seed,
            variants: set.pick(members).into_iter().map(variant).collect(),
        }
    }

    /// So many runs with parameters drawn from their priors.
    pub fn of_priors(sample: Sample, seed: u64, scenario: &Scenario, members: usize) -> Bundle {
        Bundle {
            sample,
            seed,
            variants: crate::draws::from_priors(scenario, members, seed),
        }
    }

    /// Its members under an arm of a base; under the base itself when both are one.
    ///
    /// # Errors
    /// [`VariantError`] for a value that its parameter cannot take.
    pub fn members(
        &self,
        base: &Scenario,
        arm: &Arc<Scenario>,
    ) -> Result<Vec<Member>, VariantError> {
        let numbered = self.variants.iter().zip(self.seed..);
        numbered
            .map(|(variant, seed)| {
                Ok(Member {
                    scenario: variant.of_arm(base, arm)?,
                    sample: self.sample,
                    seed,
                    until: arm.weeks(),
                })
            })
            .collect()
    }
}
