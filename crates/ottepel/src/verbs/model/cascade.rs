//! `ottepel model cascade`.

use models::cascade::{Network, largest_vulnerable_degree, window};
use models::random::Random;
use models::verification::over_seeds;
use serde_json::json;

use super::range::between;
use super::table::Table;
use crate::answer::Answer;
use crate::problem::Failure;
use crate::session::Session;

/// Whether one person can set off a cascade on a random network (Watts 2002)
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel model cascade
  ottepel model cascade --threshold 0.25 --degree 3
  ottepel model cascade --degree 8 --seeds 50 --format json
")]
pub struct Arguments {
    /// Share of active neighbours from which a node becomes active (0.01 to 1)
    #[arg(long, value_name = "SHARE", default_value_t = 0.18, value_parser = between(0.01, 1.0))]
    pub threshold: f64,
    /// Mean number of neighbours (0 to 50)
    #[arg(long, value_name = "Z", default_value_t = 4.0, value_parser = between(0.0, 50.0))]
    pub degree: f64,
    /// Nodes of a network (2 to 1000000)
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(2..=1_000_000))]
    pub nodes: u32,
    /// Networks, with the seeds 0 to N − 1 (1 to 10000)
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=10_000))]
    pub seeds: u64,
    /// Single starts tried on each network (1 to 10000)
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub starts: u32,
}

/// Runs the model.
///
/// # Errors
/// None.
pub fn execute(arguments: &Arguments, _session: &Session) -> Result<Answer, Failure> {
    let nodes = arguments.nodes as usize;
    let sizes = over_seeds(arguments.seeds, |seed| {
        let mut random = Random::new(seed, "cascade");
        let network = Network::poisson(nodes, arguments.degree, &mut random);
        let sizes: Vec<usize> = (0..arguments.starts)
            .map(|_| network.cascade(random.below(nodes), arguments.threshold))
            .collect();
        (
            sizes.iter().copied().max().unwrap_or(0),
            sizes.iter().filter(|&&size| 2 * size > nodes).count(),
        )
    });
    let mut table = Table::new(&[
        "seed",
        "largest_cascade",
        "largest_share",
        "starts_reaching_half",
    ]);
    for (seed, &(largest, global)) in sizes.iter().enumerate() {
        table.push([
            json!(seed),
            json!(largest),
            json!(largest as f64 / nodes as f64),
            json!(global),
        ]);
    }
    let degree = largest_vulnerable_degree(arguments.threshold);
    let limits = match window(degree) {
        Some((low, high)) => {
            format!("Global cascades are possible at mean degrees from {low:.4} to {high:.4}.")
        }
        None => "No mean degree allows a global cascade.".to_owned(),
    };
    let about = format!(
        "Watts (2002), PNAS 99: one active neighbour flips nodes of at most {degree} neighbours. {limits}"
    );
    let inputs = json!({ "threshold": arguments.threshold, "mean_degree": arguments.degree, "nodes": nodes, "starts": arguments.starts });
    Ok(table.answer(inputs, &about))
}
