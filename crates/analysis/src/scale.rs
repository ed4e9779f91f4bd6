//! Does a small sample say what a larger one says? Samples are nested: the people of the small one
//! are among those of the large one, with the same draws.

use std::sync::Arc;

use kernel::Sample;
use scenario::Scenario;
use serde::Serialize;

use crate::RunError;
use crate::ensemble::{Engine, Keep, Member};
use crate::intervals::Intervals;
use crate::outcomes::Outcome;

/// The rule of [`Agreement`], printed with it.
pub const RULE: &str = "agrees: the mean of the larger sample lies within the 95% interval of the \
    smaller one's runs, widened by the outcome's band; otherwise the outcome needs the full \
    population and is greyed in quick views.";

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
            Agreement::NeedsFullPopulation => "needs the full population",
            Agreement::NotCounted => "not counted by this version",
        }
    }

    /// By [`RULE`].
    pub fn of(small: Option<Intervals>, large: Option<Intervals>, band: f64) -> Agreement {
        let (Some(small), Some(large)) = (small, large) else {
            return Agreement::NotCounted;
        };
        let [low, high] = small.within_95;
        if (low - band..=high + band).contains(&large.median) {
            Agreement::Agrees
        } else {
            Agreement::NeedsFullPopulation
        }
    }
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
            agreement: Agreement::of(small, large, band),
        }
    };
    Ok(lines.map(line).collect())
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
}
