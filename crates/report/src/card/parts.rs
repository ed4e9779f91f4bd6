//! The words and tables of a card.

use super::{ArmPart, OutcomePart, ResultRow};
use crate::answer::{
    Answer, Arm, ChangeMade, Difference, Estimate, ModelChoice, Outcome, TradeOff, base_level,
    beside_record, change_lines, count_words, estimate_text, expectation_line, range_text,
    same_sign_text, signed_median, verdict_line,
};
use crate::page::Table;
use crate::view::day_text;

/// Rows of results that a printed page has room for.
const ROWS_ON_PAPER: usize = 10;
/// Changes named of another alternative.
const CHANGES_BESIDE: usize = 3;
/// Rows of the headline outcome that stand beside a table of goals.
const ROWS_BESIDE_GOALS: usize = 4;

/// The word of the verdict at the top.
pub(super) fn verdict_word(answer: &Answer) -> String {
    answer
        .lead_verdict()
        .map_or(String::new(), |own| own.word.clone())
}

/// Title of another alternative, and its changes in short.
pub(super) fn other(arm: &Arm) -> (String, String) {
    let change = |own: &ChangeMade| {
        let day = own
            .day
            .map_or(String::new(), |day| format!(", {}", day_text(day)));
        format!("{}: {} → {}{day}", own.target, own.from, own.to)
    };
    let mut changes: Vec<String> = arm.changes.iter().map(change).collect();
    if changes.len() > CHANGES_BESIDE {
        let more = changes.len() - CHANGES_BESIDE;
        changes.truncate(CHANGES_BESIDE);
        changes.push(format!("{more} more"));
    }
    let changes = if changes.is_empty() {
        "nothing".to_owned()
    } else {
        changes.join("; ")
    };
    (arm.title.clone(), changes)
}

/// What an arm changes, and why it was possible.
pub(super) fn arm(arm: &Arm) -> ArmPart {
    let possible = arm
        .cotenable
        .iter()
        .map(|own| format!("Possible then: {own}"));
    let minimal = arm.minimal.iter().cloned();
    let equal = arm.identical_until.map(|day| {
        format!(
            "Up to {} the branches are equal to the last bit.",
            day_text(day)
        )
    });
    ArmPart {
        title: arm.title.clone(),
        lines: arm.changes.iter().flat_map(change_lines).collect(),
        notes: possible.chain(minimal).chain(equal).collect(),
    }
}

/// Every outcome under every change.
pub(super) fn results(answer: &Answer) -> Vec<OutcomePart> {
    let row = |outcome: &Outcome, own: &Difference| {
        let range = match own.is_nothing() {
            true => "no pair differs: no interval".to_owned(),
            false => range_text(&own.estimate, &outcome.unit),
        };
        let cells = vec![
            answer.arm_title(&own.arm).to_owned(),
            signed_median(&own.estimate, &outcome.unit),
            range,
            same_sign_text(own),
            own.verdict.word.clone(),
            short_expectations(&own.expectations),
        ];
        ResultRow {
            cells,
            printed: true,
        }
    };
    let part = |outcome: &Outcome| {
        // The name says that it needs everybody, and a card has little room.
        let record = beside_record(outcome);
        let record = record
            .split(": counts this small")
            .next()
            .unwrap_or_default();
        let mut level = format!("{}; {record}", base_level(outcome));
        // What no change moves, or a sample hardly shows, is not spread out change by change.
        let shown = match outcome.differences.iter().all(Difference::is_nothing) {
            true => {
                level.push_str("; no pair differs under any of the changes");
                0
            }
            false if outcome.needs_full_population => 1,
            false => usize::MAX,
        };
        let shown = outcome.differences.iter().take(shown);
        OutcomePart {
            name: outcome_name(outcome),
            level,
            rows: shown.map(|own| row(outcome, own)).collect(),
            printed: true,
        }
    };
    let mut parts: Vec<OutcomePart> = answer.outcomes.iter().map(part).collect();
    match answer.trade_off {
        // The table of goals says what the outcomes amount to, and needs their room.
        Some(_) => {
            parts
                .iter_mut()
                .skip(1)
                .for_each(|part| part.printed = false);
            let rows = parts.iter_mut().flat_map(|part| &mut part.rows);
            rows.skip(ROWS_BESIDE_GOALS)
                .for_each(|row| row.printed = false);
        }
        None => fit_on_paper(&mut parts),
    }
    parts
}

/// Keeps the rows of all outcomes under the headline change, and those under the others, outcome by
/// outcome, as far as a page has room.
fn fit_on_paper(parts: &mut [OutcomePart]) {
    let headline = parts.iter().filter(|part| !part.rows.is_empty()).count();
    let mut room = ROWS_ON_PAPER.saturating_sub(headline);
    for part in parts {
        for row in part.rows.iter_mut().skip(1) {
            row.printed = room > 0;
            room = room.saturating_sub(1);
        }
    }
}

fn short_expectations(own: &[crate::answer::Expectation]) -> String {
    let short = |own: &crate::answer::Expectation| {
        let line = expectation_line(own);
        line.trim_start_matches("written before running: ")
            .to_owned()
    };
    match own {
        [] => "–".to_owned(),
        own => own.iter().map(short).collect::<Vec<_>>().join("; "),
    }
}

fn outcome_name(outcome: &Outcome) -> String {
    let mut name = format!("{} {}", outcome.name, outcome.when);
    if outcome.model_only {
        name.push_str(" (model only)");
    }
    if outcome.needs_full_population {
        name.push_str(" (needs the full population)");
    }
    name
}

/// Alternatives under every goal.
pub(super) fn trade_off(own: &TradeOff) -> Table {
    let mut header = vec!["alternative".to_owned()];
    header.extend(own.goals.iter().map(|goal| goal.name.clone()));
    header.push("something clearly better and not worse?".to_owned());
    let row = |row: &crate::answer::TradeOffRow| {
        let mut cells = vec![row.arm.clone()];
        cells.extend(row.scores.iter().zip(&row.first_in).map(|(score, first)| {
            match score.lo80 > 0.0 || score.hi80 < 0.0 {
                true => format!("{}, first in {first} of {}", score_text(score), row.of),
                false => "–".to_owned(),
            }
        }));
        let front = if row.undominated { "no" } else { "yes" };
        cells.push(front.to_owned());
        cells
    };
    Table {
        caption: "What each alternative costs, goal by goal, in spreads between runs; the recorded course is zero, – cannot be told from it".to_owned(),
        header,
        rows: own.rows.iter().map(row).collect(),
        ..Table::default()
    }
}

fn score_text(score: &Estimate) -> String {
    format!(
        "{} ({})",
        signed_median(score, "index"),
        range_text(score, "index")
    )
}

/// Rival rules beside the record.
pub(super) fn rules(choice: &ModelChoice) -> Table {
    let row = |own: &crate::answer::RuleFit| {
        vec![
            own.rule.clone(),
            own.does.clone(),
            estimate_text(&own.distance, "weeks"),
            count_words(own.nearest_in, own.of, "runs"),
        ]
    };
    Table {
        caption: format!(
            "Rival rules beside the record: {}. Verdict: {}",
            choice.compared_with,
            verdict_line(&choice.verdict)
        ),
        header: [
            "rule",
            "what it does in the model",
            "distance from the record",
            "nearest in",
        ]
        .map(str::to_owned)
        .to_vec(),
        rows: choice.rules.iter().map(row).collect(),
        ..Table::default()
    }
}
