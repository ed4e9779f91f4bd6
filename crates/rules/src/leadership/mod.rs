//! The leadership: who sits, who leads, how strong each is, what policy follows, who challenges whom.
//!
//! Members have powers by rank, office and base, and positions on four issues. Two electorates weigh
//! them differently, the Presidium by their powers and the Central Committee by where its own members
//! come from. In each the ruling coalition after Acemoglu, Egorov and Sonin (2008) says who would be
//! left out; policy is the outcome of the spatial model, always beside the weighted mean and median;
//! challenges follow the minimal form of Svolik's model of tenure: an alarm, and a coalition that acts
//! on it if it expects to win. A vote against the head ([`vote`]) must be carried in the Presidium and,
//! where the Central Committee can be asked, there too. Members lose their seats by the threat that
//! they are to the others ([`threat`]) and by where they stood when a challenge was decided. That these
//! published pieces act together in this way is our hypothesis, with the switch `leadership.on`.
//!
//! Two ways to run it. As recorded, the calendar decides and the model is only scored against it
//! ([`score`]); a changed fate of a member then moves policy by the difference that the model finds
//! between the two memberships, and nothing moves where nobody's fate is changed. Endogenous, the
//! model decides on seats, on the leader and on three levers of policy.

mod assessed;
mod assessment;
mod bodies;
mod challenge;
mod coding;
mod corrections;
mod failures;
mod outcome;
mod powers;
mod score;
mod seats;
mod standing;
mod state;
mod steer;
mod succession;
mod threat;
mod vote;

use std::sync::Arc;

use kernel::time::WEEKS_PER_CALENDAR_YEAR;
use kernel::{Key, Week};
use world::{Leader, Plan};

use crate::Society;
use crate::calendar::Policy;
use crate::parameters::Parameters;

pub use assessed::Assessment;
pub use coding::{ISSUES, Profile};
pub use corrections::{LADDER, Rule};
pub use score::{Forecast, RecordedChange, Score, forecasts, score};
pub use seats::{PRESIDIUM, Seats};
pub use standing::Standing;
pub use state::{MemberState, NOBODY, Seat, State};

/// What the country tells its leaders: counts of last week, and nothing else.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Country {
    /// Critics among a thousand adults.
    pub disorder: f64,
    /// Share of regional committees with so many critics that they report confusion.
    pub confused: f64,
    /// Remarks among a thousand adults a week as they reach the centre, a running mean.
    pub reported: f64,
    /// Unrest of last week: the sum over crowds of the root of the thousands who took part.
    pub unrest: f64,
    /// The same of about the last four weeks.
    pub recent_unrest: f64,
    /// National standard of living, in units of the mean of 1953; 0 where it is not known.
    pub living: f64,
}

/// What one week of the leadership is computed from.
#[derive(Debug, Clone, Copy)]
struct Moment<'a> {
    plan: &'a Plan,
    leaders: &'a [Leader],
    parameters: &'a Parameters,
    key: Key,
    week: Week,
    /// Levers as the calendar has them.
    calendar: Policy,
    country: Country,
}

/// The leadership with everything that a later week depends on.
#[derive(Debug, Clone)]
pub struct Leadership {
    /// What is fixed about each leader, in the order of the country's list.
    pub profiles: Vec<Profile>,
    /// What changes about each leader.
    pub members: Vec<MemberState>,
    /// What changes about the whole.
    pub state: State,
    /// Numbers of the last week, for the recorder.
    pub standing: Standing,
    settings: steer::Settings,
    /// Assessments of this run, and of the one that it parted from.
    made: Vec<Assessment>,
    known: Arc<[Assessment]>,
}

impl Leadership {
    /// The leadership before its first week.
    ///
    /// # Errors
    /// Names of the settings that the plan lacks, each as `lever=setting`.
    pub fn new(
        leaders: &[Leader],
        plan: &Plan,
        parameters: &Parameters,
        key: Key,
    ) -> Result<Leadership, Vec<String>> {
        Ok(Leadership {
            profiles: coding::profiles(leaders, parameters, key),
            members: vec![MemberState::default(); leaders.len()],
            state: State::default(),
            standing: Standing::default(),
            settings: steer::Settings::read(plan)?,
            made: Vec::new(),
            known: Arc::default(),
        })
    }

    /// One week; changes the policy of the week where the model or a rule decides on it.
    pub fn week(
        &mut self,
        country: Country,
        (plan, leaders): (&Plan, &[Leader]),
        parameters: &Parameters,
        (key, week): (Key, Week),
        policy: &mut Policy,
    ) {
        let moment = Moment {
            plan,
            leaders,
            parameters,
            key,
            week,
            calendar: *policy,
            country,
        };
        self.standing = Standing::default();
        if parameters.leadership.on < 0.5 {
            self.standing.seats = seats::recorded(leaders, week.0);
            return;
        }
        self.standing.compare(score::of_week(self, &moment));
        seats::sit(self, &moment);
        powers::appoint(self, &moment);
        failures::week(self, &moment);
        assessment::renew(self, &moment);
        vote::weigh(self, &moment);
        challenge::week(self, &moment);
        corrections::week(self, &moment, policy);
        steer::week(self, &moment, policy);
        standing::observe(self, &moment);
    }
}

/// What is left of something after some weeks, when half is gone in so many years.
fn left_of(weeks: u32, half_life: f32) -> f64 {
    let lives =
        f64::from(weeks) / (f64::from(half_life) * WEEKS_PER_CALENDAR_YEAR).max(f64::MIN_POSITIVE);
    f64::from(kernel::math::exp2(-lives as f32))
}

/// The phase of the week.
pub fn week(society: &mut Society) {
    let country = Country::of(society);
    let plan = Arc::clone(&society.plan);
    society.leadership.week(
        country,
        (&plan, &society.world.leaders),
        &society.parameters,
        (society.key, society.week),
        &mut society.policy,
    );
}
