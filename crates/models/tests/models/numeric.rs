use models::numeric::{Real, bisect, normal_cdf, normal_quantile};
use proptest::prelude::*;

proptest! {
    #[test]
    fn the_quantile_inverts_the_distribution(share in 1e-12_f64..1.0) {
        prop_assert!((normal_cdf(normal_quantile(share)) - share).abs() < 1e-12);
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
