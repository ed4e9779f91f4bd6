//! The official line on the old leader: of the last weeks, as it was in force and not only planned,
//! and the attack that people have got used to.
//!
//! An attack from above on what people were taught to revere costs the party acceptance while it is
//! news. People get used to it, as they do to a price and to a standard of living, so a later one is
//! felt by what it adds, and one that is taken back as relief. Our formalisation.

use bytemuck::{Pod, Zeroable};
use models::fear_memory::decay_from_half_life;

use crate::Society;
use crate::parameters::Cult;

/// Weeks that are kept.
pub const WEEKS: usize = 64;

/// What people have got used to.
#[derive(Debug, Clone, Copy, PartialEq, Pod, Zeroable)]
#[repr(C)]
pub struct Usual {
    /// Attack on the old leader that is no news any more, from -1 to 0: the part of the line below
    /// zero, followed with a delay.
    pub attack: f32,
}

impl Usual {
    /// Of people who have lived with a line for long.
    pub fn of(line: f32) -> Usual {
        Usual {
            attack: line.min(0.0),
        }
    }

    /// A week later, under a line.
    fn after_week(self, line: f32, cult: &Cult) -> Usual {
        let weeks = f64::from(cult.habituation_half_life) * f64::from(kernel::time::WEEKS_PER_YEAR);
        let kept = if weeks > 0.0 {
            decay_from_half_life(weeks) as f32
        } else {
            0.0
        };
        let attack = Usual::of(line).attack;
        Usual {
            attack: attack + (self.attack - attack) * kept,
        }
    }
}

/// The line as it touches whether party rule is accepted: what is no news is left out of it.
pub fn felt(society: &Society, line: f32) -> f32 {
    line - society.usual.attack * society.parameters.cult.habituation
}

/// Notes the line of the week that ends.
pub fn note(society: &mut Society) {
    let line = society.policy.line;
    society.usual = society.usual.after_week(line, &society.parameters.cult);
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
