//! Local bodies: they punish by the rule, and the district learns from what it sees.

use rules::Society;
use world::collective::standing;

use crate::support::{Change, EVE, Lever, Parameter, advance, on_the_eve, share};

/// Everything said at a meeting goes on to an act, so that a sample has enough of them.
const LOUD: [Change; 2] = [
    Parameter("expression.act_share", 1.0),
    Parameter("expression.remark_share", 0.2),
];

#[derive(Debug, Default)]
struct Punished {
    remarks: u32,
    all: u32,
    expelled: u32,
    convicted: u32,
}

fn ten_weeks(changes: &[Change]) -> (Society, Punished) {
    let mut society = on_the_eve(changes);
    let mut sum = Punished::default();
    while society.week.0 < EVE + 10 {
        society.step(|_| {});
        for own in &society.outcomes {
            sum.remarks += own.remarks.iter().sum::<u32>();
            sum.expelled += own.expelled;
            sum.convicted += own.convicted.len() as u32;
            sum.all += own.expelled + own.convicted.len() as u32 + own.reprimanded;
        }
    }
    (society, sum)
}

fn loud(more: &[Change]) -> (Society, Punished) {
    ten_weeks(&[&LOUD, more].concat())
}

#[test]
fn a_harsher_rule_punishes_a_larger_share() {
    let shares = [0.0, 0.1, 0.4].map(|rule| {
        let (_, sum) = loud(&[Lever("dissent.sanction_rule", EVE, rule)]);
        f64::from(sum.all) / f64::from(sum.remarks)
    });
    assert_eq!(shares[0], 0.0, "without a rule nobody is punished");
    assert!(shares.is_sorted_by(|a, b| a < b), "{shares:?}");
}

#[test]
fn courts_convict_as_far_as_the_severity_goes() {
    let convicted = |severity: f64| {
        let rule = Lever("dissent.sanction_rule", EVE, 0.5);
        loud(&[rule, Lever("dissent.severity", EVE, severity)]).1
    };
    assert_eq!(convicted(0.0).convicted, 0);
    let all = convicted(1.0);
    assert!(all.convicted > 50 && all.convicted == all.all, "{all:?}");
}

#[test]
fn a_remark_that_is_no_act_convicts_nobody() {
    let changes = [
        Parameter("expression.act_share", 0.0),
        Parameter("expression.remark_share", 0.2),
        Lever("dissent.sanction_rule", EVE, 0.8),
        Lever("dissent.severity", EVE, 1.0),
    ];
    let (_, sum) = ten_weeks(&changes);
    assert_eq!(sum.convicted, 0);
    assert!(sum.all > 50, "{sum:?}");
}

#[test]
fn the_expelled_lose_their_card_and_the_punished_remember() {
    let sanctioned = |own: &world::Person| own.standing & standing::SANCTIONED != 0;
    let rule = [
        Lever("dissent.sanction_rule", EVE, 0.8),
        Lever("dissent.severity", EVE, 0.0),
    ];
    let (society, sum) = loud(&[&rule[..], &[Parameter("sanction.expulsion_share", 1.0)]].concat());
    assert!(sum.expelled > 0, "{sum:?}");
    let ranked = share(&society, |own| {
        sanctioned(own) && own.standing & standing::RANK != 0
    });
    let all = share(&society, sanctioned);
    // A few were admitted afterwards, or punished for remarks before the eve.
    assert!(ranked < 0.1 * all, "{ranked} of {all} still have a card");
    let remembers = |own: &world::Person| sanctioned(own) && own.memory >= 40;
    assert!(share(&society, remembers) > 0.9 * all);
}

#[test]
fn threat_follows_the_rule() {
    let threat = |rule: f64| {
        let mut society = on_the_eve(&[Lever("dissent.sanction_rule", EVE, rule)]);
        advance(&mut society, EVE + 10);
        rules::print::mean_threat(&society)
    };
    let threats = [0.0, 0.3, 0.9].map(threat);
    assert!(threats.is_sorted_by(|a, b| a < b), "{threats:?}");
    assert!(threats.iter().all(|own| (0.0..=1.0).contains(own)));
}

#[test]
fn punishments_that_are_seen_raise_the_threat() {
    let threat = |seen: f64| {
        let rule = Lever("dissent.sanction_rule", EVE, 0.5);
        rules::print::mean_threat(&loud(&[rule, Parameter("fear.threat_seen", seen)]).0)
    };
    assert!(threat(0.05) > threat(0.0));
}

#[test]
fn a_zealous_body_punishes_more_than_a_lax_one() {
    let punished = |zeal: f32| {
        let changes = [&LOUD[..], &[Lever("dissent.sanction_rule", EVE, 0.3)]].concat();
        let mut society = on_the_eve(&changes);
        society
            .world
            .districts
            .iter_mut()
            .for_each(|own| own.zeal = zeal);
        advance(&mut society, EVE + 1);
        society.places.iter().map(|own| own.punished).sum::<u32>()
    };
    let (none, lax, keen) = (punished(0.0), punished(0.3), punished(0.9));
    assert_eq!(none, 0);
    assert!(lax < keen, "{lax} < {keen}");
}
