//! What the members of an ensemble share, and how one of them is computed.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use kernel::VectorLevel;
use rules::Society;
use scenario::Scenario;
use world::{Foundation, Plan};

use super::branch::{self, Branches, State};
use super::{Cache, Keep, Member, Trajectory, in_parallel};
use crate::RunError;

/// What a country is built on, and the plan it follows.
type Ground = (Arc<Foundation>, Arc<Plan>);

/// Foundations and plans made so far.
#[derive(Debug, Default)]
struct Grounds {
    foundations: Vec<Arc<Foundation>>,
    by_hash: BTreeMap<String, Ground>,
}

impl Grounds {
    /// The foundation on which the countries of a scenario are built, if it was laid before.
    fn fitting(&self, scenario: &Scenario) -> Option<Arc<Foundation>> {
        let mut laid = self.foundations.iter();
        laid.find(|own| own.fits(scenario)).cloned()
    }
}

/// Keeps the foundations of countries and the runs computed before. Equal runs are computed once.
#[derive(Debug, Default)]
pub struct Engine {
    grounds: Mutex<Grounds>,
    cache: Cache,
    threads: Option<usize>,
    stop: Arc<AtomicBool>,
}

impl Engine {
    /// An engine that looks into `cache` first.
    pub fn with_cache(self, cache: Cache) -> Engine {
        Engine { cache, ..self }
    }

    /// An engine with so many threads; all of them when not given.
    pub fn with_threads(self, threads: Option<usize>) -> Engine {
        Engine { threads, ..self }
    }

    /// An engine that stops when the flag is set: after the week that it is in, with
    /// [`RunError::Stopped`]. Runs that were finished stay in the cache.
    pub fn with_stop(self, stop: Arc<AtomicBool>) -> Engine {
        Engine { stop, ..self }
    }

    /// Threads used; `None` for all.
    pub fn threads(&self) -> Option<usize> {
        self.threads
    }

    /// Runs and states kept.
    pub fn cache(&self) -> &Cache {
        &self.cache
    }

    /// Computes one member, or finds it.
    ///
    /// # Errors
    /// [`RunError`] when the country cannot be built.
    pub fn simulate(&self, member: &Member, keep: Keep) -> Result<Arc<Trajectory>, RunError> {
        if let Some(found) = self.cache.trajectory(member, keep) {
            return Ok(found);
        }
        let trajectory = self.simulate_unkept(member, keep)?;
        Ok(self.cache.keep_trajectory(member, keep, trajectory))
    }

    /// Computes one member without looking for it or keeping it: for runs that are read once.
    ///
    /// # Errors
    /// [`RunError`] when the country cannot be built.
    pub fn simulate_unkept(&self, member: &Member, keep: Keep) -> Result<Trajectory, RunError> {
        let ground = self.ground_unkept(&member.scenario)?;
        let mut society = society(member, ground)?;
        let mut trajectory = Trajectory::new(&society, member.until, keep);
        self.run_to(&mut society, &mut trajectory, member.until, keep)?;
        Ok(trajectory)
    }

    /// Computes many members, one a thread; see [`super::simulate_all`].
    pub fn simulate_all(
        &self,
        members: &[Member],
        keep: Keep,
        told: &(dyn Fn(usize) + Sync),
    ) -> Vec<Result<Arc<Trajectory>, RunError>> {
        let work = |number: usize| {
            let result = self.simulate(&members[number], keep);
            told(number);
            result
        };
        in_parallel(members.len(), self.threads, work)
            .unwrap_or_else(|error| vec![Err(RunError::Threads(error))])
    }

    /// Computes a base and branches of it; see [`super::simulate_branches`].
    ///
    /// # Errors
    /// [`RunError`]; an arm that differs from the base before `at` is one.
    pub fn branches(
        &self,
        base: &Member,
        arms: &[Arc<Scenario>],
        at: u16,
        keep: Keep,
    ) -> Result<Branches, RunError> {
        branch::simulate(self, base, arms, at, keep)
    }

    /// The country of a member before its first week.
    pub(crate) fn build(&self, member: &Member) -> Result<Society, RunError> {
        society(member, self.ground(&member.scenario)?)
    }

    /// The state at the end of a member, held or read back.
    pub(crate) fn known_state(&self, member: &Member) -> Option<Arc<State>> {
        if let Some(held) = self.cache.state(member) {
            return Some(held);
        }
        let stored = self.cache.stored_state(member)?;
        let foundation = self.foundation(&member.scenario).ok()?;
        let world = foundation.empty(member.sample, member.seed).ok()?;
        let plan = self.plan(&member.scenario).ok()?;
        let detected = VectorLevel::detect();
        let society = Society::restored(world, plan, member.seed, detected, &stored).ok()?;
        let hash = stored.header.clone();
        let whole = society.week.0 == member.until && society.state_hash() == hash;
        whole.then(|| {
            self.cache
                .keep_state(member, State { society, hash }, false)
        })
    }

    /// First week in which a scenario differs from another, `None` when they never do.
    ///
    /// # Errors
    /// [`RunError`] when a country cannot be planned.
    pub fn first_difference(
        &self,
        base: &Scenario,
        arm: &Scenario,
    ) -> Result<Option<u16>, RunError> {
        let (base_ground, arm_ground) = (self.foundation(base)?, self.foundation(arm)?);
        if !Arc::ptr_eq(&base_ground, &arm_ground) {
            return Ok(Some(0));
        }
        Ok(branch::first_difference(
            &*self.plan(base)?,
            &*self.plan(arm)?,
        ))
    }

    /// The foundation of a scenario's countries, laid once for all variants that share it.
    pub(crate) fn foundation(&self, scenario: &Scenario) -> Result<Arc<Foundation>, RunError> {
        Ok(self.ground(scenario)?.0)
    }

    /// The plan of a scenario, made once.
    pub(crate) fn plan(&self, scenario: &Scenario) -> Result<Arc<Plan>, RunError> {
        Ok(self.ground(scenario)?.1)
    }

    /// Computes the weeks up to `until`, and notes the hash of the state they end in.
    pub(crate) fn run_to(
        &self,
        society: &mut Society,
        trajectory: &mut Trajectory,
        until: u16,
        keep: Keep,
    ) -> Result<(), RunError> {
        while society.week.0 < until {
            if self.stop.load(Ordering::Relaxed) {
                return Err(RunError::Stopped);
            }
            society.step(|_| {});
            trajectory.take(society, keep);
        }
        let hash = society.state_hash();
        trajectory.hashes.insert(society.week.0, hash);
        trajectory.assessments = society.leadership.assessments().into();
        Ok(())
    }

    fn ground(&self, scenario: &Scenario) -> Result<Ground, RunError> {
        let ground = self.ground_unkept(scenario)?;
        let mut grounds = self.grounds();
        let kept = grounds.by_hash.entry(scenario.hash.clone());
        Ok(kept.or_insert(ground).clone())
    }

    /// The ground of a scenario, without keeping its plan: a sweep has a scenario a run, whose plans
    /// would fill the memory.
    fn ground_unkept(&self, scenario: &Scenario) -> Result<Ground, RunError> {
        if let Some(known) = self.grounds().by_hash.get(&scenario.hash) {
            return Ok(known.clone());
        }
        let foundation = self.laid(scenario)?;
        let plan = Arc::new(foundation.plan(scenario)?);
        Ok((foundation, plan))
    }

    /// The foundation of a scenario. Other threads may lay theirs meanwhile; where two lay the same
    /// one, all go on with the first.
    fn laid(&self, scenario: &Scenario) -> Result<Arc<Foundation>, RunError> {
        if let Some(known) = self.grounds().fitting(scenario) {
            return Ok(known);
        }
        let laid = Arc::new(Foundation::lay(scenario)?);
        let mut grounds = self.grounds();
        if let Some(known) = grounds.fitting(scenario) {
            return Ok(known);
        }
        grounds.foundations.push(laid.clone());
        Ok(laid)
    }

    fn grounds(&self) -> MutexGuard<'_, Grounds> {
        self.grounds.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The country of a member before its first week.
fn society(member: &Member, (foundation, plan): Ground) -> Result<Society, RunError> {
    let world = foundation.build(member.sample, member.seed, None)?;
    let detected = VectorLevel::detect();
    Ok(Society::new(world, plan, member.seed, detected)?)
}
