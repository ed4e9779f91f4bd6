//! What a question takes for granted, checked against the record before anything is run.

use serde::Serialize;

/// How a premise stands against the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// The record says so too.
    Supported,
    /// Sources or readers disagree.
    Disputed,
    /// The record says otherwise.
    Contradicted,
    /// No source could show it, or none was found.
    Unverifiable,
}

impl Standing {
    /// Every standing with its word.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("supported", Self::Supported),
        ("disputed", Self::Disputed),
        ("contradicted", Self::Contradicted),
        ("unverifiable", Self::Unverifiable),
    ];

    /// The word of a file.
    pub fn word(self) -> &'static str {
        let own = Self::WORDS.iter().find(|(_, standing)| *standing == self);
        own.map_or("", |(word, _)| word)
    }
}

/// One thing that a question takes for granted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Premise {
    /// The premise in one sentence.
    pub says: String,
    /// How it stands.
    pub standing: Standing,
    /// Claims and rows of the ledger that show it.
    pub rows: Vec<String>,
    /// What the record says instead, or what is missing.
    pub note: Option<String>,
}
