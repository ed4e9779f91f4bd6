//! Policy that follows the leadership: three levers, between the ends that recorded settings name.

use std::collections::BTreeMap;

use world::Plan;

use super::corrections::LADDER;
use super::{Leadership, Moment};
use crate::calendar::Policy;

/// Levers that follow de-Stalinisation, each with the settings at its two ends: nothing of it, all.
pub const FOLLOWING: [(&str, &str, &str); 3] = [
    ("line.old_leader", "praised", "condemned-openly"),
    ("dissent.sanction_rule", "as-under-stalin", "tolerance"),
    ("press.gate", "closed", "wide"),
];

/// Values of the settings that the leadership can choose between.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Settings(BTreeMap<(&'static str, &'static str), f32>);

impl Settings {
    /// Reads the settings of the ladder and of the following levers.
    ///
    /// # Errors
    /// Every missing one, as `lever=setting`.
    pub fn read(plan: &Plan) -> Result<Settings, Vec<String>> {
        let ladder = LADDER.iter().copied().flatten().copied();
        let ends = FOLLOWING
            .iter()
            .flat_map(|(lever, none, all)| [(*lever, *none), (*lever, *all)]);
        let mut values = BTreeMap::new();
        let mut missing = Vec::new();
        for (lever, setting) in ladder.chain(ends) {
            match plan.settings.get(lever).and_then(|own| own.get(setting)) {
                Some(value) => drop(values.insert((lever, setting), *value as f32)),
                None => missing.push(format!("{lever}={setting}")),
            }
        }
        missing.sort();
        missing.dedup();
        match missing.is_empty() {
            true => Ok(Settings(values)),
            false => Err(missing),
        }
    }

    /// Value of a setting of the ladder or of an end.
    pub fn value(&self, lever: &'static str, setting: &'static str) -> f32 {
        self.0.get(&(lever, setting)).copied().unwrap_or_default()
    }

    /// The two ends of a following lever.
    fn ends(&self, at: usize) -> (f64, f64) {
        let (lever, none, all) = FOLLOWING[at];
        (
            f64::from(self.value(lever, none)),
            f64::from(self.value(lever, all)),
        )
    }
}

/// Lets policy follow the leadership: entirely where the model decides, and as recorded by the
/// difference that a changed membership makes, which is nothing where it is as recorded.
pub(super) fn week(leadership: &mut Leadership, moment: &Moment<'_>, policy: &mut Policy) {
    if leadership.state.endogenous == 1 {
        return follow(leadership, moment, policy);
    }
    let state = leadership.state;
    let which = aggregation(moment);
    let difference = state.outcome[which] - state.reference[which];
    let shift = f64::from(moment.parameters.leadership.policy_effect) * difference;
    for (at, (lever, _, _)) in FOLLOWING.iter().enumerate() {
        let recorded = policy.get(lever).unwrap_or_default();
        leadership.state.levels[at] = f64::from(recorded);
        if shift == 0.0 {
            continue;
        }
        let (none, all) = leadership.settings.ends(at);
        let moved = f64::from(recorded) + (all - none) * shift;
        policy.set(lever, moved.clamp(none.min(all), none.max(all)) as f32);
    }
}

/// Which of the three aggregations decides.
fn aggregation(moment: &Moment<'_>) -> usize {
    match moment.parameters.leadership.aggregation {
        0.5..1.5 => 1,
        1.5.. => 2,
        _ => 0,
    }
}

/// Each lever closes a share of its gap to what the leadership wants, which last week's disorder
/// turns against de-Stalinisation.
fn follow(leadership: &mut Leadership, moment: &Moment<'_>, policy: &mut Policy) {
    let p = &moment.parameters.leadership;
    let response = f64::from(p.policy_disorder) * moment.country.disorder;
    let wanted = (leadership.state.outcome[aggregation(moment)] - response).clamp(0.0, 1.0);
    for (at, (lever, _, _)) in FOLLOWING.iter().enumerate() {
        let (none, all) = leadership.settings.ends(at);
        let target = none + (all - none) * wanted;
        let level = &mut leadership.state.levels[at];
        *level += f64::from(p.policy_speed) * (target - *level);
        policy.set(lever, *level as f32);
    }
}
