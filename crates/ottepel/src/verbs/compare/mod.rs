//! `ottepel compare SCENARIO OVERLAY…`.

mod assertion;
mod numbers;
mod text;

use analysis::outcomes::Among;
use analysis::paired::{PairedDesign, PairedResult, Placebos, paired};
use analysis::variant;
use kernel::Sample;

use self::assertion::Assertion;
use crate::answer::Answer;
use crate::engine::Told;
use crate::exit::Exit;
use crate::paired_arguments::{PairedArguments, Prepared};
use crate::problem::Failure;
use crate::result;
use crate::session::Session;

pub(super) use numbers::{difference, interval_json, level};
pub(super) use text::{head, labelled, out_of_scope, title};

/// Compare a scenario with changed ones, pair by pair
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel compare ussr-1953-1964 as-1961 --sample 1/10000 --pairs 8
  ottepel compare ussr-1953-1964 immediate-sanctions --sample 1/10000 --pairs 4 --outcome O05
  ottepel compare ussr-1953-1964 no-change --sample 1/10000 --pairs 2 --assert 'O07.trust<=0 p>=1'
")]
pub struct Arguments {
    /// Scenario id, or the path of its folder
    #[arg(value_name = "SCENARIO")]
    pub scenario: String,
    /// Changed scenarios, each an overlay of its own: ids, paths, or QUESTION:ARM
    #[arg(value_name = "OVERLAY", required = true)]
    pub overlays: Vec<String>,
    /// What is compared, on whom and how often.
    #[command(flatten)]
    pub paired: PairedArguments,
    /// Switch every source conflict and every rival structure, one at a time, with four of the pairs
    #[arg(long)]
    pub flips: bool,
    /// Split the differences: region, rank or republic; repeatable
    #[arg(long, value_name = "WHAT", hide_possible_values = true)]
    pub by: Vec<By>,
    /// The next larger sample, with flips: slower and surer
    #[arg(long)]
    pub refine: bool,
    /// Leave the placebo out: the same change a year earlier, in the first four pairs
    #[arg(long, hide_short_help = true)]
    pub no_placebo: bool,
    /// Exit with 1 unless it holds: 'O02.remarks<0 @1956-12 p>=0.9'; repeatable
    #[arg(long = "assert", value_name = "CLAIM")]
    pub asserts: Vec<String>,
    /// Check everything and say how many runs it takes, without running
    #[arg(long)]
    pub dry_run: bool,
}

/// What differences are split by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum By {
    /// Regions.
    Region,
    /// Party ranks.
    Rank,
    /// Union republics.
    Republic,
}

impl By {
    fn among(self) -> Among {
        match self {
            By::Region => Among::Regions,
            By::Rank => Among::Ranks,
            By::Republic => Among::Republics,
        }
    }
}

/// Computes the differences.
///
/// # Errors
/// The scenarios' problems; `E0503` and `E0621` for flags; `E0603` to `E0605` for the runs'.
pub fn execute(arguments: &Arguments, session: &Session) -> Result<Answer, Failure> {
    let mut prepared =
        arguments
            .paired
            .prepare(session, &arguments.scenario, &arguments.overlays)?;
    let asserts = assertion::read_all(&arguments.asserts, &mut prepared, session)?;
    fill(arguments, &mut prepared.design);
    let plan = text::plan(&prepared.design);
    if arguments.dry_run {
        return Ok(Answer::new(plan.clone(), text::plan_json(&prepared.design)));
    }
    session.event("plan", text::plan_json(&prepared.design));
    session.say(plan.trim_end());
    let told = Told::new(session, arguments.overlays.join(", "));
    let result = paired(&prepared.engine, &prepared.design, &|done, of| {
        told.done(done, of)
    });
    told.end();
    let result = result.map_err(|error| result::failure(&error))?;
    let asked = prepared.design.seeds.len() + prepared.design.flips.len();
    let flips = result.sources + result.structures;
    prepared.design = prepared.design.beginning(result.pairs, flips);
    let said = answer(&prepared, &result, &asserts);
    crate::engine::leave(prepared.engine);
    if result.pairs + flips == asked {
        return Ok(said);
    }
    session.say("stopped: this is the part that was finished; the same command goes on from it");
    Ok(said.with_exit(Exit::Partial))
}

fn fill(arguments: &Arguments, design: &mut PairedDesign) {
    if arguments.refine {
        design.sample = next_larger(design.sample);
    }
    if arguments.flips || arguments.refine {
        design.flips = variant::flips(&design.base);
    }
    design.among = arguments.by.iter().map(|by| by.among()).collect();
    if arguments.no_placebo {
        design.placebo = Placebos::NONE;
    }
}

fn next_larger(sample: Sample) -> Sample {
    Sample::one_in(sample.interval() / 10).unwrap_or(Sample::FULL)
}

fn answer(prepared: &Prepared, result: &PairedResult, asserts: &[Assertion]) -> Answer {
    let design = &prepared.design;
    let judged: Vec<_> = asserts.iter().map(|own| own.judge(result)).collect();
    let told = prepared.draws.told(&design.base, result.draws);
    let mut said = text::answer(design, result, &told);
    for own in &judged {
        said.push_str(&own.text);
    }
    let mut value = text::json(design, result, &told);
    value["asserts"] = judged.iter().map(|own| own.json.clone()).collect();
    let holds = judged.iter().all(|own| own.holds) && result.null_is_zero;
    let exit = if holds { Exit::Done } else { Exit::DoesNotHold };
    Answer::new(said, value)
        .with_grid(&text::grid(design, result))
        .with_warnings(prepared.warnings.clone())
        .with_exit(exit)
}
