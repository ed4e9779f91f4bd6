use models::global_game::{attack, equilibrium, solve};
use proptest::prelude::*;

proptest! {
    #[test]
    fn the_fall_does_not_depend_on_the_noise(cost in 0.01_f64..0.99, noise in 0.01_f64..5.0) {
        let (closed, solved) = (equilibrium(cost, noise), solve(cost, noise));
        prop_assert!((closed.critical_strength - (1.0 - cost)).abs() < 1e-12);
        prop_assert!((solved.critical_strength - closed.critical_strength).abs() < 1e-9);
        prop_assert!((solved.critical_signal - closed.critical_signal).abs() < 1e-8);
    }

    #[test]
    fn the_attack_just_suffices_at_the_critical_strength(cost in 0.01_f64..0.99, noise in 0.01_f64..5.0) {
        let equilibrium = equilibrium(cost, noise);
        let share = attack(equilibrium.critical_strength, equilibrium.critical_signal, noise);
        prop_assert!((share - equilibrium.critical_strength).abs() < 1e-9);
    }
}
