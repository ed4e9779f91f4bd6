//! Working on contiguous parts of the columns side by side.

use std::ops::Range;

/// Runs `work` on every part, in parallel, and gives each its own blocks of both columns.
///
/// `parts` are in order of their ranges and do not overlap; blocks between them are not touched.
/// Each part writes to its own `results` entry, so what comes back is in part order whatever the
/// threads did. Splitting recurses by halves and allocates nothing.
///
/// # Panics
/// When a range lies outside the columns, or `results` is shorter than `parts`: both are bugs of
/// the caller.
pub fn for_each_part<P, A, B, R, F>(
    parts: &[P],
    range: fn(&P) -> Range<usize>,
    columns: (&mut [A], &mut [B]),
    results: &mut [R],
    work: &F,
) where
    P: Sync,
    A: Send,
    B: Send,
    R: Send,
    F: Fn(&P, &mut [A], &mut [B], &mut R) + Sync,
{
    halve(parts, range, 0, columns, results, work);
}

fn halve<P, A, B, R, F>(
    parts: &[P],
    range: fn(&P) -> Range<usize>,
    start: usize,
    (a, b): (&mut [A], &mut [B]),
    results: &mut [R],
    work: &F,
) where
    P: Sync,
    A: Send,
    B: Send,
    R: Send,
    F: Fn(&P, &mut [A], &mut [B], &mut R) + Sync,
{
    match parts {
        [] => {}
        [part] => {
            let own = range(part);
            let own = own.start - start..own.end - start;
            work(part, &mut a[own.clone()], &mut b[own], &mut results[0]);
        }
        _ => {
            let middle = parts.len() / 2;
            let (left, right) = parts.split_at(middle);
            let (left_results, right_results) = results.split_at_mut(middle);
            let cut = range(&right[0]).start;
            let (left_a, right_a) = a.split_at_mut(cut - start);
            let (left_b, right_b) = b.split_at_mut(cut - start);
            rayon::join(
                || halve(left, range, start, (left_a, left_b), left_results, work),
                || halve(right, range, cut, (right_a, right_b), right_results, work),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_gets_its_own_blocks() {
        let parts = [0..2, 2..2, 3..7, 7..10];
        let mut blocks: Vec<usize> = (0..10).collect();
        let mut same = blocks.clone();
        let mut sums = vec![0; parts.len()];
        for_each_part(
            &parts,
            Clone::clone,
            (&mut blocks, &mut same),
            &mut sums,
            &|part, own, _, sum| {
                assert_eq!(own.len(), part.len());
                *sum = own.iter().sum();
                own.fill(0);
            },
        );
        assert_eq!(sums, [1, 0, 18, 24]);
        assert_eq!(blocks, [0, 0, 2, 0, 0, 0, 0, 0, 0, 0]);
    }
}
