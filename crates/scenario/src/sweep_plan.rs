//! A sweep: many runs of one scenario, over a design in parameters, levers, overlays and seeds.

use jiff::civil::Date;
use serde::Serialize;

use crate::DrawSet;

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
    /// Seeds; every point of the design is run with each. Draws go on counting instead, so that no
    /// two of them share their chance.
    pub seeds: Vec<u64>,
    /// Whether each run is kept as a folder of its own, which other verbs take.
    pub folders: bool,
    /// Outcomes (such as `O09.politicals`) and series read from each run.
    pub measures: Vec<String>,
    /// Days at which they are read.
    pub dates: Vec<Date>,
    /// How points are chosen.
    pub design: SweepDesign,
    /// The named set of draws that a design of draws takes its points from.
    pub set: Option<String>,
    /// What varies; of a design of draws known once [`SweepPlan::with_draws`] has read the set.
    pub factors: Vec<Factor>,
}

impl SweepPlan {
    /// The plan with the draws of its set: as many equally weighted ones as it has points, one factor
    /// a parameter.
    #[must_use]
    pub fn with_draws(mut self, set: &DrawSet) -> SweepPlan {
        let SweepDesign::Draws { points } = self.design else {
            return self;
        };
        let picked = set.pick(points);
        let column = |at: usize| picked.iter().map(|row| set.rows[*row][at]).collect();
        let factor = |(at, key): (usize, &String)| Factor {
            name: key.clone(),
            target: Target::Parameter,
            levels: Levels::Values(column(at)),
        };
        self.factors = set.keys.iter().enumerate().map(factor).collect();
        self
    }
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
    /// Draws of a named set, each with seeds of its own.
    Draws {
        /// Equally weighted draws taken from the set.
        points: usize,
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
