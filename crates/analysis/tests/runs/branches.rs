//! A changed decision changes nothing before its week; a change that changes nothing, nothing ever.

use analysis::prepare;
use jiff::civil::date;
use kernel::{VectorLevel, Week};
use scenario::Scenario;

use crate::support::{done, hash_of, home, recorded, request, request_until, shipped};

/// States of the weeks before `weeks`, first the one before the first week.
fn states(scenario: &Scenario, weeks: u16) -> Vec<String> {
    let request = request(scenario, std::path::Path::new("not written"));
    let mut society = prepare(&request, VectorLevel::detect()).expect("the sample fits");
    let mut hashes = vec![society.state_hash()];
    while society.week.0 < weeks {
        society.step(|_| {});
        hashes.push(society.state_hash());
    }
    hashes
}

fn week_of(year: i16, month: i8, day: i8) -> u16 {
    Week::holding((date(year, month, day) - recorded().start).get_days()).0
}

fn branch_at(scenario: &Scenario, week: u16) {
    let (record, branch) = (states(recorded(), week + 8), states(scenario, week + 8));
    let common = usize::from(week) + 1;
    assert_eq!(record[..common], branch[..common], "the past changed");
    assert_ne!(record[common + 7], branch[common + 7], "the future did not");
}

#[test]
fn a_decision_of_march_1956_changes_nothing_before_its_week() {
    branch_at(&shipped(&["published-1956"], &[]), week_of(1956, 3, 5));
    branch_at(&shipped(&["immediate-sanctions"], &[]), week_of(1956, 3, 6));
}

#[test]
fn a_decree_taken_away_changes_nothing_before_its_week() {
    branch_at(&shipped(&["no-decree-1953"], &[]), week_of(1953, 3, 28));
}

#[test]
fn a_lever_set_by_hand_changes_nothing_before_its_week() {
    let set = shipped(&[], &["dissent.sanction_rule@1954-06-07=hard"]);
    branch_at(&set, week_of(1954, 6, 7));
}

#[test]
fn an_overlay_that_changes_nothing_is_equal_to_the_end() {
    let home = home();
    let record = done(request(recorded(), &home.path().join("record")));
    let nothing = done(request(
        &shipped(&["no-change"], &[]),
        &home.path().join("nothing"),
    ));
    assert_eq!(hash_of(&record), hash_of(&nothing));
    assert_eq!(
        record.manifest.state_hash_by_date,
        nothing.manifest.state_hash_by_date
    );
    // The files carry the run's own id; their rows are the same.
    let rows = [&record, &nothing].map(|own| own.folder.tables().expect("the run's tables"));
    assert_eq!(rows[0], rows[1]);
    // It is another question all the same, and so another run.
    assert_ne!(record.manifest.run, nothing.manifest.run);
}

#[test]
fn a_setting_to_what_it_is_changes_nothing() {
    let same = shipped(&[], &["fear.memory_half_life=5 years"]);
    assert_eq!(states(&same, 60), states(recorded(), 60));
}

#[test]
fn the_end_asked_for_changes_no_week_before_it() {
    let home = home();
    let short = request_until(recorded(), &home.path().join("short"), date(1953, 12, 31));
    let short = done(short);
    let weeks = short.manifest.weeks_computed;
    assert_eq!(Some(&hash_of(&short)), states(recorded(), weeks).last());
}
