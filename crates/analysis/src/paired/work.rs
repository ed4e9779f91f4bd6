//! The pieces of work of a design: one variant with some seeds, computed from base to measures.

use std::cell::OnceCell;
use std::sync::Arc;

use scenario::Scenario;

use super::{PairedDesign, a_year_earlier};
use crate::RunError;
use crate::ensemble::{Engine, Keep, Member, State, Trajectory};
use crate::ensemble::{arm as continue_arm, base_and_states, continue_base};
use crate::outcomes::Outcome;
use crate::variant::Variant;

/// One piece of work.
pub(super) struct Errand {
    /// Number of the variant.
    variant: usize,
    /// Seeds, by their place in the design.
    seeds: std::ops::Range<usize>,
}

/// What was measured of one variant and seed.
pub(super) struct Cell {
    pub(super) variant: usize,
    pub(super) seed: usize,
    /// In the order of the arms.
    pub(super) arms: Vec<ArmCell>,
    /// Base of the first pair, for the record.
    pub(super) base: Option<Arc<Trajectory>>,
    /// Whether the base continued as itself is the base, where it was tried, and the hash there.
    pub(super) null: Option<(bool, String)>,
}

/// What was measured of one arm.
pub(super) struct ArmCell {
    pub(super) branch: Option<u16>,
    /// In the order of the outcomes.
    pub(super) readings: Vec<Reading>,
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

/// Variants of a design: the default, draws, flips.
pub(super) fn variants(design: &PairedDesign) -> impl Iterator<Item = &Variant> {
    design.draws.iter().chain(&design.flips)
}

/// A piece for each seed of the default and for each other variant.
pub(super) fn errands(design: &PairedDesign) -> Vec<Errand> {
    let default = (0..design.seeds.len()).map(|seed| Errand {
        variant: 0,
        seeds: seed..seed + 1,
    });
    let seeds = design.seeds_per_variant.min(design.seeds.len());
    let others = (1..=variants(design).count()).map(|variant| Errand {
        variant,
        seeds: 0..seeds,
    });
    default.chain(others).collect()
}

/// Scenarios of a variant with the weeks in which they part from their base.
struct Scenes {
    base: Arc<Scenario>,
    arms: Vec<(Arc<Scenario>, Option<u16>)>,
    placebos: Vec<Option<(Arc<Scenario>, u16)>>,
}

impl Scenes {
    fn of(engine: &Engine, design: &PairedDesign, variant: usize) -> Result<Scenes, RunError> {
        let default = Variant::default_values();
        let others: Option<&Variant> = variant
            .checked_sub(1)
            .and_then(|at| variants(design).nth(at));
        let variant = others.unwrap_or(&default);
        let base = variant.of(&design.base)?;
        let mut arms = Vec::new();
        let mut placebos = Vec::new();
        for arm in &design.arms {
            let scenario = variant.of_arm(&design.base, &arm.scenario)?;
            let branch = engine.first_difference(&base, &scenario)?;
            let earlier = a_year_earlier(&base, &scenario);
            let earlier = earlier.filter(|_| design.placebo && others.is_none());
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
    errand: &Errand,
    keep: Keep,
) -> Result<Vec<Cell>, RunError> {
    let scenes = Scenes::of(engine, design, errand.variant)?;
    let cell = |seed: usize| {
        let base = Member {
            scenario: scenes.base.clone(),
            sample: design.sample,
            seed: design.seeds[seed],
            until: design.until,
        };
        let pair = Pair::compute(engine, &scenes, base, keep, errand.variant == 0)?;
        Ok(Cell {
            variant: errand.variant,
            seed,
            arms: pair.measure(design, &scenes, errand.variant == 0)?,
            null: if errand.variant == 0 && seed == 0 {
                Some(pair.null()?)
            } else {
                None
            },
            base: (errand.variant == 0 && seed == 0).then(|| pair.trajectory.clone()),
        })
    };
    errand.seeds.clone().map(cell).collect()
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
                    base_and_states(engine, &member, &weeks, keep, remember)?;
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
        let (weeks, keep) = (&self.weeks, self.keep);
        let (_, states) = base_and_states(self.engine, &self.member, weeks, keep, self.remember)?;
        Ok(self.states.get_or_init(|| states))
    }

    fn branch(&self, scenario: &Arc<Scenario>, at: u16) -> Result<Arc<Trajectory>, RunError> {
        let member = self.member.under(scenario);
        if let Some(found) = self.engine.cache().trajectory(&member, self.keep) {
            return Ok(found);
        }
        let states = self.states()?;
        let at = self.weeks.partition_point(|week| *week < at);
        let state = &states[at.min(states.len() - 1)];
        continue_arm(self.engine, &member, state, &self.trajectory, self.keep)
    }

    /// Continues the base as itself: whether it is the base to the last bit, and the hash of the
    /// state it began in.
    fn null(&self) -> Result<(bool, String), RunError> {
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
        Ok((again.same_bits(&self.trajectory), state.hash.clone()))
    }

    fn measure(
        &self,
        design: &PairedDesign,
        scenes: &Scenes,
        in_full: bool,
    ) -> Result<Vec<ArmCell>, RunError> {
        let mut cells = Vec::new();
        for ((scenario, branch), placebo) in scenes.arms.iter().zip(&scenes.placebos) {
            let from = branch.unwrap_or(0).min(design.until);
            let changed = self.branch(scenario, branch.unwrap_or(design.until))?;
            let earlier = match placebo {
                Some((scenario, at)) => Some(self.branch(scenario, *at)?),
                None => None,
            };
            let both = Both {
                base: &self.trajectory,
                arm: &changed,
                placebo: earlier.as_deref(),
                window: from..design.until,
            };
            let readings = design.outcomes.iter();
            cells.push(ArmCell {
                branch: *branch,
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
    window: std::ops::Range<u16>,
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
            let course = |run| outcome.course(run, window(), design.step);
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
