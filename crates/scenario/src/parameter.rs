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
