//! What the verbs that compare have in common: a base, changed scenarios, a sample, pairs, a window.

use std::sync::Arc;

use analysis::ensemble::Engine;
use analysis::outcomes::{OUTCOMES, Outcome};
use analysis::paired::{Arm, PairedDesign};
use kernel::Sample;
use scenario::Scenario;

use crate::day::LastDay;
use crate::draws::{DrawsArguments, DrawsSource, draws_of};
use crate::loading;
use crate::problem::{Failure, Problem};
use crate::result;
use crate::session::Session;

/// Weeks looked at after the first change when no last day is given.
const USUAL_WEEKS: u16 = 104;

/// Flags of every verb that compares.
#[derive(clap::Args, Debug)]
pub struct PairedArguments {
    /// One person in so many: 1/1, 1/10, 1/100, 1/1000 or 1/10000; samples are nested
    #[arg(long, value_name = "1/K", default_value = "1/1000", value_parser = super::verbs::run::sample)]
    pub sample: Sample,
    /// Pairs of runs with the same chance, 1 to 1000
    #[arg(long, value_name = "N", default_value_t = 16, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub pairs: u16,
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
    /// Scenario id, or the path of its folder
    #[arg(value_name = "SCENARIO")]
    pub scenario: String,
    /// The changed scenario: an overlay's id or path, or QUESTION:ARM
    #[arg(value_name = "OVERLAY")]
    pub overlay: String,
    /// What is compared, on whom and how often.
    #[command(flatten)]
    pub paired: PairedArguments,
}

impl OneChange {
    /// Loads both scenarios.
    ///
    /// # Errors
    /// Those of [`PairedArguments::prepare`].
    pub fn prepare(&self, session: &Session) -> Result<Prepared, Failure> {
        let overlay = std::slice::from_ref(&self.overlay);
        self.paired.prepare(session, &self.scenario, overlay)
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
        let loaded = loading::load(session, base, &[], &self.settings)?;
        let mut warnings = loaded.warnings;
        let scenario = Arc::new(loaded.scenario);
        let draws = self.draws_from.source(&scenario, session)?;
        let mut arms = Vec::new();
        for overlay in overlays {
            let changed =
                loading::load(session, base, std::slice::from_ref(overlay), &self.settings)?;
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
        design.sample = self.sample;
        design.seeds = (0..u64::from(self.pairs))
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

    /// Draws of the pairs.
    fn draws(&self) -> usize {
        let pairs = usize::from(self.pairs);
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
