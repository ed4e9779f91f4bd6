//! What was computed before is found again, to the bit, and nothing else is.

use analysis::ensemble::{Cache, Engine, Keep};
use kernel::Sample;

use crate::support::{GUIDANCE, guided, member, recorded};

fn engine(folder: &std::path::Path, fingerprint: &str) -> Engine {
    let cache = Cache::on_disk(folder.to_owned(), fingerprint.to_owned());
    Engine::default().with_threads(Some(1)).with_cache(cache)
}

#[test]
fn a_run_is_found_in_memory_and_on_disk_with_identical_bits() {
    let folder = tempfile::tempdir().unwrap();
    let member = member(&recorded(), 5).until(60);
    let first = engine(folder.path(), "a");
    let computed = first.simulate(&member, Keep::ALL).unwrap();
    let held = first.simulate(&member, Keep::ALL).unwrap();
    assert!(computed.same_bits(&held));
    assert_eq!(first.cache().found_and_computed(), (1, 1));
    let second = engine(folder.path(), "a");
    let read = second.simulate(&member, Keep::ALL).unwrap();
    assert!(computed.same_bits(&read));
    assert_eq!(second.cache().found_and_computed(), (1, 0));
    let less = second.simulate(&member, Keep::default()).unwrap();
    assert!(computed.country[0] == less.country[0]);
    assert_eq!(
        second.cache().found_and_computed(),
        (2, 0),
        "a run with more serves for less"
    );
}

#[test]
fn entries_of_another_program_and_damaged_ones_are_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let member = member(&recorded(), 5).until(20);
    let computed = engine(folder.path(), "a")
        .simulate(&member, Keep::default())
        .unwrap();
    let other = engine(folder.path(), "b");
    assert!(
        other
            .simulate(&member, Keep::default())
            .unwrap()
            .same_bits(&computed)
    );
    assert_eq!(other.cache().found_and_computed(), (0, 1));
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let path = entry.unwrap().path();
        let mut bytes = std::fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        std::fs::write(&path, bytes).unwrap();
    }
    let damaged = engine(folder.path(), "b");
    assert!(
        damaged
            .simulate(&member, Keep::default())
            .unwrap()
            .same_bits(&computed)
    );
    assert_eq!(damaged.cache().found_and_computed(), (0, 1));
}

#[test]
fn a_warm_base_is_continued_from_disk_to_the_same_bits() {
    let folder = tempfile::tempdir().unwrap();
    let base = member(&recorded(), 6);
    let cold = engine(folder.path(), "a");
    let first = cold
        .branches(&base, &[guided()], GUIDANCE, Keep::default())
        .unwrap();
    // Another process finds base and state; the arm is asked for at another length, so it is new.
    let warm = engine(folder.path(), "a");
    let again = warm
        .branches(&base, &[guided()], GUIDANCE, Keep::default())
        .unwrap();
    assert!(first.arms[0].same_bits(&again.arms[0]));
    assert_eq!(
        warm.cache().found_and_computed().1,
        0,
        "something was computed twice"
    );
}

#[test]
fn members_that_differ_in_anything_have_other_keys() {
    let usual = member(&recorded(), 1);
    let mut others = vec![
        usual.under(&guided()),
        usual.until(3),
        member(&recorded(), 2),
        usual.clone(),
    ];
    others[3].sample = Sample::one_in(1_000).unwrap();
    for other in others {
        assert_ne!(other.key(), usual.key());
    }
    assert_eq!(usual.clone().key(), usual.key());
}
