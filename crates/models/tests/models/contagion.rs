use models::contagion::{Riot, State, distance_kernel, final_size, great_circle};
use proptest::prelude::*;

fn riot(positions: &[(f64, f64)]) -> Riot {
    Riot {
        decay: 1.0,
        contagiousness: 2.0,
        coupling: Riot::coupling(positions, 1.0, 2.0),
    }
}

proptest! {
    #[test]
    fn the_final_size_solves_its_equation_and_rises(reproduction in 1.001_f64..20.0) {
        let size = final_size(reproduction);
        prop_assert!(size > 0.0 && size <= 1.0);
        prop_assert!((size - 1.0 + (-reproduction * size).exp()).abs() < 1e-12);
        prop_assert!(final_size(reproduction + 0.01) >= size);
    }

    #[test]
    fn unrest_far_away_counts_less(distance in 0.0_f64..1000.0, scale in 0.1_f64..50.0, decay in 0.1_f64..5.0) {
        let near = distance_kernel(distance, scale, decay);
        prop_assert!(near > 0.0 && near <= 1.0);
        prop_assert!(distance_kernel(distance + 1.0, scale, decay) < near);
    }

    #[test]
    fn nobody_joins_twice(x in 0.0_f64..5.0, start in 0.001_f64..0.5) {
        let riot = riot(&[(0.0, 0.0), (x, 1.0)]);
        let mut state = State { unrest: vec![start, 0.0], susceptible: vec![1.0, 0.5] };
        for _ in 0..500 {
            let next = riot.advance(&state, 0.05);
            for place in 0..2 {
                prop_assert!(next.susceptible[place] <= state.susceptible[place]);
                prop_assert!(next.susceptible[place] >= 0.0 && next.unrest[place] >= 0.0);
            }
            state = next;
        }
    }
}

#[test]
fn without_coupling_unrest_stays_where_it_began() {
    let mut riot = riot(&[(0.0, 0.0), (1.0, 0.0)]);
    riot.coupling = vec![vec![1.0, 0.0], vec![0.0, 1.0]];
    let mut state = State {
        unrest: vec![0.1, 0.0],
        susceptible: vec![1.0, 1.0],
    };
    for _ in 0..100 {
        state = riot.advance(&state, 0.05);
    }
    assert_eq!((state.unrest[1], state.susceptible[1]), (0.0, 1.0));
}

#[test]
fn below_the_threshold_nothing_spreads() {
    assert_eq!(final_size(1.0), 0.0);
    assert_eq!(final_size(0.3), 0.0);
}

#[test]
fn great_circles_have_known_lengths() {
    let quarter = 6371.0 * std::f64::consts::FRAC_PI_2;
    assert!((great_circle((0.0, 0.0), (0.0, 90.0)) - quarter).abs() < 1e-6);
    assert!((great_circle((0.0, 170.0), (0.0, -100.0)) - quarter).abs() < 1e-6);
    assert!((great_circle((90.0, 13.0), (-90.0, 77.0)) - 2.0 * quarter).abs() < 1e-6);
    assert_eq!(great_circle((55.75, 37.62), (55.75, 37.62)), 0.0);
}
