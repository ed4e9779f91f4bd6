//! Questions: what somebody asked, what would have to be changed to look into it, and how the
//! answer is to be read. A question is a file like an overlay; each of its arms is one.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

pub use crate::premise::{Premise, Standing};

use crate::overlay::Change;

/// Sort of sentence that is asked; each is answered in its own way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// "What effect did it have?": a paired comparison.
    Cause,
    /// "Was it meant?": which rule fits what was done better, if they can be told apart.
    Intent,
    /// "Was it right?": goals, named by the reader, and what each costs.
    Value,
    /// "How was it?": nothing is changed but what is not known.
    Description,
}

impl Kind {
    /// Every kind with its word.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("cause", Self::Cause),
        ("intent", Self::Intent),
        ("value", Self::Value),
        ("description", Self::Description),
    ];

    /// The word of a file.
    pub fn word(self) -> &'static str {
        let own = Self::WORDS.iter().find(|(_, kind)| *kind == self);
        own.map_or("", |(word, _)| word)
    }
}

/// Which way an outcome is expected to differ, written before running.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Expected {
    /// Higher than in the base.
    Rises,
    /// Lower than in the base.
    Falls,
    /// Inside the band of no visible difference.
    NoDifference,
    /// Reasons point both ways.
    Open,
}

impl Expected {
    /// Every expectation with its word.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("rises", Self::Rises),
        ("falls", Self::Falls),
        ("no-difference", Self::NoDifference),
        ("open", Self::Open),
    ];
}

/// An expectation: outcome, day, direction.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Expectation {
    /// Outcome id, e.g. `O02.system`.
    pub outcome: String,
    /// Day on which it is compared.
    pub day: Date,
    /// Which way it differs.
    pub expected: Expected,
}

/// Who raised a question, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Raised {
    /// Who, as they signed.
    pub who: String,
    /// Source of the ledger in which it stands.
    pub source: String,
    /// Claims of the ledger that hold what was said.
    pub claims: Vec<String>,
}

/// What a source says for or against an assumption, in our own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Testimony {
    /// Source, claim or row of the ledger.
    pub source: String,
    /// What it says, one sentence.
    pub says: String,
}

/// One way in which things go differently: a decision, a package, another day, or, for a rival,
/// another rule of the model.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Arm {
    /// Name within the question, e.g. `as-1961`.
    pub name: String,
    /// Title for people.
    pub title: String,
    /// Who decides differently; empty where no decision is changed.
    pub actor: String,
    /// First changed day: the scenario's first for numbers that hold throughout; none without changes.
    pub day: Option<Date>,
    /// The changes, in order, as they apply to the base.
    pub changes: Vec<Change>,
    /// What changes and what does not.
    pub minimal: Option<String>,
    /// Why the change was possible then.
    pub cotenable: Option<String>,
    /// What the author expected before running.
    pub expect: Vec<Expectation>,
    /// Name for [`crate::LoadRequest::overlays`], e.g. `ex02:as-1961`.
    pub overlay: String,
}

/// A goal under which outcomes are weighed. The reader chooses one; the program never does.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Goal {
    /// Name, e.g. `unity`.
    pub name: String,
    /// Whose goal it may have been, and what it leaves out.
    pub says: String,
    /// Weight of each outcome: positive where more of it serves the goal.
    pub weights: BTreeMap<String, f64>,
}

/// A part of the question that this model cannot answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OutOfScope {
    /// The part, as a question.
    pub asks: String,
    /// Why not.
    pub reason: String,
    /// Outcomes that come nearest.
    pub proxies: Vec<String>,
}

/// A question as read and checked.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Question {
    /// Id, e.g. `ex02`; the file's name.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// The question in one sentence.
    pub asks: String,
    /// Who raised it.
    pub raised_by: Vec<Raised>,
    /// Sorts of sentence in it.
    pub kinds: Vec<Kind>,
    /// What it takes for granted.
    pub premises: Vec<Premise>,
    /// What holds in both courses, with and without an arm, such as a rule of the model.
    pub ground: Option<Arm>,
    /// What is changed, one comparison each.
    pub arms: Vec<Arm>,
    /// Rival rules of the model, where the question is about a rule.
    pub rivals: Vec<Arm>,
    /// Outcomes to look at: one, such as `O02.system`, or all parts of one, such as `O02`.
    pub outcomes: Vec<String>,
    /// Last day that is run.
    pub until: Date,
    /// Days on which outcomes are compared.
    pub compare_on: Vec<Date>,
    /// The one of them on which the headline stands; the last where none is named.
    pub headline_on: Option<Date>,
    /// Arms in rising order of strength, for a dose response; `recorded` is the base.
    pub dose: Vec<String>,
    /// The first arm at a day on which it should change little.
    pub placebo: Option<Arm>,
    /// How to read the answer, and its limits.
    pub reading: String,
    /// What the model cannot say.
    pub cannot_say: Vec<String>,
    /// What sources say for the assumption under test; at least two.
    pub supports: Vec<Testimony>,
    /// What sources say against it; at least one.
    pub against: Vec<Testimony>,
    /// Goals offered where the question is one of value.
    pub goals: Vec<Goal>,
    /// Parts of the question that are refused, with the nearest outcomes.
    pub out_of_scope: Vec<OutOfScope>,
    /// File and line.
    pub origin: String,
}

impl Question {
    /// The arm or rival of this name, or the placebo.
    pub fn arm(&self, name: &str) -> Option<&Arm> {
        let all = self.arms.iter().chain(&self.rivals).chain(&self.placebo);
        all.into_iter().find(|arm| arm.name == name)
    }

    /// Overlays of the course that arms are compared with: the ground, or none for the record. An
    /// arm's own overlay brings the ground with it.
    pub fn base_overlays(&self) -> Vec<String> {
        self.ground
            .iter()
            .map(|ground| ground.overlay.clone())
            .collect()
    }

    /// Whether no part of it can be answered: exit code 5, with [`Question::out_of_scope`] as reason.
    pub fn is_out_of_scope(&self) -> bool {
        self.arms.is_empty() && self.rivals.is_empty() && !self.out_of_scope.is_empty()
    }

    /// First day on which any arm differs from the base.
    pub fn first_day(&self) -> Option<Date> {
        self.arms.iter().filter_map(|arm| arm.day).min()
    }
}
