//! The shipped scenario and evidence.

use std::path::PathBuf;

use scenario::{LoadRequest, load};

fn shipped() -> LoadRequest {
    let project = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    LoadRequest {
        scenario: "ussr-1953-1964".into(),
        project,
        ..LoadRequest::default()
    }
}

#[test]
fn tables_are_read_whole() {
    let loaded = load(&shipped());
    assert_eq!(loaded.diagnostics, []);
    let scenario = loaded.scenario.expect("no problem was found");
    assert_eq!(scenario.weeks(), 609);
    let tables = &scenario.tables;
    let counts = [
        tables.rows.len(),
        tables.regions.len(),
        tables.camps.len(),
        tables.elite.len(),
        tables.decisions.len(),
    ];
    assert_eq!(counts, [1234, 153, 1152, 89, 103]);
    assert_eq!(
        tables.value("prisoners_total_1jan", "USSR camps and colonies", 1953),
        Some(2_468_524.0)
    );
}

#[test]
fn every_shipped_overlay_applies_without_a_remark() {
    let base = load(&shipped()).scenario.expect("no problem was found");
    for id in [
        "as-1961",
        "question-and-answer-sheet",
        "published-1956",
        "fixed-text",
        "immediate-sanctions",
        "no-speech",
        "no-decree-1953",
    ] {
        let loaded = load(&LoadRequest {
            overlays: vec![id.into()],
            ..shipped()
        });
        assert_eq!(loaded.diagnostics, [], "{id}");
        let changed = loaded.scenario.expect("no problem was found");
        assert!(
            !changed.changes.is_empty() && changed.hash != base.hash,
            "{id}"
        );
    }
}

#[test]
fn the_null_overlay_changes_nothing_but_the_hash() {
    let base = load(&shipped()).scenario.expect("no problem was found");
    let null = load(&LoadRequest {
        overlays: vec!["no-change".into()],
        ..shipped()
    })
    .scenario
    .expect("no problem was found");
    assert_eq!(
        (null.levers, null.releases, null.messages),
        (base.levers, base.releases, base.messages)
    );
    assert_eq!(null.changes, []);
}

#[test]
fn the_ledger_holds_every_source_seed_claim_row_and_conflict() {
    let scenario = load(&shipped()).scenario.expect("no problem was found");
    let ledger = &scenario.ledger;
    assert_eq!(ledger.sources.len(), 119);
    let seeds = ledger
        .claims
        .keys()
        .filter(|id| id.starts_with("SEED"))
        .count();
    assert_eq!(seeds, 102);
    let rows = 1234 + 153 + 1152 + 89 + 103;
    assert!(
        ledger.claims.len() > seeds + rows,
        "claims of our own stand beside the rows"
    );
    assert!(
        ledger
            .conflicts
            .iter()
            .all(|conflict| conflict.claims.len() > 1)
    );
    let audit = scenario::audit(&scenario, Vec::new());
    assert_eq!(audit.outside_sources, [""; 0]);
    assert_eq!(audit.tables["elite"].recalled, 89);
}
