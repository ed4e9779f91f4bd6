//! Marks of unfinished work.

use anyhow::Result;

use crate::repository::{files, read, root, shown};

/// Marks, split so that this file does not contain them.
const MARKS: [(&str, &str); 9] = [
    ("todo", "!("),
    ("todo", "!{"),
    ("unimplemented", "!("),
    ("dbg", "!("),
    ("TO", "DO"),
    ("FIX", "ME"),
    ("XX", "X"),
    ("#[al", "low("),
    ("#![al", "low("),
];

/// Lines of sources and documents that say something is left to do, or silence a lint for good.
///
/// # Errors
/// A file that cannot be read.
pub fn left_over() -> Result<Vec<String>> {
    let marks = MARKS.map(|(start, end)| format!("{start}{end}"));
    let mut broken = Vec::new();
    for ending in [".rs", ".toml", ".md"] {
        for path in files(&root(), ending)? {
            for (number, line) in read(&path)?.lines().enumerate() {
                let found = marks.iter().find(|mark| line.contains(mark.as_str()));
                broken.extend(found.map(|mark| format!("{}:{}: {mark}", shown(&path), number + 1)));
            }
        }
    }
    Ok(broken)
}
