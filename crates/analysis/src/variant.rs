//! Variants of a question: the same base and arms under other numbers.

use std::sync::Arc;

use scenario::{Scenario, VariantError};

use crate::doubt::Kind;

/// Other values of parameters, for base and arms alike.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// What kind of doubt it stands for; [`Kind::Chance`] for the default, which changes nothing.
    pub kind: Kind,
    /// Short name, e.g. `draw 3` or `rumour.on = off`.
    pub name: String,
    /// Values by key, in canonical units.
    pub values: Vec<(String, f64)>,
}

impl Variant {
    /// Everything as it stands.
    pub fn default_values() -> Variant {
        Variant {
            kind: Kind::Chance,
            name: "as it stands".to_owned(),
            values: Vec::new(),
        }
    }

    /// This variant with what another one sets: where both set a parameter, the other one counts.
    pub fn under(&self, other: &Variant) -> Variant {
        let untouched = |own: &&(String, f64)| other.values.iter().all(|(key, _)| *key != own.0);
        let own = self.values.iter().filter(untouched);
        Variant {
            values: own.chain(&other.values).cloned().collect(),
            ..other.clone()
        }
    }

    /// The base under this variant.
    ///
    /// # Errors
    /// [`VariantError`] for a value that its parameter cannot take.
    pub fn of(&self, base: &Arc<Scenario>) -> Result<Arc<Scenario>, VariantError> {
        if self.values.is_empty() {
            return Ok(base.clone());
        }
        Ok(Arc::new(base.with_parameters(&self.values)?))
    }

    /// An arm of that base under this variant; numbers that the arm itself changes stay its own.
    ///
    /// # Errors
    /// [`VariantError`] for a value that its parameter cannot take.
    pub fn of_arm(
        &self,
        base: &Scenario,
        arm: &Arc<Scenario>,
    ) -> Result<Arc<Scenario>, VariantError> {
        let left =
            |(key, _): &&(String, f64)| base.parameters.value(key) == arm.parameters.value(key);
        let values: Vec<(String, f64)> = self.values.iter().filter(left).cloned().collect();
        if values.is_empty() {
            return Ok(arm.clone());
        }
        Ok(Arc::new(arm.with_parameters(&values)?))
    }
}

/// Every alternative of every choice between sources that the model uses, one at a time.
fn source_flips(scenario: &Scenario) -> Vec<Variant> {
    let mut flips = Vec::new();
    for parameter in scenario.parameters.iter() {
        for (claim, value) in &parameter.choices {
            if *value != parameter.value {
                flips.push(Variant {
                    kind: Kind::Sources,
                    name: format!("{} by {claim}", parameter.key),
                    values: vec![(parameter.key.clone(), *value)],
                });
            }
        }
    }
    flips
}

/// Every other setting of every switch between rival structures, one at a time.
pub fn structure_flips(scenario: &Scenario) -> Vec<Variant> {
    let mut flips = Vec::new();
    for parameter in scenario.parameters.iter() {
        for (value, setting) in parameter.settings().into_iter().enumerate() {
            let value = value as f64;
            if value != parameter.value {
                flips.push(Variant {
                    kind: Kind::Structure,
                    name: format!("{} = {setting}", parameter.key),
                    values: vec![(parameter.key.clone(), value)],
                });
            }
        }
    }
    flips
}

/// All flips: sources, then structures.
pub fn flips(scenario: &Scenario) -> Vec<Variant> {
    let mut flips = source_flips(scenario);
    flips.extend(structure_flips(scenario));
    flips
}
