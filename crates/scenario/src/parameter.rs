//! Numbers the mechanisms use, each with unit, prior and basis.

use std::collections::BTreeMap;
use std::sync::Arc;

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
    /// For a switch between rival structures: the name of each setting, the first that of value 0,
    /// the second that of value 1, and so on; empty for a number that is no switch.
    pub switch: Vec<String>,
    /// File and line the value came from, e.g. `scenarios/ussr-1953-1964/parameters.toml:41`.
    pub origin: String,
}

impl Parameter {
    /// Names of the settings of a switch. A key that ends in `.on` is one without saying so.
    pub fn settings(&self) -> Vec<&str> {
        if self.switch.is_empty() && self.key.ends_with(".on") {
            return vec!["off", "on"];
        }
        self.switch.iter().map(String::as_str).collect()
    }

    /// Least and greatest value it can take: those of a share, of a switch, of its prior.
    pub fn bounds(&self) -> (f64, f64) {
        let settings = self.settings().len();
        if settings > 0 {
            return (0.0, (settings - 1) as f64);
        }
        let (low, high) = self
            .distribution()
            .map_or((f64::NEG_INFINITY, f64::INFINITY), |prior| prior.bounds());
        // A choice by source may lie outside the prior of the one that is used.
        let choices = self.choices.values().copied();
        let (low, high) = choices.fold((low, high), |(low, high), value| {
            (low.min(value), high.max(value))
        });
        if self.unit == "share" {
            return (low.max(0.0), high.min(1.0));
        }
        (low, high)
    }

    /// The prior as a distribution in [`Parameter::unit`], where one is written.
    pub fn distribution(&self) -> Option<Distribution> {
        Quantity::parse(self.prior.as_ref()?).ok()?.distribution
    }
}

/// All parameters by key. Variants of a scenario share those that they leave alone.
#[derive(Debug, Clone, Default)]
pub struct Parameters {
    in_key_order: Vec<Arc<Parameter>>,
}

impl Parameters {
    /// Adds or replaces a parameter.
    pub fn insert(&mut self, parameter: Parameter) {
        match self.place(&parameter.key) {
            Ok(at) => self.in_key_order[at] = Arc::new(parameter),
            Err(at) => self.in_key_order.insert(at, Arc::new(parameter)),
        }
    }

    /// The parameter of this key.
    pub fn get(&self, key: &str) -> Option<&Parameter> {
        let at = self.place(key).ok()?;
        Some(&self.in_key_order[at])
    }

    /// The value of this key in its canonical unit.
    pub fn value(&self, key: &str) -> Option<f64> {
        self.get(key).map(|parameter| parameter.value)
    }

    /// All parameters in key order.
    pub fn iter(&self) -> impl Iterator<Item = &Parameter> {
        self.in_key_order.iter().map(|parameter| &**parameter)
    }

    /// Where a key is, or where it belongs.
    fn place(&self, key: &str) -> Result<usize, usize> {
        self.in_key_order
            .binary_search_by(|parameter| parameter.key.as_str().cmp(key))
    }
}
