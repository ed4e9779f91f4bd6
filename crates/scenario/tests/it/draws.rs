//! Sets of draws and statements: what is read, what is refused and where.

use std::sync::OnceLock;

use scenario::{
    DrawSet, EmbeddedFiles, LoadRequest, Provenance, Scenario, StatementKind, draw_set_of,
    read_draw_set, statements_of,
};

fn the_scenario() -> &'static Scenario {
    static LOADED: OnceLock<Scenario> = OnceLock::new();
    LOADED.get_or_init(|| {
        let request = LoadRequest {
            scenario: "ussr-1953-1964".to_owned(),
            ..LoadRequest::default()
        };
        let loaded = scenario::load_from(&EmbeddedFiles, &request);
        loaded.scenario.expect("the scenario of the program loads")
    })
}

fn set() -> DrawSet {
    DrawSet {
        name: "made-up".to_owned(),
        provenance: Provenance {
            name: "made-up".to_owned(),
            scenario: "ussr-1953-1964".to_owned(),
            scenario_hash: the_scenario().hash.clone(),
            fitted_to: vec!["CMP0013".to_owned()],
            ..Provenance::default()
        },
        keys: vec!["review.cut_to".to_owned(), "camps.sentences".to_owned()],
        rows: vec![vec![0.3, 0.000_023], vec![0.1 + 0.2, 0.000_05]],
        weights: vec![0.25, 0.75],
    }
}

#[test]
fn a_set_written_is_the_set_read() {
    let set = set();
    let toml = set.to_toml().expect("TOML");
    let read = draw_set_of(
        the_scenario(),
        "made-up",
        set.to_csv().as_bytes(),
        toml.as_bytes(),
    );
    assert_eq!(read.expect("readable"), set);
    assert!(set.fits(the_scenario()));
    assert_eq!(set.values(1)[0], ("review.cut_to".to_owned(), 0.1 + 0.2));
}

#[test]
fn rows_are_picked_by_weight_without_chance() {
    let set = set();
    assert_eq!(set.pick(4), [0, 1, 1, 1]);
    assert_eq!(set.pick(1), [1]);
    assert!((set.effective_size() - 1.6).abs() < 1e-12);
    assert_eq!(DrawSet::default().pick(0), [] as [usize; 0]);
}

#[test]
fn every_problem_of_a_set_has_its_place() {
    let csv = "weight,review.cut_too,camps.sentences\n-1,0.3,0.00002\n1,0.3,7\n1,much,0.00002\n";
    let toml = set()
        .to_toml()
        .expect("TOML")
        .replace("name = \"made-up\"", "name = \"other\"");
    let problems = draw_set_of(the_scenario(), "made-up", csv.as_bytes(), toml.as_bytes())
        .expect_err("refused");
    insta::assert_snapshot!(scenario::render(&problems, false));
    let missing = read_draw_set(&EmbeddedFiles, the_scenario(), "nothing").expect_err("refused");
    assert!(
        missing[0]
            .message
            .contains("no set of draws is called `nothing`")
    );
}

#[test]
fn statements_are_read_with_what_they_are_about() {
    let text = r#"
[[must]]
say = "Terms end."
then = "sum(released_term_ended, 1954) > 0"
source = ["CMP0090"]

[[open]]
say = "Without the speech nobody hears it."
when = { without = "speech.given.1956-02-25" }
then = "at(heard_reading, 1956-06-30) == 0"
share = 0.5
because = "assumption: made up for this test"
"#;
    let read = statements_of(the_scenario(), "made-up.toml", text.as_bytes()).expect("readable");
    assert_eq!(read.len(), 2);
    assert_eq!((read[0].kind, read[0].share), (StatementKind::Must, 0.8));
    assert_eq!(read[1].settings.len(), 1);
    assert!(read[1].settings[0].starts_with("speech.given@1956-02-25="));
    assert_eq!(read[1].origin, "made-up.toml:10");
    let slip = read[0].problem(
        4,
        19,
        "`released_term_ended` is no series",
        "did you mean `reviewed`?",
    );
    insta::assert_snapshot!(
        "a_test_is_marked_in_its_line",
        scenario::render(&[slip], false)
    );
}

#[test]
fn every_problem_of_statements_has_its_place() {
    let text = r#"
[[must]]
say = "Nobody says why."
then = "1 > 0"

[[should]]
say = "A source that is not there."
then = "1 > 0"
source = ["CMP9999"]

[[open]]
say = "A decision that was never taken, and a share beyond all."
when = { without = "speech.given.1955-02-25" }
then = "1 > 0"
share = 7.0
because = "assumption: made up for this test"
"#;
    let problems =
        statements_of(the_scenario(), "made-up.toml", text.as_bytes()).expect_err("refused");
    insta::assert_snapshot!(scenario::render(&problems, false));
    let broken = statements_of(the_scenario(), "made-up.toml", b"[[must]]\nsay = 3\n");
    assert_eq!(broken.expect_err("refused").len(), 1);
}
