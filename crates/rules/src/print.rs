//! Manuscripts, editors and print runs.
//!
//! People who came home from camps have something to tell. How many write falls with the threat
//! around them; what is printed depends on the gate, a decision. Our formalisation.

use crate::Society;

/// One week of writing and printing.
pub fn week(society: &mut Society) {
    let p = &society.parameters.print;
    let weight = f64::from(society.world.sample.interval());
    let returned: u64 = society
        .outcomes
        .iter()
        .map(|outcome| u64::from(outcome.counts.returned))
        .sum();
    let fearless = 1.0 - mean_threat(society);
    let press = &mut society.press;
    press.manuscripts += f64::from(p.manuscripts) * returned as f64 * weight * fearless;
    press.at_press +=
        press.manuscripts * f64::from(p.passed) * f64::from(society.policy.press_gate);
    // Works appear whole: what is not yet one waits for the next week.
    let printed = press.at_press.floor();
    press.at_press -= printed;
    press.manuscripts = (press.manuscripts - printed).max(0.0);
    press.printed_last_week = printed;
}

/// Threat of the districts, weighted by their adults.
pub fn mean_threat(society: &Society) -> f64 {
    let weighted: f64 = society
        .places
        .iter()
        .map(|place| f64::from(place.threat) * f64::from(place.adults))
        .sum();
    weighted / (society.totals.adults.max(1)) as f64
}

/// Share of adults whom last week's publications reach.
pub fn reached(society: &Society) -> f64 {
    let weight = f64::from(society.world.sample.interval());
    let adults = society.totals.adults.max(1) as f64 * weight;
    let readers = f64::from(society.parameters.print.readers);
    (society.press.printed_last_week * readers / adults).min(1.0)
}
