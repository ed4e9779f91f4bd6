//! `ottepel model tenure`.

use models::random::Random;
use models::tenure::{BAND_ENDS, BANDS, Hazards, KHRUSHCHEV_EXIT, RECORDED, Regime};
use serde_json::json;

use crate::answer::Answer;
use crate::grid::{Grid, wrapped};
use crate::problem::{Failure, Problem};
use crate::session::Session;

/// Compare how the risk of removal falls with years in office, on record and in a minimal model
///
/// The record is Svolik's file of 699 leaders. The model is our minimal form of his argument: a ruler
/// may grab power, the coalition answers alarms with coups, an established ruler is safe. Its rates
/// are assumptions chosen near the record.
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel model tenure
  ottepel model tenure --resolve 0.5
  ottepel model tenure --grab 0.3 --boldness 0.1 --format csv
")]
pub struct Arguments {
    /// Probability that an alarm leads to a coup, 0 to 1
    #[arg(long, value_name = "P", default_value_t = Regime::default().resolve)]
    pub resolve: f64,
    /// What one grab adds to the ruler's balance of power, 0 to 1
    #[arg(long, value_name = "SHARE", default_value_t = Regime::default().grab)]
    pub grab: f64,
    /// Largest probability of a grab in a quarter, 0 to 1
    #[arg(long, value_name = "P", default_value_t = Regime::default().boldness)]
    pub boldness: f64,
    /// Probability of an alarm in a quarter without a grab, 0 to 1
    #[arg(long, value_name = "P", default_value_t = Regime::default().false_alarm)]
    pub false_alarm: f64,
    /// Probability of an alarm in a quarter with a grab, 0 to 1
    #[arg(long, value_name = "P", default_value_t = Regime::default().true_alarm)]
    pub true_alarm: f64,
    /// Balance from which a ruler is safe, 0 to 1
    #[arg(long, value_name = "SHARE", default_value_t = Regime::default().established)]
    pub established: f64,
    /// Rulers simulated for each of 20 seeds, 100 to 1000000
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(100..=1_000_000))]
    pub rulers: u32,
    /// First of the 20 seeds
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
}

/// Seeds behind each range.
const SEEDS: u64 = 20;
/// Years after which observation ends.
const HORIZON: f64 = 60.0;

/// Simulates and compares.
///
/// # Errors
/// `E0702` for every option outside its range.
pub fn execute(arguments: &Arguments, _session: &Session) -> Result<Answer, Failure> {
    check(arguments)?;
    let runs: Vec<Hazards> = (0..SEEDS).map(|run| simulate(arguments, run)).collect();
    let grid = grid(&runs);
    let exits: Vec<String> = KHRUSHCHEV_EXIT
        .iter()
        .map(|(source, record)| format!("{source}: {record}"))
        .collect();
    let text = [
        wrapped("Coups per 100 years in office, by years in office.", 0, 100),
        "\n".to_owned(),
        grid.to_text(),
        "\n".to_owned(),
        wrapped(
            "The record counts coups among 699 leaders who entered office by 2008. Ranges are those of 20 seeds.",
            0,
            100,
        ),
        wrapped(
            &format!(
                "Khrushchev's exit is recorded differently: {}.",
                exits.join("; ")
            ),
            0,
            100,
        ),
    ];
    let value = json!({
        "bands": (0..BANDS).map(band).collect::<Vec<_>>(),
        "recorded_coups_per_year": RECORDED.coup_rates(),
        "recorded_natural_per_year": RECORDED.natural_rates(),
        "model_coups_per_year": runs.iter().map(Hazards::coup_rates).collect::<Vec<_>>(),
        "model_natural_per_year": runs.iter().map(Hazards::natural_rates).collect::<Vec<_>>(),
    });
    Ok(Answer::new(text.concat(), value).with_grid(&grid))
}

fn check(arguments: &Arguments) -> Result<(), Failure> {
    let shares = [
        ("--resolve", arguments.resolve),
        ("--grab", arguments.grab),
        ("--boldness", arguments.boldness),
        ("--false-alarm", arguments.false_alarm),
        ("--true-alarm", arguments.true_alarm),
        ("--established", arguments.established),
    ];
    let mut problems = shares
        .iter()
        .filter(|(_, value)| !(0.0..=1.0).contains(value))
        .map(|(key, value)| {
            Problem::new("E0702", format!("{value} is outside 0 to 1"))
                .at_key(*key)
                .with_help("give a number from 0 to 1")
        });
    let Some(first) = problems.next() else {
        return Ok(());
    };
    let mut failure = Failure::from(first);
    failure.others = problems.collect();
    Err(failure)
}

fn simulate(arguments: &Arguments, run: u64) -> Hazards {
    let regime = Regime {
        resolve: arguments.resolve,
        grab: arguments.grab,
        boldness: arguments.boldness,
        false_alarm: arguments.false_alarm,
        true_alarm: arguments.true_alarm,
        established: arguments.established,
        ..Regime::default()
    };
    let mut random = Random::numbered(arguments.seed, run, 0);
    let tenures: Vec<_> = (0..arguments.rulers)
        .map(|_| regime.rule(HORIZON, &mut random))
        .collect();
    Hazards::of(&tenures)
}

fn grid(runs: &[Hazards]) -> Grid {
    let mut grid = Grid::new(&[
        "years",
        "recorded coups",
        "model, lowest",
        "model, highest",
        "recorded natural deaths",
    ]);
    for at in 0..BANDS {
        let rates = || {
            runs.iter()
                .map(|run| run.coup_rates()[at])
                .filter(|rate| rate.is_finite())
        };
        grid.push([
            band(at),
            percent(Some(RECORDED.coup_rates()[at])),
            percent(rates().min_by(f64::total_cmp)),
            percent(rates().max_by(f64::total_cmp)),
            percent(Some(RECORDED.natural_rates()[at])),
        ]);
    }
    grid
}

/// Two decimals of a rate per 100 years; nothing where nobody was in office.
fn percent(rate: Option<f64>) -> String {
    rate.map_or_else(
        || "nobody in office".to_owned(),
        |rate| format!("{:.2}", 100.0 * rate),
    )
}

/// `1 to 3`, or `over 20` for the last.
fn band(at: usize) -> String {
    let start = if at == 0 { 0.0 } else { BAND_ENDS[at - 1] };
    BAND_ENDS.get(at).map_or_else(
        || format!("over {start}"),
        |end| format!("{start} to {end}"),
    )
}
