//! The pieces of work of a design: one pair under one variant, computed from base to measures.

use std::cell::OnceCell;
use std::sync::Arc;

use scenario::Scenario;

use super::{PairedDesign, a_year_earlier};
use crate::RunError;
use crate::ensemble::{Engine, Keep, Member, State, Trajectory};
use crate::ensemble::{arm as continue_arm, base_and_states, continue_base};
use crate::outcomes::Outcome;

/// One piece of work.
#[derive(Debug, Clone, Copy)]
pub(super) struct Errand {
    /// Number of the variant.
    variant: usize,
    /// Number of the pair.
    pair: usize,
}

/// What was measured of one pair under one variant.
pub(super) struct Cell {
    pub(super) variant: usize,
    pub(super) pair: usize,
    /// In the order of the arms; under a flip those that are tried under flips.
    pub(super) arms: Vec<ArmCell>,
    /// The base, for the record; nothing under a flip.
    pub(super) base: Option<Arc<Trajectory>>,
    /// Whether the base continued as itself is the base, where it was tried, and the hash there.
    pub(super) null: Option<(bool, String)>,
}

/// What was measured of one arm.
pub(super) struct ArmCell {
    pub(super) branch: Option<u16>,
    /// In the order of the outcomes.
    pub(super) readings: Vec<Reading>,
    /// Who leads at the end, in base and arm; nobody where it is not counted.
    pub(super) leaders: [Option<String>; 2],
}

/// One outcome of one pair.
#[derive(Default)]
pub(super) struct Reading {
    /// Base and arm over the window.
    pub(super) value: Option<[f64; 2]>,
    /// Week, base and arm.
    pub(super) course: Vec<(u16, [f64; 2])>,
    /// By part of the design: name, base and arm.
    pub(super) parts: Vec<Vec<(String, [f64; 2])>>,
    /// Base and arm over windows that end at [`PairedDesign::at`].
    pub(super) at: Vec<Option<[f64; 2]>>,
    /// Base and placebo over the window of the answer.
    pub(super) placebo: Option<[f64; 2]>,
}

/// A piece for each pair, and for the first pairs under each flip.
pub(super) fn errands(design: &PairedDesign) -> Vec<Errand> {
    let pairs = design.seeds.len();
    let of = |variant: usize, pairs: usize| (0..pairs).map(move |pair| Errand { variant, pair });
    let flipped = design.pairs_per_flip.min(pairs);
    let flips = (1..=design.flips.len()).flat_map(|variant| of(variant, flipped));
    of(0, pairs).chain(flips).collect()
}

/// Scenarios of a piece with the weeks in which they part from their base.
struct Scenes {
    base: Arc<Scenario>,
    arms: Vec<(Arc<Scenario>, Option<u16>)>,
    placebos: Vec<Option<(Arc<Scenario>, u16)>>,
}

impl Scenes {
    fn of(engine: &Engine, design: &PairedDesign, errand: Errand) -> Result<Scenes, RunError> {
        let values = design.values(errand.variant, errand.pair);
        let base = values.of(&design.base)?;
        let has_placebo = errand.variant == 0 && errand.pair < design.placebo.pairs;
        let mut arms = Vec::new();
        let mut placebos = Vec::new();
        let tried = match errand.variant {
            0 => design.arms.len(),
            _ => design.flipped_arms.min(design.arms.len()),
        };
        for (number, arm) in design.arms[..tried].iter().enumerate() {
            let scenario = values.of_arm(&design.base, &arm.scenario)?;
            let branch = engine.first_difference(&base, &scenario)?;
            let wanted = has_placebo && number < design.placebo.arms;
            let earlier = wanted.then(|| a_year_earlier(&base, &scenario)).flatten();
            placebos.push(match earlier {
                Some(earlier) => engine
                    .first_difference(&base, &earlier)?
                    .map(|at| (earlier, at)),
                None => None,
            });
            arms.push((scenario, branch));
        }
        Ok(Scenes {
            base,
            arms,
            placebos,
        })
    }

    /// Weeks at whose beginning a state is needed, in rising order.
    fn weeks(&self, until: u16) -> Vec<u16> {
        let placebos = self.placebos.iter().flatten().map(|(_, at)| *at);
        let arms = self.arms.iter().map(|(_, at)| at.unwrap_or(until));
        let mut weeks: Vec<u16> = arms.chain(placebos).map(|at| at.min(until)).collect();
        weeks.sort_unstable();
        weeks.dedup();
        weeks
    }
}

/// Computes a piece of work.
pub(super) fn compute(
    engine: &Engine,
    design: &PairedDesign,
    errand: Errand,
    keep: Keep,
) -> Result<Cell, RunError> {
    let Errand { variant, pair } = errand;
    let scenes = Scenes::of(engine, design, errand)?;
    let base = Member {
        scenario: scenes.base.clone(),
        sample: design.sample,
        seed: design.seeds[pair],
        until: design.until,
    };
    let computed = Pair::compute(engine, &scenes, base, keep, variant == 0)?;
    let null = match (variant, pair) {
        (0, 0) => Some(computed.null()?),
        _ => None,
    };
    Ok(Cell {
        variant,
        pair,
        arms: computed.measure(design, &scenes, variant == 0)?,
        null,
        base: (variant == 0).then_some(computed.trajectory),
    })
}

/// A base and, as soon as an arm must be computed, the states from which arms continue.
struct Pair<'a> {
    engine: &'a Engine,
    member: Member,
    keep: Keep,
    /// Whether its states are worth keeping for later.
    remember: bool,
    trajectory: Arc<Trajectory>,
    weeks: Vec<u16>,
    states: OnceCell<Vec<Arc<State>>>,
}

impl<'a> Pair<'a> {
    fn compute(
        engine: &'a Engine,
        scenes: &Scenes,
        member: Member,
        keep: Keep,
        remember: bool,
    ) -> Result<Pair<'a>, RunError> {
        let weeks = scenes.weeks(member.until);
        let (trajectory, states) = match engine.cache().trajectory(&member, keep) {
            Some(known) => (known, OnceCell::new()),
            None => {
                let (trajectory, states) =
                    base_and_states(engine, &member, None, &weeks, keep, remember)?;
                (trajectory, OnceCell::from(states))
            }
        };
        Ok(Pair {
            engine,
            member,
            keep,
            remember,
            trajectory,
            weeks,
            states,
        })
    }

    /// The base's states at the beginning of [`Pair::weeks`].
    fn states(&self) -> Result<&[Arc<State>], RunError> {
        if let Some(states) = self.states.get() {
            return Ok(states);
        }
        let (_, states) = base_and_states(
            self.engine,
            &self.member,
            Some(self.trajectory.clone()),
            &self.weeks,
            self.keep,
            self.remember,
        )?;
        Ok(self.states.get_or_init(|| states))
    }

    fn branch(&self, scenario: &Arc<Scenario>, at: u16) -> Result<Arc<Trajectory>, RunError> {
        let member = self.member.under(scenario);
        let state = || {
            let states = self.states()?;
            let at = self.weeks.partition_point(|week| *week < at);
            Ok(states[at.min(states.len() - 1)].clone())
        };
        continue_arm(self.engine, &member, state, &self.trajectory, self.keep)
    }

    /// Continues the base as itself: whether it is the base to the last bit, and the hash of the
    /// state it began in. Where this program found it so before, it is not computed again.
    fn null(&self) -> Result<(bool, String), RunError> {
        let cache = self.engine.cache();
        let at = self.weeks.first().copied().unwrap_or_default();
        if let Some(hash) = cache.same_again(&self.member, at, self.keep) {
            return Ok((true, hash));
        }
        let Some(state) = self.states()?.first() else {
            return Ok((true, String::new()));
        };
        let again = continue_base(
            self.engine,
            &self.member,
            state,
            &self.trajectory,
            self.keep,
        )?;
        let same = again.same_bits(&self.trajectory);
        if same {
            cache.keep_same_again(&self.member, at, self.keep, &state.hash);
        }
        Ok((same, state.hash.clone()))
    }

    fn measure(
        &self,
        design: &PairedDesign,
        scenes: &Scenes,
        in_full: bool,
    ) -> Result<Vec<ArmCell>, RunError> {
        let mut cells = Vec::new();
        for ((scenario, branch), placebo) in scenes.arms.iter().zip(&scenes.placebos) {
            let own = branch.unwrap_or(0).min(design.until);
            let window = design.window(*branch);
            let changed = self.branch(scenario, branch.unwrap_or(design.until))?;
            let earlier = match placebo {
                Some((scenario, at)) => Some(self.branch(scenario, *at)?),
                None => None,
            };
            let last = window.end.saturating_sub(1);
            let leaders = [&*self.trajectory, &*changed];
            let both = Both {
                base: &self.trajectory,
                arm: &changed,
                placebo: earlier.as_deref(),
                window,
                own: own..design.until,
            };
            let readings = design.outcomes.iter();
            cells.push(ArmCell {
                branch: *branch,
                leaders: leaders.map(|run| run.leader(last).map(str::to_owned)),
                readings: readings
                    .map(|outcome| both.read(outcome, design, in_full))
                    .collect(),
            });
        }
        Ok(cells)
    }
}

/// A base, its arm and its placebo.
struct Both<'a> {
    base: &'a Trajectory,
    arm: &'a Trajectory,
    placebo: Option<&'a Trajectory>,
    /// Of what is measured over time.
    window: std::ops::Range<u16>,
    /// From the week in which the arm parts from the base.
    own: std::ops::Range<u16>,
}

impl Both<'_> {
    fn read(&self, outcome: &Outcome, design: &PairedDesign, in_full: bool) -> Reading {
        let window = || self.window.clone();
        let pair = |arm: &Trajectory, window: std::ops::Range<u16>| {
            let base = outcome.value(self.base, window.clone())?;
            Some([base, outcome.value(arm, window)?])
        };
        let mut reading = Reading {
            value: pair(self.arm, window()),
            placebo: self.placebo.and_then(|placebo| pair(placebo, window())),
            at: design
                .at
                .iter()
                .map(|week| pair(self.arm, window().start..*week))
                .collect(),
            ..Reading::default()
        };
        if in_full {
            let course = |run| outcome.course(run, self.own.clone(), design.step);
            let both = course(self.base).into_iter().zip(course(self.arm));
            reading.course = both
                .filter_map(|((week, base), (_, arm))| Some((week, [base?, arm?])))
                .collect();
            let parts = design.among.iter().map(|among| {
                let base = outcome.by(self.base, window(), *among);
                let arm = outcome.by(self.arm, window(), *among);
                join(base, arm)
            });
            reading.parts = parts.collect();
        }
        reading
    }
}

/// Values of the same names side by side.
fn join(base: Vec<(String, f64)>, arm: Vec<(String, f64)>) -> Vec<(String, [f64; 2])> {
    let other = |name: &str| {
        arm.iter()
            .find(|(own, _)| own == name)
            .map(|(_, value)| *value)
    };
    base.into_iter()
        .filter_map(|(name, value)| {
            let arm = other(&name)?;
            Some((name, [value, arm]))
        })
        .collect()
}
