//! An answer as Markdown: the same words, tables where the terminal has columns.

use super::sentences::{change_lines, range_text, same_sign_text, signed_median};
use super::{Answer, Outcome, estimate_text};
use crate::view::day_text;

/// The answer as Markdown.
pub fn answer_markdown(answer: &Answer) -> String {
    let asked = &answer.asked;
    let mut text = format!(
        "# {}: {}\n\n*{}*\n\n> {}\n\n{}\n",
        asked.id,
        asked.title,
        asked.asks,
        answer.badge.text(),
        answer.short_lines().join("\n\n")
    );
    if !answer.reading.is_empty() {
        text.push_str(&format!("\n## How to read it\n\n{}\n", answer.reading));
    }
    let premise = |own: &super::Premise| {
        let note = own
            .note
            .as_ref()
            .map_or(String::new(), |note| format!(" – {note}"));
        format!("- *{}*: {}{note}", own.standing, own.says)
    };
    list(
        &mut text,
        "What the question takes for granted",
        answer.premises.iter().map(premise),
    );
    text.push_str("\n## What is changed in the model\n");
    for arm in &answer.arms {
        let lines: Vec<String> = arm.changes.iter().flat_map(change_lines).collect();
        let lines = lines.iter().map(|line| format!("- {line}"));
        list(&mut text, &format!("# {}", arm.title), lines);
        if let Some(day) = arm.identical_until {
            text.push_str(&format!(
                "\nUp to {} the branches are equal to the last bit.\n",
                day_text(day)
            ));
        }
    }
    outcomes(&mut text, answer);
    let checks = super::check_lines(answer).into_iter();
    list(
        &mut text,
        "Checked beside it",
        checks.map(|own| format!("- {own}")),
    );
    let turns = answer.reversed_by.iter();
    list(
        &mut text,
        "What turns it round",
        turns.map(|own| format!("- {own}")),
    );
    let testimony = |own: &super::Testimony| match own.citation.as_str() {
        "" => format!("- {} [{}]", own.says, own.key),
        citation => format!("- {} [{}: {citation}]", own.says, own.key),
    };
    list(
        &mut text,
        "For the assumption under test",
        answer.supports.iter().map(testimony),
    );
    list(
        &mut text,
        "Against it",
        answer.against.iter().map(testimony),
    );
    let limits = answer.cannot_say.iter().map(|own| format!("- {own}"));
    list(&mut text, "What the model cannot say", limits);
    text
}

fn list(text: &mut String, heading: &str, items: impl Iterator<Item = String>) {
    let items: Vec<String> = items.collect();
    if !items.is_empty() {
        text.push_str(
            &format!("\n## {heading}\n\n{}\n", items.join("\n")).replace("## # ", "### "),
        );
    }
}

fn outcomes(text: &mut String, answer: &Answer) {
    if answer.outcomes.is_empty() {
        return;
    }
    text.push_str(&format!(
        "\n## In the model, each change against nothing changed\n\n{}\n\n\
         | outcome | change | difference | interval | pairs | verdict |\n| --- | --- | --- | --- | --- | --- |\n",
        answer.badge.short()
    ));
    for outcome in &answer.outcomes {
        rows(text, outcome);
    }
}

fn rows(text: &mut String, outcome: &Outcome) {
    let level = estimate_text(&outcome.base, &outcome.unit);
    text.push_str(&format!(
        "| {} {} | nothing changed: {level} | | | | |\n",
        outcome.name, outcome.when
    ));
    for own in &outcome.differences {
        text.push_str(&format!(
            "| {} | {} | {} | {} | {} | {} |\n",
            outcome.id,
            own.arm,
            signed_median(&own.estimate, &outcome.unit),
            range_text(&own.estimate, &outcome.unit),
            same_sign_text(own),
            own.verdict.word
        ));
    }
}
