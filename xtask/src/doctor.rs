//! What this machine must have before anything is built, and what to type when it has not.

use std::process::Command;

use crate::process;
use crate::repository;
use crate::tally::Tally;

/// Free disk space a cold build and the tests need, GiB. A full build in the two profiles takes 4.
const DISK_GIB: u64 = 6;

/// Looks for a C compiler and for disk space.
pub fn check() -> Tally {
    let mut tally = Tally::one(has_c_compiler());
    tally += has_disk();
    tally
}

fn has_c_compiler() -> bool {
    let named = std::env::var("CC").ok();
    let usual = ["cc", "gcc", "clang", "cl"].map(str::to_owned);
    let found = named
        .into_iter()
        .chain(usual)
        .find(|name| process::exists(name));
    match &found {
        Some(name) => eprintln!("  C compiler: {name}"),
        None => eprintln!(
            "  no C compiler found (SQLite and zstd are compiled from C). Type one of\n    \
             Debian, Ubuntu:  sudo apt-get install gcc libc6-dev\n    \
             Fedora:          sudo dnf install gcc\n    \
             macOS:           xcode-select --install\n    \
             Windows:         winget install Microsoft.VisualStudio.2022.BuildTools"
        ),
    }
    found.is_some()
}

fn has_disk() -> Tally {
    let Some(free) = free_gib() else {
        eprintln!(
            "  disk space could not be measured here (no `df`): see that {DISK_GIB} GiB are free"
        );
        return Tally::SKIPPED;
    };
    eprintln!("  disk space: {free} GiB free");
    if free < DISK_GIB {
        eprintln!(
            "  that is less than the {DISK_GIB} GiB a build needs. `cargo clean` frees what was built before"
        );
    }
    Tally::one(free >= DISK_GIB)
}

/// Free space where we build, from the POSIX output of `df`.
fn free_gib() -> Option<u64> {
    let mut command = Command::new("df");
    let output = command
        .args(["-P", "-k"])
        .arg(repository::root())
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let kib: u64 = text
        .lines()
        .nth(1)?
        .split_whitespace()
        .nth(3)?
        .parse()
        .ok()?;
    Some(kib / (1 << 20))
}
