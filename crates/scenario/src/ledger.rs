//! The evidence ledger: sources, claims, conflicts.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::table::Confidence;

/// A publication, document or page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Source {
    /// Key, e.g. `zemskov2014`.
    pub key: String,
    /// Citation.
    pub citation: String,
    /// `stored` (a text was seen) or `not_seen`.
    pub status: String,
    /// Where it was seen.
    pub seen_at: String,
    /// Remarks.
    pub note: String,
}

/// A statement with its standing: a data row, a seed claim or a claim of our own.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Claim {
    /// Id: `CMP0058`, `SEED0004`, ...
    pub id: String,
    /// The statement in one sentence.
    pub statement: String,
    /// Source keys.
    pub sources: Vec<String>,
    /// How well attested.
    pub confidence: Confidence,
    /// Ids that say otherwise.
    pub conflicts_with: Vec<String>,
    /// What the record says of it (seed claims): `agrees`, `conflicts`, `unverifiable`, ...
    pub verdict: String,
    /// Remarks.
    pub note: String,
}

/// A disagreement between sources, kept as a switch.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Conflict {
    /// Id, e.g. `amnesty-1953-released`.
    pub id: String,
    /// What is disputed.
    pub question: String,
    /// Claims that disagree.
    pub claims: Vec<String>,
    /// Parameter whose `choices` are the switch, where the model uses the figure.
    pub parameter: Option<String>,
    /// Claim used by default.
    pub default: String,
    /// Why more than one can be right.
    pub note: String,
}

/// Sources, claims and conflicts by key.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Ledger {
    /// By source key.
    pub sources: BTreeMap<String, Source>,
    /// By claim id.
    pub claims: BTreeMap<String, Claim>,
    /// In file order.
    pub conflicts: Vec<Conflict>,
}
