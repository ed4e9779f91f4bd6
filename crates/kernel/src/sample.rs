//! Nested samples: every k-th block, k a power of ten, the same blocks in every larger sample.

/// A 1-in-k systematic sample of blocks, `k` one of 1, 10, 100, 1 000, 10 000.
///
/// Block `5…5` of every run of k is kept (5 of 10, 55 of 100, …): since 5 555 ends in 555, in 55
/// and in 5, each sample is contained in the next larger one. Blocks are numbered region by
/// region, so that a systematic sample is spread over regions in proportion to their people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sample {
    interval: u32,
}

/// The interval asked for is not one of the nested samples.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("samples are nested, so only 1/1, 1/10, 1/100, 1/1000 and 1/10000 exist; 1/{0} does not")]
pub struct NotNested(pub u32);

impl Sample {
    /// Everybody.
    pub const FULL: Sample = Sample { interval: 1 };

    /// One in `interval`.
    ///
    /// # Errors
    /// [`NotNested`] when `interval` is not 1, 10, 100, 1 000 or 10 000.
    pub fn one_in(interval: u32) -> Result<Sample, NotNested> {
        match interval {
            1 | 10 | 100 | 1_000 | 10_000 => Ok(Sample { interval }),
            other => Err(NotNested(other)),
        }
    }

    /// k of "one in k": the number of people each simulated person stands for.
    pub fn interval(self) -> u32 {
        self.interval
    }

    /// Position of the kept block in each run of k.
    fn offset(self) -> u32 {
        (self.interval - 1) / 9 * 5
    }

    /// How many of the blocks `0..total` are kept.
    pub fn kept_of(self, total: u32) -> u32 {
        (total + self.interval - 1 - self.offset()) / self.interval
    }

    /// Number in the whole country of the kept block `local`.
    pub fn global(self, local: u32) -> u32 {
        local * self.interval + self.offset()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_are_nested() {
        let blocks = |k| {
            let sample = Sample::one_in(k).unwrap();
            let kept = sample.kept_of(100_000);
            (0..kept)
                .map(move |local| sample.global(local))
                .collect::<std::collections::BTreeSet<_>>()
        };
        for (small, large) in [(10_000, 1_000), (1_000, 100), (100, 10), (10, 1)] {
            assert!(
                blocks(small).is_subset(&blocks(large)),
                "1/{small} in 1/{large}"
            );
            assert_eq!(blocks(small).len() as u32, 100_000 / small);
        }
    }

    #[test]
    fn only_powers_of_ten_are_nested() {
        assert_eq!(Sample::one_in(50), Err(NotNested(50)));
    }

    #[test]
    fn kept_blocks_stay_below_the_total() {
        for k in [1, 10, 100, 1_000, 10_000] {
            let sample = Sample::one_in(k).unwrap();
            for total in [0, 1, 5, 6, 55, 56, 555, 556, 5_555, 5_556, 12_345] {
                let kept = sample.kept_of(total);
                assert!(kept == 0 || sample.global(kept - 1) < total);
                assert!(sample.global(kept) >= total);
            }
        }
    }
}
