//! Levers that switch release rules: nothing happens while a gate is shut, and nothing else moves.

use rules::SERIES;
use rules::Society;

use crate::support::{Change, Lever, SMALLEST, THOUSANDTH, advance, country};

/// The week after the decree of 27 March 1953.
const AFTER_THE_DECREE: u16 = 12;
/// The end of 1954.
const NEW_YEAR_1955: u16 = 96;

/// A flow of the country added up until a week.
fn sum_until(society: &mut Society, week: u16, name: &str) -> f64 {
    let series = SERIES.iter().position(|own| own.name == name);
    let series = series.expect("a series of this name");
    let mut sum = 0.0;
    while society.week.0 < week {
        society.step(|_| {});
        let values = society.observation.values.iter();
        let own = values.filter(|own| usize::from(own.series) == series && own.entity == 0);
        sum += own.map(|own| own.value).sum::<f64>();
    }
    sum
}

fn freed(changes: &[Change], week: u16, name: &str) -> f64 {
    sum_until(&mut country(THOUSANDTH, changes), week, name)
}

#[test]
fn without_the_decree_nobody_is_amnestied_in_1953() {
    let shut = [Lever("release.decree_1953", 0, 0.0)];
    assert_eq!(freed(&shut, AFTER_THE_DECREE, "released_amnesty"), 0.0);
    assert!(freed(&[], AFTER_THE_DECREE, "released_amnesty") > 100_000.0);
}

#[test]
fn a_gate_is_opened_and_shut_by_the_week() {
    let stopped = [Lever("release.decree_1953", 6, 0.0)];
    let part = freed(&stopped, AFTER_THE_DECREE, "released_amnesty");
    let all = freed(&[], AFTER_THE_DECREE, "released_amnesty");
    assert!(0.0 < part && part < all, "{part} < {all}");
}

#[test]
fn politicals_are_freed_in_1953_only_where_the_decree_reaches_them() {
    let included = [Lever("release.politicals_1953", 0, 1.0)];
    let recorded = freed(&[], AFTER_THE_DECREE, "released_amnesty_political");
    let more = freed(&included, AFTER_THE_DECREE, "released_amnesty_political");
    assert!(more > 5.0 * recorded.max(1_000.0), "{more} and {recorded}");
}

#[test]
fn reviews_stop_go_on_or_run_faster() {
    let none = freed(
        &[Lever("release.review", 0, 0.0)],
        NEW_YEAR_1955,
        "reviewed",
    );
    let recorded = freed(&[], NEW_YEAR_1955, "reviewed");
    let full = freed(
        &[Lever("release.review", 61, 4.0)],
        NEW_YEAR_1955,
        "reviewed",
    );
    assert_eq!(none, 0.0);
    assert!(
        full > 1.3 * recorded && recorded > 0.0,
        "{full}, {recorded}"
    );
}

#[test]
fn an_open_gate_is_as_no_gate_and_a_shut_one_changes_nothing_before_its_rule() {
    let mut recorded = country(SMALLEST, &[]);
    let mut shut = country(SMALLEST, &[Lever("release.commissions_1956", 0, 0.0)]);
    advance(&mut recorded, 160);
    advance(&mut shut, 160);
    assert_eq!(recorded.state_hash(), shut.state_hash());
    advance(&mut recorded, 175);
    advance(&mut shut, 175);
    assert_ne!(recorded.state_hash(), shut.state_hash());
}
