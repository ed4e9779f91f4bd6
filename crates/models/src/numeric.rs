//! Portable elementary functions, the normal distribution and root finding for the models.

use num_traits::Float;

/// Floating-point numbers whose transcendental functions give the same bits on every platform.
///
/// The standard library calls the platform's mathematics library, whose last bit differs between systems; the
/// methods here call the `libm` crate instead.
pub trait Real: Float {
    /// e to the power of `self`.
    fn portable_exp(self) -> Self;
    /// `self` to the power of `exponent`.
    fn portable_pow(self, exponent: Self) -> Self;
}

impl Real for f32 {
    #[inline(always)]
    fn portable_exp(self) -> f32 {
        libm::expf(self)
    }

    #[inline(always)]
    fn portable_pow(self, exponent: f32) -> f32 {
        libm::powf(self, exponent)
    }
}

impl Real for f64 {
    #[inline(always)]
    fn portable_exp(self) -> f64 {
        libm::exp(self)
    }

    #[inline(always)]
    fn portable_pow(self, exponent: f64) -> f64 {
        libm::pow(self, exponent)
    }
}

/// Density of the standard normal distribution.
pub fn normal_density(z: f64) -> f64 {
    libm::exp(-0.5 * z * z) / libm::sqrt(2.0 * std::f64::consts::PI)
}

/// Cumulative distribution function of the standard normal distribution.
pub fn normal_cdf(z: f64) -> f64 {
    0.5 * libm::erfc(-z / std::f64::consts::SQRT_2)
}

/// Quantile of the standard normal distribution: the z with `normal_cdf(z) == share`, for `share` in (0, 1).
///
/// Infinite at 0 and 1, NaN outside.
pub fn normal_quantile(share: f64) -> f64 {
    match share {
        s if !(0.0..=1.0).contains(&s) => f64::NAN,
        0.0 => f64::NEG_INFINITY,
        1.0 => f64::INFINITY,
        // The upper half by symmetry, because the distribution function loses digits near 1.
        s if s > 0.5 => -normal_quantile(1.0 - s),
        s => bisect(-40.0, 0.0, |z| normal_cdf(z) - s),
    }
}

/// The root of `f` between `low` and `high`, where `f` changes sign once, to the last bit.
pub fn bisect(mut low: f64, mut high: f64, f: impl Fn(f64) -> f64) -> f64 {
    let rising = f(high) > f(low);
    loop {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            return middle;
        }
        if (f(middle) > 0.0) == rising {
            high = middle;
        } else {
            low = middle;
        }
    }
}
