//! Who hears: audiences, rumour, stations and print pull in the directions they are said to.

use world::Rank;
use world::collective::attribute;

use crate::support::{Change, EVE, Lever, Parameter, channel, frame, share, spring_of_1956};

const RUMOUR: u8 = 1;
const RADIO: u8 = 2;
const READING: u8 = 3;

/// From the week of the speech on.
const fn audience(width: f64) -> Change {
    Lever("line.audience", EVE + 2, width)
}

#[test]
fn a_wider_audience_makes_knowledge_wider() {
    let widths = [0.1, 0.4, 0.7, 1.0];
    let springs = widths.map(|width| spring_of_1956(&[audience(width)]));
    let heard = springs
        .each_ref()
        .map(|own| share(own, |person| channel(person) != 0));
    let read = springs
        .each_ref()
        .map(|own| share(own, |person| channel(person) == READING));
    assert!(heard.is_sorted_by(|a, b| a < b), "{heard:?}");
    assert!(read.is_sorted_by(|a, b| a < b), "{read:?}");
}

#[test]
fn without_rumour_fewer_know() {
    let knows = |on: f64| {
        let society = spring_of_1956(&[Parameter("rumour.on", on)]);
        share(&society, |person| channel(person) != 0)
    };
    let (with, without) = (knows(1.0), knows(0.0));
    assert!(without < with, "{without} without, {with} with");
}

#[test]
fn without_rumour_nobody_hears_by_word_of_mouth() {
    let society = spring_of_1956(&[Parameter("rumour.on", 0.0)]);
    assert_eq!(share(&society, |person| channel(person) == RUMOUR), 0.0);
}

#[test]
fn a_text_for_nobody_still_leaks() {
    let leaked = spring_of_1956(&[Lever("line.audience", EVE, 0.0)]);
    let party = |person: &world::Person| person.rank() >= Rank::Member;
    let read = share(&leaked, |own| channel(own) == READING && !party(own));
    assert!(read < 0.005, "{read} read it");
    assert!(
        share(&leaked, |own| channel(own) == RUMOUR) > 0.0,
        "nobody talked"
    );
}

#[test]
fn jamming_keeps_stations_out_and_only_owners_of_sets_hear_them() {
    let hears = |jammed: f64| {
        let changes = [
            Lever("radio.jamming", EVE, jammed),
            Lever("radio.foreign_broadcast", EVE, 1.0),
            Parameter("radio.listening", 0.5),
            audience(0.1),
        ];
        let society = spring_of_1956(&changes);
        let tuned = |person: &world::Person| channel(person) == RADIO;
        let owner = |person: &world::Person| person.attributes & attribute::SHORT_WAVE != 0;
        assert_eq!(
            share(&society, |person| tuned(person) && !owner(person)),
            0.0
        );
        share(&society, tuned)
    };
    let (jammed, clear) = (hears(1.0), hears(0.0));
    assert!(jammed < clear, "{jammed} jammed, {clear} clear");
}

#[test]
fn clearer_guidance_makes_more_listeners_take_the_official_frame() {
    let official = [0.0, 0.25, 0.85].map(|clarity| {
        let society = spring_of_1956(&[Lever("line.instruction_clarity", EVE, clarity)]);
        share(&society, |person| frame(person) == 1)
    });
    assert!(official.is_sorted_by(|a, b| a < b), "{official:?}");
}

#[test]
fn without_a_text_nothing_is_heard() {
    let mut society = crate::support::on_the_eve(&[]);
    let mut plan = (*society.plan).clone();
    plan.messages.retain(|message| message.line >= 0.0);
    society.plan = std::sync::Arc::new(plan);
    // Versions are kept by position: those of the texts that are left come first.
    assert!(
        society
            .plan
            .messages
            .iter()
            .all(|message| message.week < EVE)
    );
    crate::support::advance(&mut society, EVE + 10);
    assert_eq!(share(&society, |person| channel(person) != 0), 0.0);
}
