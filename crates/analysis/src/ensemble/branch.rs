//! Branches: one past, computed once, and several futures.

use std::sync::Arc;

use rules::Society;
use scenario::Scenario;
use world::Plan;

use super::{Engine, Keep, Member, Trajectory};
use crate::RunError;

/// Why branches of a base cannot be computed.
#[derive(Debug, thiserror::Error)]
pub enum BranchError {
    /// An arm is not equal to the base before the branch.
    #[error(
        "the changed scenario differs from the base in week {differs}, before the branch in week {at}"
    )]
    DiffersBefore {
        /// First week that differs.
        differs: u16,
        /// Week of the branch.
        at: u16,
    },
    /// A branch does not begin in the state of the base: a defect of this program.
    #[error("the state at the branch in week {at} is {arm} where the base has {base}")]
    OtherState {
        /// Week of the branch.
        at: u16,
        /// Hash of the base.
        base: String,
        /// Hash of the branch.
        arm: String,
    },
    /// A country could not be continued.
    #[error(transparent)]
    Fork(#[from] rules::ForkError),
}

/// A base and its branches.
#[derive(Debug, Clone)]
pub struct Branches {
    /// Week at whose beginning the branches part.
    pub at: u16,
    /// Hash of the common state there.
    pub hash: String,
    /// The base.
    pub base: Arc<Trajectory>,
    /// One for each arm; its weeks before `at` are those of the base.
    pub arms: Vec<Arc<Trajectory>>,
}

/// First week in which two plans differ, 0 when they differ in more than dated entries; `None`
/// when they are equal.
pub fn first_difference(base: &Plan, arm: &Plan) -> Option<u16> {
    if base == arm {
        return None;
    }
    let undated = base.weeks != arm.weeks
        || base.parameters != arm.parameters
        || base.items != arm.items
        || base.mortality != arm.mortality
        || base.levers.keys().ne(arm.levers.keys())
        || base.messages.len() != arm.messages.len();
    if undated {
        return Some(0);
    }
    let levers = base.levers.values().zip(arm.levers.values());
    let levers = levers.filter_map(|(own, other)| first_unequal(own, other));
    let weekly = [
        first_unequal(&base.living, &arm.living),
        first_unequal(&base.births_per_woman, &arm.births_per_woman),
        first_unequal(&base.moves_to_town, &arm.moves_to_town),
        first_unequal(&base.year, &arm.year),
    ];
    let messages = base.messages.iter().zip(&arm.messages);
    let messages = messages
        .filter(|(own, other)| own != other)
        .map(|(own, other)| own.week.min(other.week));
    let releases = unequal_entries(&base.releases, &arm.releases, |rule| rule.from);
    let first = levers
        .chain(weekly.into_iter().flatten())
        .chain(messages)
        .chain(releases)
        .min();
    // Only the calendar of recorded events is left, which no rule reads.
    Some(first.unwrap_or(base.weeks))
}

fn first_unequal<T: PartialEq>(own: &[T], other: &[T]) -> Option<u16> {
    let equal = own.iter().zip(other).take_while(|(a, b)| a == b).count();
    (equal < own.len().max(other.len())).then_some(equal as u16)
}

/// First week of the entries, in order of date, from which on two lists are not the same.
fn unequal_entries<T: PartialEq>(own: &[T], other: &[T], week: fn(&T) -> u16) -> Option<u16> {
    let at = usize::from(first_unequal(own, other)?);
    [own.get(at), other.get(at)]
        .into_iter()
        .flatten()
        .map(week)
        .min()
}

/// A country at the beginning of a week, kept so that branches can begin there.
#[derive(Debug)]
pub struct State {
    /// The country; never stepped.
    pub society: Society,
    /// Hash of its state, as the base had it.
    pub hash: String,
}

impl State {
    /// Keeps a copy of a country as it is now.
    fn of(society: &Society) -> Result<State, RunError> {
        let copy = society
            .fork(society.plan.clone())
            .map_err(BranchError::from)?;
        let hash = society.state_hash();
        Ok(State {
            society: copy,
            hash,
        })
    }

    /// Bytes of state.
    pub fn bytes(&self) -> usize {
        let sections = self.society.sections();
        sections.iter().map(|(_, bytes)| bytes.len()).sum()
    }
}

/// Computes a base and its branches.
pub(super) fn simulate(
    engine: &Engine,
    base: &Member,
    arms: &[Arc<Scenario>],
    at: u16,
    keep: Keep,
) -> Result<Branches, RunError> {
    let at = at.min(base.until);
    let known = engine.cache().trajectory(base, keep);
    let (trajectory, states) = base_and_states(engine, base, known, &[at], keep, true)?;
    let state = &states[0];
    let arms = arms.iter().map(|scenario| {
        let member = base.under(scenario);
        arm(engine, &member, || Ok(state.clone()), &trajectory, keep)
    });
    Ok(Branches {
        at,
        hash: state.hash.clone(),
        arms: arms.collect::<Result<_, _>>()?,
        base: trajectory,
    })
}

/// The base to its end, where it is not `known`, and its states at the beginning of some weeks, in
/// rising order; computed once or found. States are kept for later only if they are to be remembered.
pub(crate) fn base_and_states(
    engine: &Engine,
    base: &Member,
    known: Option<Arc<Trajectory>>,
    weeks: &[u16],
    keep: Keep,
    remember: bool,
) -> Result<(Arc<Trajectory>, Vec<Arc<State>>), RunError> {
    let found: Vec<Option<Arc<State>>> = weeks
        .iter()
        .map(|week| engine.known_state(&base.until(*week)))
        .collect();
    if let Some(known) = &known
        && found.iter().all(Option::is_some)
    {
        return Ok((known.clone(), found.into_iter().flatten().collect()));
    }
    let mut society = engine.build(base)?;
    let mut trajectory = Trajectory::new(&society, base.until, keep);
    let mut states = Vec::new();
    for (week, found) in weeks.iter().zip(found) {
        engine.run_to(&mut society, &mut trajectory, *week, keep)?;
        states.push(match found {
            Some(state) => state,
            None if remember => {
                let member = base.until(*week);
                engine
                    .cache()
                    .keep_state(&member, State::of(&society)?, true)
            }
            None => Arc::new(State::of(&society)?),
        });
    }
    if let Some(known) = known {
        return Ok((known, states));
    }
    engine.run_to(&mut society, &mut trajectory, base.until, keep)?;
    Ok((
        engine.cache().keep_trajectory(base, keep, trajectory),
        states,
    ))
}

/// Continues a base's state under an arm's scenario; the state is asked for where that was not
/// done before.
///
/// # Errors
/// [`BranchError`] when the arm differs before that state, or does not begin in it.
pub(crate) fn arm(
    engine: &Engine,
    member: &Member,
    state: impl FnOnce() -> Result<Arc<State>, RunError>,
    base: &Trajectory,
    keep: Keep,
) -> Result<Arc<Trajectory>, RunError> {
    if let Some(found) = engine.cache().trajectory(member, keep) {
        return Ok(found);
    }
    let state = state()?;
    // What differs from the first week on may differ in the people themselves: it is built anew.
    if state.society.week.0 == 0 {
        return engine.simulate(member, keep);
    }
    let trajectory = continue_base(engine, member, &state, base, keep)?;
    Ok(engine.cache().keep_trajectory(member, keep, trajectory))
}

/// Continues a state under the scenario of `member`, whether that was done before or not.
pub(crate) fn continue_base(
    engine: &Engine,
    member: &Member,
    state: &State,
    base: &Trajectory,
    keep: Keep,
) -> Result<Trajectory, RunError> {
    let mut society = continued(engine, member, state)?;
    society.leadership.recall(base.assessments.clone());
    let mut trajectory = base.past(society.week.0, member.until);
    engine.run_to(&mut society, &mut trajectory, member.until, keep)?;
    Ok(trajectory)
}

/// A base's state, from here on under the scenario of `member`.
pub(crate) fn continued(
    engine: &Engine,
    member: &Member,
    state: &State,
) -> Result<Society, RunError> {
    let plan = engine.plan(&member.scenario)?;
    let at = state.society.week.0;
    let differs = first_difference(&state.society.plan, &plan);
    if let Some(differs) = differs.filter(|week| *week < at) {
        return Err(BranchError::DiffersBefore { differs, at }.into());
    }
    let society = state.society.fork(plan).map_err(BranchError::from)?;
    let arm = society.state_hash();
    if arm != state.hash {
        let base = state.hash.clone();
        return Err(BranchError::OtherState { at, base, arm }.into());
    }
    Ok(society)
}
