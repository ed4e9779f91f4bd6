//! An answer on a terminal: what matters most first, at most a hundred columns.

use super::numbers::amount;
use super::sentences::{
    base_level, beside_record, change_lines, check_lines, difference_sentence, expectation_line,
    range_text, same_sign_text, signed_median, verdict_line,
};
use super::{Answer, Arm, Difference, Endings, ModelChoice, Outcome, Premise, TradeOff};
use crate::paragraph::{bars, wrapped};
use crate::svg::badge_lines;
use crate::view::day_text;

/// Columns of a terminal line.
const COLUMNS: usize = 100;
/// Columns that lines within a section are indented by.
const INDENT: usize = 2;
/// Runs below which an order of alternatives is a sketch.
const FEW_RUNS: u32 = 8;
/// Letters of an arm's name.
const MOST_NAME: usize = 28;
/// Letters of the course of a difference.
const COURSE: usize = 24;

/// How the text is shown.
#[derive(Debug, Clone, Copy, Default)]
pub struct TextOptions {
    /// No drawing, one fact a line.
    pub plain: bool,
}

/// The answer for people at a terminal.
pub fn answer_text(answer: &Answer, options: &TextOptions) -> String {
    let mut page = Page {
        text: String::new(),
        plain: options.plain,
    };
    page.badge(&answer.badge.text());
    page.asked(answer);
    page.in_short(answer);
    page.reading(answer);
    page.premises(&answer.premises);
    page.changed(&answer.arms);
    if let Some(endings) = &answer.endings {
        page.endings(endings);
    }
    if let Some(choice) = &answer.model_choice {
        page.model_choice(choice);
    }
    if let Some(trade_off) = &answer.trade_off {
        page.trade_off(trade_off);
    }
    page.outcomes(answer);
    page.checks(answer);
    page.doubt(answer);
    page.sources(answer);
    page.limits(answer);
    page.next(answer);
    page.text
}

struct Page {
    text: String,
    plain: bool,
}

impl Page {
    fn badge(&mut self, badge: &str) {
        for line in badge_lines(badge, COLUMNS) {
            self.text.push_str(&line);
            self.text.push('\n');
        }
    }

    fn heading(&mut self, heading: &str) {
        self.text.push('\n');
        self.text.push_str(heading);
        self.text.push('\n');
    }

    fn line(&mut self, indent: usize, text: &str) {
        if self.plain {
            self.text.push_str(text.trim());
            self.text.push('\n');
        } else {
            self.text.push_str(&wrapped(text, indent, COLUMNS));
        }
    }

    /// A label in a column of its own, the text beside it.
    fn beside(&mut self, label: &str, text: &str) {
        const LABEL: usize = 16;
        if self.plain {
            return self.line(0, &format!("{label}: {text}"));
        }
        let wrapped = wrapped(text, INDENT + LABEL, COLUMNS);
        let body = wrapped.trim_start();
        self.text
            .push_str(&format!("{:INDENT$}{label:<LABEL$}{body}", ""));
    }

    fn asked(&mut self, answer: &Answer) {
        let asked = &answer.asked;
        self.heading(&format!("{}  {}", asked.id, asked.title));
        self.line(INDENT, &asked.asks);
        if let Some(raised) = answer.raised() {
            self.line(INDENT, &raised);
        }
    }

    fn in_short(&mut self, answer: &Answer) {
        self.heading("In short");
        for line in answer.short_lines() {
            self.line(INDENT, &line);
        }
    }

    fn reading(&mut self, answer: &Answer) {
        if !answer.reading.is_empty() {
            self.heading("How to read it");
            self.line(INDENT, &answer.reading);
        }
    }

    fn premises(&mut self, premises: &[Premise]) {
        if premises.is_empty() {
            return;
        }
        self.heading("What the question takes for granted");
        for premise in premises {
            let rows = match premise.rows.as_slice() {
                [] => String::new(),
                rows => format!(" [{}]", rows.join(", ")),
            };
            let note = premise
                .note
                .as_ref()
                .map_or(String::new(), |note| format!(" – {note}"));
            let text = format!("{}{note}{rows}", premise.says);
            self.beside(&premise.standing, &text);
        }
    }

    fn changed(&mut self, arms: &[Arm]) {
        if arms.is_empty() {
            return;
        }
        self.heading("What is changed in the model");
        for (arm, number) in arms.iter().zip(1..) {
            self.line(INDENT, &format!("{number}. {} ({})", arm.title, arm.name));
            for line in arm.changes.iter().flat_map(change_lines) {
                self.line(INDENT + 3, &line);
            }
            if let Some(cotenable) = &arm.cotenable {
                self.line(INDENT + 3, &format!("possible then: {cotenable}"));
            }
            if let Some(minimal) = &arm.minimal {
                self.line(INDENT + 3, minimal);
            }
            if let Some(day) = arm.identical_until {
                let text = format!(
                    "up to {} the branches are equal to the last bit",
                    day_text(day)
                );
                self.line(INDENT + 3, &text);
            }
        }
    }

    fn outcomes(&mut self, answer: &Answer) {
        if answer.outcomes.is_empty() {
            return;
        }
        self.heading("In the model, each change against nothing changed");
        if !self.plain {
            let legend = "Blocks show the middle of the interval over time; at half height there is no difference.";
            self.line(INDENT, legend);
        }
        if answer.outcomes.iter().any(Outcome::has_open_verdict) {
            let legend = "Cannot tell yet: all pairs point one way, but too few draws, sources or structures were tried; in a first answer these are tried with the first change alone.";
            self.line(INDENT, legend);
        }
        for outcome in &answer.outcomes {
            self.outcome(answer, outcome);
        }
    }

    fn outcome(&mut self, answer: &Answer, outcome: &Outcome) {
        let heading = format!(
            "{} {} {}: {}",
            outcome.id, outcome.name, outcome.when, outcome.means
        );
        self.line(INDENT, &heading);
        self.line(INDENT + 3, &base_level(outcome));
        self.line(INDENT + 3, &beside_record(outcome));
        if outcome
            .differences
            .iter()
            .all(Difference::is_never_anything)
        {
            return self.line(INDENT + 3, "no pair differs under any of the changes");
        }
        // What a sample hardly shows is not spread out change by change.
        let shown = if outcome.needs_full_population {
            1
        } else {
            usize::MAX
        };
        let changed = outcome.differences.iter();
        let changed = changed.filter(|own| answer.changes_something(&own.arm));
        for difference in changed.take(shown) {
            if self.plain {
                let arm = answer.arm_title(&difference.arm);
                let sentence = difference_sentence(outcome, difference);
                let verdict = &difference.verdict.word;
                self.line(0, &format!("{arm}: {sentence} Verdict: {verdict}."));
            } else {
                self.difference(answer, outcome, difference);
            }
        }
    }

    fn difference(&mut self, answer: &Answer, outcome: &Outcome, difference: &Difference) {
        let names = answer.arms.iter().map(|arm| arm.name.chars().count());
        let column = names.max().unwrap_or(0).clamp(8, MOST_NAME) + 2;
        let indent = INDENT + 3;
        let name: String = difference.arm.chars().take(MOST_NAME).collect();
        let body = wrapped(
            &difference_line(outcome, difference),
            indent + column,
            COLUMNS,
        );
        self.text.push_str(&format!(
            "{:indent$}{name:<column$}{}",
            "",
            body.trim_start()
        ));
        for own in difference.days_that_differ() {
            let median = signed_median(&own.estimate, &outcome.unit);
            let range = range_text(&own.estimate, &outcome.unit);
            let line = format!("{}: {median} ({range})", outcome.by(own.day));
            self.line(indent + column, &line);
        }
        if let Some(course) = course(difference, amount(&outcome.unit).factor()) {
            self.line(indent + column, &course);
        }
        for expectation in &difference.expectations {
            self.line(indent + column, &expectation_line(expectation));
        }
    }

    fn endings(&mut self, endings: &Endings) {
        self.heading(&format!("Endings in the model: {}", endings.what));
        for row in &endings.rows {
            let all: u32 = row.runs.iter().sum();
            let part = |(name, runs): (&String, &u32)| format!("{name} {runs}");
            let came = endings.names.iter().zip(&row.runs);
            let parts: Vec<String> = came.filter(|(_, runs)| **runs > 0).map(part).collect();
            let text = format!("of {all} runs: {}", parts.join(", "));
            self.line(INDENT, &format!("{} – {text}", row.arm));
        }
        self.line(
            INDENT,
            "The endings exclude one another; each row counts every run once, and endings that do not come are left out.",
        );
    }

    fn model_choice(&mut self, choice: &ModelChoice) {
        self.heading("Rival rules beside the record");
        self.line(INDENT, &format!("Compared with: {}.", choice.compared_with));
        for rule in &choice.rules {
            let distance = super::estimate_text(&rule.distance, "weeks");
            let text = format!(
                "{}: nearest in {} of {} runs; distance from the record {distance}. In the model, {}.",
                rule.rule, rule.nearest_in, rule.of, rule.does
            );
            self.line(INDENT, &text);
        }
        self.line(
            INDENT,
            &format!("Verdict: {}.", verdict_line(&choice.verdict)),
        );
        for document in &choice.documents {
            self.line(
                INDENT,
                &format!("Documents that could tell them apart: {document}"),
            );
        }
    }

    /// Goal by goal: what ranks first, and what is clearly better or worse than the recorded course.
    fn trade_off(&mut self, trade_off: &TradeOff) {
        self.heading("What each alternative costs, goal by goal; the goals are yours to choose");
        self.line(
            INDENT,
            "Scores in spreads between runs, the recorded course at zero, with the 80 % interval; in brackets the runs in which an alternative ranks first. What is left out under a goal cannot be told from the record.",
        );
        if trade_off.rows.iter().any(|row| row.of < FEW_RUNS) {
            self.line(
                INDENT,
                "So few runs give a sketch of the order, no more; --refine makes it a picture.",
            );
        }
        for (goal, at) in trade_off.goals.iter().zip(0..) {
            self.line(INDENT, &format!("{}: {}", goal.name, goal.says));
            let mut told: Vec<&super::TradeOffRow> = trade_off.told_under(at).collect();
            told.sort_by(|one, two| two.scores[at].value.total_cmp(&one.scores[at].value));
            for row in told {
                let score = score_text(&row.scores[at]);
                let first = row.first_in.get(at).copied().unwrap_or(0);
                let line = format!("{}: {score} [{first} of {}]", row.arm, row.of);
                self.line(INDENT + 3, &line);
            }
        }
        for row in &trade_off.rows {
            if row.undominated {
                let line = format!(
                    "{}: nothing else is clearly better under one goal without being worse under another.",
                    row.arm
                );
                self.line(INDENT, &line);
            }
        }
        for flip in &trade_off.flips {
            self.line(INDENT, &format!("Where the order turns round: {flip}"));
        }
    }

    fn checks(&mut self, answer: &Answer) {
        self.heading("Checked beside it");
        for line in check_lines(answer) {
            self.line(INDENT, &line);
        }
    }

    fn doubt(&mut self, answer: &Answer) {
        self.heading("What turns it round");
        if answer.reversed_by.is_empty() {
            self.line(
                INDENT,
                "Nothing that was tried at this effort turns the sign round.",
            );
        }
        for reason in &answer.reversed_by {
            self.line(INDENT, reason);
        }
    }

    fn sources(&mut self, answer: &Answer) {
        self.heading("Sources on the assumption under test");
        let both = [("for", &answer.supports), ("against", &answer.against)];
        for (side, testimonies) in both {
            for own in testimonies {
                let citation = if own.citation.is_empty() {
                    &own.key
                } else {
                    &own.citation
                };
                self.beside(side, &format!("{} [{}: {citation}]", own.says, own.key));
            }
        }
    }

    fn limits(&mut self, answer: &Answer) {
        self.heading("What the model cannot say");
        for limit in &answer.cannot_say {
            self.line(INDENT, limit);
        }
        for part in &answer.out_of_scope {
            let proxies = part.proxies.join(", ");
            let text = format!(
                "Refused: {} {} Nearest outcomes: {proxies}.",
                part.asks, part.reason
            );
            self.line(INDENT, &text);
        }
    }

    fn next(&mut self, answer: &Answer) {
        self.heading("Next");
        for next in &answer.next {
            self.line(INDENT, &format!("{} – {}", next.command, next.does));
        }
    }
}

/// The difference, its interval, the share of pairs with its sign and the verdict.
fn difference_line(outcome: &Outcome, difference: &Difference) -> String {
    if difference.is_nothing() {
        return format!("no pair differs {}", outcome.when);
    }
    format!(
        "{} ({}); {} pairs; {}",
        signed_median(&difference.estimate, &outcome.unit),
        range_text(&difference.estimate, &outcome.unit),
        same_sign_text(difference),
        difference.verdict.word
    )
}

/// A score with its interval; scores have no unit.
fn score_text(score: &super::Estimate) -> String {
    format!(
        "{} ({})",
        signed_median(score, "index"),
        range_text(score, "index")
    )
}

/// The course of the difference from the branch on, zero in the middle of the letters' height.
fn course(difference: &Difference, factor: f64) -> Option<String> {
    let first = difference.course.first()?;
    let last = difference.course.last()?;
    let values: Vec<f64> = difference
        .course
        .iter()
        .map(|own| own.estimate.value * factor)
        .collect();
    let reach = values.iter().fold(0.0f64, |most, own| most.max(own.abs()));
    if reach == 0.0 || values.len() < 4 {
        return None;
    }
    let letters = bars(&values, COURSE, (-reach, reach));
    Some(format!(
        "{} {letters} {}",
        first.day.year(),
        last.day.year()
    ))
}
