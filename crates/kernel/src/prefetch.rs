//! Asking the memory in time for what will be looked at soon.
//!
//! People who move go from anywhere to anywhere, and a processor that waits for each of their places
//! waits most of the time. Asking changes nothing but the time.

/// Bytes that come at once.
const LINE: usize = 64;

/// Entries of a list after the present one of which the next is asked for.
pub const AHEAD: usize = 12;

/// Takes each entry of a list in turn; `ask` is called with one that comes a little later, to
/// [`prefetch`] what it will need.
pub fn in_turn<S, T>(
    state: &mut S,
    list: &[T],
    ask: impl Fn(&S, &T),
    mut take: impl FnMut(&mut S, &T),
) {
    for (at, entry) in list.iter().enumerate() {
        if let Some(coming) = list.get(at + AHEAD) {
            ask(state, coming);
        }
        take(state, entry);
    }
}

/// Asks for all of a value.
#[inline(always)]
pub fn prefetch<T>(value: &T) {
    #[cfg(target_arch = "x86_64")]
    for at in (0..size_of::<T>()).step_by(LINE) {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        let start = std::ptr::from_ref(value).cast::<i8>();
        // SAFETY: the offset stays within the value, and asking reads nothing.
        unsafe { _mm_prefetch(start.add(at), _MM_HINT_T0) };
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = value;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_taken_once_and_in_order() {
        for length in [0, 1, AHEAD, AHEAD + 1, 100] {
            let list: Vec<usize> = (0..length).collect();
            let mut taken = Vec::new();
            in_turn(
                &mut taken,
                &list,
                |taken, entry| assert_eq!(*entry, taken.len() + AHEAD),
                |taken, entry| taken.push(*entry),
            );
            assert_eq!(taken, list);
        }
    }
}
