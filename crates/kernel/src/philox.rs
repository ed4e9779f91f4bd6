//! Philox4x32-10 (Salmon, Moraes, Dror & Shaw 2011, SC'11): random bits as a function of a counter.

use crate::{LANES, Week};

const MULTIPLIER_0: u32 = 0xD251_1F53;
const MULTIPLIER_1: u32 = 0xCD9E_8D57;
const WEYL_0: u32 = 0x9E37_79B9;
const WEYL_1: u32 = 0xBB67_AE85;
const ROUNDS: usize = 10;

/// Key of a run: its seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key([u32; 2]);

impl Key {
    /// The key of a run's seed.
    pub const fn from_seed(seed: u64) -> Key {
        Key([seed as u32, (seed >> 32) as u32])
    }

    /// The seed that it is the key of.
    pub const fn seed(self) -> u64 {
        self.0[0] as u64 | (self.0[1] as u64) << 32
    }
}

/// What a draw is for. Two purposes never share a draw, so a rule added or removed changes no
/// other rule's numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Purpose(pub u16);

/// One application of the generator: 128 random bits of a 128-bit counter.
#[inline(always)]
pub const fn philox4x32(counter: [u32; 4], key: Key) -> [u32; 4] {
    let [mut c0, mut c1, mut c2, mut c3] = counter;
    let [mut k0, mut k1] = key.0;
    let mut round = 0;
    while round < ROUNDS {
        let product_0 = (MULTIPLIER_0 as u64) * (c0 as u64);
        let product_1 = (MULTIPLIER_1 as u64) * (c2 as u64);
        (c0, c1, c2, c3) = (
            (product_1 >> 32) as u32 ^ c1 ^ k0,
            product_1 as u32,
            (product_0 >> 32) as u32 ^ c3 ^ k1,
            product_0 as u32,
        );
        k0 = k0.wrapping_add(WEYL_0);
        k1 = k1.wrapping_add(WEYL_1);
        round += 1;
    }
    [c0, c1, c2, c3]
}

/// Four words for one entity in one week for one purpose; `index` separates several of them.
#[inline]
pub fn draw(key: Key, entity: u32, index: u32, week: Week, purpose: Purpose) -> [u32; 4] {
    let moment = u32::from(week.0) << 16 | u32::from(purpose.0);
    philox4x32([entity, index, moment, 0], key)
}

/// One word for each of the 32 people of a block.
///
/// Person `lane` gets word `lane / 8` of the call with index `lane % 8`, so that eight calls run
/// side by side in a vector register. [`lane_draw`] is the same number for one person.
#[inline(always)]
pub fn draw_block(key: Key, block: u32, week: Week, purpose: Purpose) -> [u32; LANES] {
    // Each word lives in the lower half of a 64-bit lane: that is what lets the 32 x 32 -> 64 bit
    // products vectorise. What is in the upper half never reaches a product, and is cut off at last.
    const LOW: u64 = 0xFFFF_FFFF;
    let moment = u64::from(week.0) << 16 | u64::from(purpose.0);
    let mut c0 = [u64::from(block); WAYS];
    let mut c1 = [0, 1, 2, 3, 4, 5, 6, 7];
    let mut c2 = [moment; WAYS];
    let mut c3 = [0_u64; WAYS];
    let [mut k0, mut k1] = key.0;
    for _ in 0..ROUNDS {
        for way in 0..WAYS {
            let product_0 = u64::from(MULTIPLIER_0) * (c0[way] & LOW);
            let product_1 = u64::from(MULTIPLIER_1) * (c2[way] & LOW);
            c0[way] = (product_1 >> 32) ^ c1[way] ^ u64::from(k0);
            c1[way] = product_1;
            c2[way] = (product_0 >> 32) ^ c3[way] ^ u64::from(k1);
            c3[way] = product_0;
        }
        k0 = k0.wrapping_add(WEYL_0);
        k1 = k1.wrapping_add(WEYL_1);
    }
    let mut lanes = [0_u32; LANES];
    for way in 0..WAYS {
        lanes[way] = c0[way] as u32;
        lanes[WAYS + way] = c1[way] as u32;
        lanes[2 * WAYS + way] = c2[way] as u32;
        lanes[3 * WAYS + way] = c3[way] as u32;
    }
    lanes
}

/// Applications of the generator that run side by side in vector registers.
const WAYS: usize = LANES / 4;

/// The word [`draw_block`] gives to one person of a block.
pub fn lane_draw(key: Key, block: u32, lane: usize, week: Week, purpose: Purpose) -> u32 {
    draw(key, block, (lane % 8) as u32, week, purpose)[lane / 8]
}

/// A word as a number in [0, 1), the upper 24 bits, exactly representable in single precision.
#[inline(always)]
pub fn unit(word: u32) -> f32 {
    (word >> 8) as f32 * (1.0 / 16_777_216.0)
}

/// True with probability `p`: compares 32 bits, so probabilities down to 2⁻³² are kept apart.
#[inline(always)]
pub fn happens(word: u32, p: f64) -> bool {
    f64::from(word) < p * 4_294_967_296.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Known answers published with Random123 (kat_vectors, philox4x32 10).
    #[test]
    fn published_known_answers_hold() {
        let all = u32::MAX;
        let cases = [
            (
                [0; 4],
                [0; 2],
                [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8],
            ),
            (
                [all; 4],
                [all; 2],
                [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd],
            ),
            (
                [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344],
                [0xa409_3822, 0x299f_31d0],
                [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1],
            ),
        ];
        for (counter, key, expected) in cases {
            assert_eq!(philox4x32(counter, Key(key)), expected);
        }
    }

    #[test]
    fn block_draws_equal_single_draws() {
        let key = Key::from_seed(0x0123_4567_89ab_cdef);
        for block in [0, 1, 77, u32::MAX] {
            let words = draw_block(key, block, Week(608), Purpose(9));
            for (lane, word) in words.into_iter().enumerate() {
                assert_eq!(word, lane_draw(key, block, lane, Week(608), Purpose(9)));
            }
        }
    }

    #[test]
    fn probabilities_are_honoured_at_the_ends() {
        assert!(!happens(0, 0.0));
        assert!(happens(u32::MAX, 1.0));
        assert!(unit(u32::MAX) < 1.0);
    }
}
