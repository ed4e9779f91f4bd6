//! Whatever the bytes, reading a checkpoint gives a snapshot or an error, never a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut reader = bytes;
    let _ = kernel::checkpoint::read(&mut reader);
});
