//! `run.json`: everything needed to know, repeat and cite a run.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use scenario::{Basis, Calendar, Scenario};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::run_id::Identity;

/// Name and version of the manifest format written by this program.
pub const SCHEMA: &str = "ottepel-run/1";

/// How far a run got.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Weeks are being computed, or the program ended without a word.
    #[default]
    Running,
    /// All weeks asked for are there.
    Complete,
    /// Stopped early; what is there is valid.
    Partial,
}

impl Status {
    /// The word used in files and on screen.
    pub fn name(self) -> &'static str {
        match self {
            Status::Running => "running",
            Status::Complete => "complete",
            Status::Partial => "partial",
        }
    }
}

/// The manifest. Fields this program does not know are kept in [`Manifest::other`] and written back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`SCHEMA`].
    pub schema: String,
    /// Run id, e.g. `quiet-birch-3f9a`.
    pub run: String,
    /// How far it got.
    #[serde(default)]
    pub status: Status,
    /// Version of the program that computed it.
    pub program: String,
    /// What was run.
    pub scenario: ScenarioStamp,
    /// Run seed.
    pub seed: u64,
    /// One in so many people was computed; written as `1/100`.
    #[serde(with = "one_in")]
    pub sample: u32,
    /// Hash of the inputs, hexadecimal; the run id is made from it.
    pub identity: String,
    /// Weeks asked for.
    pub weeks: u16,
    /// Weeks computed so far.
    #[serde(default)]
    pub weeks_computed: u16,
    /// Hash of the whole state after the last computed week, hexadecimal.
    #[serde(default)]
    pub state_hash: Option<String>,
    /// Hash of the whole state by the last day of the week after which it was taken.
    #[serde(default)]
    pub state_hash_by_date: BTreeMap<Date, String>,
    /// Whether series and groups are recorded. No part of the identity: observing changes nothing.
    #[serde(default = "yes")]
    pub recorded: bool,
    /// Threads, speed and memory. No part of the identity.
    #[serde(default)]
    pub machine: Machine,
    /// The model beside the record, one line per row compared.
    #[serde(default)]
    pub record: Vec<RecordLine>,
    /// What the reader should know.
    #[serde(default)]
    pub warnings: Vec<String>,
    /// Parameters as used.
    #[serde(default)]
    pub parameters: Vec<ParameterUsed>,
    /// Levers and their timelines as used.
    #[serde(default)]
    pub levers: Vec<LeverUsed>,
    /// Keys of sources, claims and data rows that the run rests on.
    #[serde(default)]
    pub evidence: Vec<String>,
    /// BLAKE3 hashes of the result files, hexadecimal, by file name.
    #[serde(default)]
    pub files: BTreeMap<String, String>,
    /// Fields of other versions of the format.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// Which scenario, in which state.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScenarioStamp {
    /// Id, e.g. `ussr-1953-1964`.
    pub id: String,
    /// Title for people.
    #[serde(default)]
    pub title: String,
    /// Version of the scenario text.
    #[serde(default)]
    pub version: String,
    /// Hash of text and tables as read, hexadecimal.
    pub hash: String,
    /// First day of week 0.
    pub start: Date,
    /// Last day of the scenario.
    pub end: Date,
    /// Overlays applied, in order.
    #[serde(default)]
    pub overlays: Vec<String>,
}

/// On what and how fast it was computed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Machine {
    /// Threads.
    pub threads: u32,
    /// Vector instructions, e.g. `avx2`.
    pub vector: String,
    /// When the computation began, as text with offset.
    pub started: String,
    /// When it ended; empty while it runs.
    pub ended: String,
    /// People-weeks computed per second of stepping.
    pub people_weeks_per_second: f64,
    /// Largest resident memory, bytes.
    pub peak_memory_bytes: u64,
    /// Seconds by phase of the work, in the order of the phases.
    pub seconds: Vec<PhaseSeconds>,
}

/// Time spent in one phase.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PhaseSeconds {
    /// The phase, e.g. `build` or `people`.
    pub phase: String,
    /// Seconds of wall time.
    pub seconds: f64,
}

/// One row of the record beside the model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordLine {
    /// Id of the data row.
    pub row: String,
    /// The model's series.
    pub series: String,
    /// The model's entity, e.g. `USSR`.
    #[serde(default)]
    pub entity: String,
    /// Day.
    pub date: Date,
    /// The recorded figure, in the unit of the model's series.
    pub recorded: Option<f64>,
    /// Lower end of the sources' range, in the same unit.
    #[serde(default)]
    pub low: Option<f64>,
    /// Upper end of the sources' range, in the same unit.
    #[serde(default)]
    pub high: Option<f64>,
    /// The model's figure.
    pub modelled: Option<f64>,
    /// `inside`, `near`, `off` or `no-such-series`.
    pub verdict: String,
    /// `input`, `fitted` or `held`.
    pub used_for: String,
}

/// Why a number is what it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ground {
    /// Keys in the evidence ledger.
    Source(Vec<String>),
    /// A stated assumption.
    Because(String),
}

impl From<&Basis> for Ground {
    fn from(basis: &Basis) -> Self {
        match basis {
            Basis::Source(keys) => Ground::Source(keys.clone()),
            Basis::Because(reason) => Ground::Because(reason.clone()),
        }
    }
}

/// A parameter as used.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ParameterUsed {
    /// Dotted key.
    pub key: String,
    /// Value in `unit`.
    pub value: f64,
    /// Unit.
    pub unit: String,
    /// Source or assumption.
    pub basis: Ground,
    /// File and line it came from.
    pub origin: String,
}

/// A lever as used.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LeverUsed {
    /// Dotted id.
    pub id: String,
    /// Unit and range.
    pub unit: String,
    /// Steps in date order.
    pub timeline: Vec<StepUsed>,
}

/// One step of a lever as used.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StepUsed {
    /// Day of the decision.
    pub date: Date,
    /// Named setting.
    pub setting: String,
    /// Its value.
    pub value: f64,
    /// Who decided.
    pub actor: String,
    /// Source or assumption.
    pub basis: Ground,
    /// File and line.
    pub origin: String,
}

/// Why a manifest cannot be understood.
#[derive(Debug, thiserror::Error)]
pub enum ManifestProblem {
    /// Not JSON, or a field is missing or of another type.
    #[error(
        "it cannot be understood: {0}. The file was changed or damaged; take it from a copy or run again"
    )]
    Malformed(#[from] serde_json::Error),
    /// JSON, but of something else.
    #[error("it is not the manifest of a run (it has no \"schema\": \"ottepel-run/…\")")]
    NotAManifest,
    /// A later format.
    #[error(
        "its format is {found}, this program reads {SCHEMA}: open it with the newer program that wrote it"
    )]
    Newer {
        /// What the file says.
        found: String,
    },
    /// An earlier or unreadable format number.
    #[error(
        "its format is {found}, this program reads {SCHEMA} only: run the scenario again or use the program that wrote it"
    )]
    Other {
        /// What the file says.
        found: String,
    },
}

impl Manifest {
    /// The weeks asked for, as days.
    pub fn calendar(&self) -> Calendar {
        Calendar {
            start: self.scenario.start,
            weeks: self.weeks,
        }
    }

    /// The manifest of a run that is about to start.
    pub fn of(identity: &Identity, scenario: &Scenario) -> Self {
        Manifest {
            schema: SCHEMA.to_owned(),
            run: identity.run_id(),
            status: Status::Running,
            program: identity.program.clone(),
            scenario: ScenarioStamp {
                id: scenario.id.clone(),
                title: scenario.title.clone(),
                version: scenario.version.clone(),
                hash: identity.scenario_hash.clone(),
                start: scenario.start,
                end: scenario.end,
                overlays: scenario.overlays.clone(),
            },
            seed: identity.seed,
            sample: identity.sample,
            identity: identity.hash().to_hex().to_string(),
            weeks: identity.weeks,
            weeks_computed: 0,
            state_hash: None,
            state_hash_by_date: BTreeMap::new(),
            recorded: true,
            machine: Machine::default(),
            record: Vec::new(),
            warnings: Vec::new(),
            parameters: parameters_used(scenario),
            levers: levers_used(scenario),
            evidence: evidence_used(scenario),
            files: BTreeMap::new(),
            other: Map::new(),
        }
    }

    /// Reads a manifest, of this format only; unknown fields are kept.
    ///
    /// # Errors
    /// [`ManifestProblem`].
    pub fn from_json(text: &str) -> Result<Self, ManifestProblem> {
        let value: Value = serde_json::from_str(text)?;
        let schema = value
            .get("schema")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let version = schema
            .strip_prefix("ottepel-run/")
            .ok_or(ManifestProblem::NotAManifest)?;
        let found = schema.to_owned();
        match version.parse::<u32>() {
            Ok(1) => Ok(serde_json::from_value(value)?),
            Ok(later) if later > 1 => Err(ManifestProblem::Newer { found }),
            _ => Err(ManifestProblem::Other { found }),
        }
    }

    /// The manifest as JSON for people and programs, with a line end.
    ///
    /// # Errors
    /// [`serde_json::Error`]; none is known with these types.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }

    /// The sample in words of files and labels, e.g. `1/100`.
    pub fn sample_text(&self) -> String {
        format!("1/{}", self.sample)
    }

    /// What every number of this run is labelled with wherever it goes.
    pub fn label(&self) -> String {
        let ScenarioStamp { id, version, .. } = &self.scenario;
        format!(
            "model result · {id} {version} · sample {} · run {} · one run, one seed: no interval, no verdict · not a prediction; see limits",
            self.sample_text(),
            self.run
        )
    }
}

/// Manifests that do not say so are of recorded runs.
fn yes() -> bool {
    true
}

fn parameters_used(scenario: &Scenario) -> Vec<ParameterUsed> {
    let used = |parameter: &scenario::Parameter| ParameterUsed {
        key: parameter.key.clone(),
        value: parameter.value,
        unit: parameter.unit.clone(),
        basis: (&parameter.basis).into(),
        origin: parameter.origin.clone(),
    };
    scenario.parameters.iter().map(used).collect()
}

fn levers_used(scenario: &Scenario) -> Vec<LeverUsed> {
    let step = |step: &scenario::Step| StepUsed {
        date: step.date,
        setting: step.setting.clone(),
        value: step.value,
        actor: step.actor.clone(),
        basis: (&step.basis).into(),
        origin: step.origin.clone(),
    };
    let used = |lever: &scenario::Lever| LeverUsed {
        id: lever.id.clone(),
        unit: lever.unit.clone(),
        timeline: lever.timeline.iter().map(step).collect(),
    };
    scenario.levers.iter().map(used).collect()
}

/// Everything that parameters, levers, messages and releases lean on, and the sources of the rows
/// that feed the model or are compared with it.
fn evidence_used(scenario: &Scenario) -> Vec<String> {
    let steps = scenario
        .levers
        .iter()
        .flat_map(|lever| &lever.timeline)
        .map(|step| &step.basis);
    let parameters = scenario.parameters.iter().map(|parameter| &parameter.basis);
    let messages = scenario.messages.iter().map(|message| &message.basis);
    let releases = scenario.releases.iter().map(|release| &release.basis);
    let mut keys = BTreeSet::new();
    for basis in parameters.chain(steps).chain(messages).chain(releases) {
        if let Basis::Source(cited) = basis {
            keys.extend(cited.iter().cloned());
        }
    }
    let rows = scenario
        .tables
        .rows
        .iter()
        .filter(|row| row.role != scenario::Role::Context);
    keys.extend(rows.flat_map(|row| row.sources.iter().cloned()));
    keys.into_iter().collect()
}

/// A sampling interval written as `1/100`.
mod one_in {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(interval: &u32, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("1/{interval}"))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
        let text = String::deserialize(deserializer)?;
        let interval = text
            .strip_prefix("1/")
            .and_then(|interval| interval.parse().ok());
        interval
            .filter(|&interval| interval > 0)
            .ok_or_else(|| D::Error::custom(format!("`{text}` is not a sample such as 1/100")))
    }
}
