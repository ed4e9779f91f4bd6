//! Variants of a scenario that was already read: other numbers, another overlay.
//!
//! A variant is a scenario like any other: checked, and with a hash of its own.

use crate::as_read::AsRead;
use crate::files::Files;
use crate::load::{Loaded, load_folder_of};
use crate::nearest::nearest;
use crate::read_parameters::wrong_sum;
use crate::{Scenario, Step, load_as_read};

/// Why a scenario cannot take these numbers.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum VariantError {
    /// A key that the scenario does not have.
    #[error("no parameter has the key `{key}`{}", .nearest.as_ref().map_or(String::new(), |name| format!("; did you mean `{name}`?")))]
    Unknown {
        /// The key.
        key: String,
        /// The nearest there is.
        nearest: Option<String>,
    },
    /// A value that the parameter cannot take.
    #[error("`{key}` cannot be {value} {unit}: it lies from {low} to {high}")]
    OutOfRange {
        /// The key.
        key: String,
        /// The value.
        value: f64,
        /// Its unit.
        unit: String,
        /// Least value.
        low: f64,
        /// Greatest value.
        high: f64,
    },
    /// Shares that no longer make one.
    #[error("{} sum to {sum}, not to 1; give all of them", .keys.join(", "))]
    Shares {
        /// The shares.
        keys: Vec<String>,
        /// Their sum.
        sum: f64,
    },
}

impl Scenario {
    /// The scenario with other parameter values, given in canonical units; releases follow their
    /// rates. The hash changes with any value that does; [`Scenario::as_read`] and
    /// [`Scenario::changes`] stay those of the original.
    ///
    /// # Errors
    /// [`VariantError`] for the first key or value that does not fit: a share lies from 0 to 1, a
    /// number with a prior within its bounds or at 0, which switches it off, shares of one make one.
    pub fn with_parameters(&self, values: &[(String, f64)]) -> Result<Scenario, VariantError> {
        let mut variant = self.clone();
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.hash.as_bytes());
        let mut changed = false;
        for (key, value) in values {
            let mut parameter = self.checked(key, *value)?;
            if parameter.value.to_bits() == value.to_bits() {
                continue;
            }
            parameter.value = *value;
            variant.parameters.insert(parameter);
            hasher.update(key.as_bytes()).update(&value.to_le_bytes());
            changed = true;
        }
        if changed {
            variant.check_shares()?;
            variant.follow_rates();
            variant.hash = format!("b3:{}", hasher.finalize().to_hex());
        }
        Ok(variant)
    }

    /// The scenario with more steps of its levers, each from its day to the next step; a step on a
    /// day that has one takes its place. Levers that it does not have are passed over.
    pub fn with_steps(&self, steps: &[(String, Step)]) -> Scenario {
        let mut variant = self.clone();
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.hash.as_bytes());
        for (id, step) in steps {
            let Some(lever) = variant.levers.iter_mut().find(|lever| lever.id == *id) else {
                continue;
            };
            lever.timeline.retain(|own| own.date != step.date);
            let at = lever.timeline.partition_point(|own| own.date < step.date);
            lever.timeline.insert(at, step.clone());
            let (date, value) = (step.date.to_string(), step.value.to_le_bytes());
            hasher
                .update(id.as_bytes())
                .update(date.as_bytes())
                .update(&value);
        }
        variant.hash = format!("b3:{}", hasher.finalize().to_hex());
        variant
    }

    /// The scenario with one more overlay, an id or a path, on top of its own overlays and settings.
    ///
    /// `files` is the tree that holds `scenarios/` and `evidence/`; what the scenario was read from
    /// is taken as it was then.
    pub fn with_overlay(&self, files: &dyn Files, overlay: &str) -> Loaded {
        let mut as_read = (*self.as_read).clone();
        as_read.request.overlays.push(overlay.to_owned());
        load_folder_of(&as_read, files)
    }

    /// The scenario with more settings of the command line: `key=amount`, `lever@date=setting`,
    /// `choice:conflict=claim`. Reads nothing from disk.
    pub fn with_settings(&self, settings: &[String]) -> Loaded {
        let mut as_read: AsRead = (*self.as_read).clone();
        as_read.request.settings.extend_from_slice(settings);
        load_as_read(&as_read)
    }

    fn checked(&self, key: &str, value: f64) -> Result<crate::Parameter, VariantError> {
        let Some(parameter) = self.parameters.get(key) else {
            let known = self.parameters.iter().map(|own| own.key.as_str());
            return Err(VariantError::Unknown {
                key: key.to_owned(),
                nearest: nearest(key, known).map(str::to_owned),
            });
        };
        let (low, high) = parameter.bounds();
        // Zero switches a mechanism off, whatever its prior.
        let off = value == 0.0 && low >= 0.0;
        if !off && !(low..=high).contains(&value) {
            return Err(VariantError::OutOfRange {
                key: key.to_owned(),
                value,
                unit: parameter.unit.clone(),
                low,
                high,
            });
        }
        Ok(parameter.clone())
    }

    fn check_shares(&self) -> Result<(), VariantError> {
        for keys in &self.shares_of_one {
            if let Some(sum) = wrong_sum(&self.parameters, keys) {
                let keys = keys.clone();
                return Err(VariantError::Shares { keys, sum });
            }
        }
        Ok(())
    }

    /// Lets release rates follow their parameters.
    pub(crate) fn follow_rates(&mut self) {
        for rule in &mut self.releases {
            let rate = self
                .rates
                .get(&rule.id)
                .and_then(|key| self.parameters.value(key));
            rule.pace = rate.map_or(rule.pace, |value| rule.pace.with(value));
        }
    }
}
