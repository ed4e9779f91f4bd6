//! Who sits in the leadership, by the recorded calendar.

use world::Leader;

use crate::Society;

/// Body whose seats are counted.
const PRESIDIUM: &str = "Presidium of the CC CPSU";

/// Seats taken in a week: full members and candidates of the Presidium.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Seats {
    /// Full members.
    pub full: u32,
    /// Candidates.
    pub candidates: u32,
}

/// Counts the seats that the recorded spells fill in a week.
pub fn seats(leaders: &[Leader], week: u16) -> Seats {
    let sitting = |rank: &str| {
        let spells = leaders.iter().flat_map(|leader| &leader.spells);
        let in_body = spells.filter(|spell| spell.body == PRESIDIUM && spell.rank == rank);
        in_body
            .filter(|spell| spell.from <= week && week < spell.to)
            .count() as u32
    };
    Seats {
        full: sitting("full"),
        candidates: sitting("candidate"),
    }
}

/// Seats the leadership of the week.
pub fn sit(society: &mut Society) {
    society.observation.seats = seats(&society.world.leaders, society.week.0);
}
