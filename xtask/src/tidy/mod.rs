//! Our own rules, each a check that lists what breaks it. They run as a stage and as tests.

mod crate_graph;
mod documents;
mod lengths;
mod purity;
mod words;

use anyhow::Result;

use crate::tally::Tally;

/// A rule: its name and a function that lists what breaks it.
pub struct Rule {
    /// What must hold, as a sentence.
    pub says: &'static str,
    /// Lists what breaks it, one line each, with the file first.
    pub broken: fn() -> Result<Vec<String>>,
}

/// All rules.
pub const RULES: [Rule; 12] = [
    Rule {
        says: "crates depend on each other in one direction",
        broken: crate_graph::wrong_edges,
    },
    Rule {
        says: "libraries that only one crate may know stay there",
        broken: crate_graph::strayed_libraries,
    },
    Rule {
        says: "functions have at most 70 lines",
        broken: lengths::long_functions,
    },
    Rule {
        says: "files have at most 800 lines without tests",
        broken: lengths::long_files,
    },
    Rule {
        says: "kernel, models, world and rules know no clock, environment, file or default hasher",
        broken: purity::impure_lines,
    },
    Rule {
        says: "those four crates have the same clippy.toml",
        broken: purity::differing_clippy_files,
    },
    Rule {
        says: "only the kernel has unsafe code",
        broken: purity::unsafe_code,
    },
    Rule {
        says: "nothing is left half done",
        broken: words::left_over,
    },
    Rule {
        says: "paths named in the documents exist",
        broken: documents::missing_paths,
    },
    Rule {
        says: "every page of the book is in its table of contents",
        broken: documents::unlisted_pages,
    },
    Rule {
        says: "decision notes are numbered once each",
        broken: documents::misnumbered_decisions,
    },
    Rule {
        says: "every example and overlay is explained in a document",
        broken: documents::unexplained_examples,
    },
];

/// Checks every rule and prints what breaks it.
///
/// # Errors
/// A file that cannot be read.
pub fn check() -> Result<Tally> {
    let mut tally = Tally::default();
    for rule in &RULES {
        let broken = (rule.broken)()?;
        tally += Tally::one(broken.is_empty());
        if !broken.is_empty() {
            eprintln!("  broken: {}", rule.says);
            broken.iter().for_each(|line| eprintln!("    {line}"));
        }
    }
    Ok(tally)
}

/// `cargo xtask tidy`.
///
/// # Errors
/// A file that cannot be read.
pub fn command() -> Result<bool> {
    let tally = check()?;
    println!("{} rules hold, {} are broken", tally.passed, tally.failed);
    Ok(tally.failed == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One test for all rules: the stage `tidy` reports them one by one.
    #[test]
    fn every_rule_holds() {
        let broken: Vec<_> = RULES
            .iter()
            .flat_map(|rule| {
                let lines = (rule.broken)().expect("the repository can be read");
                lines
                    .into_iter()
                    .map(move |line| format!("{}: {line}", rule.says))
            })
            .collect();
        assert!(broken.is_empty(), "{broken:#?}");
    }
}
