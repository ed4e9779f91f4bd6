//! Working on contiguous parts of the columns side by side.

use std::ops::Range;

/// Blocks below which neighbouring parts are one piece of work: waking another thread for fewer
/// costs more than visiting them.
const PIECE: usize = 512;

/// Places of the entries of a key in a list in order of keys.
pub fn places_of<T, K: Ord>(own: K, list: &[T], key: impl Fn(&T) -> K) -> Range<usize> {
    let first = list.partition_point(|entry| key(entry) < own);
    let end = list.partition_point(|entry| key(entry) <= own);
    first..end
}

/// Runs `work` on runs of neighbouring parts, in parallel, and gives each run its own blocks of
/// both columns: those from the first block of its first part to the last of its last.
///
/// `parts` are in order of their ranges and do not overlap. Each run writes to its own entries of
/// `results`, so what comes back is in part order whatever the threads did. Where runs begin and
/// end depends on the ranges alone. Splitting recurses by halves and allocates nothing.
///
/// # Panics
/// When a range lies outside the columns, or `results` is shorter than `parts`: both are bugs of
/// the caller.
pub fn for_each_run<P, A, B, R, F>(
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
    F: Fn(&[P], &mut [A], &mut [B], &mut [R]) + Sync,
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
    F: Fn(&[P], &mut [A], &mut [B], &mut [R]) + Sync,
{
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
        return;
    };
    let own = range(first).start..range(last).end;
    if parts.len() == 1 || own.len() <= PIECE {
        let own = own.start - start..own.end - start;
        work(parts, &mut a[own.clone()], &mut b[own], results);
        return;
    }
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

/// Runs `work` on every part, in parallel, and gives each its own blocks of both columns; blocks
/// between parts are not touched. See [`for_each_run`].
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
    for_each_run(
        parts,
        range,
        columns,
        results,
        &|run: &[P], a: &mut [A], b: &mut [B], results: &mut [R]| {
            let start = run.first().map_or(0, |part| range(part).start);
            for (part, result) in run.iter().zip(results) {
                let own = range(part);
                let own = own.start - start..own.end - start;
                work(part, &mut a[own.clone()], &mut b[own], result);
            }
        },
    );
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

    #[test]
    fn runs_cover_all_parts_in_order_and_small_ones_together() {
        let parts: Vec<Range<usize>> = (0..200).map(|at| at * 3..at * 3 + 3).collect();
        let mut blocks = vec![1_usize; 600];
        let mut same = blocks.clone();
        let mut runs = vec![0; parts.len()];
        let columns = (blocks.as_mut_slice(), same.as_mut_slice());
        for_each_run(
            &parts,
            Clone::clone,
            columns,
            &mut runs,
            &|run, a, _, results| {
                assert_eq!(a.len(), run.len() * 3);
                assert_eq!(results.len(), run.len());
                assert!(a.len() <= PIECE && run.len() > 1);
                results.fill(run.len());
                a.fill(run[0].start);
            },
        );
        assert!(runs.iter().all(|length| *length > 1));
        assert!(blocks.is_sorted());
    }
}
