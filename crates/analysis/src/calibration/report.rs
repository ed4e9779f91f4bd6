//! A fit told to people: Markdown with what was believed before and after, and the fit row by row.

use std::fmt::Write;

use super::space::Axis;
use super::{Fit, Marginal, Target};
use crate::prior::quantile;
use crate::record::{Recorded, Spread, Verdict};

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
        match &about.rows_until {
            Some(day) => format!(" Rows after {day} were left unseen, and the runs end there."),
            None => String::new(),
        },
    );
    if about.command.is_empty() {
        text.push_str(
            "**Time ended this fit before its last run, so no command makes it again.**\n\n",
        );
    } else {
        let _ = writeln!(
            text,
            "The same command makes it again, on any number of threads and however slow the machine:\n\n\
             ```text\n{}\n```\n",
            about.command
        );
    }
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

/// What was believed about a parameter before the fit and after it.
#[derive(Debug, Clone, Copy)]
pub struct Before<'a> {
    /// The parameter with its prior.
    pub axis: &'a Axis,
    /// What the rows say.
    pub marginal: &'a Marginal,
}

impl Before<'_> {
    /// Before, after and learnt, in words.
    pub fn words(&self) -> [String; 3] {
        let at = |share: f64| quantile(&self.axis.prior, share).map_or("none".to_owned(), digits);
        let interval = |low, median, high| format!("{} ({} to {})", at(median), at(low), at(high));
        let own = self.marginal;
        let learnt = match own.is_identified() {
            true => format!("{:.0} %", own.learnt * 100.0),
            false => "hardly".to_owned(),
        };
        [
            interval(0.1, 0.5, 0.9),
            interval(own.low, own.median, own.high),
            learnt,
        ]
    }
}

/// Every parameter, the best learnt first.
pub fn beliefs(fit: &Fit) -> Vec<Before<'_>> {
    let pairs = fit.space.axes.iter().zip(&fit.marginals);
    let mut all: Vec<Before<'_>> = pairs
        .map(|(axis, marginal)| Before { axis, marginal })
        .collect();
    all.sort_by(|a, b| {
        b.marginal
            .learnt
            .total_cmp(&a.marginal.learnt)
            .then(a.axis.key.cmp(&b.axis.key))
    });
    all
}

fn parameters(text: &mut String, fit: &Fit) {
    text.push_str(
        "## Parameters, before and after\n\n\
         Median and 80 % interval. Learnt is the share of the prior's variance that the rows took away; \
         below 20 %, or within what chance does to so few draws, the rows say hardly anything.\n\n\
         | parameter | unit | before | after | learnt |\n| --- | --- | --- | --- | --- |\n",
    );
    for own in beliefs(fit) {
        let [before, after, learnt] = own.words();
        let (key, unit) = (&own.axis.key, &own.axis.unit);
        let _ = writeln!(text, "| {key} | {unit} | {before} | {after} | {learnt} |");
    }
    text.push('\n');
}

/// A fitted row with the figures of the draws.
#[derive(Debug, Clone, Copy)]
pub struct FittedRow<'a> {
    /// The row.
    pub target: &'a Target,
    /// The draws' figures.
    pub model: Spread,
    /// How they stand.
    pub verdict: Verdict,
}

/// Every fitted row that a draw has a figure for.
pub fn fitted_rows(fit: &Fit) -> Vec<FittedRow<'_>> {
    let of = |(number, target): (usize, &'_ Target)| {
        let figures = fit.figures.iter().map(|own| own[number]);
        let weighted = figures.zip(fit.set.weights.iter().copied()).collect();
        let model = Spread::of(weighted)?;
        let row = &target.row;
        let recorded = Recorded {
            value: row.value.unwrap_or(target.figure),
            low: row.low,
            high: row.high,
        };
        let covered = 2.0 * target.figure / recorded.value - 1.0;
        let verdict = recorded.verdict(model.median, covered);
        Some((number, model, verdict))
    };
    let found = fit.targets.iter().enumerate().filter_map(of);
    found
        .map(|(number, model, verdict)| FittedRow {
            target: &fit.targets[number],
            model,
            verdict,
        })
        .collect()
}

fn rows(text: &mut String, fit: &Fit) {
    text.push_str(
        "## Rows fitted\n\n\
         The model's median and 80 % interval over the draws, chance included. These rows were used; \
         agreement here is no test.\n\n\
         | row | series | date | record | model | verdict |\n| --- | --- | --- | --- | --- | --- |\n",
    );
    for own in fitted_rows(fit) {
        let (row, model) = (&own.target.row, own.model);
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} ({} to {}) | {} |",
            row.id,
            row.series,
            row.date,
            row.value.unwrap_or(own.target.figure),
            digits(model.median),
            digits(model.low),
            digits(model.high),
            own.verdict.words(),
        );
    }
}

/// Three significant digits.
pub fn digits(value: f64) -> String {
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
