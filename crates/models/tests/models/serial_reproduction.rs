use models::serial_reproduction::{Retellers, drift, fidelity, spread};
use proptest::prelude::*;

fn retellers() -> impl Strategy<Value = Retellers> {
    (-3.0_f64..3.0, 0.1_f64..4.0, 0.1_f64..4.0).prop_map(
        |(prior_mean, prior_variance, noise_variance)| Retellers {
            prior_mean,
            prior_variance,
            noise_variance,
        },
    )
}

proptest! {
    #[test]
    fn a_message_moves_towards_the_prior_and_never_past_it(retellers in retellers(), start in -10.0_f64..10.0, step in 1_i32..10) {
        let distance = |steps| (retellers.after(start, steps).0 - retellers.prior_mean).abs();
        prop_assert!(distance(step + 1) <= distance(step));
        prop_assert!((retellers.after(start, step).0 - retellers.prior_mean) * (start - retellers.prior_mean) >= 0.0);
    }

    #[test]
    fn the_chain_forgets_the_message(retellers in retellers(), start in -10.0_f64..10.0) {
        let (mean, variance) = retellers.after(start, 2000);
        prop_assert!((mean - retellers.prior_mean).abs() < 1e-6);
        let limit = retellers.prior_variance + retellers.noise_variance;
        prop_assert!((variance / limit - 1.0).abs() < 1e-6);
    }

    #[test]
    fn the_closed_form_is_the_step_repeated(retellers in retellers(), start in -10.0_f64..10.0, steps in 1_i32..12) {
        let fidelity = fidelity(retellers.prior_variance, retellers.noise_variance);
        let (mut mean, mut variance) = (start, 0.0);
        for _ in 0..steps {
            mean = drift(mean, retellers.prior_mean, fidelity);
            variance = fidelity * fidelity * variance + spread(fidelity, retellers.noise_variance);
        }
        let closed = retellers.after(start, steps);
        prop_assert!((closed.0 - mean).abs() < 1e-9 && (closed.1 - variance).abs() < 1e-9);
    }
}
