//! How well a scenario is attested: what leans on evidence, on one source, on an assumption.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::parameter::{Basis, Parameter};
use crate::table::{Confidence, Tables};
use crate::{Ledger, Scenario};

/// The standing of one thing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Standing {
    /// Parameter key, `lever/setting`, `lever @ day`, message or release id.
    pub key: String,
    /// `parameter`, `setting`, `step`, `message`, `release`.
    pub kind: &'static str,
    /// Weakest confidence among the things cited; an assumption where nothing is cited.
    pub confidence: Confidence,
    /// Distinct publications behind it.
    pub publications: Vec<String>,
    /// The reason, where it is an assumption.
    pub because: Option<String>,
}

/// How many things have each standing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Seen in a stored source text.
    pub verified: usize,
    /// From memory.
    pub recalled: usize,
    /// Order of magnitude.
    pub estimated: usize,
    /// No source.
    pub assumption: usize,
}

impl Counts {
    fn add(&mut self, confidence: Confidence) {
        match confidence {
            Confidence::Verified => self.verified += 1,
            Confidence::Recalled => self.recalled += 1,
            Confidence::Estimated => self.estimated += 1,
            Confidence::Assumption => self.assumption += 1,
        }
    }

    fn of(confidences: impl Iterator<Item = Confidence>) -> Self {
        let mut counts = Self::default();
        confidences.for_each(|confidence| counts.add(confidence));
        counts
    }
}

/// A gap that was filled when the world was built: what, and the rule that filled it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Gap {
    /// What had no figure.
    pub what: String,
    /// The rule used instead.
    pub rule: String,
}

/// The standing of everything in a scenario.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Audit {
    /// One row a parameter, setting, step, message and release, in that order.
    pub standings: Vec<Standing>,
    /// Counts over `standings`, by kind.
    pub by_kind: BTreeMap<&'static str, Counts>,
    /// Counts over the rows of each table.
    pub tables: BTreeMap<String, Counts>,
    /// Parameters that no evidence supports.
    pub without_evidence: Vec<String>,
    /// Parameters that lean on one publication only.
    pub one_source: Vec<String>,
    /// Parameters whose value lies outside everything their sources say.
    pub outside_sources: Vec<String>,
    /// Conflicts of the record, by id.
    pub conflicts: Vec<String>,
    /// Gaps filled by a rule.
    pub gaps: Vec<Gap>,
}

/// Audits a scenario; `gaps` are what the world builder had to fill, as (what, rule).
pub fn audit(scenario: &Scenario, gaps: Vec<(String, String)>) -> Audit {
    let standings = standings(scenario);
    let mut by_kind: BTreeMap<&'static str, Counts> = BTreeMap::new();
    for standing in &standings {
        by_kind
            .entry(standing.kind)
            .or_default()
            .add(standing.confidence);
    }
    let parameters = || {
        standings
            .iter()
            .filter(|standing| standing.kind == "parameter")
    };
    let keys = |chosen: Vec<&Standing>| {
        chosen
            .into_iter()
            .map(|standing| standing.key.clone())
            .collect()
    };
    Audit {
        without_evidence: keys(
            parameters()
                .filter(|standing| standing.because.is_some())
                .collect(),
        ),
        one_source: keys(
            parameters()
                .filter(|standing| standing.publications.len() == 1)
                .collect(),
        ),
        outside_sources: scenario
            .parameters
            .iter()
            .filter(|parameter| is_outside(parameter))
            .map(|parameter| parameter.key.clone())
            .collect(),
        tables: table_counts(&scenario.tables),
        conflicts: scenario
            .ledger
            .conflicts
            .iter()
            .map(|conflict| conflict.id.clone())
            .collect(),
        gaps: gaps
            .into_iter()
            .map(|(what, rule)| Gap { what, rule })
            .collect(),
        by_kind,
        standings,
    }
}

fn standings(scenario: &Scenario) -> Vec<Standing> {
    let ledger = &scenario.ledger;
    let mut all: Vec<Standing> = Vec::new();
    all.extend(
        scenario.parameters.iter().map(|parameter| {
            standing(ledger, "parameter", parameter.key.clone(), &parameter.basis)
        }),
    );
    for lever in &scenario.levers {
        let key = |name: &str| format!("{}/{name}", lever.id);
        all.extend(
            lever
                .settings
                .values()
                .map(|setting| standing(ledger, "setting", key(&setting.name), &setting.basis)),
        );
    }
    for lever in &scenario.levers {
        let key = |day: jiff::civil::Date| format!("{} @ {day}", lever.id);
        all.extend(
            lever
                .timeline
                .iter()
                .map(|step| standing(ledger, "step", key(step.date), &step.basis)),
        );
    }
    all.extend(
        scenario
            .messages
            .iter()
            .map(|message| standing(ledger, "message", message.id.clone(), &message.basis)),
    );
    all.extend(
        scenario
            .releases
            .iter()
            .map(|rule| standing(ledger, "release", rule.id.clone(), &rule.basis)),
    );
    all
}

fn standing(ledger: &Ledger, kind: &'static str, key: String, basis: &Basis) -> Standing {
    match basis {
        Basis::Because(reason) => Standing {
            key,
            kind,
            confidence: Confidence::Assumption,
            publications: Vec::new(),
            because: Some(reason.clone()),
        },
        Basis::Source(ids) => {
            // The chain is as strong as its weakest link; the order of the variants is that of strength.
            let weakest = ids.iter().map(|id| confidence_of(ledger, id)).max();
            let mut publications: Vec<String> = ids
                .iter()
                .flat_map(|id| publications_of(ledger, id))
                .collect();
            publications.sort();
            publications.dedup();
            Standing {
                key,
                kind,
                confidence: weakest.unwrap_or(Confidence::Assumption),
                publications,
                because: None,
            }
        }
    }
}

/// A claim's own confidence; a publication is verified when a text of it was seen.
fn confidence_of(ledger: &Ledger, id: &str) -> Confidence {
    if let Some(claim) = ledger.claims.get(id) {
        return claim.confidence;
    }
    match ledger.sources.get(id).map(|source| source.status.as_str()) {
        Some("stored") => Confidence::Verified,
        _ => Confidence::Recalled,
    }
}

fn publications_of(ledger: &Ledger, id: &str) -> Vec<String> {
    ledger
        .claims
        .get(id)
        .map_or_else(|| vec![id.to_owned()], |claim| claim.sources.clone())
}

/// Whether a value lies outside all its choices, where sources disagree.
fn is_outside(parameter: &Parameter) -> bool {
    let choices = || parameter.choices.values().copied();
    let (low, high) = (
        choices().fold(f64::INFINITY, f64::min),
        choices().fold(f64::NEG_INFINITY, f64::max),
    );
    !parameter.choices.is_empty() && !(low..=high).contains(&parameter.value)
}

fn table_counts(tables: &Tables) -> BTreeMap<String, Counts> {
    let mut counts: BTreeMap<String, Counts> = BTreeMap::new();
    for row in &tables.rows {
        counts
            .entry(row.table.clone())
            .or_default()
            .add(row.confidence);
    }
    counts.insert(
        "regions_1959".to_owned(),
        Counts::of(tables.regions.iter().map(|row| row.confidence)),
    );
    counts.insert(
        "camps_by_site".to_owned(),
        Counts::of(tables.camps.iter().map(|row| row.confidence)),
    );
    counts.insert(
        "elite".to_owned(),
        Counts::of(tables.elite.iter().map(|row| row.confidence)),
    );
    counts.insert(
        "decisions".to_owned(),
        Counts::of(tables.decisions.iter().map(|row| row.confidence)),
    );
    counts
}
