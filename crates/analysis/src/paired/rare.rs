//! Outcomes that a sample hardly shows.

use super::{OutcomeResult, PairedDesign};
use crate::outcomes::Outcome;

/// Fewest events of a run from which on chance alone moves their number by less than a fifth.
const FEW: f64 = 30.0;

/// Whether a sample hardly shows an outcome of an arm that parts from the base in week `branch`: crowds
/// and attacks need everybody who could come, people who are counted one by one need to be some dozens
/// in each run.
pub fn is_rare(
    design: &PairedDesign,
    branch: Option<u16>,
    outcome: &Outcome,
    own: &OutcomeResult,
) -> bool {
    let sample = f64::from(design.sample.interval());
    let level = own.base.map_or(0.0, |own| own.median);
    let weeks = design.window(branch).len() as f64;
    let years = weeks / kernel::time::WEEKS_PER_CALENDAR_YEAR;
    let counted = match outcome.unit {
        "persons a month" => level * 12.0 * years,
        "persons a year" => level * years,
        "persons" | "cases" => level,
        _ => 0.0,
    };
    outcome.needs_full_population && sample > 1.0 && counted / sample < FEW
}
