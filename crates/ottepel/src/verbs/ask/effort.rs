//! How much is computed: from an answer in seconds to one that takes the night.

use analysis::paired::Placebos;
use kernel::Sample;

use crate::draws::draws_of;

/// The sample of the first answer: in a larger one rival structures do not fit into seconds, and no
/// answer holds before they are tried.
const SAMPLE: u32 = 10_000;
/// Weeks of that sample that the first answer may take: what two cores compute in about eight seconds.
/// A number of its own and no measurement, so that an answer is the same everywhere.
const WEEKS: usize = 22_000;
/// Most pairs of the first answer.
const MOST_PAIRS: usize = 16;
/// Fewest pairs beside flips where named leaders are counted: an ending is yes or no.
const ENOUGH_PAIRS: usize = 12;
/// Fewest pairs of the first answer.
const FEWEST_PAIRS: usize = 4;
/// Most pairs where named leaders are counted, whose endings are shares of runs.
const MOST_PAIRS_OF_LEADERS: usize = 64;
/// Pairs in which the change is tried a year earlier.
const PLACEBO_PAIRS: usize = Placebos::USUAL.pairs;
/// Weeks by which a placebo is longer than its arm.
const YEAR: usize = 52;
/// Weeks of the first answer's sample that two cores compute in a second.
const WEEKS_A_SECOND: usize = 2_800;

/// What is computed for one answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// Part of the country.
    pub sample: Sample,
    /// Pairs of runs.
    pub pairs: usize,
    /// Parameter draws that the pairs share.
    pub draws: usize,
    /// Pairs of each source choice and rival structure.
    pub pairs_per_flip: usize,
    /// Whether other sources and rival structures are tried.
    pub flips: bool,
    /// First seed; pairs take consecutive ones.
    pub seed: u64,
}

/// How long a question is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length {
    /// Weeks of a base up to the last day.
    pub base: usize,
    /// Weeks of the headline's arm after its change.
    pub headline: usize,
    /// Weeks of all arms after their changes.
    pub arms: usize,
    /// Other sources and rival structures.
    pub flips: usize,
    /// Whether the headline counts named leaders, who are the same people in every sample.
    pub leaders: bool,
}

impl Length {
    /// Weeks of a base with all arms.
    fn pair(&self) -> usize {
        self.base + self.arms
    }

    /// Weeks of the placebo's pairs.
    fn placebo(&self) -> usize {
        PLACEBO_PAIRS * (self.headline + YEAR)
    }

    /// Weeks of every flip with the headline's arm.
    fn flipped(&self) -> usize {
        self.flips * (self.base + self.headline)
    }

    /// Seconds that a first answer of so many pairs takes with every flip, on two cores that have
    /// nothing else to do.
    pub fn seconds_with_flips(&self, pairs: usize) -> usize {
        let weeks = pairs * self.pair() + self.placebo() + self.flipped();
        weeks.div_ceil(WEEKS_A_SECOND)
    }
}

impl Effort {
    /// The answer in seconds: every source choice and rival structure, with the headline's change,
    /// where they fit beside the fewest pairs, and as many pairs as fit. Decided by the question
    /// alone, never by the machine or the clock.
    pub fn quick(seed: u64, length: Length) -> Effort {
        let most = if length.leaders {
            MOST_PAIRS_OF_LEADERS
        } else {
            MOST_PAIRS
        };
        let pair = length.pair().max(1);
        let left = WEEKS.saturating_sub(length.placebo());
        let fewest = if length.leaders {
            ENOUGH_PAIRS
        } else {
            FEWEST_PAIRS
        };
        let flips = fewest * pair + length.flipped() <= left;
        let of_flips = if flips { length.flipped() } else { 0 };
        let pairs = ((left - of_flips) / pair).clamp(FEWEST_PAIRS, most);
        Effort {
            sample: Sample::one_in(SAMPLE).unwrap_or(Sample::FULL),
            pairs,
            draws: draws_of(pairs),
            pairs_per_flip: 1,
            flips,
            seed,
        }
    }

    /// What `--refine` goes on to after the answer in seconds.
    pub fn ladder(seed: u64) -> [Effort; 2] {
        let rung = |interval, pairs, pairs_per_flip| Effort {
            sample: Sample::one_in(interval).unwrap_or(Sample::FULL),
            pairs,
            draws: draws_of(pairs),
            pairs_per_flip,
            flips: true,
            seed,
        };
        [rung(1_000, 32, 2), rung(100, 32, 1)]
    }

    /// Seeds of the pairs.
    pub fn seeds(&self) -> Vec<u64> {
        (0..self.pairs as u64)
            .map(|pair| self.seed.wrapping_add(pair))
            .collect()
    }

    /// Arms that are tried under flips: the headline's in the sample of the first answer, all in
    /// larger ones.
    pub fn flipped_arms(&self) -> usize {
        match self.sample.interval() {
            SAMPLE => 1,
            _ => usize::MAX,
        }
    }

    /// Pairs with a placebo.
    pub fn placebo_pairs(&self) -> usize {
        self.pairs.min(PLACEBO_PAIRS)
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

    const SHORT: Length = Length {
        base: 200,
        headline: 45,
        arms: 45,
        flips: 20,
        leaders: false,
    };

    #[test]
    fn every_rung_is_larger_than_the_one_before() {
        let size = |own: &Effort| own.pairs as f64 / f64::from(own.sample.interval());
        let [surer, larger] = Effort::ladder(1);
        let quick = Effort::quick(1, SHORT);
        assert!(size(&quick) < size(&surer) && size(&surer) < size(&larger));
        assert_eq!(quick.seeds().len(), quick.pairs);
    }

    #[test]
    fn a_longer_question_gets_fewer_pairs_and_never_none() {
        let long = Length {
            base: 600,
            headline: 450,
            arms: 1800,
            flips: 60,
            leaders: false,
        };
        let quick = [SHORT, long].map(|length| Effort::quick(1, length));
        assert_eq!(quick.map(|own| own.pairs), [16, 8]);
        assert_eq!(quick.map(|own| own.draws), [12, 6]);
        assert_eq!(quick.map(|own| own.flips), [true, false]);
        let of_leaders = Length {
            leaders: true,
            ..SHORT
        };
        assert!(Effort::quick(1, of_leaders).pairs > MOST_PAIRS);
        let without_end = Length {
            base: 60_000,
            ..long
        };
        assert_eq!(Effort::quick(1, without_end).pairs, FEWEST_PAIRS);
    }
}
