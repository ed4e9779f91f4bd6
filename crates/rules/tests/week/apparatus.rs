//! Reports: lost and flattered on their way up; meetings led by their instruction.

use rules::Society;

use crate::support::{Change, EVE, Lever, Parameter, advance, on_the_eve};

/// Remarks made and reported over ten weeks of the spring of 1956.
fn remarks(changes: &[Change]) -> (f64, f64) {
    let mut society = on_the_eve(changes);
    let weight = f64::from(crate::support::THOUSANDTH);
    let (mut made, mut reported) = (0.0, 0.0);
    while society.week.0 < EVE + 10 {
        society.step(|_| {});
        let all: u32 = society.outcomes.iter().flat_map(|own| own.remarks).sum();
        made += f64::from(all) * weight;
        reported += society.reported.remarks;
    }
    (made, reported)
}

#[test]
fn exact_reports_say_what_was_said() {
    let (made, reported) = remarks(&[Parameter("apparatus.on", 0.0)]);
    assert!(made > 0.0 && (made - reported).abs() < 1e-6 * made);
}

#[test]
fn in_a_lenient_time_the_centre_hears_too_little() {
    let lenient = Lever("dissent.sanction_rule", EVE, 0.0);
    let (made, reported) = remarks(&[lenient]);
    let (_, flattered) = remarks(&[lenient, Parameter("apparatus.report_distortion", 0.6)]);
    assert!(
        reported < made && flattered < reported,
        "{flattered}, {reported}, {made}"
    );
}

#[test]
fn under_a_hard_rule_superiors_hear_what_they_expect() {
    let hard = Lever("dissent.sanction_rule", EVE, 0.9);
    let share = |campaign: f64| {
        let (made, reported) = remarks(&[hard, Parameter("apparatus.campaign", campaign)]);
        reported / made
    };
    assert!(share(0.0) < share(0.005));
}

#[test]
fn the_picture_of_the_centre_follows_the_reports() {
    let mut society = on_the_eve(&[]);
    let before = society.reported_disorder();
    society.reported.disorder = 50.0;
    advance(&mut society, EVE + 4);
    let after = society.reported_disorder();
    assert!(before >= 0.0 && after < 50.0 && after > 0.0);
}

fn critics(changes: &[Change]) -> u64 {
    let mut society: Society = on_the_eve(changes);
    crate::support::critics_until(&mut society, EVE + 10)
}

#[test]
fn meetings_that_follow_their_instruction_end_more_quietly() {
    let clear = Lever("line.instruction_clarity", EVE, 0.9);
    let off = critics(&[clear, Parameter("reading.led", 0.0)]);
    let led = critics(&[clear, Parameter("reading.followed", 1.0)]);
    assert!(led < off, "{led} < {off}");
}
