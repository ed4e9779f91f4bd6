//! What `ottepel model` says about the elite models.

use std::path::Path;

use assert_cmd::Command;

/// Runs the program in the project's folder; returns stdout, stderr and the exit code.
fn ottepel(arguments: &[&str]) -> (String, String, Option<i32>) {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let home = tempfile::tempdir().unwrap();
    let output = Command::cargo_bin("ottepel")
        .unwrap()
        .current_dir(project)
        .env("HOME", home.path())
        .env("XDG_DATA_HOME", home.path())
        .env("NO_COLOR", "1")
        .args(arguments)
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        text(output.stdout),
        text(output.stderr),
        output.status.code(),
    )
}

fn answer(arguments: &[&str]) -> String {
    let (out, err, code) = ottepel(arguments);
    assert_eq!(code, Some(0), "{err}");
    out
}

#[test]
fn the_spatial_model_shows_positions_beside_both_baselines() {
    insta::assert_snapshot!(answer(&["model", "smp"]));
}

#[test]
fn the_example_file_and_the_built_in_example_agree() {
    let file = ["model", "smp", "--input", "docs/examples/seven-actors.csv"];
    assert_eq!(answer(&file), answer(&["model", "smp"]));
    let file = [
        "model",
        "expected-utility",
        "--input",
        "docs/examples/car-emissions.csv",
    ];
    assert_eq!(answer(&file), answer(&["model", "expected-utility"]));
}

#[test]
fn a_stochastic_run_gives_ranges_and_the_seed_decides_it() {
    let run = |seed| {
        answer(&[
            "model",
            "smp",
            "--resolution",
            "stochastic",
            "--runs",
            "20",
            "--seed",
            seed,
        ])
    };
    assert!(run("1").contains(" to "));
    assert_eq!(run("1"), run("1"));
    assert_ne!(run("1"), run("2"));
}

#[test]
fn the_table_has_a_row_for_every_round_dimension_and_actor() {
    let table = answer(&["model", "smp", "--format", "csv"]);
    assert_eq!(table.lines().count(), 1 + 11 * 3 * 7);
    assert!(table.lines().all(|line| line.split(',').count() == 10));
}

#[test]
fn the_expected_utility_model_shows_both_readings() {
    insta::assert_snapshot!("mode_table", answer(&["model", "expected-utility"]));
    let literal = [
        "model",
        "expected-utility",
        "--mode",
        "literal",
        "--stop-below",
        "0.5",
    ];
    insta::assert_snapshot!("mode_literal", answer(&literal));
}

#[test]
fn the_ruling_coalition_is_told_in_words_and_ties_are_not_decided() {
    insta::assert_snapshot!(
        "ruling",
        answer(&["model", "coalition", "--powers", "3,4,5,6"])
    );
    insta::assert_snapshot!(
        "tied",
        answer(&[
            "model",
            "coalition",
            "--powers",
            "1,1,1",
            "--names",
            "A,B,C"
        ])
    );
}

#[test]
fn tenures_show_the_record_beside_the_model() {
    insta::assert_snapshot!(answer(&["model", "tenure", "--rulers", "1000"]));
}

#[test]
fn every_problem_of_a_file_is_told_at_once_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("actors.csv");
    let text = "A,x,3,1\nActor,Description,Power,Pstn,Sal\na,,0,50,50\na,,1,150,5O\nb,,1,50\n";
    std::fs::write(&file, text).unwrap();
    let chart = folder.path().join("chart.svg");
    let (out, err, code) = ottepel(&[
        "model",
        "smp",
        "--input",
        file.to_str().unwrap(),
        "--chart",
        chart.to_str().unwrap(),
    ]);
    assert_eq!((out.as_str(), code), ("", Some(2)));
    assert!(!chart.exists());
    insta::assert_snapshot!(err.replace(folder.path().to_str().unwrap(), "FOLDER"));
}

#[test]
fn a_chart_is_drawn_for_every_dimension() {
    let folder = tempfile::tempdir().unwrap();
    let chart = folder.path().join("positions.svg");
    answer(&["model", "smp", "--chart", chart.to_str().unwrap()]);
    for number in 1..=3 {
        let drawn =
            std::fs::read_to_string(folder.path().join(format!("positions-{number}.svg"))).unwrap();
        assert!(
            drawn.starts_with("<svg")
                && drawn.contains("weighted mean")
                && drawn.contains("model result")
        );
    }
}

#[test]
fn options_outside_their_range_are_refused() {
    for arguments in [
        &["model", "smp", "--settled", "2"][..],
        &["model", "expected-utility", "--status-quo", "-1"],
        &["model", "coalition", "--powers", "1,x"],
        &["model", "coalition", "--powers", "1,2", "--alpha", "0.3"],
        &["model", "tenure", "--resolve", "1.5"],
    ] {
        let (_, err, code) = ottepel(arguments);
        assert_eq!(code, Some(2), "{arguments:?}: {err}");
        assert!(
            err.contains("E0702") || err.contains("E05"),
            "{arguments:?}: {err}"
        );
    }
}
