//! A run folder as its users meet it: whole, readable, never half written.

use std::borrow::Cow;
use std::fs;
use std::path::Path;

use store::folder::{CreateError, OpenError, ReadError};
use store::{
    Dictionary, Entry, EventRow, GroupRow, Identity, Kind, Manifest, Registry, RunFolder,
    SeriesRow, Status, Tables,
};

/// The shipped scenario without what would make the manifest long.
fn scenario() -> scenario::Scenario {
    let request = scenario::LoadRequest {
        scenario: "ussr-1953-1964".into(),
        ..Default::default()
    };
    let mut scenario = scenario::load(&request)
        .scenario
        .expect("the shipped scenario");
    scenario.parameters = scenario::Parameters::default();
    scenario.levers.clear();
    scenario.hash = "b3:9c1f".into();
    scenario
}

fn manifest(seed: u64) -> Manifest {
    let scenario = scenario();
    let identity = Identity::of(&scenario, "0.1.0", seed, 100, scenario.weeks());
    Manifest::of(&identity, &scenario)
}

fn entry(name: &str) -> Entry {
    Entry {
        name: name.into(),
        unit: "persons".into(),
        kind: Kind::Stock,
        meaning: "Made-up numbers, for a test of files only".into(),
        record: (name == "population").then(|| "population_total_1jan".into()),
        needs_full_population: name == "acts",
        model_only: false,
    }
}

fn tables() -> Tables {
    let cell = |week, series, entity, value| SeriesRow {
        week,
        series,
        entity,
        value,
    };
    Tables {
        dictionary: Dictionary {
            series: vec![entry("population"), entry("acts")],
            entities: vec!["USSR".into(), "Georgian SSR".into(), "never used".into()],
        },
        series: vec![
            cell(0, 0, 0, 188_000_000.0),
            cell(0, 1, 1, 0.1 + 0.2),
            cell(1, 0, 0, f64::MIN_POSITIVE),
        ],
        groups: vec![GroupRow {
            week: 156,
            measure: Cow::Borrowed("reception"),
            category: "slander".into(),
            republic: "Georgian SSR".into(),
            rank: Cow::Borrowed("member"),
            people: 1200.0,
            of: 150_000.0,
        }],
        events: vec![
            EventRow {
                week: 0,
                kind: "decision".into(),
                place: "USSR".into(),
                what: "Stalin dies, 21:50".into(),
                recorded: true,
                ..EventRow::default()
            },
            EventRow {
                week: 1,
                kind: "act".into(),
                place: "Tbilisi".into(),
                what: "a crowd, \"quoted\"".into(),
                direction: Cow::Borrowed("for the nation"),
                people: Some(3.0),
                killed: Some(0.0),
                wounded: None,
                arrested: Some(2.0),
                recorded: false,
            },
        ],
    }
}

fn run_in(parent: &Path) -> (RunFolder, Manifest) {
    let mut manifest = manifest(1);
    let folder = RunFolder::create(parent.join("a run с пробелом"), &manifest).unwrap();
    manifest.status = Status::Complete;
    folder.write_tables(&mut manifest, &tables()).unwrap();
    (folder, manifest)
}

#[test]
fn what_is_written_is_read() {
    let home = tempfile::tempdir().unwrap();
    let (folder, manifest) = run_in(home.path());
    let opened = RunFolder::open(folder.path()).unwrap();
    assert_eq!(opened.manifest().unwrap(), manifest);
    assert_eq!(opened.tables().unwrap(), tables());
    assert!(opened.changed_files(&manifest).is_empty());
}

#[test]
fn equal_results_are_equal_files() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (first, second) = (run_in(one.path()).1, run_in(other.path()).1);
    assert_eq!(first.files.len(), 4);
    assert_eq!(first.files, second.files);
}

#[test]
fn tables_can_be_written_again_as_the_run_goes_on() {
    let home = tempfile::tempdir().unwrap();
    let (folder, mut manifest) = run_in(home.path());
    let mut more = tables();
    more.series.push(SeriesRow {
        week: 2,
        series: 0,
        entity: 0,
        value: 1.0,
    });
    folder.write_tables(&mut manifest, &more).unwrap();
    assert_eq!(folder.tables().unwrap(), more);
    assert_eq!(folder.manifest().unwrap().files, manifest.files);
}

#[test]
fn unknown_fields_survive_and_missing_ones_have_defaults() {
    let home = tempfile::tempdir().unwrap();
    let (folder, manifest) = run_in(home.path());
    let mut json: serde_json::Value = serde_json::from_str(&manifest.to_json().unwrap()).unwrap();
    json["from_the_future"] = serde_json::json!({ "a": [1, 2] });
    for optional in [
        "machine",
        "record",
        "parameters",
        "levers",
        "files",
        "state_hash",
    ] {
        json.as_object_mut().unwrap().shift_remove(optional);
    }
    fs::write(folder.path().join("run.json"), json.to_string()).unwrap();
    let read = folder.manifest().unwrap();
    assert_eq!(read.other["from_the_future"]["a"][1], 2);
    assert!(read.parameters.is_empty());
    assert!(read.to_json().unwrap().contains("from_the_future"));
}

#[test]
fn other_formats_are_refused_with_a_reason() {
    let home = tempfile::tempdir().unwrap();
    let (folder, manifest) = run_in(home.path());
    let path = folder.path().join("run.json");
    let json = manifest.to_json().unwrap();
    let message_for = |text: &str| {
        fs::write(&path, text).unwrap();
        folder.manifest().unwrap_err().to_string()
    };
    assert!(
        message_for(&json.replace("ottepel-run/1", "ottepel-run/2"))
            .contains("open it with the newer program")
    );
    assert!(
        message_for(&json.replace("ottepel-run/1", "ottepel-run/0"))
            .contains("run the scenario again")
    );
    assert!(message_for("{\"schema\": \"parquet\"}").contains("not the manifest of a run"));
    assert!(message_for(&json[..json.len() / 2]).contains("line"));
    assert!(message_for(&json.replace("1/100", "one in a hundred")).contains("not a sample"));
}

#[test]
fn a_folder_with_anything_in_it_is_never_written_to() {
    let home = tempfile::tempdir().unwrap();
    let (folder, _) = run_in(home.path());
    let again = RunFolder::create(folder.path(), &manifest(1));
    assert!(matches!(again, Err(CreateError::AlreadyARun(_))));
    let thesis = home.path().join("thesis");
    fs::create_dir(&thesis).unwrap();
    fs::write(thesis.join("chapter"), "years of work").unwrap();
    assert!(matches!(
        RunFolder::create(&thesis, &manifest(1)),
        Err(CreateError::NotEmpty(_))
    ));
    assert_eq!(fs::read_dir(&thesis).unwrap().count(), 1);
}

#[test]
fn a_path_below_a_file_is_refused_with_advice() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("notes.txt");
    fs::write(&file, "x").unwrap();
    let message = RunFolder::create(file.join("run"), &manifest(1))
        .unwrap_err()
        .to_string();
    assert!(
        message.contains("notes.txt") && message.contains("is a file where a folder is needed"),
        "{message}"
    );
    assert!(RunFolder::create(&file, &manifest(1)).is_err());
    assert_eq!(fs::read(&file).unwrap(), b"x");
}

#[test]
fn missing_runs_and_damaged_files_are_named() {
    let home = tempfile::tempdir().unwrap();
    assert!(matches!(
        RunFolder::open(home.path().join("none")),
        Err(OpenError::Missing(_))
    ));
    assert!(matches!(
        RunFolder::open(home.path()),
        Err(OpenError::NotARun(_))
    ));
    let (folder, manifest) = run_in(home.path());
    let groups = folder.path().join("groups.parquet");
    let good = fs::read(&groups).unwrap();
    for cut in [0, 3, good.len() / 2, good.len() - 1] {
        fs::write(&groups, &good[..cut]).unwrap();
        let error = folder.tables().unwrap_err();
        assert!(
            matches!(error, ReadError::Damaged { .. }),
            "cut at {cut}: {error}"
        );
        assert!(error.to_string().contains("groups.parquet"));
    }
    assert_eq!(folder.changed_files(&manifest), ["groups.parquet"]);
}

#[test]
fn the_comma_separated_twin_says_the_same() {
    let home = tempfile::tempdir().unwrap();
    let (folder, _) = run_in(home.path());
    let files = folder.export_csv(&home.path().join("csv")).unwrap();
    assert_eq!(files.len(), 4);
    let series = fs::read_to_string(home.path().join("csv/series.csv")).unwrap();
    let lines: Vec<&str> = series.lines().collect();
    let run = manifest(1).run;
    assert_eq!(
        lines[0],
        "run,sample,week,date,series,entity,value,unit,kind"
    );
    assert_eq!(
        lines[2],
        format!("{run},1/100,0,1953-03-01,acts,Georgian SSR,0.30000000000000004,persons,stock")
    );
    let events = fs::read_to_string(home.path().join("csv/events.csv")).unwrap();
    assert!(
        events.contains("record,decision,USSR,\"Stalin dies, 21:50\","),
        "{events}"
    );
}

#[test]
fn the_dictionary_explains_every_column_and_series() {
    let home = tempfile::tempdir().unwrap();
    let (folder, _) = run_in(home.path());
    let dictionary = fs::read_to_string(folder.path().join("dictionary.csv")).unwrap();
    for start in [
        "series,value,",
        "events,voice,",
        "groups,of,",
        "series,series,population,persons,stock,",
        "series,entity,Georgian SSR,",
    ] {
        assert!(
            dictionary.lines().any(|line| line.starts_with(start)),
            "{start}\n{dictionary}"
        );
    }
}

#[test]
fn the_log_grows() {
    let home = tempfile::tempdir().unwrap();
    let (folder, _) = run_in(home.path());
    folder.log("week 1").unwrap();
    folder.log("week 2").unwrap();
    assert_eq!(
        fs::read_to_string(folder.path().join("log.txt")).unwrap(),
        "week 1\nweek 2\n"
    );
}

#[test]
fn the_registry_is_rebuilt_from_folders_when_missing_or_damaged() {
    let home = tempfile::tempdir().unwrap();
    let registry = Registry::open(home.path()).unwrap();
    for seed in [1, u64::MAX] {
        let mut manifest = manifest(seed);
        manifest.machine.started = format!("2026-01-0{}", seed % 7 + 1);
        let folder = RunFolder::create(registry.run_folder(&manifest.run), &manifest).unwrap();
        registry.enter(folder.path(), &manifest).unwrap();
        registry.enter(folder.path(), &manifest).unwrap();
    }
    let before = registry.runs().unwrap();
    assert_eq!(
        before.iter().map(|run| run.seed).collect::<Vec<_>>(),
        [u64::MAX, 1].map(|seed| seed)
    );
    drop(registry);

    let file = home.path().join("registry.sqlite");
    fs::remove_file(&file).unwrap();
    assert_eq!(Registry::open(home.path()).unwrap().runs().unwrap(), before);

    fs::write(
        &file,
        "this is no database, but it is long enough to be taken for one at a first glance",
    )
    .unwrap();
    let registry = Registry::open(home.path()).unwrap();
    assert_eq!(registry.runs().unwrap(), before);
    assert!(registry.set_aside().unwrap().exists());

    let name = &before[0].run;
    assert_eq!(
        registry.named(&name[..name.len() - 2]).unwrap()[0],
        before[0]
    );
}

#[test]
fn folders_that_are_no_runs_are_listed_as_left_out() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir_all(home.path().join("runs/empty")).unwrap();
    let mut registry = Registry::open(home.path()).unwrap();
    let skipped = registry.rebuild().unwrap();
    assert_eq!(skipped.len(), 1);
    assert!(
        skipped[0].reason.contains("holds no run"),
        "{}",
        skipped[0].reason
    );
}

#[test]
fn a_registry_of_a_newer_program_is_left_alone() {
    let home = tempfile::tempdir().unwrap();
    let database = rusqlite::Connection::open(home.path().join("registry.sqlite")).unwrap();
    database.pragma_update(None, "user_version", 99).unwrap();
    drop(database);
    let message = Registry::open(home.path()).unwrap_err().to_string();
    assert!(message.contains("newer program"), "{message}");
}
