//! Images: an order takes them down, a ban keeps them, and what goes outrages the devoted.

use rules::Society;
use world::Stance;

use crate::support::{Change, EVE, Lever, Parameter, advance, on_the_eve, share};

fn after(changes: &[Change], weeks: u16) -> Society {
    let mut society = on_the_eve(changes);
    advance(&mut society, EVE + weeks);
    society
}

fn standing(society: &Society) -> f32 {
    society.images.iter().sum::<f32>() / society.images.len() as f32
}

fn attacks(society: &mut Society, weeks: u16) -> (u32, u32) {
    let (mut attacks, mut repelled) = (0, 0);
    for _ in 0..weeks {
        society.step(|_| {});
        attacks += society
            .outcomes
            .iter()
            .map(|own| own.image_attacks)
            .sum::<u32>();
        repelled += society
            .outcomes
            .iter()
            .map(|own| own.image_defences)
            .sum::<u32>();
    }
    (attacks, repelled)
}

#[test]
fn an_order_takes_images_down_and_a_ban_keeps_them() {
    let left = |rule: f64| standing(&after(&[Lever("images.rule", EVE, rule)], 20));
    let (banned, none, ordered) = (left(-1.0), left(0.0), left(1.0));
    assert!(
        banned > none && none > ordered,
        "{banned} > {none} > {ordered}"
    );
    assert!(ordered < 0.5, "{ordered} after 20 weeks of an order");
}

#[test]
fn before_he_is_condemned_nobody_touches_them() {
    let mut society = crate::support::country(crate::support::THOUSANDTH, &[]);
    assert_eq!(attacks(&mut society, 10), (0, 0));
    assert_eq!(standing(&society), 1.0);
}

#[test]
fn critics_attack_and_defenders_repel_some() {
    let many = Parameter("images.attack", 1e-4);
    let (all, repelled) = attacks(&mut on_the_eve(&[many]), 10);
    let (_, undefended) = attacks(
        &mut on_the_eve(&[many, Parameter("images.defence", 0.0)]),
        10,
    );
    let (fewer, _) = attacks(&mut on_the_eve(&[Parameter("images.attack", 1e-5)]), 10);
    assert!(repelled > 0 && repelled < all, "{repelled} of {all}");
    assert_eq!(undefended, 0);
    assert!(fewer < all);
}

#[test]
fn switched_off_they_all_stand() {
    let off = [Parameter("images.on", 0.0), Lever("images.rule", EVE, 1.0)];
    assert_eq!(standing(&after(&off, 20)), 1.0);
}

#[test]
fn the_body_taken_out_outrages_some_of_the_devoted() {
    let defending = |changes: &[Change]| {
        let society = after(changes, 1);
        share(&society, |own| {
            own.stance & 0b111 == Stance::DefendOldLeader as u8
        })
    };
    let strong = Parameter("cult.outrage", 0.5);
    let out = Lever("mausoleum.body", EVE, 0.0);
    let (calm, outraged) = (defending(&[strong]), defending(&[strong, out]));
    assert!(outraged > calm + 0.02, "{outraged} and {calm}");
}

#[test]
fn without_body_and_images_devotion_fades_faster() {
    let devotion = |changes: &[Change]| {
        let society = after(changes, 40);
        let (mut sum, mut all) = (0_u64, 0_u64);
        for (_, person) in crate::support::adults(&society) {
            sum += u64::from(person.devotion);
            all += 1;
        }
        sum as f64 / all as f64
    };
    let quick = [
        Parameter("cult.line_pull", 0.01),
        Parameter("cult.outrage", 0.0),
    ];
    let gone = [
        Lever("mausoleum.body", EVE, 0.0),
        Lever("images.rule", EVE, 1.0),
    ];
    // A line of praise leaves room below the target for what is no longer seen.
    let praised = [Lever("line.old_leader", EVE, 0.5)];
    let stands = devotion(&[&quick[..], &praised].concat());
    let fades = devotion(&[&quick[..], &praised, &gone].concat());
    assert!(fades < stands, "{fades} < {stands}");
}
