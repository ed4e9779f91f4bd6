//! Why people speak or keep silent: sanctions, memory, neighbours, need.

use crate::support::{
    Change, EVE, JULY, Lever, Parameter, THOUSANDTH, advance, country, course, critics_until,
    on_the_eve, share,
};

const PRAISE: u8 = 1;

/// Critics from the eve of the speech to July, week after week.
fn open_dissent(changes: &[Change]) -> u64 {
    critics_until(&mut on_the_eve(changes), JULY)
}

#[test]
fn a_harsher_sanction_rule_makes_less_open_dissent() {
    let rule = |share: f64| open_dissent(&[Lever("dissent.sanction_rule", EVE, share)]);
    let (lenient, hard, uniform) = (rule(0.03), rule(0.35), rule(0.9));
    assert!(
        lenient > hard && hard > uniform,
        "{lenient} > {hard} > {uniform}"
    );
}

#[test]
fn a_longer_memory_makes_less_open_dissent() {
    let dissent = |years: f64| {
        let mut society = country(THOUSANDTH, &[Parameter("fear.memory_half_life", years)]);
        advance(&mut society, 150);
        critics_until(&mut society, 250)
    };
    // A half-life of nothing switches fading off.
    let (short, long, forever) = (dissent(2.0), dissent(15.0), dissent(0.0));
    assert!(
        short > long && long > forever,
        "{short} > {long} > {forever}"
    );
}

#[test]
fn memory_fades_where_nothing_renews_it() {
    let quiet = [
        Parameter("fear.memory_from_returned", 0.0),
        Parameter("sanction.memory_gain", 0.0),
        Parameter("fear.memory_half_life", 2.0),
    ];
    let mut society = country(THOUSANDTH, &quiet);
    let mean = |society: &rules::Society| {
        let born = |own: &world::Person| own.birth_year < 80;
        let all: Vec<_> = crate::support::adults(society)
            .filter(|(_, own)| born(own))
            .collect();
        all.iter()
            .map(|(_, own)| f64::from(own.memory))
            .sum::<f64>()
            / all.len() as f64
    };
    let before = mean(&society);
    advance(&mut society, 104);
    let left = mean(&society) / before;
    assert!(
        (0.45..0.58).contains(&left),
        "{left} of the memory is left after one half-life"
    );
}

#[test]
fn people_get_used_to_an_attack_on_the_old_leader() {
    let attack = Lever("line.old_leader", EVE, -0.8);
    let calm = Lever("dissent.sanction_rule", EVE, 0.2);
    // Weeks in which the attack is news, and weeks three half-lives later.
    let dissent = |on: f64, from: u16| {
        let half_life = Parameter("cult.habituation_half_life", 0.25);
        let mut society = on_the_eve(&[attack, calm, half_life, Parameter("cult.habituation", on)]);
        advance(&mut society, EVE + from);
        critics_until(&mut society, EVE + from + 4)
    };
    assert!(dissent(1.0, 40) < dissent(0.0, 40));
    let first = dissent(1.0, 0) as f64 / dissent(0.0, 0) as f64;
    assert!(
        (0.9..=1.0).contains(&first),
        "{first}: on its first days it is news"
    );
}

#[test]
fn an_attack_taken_back_after_years_is_felt_as_praise() {
    let mut society = on_the_eve(&[
        Lever("line.old_leader", EVE, -0.8),
        Lever("line.old_leader", EVE + 60, 0.0),
        Parameter("cult.habituation_half_life", 0.25),
    ]);
    let felt = |society: &rules::Society| rules::past::felt(society, society.policy.line);
    advance(&mut society, EVE + 1);
    assert_eq!(felt(&society), -0.8 - society.usual.attack);
    advance(&mut society, EVE + 59);
    assert!((-0.1..=0.0).contains(&felt(&society)));
    advance(&mut society, EVE + 61);
    assert!(felt(&society) > 0.5);
}

#[test]
fn what_was_suffered_costs_less_trust_as_it_fades() {
    let trust = |fades: f64| {
        let mut society = on_the_eve(&[
            Parameter("fear.exposure_fades", fades),
            Parameter("fear.memory_half_life", 1.0),
            Parameter("fear.exposure_resentment", 0.004),
            Lever("dissent.sanction_rule", EVE, 0.0),
        ]);
        advance(&mut society, EVE + 40);
        let all: Vec<_> = crate::support::adults(&society).collect();
        all.iter().map(|(_, own)| f64::from(own.trust)).sum::<f64>() / all.len() as f64
    };
    assert!(trust(1.0) > trust(0.0));
}

#[test]
fn without_policing_of_neighbours_there_is_less_praise() {
    let praise = |on: f64| {
        let mut society = on_the_eve(&[Parameter("enforcement.on", on)]);
        advance(&mut society, EVE + 8);
        share(&society, |person| person.stance & 0b111 == PRAISE)
    };
    let (with, without) = (praise(1.0), praise(0.0));
    assert!(without < with, "{without} without, {with} with");
}

#[test]
fn without_policing_nobody_polices() {
    let mut society = on_the_eve(&[Parameter("enforcement.on", 0.0)]);
    advance(&mut society, EVE + 1);
    let polices = world::collective::standing::ENFORCES;
    assert_eq!(
        share(&society, |person| person.standing & polices != 0),
        0.0
    );
}

#[test]
fn the_need_to_show_oneself_makes_more_speak() {
    let dissent = |on: f64| open_dissent(&[Parameter("expression.falsification", on)]);
    let (with, without) = (dissent(1.0), dissent(0.0));
    assert!(with > without, "{with} with, {without} without");
}

#[test]
fn a_higher_threshold_silences() {
    let dissent = |threshold: f64| open_dissent(&[Parameter("expression.threshold", threshold)]);
    assert!(dissent(0.05) > dissent(0.2));
}

#[test]
fn nobody_defends_the_old_leader_while_he_is_praised() {
    let mut society = country(THOUSANDTH, &[Lever("line.old_leader", 0, 1.0)]);
    advance(&mut society, 20);
    assert_eq!(share(&society, |person| person.stance & 0b111 == 2), 0.0);
    let july = crate::support::in_july();
    assert!(
        share(&july, |person| person.stance & 0b111 == 2) > 0.0,
        "once he is attacked some do"
    );
}

#[test]
fn public_praise_and_private_doubt_stand_side_by_side_in_1953() {
    let adults = course().at("adults", 8);
    let praise = course().at("stance_praise", 8) / adults;
    let critics: f64 = ["stance_criticise_leaders", "stance_criticise_system"]
        .iter()
        .map(|name| course().at(name, 8))
        .sum();
    assert!(praise > 0.3, "{praise} praise in public");
    assert!(
        critics > 0.0 && critics / adults < 0.1,
        "{critics} speak openly"
    );
}

#[test]
fn approval_moves_trust() {
    let trust = |gain: f64| {
        let mut society = country(THOUSANDTH, &[Parameter("living.trust_from_approval", gain)]);
        advance(&mut society, 150);
        crate::support::adults(&society)
            .map(|(_, own)| u64::from(own.trust))
            .sum::<u64>()
    };
    // Living standards rise in these years, so approval is above nothing.
    assert!(trust(0.002) > trust(0.0));
}
