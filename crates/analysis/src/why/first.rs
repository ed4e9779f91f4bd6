//! The first difference between two branches: both are stepped phase by phase, and the phase after
//! which their states are no longer equal is the cause's first trace.

use std::collections::BTreeMap;
use std::sync::Arc;

use rules::{PHASES, Society};
use scenario::Scenario;
use serde::Serialize;

use crate::RunError;
use crate::ensemble::{Engine, Keep, Member, base_and_states, continued};

/// Where two branches first differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FirstDifference {
    /// Week from whose beginning the arm's plan differs.
    pub branch: u16,
    /// Week in which the states first differ.
    pub week: u16,
    /// Name of the phase after which they do.
    pub phase: &'static str,
    /// What the phase does.
    pub does: &'static str,
    /// Parts of the state that differ.
    pub sections: Vec<&'static str>,
    /// Collectives of the sample that differ.
    pub collectives: usize,
    /// Collectives of the sample.
    pub of: usize,
    /// Regions with the most of them, at most three, with their number.
    pub regions: Vec<(String, usize)>,
}

/// Finds the first difference that `arm` makes to `base`; `None` when the states stay equal to the
/// base's end.
///
/// # Errors
/// [`RunError`] when a country cannot be built.
pub fn first_difference(
    engine: &Engine,
    base: &Member,
    arm: &Arc<Scenario>,
) -> Result<Option<FirstDifference>, RunError> {
    let Some(branch) = engine.first_difference(&base.scenario, arm)? else {
        return Ok(None);
    };
    if branch >= base.until {
        return Ok(None);
    }
    let past = base.until(branch);
    let keep = Keep::default();
    let known = engine.cache().trajectory(&past, keep);
    let (_, states) = base_and_states(engine, &past, known, &[branch], keep, true)?;
    let mut own = continued(engine, base, &states[0])?;
    let mut other = if branch == 0 {
        engine.build(&base.under(arm))?
    } else {
        continued(engine, &base.under(arm), &states[0])?
    };
    // Nobody looks at what would be recorded.
    own.recording = false;
    other.recording = false;
    while own.week.0 < base.until {
        let week = own.week.0;
        for (number, phase) in PHASES.iter().enumerate() {
            own.step_phase(number);
            other.step_phase(number);
            let sections = unequal(&own, &other);
            if !sections.is_empty() {
                let (collectives, regions) = places(&own, &other);
                return Ok(Some(FirstDifference {
                    branch,
                    week,
                    phase: phase.name,
                    does: phase.what,
                    sections,
                    collectives,
                    of: own.world.collectives.len(),
                    regions,
                }));
            }
        }
    }
    Ok(None)
}

/// Names of the sections that are not equal.
fn unequal(own: &Society, other: &Society) -> Vec<&'static str> {
    let (own, other) = (own.sections(), other.sections());
    let both = own.iter().zip(&other);
    both.filter(|(one, two)| one.1 != two.1)
        .map(|(one, _)| one.0)
        .collect()
}

/// Collectives that differ, and the regions with most of them.
fn places(own: &Society, other: &Society) -> (usize, Vec<(String, usize)>) {
    let mut by_region: BTreeMap<u16, usize> = BTreeMap::new();
    for part in &own.parts {
        let range = rules::society::Part::range(part);
        let blocks = own.world.collectives.as_slice()[range.clone()].iter();
        let others = &other.world.collectives.as_slice()[range];
        let bytes = |block| -> &[u8] { bytemuck::bytes_of::<world::Collective>(block) };
        let differing = blocks
            .zip(others)
            .filter(|(one, two)| bytes(one) != bytes(two))
            .count();
        if differing > 0 {
            let region = own.world.districts[part.district as usize].region;
            *by_region.entry(region).or_default() += differing;
        }
    }
    let all = by_region.values().sum();
    let mut regions: Vec<(u16, usize)> = by_region.into_iter().collect();
    regions.sort_by_key(|(region, count)| (std::cmp::Reverse(*count), *region));
    let name = |region: u16| own.world.regions[usize::from(region)].name.clone();
    let named = regions
        .into_iter()
        .take(3)
        .map(|(region, count)| (name(region), count));
    (all, named.collect())
}
