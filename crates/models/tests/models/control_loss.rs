use models::control_loss::{Hierarchy, retention};
use proptest::prelude::*;

proptest! {
    #[test]
    fn every_level_loses(alpha in 0.01_f64..0.99, steps in 0_i32..20) {
        prop_assert!(retention(alpha, steps + 1) < retention(alpha, steps));
        let parts = retention(alpha, steps) * retention(alpha, 3);
        prop_assert!((retention(alpha, steps + 3) - parts).abs() < 1e-12);
    }

    #[test]
    fn the_best_size_beats_its_neighbours(alpha in 0.75_f64..0.97, span in 4.0_f64..12.0) {
        let hierarchy = Hierarchy { alpha, span, wage_ratio: 1.5, margin: 3.0, base_wage: 1.0 };
        let best = hierarchy.optimal_levels();
        let profit = hierarchy.profit(best);
        prop_assert!(profit >= hierarchy.profit(best + 0.01) && profit >= hierarchy.profit(best - 0.01));
    }
}
