//! The official line on the old leader of the last weeks, as it was in force and not only planned.

use crate::Society;

/// Weeks that are kept.
pub const WEEKS: usize = 64;

/// Notes the line of the week that ends.
pub fn note(society: &mut Society) {
    let line = society.policy.line;
    if society.week.0 == 0 {
        society.lines.fill(line);
    }
    society.lines[usize::from(society.week.0) % WEEKS] = line;
}

/// The line so many weeks ago, at most [`WEEKS`] - 1; before the first week it was that of the
/// first.
pub fn line(society: &Society, ago: usize) -> f32 {
    let week = usize::from(society.week.0);
    match ago.min(WEEKS - 1).min(week) {
        0 => society.policy.line,
        ago => society.lines[(week - ago) % WEEKS],
    }
}

/// By how much the line fell within so many weeks up to this one.
pub fn fall(society: &Society, weeks: usize) -> f32 {
    let past = (0..=weeks).map(|ago| line(society, ago));
    past.fold(society.policy.line, f32::max) - society.policy.line
}
