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
        s => bisect_near(lower_quantile(s), (-40.0, 0.0), |z| normal_cdf(z) - s),
    }
}

/// The quantile of a share up to one half, nearly: the rational approximation 26.2.23 of Abramowitz and Stegun
/// (1964), Handbook of Mathematical Functions, off by less than 4.5e-4, and three steps of Newton's method, which leave
/// nothing but rounding.
fn lower_quantile(share: f64) -> f64 {
    let t = libm::sqrt(-2.0 * libm::log(share));
    let above = 2.515517 + t * (0.802853 + t * 0.010328);
    let below = 1.0 + t * (1.432788 + t * (0.189269 + t * 0.001308));
    let newton = |z: f64| z - (normal_cdf(z) - share) / normal_density(z);
    newton(newton(newton(above / below - t)))
}

/// Distance from a guessed root, to one and its size, beyond which the sign of a function is not looked up: some forty
/// times the rounding of a root.
const REACH: f64 = 1e-14;

/// The root of a rising `f` to the last bit, as [`bisect`] finds it, with fewer looks at `f` where the guess is good.
///
/// Once it is seen that the root lies within half the reach of the guess, the sign beyond the reach is known.
fn bisect_near(guess: f64, (low, high): (f64, f64), f: impl Fn(f64) -> f64) -> f64 {
    let reach = REACH * (1.0 + guess.abs());
    let good = f(guess - reach / 2.0) < 0.0 && f(guess + reach / 2.0) > 0.0;
    bisect(low, high, |z| match z - guess {
        away if good && away.abs() > reach => away,
        _ => f(z),
    })
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
