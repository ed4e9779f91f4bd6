//! Sweeps: many runs of one scenario over a design, resumable, each run its own row.
//!
//! A [`Sweep`] is a plan laid out: points times seeds. [`execute()`] computes the runs that a
//! folder does not have yet, one a thread, and notes each as soon as it is done; [`write_tables()`]
//! makes Parquet tables of the journal, whose content does not depend on threads, order or attempts.
//! A run that fails is a row with its reason.

mod design;
mod execute;
mod folders;
mod indices;
mod tables;

pub use design::{Kind, Level, Point, Points, points};
pub use execute::{Attempt, Executed, SweepProgress, again, estimate_seconds, execute};
pub use indices::{Finding, Found, indices};
pub use tables::write_tables;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use kernel::Sample;
use models::sensitivity::InvalidDesign;
use scenario::sweep_plan::{SweepDesign, Target};
use scenario::{AS_RECORDED, Scenario, SweepPlan};
use store::sweep_folder::SweepIdentity;

use crate::ensemble::{Keep, Member, Trajectory};
use crate::outcomes::Outcome;
use crate::run::{VERSION, weeks_until};

/// Weeks before a day over which an outcome is read.
const WINDOW: u16 = 52;

/// Why a plan cannot be laid out.
#[derive(Debug, thiserror::Error)]
pub enum SweepError {
    /// The design does not fit its factors.
    #[error(transparent)]
    Design(#[from] InvalidDesign),
    /// Nothing of this name is counted.
    #[error("there is no outcome or series `{name}`{}", .nearest.as_ref().map_or(String::new(), |name| format!("; did you mean `{name}`?")))]
    Measure {
        /// The name.
        name: String,
        /// The nearest there is.
        nearest: Option<String>,
    },
    /// A scenario of the plan cannot be read.
    #[error("{what}: {reason}")]
    Scenario {
        /// Overlays and settings.
        what: String,
        /// Why.
        reason: String,
    },
    /// The days do not fit.
    #[error(transparent)]
    Run(#[from] crate::RunError),
}

/// Something read from a run.
#[derive(Debug, Clone)]
pub enum Measured {
    /// An outcome over the year that ends on the day.
    Outcome(&'static Outcome),
    /// A series at its last count on or before the day.
    Series(&'static rules::Series),
}

impl Measured {
    /// The outcome or series of this name.
    fn find(name: &str) -> Result<Measured, SweepError> {
        if let Some(outcome) = Outcome::find(name) {
            return Ok(Measured::Outcome(outcome));
        }
        if let Some(series) = rules::SERIES.iter().find(|series| series.name == name) {
            return Ok(Measured::Series(series));
        }
        let outcomes = crate::outcomes::OUTCOMES.iter().map(|own| own.id);
        let series = rules::SERIES.iter().map(|own| own.name);
        let nearest = scenario::nearest(name, outcomes.chain(series)).map(str::to_owned);
        Err(SweepError::Measure {
            name: name.to_owned(),
            nearest,
        })
    }

    /// Its name in tables.
    pub fn name(&self) -> &'static str {
        match self {
            Measured::Outcome(outcome) => outcome.id,
            Measured::Series(series) => series.name,
        }
    }

    /// Its unit.
    pub fn unit(&self) -> &'static str {
        match self {
            Measured::Outcome(outcome) => outcome.unit,
            Measured::Series(series) => series.unit,
        }
    }

    /// What it is, in words.
    pub fn means(&self) -> &'static str {
        match self {
            Measured::Outcome(outcome) => outcome.means,
            Measured::Series(series) => series.meaning,
        }
    }

    fn keep(&self) -> Keep {
        match self {
            Measured::Outcome(outcome) => outcome.keep(),
            Measured::Series(_) => Keep::default(),
        }
    }

    fn value(&self, trajectory: &Trajectory, window: Range<u16>) -> Option<f64> {
        match self {
            Measured::Outcome(outcome) => outcome.value(trajectory, window),
            Measured::Series(series) => trajectory.latest(series.name, window.end.checked_sub(1)?),
        }
    }
}

/// A plan laid out.
#[derive(Debug)]
pub struct Sweep {
    /// The plan.
    pub plan: SweepPlan,
    /// The points.
    pub points: Points,
    /// What is read from each run.
    pub measured: Vec<Measured>,
    /// Scenario by point.
    scenarios: Vec<Arc<Scenario>>,
    /// Which part of the country.
    sample: Sample,
    /// Weeks of each run.
    weeks: u16,
    /// First and past-the-last week of each day's window.
    windows: Vec<Range<u16>>,
}

/// Reads the scenario with some overlays and settings.
pub type Load<'a> = &'a dyn Fn(&[String], &[String]) -> Result<Scenario, String>;

impl Sweep {
    /// Lays out a plan; `load` reads the scenario with the overlays and settings of a point.
    ///
    /// # Errors
    /// [`SweepError`] for the first thing that does not fit.
    pub fn new(plan: SweepPlan, load: Load<'_>) -> Result<Sweep, SweepError> {
        let points = design::points(plan.design, &plan.factors)?;
        let measured = plan.measures.iter().map(|name| Measured::find(name));
        let measured = measured.collect::<Result<Vec<_>, _>>()?;
        let mut known = BTreeMap::new();
        let scenarios = points
            .points
            .iter()
            .map(|point| scenario_at(&plan, point, load, &mut known));
        let scenarios = scenarios.collect::<Result<Vec<_>, _>>()?;
        let Some(first) = scenarios.first().cloned() else {
            return Err(InvalidDesign::Samples(0).into());
        };
        let sample = Sample::one_in(plan.sample).map_err(|error| SweepError::Scenario {
            what: "sample".to_owned(),
            reason: error.to_string(),
        })?;
        Ok(Sweep {
            sample,
            weeks: weeks_until(&first, plan.until)?,
            windows: plan.dates.iter().map(|day| window(&first, *day)).collect(),
            points,
            measured,
            scenarios,
            plan,
        })
    }

    /// Runs of the whole sweep: points times seeds.
    pub fn runs(&self) -> u32 {
        (self.points.points.len() * self.plan.seeds.len()) as u32
    }

    /// Point and seed of a run.
    pub fn place_of(&self, run: u32) -> (usize, u64) {
        let seeds = self.plan.seeds.len();
        let (point, own) = (run as usize / seeds, run as usize % seeds);
        // Draws that shared a seed would share their chance, and an interval over them lack it.
        let draws_before = match self.plan.design {
            SweepDesign::Draws { .. } => (point * seeds) as u64,
            _ => 0,
        };
        (point, draws_before + self.plan.seeds[own])
    }

    /// Weeks of each run.
    pub fn weeks(&self) -> u16 {
        self.weeks
    }

    /// The run of this number.
    pub fn member(&self, run: u32) -> Member {
        let (point, seed) = self.place_of(run);
        Member {
            scenario: self.scenarios[point].clone(),
            sample: self.sample,
            seed,
            until: self.weeks,
        }
    }

    /// What must be kept of each run.
    fn keep(&self) -> Keep {
        self.measured.iter().fold(Keep::default(), |all, own| {
            let own = own.keep();
            Keep {
                regions: all.regions || own.regions,
                groups: all.groups || own.groups,
            }
        })
    }

    /// Values in the order of measures, then days.
    fn read(&self, trajectory: &Trajectory) -> Vec<Option<f64>> {
        let days = |own: &Measured| {
            let value = |window: &Range<u16>| {
                own.value(trajectory, window.clone())
                    .filter(|value| value.is_finite())
            };
            self.windows.iter().map(value).collect::<Vec<_>>()
        };
        self.measured.iter().flat_map(days).collect()
    }

    /// All that decides the numbers.
    pub fn identity(&self) -> SweepIdentity {
        let mut hasher = blake3::Hasher::new();
        self.scenarios.iter().for_each(|own| {
            hasher.update(own.hash.as_bytes());
        });
        let plan = serde_json::to_string(&self.plan).unwrap_or_default();
        SweepIdentity {
            sweep: self.plan.id.clone(),
            program: VERSION.to_owned(),
            scenario: hasher.finalize().to_hex().to_string(),
            plan: blake3::hash(plan.as_bytes()).to_hex().to_string(),
            runs: self.runs(),
            sample: self.plan.sample,
        }
    }
}

/// The year that ends in the week of a day.
fn window(scenario: &Scenario, day: Date) -> Range<u16> {
    let end = scenario.calendar().weeks_until(day);
    end.saturating_sub(WINDOW)..end
}

/// The scenario of a point. Texts are read once for each combination of overlays and settings.
fn scenario_at(
    plan: &SweepPlan,
    point: &Point,
    load: Load<'_>,
    known: &mut BTreeMap<String, Arc<Scenario>>,
) -> Result<Arc<Scenario>, SweepError> {
    let (mut overlays, mut settings, mut values) = (Vec::new(), Vec::new(), Vec::new());
    for (factor, level) in plan.factors.iter().zip(point) {
        match (&factor.target, level) {
            (Target::Overlay, Some(Level::Name(name))) if name != AS_RECORDED => {
                overlays.push(name.clone())
            }
            (Target::Lever { date }, Some(Level::Name(name))) => {
                settings.push(format!("{}@{date}={name}", factor.name));
            }
            (Target::Parameter, Some(Level::Value(value))) => {
                values.push((factor.name.clone(), *value))
            }
            _ => {}
        }
    }
    let what = overlays
        .iter()
        .chain(&settings)
        .cloned()
        .collect::<Vec<_>>()
        .join(" ");
    let problem = |reason: String| SweepError::Scenario {
        what: what.clone(),
        reason,
    };
    let base = match known.get(&what) {
        Some(base) => base.clone(),
        None => {
            let loaded = Arc::new(load(&overlays, &settings).map_err(problem)?);
            known.insert(what.clone(), loaded.clone());
            loaded
        }
    };
    if values.is_empty() {
        return Ok(base);
    }
    if plan.folders {
        // A run folder keeps its scenario as text, so the values must be part of the text.
        settings.extend(values.iter().map(|(key, value)| {
            let unit = base.parameters.get(key).map_or("", |own| own.unit.as_str());
            format!("{key}={value} {unit}")
        }));
        return load(&overlays, &settings).map(Arc::new).map_err(problem);
    }
    let variant = base
        .with_parameters(&values)
        .map_err(|error| problem(error.to_string()))?;
    Ok(Arc::new(variant))
}
