use models::cascade::{Network, flips, reproduction, window};
use models::random::Random;
use proptest::prelude::*;

#[test]
fn a_node_without_neighbours_never_flips() {
    assert!(!flips(0, 0, 0.0));
    assert!(flips(1, 5, 0.2));
    assert!(!flips(1, 6, 0.2));
}

proptest! {
    #[test]
    fn a_wider_tolerance_of_degree_widens_the_window(degree in 4_u32..12) {
        let (low, high) = window(degree).unwrap();
        let (wider_low, wider_high) = window(degree + 1).unwrap();
        prop_assert!(wider_low <= low && wider_high > high);
        prop_assert!((reproduction(low, degree) - 1.0).abs() < 1e-9);
        prop_assert!((reproduction(high, degree) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_lower_threshold_never_shrinks_a_cascade(seed in 0_u64..50, low in 0.05_f64..0.5, more in 0.0_f64..0.5) {
        let network = Network::poisson(300, 3.0, &mut Random::new(seed, "test"));
        prop_assert!(network.cascade(0, low) >= network.cascade(0, low + more));
    }

    #[test]
    fn ties_are_mutual_and_without_loops(seed in 0_u64..50, degree in 0.0_f64..8.0) {
        let network = Network::poisson(100, degree, &mut Random::new(seed, "test"));
        for (node, neighbours) in network.neighbours.iter().enumerate() {
            for &neighbour in neighbours {
                prop_assert!(neighbour as usize != node);
                prop_assert!(network.neighbours[neighbour as usize].contains(&(node as u32)));
            }
        }
    }
}
