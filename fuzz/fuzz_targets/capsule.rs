//! Whatever a comment box made of it: a capsule or an error, never a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = report::capsule::Capsule::read(text);
    }
});
