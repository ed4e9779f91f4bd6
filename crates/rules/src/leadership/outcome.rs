//! What the leadership wants together: the spatial model, always beside the weighted mean and the
//! weighted median, which forecast coded decisions no worse.

use models::baseline::{weighted_mean, weighted_median};
use models::spatial_model::{Actor, Configuration, SpatialModel, Stopping, felt_distance};

use super::coding::Profile;
use super::seats::recorded_seat;
use super::{Leadership, Moment};

/// Index of de-Stalinisation among the issues.
const DESTALINISATION: usize = 0;
/// Distance below which two members stand at one point.
const SAME_POINT: f64 = 1e-3;
/// Rounds of bargaining: a quarter holds few.
const ROUNDS: usize = 6;

/// A member as seen by the three aggregations: profile and share of power.
type Weighted<'a> = (&'a Profile, f64);

/// Finds the outcome of the present membership, and that of the recorded one where they differ.
pub(super) fn weigh(leadership: &mut Leadership, moment: &Moment<'_>) {
    let present: Vec<Weighted<'_>> = leadership
        .voting()
        .into_iter()
        .map(|at| (&leadership.profiles[at], leadership.members[at].presidium))
        .collect();
    let outcome = aggregate(&present);
    leadership.state.outcome = outcome;
    leadership.state.reference = match departs(leadership, moment) {
        true => of_record(leadership, moment),
        false => outcome,
    };
}

/// Whether anybody's place differs from the record.
pub(super) fn departs(leadership: &Leadership, moment: &Moment<'_>) -> bool {
    let members = leadership.members.iter().zip(moment.leaders);
    let differs = |(member, leader): (&super::MemberState, &world::Leader)| {
        member.place() != recorded_seat(leader, moment.week.0)
    };
    members.into_iter().any(differs)
}

/// The outcome that the recorded membership would have, weighed in the same way.
fn of_record(leadership: &Leadership, moment: &Moment<'_>) -> [f64; 3] {
    let mut recorded = leadership.clone();
    let week = moment.week.0;
    for (member, leader) in recorded.members.iter_mut().zip(moment.leaders) {
        member.seat = recorded_seat(leader, week) as u32;
    }
    let holder = super::seats::holder(
        &recorded.profiles,
        super::coding::Class::FirstSecretary,
        week,
    );
    recorded.state.first_secretary = holder;
    super::powers::weigh(&mut recorded, moment);
    let present: Vec<Weighted<'_>> = recorded
        .voting()
        .into_iter()
        .map(|at| (&recorded.profiles[at], recorded.members[at].presidium))
        .collect();
    aggregate(&present)
}

/// De-Stalinisation, from against (0) to for (1), by the spatial model, the mean and the median, each
/// weighted by power and by how much members care.
fn aggregate(members: &[Weighted<'_>]) -> [f64; 3] {
    let positions: Vec<f64> = members
        .iter()
        .map(|(profile, _)| profile.position[DESTALINISATION])
        .collect();
    let weights: Vec<f64> = members
        .iter()
        .map(|(profile, power)| power * profile.salience[DESTALINISATION])
        .collect();
    let mean = weighted_mean(&positions, &weights);
    if !mean.is_finite() {
        return [0.5; 3];
    }
    let median = weighted_median(&positions, &weights);
    [spatial(members).unwrap_or(mean), mean, median]
}

/// The expected position after some rounds of bargaining; nothing for fewer than two members.
fn spatial(members: &[Weighted<'_>]) -> Option<f64> {
    let actor = |(profile, power): &Weighted<'_>| Actor {
        capability: *power,
        position: profile.position.to_vec(),
        salience: profile.salience.to_vec(),
    };
    let configuration = Configuration {
        stopping: Stopping {
            most_rounds: ROUNDS,
            ..Configuration::default().stopping
        },
        ..Configuration::default()
    };
    let model = SpatialModel::new(members.iter().map(actor).collect(), configuration).ok()?;
    // Resolution is deterministic, so nothing is drawn.
    let last = model.end(&mut || 0.5);
    let probabilities = per_actor(&last.positions, &last.probabilities);
    let positions = last
        .positions
        .iter()
        .map(|position| position[DESTALINISATION]);
    let expected: f64 = positions.zip(&probabilities).map(|(x, p)| x * p).sum();
    Some((expected / probabilities.iter().sum::<f64>()).clamp(0.0, 1.0))
}

/// Probabilities of actors from those of points: actors at one point share its probability.
fn per_actor(positions: &[Vec<f64>], probabilities: &[f64]) -> Vec<f64> {
    let together = |a: &[f64], b: &[f64]| {
        let squares = a.iter().zip(b).map(|(x, y)| (x - y) * (x - y));
        squares.sum::<f64>().sqrt() < SAME_POINT
    };
    let share = |(position, probability): (&Vec<f64>, &f64)| {
        let here = positions.iter().filter(|other| together(position, other));
        probability / here.count() as f64
    };
    positions.iter().zip(probabilities).map(share).collect()
}

/// Distance between a member's position and a point, as the member feels it.
pub(super) fn distance(profile: &Profile, point: &[f64]) -> f64 {
    felt_distance(&profile.salience, &profile.position, point)
}

/// Weighted balance of the full members on de-Stalinisation.
pub(super) fn balance(leadership: &Leadership) -> f64 {
    leadership.state.outcome[1]
}
