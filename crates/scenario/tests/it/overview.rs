//! Where values come from, what differs, how well it is attested, and the schemas of the files.

use std::path::Path;

use scenario::{Confidence, Distribution, Pace, audit, diff, load_from, schemas, show_origin};

use crate::small_project::{load_small, small};

#[test]
fn origins_name_file_and_line_also_after_changes() {
    let loaded = load_small(&small(), &["published"], &["choice:freed=CMP0002"]);
    let lines = show_origin(&loaded.scenario.expect("sound"));
    let shown: Vec<String> = lines
        .iter()
        .map(|line| format!("{:<32} {:<44} {}", line.key, line.value, line.origin))
        .collect();
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn a_difference_lists_only_what_changed() {
    let base = load_small(&small(), &[], &[]).scenario.expect("sound");
    let changed = load_small(&small(), &["published"], &["choice:freed=CMP0002"])
        .scenario
        .expect("sound");
    assert_eq!(diff(&base, &base), []);
    insta::assert_json_snapshot!(diff(&base, &changed));
}

#[test]
fn overlays_act_on_their_day_and_rates_follow_their_switch() {
    let base = load_small(&small(), &[], &[]).scenario.expect("sound");
    let loaded = load_small(&small(), &["published"], &["choice:freed=CMP0002"]);
    assert_eq!(
        loaded.overlays[0].expect["line_dispersion@1956-06"],
        "falls"
    );
    let changed = loaded.scenario.expect("sound");
    let audience = |scenario: &scenario::Scenario, day| {
        scenario
            .lever("line.audience")
            .expect("declared")
            .value_on(day)
    };
    let (before, after) = (jiff::civil::date(1956, 3, 4), jiff::civil::date(1956, 3, 5));
    assert_eq!(audience(&base, before), audience(&changed, before));
    assert_eq!(
        (audience(&base, after), audience(&changed, after)),
        (0.4, 1.0)
    );
    assert_eq!(
        (base.releases[0].pace, changed.releases[0].pace),
        (Pace::PerWeek(100.0), Pace::PerWeek(140.0))
    );
    let half_life = changed.parameters.get("fear.half_life").expect("declared");
    assert_eq!(half_life.value, 4.0);
    assert_eq!(
        half_life.distribution(),
        Some(Distribution::Lognormal {
            median: 4.0,
            sigma: 0.5
        })
    );
    assert_eq!(changed.changes.len(), 4);
}

#[test]
fn a_later_overlay_wins_and_must_know_the_earlier() {
    let mut files = small();
    let text = "overlay = \"again\"\ntitle = \"Again\"\nbase = { overlay = \"published\" }\n[[change]]\n\
        decision = \"line.audience\"\nactor = \"Presidium\"\ndate = 1956-03-05\nfrom = \"published\"\nto = \"party\"\nsource = [\"DEC0001\"]\n";
    files.insert("scenarios/small/overlays/again.toml", text);
    let loaded = load_small(&files, &["published", "again"], &[]);
    assert_eq!(loaded.diagnostics, []);
    assert_eq!(
        loaded.scenario.expect("sound").overlays,
        ["published", "again"]
    );
}

#[test]
fn the_same_text_has_the_same_hash_wherever_it_stands() {
    let base = load_small(&small(), &[], &[]).scenario.expect("sound");
    let again = load_small(&small(), &[], &[]).scenario.expect("sound");
    assert_eq!(base.hash, again.hash);
    let changed = load_small(&small(), &[], &["fear.half_life=4 years"])
        .scenario
        .expect("sound");
    assert_ne!(base.hash, changed.hash);
}

#[test]
fn an_audit_counts_standings_and_lists_weak_points() {
    let scenario = load_small(&small(), &[], &["fear.half_life=4 years"])
        .scenario
        .expect("sound");
    let gaps = vec![(
        "sex of 70 regions".to_owned(),
        "share of the republic".to_owned(),
    )];
    let audit = audit(&scenario, gaps);
    assert_eq!(audit.without_evidence, ["fear.half_life"]);
    assert_eq!(audit.one_source, ["review.refused", "review.released"]);
    assert_eq!(audit.gaps[0].rule, "share of the republic");
    let rate = audit
        .standings
        .iter()
        .find(|standing| standing.key == "camps.rate")
        .expect("listed");
    assert_eq!(
        rate.confidence,
        Confidence::Recalled,
        "the weaker of two sources counts"
    );
    insta::assert_json_snapshot!((&audit.by_kind, &audit.tables, &audit.conflicts));
}

#[test]
fn schemas_are_fresh() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/schema");
    for (name, text) in schemas() {
        let path = folder.join(name);
        if std::env::var_os("OTTEPEL_WRITE_SCHEMAS").is_some() {
            std::fs::create_dir_all(&folder).expect("writable");
            std::fs::write(&path, &text).expect("writable");
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(
            kept, text,
            "{name} is stale: run the test with OTTEPEL_WRITE_SCHEMAS=1 and commit the file"
        );
    }
}

#[test]
fn the_program_carries_scenario_and_evidence() {
    let request = scenario::LoadRequest {
        scenario: "ussr-1953-1964".to_owned(),
        ..Default::default()
    };
    let loaded = load_from(&scenario::MemoryFiles::default(), &request);
    assert_eq!(loaded.diagnostics, []);
    assert_eq!(loaded.scenario.expect("sound").weeks(), 609);
}
