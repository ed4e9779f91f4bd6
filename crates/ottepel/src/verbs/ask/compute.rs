//! From a question and an effort to the paired differences.

use std::collections::BTreeSet;
use std::sync::Arc;

use analysis::ensemble::Engine;
use analysis::outcomes::Outcome;
use analysis::paired::{self, PairedDesign, PairedResult, Placebos};
use analysis::variant;
use jiff::civil::Date;
use scenario::Scenario;
use scenario::question::{Arm, Question};

use super::effort::{Effort, Length};
use super::stored::Stored;
use crate::draws::{self, DrawsSource};
use crate::engine::{Told, engine};
use crate::loading::{self, USUAL_SCENARIO};
use crate::nearest::suggestion;
use crate::problem::Failure;
use crate::result;
use crate::session::Session;

/// Weeks between two points of a course, and most points of one.
const STEP_WEEKS: u16 = 4;
const COURSE_POINTS: u16 = 60;

/// A question with its scenarios, ready to be computed at any effort.
pub struct Prepared {
    /// The question.
    pub question: Question,
    /// The scenario as recorded.
    pub base: Arc<Scenario>,
    /// Arms and rivals with their scenarios, in order; the headline first.
    pub arms: Vec<(Arm, Arc<Scenario>)>,
    /// What is looked at, the headline first.
    pub outcomes: Vec<&'static Outcome>,
    /// Weeks computed.
    pub until: u16,
    /// First week after the headline's window.
    pub judged: u16,
    /// Week in which each arm parts from the base; nothing for one that never does.
    branches: Vec<Option<u16>>,
    /// Where parameters are drawn from.
    pub draws: DrawsSource,
    engine: Engine,
}

/// What was computed, and with what effort.
pub struct Computed {
    /// The effort.
    pub effort: Effort,
    /// The design.
    pub design: PairedDesign,
    /// The result.
    pub result: PairedResult,
}

impl Prepared {
    /// Loads the arms of a question, and the set of draws of this name or the scenario's own.
    ///
    /// # Errors
    /// The problems of an arm or of the set; `E0802` when the question has no arm or no outcome that is counted.
    pub fn new(
        session: &Session,
        stored: Stored,
        draws_from: Option<&str>,
    ) -> Result<Prepared, Failure> {
        let Stored { question, base, .. } = stored;
        let draws = draws::source(draws_from, &base, session)?;
        let mut arms = Vec::new();
        let wanted = question.arms.iter().chain(&question.rivals);
        let alone = question.arms.len() + question.rivals.len() == 1;
        for arm in wanted.chain(question.placebo.iter().filter(|_| alone)) {
            let overlays = [arm.overlay.clone()];
            let loaded = loading::load(session, USUAL_SCENARIO, &overlays, &[])?;
            arms.push((arm.clone(), Arc::new(loaded.scenario)));
        }
        known_outcomes(&question)?;
        // What changes nothing is a check, never the headline.
        arms.sort_by_key(|(arm, _)| arm.changes.is_empty());
        let outcomes = outcomes(&question);
        if arms.is_empty() || outcomes.is_empty() {
            let message = format!("{} has nothing that can be compared", question.id);
            return Err(Failure::new("E0802", message).with_help(
                "a question needs an [[arm]] or a [[rival]], and outcomes that this version counts",
            ));
        }
        let last = question.compare_on.iter().max();
        let until = base
            .calendar()
            .weeks_until(last.copied().unwrap_or(question.until));
        let judged = question.headline_on;
        let judged = judged.map_or(until, |day| base.calendar().weeks_until(day).min(until));
        let engine = engine(session);
        let base = Arc::new(base);
        let branch = |(_, scenario): &(Arm, Arc<Scenario>)| {
            let first = engine.first_difference(&base, scenario);
            first.map_err(|error| result::failure(&error))
        };
        let branches = arms.iter().map(branch).collect::<Result<_, _>>()?;
        Ok(Prepared {
            question,
            base,
            arms,
            outcomes,
            until,
            judged,
            branches,
            draws,
            engine,
        })
    }

    /// Computes the answer at an effort.
    ///
    /// # Errors
    /// `E0604`, `E0605`: a country that cannot be built.
    pub fn compute(&self, session: &Session, effort: Effort) -> Result<Computed, Failure> {
        let mut design = self.design(effort);
        let told = Told::new(session, self.question.id.as_str());
        let result = paired::paired(&self.engine, &design, &|done, of| told.done(done, of));
        told.end();
        let result = result.map_err(|error| result::failure(&error))?;
        // What was stopped on the way is the answer of a smaller effort.
        design = design.beginning(result.pairs, result.sources + result.structures);
        Ok(Computed {
            effort: Effort {
                pairs: result.pairs,
                draws: result.draws,
                flips: effort.flips && !design.flips.is_empty(),
                ..effort
            },
            design,
            result,
        })
    }

    /// What is computed at an effort.
    pub fn design(&self, effort: Effort) -> PairedDesign {
        let arm = |(arm, scenario): &(Arm, Arc<Scenario>)| paired::Arm {
            name: arm.name.clone(),
            scenario: scenario.clone(),
        };
        let flips = if effort.flips {
            variant::flips(&self.base)
        } else {
            Vec::new()
        };
        let first = self.first_week();
        let mut design = PairedDesign::new(self.base.clone(), self.arms.iter().map(arm).collect());
        design.sample = effort.sample;
        design.seeds = effort.seeds();
        design.draws = self.draws.draw(&self.base, effort.draws, effort.seed);
        design.flips = flips;
        design.pairs_per_flip = effort.pairs_per_flip;
        design.flipped_arms = effort.flipped_arms();
        // One window for all arms, so that their numbers stand beside one level.
        design.from = Some(self.window_start());
        design.placebo = Placebos {
            arms: 1,
            pairs: effort.placebo_pairs(),
        };
        design.until = self.until;
        design.judged = Some(self.judged);
        design.at = self.other_weeks();
        design.outcomes = self.outcomes.clone();
        design.step = STEP_WEEKS.max((self.until - first.min(self.until)) / COURSE_POINTS);
        design.among = vec![analysis::outcomes::Among::Regions];
        design
    }

    /// The headline's change alone, its outcome, and no more pairs than these: what is looked into.
    pub fn headline(&self, effort: Effort, pairs: usize) -> PairedDesign {
        let mut design = self.design(effort);
        design.arms.truncate(1);
        design.outcomes.truncate(1);
        design.flips.clear();
        design.among.clear();
        design.placebo = Placebos::NONE;
        design.from = None;
        design.beginning(pairs, 0)
    }

    /// What members share, for those who compute nothing else with it.
    pub fn into_engine(self) -> (Engine, DrawsSource) {
        (self.engine, self.draws)
    }

    /// What members share, for those who compute more of them.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The day on which the headline stands: the one that the question names, or the last of those
    /// on which it compares.
    pub fn headline_day(&self) -> Date {
        let question = &self.question;
        let asked = question
            .headline_on
            .or(question.compare_on.iter().max().copied());
        let end = self.day(self.judged).yesterday().unwrap_or(self.base.end);
        asked.unwrap_or(question.until).min(end)
    }

    /// Weeks up to every other day on which something is compared or expected.
    fn other_weeks(&self) -> Vec<u16> {
        let expected = self.arms.iter().flat_map(|(arm, _)| &arm.expect);
        let days = expected.map(|own| own.day);
        let days = days.chain(self.question.compare_on.iter().copied());
        let weeks = days.map(|day| self.base.calendar().weeks_until(day));
        let mut weeks: Vec<u16> = weeks
            .filter(|week| *week <= self.until && *week != self.judged)
            .collect();
        weeks.sort_unstable();
        weeks.dedup();
        weeks
    }

    /// How long the question is.
    pub fn length(&self) -> Length {
        let until = usize::from(self.until);
        let after = |branch: &Option<u16>| until.saturating_sub(branch.map_or(until, usize::from));
        Length {
            base: until,
            headline: self.branches.first().map_or(0, after),
            arms: self.branches.iter().map(after).sum(),
            flips: variant::flips(&self.base).len(),
            leaders: self
                .outcomes
                .first()
                .is_some_and(|own| own.counts_leaders()),
        }
    }

    /// Week of the first change of any arm; the first of all where nothing changes.
    fn first_week(&self) -> u16 {
        self.branches.iter().flatten().min().copied().unwrap_or(0)
    }

    /// First week of what is measured over time: that in which the headline's arm parts from the base.
    pub fn window_start(&self) -> u16 {
        let own = self.branches.first().copied().flatten();
        own.unwrap_or_else(|| self.first_week())
    }

    /// First day of a week.
    pub fn day(&self, week: u16) -> Date {
        self.base.calendar().first_day(week)
    }
}

/// The outcomes that a question names: one of each family, and every one that an expectation, a
/// goal or the question itself names in full.
fn outcomes(question: &Question) -> Vec<&'static Outcome> {
    let expected = question.arms.iter().flat_map(|arm| arm.expect.iter());
    let weighed = question.goals.iter().flat_map(|goal| goal.weights.keys());
    let named = question
        .outcomes
        .iter()
        .chain(expected.map(|own| &own.outcome))
        .chain(weighed);
    let mut seen = BTreeSet::new();
    let chosen = named.filter_map(|id| of_family(id));
    chosen.filter(|own| seen.insert(own.id)).collect()
}

/// Refuses a question with an outcome that nobody counts.
///
/// # Errors
/// `E0802` with the nearest outcome.
pub fn known_outcomes(question: &Question) -> Result<(), Failure> {
    let unknown = question.outcomes.iter().find(|id| of_family(id).is_none());
    let Some(id) = unknown else { return Ok(()) };
    let message = format!(
        "{} asks for the outcome \"{id}\", which is not counted",
        question.id
    );
    let known = analysis::outcomes::OUTCOMES.iter().map(|own| own.id);
    let help = suggestion(
        id,
        known,
        "outcomes are O01 to O14 with a part after a point, as in O02.system",
    );
    Err(Failure::new("E0802", message).with_help(help))
}

/// The outcome of an id, or the first of a family that this version counts.
pub fn of_family(id: &str) -> Option<&'static Outcome> {
    let family = Outcome::family(id);
    let counted = family.iter().find(|own| own.lacks().is_empty());
    counted.or(family.first()).copied()
}
