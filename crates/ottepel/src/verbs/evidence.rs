//! `ottepel evidence show|conflicts|audit`.

use scenario::ledger::{Claim, Conflict, Source};
use scenario::{Audit, Basis, Scenario};
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::grid::{Grid, clipped, wrapped};
use crate::loading::{self, USUAL_SCENARIO};
use crate::nearest::suggestion;
use crate::problem::Failure;
use crate::session::Session;

/// Show where a number comes from, where sources disagree, what rests on what
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel evidence show SEED0004
  ottepel evidence conflicts
  ottepel evidence audit --format csv
")]
pub struct Arguments {
    /// What to show
    #[command(subcommand)]
    pub action: Action,
    /// The scenario whose evidence is meant
    #[arg(long, value_name = "SCENARIO", default_value = USUAL_SCENARIO, global = true)]
    pub scenario: String,
}

impl Arguments {
    /// Whether the answer is a table.
    pub fn is_table(&self) -> bool {
        !matches!(self.action, Action::Show { .. })
    }
}

/// What to show.
#[derive(clap::Subcommand)]
pub enum Action {
    /// A source, a claim or a table row, with everything that leans on it
    Show {
        /// Key of a source (zemskov2014), claim or table row (CMP0058, SEED0004)
        #[arg(value_name = "KEY")]
        key: String,
    },
    /// What is disputed, by whom, and what the model uses
    Conflicts,
    /// Every parameter, lever and table with its standing, and the counts
    Audit,
}

/// Shows it.
///
/// # Errors
/// `E0511` for an unknown key; the scenario's problems.
pub fn execute(arguments: &Arguments, session: &Session) -> Result<Answer, Failure> {
    let loaded = loading::load(session, &arguments.scenario, &[], &[])?;
    let answer = match &arguments.action {
        Action::Show { key } => show(&loaded.scenario, key)?,
        Action::Conflicts => conflicts(&loaded.scenario),
        Action::Audit => audit(&loaded.scenario),
    };
    Ok(answer.with_warnings(loaded.warnings))
}

fn show(scenario: &Scenario, key: &str) -> Result<Answer, Failure> {
    let ledger = &scenario.ledger;
    let users = users(scenario, key);
    if let Some(source) = ledger.sources.get(key) {
        let claims: Vec<&Claim> = ledger
            .claims
            .values()
            .filter(|own| cites(own, key))
            .collect();
        return Ok(source_answer(source, &claims, &users));
    }
    if let Some(claim) = ledger.claims.get(key) {
        return Ok(claim_answer(scenario, claim, &users));
    }
    let names = ledger
        .sources
        .keys()
        .chain(ledger.claims.keys())
        .map(String::as_str);
    let help = suggestion(
        key,
        names,
        "`ottepel evidence audit --format csv` lists every key",
    );
    Err(Failure::new(
        "E0511",
        format!("there is no evidence with the key \"{key}\""),
    )
    .with_help(help))
}

fn cites(claim: &Claim, key: &str) -> bool {
    claim.sources.iter().any(|own| own == key)
}

/// Names of parameters, levers, messages and releases that give `key` as their source.
fn users(scenario: &Scenario, key: &str) -> Vec<String> {
    let leans =
        |basis: &Basis| matches!(basis, Basis::Source(keys) if keys.iter().any(|own| own == key));
    let parameters = scenario.parameters.iter();
    let parameters = parameters.filter(|own| leans(&own.basis) || own.choices.contains_key(key));
    let levers = scenario.levers.iter().filter(|lever| {
        lever.timeline.iter().any(|step| leans(&step.basis))
            || lever.settings.values().any(|own| leans(&own.basis))
    });
    let messages = scenario.messages.iter().filter(|own| leans(&own.basis));
    let releases = scenario
        .releases
        .iter()
        .filter(|own| leans(&own.basis) || own.decision == key);
    let mut names: Vec<String> = parameters
        .map(|own| format!("parameter {}", own.key))
        .collect();
    names.extend(levers.map(|own| format!("lever {}", own.id)));
    names.extend(messages.map(|own| format!("message {}", own.id)));
    names.extend(releases.map(|own| format!("release {}", own.id)));
    names
}

fn used_by(users: &[String]) -> String {
    if users.is_empty() {
        return "\nNothing in the model leans on it directly.\n".to_owned();
    }
    let lines: String = users.iter().map(|own| format!("  {own}\n")).collect();
    format!("\nUsed by:\n{lines}")
}

fn source_answer(source: &Source, claims: &[&Claim], users: &[String]) -> Answer {
    let seen = if source.seen_at.is_empty() {
        "no text stored"
    } else {
        &source.seen_at
    };
    let mut text = format!(
        "{}\n{}  {}: {seen}\n",
        source.key,
        wrapped(&source.citation, 2, 92),
        source.status
    );
    if !source.note.is_empty() {
        text.push_str(&wrapped(&source.note, 2, 92));
    }
    text.push_str(&format!(
        "\nClaims and table rows that cite it: {}\n",
        claims.len()
    ));
    for claim in claims.iter().take(20) {
        text.push_str(&wrapped(
            &format!("{} ({}) {}", claim.id, standing(claim), claim.statement),
            2,
            96,
        ));
    }
    if claims.len() > 20 {
        text.push_str(&format!(
            "  … and {} more (--format json has all)\n",
            claims.len() - 20
        ));
    }
    text.push_str(&used_by(users));
    let ids: Vec<&str> = claims.iter().map(|own| own.id.as_str()).collect();
    Answer::new(
        text,
        json!({ "source": source, "cited_by": ids, "used_by": users }),
    )
}

/// The confidence mark in one word.
fn standing(claim: &Claim) -> String {
    word(&serde_json::to_value(claim.confidence).unwrap_or_default())
}

fn word(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn claim_answer(scenario: &Scenario, claim: &Claim, users: &[String]) -> Answer {
    let mut text = format!(
        "{} ({})\n{}",
        claim.id,
        standing(claim),
        wrapped(&claim.statement, 2, 92)
    );
    for key in &claim.sources {
        let citation = scenario
            .ledger
            .sources
            .get(key)
            .map_or("", |own| own.citation.as_str());
        text.push_str(&wrapped(&format!("source {key}: {citation}"), 2, 92));
    }
    if !claim.verdict.is_empty() {
        text.push_str(&format!("  the record: {}\n", claim.verdict));
    }
    if !claim.note.is_empty() {
        text.push_str(&wrapped(&claim.note, 2, 92));
    }
    for other in &claim.conflicts_with {
        let statement = scenario
            .ledger
            .claims
            .get(other)
            .map_or("", |own| own.statement.as_str());
        text.push_str(&wrapped(
            &format!("against it, {other}: {statement}"),
            2,
            92,
        ));
    }
    let inside = |own: &&Conflict| own.claims.contains(&claim.id);
    let conflicts: Vec<&Conflict> = scenario.ledger.conflicts.iter().filter(inside).collect();
    for conflict in &conflicts {
        text.push_str(&wrapped(
            &format!("disputed in {}: {}", conflict.id, conflict.question),
            2,
            92,
        ));
    }
    text.push_str(&used_by(users));
    Answer::new(
        text,
        json!({ "claim": claim, "conflicts": conflicts, "used_by": users }),
    )
}

fn conflicts(scenario: &Scenario) -> Answer {
    let ledger = &scenario.ledger;
    let mut text = format!(
        "{} disputes; both sides are kept.\n",
        ledger.conflicts.len()
    );
    let mut grid = Grid::new(&[
        "conflict",
        "question",
        "claim",
        "statement",
        "used",
        "switch",
    ]);
    for conflict in &ledger.conflicts {
        text.push_str(&format!(
            "\n{}\n{}",
            conflict.id,
            wrapped(&conflict.question, 2, 92)
        ));
        for id in &conflict.claims {
            let statement = ledger
                .claims
                .get(id)
                .map_or("", |own| own.statement.as_str());
            let is_default = *id == conflict.default;
            let mark = if is_default { "used" } else { "kept" };
            text.push_str(&wrapped(&format!("{mark}: {id} {statement}"), 4, 96));
            grid.push([
                conflict.id.clone(),
                conflict.question.clone(),
                id.clone(),
                statement.to_owned(),
                is_default.to_string(),
                conflict.parameter.clone().unwrap_or_default(),
            ]);
        }
        if let Some(parameter) = &conflict.parameter {
            text.push_str(&format!(
                "    switch: -S '{parameter}=…', see `ottepel explain {parameter}`\n"
            ));
        }
        if !conflict.note.is_empty() {
            text.push_str(&wrapped(&conflict.note, 4, 96));
        }
    }
    Answer::new(text, json!({ "conflicts": ledger.conflicts })).with_grid(&grid)
}

fn audit(scenario: &Scenario) -> Answer {
    let gaps = world::gaps(scenario).into_iter();
    let audit = scenario::audit(
        scenario,
        gaps.map(|gap| (gap.what, gap.rule.to_owned())).collect(),
    );
    let mut grid = Grid::new(&["kind", "name", "standing", "rests on"]);
    for own in &audit.standings {
        let because = own.because.clone();
        let rests = because.unwrap_or_else(|| own.publications.join(" "));
        let standing = word(&serde_json::to_value(own.confidence).unwrap_or_default());
        grid.push([own.kind.to_owned(), own.key.clone(), standing, rests]);
    }
    let mut text: String = grid
        .to_text()
        .lines()
        .map(|line| clipped(line, 100) + "\n")
        .collect();
    text.push_str(&counts(&audit));
    text.push_str(&findings(&audit));
    Answer::new(text, json!(audit)).with_grid(&grid)
}

/// The counts by kind and by table.
fn counts(audit: &Audit) -> String {
    let mut grid = Grid::new(&["", "verified", "recalled", "estimated", "assumption"]);
    let mut total = [0; 4];
    let kinds = audit
        .by_kind
        .iter()
        .map(|(kind, own)| (format!("{kind}s"), own));
    let tables = audit
        .tables
        .iter()
        .map(|(table, own)| (format!("rows of {table}.csv"), own));
    for (name, own) in kinds.chain(tables) {
        let row = [own.verified, own.recalled, own.estimated, own.assumption];
        total
            .iter_mut()
            .zip(row)
            .for_each(|(sum, count)| *sum += count);
        grid.push([name].into_iter().chain(row.map(|count| count.to_string())));
    }
    grid.push(
        ["in all".to_owned()]
            .into_iter()
            .chain(total.map(|count| count.to_string())),
    );
    format!("\nHow many of each standing:\n{}", grid.to_text())
}

/// What a sceptical reader looks for first.
fn findings(audit: &Audit) -> String {
    let list = |title: &str, names: &[String]| {
        let none = "none".to_owned();
        let names = if names.is_empty() {
            none
        } else {
            names.join(", ")
        };
        format!("\n{title}:\n{}", wrapped(&names, 2, 98))
    };
    let mut text = list(
        "Parameters that no evidence supports",
        &audit.without_evidence,
    );
    text.push_str(&list(
        "Parameters that lean on one publication",
        &audit.one_source,
    ));
    text.push_str(&list(
        "Parameters outside everything their sources say",
        &audit.outside_sources,
    ));
    text.push_str(&list(
        "Conflicts of the record, kept as switches",
        &audit.conflicts,
    ));
    text.push_str("\nGaps in the data, and the rule that fills each:\n");
    for gap in &audit.gaps {
        text.push_str(&wrapped(&format!("{}: {}", gap.what, gap.rule), 2, 98));
    }
    text
}
