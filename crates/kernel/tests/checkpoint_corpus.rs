//! Replays the fuzz corpus of checkpoints: files named `good-…` are read, all others refused, none panics.
#![expect(
    clippy::disallowed_methods,
    reason = "a test may read its corpus from disk"
)]

use std::path::Path;

#[test]
fn the_corpus_of_checkpoints_is_replayed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/checkpoint");
    let mut good = 0;
    let mut refused = 0;
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let result = kernel::checkpoint::read(&mut bytes.as_slice());
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        assert_eq!(
            result.is_ok(),
            name.starts_with("good-"),
            "{name}: {result:?}"
        );
        if result.is_ok() {
            good += 1
        } else {
            refused += 1
        }
    }
    assert!(
        good >= 2,
        "the corpus has no good checkpoints in {}",
        folder.display()
    );
    assert!(
        refused >= 10,
        "the corpus has no bad checkpoints in {}",
        folder.display()
    );
}
