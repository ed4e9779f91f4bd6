//! The simulators' random numbers: SplitMix64 used as a counter-based generator.
//!
//! Draw number n of a stream is a fixed function of the seed, the stream's name and n, in whole-number arithmetic, so
//! the same seed gives the same bits on every platform and a new stream never shifts the draws of another.
//! Generator: Steele, Lea and Flood (2014), "Fast splittable pseudorandom number generators", OOPSLA.

/// The odd constant nearest to 2^64 divided by the golden ratio, SplitMix64's increment.
const INCREMENT: u64 = 0x9E37_79B9_7F4A_7C15;

/// A stream of random numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Random {
    state: u64,
}

/// SplitMix64's finaliser, a bijection on 64-bit words.
#[inline]
pub fn mix(word: u64) -> u64 {
    let word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    word ^ (word >> 31)
}

impl Random {
    /// The stream with a stable name under a seed.
    pub fn new(seed: u64, name: &str) -> Random {
        let start = mix(seed.wrapping_add(INCREMENT));
        let state = name.bytes().fold(start, |key, byte| {
            mix(key ^ u64::from(byte)).wrapping_add(INCREMENT)
        });
        Random { state }
    }

    /// The stream numbered by two whole numbers under a seed, for example a tile of a step.
    #[inline]
    pub fn numbered(seed: u64, first: u64, second: u64) -> Random {
        let key = mix(seed.wrapping_add(INCREMENT));
        let key = mix(key.wrapping_add(first.wrapping_mul(INCREMENT)));
        Random {
            state: mix(key.wrapping_add(second.wrapping_mul(INCREMENT))),
        }
    }

    /// 64 random bits.
    #[inline]
    pub fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(INCREMENT);
        mix(self.state)
    }

    /// Uniform on [0, 1), a multiple of 2^-53.
    #[inline]
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 * (1.0 / (1_u64 << 53) as f64)
    }

    /// True with the given probability.
    #[inline]
    pub fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// Uniform on the whole numbers `0..count` without bias (Lemire 2019); 0 when `count` is 0.
    #[inline]
    pub fn below(&mut self, count: usize) -> usize {
        let count = count as u64;
        loop {
            let product = u128::from(self.bits()) * u128::from(count);
            let low = product as u64;
            // The division is needed only in the rare case that this draw might be one too many.
            if low >= count || low >= count.wrapping_neg() % count.max(1) {
                return (product >> 64) as usize;
            }
        }
    }

    /// Standard normal (Box and Muller 1958, one of the pair).
    pub fn normal(&mut self) -> f64 {
        let radius = libm::sqrt(-2.0 * libm::log(1.0 - self.unit()));
        radius * libm::cos(2.0 * std::f64::consts::PI * self.unit())
    }

    /// Brings a list into a uniformly random order (Fisher and Yates).
    #[inline]
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            let other = self.below(last + 1);
            list.swap(last, other);
        }
    }
}
