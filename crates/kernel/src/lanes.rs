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
    u8::from(a < b)
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
    use std::arch::x86_64::{_mm_cvtsi32_si128, _mm_loadu_si128, _mm_movemask_epi8, _mm_sll_epi16};
    let (halves, _) = column.as_chunks::<16>();
    // A shift of two bytes together brings the right bit to the top of both.
    let half = |at: usize| {
        // SAFETY: these need SSE2, which every x86-64 machine has; a half is 16 bytes long, which
        // is what is read, and no alignment is asked for.
        unsafe {
            let lanes = _mm_loadu_si128(halves[at].as_ptr().cast());
            let up = _mm_cvtsi32_si128(7 - i32::from(bit));
            _mm_movemask_epi8(_mm_sll_epi16(lanes, up)) as u32
        }
    };
    half(0) | half(1) << 16
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

/// The lanes whose bit is set, from the lowest.
#[inline(always)]
pub fn each(mut lanes: u32) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lane = lanes.trailing_zeros() as usize;
        lanes &= lanes.wrapping_sub(1);
        (lane < LANES).then_some(lane)
    })
}

/// The way in which this machine finds entries of a table.
///
/// Thirty-two loads of single bytes cost more than all else that is done with them, so a machine
/// that can hold a whole table in registers does that.
#[derive(Debug, Clone, Copy)]
pub struct LookUp {
    in_registers: bool,
}

impl LookUp {
    /// The faster way that this machine has.
    pub fn detect() -> LookUp {
        #[cfg(target_arch = "x86_64")]
        let in_registers =
            is_x86_feature_detected!("avx512vbmi") && is_x86_feature_detected!("avx512bw");
        #[cfg(not(target_arch = "x86_64"))]
        let in_registers = false;
        LookUp { in_registers }
    }

    /// Entries of a table at the places that a column names.
    #[inline(always)]
    pub fn entries(self, table: &[i8; 256], column: &[u8; LANES]) -> [i8; LANES] {
        #[cfg(target_arch = "x86_64")]
        if self.in_registers {
            // SAFETY: the flag is set by `detect` alone, which found both features that the
            // function is compiled with.
            return unsafe { look_up_in_registers(table, column) };
        }
        look_up_one_by_one(table, column)
    }
}

#[inline(always)]
fn look_up_one_by_one(table: &[i8; 256], column: &[u8; LANES]) -> [i8; LANES] {
    column.map(|at| table[usize::from(at)])
}

/// Looks into the two halves of the table and takes the one that the top bit of the place says.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512vbmi,avx512bw")]
#[inline]
fn look_up_in_registers(table: &[i8; 256], column: &[u8; LANES]) -> [i8; LANES] {
    use std::arch::x86_64::{
        _mm256_loadu_si256, _mm256_storeu_si256, _mm512_castsi256_si512, _mm512_castsi512_si256,
        _mm512_loadu_si512, _mm512_mask_blend_epi8, _mm512_movepi8_mask, _mm512_permutex2var_epi8,
    };
    let (quarters, _) = table.as_chunks::<64>();
    // SAFETY: each quarter is 64 bytes long, which is what is read; no alignment is asked for.
    let quarter = |at: usize| unsafe { _mm512_loadu_si512(quarters[at].as_ptr().cast()) };
    // SAFETY: the column is 32 bytes long, which is what is read.
    let places = unsafe { _mm256_loadu_si256(column.as_ptr().cast()) };
    let places = _mm512_castsi256_si512(places);
    let lower = _mm512_permutex2var_epi8(quarter(0), places, quarter(1));
    let upper = _mm512_permutex2var_epi8(quarter(2), places, quarter(3));
    let found = _mm512_mask_blend_epi8(_mm512_movepi8_mask(places), lower, upper);
    let mut values = [0; LANES];
    // SAFETY: the values are 32 bytes long, which is what is written.
    unsafe { _mm256_storeu_si256(values.as_mut_ptr().cast(), _mm512_castsi512_si256(found)) };
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_lane_of_a_set_comes_once() {
        for set in [0_u32, 1, 0x8000_0001, 0xdead_beef, u32::MAX] {
            assert!(each(set).eq((0..LANES).filter(|lane| set >> lane & 1 == 1)));
        }
    }

    #[test]
    fn looking_up_in_registers_finds_what_looking_one_by_one_finds() {
        let table = std::array::from_fn(|at| (at as u8).wrapping_mul(167).wrapping_add(31) as i8);
        for first in (0..=224).step_by(7) {
            let column = std::array::from_fn(|lane| (first + 11 * lane) as u8);
            let found = LookUp::detect().entries(&table, &column);
            assert_eq!(found, look_up_one_by_one(&table, &column));
        }
    }

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
