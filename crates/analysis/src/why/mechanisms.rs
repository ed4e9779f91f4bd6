//! Which mechanisms carry a difference: each is switched off in base and arm alike, and what is
//! then missing of the difference is its share.
//!
//! Shares need not make one: mechanisms that need each other are missed twice, mechanisms that
//! replace each other are not missed at all.

use serde::Serialize;

use crate::RunError;
use crate::doubt::Kind;
use crate::ensemble::Engine;
use crate::intervals::Intervals;
use crate::paired::{PairedDesign, Placebos, paired};
use crate::variant::Variant;

/// The caveat printed with shares.
pub const CAVEAT: &str = "each mechanism is switched off alone, in both branches; mechanisms that \
    need each other are counted in both, so the shares need not sum to one";

/// One mechanism and the parameters that switch it off.
#[derive(Debug, Clone, Copy)]
pub struct Mechanism {
    /// Short name.
    pub name: &'static str,
    /// What it does, in one sentence.
    pub does: &'static str,
    /// File of the rules with its equations.
    pub file: &'static str,
    /// Values that switch it off, by key.
    pub off: &'static [(&'static str, f64)],
}

const fn mechanism(
    name: &'static str,
    does: &'static str,
    file: &'static str,
    off: &'static [(&'static str, f64)],
) -> Mechanism {
    Mechanism {
        name,
        does,
        file,
        off,
    }
}

/// Mechanisms with a switch of their own. Switches that are named by the scenario and do not stand
/// here are added with their key as name.
pub static MECHANISMS: &[Mechanism] = &[
    mechanism(
        "word of mouth",
        "People pass on what they heard, in the collective, the district and by letter.",
        "hearing.rs",
        &[("rumour.on", 0.0)],
    ),
    mechanism(
        "foreign radio",
        "Owners of short-wave sets hear foreign stations.",
        "hearing.rs",
        &[("radio.listening", 0.0)],
    ),
    mechanism(
        "guidance against distortion",
        "Clear guidance keeps bodies from dropping and enlarging items of a text.",
        "messages.rs",
        &[("message.guidance_effect", 0.0)],
    ),
    mechanism(
        "local bodies' own belief",
        "What a body believes shifts what it drops and enlarges.",
        "messages.rs",
        &[("message.drift", 0.0)],
    ),
    mechanism(
        "preference falsification",
        "Public praise hides private disagreement.",
        "person.rs",
        &[("expression.falsification", 0.0)],
    ),
    mechanism(
        "false enforcement",
        "People police neighbours to seem convinced.",
        "person.rs",
        &[("enforcement.on", 0.0)],
    ),
    mechanism(
        "memory of terror",
        "What people remember weighs in their fear.",
        "person.rs",
        &[("fear.memory_weight", 0.0)],
    ),
    mechanism(
        "punishments seen",
        "Punishments in the district raise its threat.",
        "places.rs",
        &[("fear.threat_seen", 0.0)],
    ),
    mechanism(
        "the announced sanction rule",
        "The rule for visible critics is felt as a threat before anybody is punished.",
        "places.rs",
        &[("fear.threat_rule", 0.0)],
    ),
    mechanism(
        "the line's pull on devotion",
        "Devotion to the old leader drifts toward the official line.",
        "person.rs",
        &[("cult.line_pull", 0.0)],
    ),
    mechanism(
        "getting used to attacks",
        "An attack on the old leader costs the party less acceptance once it is no news.",
        "past.rs",
        &[("cult.habituation", 0.0)],
    ),
    mechanism(
        "living standards",
        "Approval of living standards moves trust.",
        "approval.rs",
        &[("living.trust_from_approval", 0.0)],
    ),
    mechanism(
        "exposure to repression",
        "Those who suffered lose trust when threat falls and show it when threat rises.",
        "person.rs",
        &[
            ("fear.exposure_intimidation", 0.0),
            ("fear.exposure_resentment", 0.0),
        ],
    ),
];

/// What one mechanism carries.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MechanismShare {
    /// Its name.
    pub name: String,
    /// What it does.
    pub does: String,
    /// File of the rules with its equations.
    pub file: String,
    /// Parameters switched off.
    pub keys: Vec<String>,
    /// Mean difference without it.
    pub without: f64,
    /// One less that over the mean difference with it; nothing where there is none.
    pub share: Option<f64>,
    /// Share in each pair.
    pub by_pair: Option<Intervals>,
}

/// The mechanisms of one outcome's difference.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OutcomeShares {
    /// Id of the outcome.
    pub outcome: &'static str,
    /// The difference with every mechanism.
    pub difference: Option<Intervals>,
    /// Mechanisms, the largest share first.
    pub mechanisms: Vec<MechanismShare>,
}

/// Shares of every mechanism in the differences of the design's first arm.
///
/// # Errors
/// [`RunError`] as [`paired`].
pub fn shares(
    engine: &Engine,
    design: &PairedDesign,
    told: &(dyn Fn(usize, usize) + Sync),
) -> Result<Vec<OutcomeShares>, RunError> {
    let mechanisms = switchable(design);
    let design = PairedDesign {
        arms: design.arms.iter().take(1).cloned().collect(),
        flips: mechanisms
            .iter()
            .map(|(_, variant)| variant.clone())
            .collect(),
        pairs_per_flip: design.seeds.len(),
        placebo: Placebos::NONE,
        among: Vec::new(),
        ..design.clone()
    };
    let answer = paired(engine, &design, told)?;
    let outcomes = answer.arms.into_iter().flat_map(|arm| arm.outcomes);
    let of_outcome = |result: crate::paired::OutcomeResult| {
        let with = of_variant(&result, 0);
        let share = |(at, (mechanism, variant)): (usize, &(Mechanism, Variant))| {
            share_of(mechanism, variant, &with, &of_variant(&result, at + 1))
        };
        let mut shares: Vec<_> = mechanisms.iter().enumerate().map(share).collect();
        let size = |own: &MechanismShare| own.share.unwrap_or(0.0);
        shares.sort_by(|one, two| size(two).total_cmp(&size(one)));
        OutcomeShares {
            outcome: result.id,
            difference: result.difference,
            mechanisms: shares,
        }
    };
    Ok(outcomes.map(of_outcome).collect())
}

/// Mechanisms that the scenario has and that are on.
fn switchable(design: &PairedDesign) -> Vec<(Mechanism, Variant)> {
    let parameters = &design.base.parameters;
    let is_on = |(key, off): &(&str, f64)| parameters.value(key).is_some_and(|value| value != *off);
    let listed = MECHANISMS.iter().filter(|own| own.off.iter().any(is_on));
    let listed = listed.map(|own| {
        let values = own.off.iter().filter(|off| parameters.get(off.0).is_some());
        let values = values.map(|(key, off)| ((*key).to_owned(), *off)).collect();
        (*own, off(own.name, values))
    });
    let known = |key: &str| {
        MECHANISMS
            .iter()
            .any(|own| own.off.iter().any(|off| off.0 == key))
    };
    let others = parameters.iter().filter(|own| {
        own.settings().first() == Some(&"off") && own.value != 0.0 && !known(&own.key)
    });
    let others = others.map(|own| {
        let named = mechanism("", "", "", &[]);
        (named, off(&own.key, vec![(own.key.clone(), 0.0)]))
    });
    listed.chain(others).collect()
}

fn off(name: &str, values: Vec<(String, f64)>) -> Variant {
    Variant {
        kind: Kind::Structure,
        name: name.to_owned(),
        values,
    }
}

/// Differences of a variant by seed.
fn of_variant(result: &crate::paired::OutcomeResult, variant: usize) -> Vec<f64> {
    let own = result
        .differences
        .iter()
        .filter(|own| own.variant == variant);
    own.map(|own| own.value()).collect()
}

fn share_of(
    mechanism: &Mechanism,
    variant: &Variant,
    with: &[f64],
    without: &[f64],
) -> MechanismShare {
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len().max(1) as f64;
    let (whole, left) = (mean(with), mean(without));
    let pairs = with.iter().zip(without).filter(|(with, _)| **with != 0.0);
    let by_pair: Vec<f64> = pairs.map(|(with, without)| 1.0 - without / with).collect();
    MechanismShare {
        name: variant.name.clone(),
        does: mechanism.does.to_owned(),
        file: mechanism.file.to_owned(),
        keys: variant.values.iter().map(|(key, _)| key.clone()).collect(),
        without: left,
        share: (whole != 0.0).then(|| 1.0 - left / whole),
        by_pair: Intervals::of(&by_pair),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_what_is_missing_without_the_mechanism() {
        let variant = off("a", vec![("a.on".to_owned(), 0.0)]);
        let own = share_of(&MECHANISMS[0], &variant, &[-4.0, -4.0], &[-1.0, -1.0]);
        assert_eq!(own.share, Some(0.75));
        assert_eq!(own.by_pair.unwrap().median, 0.75);
        let none = share_of(&MECHANISMS[0], &variant, &[0.0, 0.0], &[0.0, 0.0]);
        assert_eq!((none.share, none.by_pair), (None, None));
    }
}
