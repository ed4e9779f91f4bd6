//! An answer is a paired difference: the same people and the same chance with and without a
//! change, many times over.
//!
//! A pair is a seed with a draw of the parameters. Of each pair the base is computed once, and every
//! arm continues its state from the first changed week; what differs after it differs through
//! causes. Some pairs are computed again under each flip of a source or structure. Beside the answer
//! stand the null check (base continued as itself: exactly zero) and the placebo (the same change a
//! year earlier).

mod gather;
mod placebo;
mod rare;
mod work;

use std::sync::Arc;

use kernel::Sample;
use scenario::Scenario;
use serde::Serialize;
use store::manifest::RecordLine;

use crate::RunError;
use crate::doubt::Doubt;
use crate::ensemble::{Engine, Keep, Member, in_parallel};
use crate::intervals::Intervals;
use crate::outcomes::{Among, Outcome};
use crate::variant::Variant;
use crate::verdict::Verdict;

pub use placebo::a_year_earlier;
pub use rare::is_rare;

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
    /// One pair a seed.
    pub seeds: Vec<u64>,
    /// Parameters of the pairs, taken in turn; as they stand where there are none. With fewer draws
    /// than pairs some draws are seen under two seeds, which tells chance from parameters.
    pub draws: Vec<Variant>,
    /// Choices of sources and rival structures, each tried on top of the draws of its pairs.
    pub flips: Vec<Variant>,
    /// Pairs of each flip, the first of all.
    pub pairs_per_flip: usize,
    /// Arms that are tried under flips, the first of all.
    pub flipped_arms: usize,
    /// First week of what is measured over time, the same for every arm; the week in which an arm
    /// parts from the base, for each its own, where there is none.
    pub from: Option<u16>,
    /// Weeks computed, counted from the scenario's first day.
    pub until: u16,
    /// First week after the window of the answer, where it ends before the last week computed.
    pub judged: Option<u16>,
    /// What is asked.
    pub outcomes: Vec<&'static Outcome>,
    /// Weeks between two moments of the course over time.
    pub step: u16,
    /// Further weeks at which the window is ended and the difference taken.
    pub at: Vec<u16>,
    /// What outcomes are split by.
    pub among: Vec<Among>,
    /// Where the same change is tried a year earlier.
    pub placebo: Placebos,
}

/// Of how many arms, and in how many pairs, the same change is tried a year earlier: the first ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placebos {
    /// Arms.
    pub arms: usize,
    /// Pairs.
    pub pairs: usize,
}

impl Placebos {
    /// Nowhere.
    pub const NONE: Placebos = Placebos { arms: 0, pairs: 0 };
    /// Every arm, in as many pairs as show whether the occasion matters: a placebo begins a year
    /// before its arm, so that it costs more than the pair that it stands beside.
    pub const USUAL: Placebos = Placebos {
        arms: usize::MAX,
        pairs: 4,
    };
}

impl PairedDesign {
    /// Sixteen pairs at one person in a thousand to the scenario's end, headline outcomes, with the
    /// usual placebos and without draws and flips.
    pub fn new(base: Arc<Scenario>, arms: Vec<Arm>) -> PairedDesign {
        PairedDesign {
            until: base.weeks(),
            judged: None,
            base,
            arms,
            sample: Sample::one_in(1_000).unwrap_or(Sample::FULL),
            seeds: (1..=16).collect(),
            draws: Vec::new(),
            flips: Vec::new(),
            pairs_per_flip: 4,
            flipped_arms: usize::MAX,
            from: None,
            outcomes: crate::outcomes::OUTCOMES
                .iter()
                .filter(|own| own.headline)
                .collect(),
            step: 13,
            at: Vec::new(),
            among: Vec::new(),
            placebo: Placebos::USUAL,
        }
    }

    /// Runs that it takes when none was computed before, the null check included.
    pub fn runs(&self) -> usize {
        let (pairs, arms) = (self.seeds.len(), self.arms.len());
        let flipped = self.flips.len() * self.pairs_per_flip.min(pairs);
        let placebos = self.placebo.pairs.min(pairs) * self.placebo.arms.min(arms);
        pairs * (1 + arms) + flipped * (1 + self.flipped_arms.min(arms)) + placebos + 1
    }

    /// The part of the design that so many finished pieces of work make whole: flips come after all
    /// pairs. Nothing of fewer than two pairs, which have no interval.
    fn cut_to(&self, finished: usize) -> Option<PairedDesign> {
        let pairs = finished.min(self.seeds.len());
        let each = self.pairs_per_flip.min(self.seeds.len()).max(1);
        (pairs >= 2).then(|| self.beginning(pairs, (finished - pairs) / each))
    }

    /// The same design with the first pairs and flips alone.
    pub fn beginning(&self, pairs: usize, flips: usize) -> PairedDesign {
        PairedDesign {
            seeds: self.seeds[..pairs.min(self.seeds.len())].to_vec(),
            flips: self.flips[..flips.min(self.flips.len())].to_vec(),
            ..self.clone()
        }
    }

    /// Number of the draw of a pair; nothing where parameters stand as they are.
    pub fn draw_of(&self, pair: usize) -> Option<usize> {
        pair.checked_rem(self.draws.len())
    }

    /// Parameters of a pair under a variant: 0 for the answer itself, then the flips.
    pub(crate) fn values(&self, variant: usize, pair: usize) -> Variant {
        let draw = self.draw_of(pair).map(|draw| self.draws[draw].clone());
        let draw = draw.unwrap_or_else(Variant::default_values);
        match variant.checked_sub(1) {
            Some(flip) => draw.under(&self.flips[flip]),
            None => draw,
        }
    }

    /// The weeks over which an arm that parts from the base in week `branch` is measured.
    pub(crate) fn window(&self, branch: Option<u16>) -> std::ops::Range<u16> {
        let end = self.judged.unwrap_or(self.until).min(self.until);
        let own = branch.unwrap_or(0).min(self.until);
        self.from.map_or(own, |from| from.min(end))..end
    }

    /// The run of an arm in a pair.
    ///
    /// # Errors
    /// [`RunError::Variant`] for a drawn value that its parameter cannot take.
    pub fn member(&self, arm: &Arc<Scenario>, pair: usize) -> Result<Member, RunError> {
        let values = self.values(0, pair);
        Ok(Member {
            scenario: values.of_arm(&self.base, arm)?,
            sample: self.sample,
            seed: self.seeds[pair],
            until: self.until,
        })
    }

    /// What is kept of each run.
    pub fn keep(&self) -> Keep {
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
    /// Number of the variant: 0 the answer itself, then the flips.
    pub variant: usize,
    /// Number of the pair; its draw is this modulo the number of draws.
    pub pair: usize,
    /// Seed of the pair.
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
    /// Differences over all pairs.
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

/// One flip's differences in short.
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
    /// Differences over all pairs.
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
    /// Each flip.
    pub variants: Vec<VariantResult>,
    /// The difference over windows that end at [`PairedDesign::at`].
    pub at: Vec<At>,
    /// The same change a year earlier, measured over the same window.
    pub placebo: Option<Intervals>,
    /// How the bases of all pairs reproduce the record for this outcome.
    pub record: Vec<RecordLine>,
    /// Where the doubt comes from.
    pub doubt: Doubt,
    /// How sure it is.
    pub verdict: Verdict,
}

impl OutcomeResult {
    /// Differences of all pairs, without those under flips.
    pub fn main(&self) -> impl Iterator<Item = &Difference> {
        self.differences.iter().filter(|own| own.variant == 0)
    }
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
    /// Who leads at the end of each pair, in base and arm; nobody where it is not counted.
    pub leaders: Vec<[Option<String>; 2]>,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PairedResult {
    /// k of the sample 1/k.
    pub sample: u32,
    /// Weeks computed.
    pub until: u16,
    /// Pairs.
    pub pairs: usize,
    /// Parameter draws that the pairs share.
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
/// When the engine is stopped on the way, the answer is that of the longest finished beginning of
/// the work, fewer pairs or flips than the design has; [`PairedResult`] says how many.
///
/// # Errors
/// [`RunError`] when a country cannot be built or a variant cannot be made, [`RunError::Stopped`]
/// when not even two pairs were finished.
pub fn paired(
    engine: &Engine,
    design: &PairedDesign,
    told: &(dyn Fn(usize, usize) + Sync),
) -> Result<PairedResult, RunError> {
    let errands = work::errands(design);
    let done = std::sync::atomic::AtomicUsize::new(0);
    let keep = design.keep();
    let work = |number: usize| {
        let cell = work::compute(engine, design, errands[number], keep);
        let count = done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
        told(count, errands.len());
        cell
    };
    let mut finished = Vec::new();
    for cell in in_parallel(errands.len(), engine.threads(), work)? {
        match cell {
            Ok(cell) => finished.push(cell),
            Err(RunError::Stopped) => break,
            Err(error) => return Err(error),
        }
    }
    if finished.len() == errands.len() {
        return Ok(gather::gather(design, finished));
    }
    let design = design.cut_to(finished.len()).ok_or(RunError::Stopped)?;
    finished.truncate(work::errands(&design).len());
    Ok(gather::gather(&design, finished))
}
