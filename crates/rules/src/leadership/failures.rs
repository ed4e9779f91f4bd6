//! What is held against the head: unrest, and a standard of living below the usual one. Failures are
//! half forgotten after a time and begin anew with a new head. Reports above the usual raise alarms.
//! Our formalisation.

use super::{Leadership, Moment};

/// Adds a week to the account of failures.
pub(super) fn week(leadership: &mut Leadership, moment: &Moment<'_>) {
    let p = &moment.parameters.failures;
    let (state, country) = (&mut leadership.state, &moment.country);
    if u32::from(moment.week.0) == state.since {
        state.failures = 0.0;
    }
    state.failures *= super::left_of(1, p.half_life);
    state.failures += f64::from(p.unrest) * country.unrest;
    state.failures += f64::from(p.living) * shortfall(country.living, state.usual_living);
    let kept = super::left_of(1, p.usual_half_life);
    follow(&mut state.usual_living, country.living, kept);
    follow(&mut state.usual_reports, country.reported, kept);
}

/// Share by which something falls short of the usual; nothing as long as there is no usual.
fn shortfall(own: f64, usual: f64) -> f64 {
    match usual > 0.0 {
        true => (1.0 - own / usual).max(0.0),
        false => 0.0,
    }
}

/// Share by which something exceeds the usual; nothing as long as there is no usual.
pub(super) fn excess(own: f64, usual: f64) -> f64 {
    match usual > 0.0 {
        true => (own / usual - 1.0).max(0.0),
        false => 0.0,
    }
}

/// What is usual follows what is; the first number is usual at once.
fn follow(usual: &mut f64, own: f64, kept: f64) {
    *usual = match *usual > 0.0 {
        true => own + (*usual - own) * kept,
        false => own,
    };
}
