//! Asking a question of all people of a block at once.
//!
//! Answers are bytes, 0 or 1, or planes of bits. A compiler turns a sum of booleans into 32
//! extractions of single bits; a plane is a few instructions and counting it one.

use crate::LANES;

/// One if two bytes are equal.
#[inline(always)]
pub fn equal(a: u8, b: u8) -> u8 {
    1 - (a ^ b).min(1)
}

/// One if `a` is above `b`.
#[inline(always)]
pub fn above(a: u8, b: u8) -> u8 {
    a.saturating_sub(b).min(1)
}

/// One if `a` is less than `b`; neither may be a NaN.
#[inline(always)]
pub fn less(a: f32, b: f32) -> u8 {
    ((a - b).to_bits() >> 31) as u8
}

/// One if any of the bits of `mask` is set in `byte`.
#[inline(always)]
pub fn any_of(byte: u8, mask: u8) -> u8 {
    (byte & mask).min(1)
}

/// `yes` where `flag` is one, `no` where it is zero.
#[inline(always)]
pub fn choose(flag: u8, yes: u8, no: u8) -> u8 {
    let mask = flag.wrapping_neg();
    yes & mask | no & !mask
}

/// For which lanes the answer is one: bit `lane` of the result.
#[expect(
    clippy::needless_range_loop,
    reason = "lanes of several columns side by side; indices keep the loop vectorisable"
)]
#[inline(always)]
pub fn bits(answer: impl Fn(usize) -> u8) -> u32 {
    let mut bytes = [0_u8; LANES];
    for lane in 0..LANES {
        bytes[lane] = answer(lane);
    }
    plane(&bytes, 0)
}

/// One bit of every lane of a column: bit `lane` of the result is bit `bit` of the lane's byte.
///
/// Counting people is boolean logic on such planes and a count of ones.
#[inline(always)]
pub fn plane(column: &[u8; LANES], bit: u8) -> u32 {
    #[cfg(target_arch = "x86_64")]
    return plane_by_sign(column, bit);
    #[cfg(not(target_arch = "x86_64"))]
    return plane_by_product(column, bit);
}

/// Moves the bit to the top of each byte, where one instruction collects sixteen of them.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
fn plane_by_sign(column: &[u8; LANES], bit: u8) -> u32 {
    use std::arch::x86_64::{_mm_cvtsi32_si128, _mm_movemask_epi8, _mm_set_epi64x, _mm_sll_epi16};
    let (words, _) = column.as_chunks::<8>();
    let word = |at: usize| i64::from_le_bytes(words[at]);
    // A shift of two bytes together brings the right bit to the top of both.
    let half = |at: usize| {
        // SAFETY: these take and give values only and need SSE2, which every x86-64 machine has.
        unsafe {
            let lanes = _mm_set_epi64x(word(at + 1), word(at));
            let up = _mm_cvtsi32_si128(7 - i32::from(bit));
            _mm_movemask_epi8(_mm_sll_epi16(lanes, up)) as u32
        }
    };
    half(0) | half(2) << 16
}

/// The same in whole-number arithmetic, for every other architecture.
#[cfg(any(test, not(target_arch = "x86_64")))]
#[inline(always)]
fn plane_by_product(column: &[u8; LANES], bit: u8) -> u32 {
    const LOW: u64 = 0x0101_0101_0101_0101;
    // Each factor 2^(56 - 7 i) moves the bit of byte i to bit 56 + i; no two land on one place.
    const SPREAD: u64 = 0x0102_0408_1020_4080;
    let mut bits = 0;
    for (group, eight) in column.as_chunks::<8>().0.iter().enumerate() {
        let own = u64::from_le_bytes(*eight) >> bit & LOW;
        bits |= ((own.wrapping_mul(SPREAD) >> 56) as u32) << (8 * group);
    }
    bits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_right() {
        for a in 0..=255 {
            for b in 0..=255 {
                assert_eq!(equal(a, b), u8::from(a == b));
                assert_eq!(any_of(a, b), u8::from(a & b != 0));
                assert_eq!(above(a, b), u8::from(a > b));
                assert_eq!(less(f32::from(a), f32::from(b)), u8::from(a < b));
            }
        }
        assert_eq!(less(0.0, -0.0), 0);
        assert_eq!((choose(1, 7, 9), choose(0, 7, 9)), (7, 9));
    }

    #[test]
    fn planes_hold_the_bits_of_a_column() {
        for seed in [0_u32, 1, 0x8000_0001, 0xdead_beef, u32::MAX] {
            let answer = |lane: usize| (seed >> lane & 1) as u8;
            assert_eq!(bits(answer), seed);
            for bit in 0..8 {
                let column = std::array::from_fn(|lane| answer(lane) << bit);
                assert_eq!(plane(&column, bit), seed);
                assert_eq!(plane_by_product(&column, bit), seed);
                assert_eq!(plane(&column, (bit + 1) % 8), 0);
            }
        }
    }
}
