//! A fit told to people: Markdown with what was believed before and after, and the fit row by row.

use std::fmt::Write;

use super::{Fit, Marginal};
use crate::prior::quantile;
use crate::record::{Recorded, Spread};

/// The report of a fit.
pub fn markdown(fit: &Fit) -> String {
    let about = &fit.set.provenance;
    let mut text = format!("# Parameters fitted to the record: {}\n\n", about.name);
    let _ = writeln!(
        text,
        "Scenario {}, sample 1/{}, seed {}, program {}. Method: {}.\n\n\
         {} runs; {} draws with the weight of {:.1} equal ones; distance up to {:.2} standard \
         deviations, which is {:.0} % of the runs that were not ruled out.{}\n",
        about.scenario,
        about.sample,
        about.seed,
        about.program,
        about.method,
        about.runs,
        fit.set.rows.len(),
        about.effective_size,
        about.distance,
        about.acceptance * 100.0,
        if fit.is_whole {
            ""
        } else {
            " Time ran out before the last wave was whole."
        },
    );
    if about.effective_size < 10.0 {
        text.push_str(
            "**So few draws do not show how unsure the parameters are.** Give more runs.\n\n",
        );
    }
    waves(&mut text, fit);
    parameters(&mut text, fit);
    rows(&mut text, fit);
    text
}

fn waves(text: &mut String, fit: &Fit) {
    text.push_str(
        "## Waves\n\n| wave | runs | share of the prior not ruled out |\n| --- | --- | --- |\n",
    );
    for (number, wave) in fit.waves.iter().enumerate() {
        let _ = writeln!(
            text,
            "| {} | {} | {:.4} |",
            number + 1,
            wave.runs,
            wave.left
        );
    }
    text.push('\n');
}

fn parameters(text: &mut String, fit: &Fit) {
    text.push_str(
        "## Parameters, before and after\n\n\
         Median and 80 % interval. Learnt is the share of the prior's variance that the rows took away; \
         below 20 %, or within what chance does to so few draws, the rows say hardly anything.\n\n\
         | parameter | unit | before | after | learnt |\n| --- | --- | --- | --- | --- |\n",
    );
    let mut all: Vec<_> = fit.space.axes.iter().zip(&fit.marginals).collect();
    all.sort_by(|a, b| {
        b.1.learnt
            .total_cmp(&a.1.learnt)
            .then(a.0.key.cmp(&b.0.key))
    });
    for (axis, marginal) in all {
        let at = |share: f64| quantile(&axis.prior, share).map_or("none".to_owned(), digits);
        let before = format!("{} ({} to {})", at(0.5), at(0.1), at(0.9));
        let Marginal {
            low, median, high, ..
        } = *marginal;
        let after = format!("{} ({} to {})", at(median), at(low), at(high));
        let learnt = match marginal.is_identified() {
            true => format!("{:.0} %", marginal.learnt * 100.0),
            false => "hardly".to_owned(),
        };
        let _ = writeln!(
            text,
            "| {} | {} | {before} | {after} | {learnt} |",
            axis.key, axis.unit
        );
    }
    text.push('\n');
}

fn rows(text: &mut String, fit: &Fit) {
    text.push_str(
        "## Rows fitted\n\n\
         The model's median and 80 % interval over the draws, chance included. These rows were used; \
         agreement here is no test.\n\n\
         | row | series | date | record | model | verdict |\n| --- | --- | --- | --- | --- | --- |\n",
    );
    for (number, target) in fit.targets.iter().enumerate() {
        let figures = fit.figures.iter().map(|own| own[number]);
        let weighted = figures.zip(fit.set.weights.iter().copied()).collect();
        let Some(spread) = Spread::of(weighted) else {
            continue;
        };
        let row = &target.row;
        let recorded = Recorded {
            value: row.value.unwrap_or(target.figure),
            low: row.low,
            high: row.high,
        };
        let covered = 2.0 * target.figure / recorded.value - 1.0;
        let verdict = recorded.verdict(spread.median, covered);
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} ({} to {}) | {} |",
            row.id,
            row.series,
            row.date,
            recorded.value,
            digits(spread.median),
            digits(spread.low),
            digits(spread.high),
            verdict.words(),
        );
    }
}

/// Three significant digits.
fn digits(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return value.to_string();
    }
    let places = 2 - value.abs().log10().floor() as i32;
    if places >= 0 {
        format!("{value:.*}", places as usize)
    } else {
        let step = 10f64.powi(-places);
        format!("{:.0}", (value / step).round() * step)
    }
}
