//! The model's description after the ODD protocol: prose with what the program says of itself.

use std::fmt::Write as _;

use rules::{PHASES, SERIES, texts};
use scenario::{Lever, Parameter, Scenario};

use crate::verbs::explain::basis;

/// The prose, with a mark where each generated part belongs.
const PROSE: &str = include_str!("odd.md");

/// The whole description, in Markdown.
pub fn page(scenario: &Scenario) -> String {
    let parts = [
        ("phases", phases()),
        ("levers", levers(scenario)),
        ("texts", texts_and_rules(scenario)),
        ("submodels", submodels()),
        ("parameters", parameters(scenario)),
        ("series", series()),
    ];
    let mut page = PROSE.to_owned();
    for (mark, part) in parts {
        page = page.replace(&format!("<!-- {mark} -->"), part.trim_end());
    }
    page
}

/// A table row; bars inside a cell would end it.
fn row(cells: &[&str]) -> String {
    let cells: Vec<_> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
    format!("| {} |\n", cells.join(" | "))
}

fn header(names: &[&str]) -> String {
    row(names) + &row(&vec!["---"; names.len()])
}

fn phases() -> String {
    let mut text = String::new();
    for (position, phase) in PHASES.iter().enumerate() {
        let _ = writeln!(
            text,
            "{}. **{}** – {}",
            position + 1,
            phase.name,
            phase.what
        );
    }
    text
}

fn levers(scenario: &Scenario) -> String {
    let mut text = header(&["lever", "what it sets", "recorded course"]);
    for lever in &scenario.levers {
        text += &row(&[&format!("`{}`", lever.id), &lever.means, &course(lever)]);
    }
    text
}

/// The recorded course of a lever in one line.
fn course(lever: &Lever) -> String {
    let step = |step: &scenario::Step| format!("{} {}", step.date, step.setting);
    let steps: Vec<_> = lever.timeline.iter().map(step).collect();
    steps.join("; ")
}

fn texts_and_rules(scenario: &Scenario) -> String {
    let mut text = header(&["id", "what it is"]);
    for message in &scenario.messages {
        text += &row(&[&format!("`{}`", message.id), &message.title]);
    }
    for release in &scenario.releases {
        let what = format!(
            "release rule, in force from {} ({})",
            release.from, release.decision
        );
        text += &row(&[&format!("`{}`", release.id), &what]);
    }
    text
}

fn submodels() -> String {
    let mut text = String::new();
    for phase in &PHASES {
        for file in phase.files {
            let words = texts::text_of(file).unwrap_or_default();
            let _ = writeln!(text, "**`{file}`** ({})\n\n{}\n", phase.name, plain(&words));
        }
    }
    text
}

/// Links between items mean nothing outside the program's own documentation.
fn plain(words: &str) -> String {
    words.replace("[`", "`").replace("`]", "`")
}

fn parameters(scenario: &Scenario) -> String {
    let mut text = String::new();
    let mut group = "";
    for parameter in scenario.parameters.iter() {
        let own = parameter.key.split('.').next().unwrap_or("");
        if own != group {
            group = own;
            let _ = write!(
                text,
                "\n#### {group}\n\n{}",
                header(&["key", "value", "prior", "what it means", "basis"])
            );
        }
        text += &parameter_row(parameter);
    }
    text
}

fn parameter_row(own: &Parameter) -> String {
    row(&[
        &format!("`{}`", own.key),
        &format!("{} {}", own.value, own.unit),
        own.prior.as_deref().unwrap_or(""),
        &own.means,
        &basis(&own.basis),
    ])
}

fn series() -> String {
    let mut text = header(&["series", "unit", "what it counts", "marks"]);
    for series in SERIES {
        let marks = [
            (series.needs_full_population, "needs the full population"),
            (series.model_only, "model only"),
            (series.regional, "by region"),
        ];
        let marks: Vec<_> = marks
            .iter()
            .filter(|(on, _)| *on)
            .map(|(_, mark)| *mark)
            .collect();
        text += &row(&[
            &format!("`{}`", series.name),
            series.unit,
            series.meaning,
            &marks.join(", "),
        ]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_of_the_prose_is_filled() {
        let loaded = scenario::load(&scenario::LoadRequest {
            scenario: crate::loading::USUAL_SCENARIO.to_owned(),
            overlays: Vec::new(),
            settings: Vec::new(),
            project: std::path::PathBuf::new(),
        });
        let page = page(&loaded.scenario.expect("the shipped scenario loads"));
        assert!(!page.contains("<!--"), "a mark was left in the page");
        for phase in &PHASES {
            assert!(page.contains(phase.what));
        }
    }
}
