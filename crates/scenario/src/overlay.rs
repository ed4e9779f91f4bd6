//! What an overlay asks, changes and expects.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::parameter::Basis;

/// Why an overlay exists.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Purpose {
    /// The question in one sentence.
    pub asks: String,
    /// Who raised it.
    pub raised_by: Option<String>,
    /// What changes and what does not.
    pub minimal: Option<String>,
    /// Why the change was possible then.
    pub cotenable: Option<String>,
}

/// One change as it was applied.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// Lever id, parameter key, release id or conflict id.
    pub target: String,
    /// Day of a changed decision.
    pub date: Option<Date>,
    /// Setting or value before.
    pub from: String,
    /// Setting or value after.
    pub to: String,
    /// Who decides differently; empty for parameters and switches.
    pub actor: String,
    /// Documents or assumption.
    pub basis: Basis,
    /// File and line, or the setting of the command line.
    pub origin: String,
}

/// A named set of changes to a scenario.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Overlay {
    /// Id, e.g. `as-1961`.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// Language of the texts, e.g. `en`.
    pub language: Option<String>,
    /// What it is for.
    pub question: Option<Purpose>,
    /// What it changed, in file order.
    pub changes: Vec<Change>,
    /// What its author expected before running: outcome at a time, and `rises`, `falls`, ...
    pub expect: BTreeMap<String, String>,
}
