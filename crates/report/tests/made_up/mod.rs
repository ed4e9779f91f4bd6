//! A made-up run: numbers chosen for tests of text and pictures, not results of anything.

use jiff::civil::date;
use report::RunView;
use report::svg::Tile;
use scenario::table::RegionRow;
use scenario::{Confidence, DataRow, LoadRequest, Role, Scenario, load};
use store::manifest::{Ground, ParameterUsed, RecordLine};
use store::{Dictionary, Entry, GroupRow, Identity, Kind, Manifest, SeriesRow, Status, Tables};

/// Weeks of the made-up run.
const WEEKS: u16 = 208;

/// Everything a view borrows.
pub struct MadeUp {
    pub manifest: Manifest,
    pub tables: Tables,
    pub scenario: Scenario,
}

impl MadeUp {
    pub fn new() -> Self {
        let scenario = scenario();
        let identity = Identity::of(&scenario, "0.1.0", 1, 100, WEEKS);
        let mut manifest = Manifest::of(&identity, &scenario);
        manifest.status = Status::Complete;
        manifest.weeks_computed = WEEKS;
        manifest.machine.started = "2026-01-02T03:04:05+00:00".into();
        manifest.record = record();
        manifest.parameters = parameters();
        manifest.evidence = vec!["zemskov2014".into()];
        MadeUp {
            manifest,
            tables: tables(),
            scenario,
        }
    }

    pub fn view(&self) -> RunView<'_> {
        RunView::new(&self.manifest, &self.tables, &self.scenario)
    }
}

fn scenario() -> Scenario {
    let request = LoadRequest {
        scenario: "ussr-1953-1964".into(),
        ..LoadRequest::default()
    };
    let mut scenario = load(&request).scenario.expect("the shipped scenario");
    scenario.id = "made-up".into();
    scenario.title = "A made-up country".into();
    scenario.version = "1.0".into();
    scenario.start = date(1953, 3, 1);
    scenario.end = date(1957, 2, 23);
    scenario.parameters = scenario::Parameters::default();
    scenario.levers.clear();
    scenario.messages.clear();
    scenario.releases.clear();
    scenario.hash = "b3:00".into();
    scenario.tables = std::sync::Arc::new(scenario::Tables {
        regions: regions(),
        rows: vec![row()],
        ..scenario::Tables::default()
    });
    let source = scenario::ledger::Source {
        key: "zemskov2014".into(),
        citation: "A book that proves <nothing>".into(),
        status: "not_seen".into(),
        seen_at: String::new(),
        note: String::new(),
    };
    let mut ledger = scenario::Ledger::default();
    ledger.sources.insert(source.key.clone(), source);
    scenario.ledger = std::sync::Arc::new(ledger);
    scenario
}

fn row() -> DataRow {
    DataRow {
        id: "CMP0001".into(),
        series: "prisoners_total_1jan".into(),
        entity: "USSR".into(),
        date: date(1954, 1, 1),
        value: Some(1_325_003.0),
        text: String::new(),
        unit: "persons".into(),
        low: None,
        high: None,
        sources: vec!["zemskov2014".into()],
        note: String::new(),
        confidence: Confidence::Recalled,
        role: Role::Target,
        table: "camps".into(),
        detail: scenario::table::Detail::default(),
    }
}

fn record() -> Vec<RecordLine> {
    let line =
        |row: &str, series: &str, recorded, modelled, verdict: &str, used_for: &str| RecordLine {
            row: row.into(),
            series: series.into(),
            entity: "USSR".into(),
            date: date(1954, 1, 1),
            recorded,
            low: None,
            high: None,
            modelled,
            verdict: verdict.into(),
            used_for: used_for.into(),
        };
    vec![
        line(
            "CMP0001",
            "prisoners_total",
            Some(1_325_003.0),
            Some(1_234_567.0),
            "near",
            "held",
        ),
        line(
            "POP0001",
            "population",
            Some(190_000_000.0),
            Some(190_300_000.0),
            "inside",
            "input",
        ),
        line("ZZZ0001", "acts", Some(10.0), Some(900.0), "off", "held"),
        line("ZZZ0002", "unknown", None, None, "no-such-series", "held"),
    ]
}

fn parameters() -> Vec<ParameterUsed> {
    let parameter = |key: &str, basis| ParameterUsed {
        key: key.into(),
        value: 0.3,
        unit: "share".into(),
        basis,
        origin: "parameters.toml:3".into(),
    };
    vec![
        parameter("a.known", Ground::Source(vec!["zemskov2014".into()])),
        parameter("b.guess", Ground::Because("no count was found".into())),
    ]
}

/// Eleven regions of three republics.
pub fn regions() -> Vec<RegionRow> {
    let region = |number: usize| RegionRow {
        id: format!("REG{number:04}"),
        name: format!("Region-{number} oblast"),
        name_ru: String::new(),
        republic: ["RSFSR", "Ukrainian SSR", "Georgian SSR"][number % 5 % 3].into(),
        kind: "oblast".into(),
        centre: String::new(),
        latitude: [58.0, 49.0, 42.0][number % 5 % 3] + (number * 7 % 5) as f64 * 0.1,
        longitude: [60.0, 31.0, 44.0][number % 5 % 3] + (number * 3 % 7) as f64 * 0.1,
        total: 1e6,
        male: None,
        female: None,
        urban: None,
        rural: None,
        sources: Vec::new(),
        confidence: Confidence::Recalled,
    };
    (0..11).map(region).collect()
}

/// A tile for each region, the last without a number.
pub fn tiles() -> Vec<Tile> {
    let tile = |number: usize| Tile {
        value: (number < 10).then_some(number as f64 / 10.0),
        text: if number < 10 {
            format!("{} %", number * 10)
        } else {
            String::new()
        },
    };
    (0..11).map(tile).collect()
}

/// Name, unit, kind, first and last value of each made-up series.
const SERIES: [(&str, &str, Kind, f64, f64); 12] = [
    ("population", "persons", Kind::Stock, 188e6, 197e6),
    (
        "prisoners_total",
        "persons",
        Kind::Stock,
        2_468_524.0,
        800_321.0,
    ),
    (
        "released_amnesty",
        "persons a week",
        Kind::Flow,
        12_345.0,
        0.0,
    ),
    ("heard_any", "persons", Kind::Stock, 0.0, 30_123_456.0),
    (
        "reception_official",
        "persons",
        Kind::Stock,
        0.0,
        20_123_456.0,
    ),
    (
        "reception_slander",
        "persons",
        Kind::Stock,
        0.0,
        10_000_000.0,
    ),
    (
        "grumbled",
        "persons a week",
        Kind::Flow,
        100_000.0,
        200_000.0,
    ),
    ("acts", "persons a week", Kind::Flow, 0.0, 300.0),
    (
        "convicted_antisoviet_agitation",
        "persons a week",
        Kind::Flow,
        10.0,
        8.0,
    ),
    ("mean_trust", "index 0-1", Kind::Index, 0.612_345, 0.512_345),
    ("mean_fear", "index 0-1", Kind::Index, 0.812_345, 0.312_345),
    ("press_gate", "index 0-1", Kind::Index, 0.1, 0.4),
];

fn tables() -> Tables {
    let entry = |&(name, unit, kind, _, _): &(&str, &str, Kind, f64, f64)| Entry {
        name: name.into(),
        unit: unit.into(),
        kind,
        meaning: "Made up for a test.".into(),
        record: None,
        needs_full_population: name == "acts",
        model_only: name.starts_with("mean") || name.starts_with("reception"),
    };
    let mut entities = vec!["USSR".to_owned()];
    entities.extend(regions().into_iter().map(|region| region.name));
    let dictionary = Dictionary {
        series: SERIES.iter().map(entry).collect(),
        entities,
    };
    let mut tables = Tables {
        dictionary,
        ..Tables::default()
    };
    for week in 0..WEEKS {
        for (series, &(_, _, _, first, last)) in SERIES.iter().enumerate() {
            let value = first + (last - first) * f64::from(week) / f64::from(WEEKS - 1);
            tables.series.push(SeriesRow {
                week,
                series: series as u16,
                entity: 0,
                value,
            });
            let is_regional = week % 13 == 0 && [0, 3, 4, 5].contains(&series);
            for region in 0..if is_regional { 11u16 } else { 0 } {
                let value = value / f64::from(region + 10);
                tables.series.push(SeriesRow {
                    week,
                    series: series as u16,
                    entity: region + 1,
                    value,
                });
            }
        }
    }
    tables.groups = groups();
    tables
}

fn groups() -> Vec<GroupRow> {
    let mut groups = Vec::new();
    for (number, republic) in ["RSFSR", "Ukrainian SSR", "Georgian SSR"]
        .into_iter()
        .enumerate()
    {
        for (party, rank) in ["none", "komsomol", "member", "official"]
            .into_iter()
            .enumerate()
        {
            let row = |measure: &'static str, category: &str, share: f64| GroupRow {
                week: 190,
                measure: measure.into(),
                category: category.into(),
                republic: republic.into(),
                rank: rank.into(),
                people: 1e6 * share,
                of: 1e6,
            };
            let heard = 0.1 + 0.25 * party as f64;
            groups.push(row("channel", "none", 1.0 - heard));
            groups.push(row("channel", "reading", heard));
            groups.push(row("frame", "official", heard * 0.7));
            groups.push(row("frame", "slander", heard * (0.1 + 0.1 * number as f64)));
            groups.push(row("heard", "mass-terror", heard * 0.9));
        }
    }
    groups
}
