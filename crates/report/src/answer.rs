//! Everything that an answer shows, as plain data: what was asked, what was changed, the paired
//! differences with their intervals, the verdict with its rule, the doubt, the sources, the limits.
//!
//! Whoever computes an answer fills these types; [`crate::answer_text`], [`crate::answer_markdown`],
//! [`crate::card`] and [`crate::capsule`] say it. Nothing here is worked out from the model, so that
//! a text, a page and an export cannot differ.

mod badge;
mod check;
mod markdown;
mod numbers;
mod sentences;
mod text;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use badge::Badge;
pub use check::{AnswerProblem, check};
pub use markdown::answer_markdown;
pub use numbers::{Amount, amount, estimate_text, interval_text};
pub use sentences::draws_sentence;
pub(crate) use sentences::{
    base_level, beside_record, change_lines, check_lines, count_words, difference_sentence,
    doubt_sentence, expectation_line, range_text, same_sign_text, signed_median, verdict_line,
};
pub use text::{TextOptions, answer_text};

/// An answer to one question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// What was asked.
    pub asked: Asked,
    /// What the question takes for granted.
    pub premises: Vec<Premise>,
    /// What is changed; the first arm is the headline, the others stand beside it.
    pub arms: Vec<Arm>,
    /// What is looked at, the headline first.
    pub outcomes: Vec<Outcome>,
    /// Shares of endings that exclude one another, where the question is about endings.
    pub endings: Option<Endings>,
    /// What each alternative costs under each goal, where the question is one of value.
    pub trade_off: Option<TradeOff>,
    /// Rival rules beside the record, where the question is one of intent.
    pub model_choice: Option<ModelChoice>,
    /// What the parameters of the pairs rest on.
    pub parameters: ParameterDraws,
    /// What was checked beside the answer.
    pub checks: Checks,
    /// What sources say for the assumption under test.
    pub supports: Vec<Testimony>,
    /// What sources say against it.
    pub against: Vec<Testimony>,
    /// Largest reason to doubt the answer, one sentence.
    pub largest_doubt: String,
    /// What turns the answer round, one sentence each; empty when nothing tried does.
    pub reversed_by: Vec<String>,
    /// How to read it, and its limits.
    pub reading: String,
    /// What the model cannot say.
    pub cannot_say: Vec<String>,
    /// Parts of the question that are refused.
    pub out_of_scope: Vec<OutOfScope>,
    /// What to type next, with what it does.
    pub next: Vec<Next>,
    /// What kind of result this is, of what, how sure, and how to find it again.
    pub badge: Badge,
}

/// What was asked, by whom.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    /// Id, e.g. `ex11`.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// The question in one sentence.
    pub asks: String,
    /// Who raised it, and where.
    pub raised_by: Vec<String>,
    /// Sorts of sentence in it: `cause`, `intent`, `value`, `description`.
    pub kinds: Vec<String>,
}

/// One thing that the question takes for granted.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Premise {
    /// The premise.
    pub says: String,
    /// `supported`, `disputed`, `contradicted` or `unverifiable`.
    pub standing: String,
    /// Claims and rows of the ledger that show it.
    pub rows: Vec<String>,
    /// What the record says instead, or what is missing.
    pub note: Option<String>,
}

/// One way in which things go differently in the model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Arm {
    /// Name within the question.
    pub name: String,
    /// Title for people.
    pub title: String,
    /// What is changed, in order.
    pub changes: Vec<ChangeMade>,
    /// What changes and what does not.
    pub minimal: Option<String>,
    /// Why the change was possible then.
    pub cotenable: Option<String>,
    /// Last day up to which the branch is equal, byte for byte, to the one in which nothing is changed.
    pub identical_until: Option<Date>,
}

/// One changed decision or number.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ChangeMade {
    /// Lever, parameter or release.
    pub target: String,
    /// What it is, one sentence.
    pub means: String,
    /// Setting or value as recorded.
    pub from: String,
    /// Setting or value after the change.
    pub to: String,
    /// What the new setting means, where it has a definition.
    pub to_means: String,
    /// Who decides differently; empty for conditions that nobody decides.
    pub actor: String,
    /// Day of the changed decision.
    pub day: Option<Date>,
    /// Sources of the setting, or the assumption.
    pub basis: String,
}

/// A number with its intervals: the middle of the draws and what holds 50, 80 and 95 % of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// Median of the draws. It is never shown without [`Estimate::lo80`] and [`Estimate::hi80`].
    pub value: f64,
    /// Lower end of the 50 % interval.
    pub lo50: f64,
    /// Upper end of the 50 % interval.
    pub hi50: f64,
    /// Lower end of the 80 % interval.
    pub lo80: f64,
    /// Upper end of the 80 % interval.
    pub hi80: f64,
    /// Lower end of the 95 % interval.
    pub lo95: f64,
    /// Upper end of the 95 % interval.
    pub hi95: f64,
}

/// What is looked at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// Id, e.g. `O01` or `O02.critical`.
    pub id: String,
    /// Name, e.g. `line dispersion`.
    pub name: String,
    /// What it counts, one sentence.
    pub means: String,
    /// Unit, e.g. `index 0-1`, `share`, `people a year`.
    pub unit: String,
    /// Last day of what is compared.
    pub day: Date,
    /// When it is compared, in words: `on 31 December 1956`, `from 5 March to 31 December 1956`.
    pub when: String,
    /// Its level with nothing changed.
    pub base: Estimate,
    /// Figures of the record for it.
    pub record: Vec<Recorded>,
    /// What of the record it can be held against where there is no figure.
    pub anchor: String,
    /// How well the unchanged model reproduces the record for it, in words; empty where there is no
    /// record to compare with.
    pub baseline_miss: String,
    /// True where nothing comparable was ever measured.
    pub model_only: bool,
    /// True for acts too rare for the sample of this answer.
    pub needs_full_population: bool,
    /// Differences smaller than this are called no visible difference.
    pub equivalence: f64,
    /// One difference per arm that was computed.
    pub differences: Vec<Difference>,
}

/// A figure of the record.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Recorded {
    /// What and when, e.g. `convictions in 1956`.
    pub what: String,
    /// The figure as the source gives it.
    pub figure: String,
    /// Row of the historical tables.
    pub row: String,
}

/// The paired difference that an arm makes to an outcome.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// Name of the arm.
    pub arm: String,
    /// Arm minus base.
    pub estimate: Estimate,
    /// Difference of each pair.
    pub members: Vec<f64>,
    /// The difference over time, in order of days; nothing before the branch.
    pub course: Vec<CoursePoint>,
    /// The difference on the other days that the question names.
    pub on_days: Vec<CoursePoint>,
    /// Differences by region, where they were counted.
    pub regions: Vec<RegionDifference>,
    /// What it amounts to, by rule.
    pub verdict: Verdict,
    /// What the width of the interval comes from.
    pub doubt: Doubt,
    /// What was expected before running, in order of days, and whether it came out.
    pub expectations: Vec<Expectation>,
}

/// The difference on a day.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct CoursePoint {
    /// The day.
    pub day: Date,
    /// Arm minus base.
    pub estimate: Estimate,
}

/// The difference in one region.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RegionDifference {
    /// Id of the region.
    pub region: String,
    /// Median over the pairs; absent where the sample holds nobody.
    pub value: Option<f64>,
    /// True when the 80 % interval excludes zero.
    pub clear: bool,
}

/// A verdict with the rule that gave it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// `holds`, `mostly holds`, `depends`, `no visible difference`, `cannot tell` or `out of scope`.
    pub word: String,
    /// The rule.
    pub rule: String,
    /// What was found under the rule.
    pub because: String,
}

/// Where the width of an interval comes from: shares of one, absent where a kind was not examined.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Doubt {
    /// Other seeds.
    pub chance: Option<f64>,
    /// Other values of uncertain parameters.
    pub parameters: Option<f64>,
    /// The other figure where sources disagree.
    pub sources: Option<f64>,
    /// Rival mechanisms.
    pub structure: Option<f64>,
}

impl Doubt {
    /// The four kinds in their fixed order.
    pub fn kinds(&self) -> [(&'static str, Option<f64>); 4] {
        [
            ("chance", self.chance),
            ("parameters", self.parameters),
            ("sources", self.sources),
            ("structure", self.structure),
        ]
    }

    /// The largest examined kind with its share.
    pub fn dominant(&self) -> Option<(&'static str, f64)> {
        let examined = self.kinds().into_iter();
        let examined = examined.filter_map(|(name, share)| Some((name, share?)));
        examined.reduce(|most, own| if own.1 > most.1 { own } else { most })
    }
}

/// What was expected before running.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Expectation {
    /// `rises`, `falls`, `no-difference` or `open`.
    pub expected: String,
    /// Day for which it was expected.
    pub day: Option<Date>,
    /// Whether it came out, false for the contrary; absent where nothing definite was expected or
    /// nothing can be told.
    pub came_out: Option<bool>,
    /// The difference found on that day; absent where no run has a value.
    pub found: Option<Estimate>,
}

/// What the parameters of the pairs rest on.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ParameterDraws {
    /// Name of the fitted set, `prior` where everything comes from the priors.
    pub set: String,
    /// Draws of this answer; none where parameters stand as they are.
    pub draws: usize,
    /// Parameters that the set holds.
    pub fitted: usize,
    /// Rows of the set.
    pub rows: usize,
    /// Equally weighted draws that would say as much as the rows.
    pub worth: f64,
    /// Rows of the record that the set was fitted to; all have the role `target`.
    pub targets: usize,
    /// Whether the set was fitted to this very text of the scenario.
    pub same_text: bool,
    /// Parameters drawn from their priors.
    pub from_priors: usize,
    /// Parameters without a range, which keep their value.
    pub fixed: usize,
}

/// What was checked beside the answer.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Checks {
    /// Nothing changed against nothing changed; absent when it was not run.
    pub null: Option<NullCheck>,
    /// The same change on a day on which it should matter little, per outcome.
    pub placebo: Option<Placebo>,
}

/// Nothing changed against nothing changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct NullCheck {
    /// Pairs compared.
    pub pairs: u32,
    /// Pairs that are equal to the last bit in every outcome.
    pub equal: u32,
}

/// The first arm on another day.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Placebo {
    /// Day of the placebo change.
    pub day: Option<Date>,
    /// Difference of each outcome, in the order of [`Answer::outcomes`].
    pub differences: Vec<Estimate>,
}

/// Endings that exclude one another.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Endings {
    /// What ends, and when.
    pub what: String,
    /// Names of the endings, in the order of the counts.
    pub names: Vec<String>,
    /// One row per arm, the base first; the counts of a row sum to its runs.
    pub rows: Vec<EndingRow>,
}

/// Endings of the runs of one arm.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct EndingRow {
    /// Title of the arm.
    pub arm: String,
    /// Runs per ending.
    pub runs: Vec<u32>,
}

/// What each alternative costs under each goal.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct TradeOff {
    /// Goals with what each leaves out.
    pub goals: Vec<GoalText>,
    /// One row per alternative, the recorded course first.
    pub rows: Vec<TradeOffRow>,
    /// Where a small change of weight turns the order round, one sentence each.
    pub flips: Vec<String>,
}

/// A goal, chosen by the reader and never by the program.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct GoalText {
    /// Name.
    pub name: String,
    /// Whose goal it may have been, and what it leaves out.
    pub says: String,
}

/// An alternative under every goal.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct TradeOffRow {
    /// Title of the arm.
    pub arm: String,
    /// Score under each goal in units of the spread between runs, with intervals; the recorded
    /// course is zero.
    pub scores: Vec<Estimate>,
    /// True when no other alternative is at least as good under every goal and better under one.
    pub undominated: bool,
    /// In how many draws it ranks first under each goal.
    pub first_in: Vec<u32>,
    /// Draws.
    pub of: u32,
}

/// Rival rules beside the record.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ModelChoice {
    /// What of the record they are compared with.
    pub compared_with: String,
    /// The rules, best first.
    pub rules: Vec<RuleFit>,
    /// What can be told, and what not.
    pub verdict: Verdict,
    /// Documents that could tell the rules apart.
    pub documents: Vec<String>,
}

/// How one rule fits.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct RuleFit {
    /// The rule.
    pub rule: String,
    /// Distance between what the rule does and the record, smaller is nearer.
    pub distance: Estimate,
    /// In how many draws it is the nearest.
    pub nearest_in: u32,
    /// Draws.
    pub of: u32,
    /// What it does in the model, in words.
    pub does: String,
}

/// What a source says.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Testimony {
    /// Key of the source, claim or row.
    pub key: String,
    /// What it says, in our words.
    pub says: String,
    /// Citation of the source.
    pub citation: String,
}

/// A part of the question that is refused.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct OutOfScope {
    /// The part, as a question.
    pub asks: String,
    /// Why not.
    pub reason: String,
    /// Outcomes that come nearest.
    pub proxies: Vec<String>,
}

/// A command with what it does.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Next {
    /// What to type.
    pub command: String,
    /// What it does.
    pub does: String,
}

/// The 80 % interval of a difference in words: `80 % interval 4 to 19 points lower`.
pub fn range_of(difference: &Difference, outcome: &Outcome) -> String {
    range_text(&difference.estimate, &outcome.unit)
}

impl Answer {
    /// The headline arm.
    pub fn headline_arm(&self) -> Option<&Arm> {
        self.arms.first()
    }

    /// The headline outcome with the headline arm's difference.
    pub fn headline(&self) -> Option<(&Outcome, &Difference)> {
        let arm = &self.headline_arm()?.name;
        let outcome = self.outcomes.first()?;
        Some((outcome, outcome.difference(arm)?))
    }

    /// Title of an arm.
    pub fn arm_title<'a>(&'a self, name: &'a str) -> &'a str {
        let arm = self.arms.iter().find(|arm| arm.name == name);
        arm.map_or(name, |arm| &arm.title)
    }
}

impl Outcome {
    /// The difference that an arm makes.
    pub fn difference(&self, arm: &str) -> Option<&Difference> {
        self.differences.iter().find(|own| own.arm == arm)
    }
}

impl Difference {
    /// How many members have the sign of the median, and how many there are.
    pub fn same_sign(&self) -> (usize, usize) {
        let positive = self.estimate.value > 0.0;
        let same = |own: &&f64| **own != 0.0 && (**own > 0.0) == positive;
        (self.members.iter().filter(same).count(), self.members.len())
    }

    /// True when no pair differs at all.
    pub fn is_nothing(&self) -> bool {
        self.members.iter().all(|own| *own == 0.0)
    }
}

impl Estimate {
    /// The same number without any width.
    pub fn exactly(value: f64) -> Self {
        Estimate {
            value,
            lo50: value,
            hi50: value,
            lo80: value,
            hi80: value,
            lo95: value,
            hi95: value,
        }
    }

    /// Quantiles of some draws, between neighbours in proportion; nothing for no draws.
    pub fn of(draws: &[f64]) -> Option<Self> {
        let mut sorted: Vec<f64> = draws
            .iter()
            .copied()
            .filter(|own| own.is_finite())
            .collect();
        sorted.sort_by(f64::total_cmp);
        let last = sorted.len().checked_sub(1)?;
        let at = |share: f64| {
            let place = share * last as f64;
            let below = place.floor() as usize;
            let above = (below + 1).min(last);
            let part = place - below as f64;
            sorted[below] * (1.0 - part) + sorted[above] * part
        };
        Some(Estimate {
            value: at(0.5),
            lo50: at(0.25),
            hi50: at(0.75),
            lo80: at(0.1),
            hi80: at(0.9),
            lo95: at(0.025),
            hi95: at(0.975),
        })
    }
}
