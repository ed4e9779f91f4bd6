//! Historians' statements asked of many runs: which hold, in how many of them.

pub mod evaluate;
pub mod expression;
pub mod parse;

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use scenario::{
    Basis, Diagnostic, Files, Scenario, Severity, Statement, StatementKind, VariantError,
};
use serde::Serialize;

pub use evaluate::{Asked, Course};
pub use expression::Condition;
pub use parse::{ParseError, parse};

use crate::RunError;
use crate::bundle::Bundle;
use crate::ensemble::{Engine, Keep};
use crate::variant::Variant;

/// How a statement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// It holds in as many runs as it must.
    Holds,
    /// It does not.
    Breaks,
    /// It is reported, not enforced.
    Reported,
    /// A number of it is not known in any run.
    CannotTell,
}

impl Standing {
    /// The words for people.
    pub fn words(self) -> &'static str {
        match self {
            Standing::Holds => "holds",
            Standing::Breaks => "breaks",
            Standing::Reported => "open",
            Standing::CannotTell => "cannot tell",
        }
    }
}

/// A statement after it was asked.
#[derive(Debug, Clone, Serialize)]
pub struct Checked {
    /// What follows when it does not hold.
    pub kind: StatementKind,
    /// Pattern of the model's purpose that it tests.
    pub pattern: Option<String>,
    /// The sentence.
    pub say: String,
    /// The test.
    pub then: String,
    /// Runs in which it holds.
    pub holds: usize,
    /// Runs in which it can be told.
    pub of: usize,
    /// Share of runs in which it must hold.
    pub share: f64,
    /// How it stands.
    pub standing: Standing,
    /// What it leans on.
    pub basis: Basis,
    /// File and line.
    pub origin: String,
}

impl Checked {
    /// Whether the check fails for it.
    pub fn is_failure(&self) -> bool {
        let enforced = matches!(self.kind, StatementKind::Must | StatementKind::Never);
        enforced && self.standing == Standing::Breaks
    }
}

/// A statement that can be asked: its test as a tree, and the scenario it is about.
#[derive(Debug, Clone)]
pub struct Question {
    statement: Statement,
    condition: Condition,
    arm: Option<Arc<Scenario>>,
}

impl Question {
    /// The same question of a variant of the base: the scenario it is about is varied alike.
    ///
    /// # Errors
    /// [`VariantError`] for a value that its parameter cannot take.
    pub fn under(&self, flip: &Variant, base: &Scenario) -> Result<Question, VariantError> {
        let arm = self.arm.as_ref().map(|arm| flip.of_arm(base, arm));
        Ok(Question {
            arm: arm.transpose()?,
            ..self.clone()
        })
    }
}

/// Reads the tests of statements and builds the scenarios they are about.
///
/// # Errors
/// Every problem of every test.
pub fn questions(
    statements: Vec<Statement>,
    scenario: &Scenario,
    files: &dyn Files,
) -> Result<Vec<Question>, Vec<Diagnostic>> {
    let mut problems = Vec::new();
    let mut questions = Vec::new();
    for statement in statements {
        let arm = arm(&statement, scenario, files, &mut problems);
        match parse(&statement.then) {
            Ok(condition) => questions.push(Question {
                statement,
                condition,
                arm,
            }),
            Err(error) => problems.push(statement.problem(
                error.at,
                error.length,
                &error.message,
                &error.help,
            )),
        }
    }
    if problems.iter().any(|own| own.severity == Severity::Error) {
        return Err(problems);
    }
    Ok(questions)
}

/// The scenario that a statement is about, when it is not the one as recorded.
fn arm(
    statement: &Statement,
    scenario: &Scenario,
    files: &dyn Files,
    problems: &mut Vec<Diagnostic>,
) -> Option<Arc<Scenario>> {
    if !statement.is_changed() {
        return None;
    }
    let mut arm = scenario.clone();
    for overlay in &statement.overlays {
        let loaded = arm.with_overlay(files, overlay);
        problems.extend(loaded.diagnostics);
        arm = loaded.scenario?;
    }
    if !statement.settings.is_empty() {
        let loaded = arm.with_settings(&statement.settings);
        problems.extend(loaded.diagnostics);
        arm = loaded.scenario?;
    }
    Some(Arc::new(arm))
}

/// Asks every question of every run of a bundle; `told` hears of each run that is done.
///
/// # Errors
/// [`RunError`] of the first run that fails.
pub fn ask(
    questions: &[Question],
    base: &Arc<Scenario>,
    bundle: &Bundle,
    engine: &Engine,
    told: &(dyn Fn(usize) + Sync),
) -> Result<Vec<Checked>, RunError> {
    let keep = questions.iter().fold(Keep::default(), |keep, own| {
        let needed = own.condition.keep();
        Keep {
            regions: keep.regions || needed.regions,
            groups: keep.groups || needed.groups,
        }
    });
    let run = |arm: &Arc<Scenario>| simulate(base, arm, bundle, engine, keep, told);
    let recorded = run(base)?;
    let mut changed = BTreeMap::<&str, Vec<Asked>>::new();
    for arm in questions.iter().filter_map(|own| own.arm.as_ref()) {
        if !changed.contains_key(arm.hash.as_str()) {
            changed.insert(&arm.hash, run(arm)?);
        }
    }
    let asked = |question: &Question| {
        let arm = question.arm.as_ref();
        let runs = arm
            .and_then(|arm| changed.get(arm.hash.as_str()))
            .unwrap_or(&recorded);
        question.asked(runs, &recorded, base.start)
    };
    Ok(questions.iter().map(asked).collect())
}

/// Asks every question of runs of the scenario as recorded that are there already. A question about
/// another course cannot be told from them.
pub fn ask_of<A: Borrow<Asked>>(questions: &[Question], runs: &[A], start: Date) -> Vec<Checked> {
    let asked = |question: &Question| match question.arm {
        Some(_) => checked(&question.statement, &[]),
        None => question.asked(runs, runs, start),
    };
    questions.iter().map(asked).collect()
}

impl Question {
    /// Asks it of runs, each beside the run as recorded.
    fn asked<A: Borrow<Asked>>(&self, runs: &[A], recorded: &[A], start: Date) -> Checked {
        let told = runs.iter().zip(recorded).filter_map(|(run, beside)| {
            let course = run.borrow().beside(beside.borrow(), start);
            self.condition.holds(&course)
        });
        checked(&self.statement, &told.collect::<Vec<bool>>())
    }
}

/// Runs a bundle under an arm.
///
/// # Errors
/// [`RunError`] of the first run that fails.
pub fn simulate(
    base: &Scenario,
    arm: &Arc<Scenario>,
    bundle: &Bundle,
    engine: &Engine,
    keep: Keep,
    told: &(dyn Fn(usize) + Sync),
) -> Result<Vec<Asked>, RunError> {
    let members = bundle.members(base, arm)?;
    let interval = bundle.sample.interval();
    let runs = engine.simulate_all(&members, keep, told);
    runs.into_iter()
        .map(|run| Ok(Asked::new(arm, run?, interval)))
        .collect()
}

fn checked(statement: &Statement, told: &[bool]) -> Checked {
    let holds = told.iter().filter(|own| **own).count();
    let standing = match statement.kind {
        _ if told.is_empty() => Standing::CannotTell,
        StatementKind::Open => Standing::Reported,
        StatementKind::Never if holds == 0 => Standing::Holds,
        StatementKind::Never => Standing::Breaks,
        _ if holds as f64 >= statement.share * told.len() as f64 => Standing::Holds,
        _ => Standing::Breaks,
    };
    Checked {
        kind: statement.kind,
        pattern: statement.pattern.clone(),
        say: statement.say.clone(),
        then: statement.then.clone(),
        holds,
        of: told.len(),
        share: statement.share,
        standing,
        basis: statement.basis.clone(),
        origin: statement.origin.clone(),
    }
}

#[cfg(test)]
mod tests;
