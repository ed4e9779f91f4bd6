//! Counting what passed, failed and was skipped.

use std::ops::AddAssign;

/// Counts of tests or checks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Held.
    pub passed: usize,
    /// Did not hold.
    pub failed: usize,
    /// Was not tried, and said so.
    pub skipped: usize,
}

impl Tally {
    /// One check.
    pub fn one(holds: bool) -> Tally {
        Tally {
            passed: usize::from(holds),
            failed: usize::from(!holds),
            skipped: 0,
        }
    }

    /// One stage that was not run.
    pub const SKIPPED: Tally = Tally {
        passed: 0,
        failed: 0,
        skipped: 1,
    };

    /// Counts of the closing lines of `cargo test` and `cargo nextest run`. A command that failed
    /// without a failed test (it did not build, or it was killed) counts as one failure.
    pub fn of_tests(lines: &[String], succeeded: bool) -> Tally {
        let mut tally = Tally::default();
        for line in lines {
            if let Some(own) = closing_line(line) {
                tally += own;
            }
        }
        if !succeeded && tally.failed == 0 {
            tally.failed = 1;
        }
        tally
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

/// `test result: ok. 3 passed; 0 failed; 1 ignored; …` or
/// `Summary [ 0.2s] 4 tests run: 3 passed (1 slow), 1 failed, 2 skipped`.
fn closing_line(line: &str) -> Option<Tally> {
    let is_cargo = line.trim_start().starts_with("test result:");
    let is_nextest = line.trim_start().starts_with("Summary [");
    if !is_cargo && !is_nextest {
        return None;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let before = |name: &str| {
        let position = words
            .iter()
            .position(|word| word.trim_matches([',', ';']) == name)?;
        words.get(position.checked_sub(1)?)?.parse::<usize>().ok()
    };
    let count = |names: &[&str]| names.iter().filter_map(|name| before(name)).sum();
    Some(Tally {
        passed: count(&["passed"]),
        failed: count(&["failed", "timed out"]),
        skipped: count(&["ignored", "skipped"]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(line: &str) -> Tally {
        Tally::of_tests(&[line.to_owned()], true)
    }

    #[test]
    fn closing_lines_of_both_runners_are_read() {
        let cargo = "test result: FAILED. 31 passed; 2 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.31s";
        let counts = |passed, failed, skipped| Tally {
            passed,
            failed,
            skipped,
        };
        assert_eq!(tally(cargo), counts(31, 2, 1));
        let nextest =
            "     Summary [   0.213s] 34 tests run: 33 passed (1 slow), 1 failed, 2 skipped";
        assert_eq!(tally(nextest), counts(33, 1, 2));
        assert_eq!(tally("running 3 tests"), counts(0, 0, 0));
    }

    #[test]
    fn a_build_that_fails_is_a_failure() {
        assert_eq!(Tally::of_tests(&[], false).failed, 1);
    }
}
