//! The weighing of the leadership: done when the full members, their offices or the half-year change,
//! because it is the one part of the week that costs something.

use kernel::math;
use models::coalition::{Share, rulers};

use super::coding::normal;
use super::{Leadership, Moment, outcome, powers, threat};

/// Draws of what the members think of each other's power.
const DRAWS: u32 = 8;
/// Weeks of half a year: powers drift slowly.
const HALF_YEAR: u16 = 26;
/// Powers as whole numbers: shares of this unit; the bits below it break ties, so that no two groups
/// are equally strong.
const UNIT: f64 = 1e9;
const TIE_BITS: u32 = 20;

/// Weighs anew if anything has changed since the last time.
pub(super) fn renew(leadership: &mut Leadership, moment: &Moment<'_>) {
    let signature = signature(leadership, moment);
    if leadership.state.signature == signature {
        return;
    }
    leadership.state.signature = signature;
    powers::weigh(leadership, moment);
    weigh_coalitions(leadership, moment);
    outcome::weigh(leadership, moment);
    threat::weigh(leadership, moment);
}

/// A number that changes with the full members, their offices and the half-year; never zero.
fn signature(leadership: &Leadership, moment: &Moment<'_>) -> u64 {
    let week = moment.week.0;
    let mut sum = u64::from(week / HALF_YEAR) + 1;
    let mut mix = |value: u64| {
        sum = (sum ^ value)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .rotate_left(29);
    };
    mix(u64::from(leadership.state.leader));
    mix(u64::from(leadership.state.first_secretary));
    for at in leadership.voting() {
        let offices = leadership.profiles[at].offices_in(week);
        let classes: u64 = offices.map(|class| 1_u64 << class as u32).sum();
        mix((at as u64) << 32 | classes);
    }
    sum | 1
}

/// Who the ruling coalition would leave out, in each electorate, over draws of the powers.
fn weigh_coalitions(leadership: &mut Leadership, moment: &Moment<'_>) {
    let voting = leadership.voting();
    for member in &mut leadership.members {
        (member.left_out_presidium, member.left_out_committee) = (0.0, 0.0);
    }
    for draw in 0..=DRAWS {
        for committee in [false, true] {
            let shares: Vec<f64> = voting
                .iter()
                .map(|&at| {
                    let member = &leadership.members[at];
                    let own = if committee {
                        member.committee
                    } else {
                        member.presidium
                    };
                    own * known(at, draw, moment)
                })
                .collect();
            let rules = ruling(&shares, moment);
            if draw == 0 {
                leadership.state.coalition[usize::from(committee)] = rules.count_ones();
                continue;
            }
            for (place, &at) in voting.iter().enumerate() {
                let out = f64::from(1 - (rules >> place & 1)) / f64::from(DRAWS);
                let member = &mut leadership.members[at];
                match committee {
                    true => member.left_out_committee += out,
                    false => member.left_out_presidium += out,
                }
            }
        }
    }
}

/// What the others take for a member's power, as a factor; the first draw is the truth. The draws
/// are those of the run, so that a change of seats is not drowned by new ones.
fn known(at: usize, draw: u32, moment: &Moment<'_>) -> f64 {
    match draw {
        0 => 1.0,
        draw => {
            let spread = f64::from(moment.parameters.member_power.spread);
            f64::from(math::exp(
                (spread * normal(moment.key, at as u32, draw)) as f32,
            ))
        }
    }
}

/// The ruling coalition of some members, one bit each; everybody where it cannot be examined.
pub(super) fn ruling(shares: &[f64], moment: &Moment<'_>) -> u32 {
    let everybody = (1_u32 << shares.len().min(31)) - 1;
    let sum: f64 = shares.iter().sum();
    let whole = |(place, share): (usize, &f64)| {
        let parts = (share / sum.max(f64::MIN_POSITIVE) * UNIT) as u64;
        (parts << TIE_BITS) + (1 << place)
    };
    let powers: Vec<u64> = shares.iter().enumerate().map(whole).collect();
    let thousandths = f64::from(moment.parameters.leadership.majority) * 1_000.0;
    let majority = Share::new((thousandths.round() as u64).clamp(500, 999), 1_000);
    let Ok(majority) = majority else {
        return everybody;
    };
    // Who holds a majority alone rules alone: every other winning group has that member and is stronger.
    let total = powers.iter().sum();
    let alone = powers.iter().position(|power| majority.wins(*power, total));
    if let Some(place) = alone {
        return 1 << place;
    }
    let ruling = rulers(&powers, majority).ok();
    let ruling = ruling.and_then(|found| found.first().copied());
    ruling.map_or(everybody, |members| {
        members.indices().fold(0, |bits, place| bits | 1 << place)
    })
}

impl Leadership {
    /// Places in the list of the full members.
    pub fn voting(&self) -> Vec<usize> {
        let members = self.members.iter().enumerate();
        members
            .filter(|(_, member)| member.votes())
            .map(|(at, _)| at)
            .collect()
    }
}
