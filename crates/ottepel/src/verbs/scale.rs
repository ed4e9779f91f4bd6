//! `ottepel check scale`: does a small sample say what a larger one says?

use std::ops::Range;
use std::sync::Arc;

use analysis::outcomes::{OUTCOMES, Outcome};
use analysis::scale::{
    Agreement, Given, Pairs, RULE, RULE_OF_PAIRS, ScaleDesign, ScaleLine, compare, compare_given,
};
use jiff::civil::Date;
use kernel::Sample;
use report::number::model_text;
use scenario::Scenario;
use serde_json::json;

use super::compare::{interval_json, labelled, level};
use crate::answer::Answer;
use crate::day::LastDay;
use crate::engine::{Told, engine};
use crate::exit::Exit;
use crate::loading::{self, USUAL_SCENARIO};
use crate::paired_arguments::chosen;
use crate::problem::Failure;
use crate::result;
use crate::run_folder;
use crate::session::Session;

/// Runs of the small sample.
const SMALL_RUNS: u64 = 8;
/// Runs of the large sample.
const LARGE_RUNS: u64 = 2;
/// Weeks of the window.
const WINDOW: u16 = 52;
/// Last day of the window: the year of the speech.
const LAST_DAY: &str = "1956-12-30";

/// Hold a small sample against a larger one, outcome by outcome
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel check scale
  ottepel check scale --small last --large last
  ottepel check scale --small last --large last --until 1962-12-30
")]
pub struct Arguments {
    /// Scenario that is run where no runs are named
    #[arg(value_name = "SCENARIO", default_value = USUAL_SCENARIO)]
    pub scenario: String,
    /// Runs of the small sample, or the folder of a sweep that keeps its runs
    #[arg(long, value_name = "RUN", num_args = 1.., requires = "large")]
    pub small: Vec<String>,
    /// Runs of the larger sample; those with the seed and parameters of a small one are its partners
    #[arg(long, value_name = "RUN", num_args = 1.., requires = "small")]
    pub large: Vec<String>,
    /// Last day of the year over which outcomes are taken
    #[arg(long, value_name = "DATE", default_value = LAST_DAY)]
    pub until: LastDay,
}

/// Compares runs that are there, or one person in a thousand with one in a hundred.
///
/// # Errors
/// The scenario's problems; `E0601` to `E0605` for the runs'.
pub fn execute(arguments: &Arguments, session: &Session) -> Result<Answer, Failure> {
    if arguments.small.is_empty() {
        computed(arguments, session)
    } else {
        given(arguments, session)
    }
}

/// The year that ends on a day.
fn window(scenario: &Scenario, last: Date) -> Range<u16> {
    let until = scenario.calendar().weeks_until(last);
    until.saturating_sub(WINDOW)..until
}

fn outcomes() -> Result<Vec<&'static Outcome>, Failure> {
    let all: Vec<String> = OUTCOMES.iter().map(|own| own.id.to_owned()).collect();
    chosen(&all)
}

/// Compares runs that are there.
fn given(arguments: &Arguments, session: &Session) -> Result<Answer, Failure> {
    let mut scenario = None;
    let mut read = |names: &[String]| -> Result<(Vec<Given>, u32), Failure> {
        let mut runs = Vec::new();
        let mut sample = 1;
        for folder in run_folder::find_all(session, names)? {
            let (course, manifest, own) = run_folder::course(&folder)?;
            sample = manifest.sample;
            runs.push(Given::new(&manifest, course));
            scenario.get_or_insert(own);
        }
        Ok((runs, sample))
    };
    let (small, few) = read(&arguments.small)?;
    let (large, many) = read(&arguments.large)?;
    let none = || Failure::new("E0504", "no run is named").at_key("--small");
    let scenario = scenario.ok_or_else(none)?;
    let window = window(&scenario, arguments.until.within(&scenario, session)?);
    let outcomes = outcomes()?;
    let lines = compare_given(&small, &large, &outcomes, &window);
    let shown = Shown {
        small: (small.len(), few),
        large: (large.len(), many),
        weeks: window.len(),
    };
    Ok(answer(&shown, &outcomes, &lines))
}

/// What was compared.
struct Shown {
    /// Runs and one person in so many.
    small: (usize, u32),
    /// Runs and one person in so many.
    large: (usize, u32),
    weeks: usize,
}

/// Compares one person in a thousand with one in a hundred.
fn computed(arguments: &Arguments, session: &Session) -> Result<Answer, Failure> {
    let loaded = loading::load(session, &arguments.scenario, &[], &[])?;
    let scenario = Arc::new(loaded.scenario);
    let window = window(&scenario, arguments.until.within(&scenario, session)?);
    let sample = |interval| Sample::one_in(interval).unwrap_or(Sample::FULL);
    let design = ScaleDesign {
        scenario,
        small: (sample(1_000), (1..=SMALL_RUNS).collect()),
        large: (sample(100), (1..=LARGE_RUNS).collect()),
        window,
        outcomes: outcomes()?,
    };
    let told = Told::new(session, "scale");
    let of = (SMALL_RUNS + LARGE_RUNS) as usize;
    let done = std::sync::atomic::AtomicUsize::new(0);
    let count = |_| {
        told.done(
            done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1,
            of,
        )
    };
    let lines = compare(&engine(session), &design, &count);
    told.end();
    let lines = lines.map_err(|error| result::failure(&error))?;
    let shown = Shown {
        small: (SMALL_RUNS as usize, design.small.0.interval()),
        large: (LARGE_RUNS as usize, design.large.0.interval()),
        weeks: design.window.len(),
    };
    Ok(answer(&shown, &design.outcomes, &lines).with_warnings(loaded.warnings))
}

fn answer(shown: &Shown, outcomes: &[&'static Outcome], lines: &[ScaleLine]) -> Answer {
    let ((few, small), (many, large)) = (shown.small, shown.large);
    let mut text = format!(
        "{few} runs of 1 person in {small} beside {many} of 1 in {large}, {} weeks\n",
        shown.weeks
    );
    let paired = lines.iter().any(|line| line.pairs.is_some());
    let rule = if paired { RULE_OF_PAIRS } else { RULE };
    let mut values = Vec::new();
    for (outcome, line) in outcomes.iter().zip(lines) {
        let mut said = line.agreement.words().to_owned();
        if let (Some(small), Some(large)) = (&line.small, &line.large) {
            let (small, large) = (level(small, outcome.unit), level(large, outcome.unit));
            said.push_str(&format!(": {small}; larger sample {large}"));
        }
        text.push_str(&format!("\n{}  {}\n", outcome.id, outcome.title));
        text.push_str(&labelled("scale", &said));
        if let Some(pairs) = &line.pairs {
            text.push_str(&labelled("pairs", &in_words(pairs, outcome)));
        }
        values.push(json!({
            "outcome": outcome.id,
            "agreement": line.agreement,
            "pairs": line.pairs,
            "needs_full_population": outcome.needs_full_population,
            "small": interval_json(line.small.as_ref(), outcome.unit, "level", small),
            "large": interval_json(line.large.as_ref(), outcome.unit, "level", large),
        }));
    }
    text.push('\n');
    text.push_str(&labelled("rule", rule));
    // An outcome marked as needing everybody may differ; any other may not.
    let surprise = |(outcome, line): (&&analysis::outcomes::Outcome, &ScaleLine)| {
        !outcome.needs_full_population && line.agreement == Agreement::NeedsFullPopulation
    };
    let surprises = outcomes
        .iter()
        .zip(lines)
        .filter(|pair| surprise(*pair))
        .count();
    let exit = if surprises == 0 {
        Exit::Done
    } else {
        Exit::DoesNotHold
    };
    let value = json!({ "rule": rule, "lines": values, "surprises": surprises });
    let sure = |agreement: Agreement| {
        lines
            .iter()
            .filter(|own| own.agreement == agreement)
            .count()
    };
    text.push_str(&format!(
        "{} outcomes agree, {} differ, {} have too few to tell; {surprises} differ that are not marked\n",
        sure(Agreement::Agrees),
        sure(Agreement::NeedsFullPopulation),
        sure(Agreement::TooFew),
    ));
    Answer::new(text, value).with_exit(exit)
}

/// The mean difference of pairs with its interval, and the greatest.
fn in_words(pairs: &Pairs, outcome: &Outcome) -> String {
    let factor = if outcome.unit == "share" { 100.0 } else { 1.0 };
    let unit = if outcome.unit == "share" {
        "points"
    } else {
        outcome.unit
    };
    let shown = |value: f64| model_text(value * factor, "");
    let greatest = shown(pairs.greatest);
    let Some([low, high]) = pairs.within_95 else {
        return format!("small minus large in one pair, so without interval: {greatest} {unit}");
    };
    format!(
        "small minus large in {} pairs: {} (95%: {} to {}), at most {greatest} {unit}",
        pairs.count,
        shown(pairs.mean),
        shown(low),
        shown(high),
    )
}
