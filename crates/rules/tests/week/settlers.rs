//! Special settlers: freed by date and rate, nobody lost, and a place threatens less without them.

use rules::Society;
use world::collective::standing;

use crate::support::{Change, Lever, Parameter, SMALLEST, THOUSANDTH, advance, country, people};

/// The week after that of 5 July 1954.
const LIFTED: u16 = 71;

fn settlers(society: &Society) -> usize {
    let bound = |own: &world::Person| own.standing & standing::SPECIAL_SETTLER != 0;
    people(society).filter(|(_, own)| bound(own)).count()
}

fn after(changes: &[Change], week: u16) -> Society {
    let mut society = country(THOUSANDTH, changes);
    advance(&mut society, week);
    society
}

#[test]
fn settlers_are_freed_from_the_decision_on_and_not_before() {
    let start = settlers(&country(THOUSANDTH, &[]));
    let before = settlers(&after(&[], LIFTED - 2));
    let later = settlers(&after(&[], LIFTED + 26));
    assert!(before as f64 > 0.95 * start as f64, "{before} of {start}");
    assert!((later as f64) < 0.8 * before as f64, "{later} of {before}");
}

#[test]
fn a_shut_gate_keeps_them_and_a_higher_rate_frees_more() {
    let kept = settlers(&after(&[Lever("release.settlers", 0, 0.0)], LIFTED + 26));
    let freed = settlers(&after(&[], LIFTED + 26));
    let fast = country(THOUSANDTH, &[]).plan.as_ref().clone();
    let mut fast = fast;
    for rule in &mut fast.releases {
        rule.pace = rule.pace.with(200_000.0);
    }
    let mut quick = crate::support::under(THOUSANDTH, fast);
    advance(&mut quick, LIFTED + 26);
    let quick = settlers(&quick);
    assert!(kept > freed && freed > quick, "{kept} > {freed} > {quick}");
}

#[test]
fn nobody_is_lost_when_they_leave() {
    let leaving = [Parameter("settlers.leaving", 1.0)];
    let mut society = country(SMALLEST, &leaving);
    advance(&mut society, LIFTED);
    for _ in 0..10 {
        let before = people(&society).count() + society.world.inmates.len();
        society.step(|_| {});
        let after = people(&society).count() + society.world.inmates.len();
        let outcomes = society.outcomes.iter();
        let change: i64 = outcomes
            .map(|own| i64::from(own.births) - i64::from(own.deaths))
            .sum();
        let deaths = i64::from(society.observation.flows.deaths);
        assert_eq!(after as i64 - before as i64, change - deaths);
    }
}

#[test]
fn places_of_exile_threaten_more_while_the_rules_hold() {
    let mean = |weight: f64| {
        let society = country(THOUSANDTH, &[Parameter("fear.threat_settlement", weight)]);
        let kazakh = |own: &&rules::society::Part| {
            let district = &society.world.districts[own.district as usize];
            society.world.republics[usize::from(district.republic)] == "Kazakh SSR"
        };
        let threats = society.parts.iter().filter(kazakh);
        threats
            .map(|own| f64::from(society.places[own.index as usize].threat))
            .sum::<f64>()
    };
    assert!(mean(0.0) < mean(0.3));
}
