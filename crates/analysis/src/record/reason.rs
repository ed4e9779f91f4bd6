//! Why a row is missed, as far as many runs with different parameters can tell.
//!
//! Looked for in this order: the sample, chance, other figures of the record, the parameters. What
//! is said is a likely reason, never a finding: a correlation over draws is no experiment.

use std::collections::BTreeSet;

use super::{RowCheck, Verdict};

/// Least correlation over the draws that is worth naming.
const WORTH_NAMING: f64 = 0.4;
/// And so many standard errors of one that is none: among dozens of parameters chance gives three.
const BEYOND_CHANCE: f64 = 3.5;
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
    let most = check
        .figures
        .iter()
        .copied()
        .fold(f64::NEG_INFINITY, f64::max);
    let reached = (least..=most).contains(&value);
    let moved = varied
        .iter()
        .filter_map(|(key, values)| {
            let share = correlation(values, &check.figures)?;
            (share.abs() >= worth_naming(values)).then_some((key, share))
        })
        .max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()));
    match (reached, moved) {
        (true, Some((key, share))) => format!(
            "a compromise between rows: some draws reach it, and {key} moves it (correlation {share:.2})"
        ),
        (true, None) => "chance: some draws reach it, and no drawn parameter moves it".to_owned(),
        (false, Some((key, share))) => format!(
            "no draw reaches it: {key} moves it (correlation {share:.2}) and other rows hold it back, or the mechanism is too simple"
        ),
        (false, None) => {
            "the mechanism or an input: no draw reaches it and no drawn parameter moves it"
                .to_owned()
        }
    }
}

/// Least correlation worth naming; draws that several runs share count once.
fn worth_naming(values: &[f64]) -> f64 {
    let distinct: BTreeSet<u64> = values.iter().map(|own| own.to_bits()).collect();
    WORTH_NAMING.max(BEYOND_CHANCE / (distinct.len() as f64).sqrt())
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
        one.iter()
            .zip(two)
            .map(|(a, b)| of(a - first, b - second))
            .sum()
    };
    let (both, own, other) = (sum(&|a, b| a * b), sum(&|a, _| a * a), sum(&|_, b| b * b));
    (own > 0.0 && other > 0.0).then(|| both / (own * other).sqrt())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{row, the_check};
    use super::*;
    use jiff::civil::date;

    /// A row that 20 runs miss, with their figures.
    fn missed(value: f64, figure: impl Fn(usize) -> f64) -> RowCheck {
        let row = row("population", "USSR", date(1954, 1, 1), value, "persons");
        RowCheck {
            figures: (0..20).map(figure).collect(),
            verdict: Verdict::Off,
            ..the_check(row)
        }
    }

    fn varied(value: impl Fn(usize) -> f64) -> Varied {
        ("camps.deaths".to_owned(), (0..20).map(value).collect())
    }

    fn of(check: RowCheck, varied: &[Varied]) -> String {
        reasons(&[check], varied)[0].clone().expect("it is missed")
    }

    #[test]
    fn a_parameter_is_named_where_it_moves_the_figure() {
        let moving = varied(|run| run as f64);
        let unreached = of(
            missed(1000.0, |run| run as f64),
            std::slice::from_ref(&moving),
        );
        assert!(unreached.contains("no draw reaches it") && unreached.contains("camps.deaths"));
        let reached = of(missed(7.0, |run| run as f64), &[moving]);
        assert!(reached.starts_with("a compromise"), "{reached}");
        // A parameter that moves nothing is not named, whatever the figure.
        let still = varied(|run| f64::from(u8::from(run % 2 == 0)) + run as f64 / 1e6);
        let unmoved = of(missed(1000.0, |run| (run / 2) as f64), &[still]);
        assert!(unmoved.contains("no drawn parameter moves it"), "{unmoved}");
    }

    #[test]
    fn sample_chance_and_record_come_before_parameters() {
        let mut rare = missed(1000.0, |run| run as f64);
        rare.too_rare = true;
        assert!(of(rare, &[]).starts_with("the sample"));
        let mut event = missed(1000.0, |run| run as f64);
        event.occurs = Some(0.0);
        assert!(of(event, &[]).starts_with("the mechanism"));
        let mut other = missed(2000.0, |run| run as f64);
        other.row.id = "OTHER".to_owned();
        let both = reasons(&[missed(1000.0, |run| run as f64), other], &[]);
        assert!(
            both[0].as_ref().is_some_and(|own| own.contains("OTHER")),
            "{both:?}"
        );
        let inside = RowCheck {
            verdict: Verdict::Inside,
            ..missed(1000.0, |run| run as f64)
        };
        assert_eq!(reasons(&[inside], &[]), [None]);
    }
}
