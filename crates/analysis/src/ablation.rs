//! What each mechanism is good for: every switch set otherwise in turn, and which statements break.

use std::sync::Arc;

use scenario::Scenario;
use serde::Serialize;

use crate::RunError;
use crate::bundle::Bundle;
use crate::ensemble::Engine;
use crate::statements::{Checked, Question, Standing, ask};
use crate::variant::{Variant, structure_flips};

/// One switch set otherwise.
#[derive(Debug, Clone, Serialize)]
pub struct Ablation {
    /// The switch and its setting, e.g. `rumour.on = off`.
    pub switch: String,
    /// Statements that held before and do not now.
    pub breaks: Vec<Checked>,
    /// Statements that did not hold before and do now.
    pub mends: Vec<Checked>,
}

impl Ablation {
    /// Patterns of the model's purpose among the statements that break, each once.
    pub fn patterns(&self) -> Vec<&str> {
        let mut patterns: Vec<&str> = self
            .breaks
            .iter()
            .filter_map(|own| own.pattern.as_deref())
            .collect();
        patterns.sort_unstable();
        patterns.dedup();
        patterns
    }
}

/// Statements as they stand, and each switch in turn: those of `keys`, all when there are none.
///
/// # Errors
/// [`RunError`] of the first run that fails.
pub fn ablate(
    questions: &[Question],
    base: &Arc<Scenario>,
    keys: &[String],
    bundle: &Bundle,
    engine: &Engine,
    told: &(dyn Fn(&str) + Sync),
) -> Result<(Vec<Checked>, Vec<Ablation>), RunError> {
    told("as it stands");
    let before = ask(questions, base, bundle, engine, &|_| {})?;
    let mut ablations = Vec::new();
    let asked = |flip: &Variant| {
        let of_flip = |key: &String| flip.values.iter().any(|(own, _)| own == key);
        keys.is_empty() || keys.iter().any(of_flip)
    };
    for flip in structure_flips(base).into_iter().filter(asked) {
        told(&flip.name);
        let flipped = flip.of(base)?;
        let varied = questions.iter().map(|own| own.under(&flip, base));
        let varied = varied.collect::<Result<Vec<_>, _>>()?;
        let after = ask(&varied, &flipped, bundle, engine, &|_| {})?;
        ablations.push(compared(&flip, &before, after));
    }
    Ok((before, ablations))
}

fn compared(flip: &Variant, before: &[Checked], after: Vec<Checked>) -> Ablation {
    let held = |own: &Checked| own.standing == Standing::Holds;
    let failed = |own: &Checked| own.standing == Standing::Breaks;
    let pairs: Vec<(&Checked, Checked)> = before.iter().zip(after).collect();
    let of = |was: &dyn Fn(&Checked) -> bool, is: &dyn Fn(&Checked) -> bool| {
        pairs
            .iter()
            .filter(|(before, after)| was(before) && is(after))
            .map(|(_, after)| after.clone())
            .collect::<Vec<_>>()
    };
    Ablation {
        switch: flip.name.clone(),
        breaks: of(&held, &failed),
        mends: of(&failed, &held),
    }
}
