//! The weighing of the leadership: done when the full members, their offices or the half-year change,
//! because it is the one part of the week that costs something.

use std::sync::Arc;

use kernel::{VectorLevel, dispatch, math};
use models::coalition::{ABREAST, Groups, Members, Share, Workspace};

use super::coding::normal;
use super::{Assessment, Leadership, Moment, outcome, powers, threat};

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
    let known = Arc::clone(&leadership.known);
    match known.iter().find(|own| own.fits(leadership, moment)) {
        Some(known) => known.hand_over(leadership),
        None => weigh(leadership, moment),
    }
    leadership.made.push(Assessment::of(leadership, moment));
}

fn weigh(leadership: &mut Leadership, moment: &Moment<'_>) {
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
    let ballots: Vec<Ballot> = (0..=DRAWS)
        .flat_map(|draw| [false, true].map(|committee| Ballot { draw, committee }))
        .collect();
    let groups: Vec<Vec<u64>> = ballots
        .iter()
        .map(|ballot| whole_numbers(&ballot.shares(leadership, &voting, moment)))
        .collect();
    for member in &mut leadership.members {
        (member.left_out_presidium, member.left_out_committee) = (0.0, 0.0);
    }
    for (ballot, rules) in ballots.iter().zip(coalitions(&groups, moment)) {
        if ballot.draw == 0 {
            leadership.state.coalition[usize::from(ballot.committee)] = rules.count_ones();
            continue;
        }
        for (place, &at) in voting.iter().enumerate() {
            let out = f64::from(1 - (rules >> place & 1)) / f64::from(DRAWS);
            let member = &mut leadership.members[at];
            match ballot.committee {
                true => member.left_out_committee += out,
                false => member.left_out_presidium += out,
            }
        }
    }
}

/// An electorate under one draw of the powers.
struct Ballot {
    draw: u32,
    committee: bool,
}

impl Ballot {
    fn shares(&self, leadership: &Leadership, voting: &[usize], moment: &Moment<'_>) -> Vec<f64> {
        let share = |&at: &usize| {
            let member = &leadership.members[at];
            let own = match self.committee {
                true => member.committee,
                false => member.presidium,
            };
            own * known(at, self.draw, moment)
        };
        voting.iter().map(share).collect()
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

/// Powers as whole numbers, no two groups of which are equal.
fn whole_numbers(shares: &[f64]) -> Vec<u64> {
    let sum: f64 = shares.iter().sum();
    let whole = |(place, share): (usize, &f64)| {
        let parts = (share / sum.max(f64::MIN_POSITIVE) * UNIT) as u64;
        (parts << TIE_BITS) + (1 << place)
    };
    shares.iter().enumerate().map(whole).collect()
}

/// The ruling coalition of each of some groups of the same members, one bit each; everybody where it
/// cannot be examined.
fn coalitions(groups: &[Vec<u64>], moment: &Moment<'_>) -> Vec<u32> {
    let members = groups.first().map_or(0, Vec::len);
    let everybody = (1_u32 << members.min(31)) - 1;
    let thousandths = f64::from(moment.parameters.leadership.majority) * 1_000.0;
    let majority = Share::new((thousandths.round() as u64).clamp(500, 999), 1_000);
    let Ok(majority) = majority else {
        return vec![everybody; groups.len()];
    };
    let mut found: Vec<u32> = groups
        .iter()
        .map(|powers| alone(powers, majority))
        .collect();
    let open: Vec<usize> = (0..groups.len()).filter(|&at| found[at] == 0).collect();
    let mut workspace = Workspace::default();
    for abreast in open.chunks(ABREAST) {
        let powers: Vec<Vec<u64>> = abreast.iter().map(|&at| groups[at].clone()).collect();
        let ruling = Groups::new(&powers, majority)
            .map(|groups| rulers(VectorLevel::detect(), &groups, &mut workspace));
        for (lane, &at) in abreast.iter().enumerate() {
            found[at] = ruling
                .as_ref()
                .map_or(everybody, |ruling| bits(ruling[lane]));
        }
    }
    found
}

/// The member who holds a majority alone, as a bit, and rules alone: every other winning group has that
/// member and is stronger. Zero where there is none.
fn alone(powers: &[u64], majority: Share) -> u32 {
    let total = powers.iter().sum();
    let alone = powers.iter().position(|power| majority.wins(*power, total));
    alone.map_or(0, |place| 1 << place)
}

fn bits(members: Members) -> u32 {
    members.indices().fold(0, |bits, place| bits | 1 << place)
}

dispatch! {
    /// The ruling coalitions of groups abreast, in the widest registers there are.
    fn rulers = rulers_body; (groups: &Groups, workspace: &mut Workspace) -> [Members; ABREAST]
}

#[inline(always)]
fn rulers_body(groups: &Groups, workspace: &mut Workspace) -> [Members; ABREAST] {
    groups.rulers(workspace)
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
