//! Runs that cannot be: each is refused with what is wrong, and nothing is left behind.

use std::sync::Arc;

use analysis::record::{Numbers, Recorded};
use analysis::{Means, Quiet, RunError, compare, replay, resume, run};
use jiff::civil::date;

use crate::support::{SHORT, done, home, recorded, request, request_until, short_run};

#[test]
fn a_day_outside_the_calendar_is_refused_with_both_ends() {
    let home = home();
    for day in [date(1953, 2, 28), date(1964, 12, 1), date(1900, 1, 1)] {
        let out = home.path().join("outside");
        let refused = run(request_until(recorded(), &out, day), &mut Quiet);
        let error = refused.expect_err("the day lies outside").to_string();
        for part in [day, recorded().start, recorded().end] {
            assert!(error.contains(&part.to_string()), "{error}");
        }
        assert!(!out.exists(), "a refused run leaves a folder");
    }
}

#[test]
fn the_first_and_the_last_day_are_within_the_calendar() {
    let home = home();
    let first = done(request_until(
        recorded(),
        &home.path().join("first"),
        recorded().start,
    ));
    assert_eq!(first.manifest.weeks_computed, 1);
    let last = analysis::identity(&request_until(recorded(), home.path(), recorded().end));
    assert_eq!(last.expect("within").weeks, recorded().weeks());
}

#[test]
fn a_folder_that_holds_a_run_is_not_written_over() {
    let home = home();
    let whole = short_run(&home, "whole");
    let before = std::fs::read(whole.folder.path().join("run.json")).expect("the manifest");
    let refused = run(request(recorded(), whole.folder.path()), &mut Quiet);
    assert!(matches!(refused, Err(RunError::Create(_))), "{refused:?}");
    let after = std::fs::read(whole.folder.path().join("run.json")).expect("the manifest");
    assert_eq!(before, after);
}

/// A place below a file can never become a folder, whoever asks; a folder without rights gives way
/// to the superuser and so proves nothing where tests run as one.
#[test]
fn a_folder_that_cannot_be_made_is_refused_by_name() {
    let home = home();
    let file = home.path().join("file");
    std::fs::write(&file, b"not a folder").expect("writable");
    let refused = run(request(recorded(), &file.join("run")), &mut Quiet);
    let error = refused.expect_err("it cannot be made").to_string();
    assert!(error.contains("file"), "{error}");
    assert_eq!(std::fs::read(&file).expect("still there"), b"not a folder");
}

#[cfg(unix)]
#[test]
fn a_folder_without_rights_is_refused_where_rights_count() {
    use std::os::unix::fs::PermissionsExt;
    let home = home();
    let closed = home.path().join("closed");
    std::fs::create_dir(&closed).expect("made");
    std::fs::set_permissions(&closed, PermissionsExt::from_mode(0o500)).expect("set");
    let superuser = std::fs::write(closed.join("probe"), b"").is_ok();
    let outcome = run(
        request_until(recorded(), &closed.join("run"), SHORT),
        &mut Quiet,
    );
    std::fs::set_permissions(&closed, PermissionsExt::from_mode(0o700)).expect("set back");
    match outcome {
        Ok(_) => assert!(superuser, "a run was written where nobody may write"),
        Err(error) => assert!(error.to_string().contains("closed"), "{error}"),
    }
}

#[test]
fn what_is_no_run_cannot_be_resumed_or_replayed() {
    let home = home();
    let missing = home.path().join("missing");
    for path in [missing.as_path(), home.path()] {
        let resumed = resume(path, &Means::default(), Arc::default(), &mut Quiet);
        assert!(matches!(resumed, Err(RunError::Open(_))), "{resumed:?}");
        let scratch = home.path().join("scratch");
        let replayed = replay(path, &scratch, &Means::default(), &mut Quiet);
        assert!(matches!(replayed, Err(RunError::Open(_))), "{replayed:?}");
        assert!(!scratch.exists());
    }
}

#[test]
fn a_run_of_another_version_is_not_continued() {
    let home = home();
    let whole = short_run(&home, "whole");
    let path = whole.folder.path().join("run.json");
    let mut manifest = whole.manifest.clone();
    manifest.program = "0.0.0".to_owned();
    manifest.status = store::Status::Partial;
    std::fs::write(&path, manifest.to_json().expect("JSON")).expect("writable");
    let resumed = resume(
        whole.folder.path(),
        &Means::default(),
        Arc::default(),
        &mut Quiet,
    );
    assert!(
        matches!(resumed, Err(RunError::OtherVersion { .. })),
        "{resumed:?}"
    );
}

#[test]
fn the_record_is_compared_row_by_row_with_the_verdict_of_the_rule() {
    let home = home();
    let whole = short_run(&home, "whole");
    let lines = &whole.manifest.record;
    assert!(lines.len() > 10, "{} rows", lines.len());
    let tables = whole.folder.tables().expect("the run's tables");
    let weeks = whole.manifest.weeks_computed;
    let numbers = Numbers::new(recorded(), &tables, weeks, whole.manifest.sample);
    assert_eq!(&compare(recorded(), &numbers), lines);
    for line in lines {
        let (recorded, modelled) = (
            line.recorded.expect("a figure"),
            line.modelled.expect("a number"),
        );
        let figure = Recorded {
            value: recorded,
            low: line.low,
            high: line.high,
        };
        // Of the year 1953 the run covers the 44 weeks from March.
        let verdicts = [1.0, 308.0 / 365.0].map(|covered| figure.verdict(modelled, covered));
        let names = verdicts.map(|verdict| verdict.name());
        // An event that does not happen in the model is off, however wide the sources' range.
        let absent = modelled == 0.0 && line.verdict == "off";
        assert!(absent || names.contains(&line.verdict.as_str()), "{line:?}");
        assert!(
            ["input", "fitted", "held"].contains(&line.used_for.as_str()),
            "{line:?}"
        );
        assert!(
            line.date <= SHORT,
            "compared beyond the end of the run: {line:?}"
        );
    }
    for verdict in ["inside", "near"] {
        assert!(
            lines.iter().any(|line| line.verdict == verdict),
            "no row is {verdict}"
        );
    }
}

#[test]
fn a_shorter_run_answers_fewer_rows_and_none_it_does_not_cover() {
    let home = home();
    let one_year = done(request_until(
        recorded(),
        &home.path().join("year"),
        date(1954, 3, 1),
    ));
    let whole = short_run(&home, "whole");
    let rows = |own: &analysis::RunOutcome| own.manifest.record.len();
    assert!(rows(&one_year) > 0 && rows(&one_year) < rows(&whole));
    assert!(
        one_year
            .manifest
            .record
            .iter()
            .all(|line| line.date <= date(1954, 3, 7))
    );
}
