//! Historians' statements: sentences about the course of a run that can be read aloud and tested.

use std::ops::Range;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::check_text::surroundings;
use crate::codes;
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::Files;
use crate::located::Located;
use crate::lowering::Lowering;
use crate::nearest::did_you_mean;
use crate::parameter::Basis;
use crate::source_text::SourceText;
use crate::{Place, Scenario};

/// Share of runs in which a `must` holds when none is written.
const USUAL_SHARE: f64 = 0.8;

/// What follows when a statement does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StatementKind {
    /// The check fails.
    Must,
    /// A lower score.
    Should,
    /// It may hold in no run; the check fails if it does in one.
    Never,
    /// Nothing: historians disagree, and the share is reported.
    Open,
}

impl StatementKind {
    /// Every kind, in the order of the file.
    pub const ALL: [StatementKind; 4] = [Self::Must, Self::Should, Self::Never, Self::Open];

    /// The word in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Must => "must",
            Self::Should => "should",
            Self::Never => "never",
            Self::Open => "open",
        }
    }
}

/// One sentence with its test.
#[derive(Debug, Clone)]
pub struct Statement {
    /// What follows when it does not hold.
    pub kind: StatementKind,
    /// Pattern of the model's purpose that it tests, `P1` to `P9`.
    pub pattern: Option<String>,
    /// The sentence.
    pub say: String,
    /// The test as written.
    pub then: String,
    /// Overlays of the run that it is about; none for the scenario as recorded.
    pub overlays: Vec<String>,
    /// Settings of that run, as on the command line.
    pub settings: Vec<String>,
    /// Share of runs in which it must hold.
    pub share: f64,
    /// Rows and claims it leans on, or the stated assumption.
    pub basis: Basis,
    /// File and line.
    pub origin: String,
    source: SourceText,
    span: Range<usize>,
}

impl Statement {
    /// A problem of the test, at so many bytes from its first letter.
    pub fn problem(&self, at: usize, length: usize, message: &str, help: &str) -> Diagnostic {
        // The span of a text covers its quotes; escapes before the place would shift it.
        let start = self.span.start + 1 + at;
        let span = start..(start + length.max(1)).min(self.span.end);
        self.source
            .problem(codes::BAD_EXPRESSION, span, Some("then"), message)
            .with_help(help)
    }

    /// Whether it is about a run that differs from the record.
    pub fn is_changed(&self) -> bool {
        !self.overlays.is_empty() || !self.settings.is_empty()
    }

    /// Where the test stands.
    pub fn place(&self) -> Place {
        self.source.place(self.span.clone(), Some("then"))
    }
}

/// The run a statement is about, when it is not the scenario as recorded.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "When")]
struct RawWhen {
    /// Ids of overlays, applied in order.
    #[serde(default)]
    overlays: Vec<Located<String>>,
    /// Settings as on the command line: "fear.memory_half_life=2 years".
    #[serde(default)]
    settings: Vec<Located<String>>,
    /// A decision that is not taken, as LEVER.DATE: "speech.given.1956-02-25".
    without: Option<Located<String>>,
}

/// One sentence with its test.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Statement")]
struct RawStatement {
    /// The sentence, to be read aloud.
    say: Located<String>,
    /// The test: sum(convicted_antisoviet_agitation, 1962) > sum(convicted_antisoviet_agitation, 1960)
    then: Located<String>,
    /// Pattern of the model's purpose that it tests, P1 to P9.
    pattern: Option<Located<String>>,
    /// The run it is about, when it is not the scenario as recorded.
    when: Option<RawWhen>,
    /// Share of runs in which it must hold, 0 to 1 [default: 0.8].
    share: Option<Located<f64>>,
    /// Ids in the evidence ledger.
    source: Option<Vec<Located<String>>>,
    /// The reason where no evidence was found.
    because: Option<Located<String>>,
}

/// The file: statements by kind.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Statements")]
pub(crate) struct RawStatements {
    /// Statements that hold, or the check fails.
    #[serde(default)]
    must: Vec<RawStatement>,
    /// Patterns with a score.
    #[serde(default)]
    should: Vec<RawStatement>,
    /// What may happen in no run.
    #[serde(default)]
    never: Vec<RawStatement>,
    /// What historians disagree about: reported, not enforced.
    #[serde(default)]
    open: Vec<RawStatement>,
}

/// Reads the statements of a scenario, in file order by kind.
///
/// # Errors
/// Every problem of the file.
pub fn read_statements(
    files: &dyn Files,
    scenario: &Scenario,
) -> Result<Vec<Statement>, Vec<Diagnostic>> {
    let path = format!("scenarios/{}/statements.toml", scenario.id);
    let source = SourceText::read(files, &path).map_err(|problem| vec![*problem])?;
    of_text(&source, scenario)
}

/// Reads statements from the bytes of a file.
///
/// # Errors
/// Every problem of the file.
pub fn statements_of(
    scenario: &Scenario,
    name: &str,
    bytes: &[u8],
) -> Result<Vec<Statement>, Vec<Diagnostic>> {
    let source = SourceText::from_bytes(name, bytes.to_vec()).map_err(|problem| vec![*problem])?;
    of_text(&source, scenario)
}

/// Checks statements; without a scenario what they name is not known.
pub(crate) fn check_statements(
    source: &SourceText,
    context: Option<&Scenario>,
    problems: &mut Vec<Diagnostic>,
) {
    if let Some(scenario) = context {
        problems.extend(of_text(source, scenario).err().unwrap_or_default());
    }
}

fn of_text(source: &SourceText, scenario: &Scenario) -> Result<Vec<Statement>, Vec<Diagnostic>> {
    let raw: RawStatements = toml::from_str(&source.text).map_err(|error| {
        let span = error.span().unwrap_or(0..1);
        let problem = source.problem(codes::TOML_SYNTAX, span, None, error.message());
        vec![problem.with_help("a statement has say, then, and source or because")]
    })?;
    let around = surroundings(Some(scenario));
    let mut around = around;
    let rows = scenario.tables.comparable().into_iter().map(|row| row.id);
    around.citable.extend(rows);
    let mut lowering = Lowering::new(source, &around);
    let kinds = [raw.must, raw.should, raw.never, raw.open];
    let mut statements = Vec::new();
    for (kind, raws) in StatementKind::ALL.into_iter().zip(kinds) {
        for raw in raws {
            statements.extend(lower(&mut lowering, scenario, kind, raw));
        }
    }
    let failed = |problem: &Diagnostic| problem.severity == Severity::Error;
    if lowering.problems.iter().any(failed) {
        return Err(lowering.problems);
    }
    Ok(statements)
}

fn lower(
    lowering: &mut Lowering<'_>,
    scenario: &Scenario,
    kind: StatementKind,
    raw: RawStatement,
) -> Option<Statement> {
    let key = kind.name();
    let span = raw.say.span.clone();
    let basis = lowering.basis(key, span, raw.source.as_ref(), raw.because.as_ref());
    let when = raw.when.unwrap_or_default();
    let mut settings: Vec<String> = when.settings.into_iter().map(|own| own.value).collect();
    if let Some(without) = &when.without {
        settings.extend(not_taken(lowering, scenario, without));
    }
    let share = raw.share.map_or(Some(USUAL_SHARE), |share| {
        let inside = (0.0..=1.0).contains(&share.value);
        if !inside {
            let message = format!("{} is not a share of runs", share.value);
            lowering.complain(
                codes::SHARE_OUTSIDE,
                share.span.clone(),
                key,
                message,
                "write 0 to 1",
            );
        }
        inside.then_some(share.value)
    });
    Some(Statement {
        kind,
        pattern: raw.pattern.map(|own| own.value),
        say: raw.say.value,
        origin: lowering.source.origin(raw.then.span.start),
        span: raw.then.span,
        then: raw.then.value,
        overlays: when.overlays.into_iter().map(|own| own.value).collect(),
        settings,
        share: share?,
        basis: basis?,
        source: lowering.source.clone(),
    })
}

/// The setting under which a lever's step of a day is not taken: what held the day before goes on.
fn not_taken(
    lowering: &mut Lowering<'_>,
    scenario: &Scenario,
    without: &Located<String>,
) -> Option<String> {
    let mut complain = |message: String, help: String| {
        lowering.complain(
            codes::UNKNOWN_NAME,
            without.span.clone(),
            "without",
            message,
            help,
        );
    };
    let parts = without.value.rsplit_once('.');
    let Some((id, day)) = parts.and_then(|(id, day)| Some((id, day.parse::<Date>().ok()?))) else {
        let message = format!("`{}` is not a decision", without.value);
        complain(
            message,
            "write LEVER.DATE, such as speech.given.1956-02-25".to_owned(),
        );
        return None;
    };
    let Some(lever) = scenario.lever(id) else {
        let known = scenario.levers.iter().map(|lever| lever.id.as_str());
        let help = did_you_mean(id, known).unwrap_or_else(|| "see levers.toml".to_owned());
        complain(format!("no lever is called `{id}`"), help);
        return None;
    };
    let taken = lever.timeline.iter().any(|step| step.date == day);
    let Some(before) = day
        .yesterday()
        .ok()
        .filter(|_| taken && day > scenario.start)
    else {
        let days: Vec<String> = lever
            .timeline
            .iter()
            .map(|step| step.date.to_string())
            .collect();
        let help = format!("its steps are of {}", days.join(", "));
        complain(format!("`{id}` has no step of {day}"), help);
        return None;
    };
    Some(format!("{id}@{day}={}", lever.setting_on(before)))
}
