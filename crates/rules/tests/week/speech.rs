//! How a verdict is given: with reasons or bare, and whom it blames.

use rules::Society;
use rules::messages::carried;
use world::Reception;

use crate::support::{
    Change, EVE, Lever, Parameter, adults, frame, on_the_eve, share, spring_of_1956,
};

const BARE: Change = Lever("speech.reasons", EVE, 0.0);

fn mean_trust(society: &Society) -> f64 {
    let (mut sum, mut all) = (0_u64, 0_u64);
    for (_, person) in adults(society) {
        sum += u64::from(person.trust);
        all += 1;
    }
    sum as f64 / all as f64
}

#[test]
fn a_bare_decision_carries_fewer_items() {
    let items = |changes: &[Change]| {
        let society = on_the_eve(changes);
        let messages = society.plan.messages.iter();
        let mut attacks = messages.filter(|own| own.line < -0.5 && own.week > EVE - 1);
        let speech = attacks.next().expect("the speech");
        carried(&society.plan, speech).count_ones()
    };
    assert_eq!(items(&[]), 8);
    assert_eq!(items(&[BARE]), 2);
}

#[test]
fn a_bare_decision_moves_fewer_and_confuses_more_of_those_it_reaches() {
    let (with, bare) = (spring_of_1956(&[]), spring_of_1956(&[BARE]));
    let knows = |own: &Society| share(own, |person| frame(person) != 0);
    let confused = |own: &Society| {
        share(own, |person| frame(person) == Reception::Confusion as u8) / knows(own)
    };
    assert!(knows(&bare) < knows(&with));
    assert!(confused(&bare) > confused(&with));
}

#[test]
fn the_further_blame_reaches_the_more_trust_is_lost() {
    let trust = |blame: f64| mean_trust(&spring_of_1956(&[Lever("speech.blame", EVE, blame)]));
    let means = [0.0, 0.333, 0.667, 1.0].map(trust);
    assert!(means.is_sorted_by(|a, b| a > b), "{means:?}");
}

#[test]
fn without_the_weight_only_listeners_frames_lose_trust() {
    let blame = Lever("speech.blame", EVE, 1.0);
    let trust = |weight: f64| {
        let clear = Lever("line.instruction_clarity", EVE, 0.9);
        mean_trust(&spring_of_1956(&[
            blame,
            clear,
            Parameter("reception.blame_trust", weight),
        ]))
    };
    assert!(trust(0.0) > trust(0.3));
}
