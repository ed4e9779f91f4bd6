//! What the verbs that compare have in common: a base, changed scenarios, a sample, pairs, a window.

use std::sync::Arc;

use analysis::ensemble::Engine;
use analysis::outcomes::{OUTCOMES, Outcome};
use analysis::paired::{Arm, PairedDesign};
use kernel::Sample;
use rayon::prelude::*;
use scenario::Scenario;

use crate::answers;
use crate::day::LastDay;
use crate::draws::{DrawsArguments, DrawsSource, draws_of};
use crate::loading;
use crate::problem::{Failure, Problem};
use crate::result;
use crate::session::Session;
use crate::verbs::ask::{self, Effort};
use crate::verbs::open;

/// Weeks looked at after the first change when no last day is given.
const USUAL_WEEKS: u16 = 104;

/// Sample and pairs when none are given.
const USUAL_SAMPLE: u32 = 1_000;
const USUAL_PAIRS: usize = 16;

/// Flags of every verb that compares.
#[derive(clap::Args, Debug)]
pub struct PairedArguments {
    /// One person in so many: 1/1, 1/10, 1/100, 1/1000 or 1/10000; samples are nested
    /// [default: 1/1000; of an answer: its own]
    #[arg(long, value_name = "1/K", value_parser = super::verbs::run::sample)]
    pub sample: Option<Sample>,
    /// Pairs of runs with the same chance, 1 to 1000 [default: 16; of an answer: its first four]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub pairs: Option<u16>,
    /// Seed of the first pair; the others follow it
    #[arg(long, value_name = "N", default_value_t = 1, hide_short_help = true)]
    pub seed: u64,
    /// Parameter draws that the pairs share, 0 to 1000; 0 leaves them as they stand [default: three for four pairs]
    #[arg(long, value_name = "M", value_parser = clap::value_parser!(u16).range(0..=1000))]
    pub draws: Option<u16>,
    /// Where they come from.
    #[command(flatten)]
    pub draws_from: DrawsArguments,
    /// Last day to compute, or 'spring 1956' [default: two years after the first change, or the scenario's last day]
    #[arg(long, value_name = "DATE")]
    pub until: Option<LastDay>,
    /// Outcome id such as O02.remarks, or a family such as O02; repeatable [default: the headline ones]
    #[arg(long = "outcome", value_name = "ID")]
    pub outcomes: Vec<String>,
    /// A parameter or lever of the base: -S 'fear.memory_half_life=4 years'; repeatable
    #[arg(short = 'S', value_name = "KEY=VALUE")]
    pub settings: Vec<String>,
}

/// One changed scenario beside its base.
#[derive(clap::Args, Debug)]
pub struct OneChange {
    /// The id that an answer prints, a question such as ex11, or a scenario's id or folder
    #[arg(value_name = "WHAT")]
    pub what: String,
    /// Of an answer or a question: an outcome [default: the headline's]; of a scenario: the changed one, an overlay's id or path, or QUESTION:ARM
    #[arg(value_name = "CHANGE")]
    pub change: Option<String>,
    /// What is compared, on whom and how often.
    #[command(flatten)]
    pub paired: PairedArguments,
}

/// Pairs of an answer that are looked into when no number is given.
const PAIRS_OF_ANSWER: u16 = 4;

impl OneChange {
    /// Loads both scenarios: those of an answer's headline, or those named.
    ///
    /// # Errors
    /// Those of [`PairedArguments::prepare`]; `E0806` when there is neither such an answer nor a
    /// change of such a scenario.
    pub fn prepare(&self, session: &Session) -> Result<Prepared, Failure> {
        if let Some(capsule) = answers::find(session, &self.what)? {
            let stored = ask::load(session, &capsule.question)?;
            let set = self.paired.draws_from.name().unwrap_or(&capsule.draw_set);
            let question = ask::Prepared::new(session, stored, Some(set))?;
            return self.of_answer(session, question, open::effort(&capsule)?);
        }
        let questions = scenario::question_ids(&ask::request(session));
        if questions.contains(&self.what.to_lowercase()) {
            let stored = ask::load(session, &self.what.to_lowercase())?;
            let question = ask::Prepared::new(session, stored, self.paired.draws_from.name())?;
            let effort = Effort::quick(self.paired.seed, question.length());
            return self.of_answer(session, question, effort);
        }
        match &self.change {
            Some(overlay) => {
                let overlay = std::slice::from_ref(overlay);
                self.paired.prepare(session, &self.what, overlay)
            }
            None => Err(answers::missing(session, &self.what)),
        }
    }

    /// The headline of an answer, in its first pairs.
    fn of_answer(
        &self,
        session: &Session,
        question: ask::Prepared,
        effort: Effort,
    ) -> Result<Prepared, Failure> {
        crate::interrupt::listen(session);
        let own = &self.paired;
        if own.until.is_some() || !own.settings.is_empty() || own.draws.is_some() {
            let message = "an answer has its own days, draws and settings";
            let help = "leave out --until, --draws and -S, or name a scenario and a change of it";
            return Err(Failure::new("E0503", message).with_help(help));
        }
        let pairs = usize::from(own.pairs.unwrap_or(PAIRS_OF_ANSWER));
        let effort = Effort {
            sample: own.sample.unwrap_or(effort.sample),
            pairs: effort.pairs.max(usize::from(own.pairs.unwrap_or(0))),
            ..effort
        };
        let mut design = question.headline(effort, pairs);
        let mut ids: Vec<String> = self.change.iter().cloned().collect();
        ids.extend(own.outcomes.iter().cloned());
        if !ids.is_empty() {
            design.outcomes = chosen(&ids)?;
        }
        let (engine, draws) = question.into_engine();
        Ok(Prepared {
            design,
            draws,
            warnings: Vec::new(),
            engine,
        })
    }
}

/// A design ready to be computed.
pub struct Prepared {
    /// What is compared.
    pub design: PairedDesign,
    /// Where parameters are drawn from.
    pub draws: DrawsSource,
    /// Warnings of the scenarios.
    pub warnings: Vec<Problem>,
    /// What computes.
    pub engine: Engine,
}

impl PairedArguments {
    /// Loads the base and one scenario an overlay.
    ///
    /// # Errors
    /// The scenarios' problems; `E0503` for a day or an outcome that does not exist; `E0621` when
    /// the change comes after the last week.
    pub fn prepare(
        &self,
        session: &Session,
        base: &str,
        overlays: &[String],
    ) -> Result<Prepared, Failure> {
        crate::interrupt::listen(session);
        let load = |overlays: &[String]| loading::load(session, base, overlays, &self.settings);
        let (loaded, all_changed) = rayon::join(
            || load(&[]),
            || -> Vec<_> {
                let overlays = overlays.par_iter();
                overlays
                    .map(|own| load(std::slice::from_ref(own)))
                    .collect()
            },
        );
        let loaded = loaded?;
        let mut warnings = loaded.warnings;
        let scenario = Arc::new(loaded.scenario);
        let draws = self.draws_from.source(&scenario, session)?;
        let mut arms = Vec::new();
        for (overlay, changed) in overlays.iter().zip(all_changed) {
            let changed = changed?;
            warnings.extend(changed.warnings);
            arms.push(Arm {
                name: overlay.clone(),
                scenario: Arc::new(changed.scenario),
            });
        }
        warnings.dedup();
        let engine = crate::engine::engine(session);
        let first = |arm: &Arm| {
            let first = engine.first_difference(&scenario, &arm.scenario);
            first.map_err(|error| result::failure(&error))
        };
        let branches = arms.iter().map(first).collect::<Result<Vec<_>, _>>()?;
        let mut design = PairedDesign::new(scenario, arms);
        design.sample = self.sample();
        design.seeds = (0..self.pairs() as u64)
            .map(|own| self.seed.wrapping_add(own))
            .collect();
        design.draws = draws.draw(&design.base, self.draws(), self.seed);
        design.until = self.weeks(&design.base, &branches, session)?;
        design.outcomes = chosen(&self.outcomes)?;
        Ok(Prepared {
            design,
            draws,
            warnings,
            engine,
        })
    }

    fn sample(&self) -> Sample {
        let usual = || Sample::one_in(USUAL_SAMPLE).unwrap_or(Sample::FULL);
        self.sample.unwrap_or_else(usual)
    }

    fn pairs(&self) -> usize {
        self.pairs.map_or(USUAL_PAIRS, usize::from)
    }

    /// Draws of the pairs.
    fn draws(&self) -> usize {
        let pairs = self.pairs();
        let usual = draws_of(pairs);
        self.draws.map_or(usual, usize::from).min(pairs)
    }

    fn weeks(
        &self,
        base: &Scenario,
        branches: &[Option<u16>],
        session: &Session,
    ) -> Result<u16, Failure> {
        let last = branches.iter().flatten().max().copied();
        let Some(until) = &self.until else {
            let from = last.unwrap_or(0);
            return Ok(from.saturating_add(USUAL_WEEKS).min(base.weeks()));
        };
        let until = until.within(base, session)?;
        let weeks = base.calendar().weeks_until(until);
        match last.filter(|last| *last >= weeks) {
            None => Ok(weeks),
            Some(last) => {
                let day = base.calendar().first_day(last);
                let message = format!("the change comes in the week of {day}, after {until}");
                Err(Failure::new("E0621", message)
                    .at_key("--until")
                    .with_help(format!("give a day after {day}")))
            }
        }
    }
}

fn ids_of_all() -> Vec<&'static str> {
    OUTCOMES.iter().map(|own| own.id).collect()
}

/// The outcomes of these ids and families; the headline ones for none.
///
/// # Errors
/// `E0503` with the nearest id.
pub fn chosen(ids: &[String]) -> Result<Vec<&'static Outcome>, Failure> {
    if ids.is_empty() {
        return Ok(OUTCOMES.iter().filter(|own| own.headline).collect());
    }
    let mut chosen: Vec<&'static Outcome> = Vec::new();
    for id in ids {
        let family = Outcome::family(id);
        if family.is_empty() {
            let known = OUTCOMES.iter().map(|own| own.id);
            let help = match scenario::nearest(id, known) {
                Some(name) => format!("did you mean `{name}`?"),
                None => format!("outcomes: {}", ids_of_all().join(", ")),
            };
            let failure = Failure::new("E0503", format!("there is no outcome `{id}`"));
            return Err(failure.at_key("--outcome").with_help(help));
        }
        let new = family
            .into_iter()
            .filter(|own| !chosen.iter().any(|had| had.id == own.id));
        chosen.extend(new.collect::<Vec<_>>());
    }
    Ok(chosen)
}
