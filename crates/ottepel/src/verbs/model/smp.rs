//! `ottepel model smp`.

use std::path::{Path, PathBuf};

use models::random::Random;
use models::spatial_model::{
    Configuration, Election, Ending, Interpolation, ProposalRule, Resolution, RiskEstimate,
    RiskRange, Run, SpatialModel, Stopping, ThirdParty, VictoryRule, VotingRule,
};

use super::choice::choice;
use super::ktab_file::{self, ActorsFile};
use super::smp_output;
use crate::answer::Answer;
use crate::problem::Failure;
use crate::session::Session;

/// Run the spatial model of politics: who moves where when many actors bargain over several issues
///
/// The model and its switches are those of KTAB; the defaults reproduce its reference runs. Results
/// stand beside the weighted mean and median of the positions, which a model of this family did not
/// beat on 351 coded decisions of the European Union.
///
/// FILE has KTAB's layout: line 1 is the scenario's name, its description, the number of actors and
/// the number of dimensions; line 2 the headings; then one line an actor with name, description,
/// capability, and position and salience on each dimension from 0 to 100.
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel model smp
  ottepel model smp --vote proportional-cubic --pce markov-incentive
  ottepel model smp --resolution stochastic --runs 50 --format csv
")]
pub struct Arguments {
    /// Actors in KTAB's CSV layout [default: KTAB's example of seven actors on three dimensions]
    #[arg(long, value_name = "FILE")]
    pub input: Option<PathBuf>,
    /// Most rounds to play, 1 to 1000
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub rounds: u32,
    /// Election among positions
    #[arg(long, default_value = "conditional", value_parser = choice(Election::ALL, Election::name))]
    pub pce: Election,
    /// How votes grow with the difference of utilities
    #[arg(long, default_value = "proportional", value_parser = choice(VotingRule::ALL, VotingRule::name))]
    pub vote: VotingRule,
    /// How strength becomes a probability of victory in elections
    #[arg(long, default_value = "linear", value_parser = choice(VictoryRule::ALL, VictoryRule::name))]
    pub victory: VictoryRule,
    /// Scale of inferred risk attitudes
    #[arg(long, default_value = "mid", value_parser = choice(RiskRange::ALL, RiskRange::name))]
    pub risk: RiskRange,
    /// How much of others' risk attitudes an actor recognises
    #[arg(long, default_value = "one-third", value_parser = choice(RiskEstimate::ALL, RiskEstimate::name))]
    pub estimate: RiskEstimate,
    /// What third parties commit when they take sides
    #[arg(long, default_value = "semi-commit", value_parser = choice(ThirdParty::ALL, ThirdParty::name))]
    pub third_party: ThirdParty,
    /// How a challenge splits the difference
    #[arg(long, default_value = "s2p2", value_parser = choice(Interpolation::ALL, Interpolation::name))]
    pub interpolation: Interpolation,
    /// Which proposals a challenge puts on the table
    #[arg(long, default_value = "initiator", value_parser = choice(ProposalRule::ALL, ProposalRule::name))]
    pub proposals: ProposalRule,
    /// How an actor picks a proposal
    #[arg(long, default_value = "deterministic", value_parser = choice(Resolution::ALL, Resolution::name))]
    pub resolution: Resolution,
    /// Share of the first round's movement below which the run has settled, 0 to 1
    #[arg(long, value_name = "SHARE", default_value_t = 0.02)]
    pub settled: f64,
    /// Runs of a stochastic model, 1 to 10000 [default: 100; a deterministic model runs once]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub runs: Option<u32>,
    /// Seed of a stochastic model
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Write positions by round as SVG; with several dimensions one picture each, FILE-1.svg and on
    #[arg(long, value_name = "FILE.svg")]
    pub chart: Option<PathBuf>,
}

/// The file behind a run without `--input`.
const EXAMPLE: &str = include_str!("../../../../../docs/examples/seven-actors.csv");
/// Runs of a stochastic model unless told otherwise.
const USUAL_RUNS: u32 = 100;

/// Reads the actors, runs the model, reports.
///
/// # Errors
/// `E0703` for a file that cannot be used, `E0702` for an option, `E0509` for a chart that cannot be written.
pub fn execute(arguments: &Arguments, _session: &Session) -> Result<Answer, Failure> {
    if !(0.0..=1.0).contains(&arguments.settled) {
        return Err(
            Failure::new("E0702", format!("{} is not a share", arguments.settled))
                .at_key("--settled")
                .with_help("give a number from 0 to 1"),
        );
    }
    let file = actors(arguments.input.as_deref())?;
    let spatial = file
        .actors
        .iter()
        .map(ktab_file::NamedActor::spatial)
        .collect();
    let model = SpatialModel::new(spatial, arguments.configuration()).map_err(|invalid| {
        let failure = Failure::new("E0703", invalid.to_string());
        match &arguments.input {
            Some(path) => failure.in_file(path),
            None => failure,
        }
    })?;
    let runs = arguments.run(&model);
    let study = smp_output::Study {
        file: &file,
        configuration: model.configuration(),
        runs: &runs,
    };
    if let Some(path) = &arguments.chart {
        write_charts(path, &study)?;
    }
    Ok(study.answer())
}

fn actors(input: Option<&Path>) -> Result<ActorsFile, Failure> {
    match input {
        Some(path) => ktab_file::read(path),
        None => ktab_file::parse(EXAMPLE)
            .map_err(|_| Failure::new("E0999", "the example inside the program cannot be read")),
    }
}

impl Arguments {
    fn configuration(&self) -> Configuration {
        let most_rounds = self.rounds as usize;
        Configuration {
            vote: self.vote,
            victory: self.victory,
            election: self.pce,
            risk: self.risk,
            estimate: self.estimate,
            third_party: self.third_party,
            interpolation: self.interpolation,
            proposals: self.proposals,
            resolution: self.resolution,
            stopping: Stopping {
                settled_share: self.settled,
                least_rounds: 2.min(most_rounds),
                most_rounds,
            },
        }
    }

    fn run(&self, model: &SpatialModel) -> Vec<Run> {
        match self.resolution {
            Resolution::Deterministic => vec![model.run(&mut || 0.0)],
            Resolution::Stochastic => (0..self.runs.unwrap_or(USUAL_RUNS))
                .map(|number| {
                    let mut random = Random::numbered(self.seed, u64::from(number), 0);
                    model.run(&mut || random.unit())
                })
                .collect(),
        }
    }
}

fn write_charts(path: &Path, study: &smp_output::Study) -> Result<(), Failure> {
    let dimensions = study.file.dimensions.len();
    for dimension in 0..dimensions {
        let path = match dimensions {
            1 => path.to_owned(),
            _ => numbered(path, dimension + 1),
        };
        std::fs::write(&path, study.chart(dimension)).map_err(|error| {
            Failure::new("E0509", format!("the chart cannot be written: {error}"))
                .in_file(&path)
                .with_help("choose another file with --chart")
        })?;
    }
    Ok(())
}

/// `positions.svg` becomes `positions-2.svg`.
fn numbered(path: &Path, number: usize) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    let dot = if extension.is_empty() { "" } else { "." };
    path.with_file_name(format!("{stem}-{number}{dot}{extension}"))
}

/// How often runs settled, in words.
pub(super) fn ending(runs: &[Run]) -> String {
    let settled = runs
        .iter()
        .filter(|run| run.ending == Ending::Settled)
        .count();
    match runs {
        [run] => {
            let rounds = run.rounds.len() - 1;
            let verb = if settled == 1 {
                "settle"
            } else {
                "are still moving"
            };
            format!("In the model, the actors {verb} after {rounds} rounds.")
        }
        _ => format!(
            "In the model, the actors settle in {settled} of {} runs.",
            runs.len()
        ),
    }
}
