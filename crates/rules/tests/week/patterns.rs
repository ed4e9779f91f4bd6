//! What the model claims to show with the shipped numbers, loosely: the emptying of the camps, the
//! spread of the speech, the split of the reactions.

use std::collections::BTreeSet;

use rules::Society;
use rules::messages::{bodies, district_body};
use world::Rank;

use crate::support::{JULY, SEPTEMBER, adults, channel, course, frame, in_july, share};

const READING: u8 = 3;
/// Share of those who know below which a reaction would not be said to exist.
const SOME: f64 = 0.03;

#[test]
fn the_amnesty_of_1953_empties_about_half_of_the_camps_within_months() {
    let held = |week: u16| course().at("prisoners_total", week);
    let left = 1.0 - held(SEPTEMBER) / held(0);
    assert!(
        (0.35..=0.65).contains(&left),
        "{left} gone by 1 September 1953"
    );
}

#[test]
fn few_of_those_it_frees_are_political() {
    let freed = course().sum_to("released_amnesty", SEPTEMBER);
    let political = course().sum_to("released_amnesty_political", SEPTEMBER);
    assert!(political < 0.15 * freed, "{political} of {freed}");
}

#[test]
fn political_prisoners_leave_later() {
    let held = |week: u16| course().at("prisoners_counterrevolutionary", week);
    let by_september = 1.0 - held(SEPTEMBER) / held(0);
    let by_july_1956 = 1.0 - held(JULY - 1) / held(0);
    assert!(by_september < 0.3, "{by_september} gone by September 1953");
    assert!(by_july_1956 > 0.5, "{by_july_1956} gone by July 1956");
    assert!(course().sum_to("released_review", SEPTEMBER) == 0.0);
    assert!(course().sum_to("released_review", JULY - 1) > 0.0);
}

#[test]
fn by_the_end_of_june_1956_knowledge_of_the_speech_is_wide() {
    let july = in_july();
    let heard = share(&july, |person| channel(person) != 0);
    assert!(heard > 0.4, "{heard} of all adults know");
    let (mut read, mut all) = (0_u32, 0_u32);
    for (_, person) in adults(&july).filter(|(_, own)| own.rank() >= Rank::Member) {
        all += 1;
        read += u32::from(channel(&person) == READING);
    }
    assert!(
        f64::from(read) > 0.8 * f64::from(all),
        "{read} of {all} party members"
    );
}

#[test]
fn the_party_knew_more_and_knew_it_first() {
    let at = |name: &str, week: u16| course().at(name, week);
    let spring = crate::support::EVE + 6;
    assert!(
        at("audience_party", spring) / at("cpsu_total", spring)
            > at("heard_any", spring) / at("adults", spring)
    );
}

#[test]
fn districts_and_people_have_different_versions() {
    let july = in_july();
    let speech = july
        .plan
        .messages
        .iter()
        .position(|own| own.id == "secret-speech-1956");
    let base = speech.expect("the speech is shipped") * bodies(&july.world);
    let first = base + district_body(&july.world, 0);
    let texts = &july.versions[first..][..july.world.districts.len()];
    let distinct: BTreeSet<_> = texts.iter().map(|own| (own.kept, own.enlarged)).collect();
    assert!(distinct.len() > 20, "{} versions", distinct.len());
    let known = adults(&july).filter(|(_, own)| channel(own) != 0);
    let known: BTreeSet<u8> = known.map(|(_, own)| own.heard).collect();
    assert!(known.len() > 20, "{} sets of items known", known.len());
}

#[test]
fn reactions_split_into_all_four() {
    let july = in_july();
    let knows = share(&july, |person| frame(person) != 0);
    for number in 1..=4 {
        let own = share(&july, |person| frame(person) == number) / knows;
        assert!(
            own > SOME,
            "{} is the reaction of {own}",
            rules::census::FRAMES[usize::from(number)]
        );
    }
}

/// Share of those who know in a republic who take it for slander.
fn slander_in(society: &Society, republic: &str) -> f64 {
    let (mut own, mut all) = (0_u32, 0_u32);
    for (district, person) in adults(society).filter(|(_, person)| frame(person) != 0) {
        let place = &society.world.districts[district];
        if society.world.republics[usize::from(place.republic)] == republic {
            all += 1;
            own += u32::from(frame(&person) == 3);
        }
    }
    assert!(all > 300, "{all} people of {republic} know");
    f64::from(own) / f64::from(all)
}

#[test]
fn in_georgia_more_take_it_for_slander_than_in_russia() {
    let july = in_july();
    let (georgia, russia) = (
        slander_in(&july, "Georgian SSR"),
        slander_in(&july, "RSFSR"),
    );
    assert!(
        georgia > russia,
        "{georgia} in Georgia, {russia} in the RSFSR"
    );
}
