//! The shipped scenario and evidence.

use std::path::{Path, PathBuf};

use scenario::{FileKind, LoadRequest, Severity, check_text, load};

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

/// Every file below a folder.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder is shipped");
    let below = |path: PathBuf| match path.is_dir() {
        true => files_below(&path),
        false => vec![path],
    };
    let paths = entries.map(|entry| entry.expect("readable").path());
    paths.flat_map(below).collect()
}

#[test]
fn every_shipped_file_is_known_for_what_it_is_and_stands_on_its_own() {
    let project = shipped().project;
    let context = load(&shipped()).scenario.expect("no problem was found");
    let own = format!("scenarios/{}", context.id);
    let files = [own.as_str(), "evidence"].map(|folder| files_below(&project.join(folder)));
    let mut kinds = Vec::new();
    for path in files.concat() {
        let name = path.display().to_string();
        let bytes = std::fs::read(&path).expect("readable");
        let kind = FileKind::of(&name, &String::from_utf8_lossy(&bytes));
        let kind = kind.unwrap_or_else(|| panic!("{name} is of no known kind"));
        let mut problems = check_text(kind, &name, &bytes, Some(&context));
        problems.retain(|problem| problem.severity == Severity::Error);
        assert_eq!(problems, [], "{name} as {kind}");
        kinds.push(kind);
    }
    let shipped = |kind: &FileKind| kinds.contains(kind) || *kind == FileKind::Settings;
    assert!(FileKind::ALL.iter().all(shipped), "{kinds:?}");
}

#[test]
fn a_file_is_known_by_its_schema_its_keys_or_its_name() {
    for (path, text, kind) in [
        (
            "my.toml",
            "#:schema ../schema/levers.schema.json\n",
            FileKind::Levers,
        ),
        ("my.toml", "sweep = \"mine\"\n", FileKind::Sweep),
        ("my.toml", "[[never]]\nsay = \"x\"\n", FileKind::Statements),
        ("a/releases.toml", "", FileKind::Releases),
        ("draws/mine.csv", "weight,rumour.on\n", FileKind::Draws),
        ("targets.csv", "id,value,role\n", FileKind::Table),
    ] {
        assert_eq!(FileKind::of(path, text), Some(kind), "{path}: {text}");
    }
    for (path, text) in [
        ("my.toml", "title = \"x\"\n"),
        ("notes.md", ""),
        ("levers", ""),
    ] {
        assert_eq!(FileKind::of(path, text), None, "{path}: {text}");
    }
}
