//! `ottepel why ID [OUTCOME]`, `ottepel why SCENARIO OVERLAY`.

use analysis::outcomes::Outcome;
use analysis::why::{
    CAVEAT, FirstDifference, MechanismShare, OutcomeShares, first_difference, shares,
};
use report::answer::draws_sentence;
use serde_json::{Value, json};

use super::compare::{difference, head, interval_json, labelled, out_of_scope, title};
use crate::answer::Answer;
use crate::engine::Told;
use crate::paired_arguments::{OneChange, Prepared};
use crate::problem::Failure;
use crate::result;
use crate::session::Session;

/// Shares below this are put together.
const LEAST_SHARE: f64 = 0.01;

/// Why a change makes a difference: first divergence, then mechanisms
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel why ex11 --pairs 2
  ottepel why ussr-1953-1964 as-1961 --sample 1/10000 --pairs 2 --outcome O01.adults
  ottepel why ussr-1953-1964 no-speech --sample 1/10000 --pairs 2 --outcome O12.reach
  ottepel explain phases
")]
pub struct Arguments {
    /// What is changed, and how the two are compared.
    #[command(flatten)]
    pub change: OneChange,
}

/// Finds the first difference and the shares.
///
/// # Errors
/// The scenarios' problems; `E0503` and `E0621` for flags; `E0603` to `E0605` for the runs'.
pub fn execute(arguments: &Arguments, session: &Session) -> Result<Answer, Failure> {
    let prepared = arguments.change.prepare(session)?;
    let design = &prepared.design;
    let failure = |error| result::failure(&error);
    let of = |scenario| design.member(scenario, 0).map_err(failure);
    let (member, arm) = (of(&design.base)?, of(&design.arms[0].scenario)?);
    let first = first_difference(&prepared.engine, &member, &arm.scenario);
    let first = first.map_err(failure)?;
    let told = Told::new(session, "mechanisms");
    let carried = shares(&prepared.engine, design, &|done, of| told.done(done, of));
    told.end();
    let carried = carried.map_err(failure)?;
    Ok(answer(&prepared, first.as_ref(), &carried))
}

fn answer(
    prepared: &Prepared,
    first: Option<&FirstDifference>,
    carried: &[OutcomeShares],
) -> Answer {
    let design = &prepared.design;
    let sample = design.sample.interval();
    let overlay = design.arms[0].name.as_str();
    let mut text = head(design, overlay, "pairs");
    text.push('\n');
    let found = match first {
        None => "the branches never differ: no rule reads what is changed".to_owned(),
        Some(first) => first_text(prepared, first),
    };
    text.push_str(&labelled("first", &found));
    for (outcome, own) in design.outcomes.iter().zip(carried) {
        text.push_str(&shares_text(prepared, outcome, own));
    }
    text.push('\n');
    let told = prepared.draws.told(&design.base, design.draws.len());
    text.push_str(&labelled("parameters", &draws_sentence(&told)));
    text.push_str(&labelled("reading", CAVEAT));
    let json = design.outcomes.iter().zip(carried).map(|(outcome, own)| {
        json!({
            "outcome": outcome.id,
            "difference":
                interval_json(own.difference.as_ref(), outcome.unit, "paired-difference", sample),
            "mechanisms": own.mechanisms,
        })
    });
    let value: Value = json!({
        "overlay": overlay,
        "first": first,
        "outcomes": json.collect::<Vec<_>>(),
        "caveat": CAVEAT,
    });
    Answer::new(text, value).with_warnings(prepared.warnings.clone())
}

fn first_text(prepared: &Prepared, first: &FirstDifference) -> String {
    let day = prepared.design.base.calendar().first_day(first.week);
    let regions: Vec<String> = first
        .regions
        .iter()
        .map(|(name, count)| format!("{name} {count}"))
        .collect();
    let places = match regions.as_slice() {
        [] => "no collective yet".to_owned(),
        _ => format!(
            "{} of {} collectives, most in {}",
            first.collectives,
            first.of,
            regions.join(", ")
        ),
    };
    format!(
        "the states first differ in the week of {day}, after the phase `{}` ({}), in {}: {places}",
        first.phase,
        first.does.trim_end_matches('.'),
        first.sections.join(", ")
    )
}

fn shares_text(prepared: &Prepared, outcome: &Outcome, own: &OutcomeShares) -> String {
    let mut text = title(outcome);
    let Some(usual) = &own.difference else {
        text.push_str(&out_of_scope(&outcome.lacks()));
        return text;
    };
    text.push_str(&labelled("difference", &difference(usual, outcome.unit)));
    let matters = |own: &&MechanismShare| own.share.is_some_and(|own| own.abs() >= LEAST_SHARE);
    for mechanism in own.mechanisms.iter().filter(matters) {
        let share = (mechanism.share.unwrap_or(0.0) * 100.0).round() + 0.0;
        let range = mechanism.by_pair.map_or_else(String::new, |own| {
            // Rounding, and no zero with a sign.
            let [low, high] = own.within_80.map(|end| (end * 100.0).round() + 0.0);
            format!(" (80 % interval {low:.0} to {high:.0} %)")
        });
        let basis: Vec<String> = mechanism
            .keys
            .iter()
            .map(|key| basis_of(prepared, key))
            .collect();
        let file = match mechanism.file.as_str() {
            "" => String::new(),
            file => format!(" Equations: crates/rules/src/{file};"),
        };
        let line = format!(
            "{share:.0} %{range}. {}{file} {}",
            mechanism.does,
            basis.join("; ")
        );
        text.push_str(&format!("  {}\n", mechanism.name));
        text.push_str(&labelled("", &line));
    }
    let small = own.mechanisms.iter().filter(|own| !matters(own)).count();
    text.push_str(&labelled(
        "others",
        &format!("{small} mechanisms carry less than 1 % each"),
    ));
    text
}

/// A parameter with what it rests on.
fn basis_of(prepared: &Prepared, key: &str) -> String {
    let parameter = prepared.design.base.parameters.get(key);
    match parameter.map(|own| &own.basis) {
        Some(scenario::Basis::Source(keys)) => format!("{key} rests on {}", keys.join(", ")),
        Some(scenario::Basis::Because(reason)) => format!("{key} rests on {reason}"),
        None => key.to_owned(),
    }
}
