//! The verification catalogue: every claim a publication makes about a model, what our code gives, and the verdict.
//!
//! A model file states its claims in a function `cases()`; [`catalogue`] concatenates them. A claim that fails because
//! the *publication* does not follow from its own printed rules is shown as it is, with an honest verdict, and does not
//! have to hold ([`Statement::published_failure`]).

use std::fmt::{self, Display};

use rayon::prelude::*;
use serde::Serialize;

/// How strong the best available test of a claim is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Grade {
    /// An exact closed form or an exhaustive enumeration: passing proves the implementation.
    A,
    /// A deterministic golden run of another program: passing proves the implementation for that configuration.
    B,
    /// Published statistics with a spread, or the measured spread of a replication: agreement in distribution.
    C,
    /// Only a published sign or a qualitative statement: plausibility.
    D,
}

/// What the comparison of a claim with our result says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The result is within the stated tolerance of what was claimed.
    Holds,
    /// The result is outside the stated tolerance.
    Fails,
    /// The claim holds under one reading of the publication and not under another.
    DiffersByRule,
}

/// How much computation a verification may spend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// The whole catalogue within 30 seconds on two cores.
    Quick,
    /// The whole catalogue within five minutes on two cores; statistical claims run over at least 20 seeds.
    Full,
}

impl Effort {
    /// Picks the smaller or the larger amount of work: `effort.choose(5, 20)` seeds.
    pub fn choose<T>(self, quick: T, full: T) -> T {
        match self {
            Effort::Quick => quick,
            Effort::Full => full,
        }
    }
}

/// One claim with its comparison, ready to be printed as a row of a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Claim {
    /// Stable identifier, unique in the catalogue: the case's identifier, a full stop and a number (`EPS-5.2`).
    pub id: String,
    /// The model's name as users type it (`civil-violence`).
    pub model: &'static str,
    /// The claim in one sentence.
    pub claim: String,
    /// Where the claim or its expected value comes from.
    pub source: String,
    /// The value or range claimed.
    pub expected: String,
    /// What our implementation gives.
    pub got: String,
    /// The tolerance the comparison used.
    pub tolerance: String,
    /// How strong this test is.
    pub grade: Grade,
    /// The outcome of the comparison.
    pub verdict: Verdict,
    /// Whether a verdict other than [`Verdict::Holds`] is an error of this software.
    pub must_hold: bool,
    /// What a reader should know beside the numbers; empty when there is nothing to add.
    pub note: String,
}

impl Claim {
    /// Starts a claim: continue with one of the comparisons of [`Statement`].
    pub fn state(
        id: impl Into<String>,
        model: &'static str,
        claim: impl Into<String>,
        source: impl Into<String>,
        grade: Grade,
    ) -> Statement {
        Statement {
            id: id.into(),
            model,
            claim: with_capital(claim.into()),
            source: source.into(),
            grade,
        }
    }

    /// Whether this claim had to hold and does not.
    pub fn is_error(&self) -> bool {
        self.must_hold && self.verdict != Verdict::Holds
    }

    /// Adds what a reader should know beside the numbers.
    #[must_use]
    pub fn with_note(mut self, note: impl Into<String>) -> Claim {
        self.note = note.into();
        self
    }
}

/// A claim without its comparison yet.
#[derive(Clone, Debug)]
pub struct Statement {
    id: String,
    model: &'static str,
    claim: String,
    source: String,
    grade: Grade,
}

impl Statement {
    /// One number within an absolute tolerance of the expected one.
    pub fn number(self, expected: f64, got: f64, tolerance: f64) -> Claim {
        let holds = (got - expected).abs() <= tolerance;
        let digits = decimals(tolerance);
        self.close(
            as_stated(expected, digits),
            decimal(got, digits),
            format!("±{}", two_digits(tolerance)),
            verdict(holds),
        )
    }

    /// Many numbers, each within the same absolute tolerance of its expected one; prints the largest difference.
    ///
    /// Slices of different lengths fail.
    pub fn numbers(self, expected: &[f64], got: &[f64], tolerance: f64) -> Claim {
        let largest = expected
            .iter()
            .zip(got)
            .map(|(e, g)| (e - g).abs())
            .fold(0.0, f64::max);
        let comparable =
            expected.len() == got.len() && expected.iter().chain(got).all(|x| x.is_finite());
        let digits = decimals(tolerance);
        self.close(
            list_of(expected, |&x| as_stated(x, digits)),
            join(got, digits),
            format!("±{} each", two_digits(tolerance)),
            verdict(comparable && largest <= tolerance),
        )
    }

    /// Every sample (one per seed) inside the closed range `low..=high`; prints median, smallest and largest.
    pub fn range(self, low: f64, high: f64, samples: &[f64]) -> Claim {
        let holds = !samples.is_empty() && samples.iter().all(|x| (low..=high).contains(x));
        self.close(
            interval(low, high),
            Spread::of(samples).to_string(),
            "range, every seed".to_owned(),
            verdict(holds),
        )
    }

    /// The median of the samples inside the closed range `low..=high`; prints median, smallest and largest.
    pub fn median_range(self, low: f64, high: f64, samples: &[f64]) -> Claim {
        let spread = Spread::of(samples);
        let holds = (low..=high).contains(&spread.median);
        self.close(
            interval(low, high),
            spread.to_string(),
            "range, median over seeds".to_owned(),
            verdict(holds),
        )
    }

    /// Two values that must be equal.
    pub fn exact<T: PartialEq + Display>(self, expected: T, got: T) -> Claim {
        let holds = expected == got;
        self.close(
            expected.to_string(),
            got.to_string(),
            "exact".to_owned(),
            verdict(holds),
        )
    }

    /// Two lists that must be equal.
    pub fn exact_list<T: PartialEq + Display>(self, expected: &[T], got: &[T]) -> Claim {
        self.close(
            list_of(expected, T::to_string),
            list_of(got, T::to_string),
            "exact".to_owned(),
            verdict(expected == got),
        )
    }

    /// A statement that is true or not, with the words that show it.
    pub fn truth(self, expected: impl Into<String>, got: impl Into<String>, holds: bool) -> Claim {
        self.close(
            expected.into(),
            got.into(),
            "as stated".to_owned(),
            verdict(holds),
        )
    }

    /// A failure of the *publication*: its claim does not follow from its own printed rules.
    ///
    /// The claim is shown with the verdict given and is never an error of this software.
    pub fn published_failure(
        self,
        expected: impl Into<String>,
        got: impl Into<String>,
        verdict: Verdict,
        note: impl Into<String>,
    ) -> Claim {
        let mut claim = self.close(
            expected.into(),
            got.into(),
            "as published".to_owned(),
            verdict,
        );
        claim.must_hold = false;
        claim.note = note.into();
        claim
    }

    /// The general form behind the other comparisons; the claim must hold.
    pub fn close(
        self,
        expected: String,
        got: String,
        tolerance: String,
        verdict: Verdict,
    ) -> Claim {
        Claim {
            id: self.id,
            model: self.model,
            claim: self.claim,
            source: self.source,
            expected,
            got,
            tolerance,
            grade: self.grade,
            verdict,
            must_hold: true,
            note: String::new(),
        }
    }
}

/// Median, smallest and largest of one number per seed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The middle value (the mean of the two middle ones for an even count; NaN without samples).
    pub median: f64,
    /// The smallest value.
    pub min: f64,
    /// The largest value.
    pub max: f64,
    /// How many samples there are.
    pub count: usize,
}

impl Spread {
    /// Summarises samples in any order.
    pub fn of(samples: &[f64]) -> Spread {
        let mut sorted = samples.to_vec();
        sorted.sort_by(f64::total_cmp);
        let (Some(&min), Some(&max)) = (sorted.first(), sorted.last()) else {
            return Spread {
                median: f64::NAN,
                min: f64::NAN,
                max: f64::NAN,
                count: 0,
            };
        };
        let count = sorted.len();
        let median = f64::midpoint(sorted[(count - 1) / 2], sorted[count / 2]);
        Spread {
            median,
            min,
            max,
            count,
        }
    }
}

impl Display for Spread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Spread {
            median,
            min,
            max,
            count,
        } = *self;
        write!(
            f,
            "{} ({} to {}, {count} runs)",
            compact(median),
            compact(min),
            compact(max)
        )
    }
}

/// One entry of the catalogue: a model's test that yields one or more claims.
#[derive(Clone, Copy)]
pub struct Case {
    /// Stable identifier (`EPS-5`).
    pub id: &'static str,
    /// The model's name as users type it (`civil-violence`).
    pub model: &'static str,
    /// Runs the test; deterministic, with fixed seeds.
    pub run: fn(Effort) -> Vec<Claim>,
}

/// Every case of every model, in the alphabetical order of the models' files.
pub fn catalogue() -> Vec<Case> {
    let models: &[fn() -> Vec<Case>] = &[
        crate::cascade::cases,
        crate::civil_violence::cases,
        crate::coalition::cases,
        crate::common_random_numbers::cases,
        crate::contagion::cases,
        crate::control_loss::cases,
        crate::expected_utility::cases,
        crate::false_enforcement::cases,
        crate::fear_memory::cases,
        crate::global_game::cases,
        crate::losers::cases,
        crate::opinion::cases,
        crate::preference_falsification::cases,
        crate::reference_dependence::cases,
        crate::reform::cases,
        crate::rumour::cases,
        crate::selectorate::cases,
        crate::sensitivity::cases,
        crate::serial_reproduction::cases,
        crate::spatial_model::cases,
        crate::tenure::cases,
        crate::terror_information::cases,
        crate::thresholds::cases,
    ];
    models.iter().flat_map(|cases| cases()).collect()
}

/// Runs `run` once for each seed `0..count` on all cores and returns the results in the order of the seeds.
pub fn over_seeds<T: Send>(count: u64, run: impl Fn(u64) -> T + Sync + Send) -> Vec<T> {
    (0..count).into_par_iter().map(run).collect()
}

/// Sentences begin with a capital; Greek letters are symbols and stay.
fn with_capital(mut sentence: String) -> String {
    if let Some(first) = sentence.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    sentence
}

fn verdict(holds: bool) -> Verdict {
    if holds {
        Verdict::Holds
    } else {
        Verdict::Fails
    }
}

/// One digit more than the tolerance resolves, so that differences below it do not show.
fn decimals(tolerance: f64) -> usize {
    (1..=17)
        .find(|&digits| libm::pow(10.0, -(digits as f64)) <= tolerance * 0.2)
        .unwrap_or(17)
}

/// Numbers with this many decimals, separated by commas.
pub(crate) fn join(numbers: &[f64], digits: usize) -> String {
    list_of(numbers, |&x| decimal(x, digits))
}

fn list_of<T>(items: &[T], text: impl Fn(&T) -> String) -> String {
    items.iter().map(text).collect::<Vec<_>>().join(", ")
}

/// A number with this many decimals, and no minus before zero.
fn decimal(x: f64, digits: usize) -> String {
    let text = format!("{x:.digits$}");
    match text.strip_prefix('-') {
        Some(zero) if !zero.contains(|c| ('1'..='9').contains(&c)) => zero.to_owned(),
        _ => text,
    }
}

/// An expected number as its source states it, which may be with fewer decimals than `digits` but never with more.
fn as_stated(x: f64, digits: usize) -> String {
    let stated = x.to_string();
    match stated.split_once('.') {
        Some((_, decimals)) if decimals.len() > digits => decimal(x, digits),
        _ => stated,
    }
}

/// A tolerance to two digits: a bound a little above a round number allows for binary fractions.
fn two_digits(tolerance: f64) -> String {
    format!("{tolerance:.1e}").parse().map_or_else(
        |_| tolerance.to_string(),
        |rounded: f64| format!("{rounded:?}"),
    )
}

/// A whole number in groups of three digits.
pub(crate) fn grouped(number: u64) -> String {
    if number < 1000 {
        return number.to_string();
    }
    format!("{} {:03}", grouped(number / 1000), number % 1000)
}

/// A closed range, or its only number.
fn interval(low: f64, high: f64) -> String {
    if low == high {
        return compact(low);
    }
    format!("{} to {}", compact(low), compact(high))
}

/// A number with at most four significant digits (all digits before the point), without trailing zeros.
pub(crate) fn compact(x: f64) -> String {
    if !x.is_finite() {
        return x.to_string();
    }
    let digits = (0..=8)
        .find(|&d| x.abs() * libm::pow(10.0, f64::from(d)) >= 999.5)
        .unwrap_or(4);
    let text = format!("{x:.0$}", digits as usize);
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}
