//! Fitting the parameters to the record: history matching with emulators rules out what cannot be,
//! then approximate Bayesian computation keeps the runs nearest to the record as a named set of draws.
//!
//! Only rows with the role `target` are used, and every parameter has its prior. The same request gives
//! the same draws on any number of threads of one platform. A fit that its budget of time ended is
//! whatever was done by then: no request makes it again, and its provenance names none.

pub mod acceptance;
pub mod emulator;
pub mod history;
mod journal;
pub mod report;
pub mod space;
pub mod target;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use jiff::civil::Date;
use kernel::Sample;
use models::random::Random;
use scenario::{DrawSet, Provenance, Scenario};

pub use acceptance::{Accepted, Marginal};
pub use space::Space;
pub use target::Target;

use crate::RunError;
use crate::ensemble::{Engine, Keep, Member};
use crate::latin_hypercube::latin_hypercube;
use crate::record::Numbers;
use crate::run::{VERSION, weeks_until};
use history::Wave;
use journal::Journal;

/// Candidates drawn for each point that is wanted.
const CANDIDATES: usize = 200;
/// Runs between two looks at the clock and the journal, for each thread.
const BATCH: usize = 4;

/// What is to be fitted, and how long.
#[derive(Debug, Clone)]
pub struct FitRequest {
    /// The scenario.
    pub scenario: Arc<Scenario>,
    /// Name of the set of draws.
    pub name: String,
    /// Keys to be fitted; every parameter with a prior when empty.
    pub keys: Vec<String>,
    /// Part of the country that is run.
    pub sample: Sample,
    /// Waves of runs; the last is accepted from.
    pub waves: usize,
    /// Runs of all waves together.
    pub runs: usize,
    /// Share of the runs that are not ruled out which is let pass.
    pub share: f64,
    /// Seed of everything.
    pub seed: u64,
    /// Last day of the rows that are fitted, and of the runs: later rows stay unseen.
    pub rows_until: Option<Date>,
    /// The command that asks for all this; kept with a set that it makes again.
    pub command: String,
    /// Time after which no further run begins.
    pub budget: Option<Duration>,
    /// Threads.
    pub threads: Option<usize>,
    /// File of the runs, so that a fit goes on where it was stopped.
    pub journal: PathBuf,
    /// Set from outside to stop after the present runs.
    pub stop: Arc<AtomicBool>,
}

/// A fit.
#[derive(Debug, Clone)]
pub struct Fit {
    /// The set of draws.
    pub set: DrawSet,
    /// Its parameters.
    pub space: Space,
    /// Rows fitted.
    pub targets: Vec<Target>,
    /// Runs and share of the prior left, wave by wave.
    pub waves: Vec<WaveSummary>,
    /// What the rows say about each parameter, in the order of the space.
    pub marginals: Vec<Marginal>,
    /// Figures of the accepted runs, one row each, by target.
    pub figures: Vec<Vec<f64>>,
    /// Whether every wave was computed whole.
    pub is_whole: bool,
}

/// What a wave did.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WaveSummary {
    /// Runs computed.
    pub runs: usize,
    /// Share of the prior that is not ruled out after it.
    pub left: f64,
}

/// Why nothing was fitted.
#[derive(Debug, thiserror::Error)]
pub enum FitError {
    /// A run failed.
    #[error(transparent)]
    Run(#[from] RunError),
    /// A parameter cannot take a value of its prior.
    #[error(transparent)]
    Variant(#[from] scenario::VariantError),
    /// The journal cannot be used.
    #[error("the runs cannot be kept in {}: {reason}", path.display())]
    Journal {
        /// File.
        path: PathBuf,
        /// The system's words.
        reason: std::io::Error,
    },
    /// Nothing can be fitted.
    #[error(
        "no parameter has a prior, so none can be fitted; write prior = \"...\" in parameters.toml"
    )]
    NoParameter,
    /// Nothing to fit to.
    #[error("no row with the role target is answered by a run of this sample; take a larger one")]
    NoTarget,
    /// Too little was computed.
    #[error("only {0} runs were computed, too few to fit; give more time or a smaller sample")]
    TooFew(usize),
}

/// Fits; `told` hears of each run that is done and of how many are planned.
///
/// # Errors
/// [`FitError`].
pub fn fit(request: &FitRequest, told: &(dyn Fn(usize, usize) + Sync)) -> Result<Fit, FitError> {
    let mut work = Work::begin(request, told)?;
    let mut random = Random::new(request.seed, "calibration");
    let mut waves: Vec<Wave> = Vec::new();
    let mut summaries = Vec::new();
    let axes = work.space.axes.len();
    let per_wave = (request.runs / request.waves.max(1)).max(1);
    for number in 0..request.waves.max(1) {
        let points = if number == 0 {
            latin_hypercube(axes, per_wave, request.seed)
        } else {
            let candidates = per_wave * CANDIDATES;
            history::kept(
                &waves,
                &work.targets,
                axes,
                per_wave,
                candidates,
                &mut random,
            )
            .points
        };
        let done = work.compute(points)?;
        waves.push(Wave::fit(&work.points, &work.figures, work.targets.len()));
        let looked = history::kept(&waves, &work.targets, axes, per_wave, 2_000, &mut random);
        summaries.push(WaveSummary {
            runs: done,
            left: looked.share,
        });
        if work.out_of_time {
            break;
        }
    }
    work.finish(&waves, summaries)
}

/// A fit under way.
struct Work<'a> {
    request: &'a FitRequest,
    told: &'a (dyn Fn(usize, usize) + Sync),
    space: Space,
    targets: Vec<Target>,
    engine: Engine,
    journal: Journal,
    /// Weeks of each run.
    weeks: u16,
    clock: std::time::Instant,
    points: Vec<Vec<f64>>,
    figures: Vec<Vec<f64>>,
    out_of_time: bool,
}

impl<'a> Work<'a> {
    fn begin(
        request: &'a FitRequest,
        told: &'a (dyn Fn(usize, usize) + Sync),
    ) -> Result<Work<'a>, FitError> {
        let clock = std::time::Instant::now();
        let space = Space::of(&request.scenario, &request.keys);
        if space.axes.is_empty() {
            return Err(FitError::NoParameter);
        }
        let engine = Engine::default().with_threads(request.threads);
        let weeks = weeks_until(&request.scenario, request.rows_until)?;
        let pilot = Member {
            scenario: request.scenario.clone(),
            sample: request.sample,
            seed: request.seed,
            until: weeks,
        };
        let course = engine.simulate(&pilot, Keep::default())?;
        let interval = request.sample.interval();
        let numbers = Numbers::of_trajectory(&request.scenario, &course, interval);
        let targets = target::targets(&request.scenario, &numbers, request.rows_until);
        if targets.is_empty() {
            return Err(FitError::NoTarget);
        }
        let journal = Journal::open(
            &request.journal,
            &identity(request, &space, &targets, weeks),
        )
        .map_err(|reason| FitError::Journal {
            path: request.journal.clone(),
            reason,
        })?;
        Ok(Work {
            request,
            told,
            space,
            targets,
            engine,
            journal,
            weeks,
            clock,
            points: Vec::new(),
            figures: Vec::new(),
            out_of_time: false,
        })
    }

    /// Computes runs at points until time is up; returns how many.
    fn compute(&mut self, points: Vec<Vec<f64>>) -> Result<usize, FitError> {
        let threads = self
            .request
            .threads
            .unwrap_or_else(rayon::current_num_threads);
        let mut done = 0;
        for batch in points.chunks(threads * BATCH) {
            let late = self
                .request
                .budget
                .is_some_and(|budget| self.clock.elapsed() >= budget);
            if late || self.request.stop.load(Ordering::Relaxed) {
                self.out_of_time = true;
                break;
            }
            self.compute_batch(batch)?;
            done += batch.len();
        }
        Ok(done)
    }

    fn compute_batch(&mut self, batch: &[Vec<f64>]) -> Result<(), FitError> {
        let first = self.points.len();
        let mut members = Vec::new();
        for (at, point) in batch.iter().enumerate() {
            if self.journal.known(first + at).is_none() {
                members.push((first + at, self.member(first + at, point)?));
            }
        }
        let (numbers, members): (Vec<usize>, Vec<Member>) = members.into_iter().unzip();
        let runs = self.engine.simulate_all(&members, Keep::default(), &|_| {});
        for (number, run) in numbers.into_iter().zip(runs) {
            let interval = self.request.sample.interval();
            let own = Numbers::of_trajectory(&self.request.scenario, &*run?, interval);
            let figures = target::figures(&self.targets, &own);
            self.journal
                .add(number, figures)
                .map_err(|reason| FitError::Journal {
                    path: self.request.journal.clone(),
                    reason,
                })?;
        }
        for (at, point) in batch.iter().enumerate() {
            let figures = self.journal.known(first + at).cloned().unwrap_or_default();
            self.points.push(point.clone());
            self.figures.push(figures);
        }
        (self.told)(self.points.len(), self.request.runs);
        Ok(())
    }

    /// A run at a point; each has a seed of its own, so that chance is part of what is fitted.
    fn member(&self, number: usize, point: &[f64]) -> Result<Member, FitError> {
        let values = self.space.values(point);
        Ok(Member {
            scenario: Arc::new(self.request.scenario.with_parameters(&values)?),
            sample: self.request.sample,
            seed: self.request.seed + 1 + number as u64,
            until: self.weeks,
        })
    }

    fn finish(self, waves: &[Wave], summaries: Vec<WaveSummary>) -> Result<Fit, FitError> {
        let Some(last) = waves.last().filter(|_| self.points.len() >= 4) else {
            return Err(FitError::TooFew(self.points.len()));
        };
        let plausible: Vec<usize> = (0..self.points.len())
            .filter(|run| {
                let of = |wave: &Wave| wave.implausibility(&self.targets, &self.points[*run]);
                waves.iter().all(|wave| of(wave) <= history::CUT)
            })
            .collect();
        // Where the emulators rule every run out, all are looked at: distance decides.
        let pool: Vec<usize> = if plausible.len() >= 4 {
            plausible
        } else {
            (0..self.points.len()).collect()
        };
        let chance = last.chance();
        let distance =
            |run: &usize| acceptance::distance(&self.targets, &chance, &self.figures[*run]);
        let distances: Vec<f64> = pool.iter().map(distance).collect();
        let mut accepted = acceptance::accept(&distances, self.request.share);
        for run in &mut accepted.runs {
            *run = pool[*run];
        }
        Ok(self.fitted(accepted, summaries))
    }

    fn fitted(self, accepted: Accepted, waves: Vec<WaveSummary>) -> Fit {
        let points: Vec<Vec<f64>> = accepted
            .runs
            .iter()
            .map(|run| self.points[*run].clone())
            .collect();
        let marginals: Vec<Marginal> = (0..self.space.axes.len())
            .filter_map(|axis| Marginal::of(&points, &accepted.weights, axis))
            .collect();
        let rows = points.iter().map(|point| {
            let values = self.space.values(point).into_iter();
            values.map(|(_, value)| value).collect()
        });
        let mut set = DrawSet {
            name: self.request.name.clone(),
            provenance: Provenance::default(),
            keys: self
                .space
                .axes
                .iter()
                .map(|axis| axis.key.clone())
                .collect(),
            rows: rows.collect(),
            weights: accepted.weights.clone(),
        };
        set.provenance = self.provenance(&set, &accepted, &marginals);
        Fit {
            set,
            targets: self.targets,
            marginals,
            waves,
            figures: accepted
                .runs
                .iter()
                .map(|run| self.figures[*run].clone())
                .collect(),
            is_whole: !self.out_of_time,
            space: self.space,
        }
    }

    fn method(&self) -> String {
        let (waves, planned) = (self.request.waves, self.request.runs);
        let stopped = if self.out_of_time {
            let done = self.points.len();
            format!("; stopped after {done} of {planned} runs, so that no command makes it again")
        } else {
            String::new()
        };
        format!(
            "history matching in {waves} waves with Gaussian-process emulators, then rejection of all but the nearest runs{stopped}"
        )
    }

    fn provenance(&self, set: &DrawSet, accepted: &Accepted, marginals: &[Marginal]) -> Provenance {
        let unidentified = self.space.axes.iter().zip(marginals);
        Provenance {
            name: set.name.clone(),
            scenario: self.request.scenario.id.clone(),
            scenario_hash: self.request.scenario.hash.clone(),
            program: VERSION.to_owned(),
            method: self.method(),
            command: if self.out_of_time {
                String::new()
            } else {
                self.request.command.clone()
            },
            rows_until: self.request.rows_until.map(|day| day.to_string()),
            sample: self.request.sample.interval(),
            seed: self.request.seed,
            runs: self.points.len(),
            distance: accepted.distance,
            acceptance: accepted.acceptance,
            effective_size: set.effective_size(),
            fitted_to: self.targets.iter().map(|own| own.row.id.clone()).collect(),
            unidentified: unidentified
                .filter(|(_, marginal)| !marginal.is_identified())
                .map(|(axis, _)| axis.key.clone())
                .collect(),
        }
    }
}

/// What the figures of a run depend on, in one line.
fn identity(request: &FitRequest, space: &Space, targets: &[Target], weeks: u16) -> String {
    let keys: Vec<&str> = space.axes.iter().map(|axis| axis.key.as_str()).collect();
    let rows: Vec<&str> = targets.iter().map(|own| own.row.id.as_str()).collect();
    let all = format!(
        "{VERSION} {} 1/{} weeks {weeks} seed {} waves {} runs {} {} {}",
        request.scenario.hash,
        request.sample.interval(),
        request.seed,
        request.waves,
        request.runs,
        keys.join(" "),
        rows.join(" ")
    );
    format!("ottepel-fit/1 {}", blake3::hash(all.as_bytes()).to_hex())
}
