//! A scenario folder and the evidence it leans on, before overlays.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::document::{Shape, parse};
use crate::files::{FileError, Files};
use crate::ledger::{Claim, Ledger};
use crate::located::{Day, Located};
use crate::lowering::Surroundings;
use crate::nearest::did_you_mean;
use crate::read_ledger::{lower_claims, lower_conflicts, lower_sources, read_evidence_file};
use crate::read_levers::read_levers;
use crate::read_messages::read_messages;
use crate::read_parameters::read_parameters;
use crate::read_releases::{PendingRelease, read_releases};
use crate::read_tables::{TABLES, read_tables};
use crate::source_text::SourceText;
use crate::table::Tables;
use crate::{Lever, Message, Parameters, Scenario};

/// Version of the files' syntax that this program reads.
const FORMAT: i64 = 1;

/// The head of a scenario.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Manifest")]
pub(crate) struct RawManifest {
    /// Version of the files' syntax; 1.
    #[schemars(required)]
    format: Option<Located<i64>>,
    /// Stable id; the folder's name.
    #[schemars(required)]
    id: Option<Located<String>>,
    /// Title for people.
    #[schemars(required)]
    title: Option<Located<String>>,
    /// Version of the scenario text, "MAJOR.MINOR".
    #[schemars(required)]
    version: Option<Located<String>>,
    /// First day of the first week.
    #[schemars(required)]
    start: Option<Located<Day>>,
    /// Last day of the last week.
    #[schemars(required)]
    end: Option<Located<Day>>,
    /// Tables of evidence/tables that it uses.
    #[schemars(required)]
    tables: Option<Vec<Located<String>>>,
    /// Set of fitted draws, in the folder draws, from which answers take their parameters.
    draws: Option<Located<String>>,
}

/// A scenario that overlays may still change.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) scenario: Scenario,
    /// What entries are checked against.
    pub(crate) around: Surroundings,
}

impl Draft {
    /// A draft of a finished scenario, or of an empty one.
    pub(crate) fn of(scenario: Option<&Scenario>, around: Surroundings) -> Self {
        let scenario = scenario.cloned().unwrap_or_else(|| Scenario {
            id: String::new(),
            title: String::new(),
            version: String::new(),
            start: around.start,
            end: around.end,
            parameters: Parameters::default(),
            levers: Vec::new(),
            messages: Vec::new(),
            releases: Vec::new(),
            tables: std::sync::Arc::default(),
            ledger: std::sync::Arc::default(),
            overlays: Vec::new(),
            changes: Vec::new(),
            hash: String::new(),
            rates: BTreeMap::new(),
            shares_of_one: Vec::new(),
            draws: None,
            as_read: std::sync::Arc::default(),
        });
        Self { scenario, around }
    }
}

/// What was read so far: a hash over all of it, and the text by path.
#[derive(Default)]
pub(crate) struct Reading {
    pub(crate) hasher: blake3::Hasher,
    pub(crate) texts: BTreeMap<String, String>,
}

/// Files that remember everything that was read from them.
pub(crate) struct HashedFiles<'a> {
    files: &'a dyn Files,
    reading: &'a RefCell<Reading>,
}

impl<'a> HashedFiles<'a> {
    pub(crate) fn new(files: &'a dyn Files, reading: &'a RefCell<Reading>) -> Self {
        Self { files, reading }
    }
}

impl Files for HashedFiles<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        let bytes = self.files.read(path)?;
        // The folder's name stays out, so that a copy elsewhere has the same hash.
        let name = path.rsplit('/').next().unwrap_or(path);
        let mut reading = self.reading.borrow_mut();
        reading
            .hasher
            .update(format!("{name} {}\n", bytes.len()).as_bytes())
            .update(&bytes);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        reading.texts.insert(path.to_owned(), text);
        Ok(bytes)
    }

    fn list(&self, folder: &str) -> Vec<String> {
        self.files.list(folder)
    }

    fn shown(&self, path: &str) -> String {
        self.files.shown(path)
    }

    fn has(&self, path: &str) -> bool {
        self.files.has(path)
    }
}

/// Reads scenario and evidence; every problem of every file is listed.
pub(crate) fn read_scenario(
    files: &dyn Files,
    folder: &str,
    evidence: &dyn Files,
    problems: &mut Vec<Diagnostic>,
) -> Draft {
    let head = read_head(files, folder, problems);
    let before = problems.len();
    let (tables, mut ledger, citable) = read_evidence(evidence, &head, problems);
    let mut around = Surroundings {
        citable,
        complete: problems.len() == before,
        start: head.start,
        end: head.end,
    };
    let claims = read_evidence_file(evidence, "claims", problems, |source, problems| {
        lower_claims(source, &around, problems)
    });
    for claim in claims {
        around.citable.insert(claim.id.clone());
        ledger.claims.insert(claim.id.clone(), claim);
    }
    ledger.conflicts = read_evidence_file(evidence, "conflicts", problems, |source, problems| {
        lower_conflicts(source, &around, problems)
    });
    let (parameters, shares_of_one) =
        part(files, folder, "parameters", problems, |source, problems| {
            read_parameters(source, &around, problems)
        });
    let levers = part(files, folder, "levers", problems, |source, problems| {
        read_levers(source, &around, problems)
    });
    let messages = part(files, folder, "messages", problems, |source, problems| {
        read_messages(source, &around, problems)
    });
    let releases = part(files, folder, "releases", problems, |source, problems| {
        read_releases(source, &around, &parameters, problems)
    });
    check_switches(&ledger, &parameters, problems);
    check_given_if(&messages, &releases, &levers, problems);
    let rates = releases
        .iter()
        .map(|pending| (pending.rule.id.clone(), pending.rate.clone()))
        .collect();
    let scenario = Scenario {
        id: head.id,
        title: head.title,
        version: head.version,
        start: head.start,
        end: head.end,
        parameters,
        levers,
        messages,
        releases: releases.into_iter().map(|pending| pending.rule).collect(),
        tables: std::sync::Arc::new(tables),
        ledger: std::sync::Arc::new(ledger),
        overlays: Vec::new(),
        changes: Vec::new(),
        hash: String::new(),
        rates,
        shares_of_one,
        draws: head.draws,
        as_read: std::sync::Arc::default(),
    };
    Draft { scenario, around }
}

/// Reads one file of the folder; a file that cannot be read yields the empty value.
fn part<T: Default>(
    files: &dyn Files,
    folder: &str,
    name: &str,
    problems: &mut Vec<Diagnostic>,
    read: impl FnOnce(&SourceText, &mut Vec<Diagnostic>) -> T,
) -> T {
    match SourceText::read(files, &in_folder(folder, &format!("{name}.toml"))) {
        Ok(source) => read(&source, problems),
        Err(problem) => {
            problems.push(*problem);
            T::default()
        }
    }
}

/// Path of a file in a folder; the empty folder is the root.
pub(crate) fn in_folder(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        name.to_owned()
    } else {
        format!("{folder}/{name}")
    }
}

fn read_evidence(
    files: &dyn Files,
    head: &Head,
    problems: &mut Vec<Diagnostic>,
) -> (Tables, Ledger, BTreeSet<String>) {
    let sources = read_evidence_file(files, "sources", problems, lower_sources);
    let keys: BTreeSet<&str> = sources.keys().map(String::as_str).collect();
    let evidence = read_tables(files, &head.tables, &keys, problems);
    let rows = evidence.tables.claims();
    let claims: BTreeMap<String, Claim> = evidence
        .claims
        .into_iter()
        .chain(rows)
        .map(|claim| (claim.id.clone(), claim))
        .collect();
    let citable = sources.keys().chain(claims.keys()).cloned().collect();
    (
        evidence.tables,
        Ledger {
            sources,
            claims,
            conflicts: Vec::new(),
        },
        citable,
    )
}

/// Messages and releases that hang on a lever must name one there is.
fn check_given_if(
    messages: &[Message],
    releases: &[PendingRelease],
    levers: &[Lever],
    problems: &mut Vec<Diagnostic>,
) {
    let texts = messages
        .iter()
        .map(|own| ("message", &own.id, &own.given_if));
    let rules = releases
        .iter()
        .map(|own| ("release", &own.rule.id, &own.rule.given_if));
    for (kind, own, gate) in texts.chain(rules) {
        let Some(id) = gate else {
            continue;
        };
        if levers.iter().any(|lever| &lever.id == id) {
            continue;
        }
        let text = format!("{kind} `{own}` hangs on lever `{id}`, which there is not");
        let known = levers.iter().map(|lever| lever.id.as_str());
        let help = did_you_mean(id, known)
            .unwrap_or_else(|| "name a lever of levers.toml in `given_if`".to_owned());
        problems.push(Diagnostic::nowhere(codes::UNKNOWN_NAME, text).with_help(help));
    }
}

/// A conflict that names a parameter must be one of its choices.
fn check_switches(ledger: &Ledger, parameters: &Parameters, problems: &mut Vec<Diagnostic>) {
    for conflict in &ledger.conflicts {
        let Some(key) = &conflict.parameter else {
            continue;
        };
        let choices = parameters.get(key).map(|parameter| &parameter.choices);
        let lacking = |claim: &&String| choices.is_none_or(|choices| !choices.contains_key(*claim));
        if let Some(claim) = conflict.claims.iter().find(lacking) {
            let message = format!(
                "conflict `{}` switches parameter `{key}`, which has no choice `{claim}`",
                conflict.id
            );
            let help = format!("give `{key}` a choice for every claim of the conflict");
            problems
                .push(Diagnostic::nowhere(codes::SWITCH_WITHOUT_CHOICE, message).with_help(help));
        }
    }
}

/// The manifest with a value for everything, so that other files can be checked after a problem here.
struct Head {
    id: String,
    title: String,
    version: String,
    start: Date,
    end: Date,
    tables: Vec<String>,
    draws: Option<String>,
}

impl Head {
    fn new() -> Self {
        Self {
            id: String::new(),
            title: String::new(),
            version: String::new(),
            start: date(1900, 1, 1),
            end: date(1999, 12, 31),
            tables: TABLES.iter().map(|&name| name.to_owned()).collect(),
            draws: None,
        }
    }
}

fn read_head(files: &dyn Files, folder: &str, problems: &mut Vec<Diagnostic>) -> Head {
    let mut head = Head::new();
    match SourceText::read(files, &in_folder(folder, "scenario.toml")) {
        Ok(source) => fill_head(&mut head, &source, problems),
        Err(problem) => problems.push(*problem),
    }
    head
}

/// Checks a manifest on its own.
pub(crate) fn check_manifest(source: &SourceText, problems: &mut Vec<Diagnostic>) {
    fill_head(&mut Head::new(), source, problems);
}

fn fill_head(head: &mut Head, source: &SourceText, problems: &mut Vec<Diagnostic>) {
    let file = parse(source, problems);
    let Some(raw) =
        Shape::of::<RawManifest>(source, &[]).read::<RawManifest>("", 0..0, &file, problems)
    else {
        return;
    };
    let text =
        |written: Option<Located<String>>| written.map(|written| written.value).unwrap_or_default();
    head.id = text(raw.id);
    head.title = text(raw.title);
    head.version = text(raw.version);
    head.draws = raw.draws.map(|written| written.value);
    if let Some(format) = raw.format.filter(|format| format.value != FORMAT) {
        let message = format!(
            "this program reads format {FORMAT}, the file is in format {}",
            format.value
        );
        problems.push(
            source
                .problem(codes::UNKNOWN_FORMAT, format.span, Some("format"), message)
                .with_help("use the program version that the scenario was written for"),
        );
    }
    if let (Some(start), Some(end)) = (raw.start, raw.end) {
        check_calendar(head, source, &start, &end, problems);
    }
    if let Some(tables) = raw.tables {
        head.tables = known_tables(source, &tables, problems);
    }
}

fn check_calendar(
    head: &mut Head,
    source: &SourceText,
    start: &Located<Day>,
    end: &Located<Day>,
    problems: &mut Vec<Diagnostic>,
) {
    let (first, last) = (start.value.0, end.value.0);
    let days = i64::from((last - first).get_days()) + 1;
    if days < 7 || days % 7 != 0 || days / 7 > i64::from(u16::MAX) {
        let message = format!("the scenario has {days} days, not a whole number of weeks");
        problems.push(
            source
                .problem(codes::BAD_CALENDAR, end.span.clone(), Some("end"), message)
                .with_help("the last day is six days after the start of the last week"),
        );
        return;
    }
    (head.start, head.end) = (first, last);
}

fn known_tables(
    source: &SourceText,
    tables: &[Located<String>],
    problems: &mut Vec<Diagnostic>,
) -> Vec<String> {
    let mut known = Vec::new();
    for table in tables {
        if TABLES.contains(&table.value.as_str()) {
            known.push(table.value.clone());
            continue;
        }
        let help = did_you_mean(&table.value, TABLES.iter().copied())
            .unwrap_or_else(|| format!("tables: {}", TABLES.join(", ")));
        let message = format!("`{}` is not a table of this program", table.value);
        problems.push(
            source
                .problem(
                    codes::UNKNOWN_NAME,
                    table.span.clone(),
                    Some("tables"),
                    message,
                )
                .with_help(help),
        );
    }
    known
}
