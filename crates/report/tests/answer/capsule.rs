//! A capsule survives a comment box, notices damage and never panics.

use crate::made_up_answer::{answer, with_rules};
use proptest::prelude::*;
use report::capsule::{Capsule, CapsuleError, MOST_CHARACTERS, capsule};
use report::{lint, lint_answer};

#[test]
fn a_capsule_is_short_readable_and_restores_its_state() {
    let text = capsule(&answer()).expect("an answer with a headline");
    assert!(text.chars().count() <= MOST_CHARACTERS);
    assert_eq!((lint(&text), lint_answer(&text)), (Vec::new(), Vec::new()));
    let read = Capsule::read(&text).unwrap();
    assert_eq!(Some(read), Capsule::of(&answer()));
    insta::assert_snapshot!(text);
}

#[test]
fn an_answer_without_a_headline_has_no_capsule() {
    assert_eq!(capsule(&with_rules()), None);
}

#[test]
fn comment_boxes_may_break_lines_and_people_may_write_around_it() {
    let state = Capsule::of(&answer()).unwrap().state();
    let broken: Vec<String> = state
        .as_bytes()
        .chunks(40)
        .map(|part| String::from_utf8(part.to_vec()).unwrap())
        .collect();
    let text = format!(
        "Look at this!\n> {}\nWhat do you think? A. B.",
        broken.join("\n")
    );
    // A quotation mark at the start of the first line only is fine; words after the end are not read.
    assert_eq!(Capsule::read(&text), Ok(Capsule::of(&answer()).unwrap()));
}

#[test]
fn damage_is_told_and_how_to_mend_it() {
    assert_eq!(Capsule::read("nothing here"), Err(CapsuleError::None));
    assert_eq!(
        Capsule::read("see ottepel2:abc!12345678"),
        Err(CapsuleError::OtherForm("ottepel2:".into()))
    );
    let text = capsule(&answer()).unwrap();
    let lost = text.replacen("k=1000", "k=100", 1);
    assert!(matches!(
        Capsule::read(&lost),
        Err(CapsuleError::Damaged(_))
    ));
    let cut = text.split('!').next().unwrap();
    assert!(matches!(Capsule::read(cut), Err(CapsuleError::Damaged(_))));
}

#[test]
fn the_corpus_of_capsules_is_replayed() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/capsule");
    let mut good = 0;
    for entry in std::fs::read_dir(folder).expect("the corpus is shipped") {
        let path = entry.expect("readable").path();
        let text = String::from_utf8_lossy(&std::fs::read(&path).expect("readable")).into_owned();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let read = Capsule::read(&text);
        assert_eq!(read.is_ok(), name.starts_with("good-"), "{name}: {read:?}");
        good += usize::from(read.is_ok());
    }
    assert!(good > 0, "the corpus has no good capsule");
}

proptest! {
    #[test]
    fn reading_never_panics(text in "\\PC{0,300}") {
        let _ = Capsule::read(&text);
        let _ = Capsule::read(&format!("ottepel1:{text}"));
    }

    #[test]
    fn any_single_changed_letter_is_noticed(place in 0usize..10_000, letter in "[a-zA-Z0-9]") {
        let state = Capsule::of(&answer()).unwrap().state();
        let start = "ottepel1:".len();
        let place = start + place % (state.len() - start);
        let mut changed = state.clone();
        changed.replace_range(place..place + 1, &letter);
        prop_assume!(changed != state);
        prop_assert!(Capsule::read(&changed).is_err());
    }

    #[test]
    fn every_name_and_number_comes_back(
        question in "\\PC{1,20}", seed in any::<u64>(), sample in any::<u32>(),
        value in prop::num::f64::NORMAL, day in 1i8..=28,
    ) {
        let own = Capsule {
            question, seed, sample,
            value: [value, value - 1.0, value + 1.0],
            day: jiff::civil::date(1956, 2, day),
            ..Capsule::of(&answer()).unwrap()
        };
        prop_assert_eq!(Capsule::read(&own.state()), Ok(own));
    }
}
