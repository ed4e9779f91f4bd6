//! Where the parameters of pairs come from: the scenario's fitted set, another one, or the priors.

use analysis::draws;
use analysis::variant::Variant;
use report::answer::ParameterDraws;
use scenario::{DiskFiles, DrawSet, EmbeddedFiles, Files, Scenario, read_draw_set};

use crate::loading;
use crate::problem::Failure;
use crate::session::Session;

/// Name for the priors where a set could stand.
pub const PRIOR: &str = "prior";

/// Draws for so many pairs: three for four, so that some are seen under two seeds, which tells what
/// chance does from what parameters do.
pub fn draws_of(pairs: usize) -> usize {
    pairs - pairs / 4
}

/// Flag of every verb that draws parameters.
#[derive(clap::Args, Debug, Clone, Default)]
pub struct DrawsArguments {
    /// Set of fitted draws, or `prior` for the priors alone [default: the set that the scenario names]
    #[arg(long, value_name = "NAME", hide_short_help = true)]
    pub draws_from: Option<String>,
}

impl DrawsArguments {
    /// The name given.
    pub fn name(&self) -> Option<&str> {
        self.draws_from.as_deref()
    }

    /// The draws that are meant.
    ///
    /// # Errors
    /// Every problem of the set.
    pub fn source(&self, scenario: &Scenario, session: &Session) -> Result<DrawsSource, Failure> {
        source(self.name(), scenario, session)
    }
}

/// What parameters are drawn from.
pub enum DrawsSource {
    /// Every parameter from its prior.
    Priors,
    /// The parameters of a set from its rows, the others from their priors.
    Set(Box<DrawSet>),
}

/// The draws of a name, those that the scenario names for none.
///
/// # Errors
/// Every problem of the set.
pub fn source(
    name: Option<&str>,
    scenario: &Scenario,
    session: &Session,
) -> Result<DrawsSource, Failure> {
    match name.or(scenario.draws.as_deref()) {
        None | Some(PRIOR) => Ok(DrawsSource::Priors),
        Some(name) => Ok(DrawsSource::Set(Box::new(set(name, scenario, session)?))),
    }
}

/// The set of this name.
///
/// # Errors
/// Every problem of both its files.
pub fn set(name: &str, scenario: &Scenario, session: &Session) -> Result<DrawSet, Failure> {
    read_draw_set(&*files_of(&scenario.id, session), scenario, name)
        .map_err(|problems| loading::failure(&problems, session.colour))
}

/// The files that hold the scenario of this id: the project folder, or the program where it is not
/// there.
pub fn files_of(id: &str, session: &Session) -> Box<dyn Files> {
    let project = DiskFiles::new(&session.project);
    if project.has(&format!("scenarios/{id}/scenario.toml")) {
        Box::new(project)
    } else {
        Box::new(EmbeddedFiles)
    }
}

impl DrawsSource {
    /// So many draws.
    pub fn draw(&self, scenario: &Scenario, count: usize, seed: u64) -> Vec<Variant> {
        match self {
            DrawsSource::Priors => draws::from_priors(scenario, count, seed),
            DrawsSource::Set(set) => draws::from_set(scenario, set, count, seed),
        }
    }

    /// Its name in badges and capsules.
    pub fn name(&self) -> &str {
        match self {
            DrawsSource::Priors => PRIOR,
            DrawsSource::Set(set) => &set.name,
        }
    }

    /// All that decides what is drawn.
    pub fn hash(&self) -> String {
        match self {
            DrawsSource::Priors => PRIOR.to_owned(),
            DrawsSource::Set(set) => blake3::hash(set.to_csv().as_bytes()).to_hex().to_string(),
        }
    }

    /// What so many draws rest on, for readers.
    pub fn told(&self, scenario: &Scenario, count: usize) -> ParameterDraws {
        let drawn: Vec<&str> = draws::drawn(scenario)
            .map(|(own, _)| own.key.as_str())
            .collect();
        let usual = scenario
            .parameters
            .iter()
            .filter(|own| own.settings().is_empty());
        let told = ParameterDraws {
            set: PRIOR.to_owned(),
            draws: count,
            from_priors: drawn.len(),
            fixed: usual.count() - drawn.len(),
            ..ParameterDraws::default()
        };
        let DrawsSource::Set(set) = self else {
            return told;
        };
        let fitted = |key: &&&str| set.keys.iter().any(|own| own == **key);
        let with_prior = drawn.iter().filter(fitted).count();
        ParameterDraws {
            set: set.name.clone(),
            fitted: set.keys.len(),
            rows: set.rows.len(),
            worth: set.effective_size(),
            targets: set.provenance.fitted_to.len(),
            same_text: set.fits(scenario),
            from_priors: told.from_priors - with_prior,
            fixed: told.fixed - (set.keys.len() - with_prior),
            ..told
        }
    }
}
