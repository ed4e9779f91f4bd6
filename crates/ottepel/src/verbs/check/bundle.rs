//! Runs computed for a check: how many, of which sample, with which parameters.

use std::sync::atomic::{AtomicUsize, Ordering};

use analysis::bundle::Bundle;
use kernel::Sample;
use scenario::Scenario;

use crate::draws;
use crate::problem::Failure;
use crate::session::Session;
use crate::verbs::run::sample;

/// Runs of a check.
#[derive(clap::Args)]
pub struct BundleArguments {
    /// Parameters of the runs: `stand` as they stand, `prior` from their priors, or a set of draws
    #[arg(long, value_name = "NAME", default_value = "stand")]
    pub draws: String,
    /// Runs, 1 to 10000
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub members: u32,
    /// One person in so many: 1/1, 1/10, 1/100, 1/1000 or 1/10000
    #[arg(long, value_name = "1/K", default_value = "1/1000", value_parser = sample)]
    pub sample: Sample,
    /// Seed of the first run; the others follow it
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
}

impl BundleArguments {
    /// The runs asked for.
    ///
    /// # Errors
    /// Every problem of the set of draws.
    pub fn bundle(&self, scenario: &Scenario, session: &Session) -> Result<Bundle, Failure> {
        let members = self.members as usize;
        match self.draws.as_str() {
            "stand" => Ok(Bundle::as_they_stand(self.sample, self.seed, members)),
            draws::PRIOR => Ok(Bundle::of_priors(self.sample, self.seed, scenario, members)),
            name => {
                let set = draws::set(name, scenario, session)?;
                if !set.fits(scenario) {
                    session.say(&format!(
                        "the draws of {name} were fitted to another text of the scenario"
                    ));
                }
                Ok(Bundle::of_set(self.sample, self.seed, &set, members))
            }
        }
    }

    /// What the numbers rest on, in words.
    pub fn words(&self) -> String {
        let parameters = match self.draws.as_str() {
            "stand" => "parameters as they stand".to_owned(),
            draws::PRIOR => "parameters drawn from their priors".to_owned(),
            name => format!("parameters of the set {name}"),
        };
        let interval = self.sample.interval();
        format!("{} runs, sample 1/{interval}, {parameters}", self.members)
    }
}

/// Counts runs that are done, on stderr.
pub struct Counting<'a> {
    session: &'a Session,
    done: AtomicUsize,
}

impl<'a> Counting<'a> {
    /// Nothing is done yet.
    pub fn new(session: &'a Session) -> Counting<'a> {
        Counting {
            session,
            done: AtomicUsize::new(0),
        }
    }

    /// One more.
    pub fn one_more(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if done.is_multiple_of(10) {
            self.session.say(&format!("{done} runs"));
        }
    }
}
