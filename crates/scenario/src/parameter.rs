//! Numbers the mechanisms use, each with unit, prior and basis.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::quantity::{Distribution, Quantity};

/// Why a number is what it is.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// Ids in the evidence ledger: source keys, claim ids or data row ids.
    Source(Vec<String>),
    /// No evidence found; the reason for the value chosen.
    Because(String),
}

/// One named number.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Parameter {
    /// Dotted key, e.g. `fear.memory_half_life`.
    pub key: String,
    /// Value used, in `unit`.
    pub value: f64,
    /// Canonical unit, e.g. `years`, `per week`, `share`, `index`.
    pub unit: String,
    /// Prior as written, e.g. `triangular(2, 5, 15) years`.
    pub prior: Option<String>,
    /// What it means, one sentence.
    pub means: String,
    /// Source or stated assumption.
    pub basis: Basis,
    /// Alternatives by source where sources conflict: the switch. Key is the source, value in `unit`.
    pub choices: BTreeMap<String, f64>,
    /// File and line the value came from, e.g. `scenarios/ussr-1953-1964/parameters.toml:41`.
    pub origin: String,
}

impl Parameter {
    /// The prior as a distribution in [`Parameter::unit`], where one is written.
    pub fn distribution(&self) -> Option<Distribution> {
        Quantity::parse(self.prior.as_ref()?).ok()?.distribution
    }
}

/// All parameters by key.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Parameters {
    by_key: BTreeMap<String, Parameter>,
}

impl Parameters {
    /// Adds or replaces a parameter.
    pub fn insert(&mut self, parameter: Parameter) {
        self.by_key.insert(parameter.key.clone(), parameter);
    }

    /// The parameter of this key.
    pub fn get(&self, key: &str) -> Option<&Parameter> {
        self.by_key.get(key)
    }

    /// The value of this key in its canonical unit.
    pub fn value(&self, key: &str) -> Option<f64> {
        self.by_key.get(key).map(|parameter| parameter.value)
    }

    /// All parameters in key order.
    pub fn iter(&self) -> impl Iterator<Item = &Parameter> {
        self.by_key.values()
    }
}
