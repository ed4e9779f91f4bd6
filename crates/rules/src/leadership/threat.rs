//! The threat that a member is to the others: power, times the command of police or army, times
//! distance from what the ruling coalition wants. Our formalisation.

use super::coding::{Class, ISSUES, Profile};
use super::{Leadership, Moment, outcome, powers};

/// Weighs the threat of each full member but the head, as a ratio to their mean.
pub(super) fn weigh(leadership: &mut Leadership, moment: &Moment<'_>) {
    let centre = centre(leadership);
    let leader = leadership.state.leader as usize;
    for member in &mut leadership.members {
        member.threat = 0.0;
    }
    let others: Vec<usize> = leadership
        .voting()
        .into_iter()
        .filter(|&at| at != leader)
        .collect();
    leadership.state.guarded = 0;
    for &at in &others {
        let profile = &leadership.profiles[at];
        let armed = u8::from(commands(profile, powers::office_week(moment, at)));
        let factor = 1.0 + f64::from(moment.parameters.leadership.coercion) * f64::from(armed);
        let away = outcome::distance(profile, &centre);
        leadership.members[at].threat = leadership.members[at].presidium * factor * away;
        leadership.state.guarded |= u32::from(armed);
    }
    let sum: f64 = others.iter().map(|&at| leadership.members[at].threat).sum();
    let mean = sum / others.len().max(1) as f64;
    for at in others {
        let threat = &mut leadership.members[at].threat;
        *threat = if mean > 0.0 { *threat / mean } else { 1.0 };
    }
}

/// Whether somebody commands the police or the army in a week.
fn commands(profile: &Profile, week: u16) -> bool {
    let armed = |class: Class| matches!(class, Class::Police | Class::Defence);
    profile.offices_in(week).any(armed)
}

/// Where those whom the coalitions would keep stand together, by power.
fn centre(leadership: &Leadership) -> [f64; ISSUES] {
    let mut sums = [0.0; ISSUES];
    let mut weights = 0.0;
    for at in leadership.voting() {
        let member = &leadership.members[at];
        let weight = member.presidium * (1.0 - member.left_out_presidium) + f64::MIN_POSITIVE;
        weights += weight;
        for (sum, position) in sums.iter_mut().zip(leadership.profiles[at].position) {
            *sum += weight * position;
        }
    }
    sums.map(|sum| sum / weights)
}
