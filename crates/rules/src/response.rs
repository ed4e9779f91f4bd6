//! What the authorities do about a crowd, and what it costs.
//!
//! Concession, force or arrests are drawn with probabilities that follow the sanction rule and the
//! size of the crowd. Numbers of dead, wounded and arrested are drawn widely around the root of the
//! thousands who took part. They are recorded consequences: nothing in the model aims at them.

use kernel::math;
use kernel::philox::{happens, unit};
use models::numeric::normal_quantile;

use crate::events::Response;
use crate::parameters::Response as Parameters;

/// Dead, wounded and arrested.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Losses {
    /// Dead.
    pub killed: u32,
    /// Wounded.
    pub wounded: u32,
    /// Arrested.
    pub arrested: u32,
}

/// What is done about a crowd of so many under a sanction rule, 0..1.
pub fn respond(p: &Parameters, participants: u64, sanction_rule: f32, word: u32) -> Response {
    let force = chance_of_force(p, participants, sanction_rule);
    let concession = (1.0 - force) * f64::from(p.concession * (1.0 - sanction_rule));
    if happens(word, force) {
        Response::Force
    } else if happens(word, force + concession) {
        Response::Concession
    } else {
        Response::Arrests
    }
}

/// Probability that force is used.
fn chance_of_force(p: &Parameters, participants: u64, sanction_rule: f32) -> f64 {
    let size = roots_of_thousands(participants);
    f64::from(p.force + p.force_rule * sanction_rule + p.force_size * size).clamp(0.0, 1.0)
}

/// What a response costs; each count has two words of its own.
pub fn losses(
    p: &Parameters,
    response: Response,
    participants: u64,
    words: &[[u32; 4]; 2],
) -> Losses {
    let size = roots_of_thousands(participants);
    let (blood, arrests) = match response {
        Response::None | Response::Concession => (0.0, 0.0),
        Response::Arrests => (0.0, 1.0),
        Response::Force => (1.0, 1.0),
        Response::Intervention => (p.intervention, p.intervention),
    };
    let [first, second] = words;
    let most = u32::try_from(participants).unwrap_or(u32::MAX);
    let count = |middle: f32, word: u32, rounding: u32| {
        wide(middle * size, p.spread, word, rounding).min(most)
    };
    let killed = count(p.killed * blood, first[0], second[0]);
    // The wounded follow the dead: the same luck, and a rate of their own.
    let wounded = count(p.wounded * blood, first[0], second[1]);
    Losses {
        killed,
        wounded: wounded.min(most - killed),
        arrested: count(p.arrested * arrests, first[1], second[2]),
    }
}

/// Root of the thousands in a crowd.
fn roots_of_thousands(participants: u64) -> f32 {
    (participants as f32 * 1e-3).sqrt()
}

/// A count drawn from a lognormal distribution with this median, rounded at random.
pub fn wide(median: f32, spread: f32, word: u32, rounding: u32) -> u32 {
    (scattered(median, spread, word) + unit(rounding)).min(4e9) as u32
}

/// A number drawn from a lognormal distribution with this median.
pub fn scattered(median: f32, spread: f32, word: u32) -> f32 {
    // The middle of the word's step, so that neither end is infinite.
    let share = (f64::from(word) + 0.5) / 4_294_967_296.0;
    median * math::exp(spread * normal_quantile(share) as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_word_gives_the_median() {
        assert!((scattered(8.0, 1.5, 1 << 31) - 8.0).abs() < 1e-3);
        assert!(scattered(8.0, 1.5, 0) < 0.1 && scattered(8.0, 1.5, u32::MAX).is_finite());
        assert_eq!(wide(0.0, 1.5, u32::MAX, u32::MAX), 0);
        assert_eq!(wide(2.5, 0.0, 7, 0), 2);
        assert_eq!(wide(2.5, 0.0, 7, u32::MAX), 3);
    }
}
