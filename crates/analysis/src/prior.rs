//! Parameter priors as quantile functions, so that any design in the unit cube becomes draws.

use scenario::Distribution;
use statrs::distribution::{Beta, ContinuousCDF, LogNormal, Normal, Triangular};

/// The value below which `share` of a prior lies, for `share` in (0, 1).
///
/// One coordinate makes one value, so two points that differ in another coordinate agree in this.
/// `None` for a distribution whose numbers make none; scenario texts with such are refused on reading.
pub fn quantile(prior: &Distribution, share: f64) -> Option<f64> {
    Some(match *prior {
        // The library wants the mode strictly inside; on an end it is still a triangle.
        Distribution::Triangular { low, mode, high } if mode <= low => {
            high - (high - low) * (1.0 - share).sqrt()
        }
        Distribution::Triangular { low, mode, high } if mode >= high => {
            low + (high - low) * share.sqrt()
        }
        Distribution::Triangular { low, mode, high } => {
            Triangular::new(low, high, mode).ok()?.inverse_cdf(share)
        }
        Distribution::Uniform { low, high } => low + (high - low) * share,
        Distribution::Normal { mean, deviation } => {
            Normal::new(mean, deviation).ok()?.inverse_cdf(share)
        }
        Distribution::Lognormal { median, sigma } => {
            LogNormal::new(median.ln(), sigma).ok()?.inverse_cdf(share)
        }
        Distribution::Beta { alpha, beta } => Beta::new(alpha, beta).ok()?.inverse_cdf(share),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(prior: Distribution, share: f64) -> f64 {
        quantile(&prior, share).expect("a distribution")
    }

    #[test]
    fn quantiles_are_those_of_the_textbook() {
        let close = |a: f64, b: f64| assert!((a - b).abs() < 1e-6, "{a} is not {b}");
        close(
            at(
                Distribution::Uniform {
                    low: 2.0,
                    high: 4.0,
                },
                0.25,
            ),
            2.5,
        );
        // Half of a symmetric triangle lies below its mode; a quarter of the area is reached at 1/sqrt(8).
        let triangle = Distribution::Triangular {
            low: 0.0,
            mode: 0.5,
            high: 1.0,
        };
        close(at(triangle.clone(), 0.5), 0.5);
        close(at(triangle, 0.25), 0.125_f64.sqrt());
        let rising = Distribution::Triangular {
            low: 0.0,
            mode: 1.0,
            high: 1.0,
        };
        close(at(rising, 0.25), 0.5);
        let falling = Distribution::Triangular {
            low: 0.0,
            mode: 0.0,
            high: 1.0,
        };
        close(at(falling, 0.75), 0.5);
        close(
            at(
                Distribution::Normal {
                    mean: 1.0,
                    deviation: 2.0,
                },
                0.975,
            ),
            1.0 + 2.0 * 1.959_963_985,
        );
        close(
            at(
                Distribution::Lognormal {
                    median: 3.0,
                    sigma: 0.5,
                },
                0.5,
            ),
            3.0,
        );
        // Beta(2, 2) is symmetric; Beta(1, 2) has the distribution function 1 - (1 - x)^2.
        close(
            at(
                Distribution::Beta {
                    alpha: 2.0,
                    beta: 2.0,
                },
                0.5,
            ),
            0.5,
        );
        close(
            at(
                Distribution::Beta {
                    alpha: 1.0,
                    beta: 2.0,
                },
                0.75,
            ),
            0.5,
        );
    }
}
