//! Outcomes that a sample hardly shows.

use super::{OutcomeResult, PairedDesign, PairedResult};
use crate::outcomes::Outcome;

/// Fewest events of a run from which on chance alone moves their number by less than a fifth.
const FEW: f64 = 30.0;

/// Whether a sample hardly shows an outcome: crowds and attacks need everybody who could come, people
/// who are counted one by one need to be some dozens in each run.
pub fn is_rare(
    design: &PairedDesign,
    result: &PairedResult,
    outcome: &Outcome,
    own: &OutcomeResult,
) -> bool {
    let sample = f64::from(result.sample);
    let level = own.base.map_or(0.0, |own| own.median);
    let from = design.from.unwrap_or(0);
    let until = design.judged.unwrap_or(result.until);
    let weeks = until.saturating_sub(from);
    let years = f64::from(weeks) / kernel::time::WEEKS_PER_CALENDAR_YEAR;
    let counted = match outcome.unit {
        "persons a month" => level * 12.0 * years,
        "persons a year" => level * years,
        "persons" | "cases" => level,
        _ => 0.0,
    };
    outcome.needs_full_population && sample > 1.0 && counted / sample < FEW
}
