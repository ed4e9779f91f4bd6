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

    /// Whether the quantile at a share is a known value.
    fn check(prior: Distribution, share: f64, known: f64) {
        let own = quantile(&prior, share).expect("a distribution");
        assert!(
            (own - known).abs() < 1e-6,
            "{prior:?}: {own} is not {known}"
        );
    }

    fn triangle(mode: f64) -> Distribution {
        let (low, high) = (0.0, 1.0);
        Distribution::Triangular { low, mode, high }
    }

    #[test]
    fn quantiles_of_straight_densities_are_those_of_geometry() {
        let (low, high) = (2.0, 4.0);
        check(Distribution::Uniform { low, high }, 0.25, 2.5);
        // Half of a symmetric triangle lies below its mode, a quarter below 1 / sqrt 8.
        check(triangle(0.5), 0.5, 0.5);
        check(triangle(0.5), 0.25, 0.125_f64.sqrt());
        check(triangle(1.0), 0.25, 0.5);
        check(triangle(0.0), 0.75, 0.5);
    }

    #[test]
    fn quantiles_of_curved_densities_are_those_of_the_tables() {
        let (mean, deviation) = (1.0, 2.0);
        check(
            Distribution::Normal { mean, deviation },
            0.975,
            1.0 + 2.0 * 1.959_963_985,
        );
        let (median, sigma) = (3.0, 0.5);
        check(Distribution::Lognormal { median, sigma }, 0.5, 3.0);
        // Beta(2, 2) is symmetric; Beta(1, 2) has the distribution function 1 - (1 - x)^2.
        let symmetric = Distribution::Beta {
            alpha: 2.0,
            beta: 2.0,
        };
        check(symmetric, 0.5, 0.5);
        check(
            Distribution::Beta {
                alpha: 1.0,
                beta: 2.0,
            },
            0.75,
            0.5,
        );
    }
}
