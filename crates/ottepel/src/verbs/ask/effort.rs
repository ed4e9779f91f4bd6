//! How much is computed: from an answer in seconds to one that takes the night.

use kernel::Sample;

/// Weeks of a variant, base and arms, below which other sources and structures are tried at once.
const SHORT: usize = 600;
/// Weeks of a variant from which on a question counts as long.
const LONG: usize = 1_200;

/// What is computed for one answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// Part of the country.
    pub sample: Sample,
    /// Pairs of runs with everything as it stands.
    pub pairs: usize,
    /// Parameter draws.
    pub draws: usize,
    /// Pairs of each draw, source choice and rival structure.
    pub pairs_per_variant: usize,
    /// Whether other sources and rival structures are tried.
    pub flips: bool,
    /// First seed; pairs take consecutive ones.
    pub seed: u64,
}

impl Effort {
    /// The names of the sizes, smallest first: the answer in seconds, then what `--refine` goes on to.
    pub fn ladder(seed: u64) -> [Effort; 4] {
        let rung = |interval, pairs, draws, pairs_per_variant| Effort {
            sample: Sample::one_in(interval).unwrap_or(Sample::FULL),
            pairs,
            draws,
            pairs_per_variant,
            flips: true,
            seed,
        };
        [
            rung(10_000, 8, 8, 1),
            rung(10_000, 16, 32, 2),
            rung(1_000, 16, 32, 2),
            rung(100, 16, 32, 2),
        ]
    }

    /// The answer in seconds: fewer pairs and draws, and no flips, where each takes many weeks.
    /// Decided by the question alone, never by the machine, so that an answer is the same everywhere.
    pub fn quick(seed: u64, run_weeks: usize) -> Effort {
        let [usual, ..] = Effort::ladder(seed);
        let (pairs, draws, flips) = match run_weeks {
            ..SHORT => (4, 8, true),
            SHORT..LONG => (4, 4, false),
            _ => (2, 2, false),
        };
        Effort {
            pairs,
            draws,
            flips,
            ..usual
        }
    }

    /// Seeds of the pairs.
    pub fn seeds(&self) -> Vec<u64> {
        (0..self.pairs as u64)
            .map(|pair| self.seed.wrapping_add(pair))
            .collect()
    }

    /// In words, for people who wait.
    pub fn words(&self) -> String {
        let flips = if self.flips {
            ", every source choice and rival structure"
        } else {
            ""
        };
        format!(
            "sample 1/{}, {} pairs, {} parameter draws{flips}",
            self.sample.interval(),
            self.pairs,
            self.draws
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rung_is_larger_than_the_one_before() {
        let size = |own: &Effort| {
            (own.pairs + own.draws * own.pairs_per_variant) as f64
                / f64::from(own.sample.interval())
        };
        let ladder = Effort::ladder(1);
        assert!(
            ladder
                .windows(2)
                .all(|pair| size(&pair[0]) < size(&pair[1]))
        );
        assert_eq!(ladder[0].seeds(), (1..=8).collect::<Vec<u64>>());
        assert_eq!(
            (Effort::quick(1, 400).draws, Effort::quick(1, 4_000).draws),
            (8, 2)
        );
    }
}
