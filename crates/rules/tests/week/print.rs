//! Testimony: it waits behind a closed gate, comes out when it opens, and works appear whole.

use rules::print::{mean_threat, reached};

use crate::support::{EVE, Lever, Parameter, advance, on_the_eve};

/// Works printed, and manuscripts left, after two years under a gate.
fn two_years(gate: f64) -> (f64, f64) {
    let many = Parameter("print.manuscripts", 0.01);
    let quick = Parameter("print.passed", 0.01);
    let mut society = on_the_eve(&[Lever("press.gate", EVE, gate), many, quick]);
    let mut printed = 0.0;
    while society.week.0 < EVE + 104 {
        society.step(|_| {});
        let own = society.press.printed_last_week;
        assert_eq!(own, own.floor(), "a part of a work appeared");
        assert!(society.press.manuscripts >= 0.0 && society.press.at_press >= 0.0);
        assert!((0.0..=1.0).contains(&reached(&society)));
        printed += own;
    }
    (printed, society.press.manuscripts)
}

#[test]
fn testimony_waits_behind_a_closed_gate_and_comes_out_when_it_opens() {
    let (none, waiting) = two_years(0.0);
    let (some, fewer) = two_years(0.3);
    let (many, fewest) = two_years(1.0);
    assert!(
        none <= 1.0,
        "{none} works: only what was at the press on the eve"
    );
    assert!(none < some && some < many, "{none} < {some} < {many}");
    assert!(
        waiting > fewer && fewer > fewest,
        "{waiting} > {fewer} > {fewest}"
    );
    assert!(fewest > 0.0, "demand is not exhausted");
}

#[test]
fn fear_keeps_people_from_writing() {
    let written = |rule: f64| {
        let mut society = on_the_eve(&[
            Lever("dissent.sanction_rule", EVE, rule),
            Lever("press.gate", EVE, 0.0),
        ]);
        advance(&mut society, EVE + 26);
        (society.press.manuscripts, mean_threat(&society))
    };
    let ((free, calm), (afraid, threat)) = (written(0.0), written(0.9));
    assert!(
        calm < threat && free > afraid,
        "{free} at {calm}, {afraid} at {threat}"
    );
}
