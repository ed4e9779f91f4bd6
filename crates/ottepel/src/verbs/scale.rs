//! `ottepel check scale`: does a small sample say what a larger one says?

use std::sync::Arc;

use analysis::scale::{Agreement, RULE, ScaleDesign, ScaleLine, compare};
use kernel::Sample;
use serde_json::json;

use super::compare::{interval_json, labelled, level};
use crate::answer::Answer;
use crate::engine::{Told, engine};
use crate::exit::Exit;
use crate::loading::{self, USUAL_SCENARIO};
use crate::paired_arguments::chosen;
use crate::problem::Failure;
use crate::result;
use crate::session::Session;

/// Runs of the small sample.
const SMALL_RUNS: u64 = 8;
/// Runs of the large sample.
const LARGE_RUNS: u64 = 2;
/// Weeks of the window.
const WINDOW: u16 = 52;
/// Last day of the window: the year of the speech.
const LAST_DAY: &str = "1956-12-30";

/// Compares one person in a thousand with one in a hundred over the year 1956.
///
/// # Errors
/// The scenario's problems; `E0603` to `E0605` for the runs'.
pub fn execute(scenario: Option<&String>, session: &Session) -> Result<Answer, Failure> {
    let name = scenario.map_or(USUAL_SCENARIO, String::as_str);
    let loaded = loading::load(session, name, &[], &[])?;
    let scenario = Arc::new(loaded.scenario);
    let last = LAST_DAY.parse().unwrap_or(scenario.end).min(scenario.end);
    let until = scenario.calendar().weeks_until(last);
    let sample = |interval| Sample::one_in(interval).unwrap_or(Sample::FULL);
    let all: Vec<String> = analysis::outcomes::OUTCOMES
        .iter()
        .map(|own| own.id.to_owned())
        .collect();
    let design = ScaleDesign {
        scenario,
        small: (sample(1_000), (1..=SMALL_RUNS).collect()),
        large: (sample(100), (1..=LARGE_RUNS).collect()),
        window: until.saturating_sub(WINDOW)..until,
        outcomes: chosen(&all)?,
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
    Ok(answer(&design, &lines).with_warnings(loaded.warnings))
}

fn answer(design: &ScaleDesign, lines: &[ScaleLine]) -> Answer {
    let (small, large) = (design.small.0.interval(), design.large.0.interval());
    let mut text = format!(
        "{SMALL_RUNS} runs of 1 person in {small} beside {LARGE_RUNS} of 1 in {large}, {} weeks\n",
        design.window.len()
    );
    let mut values = Vec::new();
    for (outcome, line) in design.outcomes.iter().zip(lines) {
        let mut said = line.agreement.words().to_owned();
        if let (Some(small), Some(large)) = (&line.small, &line.large) {
            let (small, large) = (level(small, outcome.unit), level(large, outcome.unit));
            said.push_str(&format!(": {small}; larger sample {large}"));
        }
        text.push_str(&format!("\n{}  {}\n", outcome.id, outcome.title));
        text.push_str(&labelled("scale", &said));
        values.push(json!({
            "outcome": outcome.id,
            "agreement": line.agreement,
            "needs_full_population": outcome.needs_full_population,
            "small": interval_json(line.small.as_ref(), outcome.unit, "level", small),
            "large": interval_json(line.large.as_ref(), outcome.unit, "level", large),
        }));
    }
    text.push('\n');
    text.push_str(&labelled("rule", RULE));
    // An outcome marked as needing everybody may differ; any other may not.
    let surprise = |(outcome, line): (&&analysis::outcomes::Outcome, &ScaleLine)| {
        !outcome.needs_full_population && line.agreement == Agreement::NeedsFullPopulation
    };
    let surprises = design
        .outcomes
        .iter()
        .zip(lines)
        .filter(|pair| surprise(*pair))
        .count();
    let exit = if surprises == 0 {
        Exit::Done
    } else {
        Exit::DoesNotHold
    };
    let value = json!({ "rule": RULE, "lines": values, "surprises": surprises });
    Answer::new(text, value).with_exit(exit)
}
