//! Does a small sample say what a larger one says? Samples are nested: the people of the small one
//! are among those of the large one, with the same draws.

use std::ops::Range;
use std::sync::Arc;

use kernel::Sample;
use scenario::Scenario;
use serde::Serialize;
use statrs::distribution::{ContinuousCDF, StudentsT};
use store::Manifest;

use crate::RunError;
use crate::ensemble::{Engine, Keep, Member, Trajectory};
use crate::intervals::Intervals;
use crate::outcomes::Outcome;

/// The rule of [`Agreement`], printed with it.
pub const RULE: &str = "agrees: the mean of the larger sample lies within the 95% interval of the \
    smaller one's runs, widened by the outcome's band; otherwise the outcome needs the full \
    population and is greyed in quick views. A single run has no interval and is too few to tell.";

/// The rule of [`Agreement::of_pairs`], printed with it.
pub const RULE_OF_PAIRS: &str = "each run of the larger sample beside the run of the smaller one with \
    the same seed and parameters, in which the same people live the same lives. Agrees: the 95% \
    interval of their mean difference lies within the outcome's band. Needs the full population: it \
    lies outside it. Between the two, and of a single pair, which has no interval, the pairs are too \
    few to tell.";

/// What is compared.
#[derive(Debug, Clone)]
pub struct ScaleDesign {
    /// Scenario.
    pub scenario: Arc<Scenario>,
    /// The small sample and its seeds.
    pub small: (Sample, Vec<u64>),
    /// The large sample and its seeds.
    pub large: (Sample, Vec<u64>),
    /// Weeks over which outcomes are taken.
    pub window: std::ops::Range<u16>,
    /// Outcomes.
    pub outcomes: Vec<&'static Outcome>,
}

/// Whether a sample is enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Agreement {
    /// It is.
    Agrees,
    /// The runs or pairs are too few to tell.
    TooFew,
    /// It is not.
    NeedsFullPopulation,
    /// The outcome has no value in one of the samples.
    NotCounted,
}

impl Agreement {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Agreement::Agrees => "agrees",
            Agreement::TooFew => "too few to tell",
            Agreement::NeedsFullPopulation => "needs the full population",
            Agreement::NotCounted => "not counted by this version",
        }
    }

    /// By [`RULE_OF_PAIRS`].
    pub fn of_pairs(pairs: Pairs, band: f64) -> Agreement {
        let Some([low, high]) = pairs.within_95 else {
            return Agreement::TooFew;
        };
        if low >= -band && high <= band {
            Agreement::Agrees
        } else if low > band || high < -band {
            Agreement::NeedsFullPopulation
        } else {
            Agreement::TooFew
        }
    }

    /// By [`RULE`].
    pub fn of(small: Option<Intervals>, large: Option<Intervals>, band: f64) -> Agreement {
        let (Some(small), Some(large)) = (small, large) else {
            return Agreement::NotCounted;
        };
        if small.count < 2 {
            return Agreement::TooFew;
        }
        let [low, high] = small.within_95;
        if (low - band..=high + band).contains(&large.median) {
            Agreement::Agrees
        } else {
            Agreement::NeedsFullPopulation
        }
    }
}

/// Differences of runs that share seed and parameters, small minus large.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Pairs {
    /// How many.
    pub count: usize,
    /// Their mean.
    pub mean: f64,
    /// 95% interval of the mean (Student 1908); none of a single pair, which says nothing of how far
    /// another would lie.
    pub within_95: Option<[f64; 2]>,
    /// The greatest, whatever its sign.
    pub greatest: f64,
}

impl Pairs {
    /// Of some differences; `None` of none.
    pub fn of(differences: &[f64]) -> Option<Pairs> {
        if differences.is_empty() {
            return None;
        }
        let count = differences.len() as f64;
        let mean = differences.iter().sum::<f64>() / count;
        let far = |most: f64, own: &f64| if own.abs() > most.abs() { *own } else { most };
        Some(Pairs {
            count: differences.len(),
            mean,
            within_95: within_95(differences, mean),
            greatest: differences.iter().fold(0.0, far),
        })
    }
}

/// 95% interval of a mean by Student's distribution; none of fewer than two values.
fn within_95(values: &[f64], mean: f64) -> Option<[f64; 2]> {
    let count = values.len() as f64;
    let squares: f64 = values.iter().map(|own| (own - mean).powi(2)).sum();
    let student = StudentsT::new(0.0, 1.0, count - 1.0).ok()?;
    let half = (squares / (count - 1.0) / count).sqrt() * student.inverse_cdf(0.975);
    Some([mean - half, mean + half])
}

/// One outcome in both samples.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScaleLine {
    /// Id of the outcome.
    pub outcome: &'static str,
    /// In the small sample.
    pub small: Option<Intervals>,
    /// In the large sample.
    pub large: Option<Intervals>,
    /// Their differences run by run, where runs share seed and parameters.
    pub pairs: Option<Pairs>,
    /// Whether the small one is enough.
    pub agreement: Agreement,
}

/// Compares two samples, outcome by outcome.
///
/// # Errors
/// [`RunError`] when a country cannot be built.
pub fn compare(
    engine: &Engine,
    design: &ScaleDesign,
    told: &(dyn Fn(usize) + Sync),
) -> Result<Vec<ScaleLine>, RunError> {
    let keep = design
        .outcomes
        .iter()
        .fold(Keep::default(), |all, own| Keep {
            regions: all.regions || own.keep().regions,
            groups: all.groups || own.keep().groups,
        });
    let mut values = Vec::new();
    for (sample, seeds) in [&design.small, &design.large] {
        let member = |seed: &u64| Member {
            scenario: design.scenario.clone(),
            sample: *sample,
            seed: *seed,
            until: design.window.end,
        };
        let members: Vec<Member> = seeds.iter().map(member).collect();
        let runs = engine.simulate_all(&members, keep, told);
        let runs = runs.into_iter().collect::<Result<Vec<_>, _>>()?;
        let of_outcome = |outcome: &&Outcome| {
            let values = runs
                .iter()
                .filter_map(|run| outcome.value(run, design.window.clone()));
            Intervals::of(&values.collect::<Vec<f64>>())
        };
        values.push(design.outcomes.iter().map(of_outcome).collect::<Vec<_>>());
    }
    let (large, small) = (
        values.pop().unwrap_or_default(),
        values.pop().unwrap_or_default(),
    );
    let lines = design.outcomes.iter().zip(small.into_iter().zip(large));
    let line = |(outcome, (small, large)): (&&'static Outcome, _)| {
        let large: Option<Intervals> = large;
        let band = outcome.band.around(large.map_or(0.0, |own| own.median));
        ScaleLine {
            outcome: outcome.id,
            small,
            large,
            pairs: None,
            agreement: Agreement::of(small, large, band),
        }
    };
    Ok(lines.map(line).collect())
}

/// A run that is there: its course, and what makes it the partner of a run of another sample.
#[derive(Debug, Clone)]
pub struct Given {
    course: Trajectory,
    /// Seed and every parameter.
    chance: (u64, Vec<(String, u64)>),
}

impl Given {
    /// A run of a folder.
    pub fn new(manifest: &Manifest, course: Trajectory) -> Given {
        let parameters = manifest.parameters.iter();
        let values = parameters.map(|own| (own.key.clone(), own.value.to_bits()));
        Given {
            course,
            chance: (manifest.seed, values.collect()),
        }
    }
}

/// Compares runs of two samples that are there, outcome by outcome: run by run where they have
/// partners, else by [`RULE`]. Runs that end before the window does have no value.
pub fn compare_given(
    small: &[Given],
    large: &[Given],
    outcomes: &[&'static Outcome],
    window: &Range<u16>,
) -> Vec<ScaleLine> {
    let line = |outcome: &&'static Outcome| {
        let value = |run: &Given| {
            let whole = run.course.weeks >= window.end;
            whole.then(|| outcome.value(&run.course, window.clone()))?
        };
        let all =
            |runs: &[Given]| Intervals::of(&runs.iter().filter_map(value).collect::<Vec<_>>());
        let difference = |own: &Given| {
            let partner = small.iter().find(|other| other.chance == own.chance)?;
            Some(value(partner)? - value(own)?)
        };
        let pairs: Vec<f64> = large.iter().filter_map(difference).collect();
        let (few, many, pairs) = (all(small), all(large), Pairs::of(&pairs));
        let band = outcome.band.around(many.map_or(0.0, |own| own.median));
        ScaleLine {
            outcome: outcome.id,
            small: few,
            large: many,
            pairs,
            agreement: pairs.map_or_else(
                || Agreement::of(few, many, band),
                |pairs| Agreement::of_pairs(pairs, band),
            ),
        }
    };
    outcomes.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_agrees_within_its_own_interval_and_band() {
        let small = Intervals::of(&[9.0, 10.0, 11.0]);
        let near = Intervals::of(&[11.3]);
        let far = Intervals::of(&[14.0]);
        assert_eq!(Agreement::of(small, near, 0.5), Agreement::Agrees);
        assert_eq!(
            Agreement::of(small, far, 0.5),
            Agreement::NeedsFullPopulation
        );
        assert_eq!(Agreement::of(small, None, 0.5), Agreement::NotCounted);
    }

    #[test]
    fn pairs_have_the_interval_of_student() {
        // Differences 1, 2, 3: mean 2, standard error 1 / sqrt 3, t of 2 degrees 4.302 653.
        let pairs = Pairs::of(&[1.0, 2.0, 3.0]).unwrap();
        let half = 4.302_652_73 / 3.0_f64.sqrt();
        assert_eq!((pairs.mean, pairs.greatest), (2.0, 3.0));
        let [low, high] = pairs.within_95.unwrap();
        assert!((high - 2.0 - half).abs() < 1e-6, "{pairs:?}");
        assert!((low - 2.0 + half).abs() < 1e-6, "{pairs:?}");
        assert_eq!(Pairs::of(&[]), None);
    }

    #[test]
    fn one_pair_or_run_has_no_interval_and_is_too_few_to_tell() {
        let alone = Pairs::of(&[-4.0]).unwrap();
        assert_eq!((alone.mean, alone.within_95), (-4.0, None));
        assert_eq!(Agreement::of_pairs(alone, 10.0), Agreement::TooFew);
        assert_eq!(Agreement::of_pairs(alone, 1.0), Agreement::TooFew);
        let run = Intervals::of(&[10.0]);
        assert_eq!(Agreement::of(run, run, 0.5), Agreement::TooFew);
    }

    #[test]
    fn pairs_agree_within_the_band_and_differ_outside_it() {
        let pairs = |own: &[f64]| Pairs::of(own).unwrap();
        let close = pairs(&[0.1, -0.1, 0.0]);
        assert_eq!(Agreement::of_pairs(close, 1.0), Agreement::Agrees);
        assert_eq!(Agreement::of_pairs(close, 0.2), Agreement::TooFew);
        let apart = pairs(&[5.0, 5.1, 4.9]);
        assert_eq!(
            Agreement::of_pairs(apart, 1.0),
            Agreement::NeedsFullPopulation
        );
    }
}
