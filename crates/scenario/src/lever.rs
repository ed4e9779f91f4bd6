//! Policies that dated decisions set: one number over time, each value a named setting.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::parameter::Basis;

/// A named value of a lever with what it means and what it leans on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Setting {
    /// Name, e.g. `as-1961`.
    pub name: String,
    /// Value in the lever's unit.
    pub value: f64,
    /// What it means in the model, one sentence.
    pub means: String,
    /// Documents or assumption.
    pub basis: Basis,
}

/// The lever takes a setting from a day on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Step {
    /// Day the decision was taken; it acts in the week that holds it.
    pub date: Date,
    /// Name of the setting.
    pub setting: String,
    /// Value, equal to the named setting's.
    pub value: f64,
    /// Who decided.
    pub actor: String,
    /// Documents or assumption; data row ids such as `DEC0046` are sources.
    pub basis: Basis,
    /// File and line.
    pub origin: String,
}

/// One policy.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Lever {
    /// Dotted id, e.g. `line.instruction_clarity`.
    pub id: String,
    /// What it is, one sentence.
    pub means: String,
    /// Unit and range, e.g. `index 0 to 1`.
    pub unit: String,
    /// Named settings.
    pub settings: BTreeMap<String, Setting>,
    /// Steps in date order; the first is at the scenario's start.
    pub timeline: Vec<Step>,
}

impl Lever {
    /// Value in force on a day: the last step not after it.
    pub fn value_on(&self, day: Date) -> f64 {
        let in_force = self.timeline.iter().rev().find(|step| step.date <= day);
        in_force
            .or(self.timeline.first())
            .map_or(0.0, |step| step.value)
    }

    /// Name of the setting in force on a day.
    pub fn setting_on(&self, day: Date) -> &str {
        let in_force = self.timeline.iter().rev().find(|step| step.date <= day);
        in_force
            .or(self.timeline.first())
            .map_or("", |step| &step.setting)
    }

    /// Least and greatest value, as [`Lever::unit`] states them.
    pub fn range(&self) -> Option<(f64, f64)> {
        let (low, high) = self.unit.split_once(' ')?.1.split_once(" to ")?;
        Some((low.parse().ok()?, high.parse().ok()?))
    }
}
