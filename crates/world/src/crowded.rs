//! Collectives in which somebody looked for a free place and found none.
//!
//! Towns fill up, and whoever looks for a place would look through the same full collectives every
//! week. A mark on a collective is a promise that nobody can settle there; a collective without one
//! may be full or not. So marks change no place that is found, and a country that was just built or
//! read from a snapshot starts without any.

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

const BITS: usize = u64::BITS as usize;

/// One mark for each collective of a country.
#[derive(Debug, Default)]
pub struct Crowded {
    marks: Vec<AtomicU64>,
}

impl Crowded {
    /// No mark on any of so many collectives.
    pub fn none(collectives: usize) -> Crowded {
        let words = 0..collectives.div_ceil(BITS);
        Crowded {
            marks: words.map(|_| AtomicU64::new(0)).collect(),
        }
    }

    /// Takes the mark of a collective in which a place became free. Marks are taken side by side: in
    /// what order makes no difference.
    pub fn reopen(&self, collective: usize) {
        let bit = 1 << (collective % BITS);
        let word = &self.marks[collective / BITS];
        if word.load(Relaxed) & bit != 0 {
            word.fetch_and(!bit, Relaxed);
        }
    }

    /// Whether a collective is known to be full.
    pub fn is_marked(&self, collective: usize) -> bool {
        self.marks[collective / BITS].load(Relaxed) >> (collective % BITS) & 1 == 1
    }

    /// Marks a collective without a free place.
    pub(crate) fn mark(&self, collective: usize) {
        self.marks[collective / BITS].fetch_or(1 << (collective % BITS), Relaxed);
    }

    /// The first collective of a range that has no mark.
    pub(crate) fn first_open(&self, range: Range<usize>) -> Option<usize> {
        let mut from = range.start;
        while from < range.end {
            let open = !self.marks[from / BITS].load(Relaxed) >> (from % BITS);
            if open != 0 {
                let found = from + open.trailing_zeros() as usize;
                return (found < range.end).then_some(found);
            }
            from = (from / BITS + 1) * BITS;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_open_collective_is_the_first_without_a_mark() {
        let crowded = Crowded::none(300);
        for collective in (0..300).filter(|own| own % 7 != 3 || (60..210).contains(own)) {
            crowded.mark(collective);
        }
        for collective in [64, 65, 130] {
            crowded.reopen(collective);
        }
        for start in 0..300 {
            for end in start..=300 {
                let slow = (start..end).find(|own| !crowded.is_marked(*own));
                assert_eq!(crowded.first_open(start..end), slow);
            }
        }
    }
}
