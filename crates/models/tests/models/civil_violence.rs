use models::civil_violence::outbursts::{Outburst, outbursts, waits};
use models::civil_violence::setting::{Jail, Order, Term};
use models::civil_violence::simulation::State;
use models::civil_violence::torus::{Sight, Torus};
use models::civil_violence::{
    RatioRule, Setting, Simulation, arrest_probability, fast, grievance, groups, is_active,
    net_risk, ratio, share_active,
};
use proptest::prelude::*;

fn settings() -> impl Strategy<Value = Setting> {
    let options = (
        prop_oneof![Just(RatioRule::Printed), Just(RatioRule::Floored)],
        prop_oneof![
            Just(Jail::OffGrid),
            Just(Jail::OnCell),
            Just(Jail::OnEmptyCell)
        ],
        prop_oneof![Just(Order::MoveThenAct), Just(Order::ActThenMove)],
        prop_oneof![Just(Term::Continuous), Just(Term::WholeBelow)],
        any::<[bool; 3]>(),
    );
    let numbers = (8_usize..20, 0.0_f64..1.0, 0.0_f64..40.0, 1.0_f64..3.9);
    (options, numbers).prop_map(
        |((ratio, jail, order, term, flags), (width, legitimacy, longest_term, sight))| Setting {
            width,
            citizens: width * width * 7 / 10,
            cops: width,
            legitimacy,
            longest_term,
            sight: Sight::Disc(sight),
            jail,
            order,
            term,
            citizens_move: flags[0],
            counts_herself_twice: flags[1],
            cop_takes_cell: flags[2] && jail != Jail::OnCell,
            ..Setting::run_2(ratio)
        },
    )
}

proptest! {
    #[test]
    fn more_officers_never_embolden(cops in 0.0_f64..50.0, actives in 1.0_f64..50.0, k in 0.0_f64..5.0) {
        for rule in [RatioRule::Printed, RatioRule::Floored] {
            let risk = |cops, actives| arrest_probability(k, ratio(cops, actives, rule));
            prop_assert!(risk(cops + 1.0, actives) >= risk(cops, actives));
            prop_assert!(risk(cops, actives + 1.0) <= risk(cops, actives));
            prop_assert!((0.0..=1.0).contains(&risk(cops, actives)));
        }
    }

    #[test]
    fn both_float_widths_agree(h in 0.0_f32..1.0, r in 0.0_f32..1.0, l in 0.0_f32..1.0, c in 0.0_f32..9.0) {
        let narrow = grievance(h, l) - net_risk(r, arrest_probability(2.3_f32, ratio(c, 2.0, RatioRule::Printed)));
        let [h, r, l, c] = [h, r, l, c].map(f64::from);
        let wide = grievance(h, l) - net_risk(r, arrest_probability(2.3, ratio(c, 2.0, RatioRule::Printed)));
        prop_assert!((f64::from(narrow) - wide).abs() < 1e-5);
    }

    #[test]
    fn the_share_acting_falls_with_risk_and_legitimacy(l in 0.0_f64..1.0, p in 0.01_f64..1.0, step in 0.0_f64..0.2) {
        let share = share_active(l, 0.1, p);
        prop_assert!((0.0..=1.0).contains(&share));
        prop_assert!(share_active(l, 0.1, p + step) <= share + 1e-12);
        prop_assert!(share_active((l + step).min(1.0), 0.1, p) <= share + 1e-12);
    }

    #[test]
    fn sight_is_symmetric(radius in 1.0_f64..7.5) {
        let seen = Sight::Disc(radius).offsets();
        prop_assert!(seen.iter().all(|&(dx, dy)| seen.contains(&(-dx, -dy)) && seen.contains(&(dy, dx))));
    }

    #[test]
    fn who_sees_is_seen_across_the_edge(width in 16_usize..30, cell in 0_usize..256) {
        let torus = Torus::new(width, Sight::Disc(7.0));
        prop_assert!(torus.around(cell).all(|other| torus.around(other).any(|back| back == cell)));
    }

    #[test]
    fn outbursts_keep_every_tick_above_the_level(series in prop::collection::vec(0_u32..100, 0..200)) {
        let found = outbursts(&series, 50);
        let above: u64 = series.iter().filter(|&&x| x > 50).map(|&x| u64::from(x)).sum();
        let activation: u64 = found.iter().map(|outburst| outburst.activation).sum();
        let even: u64 = series.iter().filter(|&&x| x == 50).map(|&x| u64::from(x)).sum();
        prop_assert!(activation >= above && activation <= above + even);
        prop_assert!(waits(&found).iter().all(|&wait| wait >= 1.0));
    }

    #[test]
    fn nobody_appears_or_vanishes_under_any_reading(setting in settings(), seed in 0_u64..1000) {
        prop_assert!(setting.problems().is_empty(), "{:?}", setting.problems());
        let citizens = setting.citizens;
        let mut simulation = Simulation::new(setting, seed);
        for _ in 0..20 {
            simulation.tick();
        }
        let count = |wanted: fn(State) -> bool| simulation.states().filter(|&state| wanted(state)).count();
        prop_assert_eq!(simulation.states().count(), citizens);
        prop_assert_eq!(count(|state| state == State::Active), simulation.actives() as usize);
        prop_assert_eq!(count(|state| matches!(state, State::Jailed(_))), simulation.jailed() as usize);
    }

    #[test]
    fn nobody_rebels_when_no_grievance_can_exceed_the_threshold(seed in 0_u64..100) {
        let setting = Setting { legitimacy: 0.9, ..Setting::run_2(RatioRule::Floored) };
        let mut simulation = Simulation::new(setting, seed);
        prop_assert_eq!(simulation.tick() + simulation.tick(), 0);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn everybody_acts_exactly_once_a_tick_in_the_fast_engine(width in 30_usize..220, seed in 0_u64..1000) {
        let setting = Setting::benchmark(width);
        let people = (setting.citizens + setting.cops) as u64;
        let mut simulation = fast::Simulation::new(setting.clone(), seed).unwrap();
        for _ in 0..5 {
            prop_assert_eq!(simulation.tick(), people);
        }
        let counts = simulation.counts();
        prop_assert_eq!(counts.citizens, setting.citizens as u64);
        prop_assert_eq!(counts.cops, setting.cops as u64);
        prop_assert_eq!(simulation.agent_steps(), 5 * people);
    }
}

#[test]
fn the_fast_engine_gives_the_same_result_on_any_number_of_threads() {
    let run = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| {
            let mut simulation = fast::Simulation::new(Setting::benchmark(200), 7).unwrap();
            (0..20)
                .map(|_| (simulation.tick(), simulation.counts()))
                .collect::<Vec<_>>()
        })
    };
    assert_eq!(run(1), run(3));
}

#[test]
fn the_fast_engine_holds_a_person_in_sixteen_bytes() {
    let simulation = fast::Simulation::new(Setting::benchmark(300), 1).unwrap();
    let counts = simulation.counts();
    assert!(simulation.bytes() as u64 <= 16 * (counts.citizens + counts.cops));
}

#[test]
fn the_fast_engine_says_everything_it_cannot_do() {
    let setting = Setting {
        width: 20,
        longest_term: f64::INFINITY,
        ..Setting::run_2(RatioRule::Floored)
    };
    let message = fast::Simulation::new(setting, 1).err().unwrap().to_string();
    for part in [
        "30 cells",
        "255 ticks",
        "on their cells",
        "whole jail terms",
        "act, then move",
    ] {
        assert!(message.contains(part), "{message}");
    }
}

#[test]
fn an_outburst_starts_above_the_level_and_ends_below_it() {
    let found = outbursts(&[50, 51, 50, 60, 49, 50, 70], 50);
    let first = Outburst {
        start: 1,
        end: 4,
        activation: 161,
        peak: 60,
    };
    let second = Outburst {
        start: 6,
        end: 7,
        activation: 70,
        peak: 70,
    };
    assert_eq!(found, [first, second]);
    assert_eq!(waits(&found), [2.0]);
}

#[test]
fn rebellion_needs_strictly_more_than_the_threshold() {
    assert!(!is_active(0.5, 0.25, 0.25));
    assert!(is_active(0.5, 0.25, 0.2));
}

#[test]
fn settings_that_cannot_be_run_are_refused_in_one_go() {
    let setting = Setting {
        width: 10,
        citizens: 200,
        legitimacy: 1.5,
        ..Setting::run_2(RatioRule::Printed)
    };
    assert_eq!(setting.problems().len(), 3);
}

#[test]
fn groups_grow_and_kill_and_keep_to_the_grid() {
    let setting = groups::GroupSetting::published(0.8, 64, RatioRule::Printed);
    let mut simulation = groups::GroupSimulation::new(setting, 1);
    for _ in 0..60 {
        simulation.tick();
        assert!(simulation.groups().iter().sum::<usize>() <= 1600 + 64);
    }
    assert!(simulation.kills() > 0);
}
