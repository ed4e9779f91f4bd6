//! A paired answer for people, as a table and for machines.

use analysis::doubt::Kind;
use analysis::intervals::Intervals;
use analysis::outcomes::Outcome;
use analysis::paired::{ArmResult, OutcomeResult, PairedDesign, PairedResult, Part, is_rare};
use analysis::verdict::{RULE, Verdict};
use report::answer::{ParameterDraws, draws_sentence};
use report::wrapped;
use serde_json::{Value, json};

use super::numbers::{difference, interval_json, level};
use crate::grid::Grid;

/// Columns of a line.
const COLUMNS: usize = 100;
/// Columns of the words before a line's text.
const LABEL: usize = 13;
/// Moments of a course that are printed.
const MOMENTS: usize = 6;

/// What will be computed, one line.
pub fn plan(design: &PairedDesign) -> String {
    let arms: Vec<&str> = design.arms.iter().map(|arm| arm.name.as_str()).collect();
    let last = design.base.calendar().first_day(design.until);
    format!(
        "{} beside {}: {} pairs of runs, {} draws, {} flips, {} to {last}: at most {} runs\n",
        arms.join(", "),
        design.base.id,
        design.seeds.len(),
        design.draws.len().min(design.seeds.len()),
        design.flips.len(),
        who(design.sample.interval()),
        design.runs(),
    )
}

/// The same for machines.
pub fn plan_json(design: &PairedDesign) -> Value {
    json!({
        "scenario": design.base.id,
        "arms": design.arms.iter().map(|arm| arm.name.clone()).collect::<Vec<_>>(),
        "sample": format!("1/{}", design.sample.interval()),
        "pairs": design.seeds.len(),
        "draws": design.draws.len(),
        "flips": design.flips.len(),
        "until": design.base.calendar().first_day(design.until).to_string(),
        "runs": design.runs(),
    })
}

fn who(interval: u32) -> String {
    match interval {
        1 => "everybody".to_owned(),
        interval => format!("1 person in {interval}"),
    }
}

/// The answer for people.
pub fn answer(design: &PairedDesign, result: &PairedResult, told: &ParameterDraws) -> String {
    let last = design.base.calendar().first_day(design.until);
    let mut text = format!(
        "MODEL RESULT  {} {}, {}, to {last}; not a prediction; see limits\n",
        design.base.id,
        design.base.version,
        who(result.sample),
    );
    for (number, arm) in result.arms.iter().enumerate() {
        text.push_str(&arm_text(design, result, number, arm));
    }
    text.push('\n');
    let null = if result.null_is_zero {
        "nothing changed beside nothing changed: exactly zero, to the last bit"
    } else {
        "nothing changed beside nothing changed is NOT zero: this is a defect, please report it"
    };
    text.push_str(&labelled("null check", null));
    text.push_str(&labelled("parameters", &draws_sentence(told)));
    text.push_str(&labelled("rule", RULE));
    if design.flips.is_empty() {
        let more =
            "ottepel compare … --refine takes a larger sample and switches sources and structures";
        text.push_str(&labelled("next", more));
    }
    text
}

fn arm_text(
    design: &PairedDesign,
    result: &PairedResult,
    number: usize,
    arm: &ArmResult,
) -> String {
    let mut text = format!("\n{}\n", arm.name);
    let changed = &design.arms[number].scenario;
    for change in &changed.changes[design.base.changes.len().min(changed.changes.len())..] {
        let day = change
            .date
            .map_or_else(String::new, |day| format!(" from {day}"));
        let actor = match change.actor.as_str() {
            "" => String::new(),
            actor => format!(" ({actor})"),
        };
        let line = format!(
            "{}: {} to {}{day}{actor}",
            change.target, change.from, change.to
        );
        text.push_str(&labelled("changed", &line));
    }
    let equal = match arm.branch {
        None => "in every week: nothing that a rule reads is changed".to_owned(),
        Some(0) => "in no week: the change holds from the start".to_owned(),
        Some(week) => format!(
            "to the last bit before the week of {}",
            design.base.calendar().first_day(week)
        ),
    };
    text.push_str(&labelled("equal", &equal));
    for (outcome, own) in design.outcomes.iter().zip(&arm.outcomes) {
        text.push_str(&outcome_text(design, result, arm.branch, outcome, own));
    }
    text
}

/// The badge above what was found about one changed scenario; `pairs` says what was paired.
pub fn head(design: &PairedDesign, overlay: &str, pairs: &str) -> String {
    let head = format!(
        "MODEL RESULT  {} with {overlay}, {}, {} {pairs}; not a prediction; see limits\n",
        design.base.id,
        who(design.sample.interval()),
        design.seeds.len()
    );
    wrapped(&head, 0, COLUMNS)
}

/// The line above what was found about an outcome.
pub fn title(outcome: &Outcome) -> String {
    format!("\n{}  {} [{}]\n", outcome.id, outcome.title, outcome.unit)
}

/// Why an outcome has no difference.
pub fn out_of_scope(lacks: &[&str]) -> String {
    let because = match lacks {
        [] => "it has no value in this window".to_owned(),
        lacks => format!("this version does not count {}", lacks.join(", ")),
    };
    labelled("out of scope", &because)
}

fn outcome_text(
    design: &PairedDesign,
    result: &PairedResult,
    branch: Option<u16>,
    outcome: &Outcome,
    own: &OutcomeResult,
) -> String {
    let mut text = title(outcome);
    let (Some(difference_own), Some(base)) = (&own.difference, &own.base) else {
        text.push_str(&out_of_scope(&own.lacks));
        return text;
    };
    let unit = outcome.unit;
    text.push_str(&labelled("difference", &difference(difference_own, unit)));
    text.push_str(&labelled("without", &level(base, unit)));
    text.push_str(&labelled("verdict", &verdict_text(result, own)));
    text.push_str(&labelled("doubt", &doubt_text(own)));
    if let Some(placebo) = &own.placebo {
        let said = format!(
            "{} (the same change a year earlier, in {} pairs)",
            difference(placebo, unit),
            design.placebo.pairs.min(result.pairs)
        );
        text.push_str(&labelled("placebo", &said));
    }
    if is_rare(design, branch, outcome, own) {
        let said = "rests on rare events; needs the full population, this sample only hints";
        text.push_str(&labelled("scale", said));
    }
    text.push_str(&labelled("record", &record_text(outcome, own)));
    if !difference_zero(own) {
        text.push_str(&course_text(design, own, unit));
    }
    for (among, parts) in design.among.iter().zip(&own.parts) {
        let name = format!("{among:?}").to_lowercase();
        text.push_str(&parts_text(&name, parts, unit));
    }
    text
}

fn difference_zero(own: &OutcomeResult) -> bool {
    own.differences.iter().all(|own| own.value() == 0.0)
}

fn verdict_text(result: &PairedResult, own: &OutcomeResult) -> String {
    let (share, sign) = own.same_sign;
    let of = if result.draws > 0 {
        result.draws
    } else {
        result.pairs
    };
    let what = if result.draws > 0 { "draws" } else { "pairs" };
    let way = if sign > 0.0 { "higher" } else { "lower" };
    let counted = (share * of as f64).round();
    let mut text = own.verdict.words().to_owned();
    if !difference_zero(own) {
        text.push_str(&format!("; in the model {way} in {counted} of {of} {what}"));
    }
    if let Verdict::Depends { on } = &own.verdict {
        text.push_str(&format!("; not with {}", on.join(", ")));
    }
    if result.sources + result.structures == 0 && !difference_zero(own) {
        text.push_str("; so far only chance");
        text.push_str(if result.draws > 0 {
            " and parameters were tried"
        } else {
            " was tried"
        });
    }
    text
}

fn doubt_text(own: &OutcomeResult) -> String {
    let shares = Kind::ALL.into_iter().zip(own.doubt.shares());
    let part = |(kind, share): (Kind, Option<f64>)| {
        Some(format!("{} {:.0} %", kind.words(), share? * 100.0))
    };
    let parts: Vec<String> = shares.filter_map(part).collect();
    if parts.len() < 2 {
        return own.doubt.words();
    }
    format!("{}: {}", own.doubt.words(), parts.join(", "))
}

fn record_text(outcome: &Outcome, own: &OutcomeResult) -> String {
    if own.record.is_empty() {
        return format!("nothing to hold the base against ({})", outcome.anchor);
    }
    let count = |word: &str| {
        own.record
            .iter()
            .filter(|line| line.verdict == word)
            .count()
    };
    format!(
        "the base is inside {} of {} figures, near {}, off {}",
        count("inside"),
        own.record.len(),
        count("near"),
        count("off"),
    )
}

fn course_text(design: &PairedDesign, own: &OutcomeResult, unit: &str) -> String {
    let step = own.course.len().div_ceil(MOMENTS).max(1);
    let mut text = String::new();
    for moment in own.course.iter().rev().step_by(step).rev() {
        let day = design.base.calendar().first_day(moment.week);
        let line = format!("to {day}: {}", difference(&moment.difference, unit));
        let label = if text.is_empty() { "over time" } else { "" };
        text.push_str(&labelled(label, &line));
    }
    text
}

fn parts_text(name: &str, parts: &[Part], unit: &str) -> String {
    let mut sorted: Vec<&Part> = parts.iter().collect();
    let size = |part: &Part| part.difference.median.abs();
    sorted.sort_by(|one, two| {
        size(two)
            .total_cmp(&size(one))
            .then(one.name.cmp(&two.name))
    });
    let mut text = String::new();
    for part in sorted {
        let line = format!("{}: {}", part.name, difference(&part.difference, unit));
        let label = if text.is_empty() { name } else { "" };
        text.push_str(&labelled(label, &line));
    }
    text
}

/// A line under a label, broken at words.
pub fn labelled(label: &str, text: &str) -> String {
    let body = wrapped(text, LABEL + 2, COLUMNS);
    let head = format!("  {label:<LABEL$}");
    format!("{head}{}", &body[(LABEL + 2).min(body.len())..])
}

/// One row an arm and outcome.
pub fn grid(design: &PairedDesign, result: &PairedResult) -> Grid {
    let mut grid = Grid::new(&[
        "arm",
        "outcome",
        "unit",
        "difference",
        "lo80",
        "hi80",
        "base",
        "verdict",
        "pairs",
    ]);
    for arm in &result.arms {
        for (outcome, own) in design.outcomes.iter().zip(&arm.outcomes) {
            let number = |value: Option<f64>| value.map_or(String::new(), |own| own.to_string());
            grid.push([
                arm.name.clone(),
                outcome.id.to_owned(),
                outcome.unit.to_owned(),
                number(own.difference.map(|own| own.median)),
                number(own.difference.map(|own| own.within_80[0])),
                number(own.difference.map(|own| own.within_80[1])),
                number(own.base.map(|own| own.median)),
                own.verdict.words().to_owned(),
                own.difference.map_or(0, |own| own.count).to_string(),
            ]);
        }
    }
    grid
}

/// The answer for machines.
pub fn json(design: &PairedDesign, result: &PairedResult, told: &ParameterDraws) -> Value {
    let arms = result.arms.iter().map(|arm| {
        let outcomes = design.outcomes.iter().zip(&arm.outcomes);
        json!({
            "name": arm.name,
            "equal_before": arm.branch.map(|week| design.base.calendar().first_day(week).to_string()),
            "outcomes": outcomes
                .map(|(outcome, own)| outcome_json(design, result, outcome, own))
                .collect::<Vec<_>>(),
        })
    });
    json!({
        "plan": plan_json(design),
        "parameters": told,
        "null_is_zero": result.null_is_zero,
        "branch_hash": result.branch_hash,
        "rule": RULE,
        "arms": arms.collect::<Vec<_>>(),
    })
}

fn outcome_json(
    design: &PairedDesign,
    result: &PairedResult,
    outcome: &Outcome,
    own: &OutcomeResult,
) -> Value {
    let number = |intervals: Option<&Intervals>, kind: &str| {
        interval_json(intervals, outcome.unit, kind, result.sample)
    };
    let course = own.course.iter().map(|moment| {
        json!({
            "before": design.base.calendar().first_day(moment.week).to_string(),
            "difference": number(Some(&moment.difference), "paired-difference"),
        })
    });
    let parts = design.among.iter().zip(&own.parts).map(|(among, parts)| {
        let part = |part: &Part| {
            json!({
                "name": part.name,
                "difference": number(Some(&part.difference), "paired-difference"),
                "base": number(Some(&part.base), "level"),
            })
        };
        json!({
            "by": format!("{among:?}").to_lowercase(),
            "parts": parts.iter().map(part).collect::<Vec<_>>(),
        })
    });
    let shares = Kind::ALL.into_iter().zip(own.doubt.shares());
    let doubt: serde_json::Map<String, Value> = shares
        .map(|(kind, share)| (kind.words().replace(' ', "_"), json!(share)))
        .collect();
    json!({
        "id": outcome.id,
        "title": outcome.title,
        "means": outcome.means,
        "difference": number(own.difference.as_ref(), "paired-difference"),
        "base": number(own.base.as_ref(), "level"),
        "pairs": own.differences,
        "band": own.band,
        "same_sign": { "share": own.same_sign.0, "sign": own.same_sign.1 },
        "verdict": { "word": own.verdict.words(), "detail": own.verdict },
        "doubt": doubt,
        "placebo": number(own.placebo.as_ref(), "paired-difference"),
        "record": own.record,
        "course": course.collect::<Vec<_>>(),
        "by": parts.collect::<Vec<_>>(),
        "variants": own.variants,
        "lacks": own.lacks,
        "needs_full_population": outcome.needs_full_population,
        "model_only": outcome.model_only,
    })
}
