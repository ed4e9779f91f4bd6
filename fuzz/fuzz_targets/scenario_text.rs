//! Whatever the bytes of a scenario file, an overlay, a table or a setting: problems, never a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use scenario::{FileKind, check_text, render};

fuzz_target!(|bytes: &[u8]| {
    for kind in FileKind::ALL {
        render(&check_text(kind, "fuzzed", bytes, None), false);
    }
});
