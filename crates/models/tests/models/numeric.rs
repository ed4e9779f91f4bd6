use models::numeric::{Real, bisect, normal_cdf, normal_quantile};
use proptest::prelude::*;

proptest! {
    #[test]
    fn the_quantile_inverts_the_distribution(share in 1e-12_f64..1.0) {
        prop_assert!((normal_cdf(normal_quantile(share)) - share).abs() < 1e-12);
    }

    #[test]
    fn the_quantile_is_the_one_that_bisection_finds(word in any::<u32>(), tail in 1e-300_f64..0.5) {
        let plain = |share: f64| bisect(-40.0, 0.0, |z| normal_cdf(z) - share);
        let share = (f64::from(word) + 0.5) / 8_589_934_592.0;
        prop_assert_eq!(normal_quantile(share).to_bits(), plain(share).to_bits());
        let tail = tail.powi(9).max(1e-300);
        prop_assert_eq!(normal_quantile(tail).to_bits(), plain(tail).to_bits());
    }

    #[test]
    fn bisection_finds_the_root_either_way_up(root in -5.0_f64..5.0) {
        prop_assert!((bisect(-6.0, 6.0, |x| x - root) - root).abs() < 1e-12);
        prop_assert!((bisect(-6.0, 6.0, |x| root - x) - root).abs() < 1e-12);
    }
}

#[test]
fn quantiles_outside_the_open_interval_are_infinite_or_undefined() {
    assert_eq!(normal_quantile(0.0), f64::NEG_INFINITY);
    assert_eq!(normal_quantile(1.0), f64::INFINITY);
    assert!(normal_quantile(1.1).is_nan());
}

#[test]
fn elementary_functions_have_these_bits_everywhere() {
    assert_eq!((-2.3_f64).portable_exp().to_bits(), 0x3FB9_AA90_46EC_997C);
    assert_eq!(1.5_f64.portable_pow(0.3).to_bits(), 0x3FF2_11CE_179A_0012);
}
