//! An answer is a paired difference: the same people and the same chance with and without a
//! change, many times over.
//!
//! For each variant (the default, parameter draws, flips of sources and structures) and each seed
//! the base is computed once, and every arm continues its state from the first changed week. What
//! differs after it differs through causes. Beside the answer stand the null check (base continued
//! as itself: exactly zero) and the placebo (the same change a year earlier).

mod gather;
mod placebo;
mod work;

use std::sync::Arc;

use kernel::Sample;
use scenario::Scenario;
use serde::Serialize;
use store::manifest::RecordLine;

use crate::RunError;
use crate::doubt::Doubt;
use crate::ensemble::{Engine, Keep, in_parallel};
use crate::intervals::Intervals;
use crate::outcomes::{Among, Outcome};
use crate::variant::Variant;
use crate::verdict::Verdict;

pub use placebo::a_year_earlier;

/// One changed scenario.
#[derive(Debug, Clone)]
pub struct Arm {
    /// Short name, the overlay's id.
    pub name: String,
    /// The scenario with the change.
    pub scenario: Arc<Scenario>,
}

/// What is compared, how often and how far.
#[derive(Debug, Clone)]
pub struct PairedDesign {
    /// The scenario without the change.
    pub base: Arc<Scenario>,
    /// The scenarios with it.
    pub arms: Vec<Arm>,
    /// Which part of the country.
    pub sample: Sample,
    /// One pair a seed, with everything else as it stands.
    pub seeds: Vec<u64>,
    /// Parameter draws.
    pub draws: Vec<Variant>,
    /// Choices of sources and rival structures.
    pub flips: Vec<Variant>,
    /// Seeds of each draw and flip, the first of `seeds`.
    pub seeds_per_variant: usize,
    /// Weeks computed, counted from the scenario's first day.
    pub until: u16,
    /// What is asked.
    pub outcomes: Vec<&'static Outcome>,
    /// Weeks between two moments of the course over time.
    pub step: u16,
    /// Further weeks at which the window is ended and the difference taken.
    pub at: Vec<u16>,
    /// What outcomes are split by.
    pub among: Vec<Among>,
    /// Whether the same change is tried a year earlier.
    pub placebo: bool,
}

impl PairedDesign {
    /// Sixteen pairs at one person in a thousand to the scenario's end, headline outcomes, with a
    /// placebo and without draws and flips.
    pub fn new(base: Arc<Scenario>, arms: Vec<Arm>) -> PairedDesign {
        PairedDesign {
            until: base.weeks(),
            base,
            arms,
            sample: Sample::one_in(1_000).unwrap_or(Sample::FULL),
            seeds: (1..=16).collect(),
            draws: Vec::new(),
            flips: Vec::new(),
            seeds_per_variant: 4,
            outcomes: crate::outcomes::OUTCOMES
                .iter()
                .filter(|own| own.headline)
                .collect(),
            step: 13,
            at: Vec::new(),
            among: Vec::new(),
            placebo: true,
        }
    }

    /// Runs that it takes when none was computed before, the null check included.
    pub fn runs(&self) -> usize {
        let variants = self.draws.len() + self.flips.len();
        let pairs = self.seeds.len() + variants * self.seeds_per_variant.min(self.seeds.len());
        let placebos = if self.placebo {
            self.seeds.len() * self.arms.len()
        } else {
            0
        };
        pairs * (1 + self.arms.len()) + placebos + 1
    }

    fn keep(&self) -> Keep {
        let needed = self.outcomes.iter().map(|outcome| outcome.keep());
        let asked = Keep {
            regions: self.among.contains(&Among::Regions),
            groups: self.among.iter().any(|own| *own != Among::Regions),
        };
        needed.fold(asked, |all, own| Keep {
            regions: all.regions || own.regions,
            groups: all.groups || own.groups,
        })
    }
}

/// One difference with where it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Difference {
    /// Number of the variant: 0 the default, then draws, then flips.
    pub variant: usize,
    /// Seed.
    pub seed: u64,
    /// Value without the change.
    pub base: f64,
    /// Value with it.
    pub arm: f64,
}

impl Difference {
    /// With the change less without.
    pub fn value(&self) -> f64 {
        self.arm - self.base
    }
}

/// The difference up to a week.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Moment {
    /// First week that it does not cover.
    pub week: u16,
    /// Differences of all pairs.
    pub difference: Intervals,
    /// The base's level.
    pub base: Intervals,
}

/// The differences over a window that ends earlier.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct At {
    /// First week that it does not cover.
    pub week: u16,
    /// Every difference.
    pub differences: Vec<Difference>,
    /// Differences over draws and seeds; over seeds where nothing was drawn.
    pub difference: Option<Intervals>,
}

/// The difference in one region, rank or republic.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// Differences of all pairs.
    pub difference: Intervals,
    /// The base's level.
    pub base: Intervals,
}

/// One variant's differences in short.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct VariantResult {
    /// Its name.
    pub name: String,
    /// Kind of doubt.
    pub kind: crate::doubt::Kind,
    /// Differences of its pairs.
    pub difference: Intervals,
}

/// What one arm does to one outcome.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OutcomeResult {
    /// Id of the outcome.
    pub id: &'static str,
    /// Series that this version does not count; the outcome then has no value.
    pub lacks: Vec<&'static str>,
    /// Every difference.
    pub differences: Vec<Difference>,
    /// Differences over draws and seeds; over seeds where nothing was drawn.
    pub difference: Option<Intervals>,
    /// The base's level.
    pub base: Option<Intervals>,
    /// Half-width of the band within which no difference is visible.
    pub band: f64,
    /// Share of draws (or pairs) with the sign that most have, and that sign.
    pub same_sign: (f64, f64),
    /// The difference over time.
    pub course: Vec<Moment>,
    /// The difference by part, in the order of [`PairedDesign::among`].
    pub parts: Vec<Vec<Part>>,
    /// Each draw and flip.
    pub variants: Vec<VariantResult>,
    /// The difference over windows that end at [`PairedDesign::at`].
    pub at: Vec<At>,
    /// The same change a year earlier, measured over the same window.
    pub placebo: Option<Intervals>,
    /// How the base reproduces the record for this outcome.
    pub record: Vec<RecordLine>,
    /// Where the doubt comes from.
    pub doubt: Doubt,
    /// How sure it is.
    pub verdict: Verdict,
}

/// What one arm does.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ArmResult {
    /// Name of the arm.
    pub name: String,
    /// First week in which it differs from the base; nothing when it never does.
    pub branch: Option<u16>,
    /// In the order of [`PairedDesign::outcomes`].
    pub outcomes: Vec<OutcomeResult>,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PairedResult {
    /// k of the sample 1/k.
    pub sample: u32,
    /// Weeks computed.
    pub until: u16,
    /// Pairs with everything as it stands.
    pub pairs: usize,
    /// Parameter draws.
    pub draws: usize,
    /// Flips of sources.
    pub sources: usize,
    /// Flips of structures.
    pub structures: usize,
    /// In the order of [`PairedDesign::arms`].
    pub arms: Vec<ArmResult>,
    /// Whether the base, continued as itself from the first branch, is the base to the last bit.
    pub null_is_zero: bool,
    /// Hash of the common state at the first branch, of the first pair.
    pub branch_hash: String,
}

/// Computes an answer. `told` hears of every piece of work that is done, with how many there are.
///
/// # Errors
/// [`RunError`] when a country cannot be built or a variant cannot be made; no partial answer.
pub fn paired(
    engine: &Engine,
    design: &PairedDesign,
    told: &(dyn Fn(usize, usize) + Sync),
) -> Result<PairedResult, RunError> {
    let errands = work::errands(design);
    let done = std::sync::atomic::AtomicUsize::new(0);
    let keep = design.keep();
    let work = |number: usize| {
        let cells = work::compute(engine, design, &errands[number], keep);
        let count = done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
        told(count, errands.len());
        cells
    };
    let results = in_parallel(errands.len(), engine.threads(), work)?;
    let mut cells = Vec::new();
    for result in results {
        cells.extend(result?);
    }
    Ok(gather::gather(design, cells))
}
