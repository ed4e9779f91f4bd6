//! No bytes break the readers: whatever comes in, problems come out.

use std::path::Path;

use proptest::prelude::*;
use scenario::{FileKind, Scenario, check_text, render};

use crate::small_project::{load_small, small};

fn context() -> Scenario {
    load_small(&small(), &[], &[]).scenario.expect("sound")
}

/// Checks bytes as every kind of file, and renders what is wrong.
fn check_all(bytes: &[u8], context: &Scenario) {
    for kind in FileKind::ALL {
        render(&check_text(kind, "any", bytes, None), false);
        render(&check_text(kind, "any", bytes, Some(context)), true);
    }
}

/// The corpus that the fuzzer starts from and adds to.
#[test]
fn the_corpus_is_read_without_a_panic() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/scenario_text");
    let context = context();
    let mut read = 0;
    for entry in std::fs::read_dir(folder).expect("the corpus is kept") {
        check_all(
            &std::fs::read(entry.expect("readable").path()).expect("readable"),
            &context,
        );
        read += 1;
    }
    assert!(read >= 12, "the corpus has {read} files");
}

/// Texts made of pieces that the readers know, so that more than the first line is reached.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("[\"fear.half_life\"]\n"),
        Just("[[change]]\n"),
        Just("[items.cult]\n"),
        Just("[messages.m]\n"),
        Just("value = \"5 years\"\n"),
        Just("value = \"triangular(,,) years\"\n"),
        Just("choice = { CMP0001 = 3 }\n"),
        Just("settings.a = { value = 1e308 }\n"),
        Just("timeline = [ { date = 1956-03-05, to = \"a\" } ]\n"),
        Just("base = { overlay = \"any\" }\n"),
        Just("decision = \"line.audience\"\n"),
        Just("param = \"camps.rate\"\n"),
        Just("release = \"amnesty\"\n"),
        Just("to = \"never\"\n"),
        Just("to = nan\n"),
        Just("from = \"party\"\n"),
        Just("date = 1956-03-05\n"),
        Just("start = 0001-01-01\n"),
        Just("end = 9999-12-31\n"),
        Just("because = \"y\"\n"),
        Just("source = [\"CMP0001\"]\n"),
        Just("range = [-1, 1]\n"),
        Just("shares_of_one = [[\"a.b\"], 3]\n"),
        Just("any = [\"term at most 1e400 years\"]\n"),
        Just("id,series,value,confidence,role\n"),
        Just("X,\"a\nb\",1e999,verified,target\n"),
        Just("Ж,ж,\"ж\n"),
        Just("choice:freed=CMP0002\n"),
        Just("line.audience@1956-03-05=0.5\n"),
        Just("fear.half_life=ж\n"),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check_all(&bytes, &context());
    }

    #[test]
    fn arbitrary_text_never_panics(text in "\\PC{0,200}") {
        check_all(text.as_bytes(), &context());
    }

    #[test]
    fn known_pieces_in_any_order_never_panic(text in pieces()) {
        check_all(text.as_bytes(), &context());
    }
}
