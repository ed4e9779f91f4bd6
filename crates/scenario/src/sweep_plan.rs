//! A sweep: many runs of one scenario, over a design in parameters, levers, overlays and seeds.

use jiff::civil::Date;
use serde::Serialize;

/// A plan of runs, as read.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SweepPlan {
    /// Id; the file's name.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// Scenario id or folder.
    pub scenario: String,
    /// One in so many people is computed.
    pub sample: u32,
    /// Last day of every run; the scenario's own when not given.
    pub until: Option<Date>,
    /// Seeds; every point of the design is run with each.
    pub seeds: Vec<u64>,
    /// Outcomes (such as `O09.politicals`) and series read from each run.
    pub measures: Vec<String>,
    /// Days at which they are read.
    pub dates: Vec<Date>,
    /// How points are chosen.
    pub design: SweepDesign,
    /// What varies.
    pub factors: Vec<Factor>,
}

/// How the points of a sweep are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SweepDesign {
    /// Every combination of the listed values.
    Grid,
    /// The scenario as it is, then each factor at each of its values by itself.
    OneAtATime,
    /// Each factor's range cut into as many slices as there are points, each slice used once.
    LatinHypercube {
        /// Points.
        points: usize,
        /// Seed of the design.
        seed: u64,
    },
    /// Base samples for Sobol' indices: `points * (factors + 2)` points.
    Sobol {
        /// Base samples; a power of two serves best.
        points: usize,
        /// Seed of the design.
        seed: u64,
    },
    /// Walks for elementary effects: `points * (factors + 1)` points.
    Morris {
        /// Walks.
        points: usize,
        /// Seed of the design.
        seed: u64,
    },
}

/// One thing that varies.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Factor {
    /// Name of its column: the key, the lever, or `overlay`.
    pub name: String,
    /// What it sets.
    pub target: Target,
    /// The values it takes.
    pub levels: Levels,
}

/// What a factor sets.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// A parameter.
    Parameter,
    /// A lever, from a day on.
    Lever {
        /// First day of the setting.
        date: Date,
    },
    /// Which overlay is applied.
    Overlay,
}

/// The values a factor takes.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Levels {
    /// Parameter values in the parameter's unit.
    Values(Vec<f64>),
    /// Names of settings or overlays.
    Names(Vec<String>),
    /// Anything between two values.
    Range {
        /// Least.
        low: f64,
        /// Greatest.
        high: f64,
    },
    /// The parameter's own prior.
    Prior(crate::Distribution),
}

impl Levels {
    /// How many listed values there are, `None` for a continuous factor.
    pub fn listed(&self) -> Option<usize> {
        match self {
            Levels::Values(values) => Some(values.len()),
            Levels::Names(names) => Some(names.len()),
            Levels::Range { .. } | Levels::Prior(_) => None,
        }
    }
}
