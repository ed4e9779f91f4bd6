//! What the machine can do at most: adding up memory.

use std::hint::black_box;
use std::time::Instant;

/// Bytes added up in one measurement, so that small memories are passed over many times.
const BYTES_PER_MEASUREMENT: usize = 1 << 30;

/// Seconds to add up `bytes` bytes of memory once, after a first pass that brings the pages in; the least of three.
pub fn plain_pass(bytes: usize, threads: usize) -> f64 {
    let words = vec![1_u64; bytes.div_ceil(8).max(1)];
    let passes = (BYTES_PER_MEASUREMENT / bytes.max(1)).max(1);
    black_box(add(&words));
    least((0..3).map(|_| passes_over(&words, passes, threads))) / passes as f64
}

fn add(part: &[u64]) -> u64 {
    part.iter().fold(0, |sum, word| sum.wrapping_add(*word))
}

fn passes_over(words: &[u64], passes: usize, threads: usize) -> f64 {
    let clock = Instant::now();
    std::thread::scope(|scope| {
        for part in words.chunks(words.len().div_ceil(threads)) {
            scope.spawn(move || (0..passes).for_each(|_| _ = black_box(add(black_box(part)))));
        }
    });
    clock.elapsed().as_secs_f64()
}

/// The least: what other work on the machine disturbs, it only lengthens.
pub fn least(numbers: impl Iterator<Item = f64>) -> f64 {
    numbers.fold(f64::INFINITY, f64::min)
}

/// The middle one, NaN of none.
pub fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), 2.0);
        assert!(median(Vec::new()).is_nan());
    }

    #[test]
    fn a_plain_pass_takes_some_time() {
        assert!(plain_pass(1 << 20, 2) > 0.0);
    }
}
