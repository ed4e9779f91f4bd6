//! Does a conclusion survive? Every choice of source and every rival structure, one at a time, then
//! the combinations that pull hardest.

use serde::Serialize;

use crate::RunError;
use crate::doubt::Kind;
use crate::ensemble::Engine;
use crate::intervals::Intervals;
use crate::paired::{OutcomeResult, PairedDesign, Placebos, paired};
use crate::variant::Variant;
use crate::verdict::{MOSTLY, same_sign};

/// The rule of [`Standing`], printed with it.
pub const RULE: &str = "survives: at least 75% of pairs keep the sign; weaker: they do, and the \
    middle difference is less than half as large; reverses: at least 75% of pairs have the other \
    sign; vanishes: the 80% interval lies inside the stated band; cannot tell: none of these.";

/// What a flip does to a conclusion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The sign stays.
    Survives,
    /// The sign stays, at less than half the size.
    Weaker,
    /// The sign turns.
    Reverses,
    /// No difference is visible.
    Vanishes,
    /// The pairs disagree.
    CannotTell,
}

impl Standing {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Standing::Survives => "survives",
            Standing::Weaker => "weaker",
            Standing::Reverses => "reverses",
            Standing::Vanishes => "vanishes",
            Standing::CannotTell => "cannot tell",
        }
    }

    /// Whether the conclusion stands.
    pub fn stands(self) -> bool {
        matches!(self, Standing::Survives | Standing::Weaker)
    }

    /// By [`RULE`].
    pub fn of(differences: &[f64], usual: f64, band: f64) -> Standing {
        let Some(all) = Intervals::of(differences) else {
            return Standing::CannotTell;
        };
        let (share, sign) = same_sign(differences);
        if all.within_80[0] >= -band && all.within_80[1] <= band {
            Standing::Vanishes
        } else if share < MOSTLY {
            Standing::CannotTell
        } else if sign * usual < 0.0 {
            Standing::Reverses
        } else if all.median.abs() < usual.abs() / 2.0 {
            Standing::Weaker
        } else {
            Standing::Survives
        }
    }
}

/// One bar of the tornado.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bar {
    /// Name of the flip.
    pub name: String,
    /// Source or structure.
    pub kind: Kind,
    /// The difference under it.
    pub difference: Intervals,
    /// What it does to the conclusion.
    pub standing: Standing,
}

/// How one outcome's conclusion fares.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Survey {
    /// Id of the outcome.
    pub outcome: &'static str,
    /// The difference as everything stands.
    pub difference: Option<Intervals>,
    /// Half-width of the band within which no difference is visible.
    pub band: f64,
    /// Single flips, the one that moves the difference most first.
    pub bars: Vec<Bar>,
    /// The flips that lower the difference, all together, and those that raise it.
    pub extremes: Vec<Bar>,
}

impl Survey {
    /// Single flips under which the conclusion stands, and how many there are.
    pub fn survived(&self) -> (usize, usize) {
        let stands = self.bars.iter().filter(|bar| bar.standing.stands());
        (stands.count(), self.bars.len())
    }

    /// Names of flips under which it does not stand.
    pub fn fails_if(&self) -> Vec<&str> {
        let failing = self.bars.iter().filter(|bar| !bar.standing.stands());
        failing.map(|bar| bar.name.as_str()).collect()
    }
}

/// Flips everything in [`PairedDesign::flips`], for the first arm.
///
/// # Errors
/// [`RunError`] as [`paired`].
pub fn survey(
    engine: &Engine,
    design: &PairedDesign,
    told: &(dyn Fn(usize, usize) + Sync),
) -> Result<Vec<Survey>, RunError> {
    let plain = PairedDesign {
        arms: design.arms.iter().take(1).cloned().collect(),
        placebo: Placebos::NONE,
        among: Vec::new(),
        ..design.clone()
    };
    let answer = paired(engine, &plain, told)?;
    let Some(arm) = answer.arms.first() else {
        return Ok(Vec::new());
    };
    let mut surveys = Vec::new();
    for (outcome, result) in design.outcomes.iter().zip(&arm.outcomes) {
        let extremes = PairedDesign {
            flips: extremes(&design.flips, result),
            outcomes: vec![outcome],
            ..plain.clone()
        };
        let combined = paired(engine, &extremes, told)?;
        let combined = combined
            .arms
            .into_iter()
            .flat_map(|arm| arm.outcomes)
            .next();
        surveys.push(Survey {
            outcome: result.id,
            difference: result.difference,
            band: result.band,
            bars: sorted(bars(result, &design.flips), result),
            extremes: combined.map_or(Vec::new(), |result| bars(&result, &extremes.flips)),
        });
    }
    Ok(surveys)
}

fn bars(result: &OutcomeResult, flips: &[Variant]) -> Vec<Bar> {
    let usual = result.difference.map_or(0.0, |own| own.median);
    let bar = |(at, flip): (usize, &Variant)| {
        let own = result
            .differences
            .iter()
            .filter(|own| own.variant == at + 1);
        let differences: Vec<f64> = own.map(|own| own.value()).collect();
        Some(Bar {
            name: flip.name.clone(),
            kind: flip.kind,
            difference: Intervals::of(&differences)?,
            standing: Standing::of(&differences, usual, result.band),
        })
    };
    flips.iter().enumerate().filter_map(bar).collect()
}

fn sorted(mut bars: Vec<Bar>, result: &OutcomeResult) -> Vec<Bar> {
    let usual = result.difference.map_or(0.0, |own| own.median);
    let moved = |bar: &Bar| (bar.difference.median - usual).abs();
    bars.sort_by(|one, two| {
        moved(two)
            .total_cmp(&moved(one))
            .then(one.name.cmp(&two.name))
    });
    bars
}

/// All flips that lower the difference, and all that raise it: of each parameter the setting that
/// does so most.
fn extremes(flips: &[Variant], result: &OutcomeResult) -> Vec<Variant> {
    let bars = bars(result, flips);
    let usual = result.difference.map_or(0.0, |own| own.median);
    let towards = |sign: f64, name: &str| {
        let mut chosen: Vec<(f64, &Variant)> = Vec::new();
        for (bar, flip) in bars.iter().zip(flips) {
            let pull = sign * (bar.difference.median - usual);
            let rival = chosen
                .iter()
                .position(|(_, own)| own.values[0].0 == flip.values[0].0);
            match rival {
                _ if pull <= 0.0 => {}
                Some(at) if chosen[at].0 < pull => chosen[at] = (pull, flip),
                Some(_) => {}
                None => chosen.push((pull, flip)),
            }
        }
        Variant {
            kind: Kind::Structure,
            name: format!("all {} flips that {name} it, together", chosen.len()),
            values: chosen
                .iter()
                .flat_map(|(_, flip)| flip.values.clone())
                .collect(),
        }
    };
    let both = [towards(-1.0, "lower"), towards(1.0, "raise")];
    both.into_iter()
        .filter(|variant| variant.values.len() > 1)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_standing_follows_from_its_rule() {
        let of = |differences: &[f64]| Standing::of(differences, -4.0, 0.5);
        assert_eq!(of(&[-4.0, -3.0, -5.0, -4.0]), Standing::Survives);
        assert_eq!(of(&[-1.0, -1.5, -1.0, -1.0]), Standing::Weaker);
        assert_eq!(of(&[4.0, 3.0, 5.0, 4.0]), Standing::Reverses);
        assert_eq!(of(&[0.1, -0.1, 0.2, -0.3]), Standing::Vanishes);
        assert_eq!(of(&[4.0, -3.0, 5.0, -4.0]), Standing::CannotTell);
        assert_eq!(of(&[]), Standing::CannotTell);
    }
}
