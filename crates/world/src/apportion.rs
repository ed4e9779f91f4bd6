//! Whole people from shares: largest remainders, odds that meet a total, tables of quantiles.

/// Splits `total` in proportion to `weights` so that the parts sum to it (largest remainder;
/// ties go to the earlier part). Weights that are all zero leave everything to the first part.
pub fn apportion(total: u64, weights: &[f64]) -> Vec<u64> {
    let sum: f64 = weights.iter().sum();
    if weights.is_empty() {
        return Vec::new();
    }
    if sum <= 0.0 {
        let mut parts = vec![0; weights.len()];
        parts[0] = total;
        return parts;
    }
    let exact: Vec<f64> = weights.iter().map(|w| total as f64 * w / sum).collect();
    let mut parts: Vec<u64> = exact.iter().map(|share| share.floor() as u64).collect();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    let remainder = |index: usize| exact[index] - exact[index].floor();
    order.sort_by(|&a, &b| remainder(b).total_cmp(&remainder(a)).then(a.cmp(&b)));
    let given: u64 = parts.iter().sum();
    for &index in order
        .iter()
        .cycle()
        .take(total.saturating_sub(given) as usize)
    {
        parts[index] += 1;
    }
    parts
}

/// Part `index` of `parts` near-equal parts of `total`; the parts sum to it.
pub fn even_part(total: u64, parts: u64, index: u64) -> u64 {
    total * (index + 1) / parts - total * index / parts
}

/// Multiplies the odds of `shares` by one factor so that the weighted shares sum to `target`.
///
/// Shares of 0 and 1 stay. A target beyond what the odds can reach gives the nearest end.
pub fn scale_odds(shares: &[f64], weights: &[f64], target: f64) -> Vec<f64> {
    let scaled = |factor: f64| {
        shares
            .iter()
            .map(move |share| factor * share / (1.0 - share + factor * share))
    };
    let total = |factor: f64| -> f64 { scaled(factor).zip(weights).map(|(s, w)| s * w).sum() };
    let (mut low, mut high) = (1e-9_f64, 1e9_f64);
    for _ in 0..120 {
        let middle = (low * high).sqrt();
        if total(middle) < target {
            low = middle;
        } else {
            high = middle;
        }
    }
    scaled(low).collect()
}

/// A discrete distribution over bytes, read with 16 random bits: each value holds entries in
/// proportion to its weight, exact to 1/65 536.
pub struct Quantiles(Box<[u8]>);

const ENTRIES: u64 = 1 << 16;

impl Quantiles {
    /// The distribution of the indices of `weights` (at most 256 of them).
    pub fn of(weights: &[f64]) -> Quantiles {
        let counts = apportion(ENTRIES, weights);
        let entries = counts
            .iter()
            .enumerate()
            .flat_map(|(value, &count)| std::iter::repeat_n(value as u8, count as usize));
        Quantiles(entries.collect())
    }

    /// The value at 16 random bits.
    #[inline]
    pub fn at(&self, bits: u16) -> u8 {
        self.0[usize::from(bits)]
    }
}

/// A probability as a threshold for 16 random bits: `bits < threshold` happens with it.
#[inline]
pub(crate) fn threshold(probability: f64) -> u32 {
    (probability.clamp(0.0, 1.0) * 65_536.0).round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn parts_sum_to_the_total(
            total in 0_u64..300_000_000,
            weights in prop::collection::vec(0.0_f64..1e9, 1..400),
        ) {
            let parts = apportion(total, &weights);
            prop_assert_eq!(parts.iter().sum::<u64>(), total);
            let sum: f64 = weights.iter().sum();
            prop_assume!(sum > 1.0);
            for (part, weight) in parts.iter().zip(&weights) {
                prop_assert!((*part as f64 - total as f64 * weight / sum).abs() <= 1.001);
            }
        }

        #[test]
        fn even_parts_sum_and_differ_by_one(total in 0_u64..100_000, parts in 1_u64..3_000) {
            let all: Vec<u64> = (0..parts).map(|index| even_part(total, parts, index)).collect();
            prop_assert_eq!(all.iter().sum::<u64>(), total);
            let (low, high) = (all.iter().min().unwrap(), all.iter().max().unwrap());
            prop_assert!(high - low <= 1);
        }

        #[test]
        fn scaled_odds_meet_the_target(
            cells in prop::collection::vec((0.01_f64..0.99, 1.0_f64..1e6), 2..50),
            share in 0.05_f64..0.95,
        ) {
            let (shares, weights): (Vec<_>, Vec<_>) = cells.into_iter().unzip();
            let target = share * weights.iter().sum::<f64>();
            let scaled = scale_odds(&shares, &weights, target);
            let got: f64 = scaled.iter().zip(&weights).map(|(s, w)| s * w).sum();
            prop_assert!((got - target).abs() < 1e-6 * target);
        }
    }

    #[test]
    fn known_apportionment() {
        // Hamilton's method on 2 : 1 : 1 seats with total 5: quotas 2.5, 1.25, 1.25.
        assert_eq!(apportion(5, &[2.0, 1.0, 1.0]), [3, 1, 1]);
        assert_eq!(apportion(7, &[0.0, 0.0]), [7, 0]);
        assert!(apportion(7, &[]).is_empty());
    }

    #[test]
    fn quantiles_hold_their_weights() {
        let table = Quantiles::of(&[1.0, 0.0, 3.0]);
        let count = (0..=u16::MAX).filter(|&bits| table.at(bits) == 2).count();
        assert_eq!(count, 49_152);
        assert!((0..=u16::MAX).all(|bits| table.at(bits) != 1));
    }

    #[test]
    fn thresholds_reach_both_ends() {
        assert_eq!(threshold(0.0), 0);
        assert_eq!(threshold(1.0), 65_536);
    }
}
