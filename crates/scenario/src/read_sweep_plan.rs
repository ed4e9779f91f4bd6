//! Sweep plans: read strictly, all problems at once, against the scenario they vary.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use toml::de::{DeTable, DeValue};

use crate::check_text::surroundings;
use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::document::{Shape, parse};
use crate::located::{Amount, Day, Located};
use crate::lowering::{Lowering, Surroundings};
use crate::source_text::SourceText;
use crate::sweep_plan::{Factor, Levels, SweepDesign, SweepPlan, Target};
use crate::{Parameter, Scenario};

/// Name of the level of an overlay factor that applies no overlay.
pub const AS_RECORDED: &str = "as-recorded";

/// A plan of many runs.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "SweepPlan")]
#[expect(
    dead_code,
    reason = "some parts are read on their own, entry by entry; their fields describe the file in its JSON Schema"
)]
pub(crate) struct RawSweepPlan {
    /// Id; the file's name.
    #[schemars(required)]
    sweep: Option<Located<String>>,
    /// Title for people.
    #[schemars(required)]
    title: Option<Located<String>>,
    /// Scenario id.
    #[schemars(required)]
    scenario: Option<Located<String>>,
    /// One in so many people: 1, 10, 100, 1000 or 10000.
    #[schemars(required)]
    sample: Option<Located<u32>>,
    /// Last day of every run.
    until: Option<Located<Day>>,
    /// Seeds, or how many.
    #[schemars(required)]
    seeds: Option<Located<u64>>,
    /// true keeps each run as a folder of its own, for `check record`, `check statements`, `check scale`
    /// and `report`; some 2 MB a run.
    folders: Option<Located<bool>>,
    /// Outcomes and series read from each run.
    #[schemars(required)]
    measures: Option<Vec<Located<String>>>,
    /// Days at which they are read.
    #[schemars(required)]
    dates: Option<Vec<Located<Day>>>,
    /// How points are chosen.
    #[schemars(required)]
    design: Option<RawDesign>,
    /// What varies; a design of draws has none.
    factor: Option<Vec<RawFactor>>,
}

/// How points are chosen.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Design")]
pub(crate) struct RawDesign {
    /// "grid", "one-at-a-time", "latin-hypercube", "sobol", "morris" or "draws".
    #[schemars(required)]
    kind: Option<Located<String>>,
    /// Named set of draws; of a design of draws only, which has no factors of its own.
    set: Option<Located<String>>,
    /// Points, base samples, walks or draws.
    points: Option<Located<u32>>,
    /// Seed of the design.
    seed: Option<Located<u64>>,
}

/// One thing that varies.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Factor")]
pub(crate) struct RawFactor {
    /// Parameter key.
    param: Option<Located<String>>,
    /// Lever id.
    lever: Option<Located<String>>,
    /// First day of a lever's setting.
    date: Option<Located<Day>>,
    /// Overlay ids; "as-recorded" applies none.
    overlays: Option<Vec<Located<String>>>,
    /// Amounts of a parameter, or settings of a lever.
    values: Option<Vec<Located<Amount>>>,
    /// Least and greatest amount of a parameter; without values and range, its own prior.
    range: Option<Vec<Located<Amount>>>,
}

/// The id of the scenario that a plan varies, read without complaint.
pub fn scenario_of_plan(source: &str) -> Option<String> {
    let source = SourceText::new("", source);
    let file = parse(&source, &mut Vec::new());
    file.get("scenario")?.get_ref().as_str().map(str::to_owned)
}

/// Reads a plan against the scenario that it varies. There is a plan when nothing is wrong with it.
pub fn read_sweep_plan(
    name: &str,
    bytes: &[u8],
    scenario: &Scenario,
) -> (Option<SweepPlan>, Vec<Diagnostic>) {
    let source = match SourceText::from_bytes(name, bytes.to_vec()) {
        Ok(source) => source,
        Err(problem) => return (None, vec![*problem]),
    };
    read_plan(&source, scenario, &surroundings(Some(scenario)))
}

fn read_plan(
    source: &SourceText,
    scenario: &Scenario,
    around: &Surroundings,
) -> (Option<SweepPlan>, Vec<Diagnostic>) {
    let mut reader = Reader {
        lowering: Lowering::new(source, around),
        scenario,
    };
    let plan = reader.plan();
    let problems = reader.lowering.problems;
    (plan.filter(|_| problems.is_empty()), problems)
}

/// Checks a plan; without a scenario what it varies is not known.
pub(crate) fn check_sweep_plan(
    source: &SourceText,
    context: Option<&Scenario>,
    around: &Surroundings,
    problems: &mut Vec<Diagnostic>,
) {
    if let Some(scenario) = context {
        problems.extend(read_plan(source, scenario, around).1);
    }
}

/// A plan on its way to typed entries.
struct Reader<'a> {
    lowering: Lowering<'a>,
    scenario: &'a Scenario,
}

impl Reader<'_> {
    fn plan(&mut self) -> Option<SweepPlan> {
        let source = self.lowering.source;
        let mut file = parse(source, &mut self.lowering.problems);
        let shape = Shape::of::<RawSweepPlan>(source, &["design", "factor"]);
        let raw: RawSweepPlan = shape.read("", 0..0, &file, &mut self.lowering.problems)?;
        let design = self.design(&mut file);
        let factors = self.factors(&mut file);
        let dates: Vec<Date> = raw
            .dates
            .iter()
            .flatten()
            .filter_map(|day| self.lowering.day("dates", day))
            .collect();
        let until = raw
            .until
            .as_ref()
            .and_then(|day| self.lowering.day("until", day));
        let measures = raw.measures?.into_iter().map(|own| own.value).collect();
        let (sample, seeds) = (raw.sample?, raw.seeds?);
        self.check_sample(&sample);
        self.check_seeds(&seeds);
        let ((design, set), factors) = (design?, factors);
        self.check_grid(&design, &factors);
        self.check_draws(&set, &factors);
        Some(SweepPlan {
            id: raw.sweep?.value,
            title: raw.title?.value,
            scenario: raw.scenario?.value,
            sample: sample.value,
            until,
            seeds: (1..=seeds.value).collect(),
            folders: raw.folders.is_some_and(|own| own.value),
            measures,
            dates,
            design,
            set: set.map(|own| own.value),
            factors,
        })
    }

    fn check_sample(&mut self, sample: &Located<u32>) {
        if ![1, 10, 100, 1_000, 10_000].contains(&sample.value) {
            let message = format!("there is no sample of one in {}", sample.value);
            let help = "samples are 1, 10, 100, 1000 and 10000";
            self.lowering.complain(
                codes::OUTSIDE_RANGE,
                sample.span.clone(),
                "sample",
                message,
                help,
            );
        }
    }

    fn check_seeds(&mut self, seeds: &Located<u64>) {
        if !(1..=100_000).contains(&seeds.value) {
            let message = format!("{} seeds make no sweep", seeds.value);
            let help = "write the number of seeds for each point, from 1 to 100000";
            self.lowering.complain(
                codes::OUTSIDE_RANGE,
                seeds.span.clone(),
                "seeds",
                message,
                help,
            );
        }
    }

    /// Grids and single changes need listed values.
    fn check_grid(&mut self, design: &SweepDesign, factors: &[Factor]) {
        if !matches!(design, SweepDesign::Grid | SweepDesign::OneAtATime) {
            return;
        }
        for factor in factors
            .iter()
            .filter(|factor| factor.levels.listed().is_none())
        {
            let message = format!("`{}` has no listed values to step through", factor.name);
            let help = "add values = [...], or choose latin-hypercube, sobol or morris";
            self.lowering
                .complain(codes::MISSING_KEY, 0..0, &factor.name, message, help);
        }
    }

    /// A design of draws varies what its set varies; every other needs factors of its own.
    fn check_draws(&mut self, set: &Option<Located<String>>, factors: &[Factor]) {
        let (message, help) = match (set, factors.is_empty()) {
            (Some(_), false) => (
                "a design of draws varies the parameters of its set and nothing else",
                "take every [[factor]] away, or choose another design",
            ),
            (None, true) if self.lowering.problems.is_empty() => (
                "nothing varies",
                "add a [[factor]], or choose the design draws with a set",
            ),
            _ => return,
        };
        let span = set.as_ref().map_or(0..0, |own| own.span.clone());
        self.lowering
            .complain(codes::CONTRADICTION, span, "factor", message, help);
    }

    /// The design, and the set of a design of draws.
    fn design(&mut self, file: &mut DeTable<'_>) -> Option<(SweepDesign, Option<Located<String>>)> {
        let value = file.remove("design")?;
        let span = value.span();
        let DeValue::Table(table) = value.into_inner() else {
            self.lowering.complain(
                codes::WRONG_TYPE,
                span,
                "design",
                "`design` must be a table",
                "write [design] and below it kind = \"...\"",
            );
            return None;
        };
        let shape = Shape::of::<RawDesign>(self.lowering.source, &[]);
        let raw: RawDesign = shape.read("design", span, &table, &mut self.lowering.problems)?;
        let kind = raw.kind?;
        let points = raw.points.as_ref().map(|points| points.value as usize);
        let seed = raw.seed.map_or(1, |seed| seed.value);
        let counted = |make: fn(usize, u64) -> SweepDesign| points.map(|points| make(points, seed));
        let design = match kind.value.as_str() {
            "grid" => Some(SweepDesign::Grid),
            "one-at-a-time" => Some(SweepDesign::OneAtATime),
            "latin-hypercube" => {
                counted(|points, seed| SweepDesign::LatinHypercube { points, seed })
            }
            "sobol" => counted(|points, seed| SweepDesign::Sobol { points, seed }),
            "morris" => counted(|points, seed| SweepDesign::Morris { points, seed }),
            "draws" => counted(|points, _| SweepDesign::Draws { points }),
            other => {
                let help =
                    "kinds are grid, one-at-a-time, latin-hypercube, sobol, morris and draws";
                self.lowering.complain(
                    codes::UNKNOWN_NAME,
                    kind.span.clone(),
                    "design.kind",
                    format!("there is no design `{other}`"),
                    help,
                );
                return None;
            }
        };
        if design.is_none() {
            let message = format!("a design `{}` needs `points`", kind.value);
            self.lowering.complain(
                codes::MISSING_KEY,
                kind.span.clone(),
                "design.points",
                message,
                "add points = 64",
            );
        }
        let design = design?;
        self.check_set(design, raw.set.as_ref(), kind.span)?;
        Some((design, raw.set))
    }

    /// Draws come from a set, and nothing else does.
    fn check_set(
        &mut self,
        design: SweepDesign,
        set: Option<&Located<String>>,
        kind: std::ops::Range<usize>,
    ) -> Option<()> {
        let of_draws = matches!(design, SweepDesign::Draws { .. });
        if of_draws == set.is_some() {
            return Some(());
        }
        let (message, help) = if of_draws {
            ("a design of draws needs a `set`", "add set = \"thaw-1\"")
        } else {
            (
                "only a design of draws has a `set`",
                "write kind = \"draws\"",
            )
        };
        let span = set.map_or(kind, |own| own.span.clone());
        self.lowering
            .complain(codes::CONTRADICTION, span, "design.set", message, help);
        None
    }

    fn factors(&mut self, file: &mut DeTable<'_>) -> Vec<Factor> {
        let Some(value) = file.remove("factor") else {
            return Vec::new();
        };
        let span = value.span();
        let DeValue::Array(list) = value.into_inner() else {
            self.lowering.complain(
                codes::WRONG_TYPE,
                span,
                "factor",
                "`factor` must be a list of tables",
                "write [[factor]] before each",
            );
            return Vec::new();
        };
        let shape = Shape::of::<RawFactor>(self.lowering.source, &[]);
        let mut factors: Vec<Factor> = Vec::new();
        for value in list {
            let span = value.span();
            let raw = shape.entry::<RawFactor>(
                "factor",
                span.clone(),
                value,
                &mut self.lowering.problems,
            );
            let Some(factor) = raw.and_then(|entry| self.factor(entry.raw, span.clone())) else {
                continue;
            };
            if factors.iter().any(|other| other.name == factor.name) {
                let message = format!("`{}` varies twice", factor.name);
                self.lowering.complain(
                    codes::CONTRADICTION,
                    span,
                    "factor",
                    message,
                    "keep one of the two",
                );
            } else {
                factors.push(factor);
            }
        }
        factors
    }

    fn factor(&mut self, raw: RawFactor, span: std::ops::Range<usize>) -> Option<Factor> {
        match (&raw.param, &raw.lever, &raw.overlays) {
            (Some(key), None, None) => self.parameter(key, &raw),
            (None, Some(id), None) => self.lever(id, &raw),
            (None, None, Some(overlays)) => Some(Factor {
                name: "overlay".to_owned(),
                target: Target::Overlay,
                levels: Levels::Names(overlays.iter().map(|own| own.value.clone()).collect()),
            }),
            _ => {
                let help = "write one of param = \"...\", lever = \"...\" or overlays = [...]";
                self.lowering.complain(
                    codes::MISSING_KEY,
                    span,
                    "factor",
                    "a factor sets exactly one thing",
                    help,
                );
                None
            }
        }
    }

    fn parameter(&mut self, key: &Located<String>, raw: &RawFactor) -> Option<Factor> {
        let scenario = self.scenario;
        let Some(own) = scenario.parameters.get(&key.value) else {
            let names = scenario.parameters.iter().map(|own| own.key.as_str());
            self.unknown("param", "parameter", key, names);
            return None;
        };
        let levels = match (&raw.values, &raw.range) {
            (Some(values), _) => Levels::Values(self.amounts(own, values)?),
            (None, Some(range)) => match self.amounts(own, range)?.as_slice() {
                &[low, high] if low < high => Levels::Range { low, high },
                _ => {
                    let help = "write range = [\"LEAST UNIT\", \"GREATEST UNIT\"]";
                    self.lowering.complain(
                        codes::BAD_RANGE,
                        key.span.clone(),
                        "range",
                        "a range has a least and a greatest amount",
                        help,
                    );
                    return None;
                }
            },
            (None, None) => match own.distribution() {
                Some(prior) => Levels::Prior(prior),
                None => {
                    let message = format!("`{}` has no prior of its own", own.key);
                    self.lowering.complain(
                        codes::MISSING_KEY,
                        key.span.clone(),
                        "values",
                        message,
                        "add values = [...] or range = [...]",
                    );
                    return None;
                }
            },
        };
        Some(Factor {
            name: own.key.clone(),
            target: Target::Parameter,
            levels,
        })
    }

    fn amounts(&mut self, own: &Parameter, written: &[Located<Amount>]) -> Option<Vec<f64>> {
        let read = |amount: &Located<Amount>| {
            let quantity = self.lowering.quantity("values", amount)?;
            if quantity.unit == own.unit {
                return Some(quantity.value);
            }
            let message = format!("`{}` is in {}, not in {}", own.key, own.unit, quantity.unit);
            self.lowering.complain(
                codes::WRONG_UNIT,
                amount.span.clone(),
                "values",
                message,
                format!("write the amount in {}", own.unit),
            );
            None
        };
        let amounts: Vec<f64> = written.iter().filter_map(read).collect();
        (amounts.len() == written.len()).then_some(amounts)
    }

    fn lever(&mut self, id: &Located<String>, raw: &RawFactor) -> Option<Factor> {
        let scenario = self.scenario;
        let Some(own) = scenario.lever(&id.value) else {
            let names = scenario.levers.iter().map(|own| own.id.as_str());
            self.unknown("lever", "lever", id, names);
            return None;
        };
        let (Some(day), Some(values)) = (&raw.date, &raw.values) else {
            let help = "add date = 1956-03-05 and values = [\"SETTING\", ...]";
            self.lowering.complain(
                codes::MISSING_KEY,
                id.span.clone(),
                "lever",
                "a lever needs a day and settings",
                help,
            );
            return None;
        };
        for value in values {
            if !own.settings.contains_key(&value.value.0) {
                let written = Located {
                    value: value.value.0.clone(),
                    span: value.span.clone(),
                };
                self.unknown(
                    "values",
                    "setting",
                    &written,
                    own.settings.keys().map(String::as_str),
                );
            }
        }
        Some(Factor {
            name: own.id.clone(),
            target: Target::Lever {
                date: self.lowering.day("date", day)?,
            },
            levels: Levels::Names(values.iter().map(|own| own.value.0.clone()).collect()),
        })
    }

    fn unknown<'n>(
        &mut self,
        key: &str,
        kind: &str,
        written: &Located<String>,
        names: impl Iterator<Item = &'n str>,
    ) {
        let message = format!("there is no {kind} `{}`", written.value);
        let otherwise = "`ottepel explain` lists them";
        self.lowering
            .unknown(key, written, message, names, otherwise);
    }
}
