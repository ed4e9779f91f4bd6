//! The stored questions, and what people read when a question is badly written.

use std::path::PathBuf;

use scenario::{FileKind, LoadRequest, check_text, load, load_question, question_ids, render};

use crate::small_project::{load_small, small};

/// What is rendered where there is no problem.
const NOTHING: &str = "no problems\n";

fn shipped() -> LoadRequest {
    LoadRequest {
        scenario: "ussr-1953-1964".into(),
        project: PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../.."),
        ..LoadRequest::default()
    }
}

#[test]
fn every_stored_question_loads_without_a_remark() {
    let request = shipped();
    let ids = question_ids(&request);
    for id in &ids {
        let loaded = load_question(&request, id);
        assert_eq!(render(&loaded.diagnostics, false), NOTHING, "{id}");
        let question = loaded.question.expect("no problem was found");
        assert_eq!(&question.id, id);
        assert!(!question.premises.is_empty(), "{id} checks no premise");
        assert!(!question.cannot_say.is_empty(), "{id} knows no limit");
        assert!(
            question.arms.iter().all(|arm| arm.minimal.is_some()),
            "{id}: every arm says what stays"
        );
    }
}

#[test]
fn every_arm_is_an_overlay_that_loads() {
    let request = shipped();
    let base = load(&request).scenario.expect("the base is sound");
    for id in question_ids(&request) {
        let question = load_question(&request, &id).question.expect("it loads");
        let arms = question
            .arms
            .iter()
            .chain(&question.rivals)
            .chain(&question.placebo);
        for arm in arms {
            let with_arm = LoadRequest {
                overlays: vec![arm.overlay.clone()],
                ..request.clone()
            };
            let loaded = load(&with_arm);
            assert_eq!(
                render(&loaded.diagnostics, false),
                NOTHING,
                "{}",
                arm.overlay
            );
            let changed = loaded.scenario.expect("no problem was found");
            let ground = question
                .ground
                .iter()
                .flat_map(|ground| ground.changes.clone());
            let all: Vec<scenario::Change> = ground.chain(arm.changes.clone()).collect();
            assert_eq!(changed.changes, all, "{}", arm.overlay);
            let mut overlays = question.base_overlays();
            overlays.push(arm.overlay.clone());
            assert_eq!(changed.overlays, overlays);
            assert_ne!(changed.hash, base.hash);
        }
    }
}

#[test]
fn levers_of_an_arm_stand_as_recorded_before_its_day() {
    let request = shipped();
    for id in question_ids(&request) {
        let question = load_question(&request, &id).question.expect("it loads");
        let base = load(&LoadRequest {
            overlays: question.base_overlays(),
            ..request.clone()
        });
        let base = base.scenario.expect("the ground is sound");
        for arm in question.arms.iter().chain(&question.placebo) {
            let Some(day) = arm.day else { continue };
            let with_arm = LoadRequest {
                overlays: vec![arm.overlay.clone()],
                ..request.clone()
            };
            let changed = load(&with_arm).scenario.expect("it loads");
            for (own, recorded) in changed.levers.iter().zip(&base.levers) {
                let before = |lever: &scenario::Lever| {
                    let steps = lever.timeline.iter().filter(|step| step.date < day);
                    steps
                        .map(|step| (step.date, step.value))
                        .collect::<Vec<_>>()
                };
                assert_eq!(before(own), before(recorded), "{}: {}", arm.overlay, own.id);
            }
        }
    }
}

#[test]
fn a_placebo_is_the_first_arm_on_another_day() {
    let question = load_question(&shipped(), "ex02")
        .question
        .expect("it loads");
    let (first, placebo) = (
        &question.arms[0],
        question.placebo.as_ref().expect("it has one"),
    );
    assert_eq!(placebo.overlay, "ex02:placebo");
    assert_eq!(placebo.day, Some(jiff::civil::date(1955, 3, 5)));
    assert_eq!(placebo.changes.len(), first.changes.len());
    assert_eq!(placebo.changes[0].to, first.changes[0].to);
    assert_eq!(placebo.changes[0].from, "none");
}

#[test]
fn a_setting_with_a_last_day_gives_way_to_the_record() {
    let request = LoadRequest {
        overlays: vec!["ex02:placebo".into()],
        ..shipped()
    };
    let changed = load(&request).scenario.expect("it loads");
    let clarity = changed
        .lever("line.instruction_clarity")
        .expect("it exists");
    let on = |month, day| {
        clarity
            .setting_on(jiff::civil::date(1955, month, day))
            .to_owned()
    };
    assert_eq!([on(3, 4), on(3, 5)], ["none", "as-1961"]);
    // The arm lasts from 5 March to 29 June 1956, so the placebo lasts as many days.
    assert_eq!([on(6, 29), on(6, 30)], ["as-1961", "none"]);
}

/// Problems of a question text, checked against the small project.
fn problems(text: &str) -> String {
    let base = load_small(&small(), &[], &[])
        .scenario
        .expect("the base is sound");
    let found = check_text(
        FileKind::Question,
        "mine.toml",
        text.as_bytes(),
        Some(&base),
    );
    render(&found, false)
}

#[test]
fn all_problems_of_a_question_are_told_at_once() {
    insta::assert_snapshot!(problems(include_str!("bad_question.toml")));
}

#[test]
fn an_empty_question_is_told_what_it_lacks() {
    insta::assert_snapshot!(problems("question = \"mine\"\n"));
}

#[test]
fn blanks_say_what_to_fill_in() {
    insta::assert_snapshot!(
        problems("# One sentence with a question mark.\nasks = \"___\"\nquestion = \"mine\"\n")
            .split("\n\n")
            .next()
            .unwrap_or_default()
            .to_owned()
    );
}

#[test]
fn names_of_questions_and_arms_that_do_not_exist() {
    let request = shipped();
    let unknown = load_question(&request, "ax02");
    let arm = load(&LoadRequest {
        overlays: vec!["ex02:as-1916".into(), "ex002:as-1961".into()],
        ..request.clone()
    });
    let all = [unknown.diagnostics, arm.diagnostics].concat();
    let project = request.project.to_string_lossy().into_owned();
    insta::assert_snapshot!(render(&all, false).replace(&project, "PROJECT"));
}

/// The table of stored questions, as the book prints it.
fn list_of_questions() -> String {
    let request = shipped();
    let mut list = String::from("| Question | Title | Arms |\n| --- | --- | --- |\n");
    for id in question_ids(&request) {
        let question = load_question(&request, &id).question.expect("it loads");
        let arms = question.arms.iter().chain(&question.rivals);
        let names: Vec<String> = arms.map(|arm| format!("`{}`", arm.name)).collect();
        let line = format!("| `{id}` | {} | {} |\n", question.title, names.join(", "));
        list.push_str(&line);
    }
    list
}

#[test]
fn the_book_lists_the_stored_questions() {
    let file = shipped().project.join("docs/book/src/questions.md");
    let page = std::fs::read_to_string(&file).expect("the page is there");
    let (start, end) = ("<!-- list -->\n", "<!-- end of list -->");
    let (head, rest) = page.split_once(start).expect("the page marks its list");
    let (list, tail) = rest.split_once(end).expect("the page ends its list");
    let wanted = format!("\n{}\n", list_of_questions());
    if std::env::var_os("OTTEPEL_WRITE_BOOK").is_some() {
        std::fs::write(&file, [head, start, &wanted, end, tail].concat()).expect("it is written");
    } else {
        assert_eq!(
            list, wanted,
            "write the list again with OTTEPEL_WRITE_BOOK=1"
        );
    }
}

#[test]
fn the_question_of_the_teaching_folder_is_sound() {
    let file = shipped()
        .project
        .join("scenarios/teaching/clearer-words.toml");
    let loaded = load_question(&shipped(), &file.to_string_lossy());
    assert_eq!(loaded.diagnostics, []);
    let arms = loaded.question.expect("no problem was found").arms;
    assert_eq!(arms[0].name, "clearer");
    assert!(arms[0].overlay.ends_with("clearer-words.toml:clearer"));
}
