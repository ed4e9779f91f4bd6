use models::false_enforcement::{
    Horizon, Network, Placement, Population, Setting, Updating, complies, deviation, enforcement,
    pressure,
};
use models::random::Random;
use proptest::prelude::*;

fn sign() -> impl Strategy<Value = f64> {
    prop_oneof![Just(-1.0), Just(1.0)]
}

proptest! {
    #[test]
    fn the_norm_and_its_opposite_are_mirror_images(belief in sign(), around in -1.0_f64..1.0, acts in -1.0_f64..1.0, s in 0.0_f64..1.0) {
        let decide = |belief: f64, around: f64, acts: f64| {
            let pressure = pressure(belief, around);
            let compliance = complies(belief, s, pressure);
            (compliance, enforcement(belief, compliance, s, 0.125, pressure, deviation(belief, acts)))
        };
        let (compliance, enforces) = decide(belief, around, acts);
        let (mirrored, mirrored_enforces) = decide(-belief, -around, -acts);
        prop_assert_eq!((compliance, enforces), (-mirrored, -mirrored_enforces));
        prop_assert!(enforces == 0.0 || enforces == compliance, "nobody enforces what she does not do");
    }

    #[test]
    fn conviction_never_makes_anyone_give_in(belief in sign(), pressure in -1.0_f64..1.0, s in 0.0_f64..1.0, more in 0.0_f64..1.0) {
        let resists = |conviction| complies(belief, conviction, pressure) == belief;
        prop_assert!(resists(s + more) || !resists(s));
    }

    #[test]
    fn rewiring_keeps_the_number_of_ties_and_their_mutuality(rewiring in 0.0_f64..1.0, seed in 0_u64..50) {
        let setting = Setting { horizon: Horizon::Local { rewiring }, ..Setting::published() };
        let Network::Ties(ties) = Network::new(&setting, &mut Random::new(seed, "test")) else {
            panic!("a local horizon has ties");
        };
        prop_assert_eq!(ties.iter().map(Vec::len).sum::<usize>(), 8 * 1000);
        for (person, others) in ties.iter().enumerate() {
            for &other in others {
                prop_assert!(ties[other as usize].contains(&(person as u32)));
            }
        }
    }

    #[test]
    fn nobody_enforces_without_believers(seed in 0_u64..20) {
        let setting = Setting { believers: 0, cost: 1.0, ..Setting::published() };
        let mut population = Population::new(setting, seed);
        prop_assert_eq!(population.run(), 0.0);
        prop_assert_eq!(population.enforcing(), 0.0);
    }
}

#[test]
fn a_full_horizon_equals_a_list_of_everybody() {
    let full = Setting {
        width: 3,
        height: 3,
        believers: 4,
        horizon: Horizon::Full,
        ..Setting::published()
    };
    let listed = Setting {
        horizon: Horizon::Local { rewiring: 0.0 },
        ..full
    };
    let setting = |base: Setting| Setting {
        updating: Updating::Synchronous,
        placement: Placement::Scattered,
        ..base
    };
    for seed in 0..20 {
        let run = |base| Population::new(setting(base), seed).run();
        assert_eq!(run(full), run(listed));
    }
}
