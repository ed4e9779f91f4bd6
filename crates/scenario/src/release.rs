//! Amnesties and reviews as data: predicates over categories and terms, a date and a rate.

use jiff::civil::Date;
use serde::Serialize;

use crate::parameter::Basis;

/// One test of a prisoner; a clause is a list of conditions that must all hold.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// Convicted for counter-revolutionary crimes.
    Political(bool),
    /// Full sentence at most so many years.
    TermAtMostYears(f64),
    /// Pregnant.
    Pregnant,
    /// Has a young child.
    WithChild,
    /// Incurably ill.
    Ill,
    /// Younger than so many years.
    Under(f64),
    /// Men older than so many years.
    ManOver(f64),
    /// Women older than so many years.
    WomanOver(f64),
    /// Convicted as a wartime collaborator.
    Collaborator(bool),
    /// Serious violence (banditry, murder): excluded from amnesties.
    GraveCrime(bool),
}

/// What happens to those whom a rule covers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReleaseEffect {
    /// Let go.
    Release,
    /// The remaining term is halved.
    Halve,
    /// The case is looked at: outcomes by the `review.*` parameters.
    Review,
}

/// One amnesty or review.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReleaseRule {
    /// Id, e.g. `amnesty-1953`.
    pub id: String,
    /// Decision it rests on, e.g. `DEC0008`.
    pub decision: String,
    /// First day of releases.
    pub from: Date,
    /// Last day, for reviews that stop.
    pub until: Option<Date>,
    /// Covered if any clause holds entirely.
    pub any: Vec<Vec<Condition>>,
    /// Not covered if any of these clauses holds entirely.
    pub except: Vec<Vec<Condition>>,
    /// What happens.
    pub effect: ReleaseEffect,
    /// People (release, halve) or cases (review) handled per week, full scale.
    pub per_week: f64,
    /// Documents or assumption.
    pub basis: Basis,
    /// File and line.
    pub origin: String,
}
