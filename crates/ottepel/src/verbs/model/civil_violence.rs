//! `ottepel model civil-violence`.

use models::civil_violence::outbursts::{LEVEL, mean, mean_activation, outbursts, waits};
use models::civil_violence::setting::{Jail, Setting};
use models::civil_violence::torus::Sight;
use models::civil_violence::{RatioRule, Simulation};
use models::verification::over_seeds;
use serde_json::json;

use super::choice::choice;
use super::range::between;
use super::table::Table;
use crate::answer::Answer;
use crate::problem::Failure;
use crate::session::Session;

const RATIOS: &[RatioRule] = &[RatioRule::Printed, RatioRule::Floored];
const JAILS: &[Jail] = &[Jail::OffGrid, Jail::OnCell, Jail::OnEmptyCell];

fn ratio_name(ratio: RatioRule) -> &'static str {
    match ratio {
        RatioRule::Printed => "printed",
        RatioRule::Floored => "floored",
    }
}

fn jail_name(jail: Jail) -> &'static str {
    match jail {
        Jail::OffGrid => "off-grid",
        Jail::OnCell => "on-cell",
        Jail::OnEmptyCell => "on-empty-cell",
    }
}

/// Outbursts of rebellion in a policed population (Epstein 2002); defaults are the paper's Run 2
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel model civil-violence --ratio floored --seeds 20
  ottepel model civil-violence --ratio printed --legitimacy 0.7
  ottepel model civil-violence --ratio floored --seeds 1 --ticks 300 --series --format csv
")]
pub struct Arguments {
    /// How officers per rebel enter the estimated arrest probability: as printed (no outbursts), or rounded down
    #[arg(long, default_value = "printed", value_parser = choice(RATIOS, ratio_name))]
    pub ratio: RatioRule,
    /// Runs with the seeds 0 to N − 1 (1 to 1000)
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..=1000))]
    pub seeds: u64,
    /// Length of a run in ticks (1 to 100000)
    #[arg(long, value_name = "N", default_value_t = 2000, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub ticks: u32,
    /// Legitimacy L (0 to 1)
    #[arg(long, value_name = "L", default_value_t = 0.82, value_parser = between(0.0, 1.0))]
    pub legitimacy: f64,
    /// Net grievance above which a citizen rebels (0 to 1)
    #[arg(long, value_name = "T", default_value_t = 0.1, value_parser = between(0.0, 1.0))]
    pub threshold: f64,
    /// Arrest constant k (0 to 100)
    #[arg(long, value_name = "K", default_value_t = 2.3, value_parser = between(0.0, 100.0))]
    pub arrest_constant: f64,
    /// Longest jail term in ticks; inf for life
    #[arg(long, value_name = "TICKS", default_value_t = 30.0, value_parser = between(0.0, f64::INFINITY))]
    pub longest_term: f64,
    /// Cells along one side of the torus (3 to 500)
    #[arg(long, value_name = "CELLS", default_value_t = 40, value_parser = clap::value_parser!(u32).range(3..=500))]
    pub width: u32,
    /// Number of citizens [default: 0.7 a cell]
    #[arg(long, value_name = "N")]
    pub citizens: Option<usize>,
    /// Number of police officers [default: 0.04 a cell]
    #[arg(long, value_name = "N")]
    pub cops: Option<usize>,
    /// How far everybody sees, in cells (1 to 100)
    #[arg(long, value_name = "CELLS", default_value_t = 7.0, value_parser = between(1.0, 100.0))]
    pub vision: f64,
    /// Where the jailed are; released from off the grid they return to a random cell
    #[arg(long, default_value = "off-grid", value_parser = choice(JAILS, jail_name))]
    pub jail: Jail,
    /// Citizens stay on their cells; officers always move
    #[arg(long)]
    pub citizens_stay: bool,
    /// The departures of the NetLogo model Rebellion, the ratio rounded down included
    #[arg(long, conflicts_with_all = ["ratio", "jail"])]
    pub netlogo: bool,
    /// Print every tick instead of one line a seed
    #[arg(long)]
    pub series: bool,
}

/// Runs the model.
///
/// # Errors
/// `E0702` for numbers that do not fit together.
pub fn execute(arguments: &Arguments, _session: &Session) -> Result<Answer, Failure> {
    let setting = setting(arguments);
    let problems = setting.problems();
    if !problems.is_empty() {
        return Err(Failure::new("E0702", problems.join("; ")));
    }
    let runs = over_seeds(arguments.seeds, |seed| run(&setting, seed, arguments.ticks));
    let table = if arguments.series {
        series(&runs)
    } else {
        summary(&runs, setting.citizens)
    };
    let about = format!(
        "Epstein (2002), PNAS 99, with the ratio of officers to rebels {}. An outburst starts above {LEVEL} active \
         citizens and ends below; calm is under 10. The printed rule does not give the published outbursts: \
         `ottepel verify civil-violence` shows every claim under both rules.",
        match setting.ratio {
            RatioRule::Printed => "as printed",
            RatioRule::Floored => "rounded down",
        }
    );
    let inputs = json!({ "setting": setting, "seeds": arguments.seeds, "ticks": arguments.ticks });
    Ok(table.answer(inputs, &about))
}

fn setting(arguments: &Arguments) -> Setting {
    let cells = f64::from(arguments.width * arguments.width);
    let setting = Setting {
        width: arguments.width as usize,
        citizens: arguments.citizens.unwrap_or((0.7 * cells).round() as usize),
        cops: arguments.cops.unwrap_or((0.04 * cells).round() as usize),
        sight: Sight::Disc(arguments.vision),
        legitimacy: arguments.legitimacy,
        threshold: arguments.threshold,
        arrest_constant: arguments.arrest_constant,
        longest_term: arguments.longest_term,
        citizens_move: !arguments.citizens_stay,
        jail: arguments.jail,
        ..Setting::run_2(arguments.ratio)
    };
    if arguments.netlogo {
        setting.netlogo()
    } else {
        setting
    }
}

/// Active and jailed citizens after each tick.
fn run(setting: &Setting, seed: u64, ticks: u32) -> Vec<(u32, u32)> {
    let mut simulation = Simulation::new(setting.clone(), seed);
    (0..ticks)
        .map(|_| (simulation.tick(), simulation.jailed()))
        .collect()
}

fn series(runs: &[Vec<(u32, u32)>]) -> Table {
    let mut table = Table::new(&["seed", "tick", "active", "jailed"]);
    for (seed, run) in runs.iter().enumerate() {
        for (tick, (active, jailed)) in (1..).zip(run) {
            table.push([json!(seed), json!(tick), json!(active), json!(jailed)]);
        }
    }
    table
}

fn summary(runs: &[Vec<(u32, u32)>], citizens: usize) -> Table {
    let mut table = Table::new(&[
        "seed",
        "outbursts",
        "mean_activation",
        "mean_wait",
        "peak",
        "calm_share",
        "active_share",
        "jailed_share",
    ]);
    for (seed, run) in runs.iter().enumerate() {
        let actives: Vec<u32> = run.iter().map(|tick| tick.0).collect();
        let found = outbursts(&actives, LEVEL);
        let share = |numbers: &mut dyn Iterator<Item = u32>| {
            mean(numbers.map(f64::from)) / citizens.max(1) as f64
        };
        table.push([
            json!(seed),
            json!(found.len()),
            json!(mean_activation(&found)),
            json!(mean(waits(&found))),
            json!(actives.iter().max()),
            json!(mean(
                actives
                    .iter()
                    .map(|&active| f64::from(u8::from(active < 10)))
            )),
            json!(share(&mut actives.iter().copied())),
            json!(share(&mut run.iter().map(|tick| tick.1))),
        ]);
    }
    table
}
