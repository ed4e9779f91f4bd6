//! Elementary functions that give the same bits on every machine and in every vector width.
//!
//! The standard library's call the platform's; these use additions and multiplications only, in a
//! fixed order, and contain no branch, so that a loop over 32 people vectorises.

/// 2 to the power `x`, relative error below 3e-7, for -126 <= x <= 126 (clamped outside).
#[inline(always)]
pub fn exp2(x: f32) -> f32 {
    let x = x.clamp(-126.0, 126.0);
    // Adding 1.5 * 2^23 rounds to the nearest whole number and leaves it in the low bits; a
    // conversion to an integer would check its range and not vectorise.
    const ROUND: f32 = 12_582_912.0;
    let rounded = x + ROUND;
    let rest = x - (rounded - ROUND);
    // (2^rest - 1) / rest through the five Chebyshev points of [-1/2, 1/2]; the first coefficient
    // is ln 2. The polynomial is off by less than 2.1e-7 of 2^rest.
    // Summed in pairs (Estrin), so that few steps wait for each other.
    let square = rest * rest;
    let low = 1.0 + std::f32::consts::LN_2 * rest;
    let middle = 0.240_223_5 + 0.055_503_81 * rest;
    let high = 0.009_666_368 + 0.001_338_130_2 * rest;
    let series = low + square * (middle + square * high);
    let exponent = rounded.to_bits().wrapping_add(127) << 23;
    series * f32::from_bits(exponent)
}

/// e to the power `x`.
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    exp2(x * std::f32::consts::LOG2_E)
}

/// The logistic function 1 / (1 + e^-x).
#[inline(always)]
pub fn logistic(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// Rounds a number to a byte, clamped to 0..=255, ties to even.
#[inline(always)]
pub fn round_to_byte(x: f32) -> u8 {
    // Adding 2^23 leaves no bits for a fraction, so the whole part is the low bits as they stand.
    (x.clamp(0.0, 255.0) + 8_388_608.0).to_bits() as u8
}

/// Rounds up or down at random so that the mean is kept: an eight-bit stock that moves by less
/// than one step a turn would otherwise never move. `bits` is a uniform byte.
#[inline(always)]
pub fn round_at_random(x: f32, bits: u8) -> u8 {
    round_to_byte(x + (f32::from(bits) + 0.5) * (1.0 / 256.0) - 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_keeps_the_mean() {
        for x in [0.0_f32, 0.25, 17.75, 254.5, 255.0] {
            let sum: u32 = (0..=255)
                .map(|bits| u32::from(round_at_random(x, bits)))
                .sum();
            assert!((sum as f32 / 256.0 - x).abs() < 0.01, "{x}");
        }
        assert_eq!(round_to_byte(-3.0), 0);
        assert_eq!(round_to_byte(400.0), 255);
    }

    #[test]
    fn agrees_with_the_standard_library() {
        for step in -4000..=4000 {
            let x = step as f32 / 50.0;
            let exact = f64::from(x).exp();
            let error = (f64::from(exp(x)) - exact).abs() / exact;
            // Rounding x * log2(e) costs |x| half-units in the last place; the series costs less.
            assert!(
                error < 3e-7 + 1.5e-7 * f64::from(x.abs()),
                "exp({x}) is off by {error}"
            );
        }
        assert!((logistic(0.0) - 0.5).abs() < 1e-7);
        assert!(logistic(-200.0) >= 0.0 && logistic(200.0) <= 1.0);
    }
}
