//! Assessments kept: a branch of a run that comes to a moment of it finds the same, and need not
//! weigh again.
//!
//! An assessment follows from who sits and leads, from how many posts are owed to the First
//! Secretary and how far the apparatus stands over the ministries, and from the week; leaders,
//! parameters and seed are those of the run. Nothing here is state: with or without it a course has
//! the same bits.

use super::state::{MemberState, State};
use super::{Leadership, Moment};

/// What the leadership weighed in one week of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// Week.
    pub week: u16,
    /// How far the apparatus stood over the ministries.
    pub primacy: f32,
    /// The whole when it had been weighed.
    pub state: State,
    /// The leaders when they had been weighed.
    pub members: Vec<MemberState>,
}

impl Assessment {
    /// That of a leadership which has just been weighed.
    pub(super) fn of(leadership: &Leadership, moment: &Moment<'_>) -> Assessment {
        Assessment {
            week: moment.week.0,
            primacy: moment.calendar.primacy,
            state: leadership.state,
            members: leadership.members.clone(),
        }
    }

    /// Whether a leadership that is yet to be weighed is at the same moment.
    pub(super) fn fits(&self, leadership: &Leadership, moment: &Moment<'_>) -> bool {
        let of_state = |own: &State| (own.leader, own.first_secretary, own.appointed.to_bits());
        let mut members = self.members.iter().zip(&leadership.members);
        self.week == moment.week.0
            && self.primacy.to_bits() == moment.calendar.primacy.to_bits()
            && of_state(&self.state) == of_state(&leadership.state)
            && self.members.len() == leadership.members.len()
            && members.all(|(own, other)| own.seat == other.seat)
    }

    /// Lets a leadership have what was weighed, and nothing else.
    pub(super) fn hand_over(&self, leadership: &mut Leadership) {
        let State {
            outcome,
            reference,
            coalition,
            owed_votes,
            guarded,
            ..
        } = self.state;
        leadership.state = State {
            outcome,
            reference,
            coalition,
            owed_votes,
            guarded,
            ..leadership.state
        };
        for (member, own) in leadership.members.iter_mut().zip(&self.members) {
            *member = MemberState {
                defeated: member.defeated,
                against: member.against,
                gone: member.gone,
                entered: member.entered,
                ..*own
            };
        }
    }
}

impl Leadership {
    /// What was weighed in this run so far, in order of week.
    pub fn assessments(&self) -> &[Assessment] {
        &self.made
    }

    /// Gives a branch the assessments of the run that it parts from: of the same leaders under the
    /// same parameters and seed.
    pub fn recall(&mut self, known: std::sync::Arc<[Assessment]>) {
        self.known = known;
    }
}
