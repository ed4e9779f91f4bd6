//! Many pieces of work side by side, one a thread, without a say in the results.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many threads there are, and how they are shared out over pieces of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Labour {
    /// Pieces worked on at once.
    pub workers: usize,
    /// Threads of each piece.
    pub threads_each: usize,
}

impl Labour {
    /// One thread a piece while there are pieces enough; threads left over help with the pieces.
    pub fn of(pieces: usize, threads: usize) -> Labour {
        let workers = pieces.clamp(1, threads.max(1));
        Labour {
            workers,
            threads_each: threads.max(1) / workers,
        }
    }
}

/// Does `work` for the numbers `0..pieces`. Results stand in that order; who did which piece and
/// when changes nothing, as long as `work` depends on its number alone.
///
/// # Panics
/// When `work` does.
pub fn in_parallel<R: Send>(
    pieces: usize,
    threads: Option<usize>,
    work: impl Fn(usize) -> R + Sync,
) -> Result<Vec<R>, rayon::ThreadPoolBuildError> {
    let threads = threads.unwrap_or_else(rayon::current_num_threads);
    let labour = Labour::of(pieces, threads);
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<Option<R>>> = Mutex::new((0..pieces).map(|_| None).collect());
    let labourer = || loop {
        let piece = next.fetch_add(1, Ordering::Relaxed);
        if piece >= pieces {
            return;
        }
        let result = work(piece);
        if let Ok(mut results) = results.lock() {
            results[piece] = Some(result);
        }
    };
    // A pool of its own keeps the inner loops of a piece on the piece's threads: waiting for one
    // piece never means starting on another.
    let pools = (0..labour.workers)
        .map(|_| {
            rayon::ThreadPoolBuilder::new()
                .num_threads(labour.threads_each)
                .build()
        })
        .collect::<Result<Vec<_>, _>>()?;
    std::thread::scope(|scope| {
        for pool in &pools {
            scope.spawn(|| pool.install(labourer));
        }
    });
    let results = results.into_inner().unwrap_or_default();
    Ok(results.into_iter().flatten().collect())
}
