//! Why a row is missed, as far as many runs with different parameters can tell.
//!
//! Looked for in this order: the sample, chance, other figures of the record, the parameters. What
//! is said is a likely reason, never a finding: a correlation over draws is no experiment.

use super::{RowCheck, Verdict};

/// Least correlation over the draws that is worth naming.
const WORTH_NAMING: f64 = 0.4;
/// Fewest runs from which a correlation is worth anything.
const RUNS: usize = 16;
/// Two figures of one thing that differ by more are a conflict.
const CONFLICT: f64 = 0.05;
/// So many days apart two figures are still of one time.
const DAYS: i32 = 31;

/// Values of one parameter over the runs, in the order of the runs.
pub type Varied = (String, Vec<f64>);

/// The likely reason why each row is near or off; nothing for rows inside or without an answer.
pub fn reasons(checks: &[RowCheck], varied: &[Varied]) -> Vec<Option<String>> {
    let of = |check: &RowCheck| {
        let missed = matches!(check.verdict, Verdict::Near | Verdict::Off);
        missed.then(|| reason(check, checks, varied))
    };
    checks.iter().map(of).collect()
}

fn reason(check: &RowCheck, all: &[RowCheck], varied: &[Varied]) -> String {
    if let Some(occurs) = check.occurs {
        return event(occurs);
    }
    if check.too_rare {
        return "the sample: too few people of it to show the figure".to_owned();
    }
    if let Some(other) = conflicting(check, all) {
        let value = other.row.value.unwrap_or_default();
        return format!(
            "the record: {} gives {value} {} for the same",
            other.row.id, other.row.unit
        );
    }
    if check.figures.len() < RUNS {
        return "cannot tell from so few runs".to_owned();
    }
    parameters(check, varied)
}

fn event(occurs: f64) -> String {
    let share = occurs * 100.0;
    if occurs >= 0.5 {
        format!("the size: {share:.0} % of runs have such an event, of another size")
    } else if occurs > 0.0 {
        format!("chance or place: {share:.0} % of runs have such an event there and then")
    } else {
        "the mechanism: no run has such an event there and then".to_owned()
    }
}

/// Another row about the same time whose figure for the same thing is another.
fn conflicting<'a>(check: &RowCheck, all: &'a [RowCheck]) -> Option<&'a RowCheck> {
    let own = check.row.value? * check.factor;
    all.iter().find(|other| {
        let same = check.answered_by.is_some()
            && other.answered_by == check.answered_by
            && other.row.entity == check.row.entity
            && (other.row.date - check.row.date).get_days().abs() <= DAYS;
        let value = other.row.value.map(|value| value * other.factor);
        same && value.is_some_and(|value| (value - own).abs() > CONFLICT * own.abs())
    })
}

/// Whether any draw reaches the figure, and which parameter moves the model's most.
fn parameters(check: &RowCheck, varied: &[Varied]) -> String {
    let value = check.row.value.unwrap_or_default();
    let least = check.figures.iter().copied().fold(f64::INFINITY, f64::min);
    let most = check.figures.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let reached = (least..=most).contains(&value);
    let moved = varied
        .iter()
        .filter_map(|(key, values)| Some((key, correlation(values, &check.figures)?)))
        .max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()))
        .filter(|(_, share)| share.abs() >= WORTH_NAMING);
    match (reached, moved) {
        (true, Some((key, share))) => format!(
            "a compromise between rows: some draws reach it, and {key} moves it (correlation {share:.2})"
        ),
        (true, None) => "chance: some draws reach it, and no drawn parameter moves it".to_owned(),
        (false, Some((key, share))) => format!(
            "no draw reaches it: {key} moves it (correlation {share:.2}) and other rows hold it back, or the mechanism is too simple"
        ),
        (false, None) => {
            "the mechanism or an input: no draw reaches it and no drawn parameter moves it".to_owned()
        }
    }
}

/// Pearson's; nothing where either does not vary.
fn correlation(one: &[f64], two: &[f64]) -> Option<f64> {
    let count = one.len() as f64;
    if one.len() != two.len() || one.is_empty() {
        return None;
    }
    let mean = |of: &[f64]| of.iter().sum::<f64>() / count;
    let (first, second) = (mean(one), mean(two));
    let sum = |of: &dyn Fn(f64, f64) -> f64| -> f64 {
        one.iter().zip(two).map(|(a, b)| of(a - first, b - second)).sum()
    };
    let (both, own, other) = (sum(&|a, b| a * b), sum(&|a, _| a * a), sum(&|_, b| b * b));
    (own > 0.0 && other > 0.0).then(|| both / (own * other).sqrt())
}
