//! Testimony: it waits behind a closed gate, comes out when it opens and stops when it closes, long
//! before demand is exhausted.

use rules::print::{TESTIMONY, mean_threat, reached, readers};

use crate::support::{Change, EVE, Lever, Parameter, advance, on_the_eve};

/// Enough written and passed for a sample of two years.
const MANY: [Change; 2] = [
    Parameter("print.manuscripts", 0.0001),
    Parameter("print.passed", 0.01),
];

/// Works of testimony printed week by week, and manuscripts left, under a gate.
fn weeks_under(changes: &[Change], weeks: u16) -> (Vec<f64>, f64) {
    let mut society = on_the_eve(&[&MANY[..], changes].concat());
    let mut printed = Vec::new();
    while society.week.0 < EVE + weeks {
        society.step(|_| {});
        let press = society.press;
        for kind in [0, TESTIMONY] {
            let own = press.printed[kind];
            assert_eq!(own, own.floor(), "a part of a work appeared");
            assert!(press.manuscripts[kind] >= 0.0 && press.at_press[kind] >= 0.0);
        }
        assert!((0.0..=1.0).contains(&press.caution), "{}", press.caution);
        assert!((0.0..=1.0).contains(&reached(&society)));
        printed.push(press.printed[TESTIMONY]);
    }
    (printed, society.press.manuscripts[TESTIMONY])
}

#[test]
fn testimony_waits_behind_a_closed_gate_and_comes_out_when_it_opens() {
    let run = |gate: f64| weeks_under(&[Lever("press.gate", EVE, gate)], 104);
    let ((none, waiting), (some, fewer), (many, fewest)) = (run(0.0), run(0.7), run(1.0));
    let [none, some, many] = [none, some, many].map(|weeks| weeks.iter().sum::<f64>());
    assert_eq!(none, 0.0);
    assert!(none < some && some < many, "{none} < {some} < {many}");
    assert!(
        waiting > fewer && fewer > fewest && fewest > 0.0,
        "{waiting} > {fewer} > {fewest} > 0"
    );
}

#[test]
fn it_bursts_out_with_the_gate_and_stops_long_before_demand_is_exhausted() {
    let opened = [
        Lever("press.gate", EVE, 0.1),
        Lever("press.gate", EVE + 60, 1.0),
        Lever("press.gate", EVE + 80, 0.3),
    ];
    let (printed, waiting) = weeks_under(&opened, 104);
    let [before, during, after] =
        [&printed[..60], &printed[60..80], &printed[80..]].map(|weeks| weeks.iter().sum::<f64>());
    assert_eq!(before, 0.0);
    assert!(during > 0.0, "{printed:?}");
    assert_eq!(after, 0.0);
    assert!(waiting > during, "{waiting} wait after {during} appeared");
}

#[test]
fn fear_keeps_people_from_writing() {
    let written = |rule: f64| {
        let changes = [
            Lever("dissent.sanction_rule", EVE, rule),
            Lever("press.gate", EVE, 0.0),
        ];
        let mut society = on_the_eve(&[&MANY[..], &changes].concat());
        advance(&mut society, EVE + 26);
        (society.press.manuscripts[TESTIMONY], mean_threat(&society))
    };
    let ((free, calm), (afraid, threat)) = (written(0.0), written(0.9));
    assert!(
        calm < threat && free > afraid,
        "{free} at {calm}, {afraid} at {threat}"
    );
}

#[test]
fn readers_follow_the_print_run() {
    let read = |run: f64| {
        let mut society = on_the_eve(&[Parameter("print.run", run)]);
        society.press.printed[TESTIMONY] = 2.0;
        readers(&society)
    };
    assert!(read(50_000.0) < read(100_000.0));
}

#[test]
fn switched_off_nothing_is_written() {
    let (printed, waiting) = weeks_under(&[Parameter("print.on", 0.0)], 10);
    let before = on_the_eve(&[]).press.manuscripts[TESTIMONY];
    assert_eq!((printed.iter().sum::<f64>(), waiting), (0.0, before));
}
