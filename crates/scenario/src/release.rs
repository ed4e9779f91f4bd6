//! Amnesties and reviews as data: predicates over categories and terms, a date and a rate.

use jiff::civil::Date;
use serde::Serialize;

use crate::lever::Lever;
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
    /// Convicted of an official, economic or lesser military crime.
    OfficialCrime(bool),
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
    /// Special settlers are freed from the rules of their settlement.
    LiftSettlement,
}

/// How fast a rule is carried out.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pace {
    /// So many people or cases a week, full scale.
    PerWeek(f64),
    /// So large a share a week of those it still covers: a body that takes up the open cases as
    /// they lie handles fewer as they become fewer.
    ShareOfOpen(f64),
}

impl Pace {
    /// The pace with the number of its parameter.
    pub fn with(self, value: f64) -> Pace {
        match self {
            Pace::PerWeek(_) => Pace::PerWeek(value),
            Pace::ShareOfOpen(_) => Pace::ShareOfOpen(value),
        }
    }

    /// In words, such as `at most 3500 a week`.
    pub fn words(self) -> String {
        match self {
            Pace::PerWeek(number) => format!("at most {number} a week"),
            Pace::ShareOfOpen(share) => format!("{share} of the open cases a week"),
        }
    }

    /// The chance that one of `covered` people is handled this week; `interval` is the number of
    /// people whom each of them stands for.
    pub fn chance(self, covered: f64, interval: f64) -> f64 {
        match self {
            Pace::ShareOfOpen(share) => share,
            Pace::PerWeek(_) if covered <= 0.0 => 0.0,
            Pace::PerWeek(capacity) => (capacity / interval / covered).min(1.0),
        }
    }
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
    /// How fast it is carried out.
    pub pace: Pace,
    /// Lever in whose weeks of one half or more the rule acts, at a pace times the lever's value;
    /// always in force between its days when there is none.
    pub given_if: Option<String>,
    /// Documents or assumption.
    pub basis: Basis,
    /// File and line.
    pub origin: String,
}

impl ReleaseRule {
    /// Whether the rule's lever, if it has one, lets it act on a day.
    pub fn is_given_on(&self, levers: &[Lever], day: Date) -> bool {
        let stands = |id: &String| levers.iter().find(|own| own.id == *id);
        let on = |id| stands(id).is_some_and(|lever| lever.value_on(day) >= 0.5);
        self.given_if.as_ref().is_none_or(on)
    }
}
