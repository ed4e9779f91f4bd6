//! Inputs and logs of other programs' runs, which this implementation has to reproduce.

use super::actor::Actor;

/// A reference run: its actors and, if the run was deterministic, what the other program printed.
#[derive(Clone, Copy, Debug)]
pub struct Reference {
    /// Capability, then position and salience on each dimension, 0 to 100; one line per actor.
    pub actors: &'static str,
    /// Positions, 0 to 100: one line per actor and dimension, one column per round.
    pub positions: &'static str,
    /// Probability of each actor's position: one line per actor, one column per round.
    pub probabilities: &'static str,
    /// Displacement of each round as a share of the first round's.
    pub displacements: &'static str,
}

/// Seven actors on three dimensions, ten rounds.
pub const SEVEN_ACTORS: Reference = Reference {
    actors: include_str!("reference/seven_actors.txt"),
    positions: include_str!("reference/seven_actors_positions.txt"),
    probabilities: include_str!("reference/seven_actors_probabilities.txt"),
    displacements: include_str!("reference/seven_actors_displacements.txt"),
};

/// Thirteen actors on two dimensions, twenty-seven rounds.
pub const THIRTEEN_ACTORS: Reference = Reference {
    actors: include_str!("reference/thirteen_actors.txt"),
    positions: include_str!("reference/thirteen_actors_positions.txt"),
    probabilities: include_str!("reference/thirteen_actors_probabilities.txt"),
    displacements: include_str!("reference/thirteen_actors_displacements.txt"),
};

/// Five actors on three dimensions, stochastic: only the first round can be compared.
pub const FIVE_ACTORS: &str = include_str!("reference/five_actors.txt");

/// The actors of a reference input.
pub fn actors_of(text: &str) -> Vec<Actor> {
    table_of(text)
        .iter()
        .map(|row| {
            let every_second = |from: usize| {
                row.iter()
                    .skip(from)
                    .step_by(2)
                    .copied()
                    .collect::<Vec<f64>>()
            };
            Actor::from_percent(row[0], &every_second(1), &every_second(2))
        })
        .collect()
}

/// The numbers of a reference table, line by line without comments.
pub(super) fn table_of(text: &str) -> Vec<Vec<f64>> {
    text.lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| {
            line.split_whitespace()
                .map(|number| number.parse().expect("reference tables hold numbers"))
                .collect()
        })
        .collect()
}
