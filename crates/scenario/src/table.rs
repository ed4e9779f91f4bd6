//! The historical tables, in the common columns, plus the three that have their own shape.

use jiff::civil::Date;
use serde::Serialize;

/// How well a figure is attested. `Verified` means seen in a stored source text, not true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Seen in a stored source text.
    Verified,
    /// Standard figure from memory, not yet seen in a text.
    Recalled,
    /// Order of magnitude or own reckoning.
    Estimated,
    /// No source: a stated assumption.
    Assumption,
}

/// What a row may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Feeds the model.
    Input,
    /// Compared with the model; the only rows that may be fitted.
    Target,
    /// Neither.
    Context,
}

/// One dated figure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DataRow {
    /// Row id, e.g. `CMP0058`.
    pub id: String,
    /// Series name, e.g. `prisoners_total_1jan`.
    pub series: String,
    /// Place or body the figure is of (the `entity` column; `place` in the unrest table).
    pub entity: String,
    /// Day the figure is of; 1 January where only the year is given.
    pub date: Date,
    /// The figure, in `unit`. `None` where no figure was found; absent is a value.
    pub value: Option<f64>,
    /// The cell as written, for the few rows whose value is a name.
    pub text: String,
    /// Unit as the source gives it, e.g. `million`.
    pub unit: String,
    /// Lower end of the sources' range.
    pub low: Option<f64>,
    /// Upper end of the sources' range.
    pub high: Option<f64>,
    /// Source keys.
    pub sources: Vec<String>,
    /// Remarks.
    pub note: String,
    /// How well attested.
    pub confidence: Confidence,
    /// What it may be used for.
    pub role: Role,
    /// Table (file stem) it stands in, e.g. `camps`.
    pub table: String,
    /// What else the row says of an event or a spell in office.
    pub detail: Detail,
}

/// Columns that only tables of events, decisions and leaders have; empty elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Detail {
    /// Kind of an event (`camp`, `urban`, ...) or type of a decision (`unrest`, `plenum`, ...).
    pub kind: String,
    /// What happened, or who held the office.
    pub event: String,
    /// Last day, where it lasted.
    pub date_end: Option<Date>,
    /// Whom a decision reached: `camps`, `satellite`, `republic`, ...
    pub reach: String,
    /// Degrees north and east, where the row has them.
    pub coordinates: Option<(f64, f64)>,
}

/// Series of a table that has no `series` column because it holds one.
pub const CAMP_SERIES: &str = "prisoners_at_site";
/// The same for dated decisions and events without a number.
pub const DECISION_SERIES: &str = "decision";

impl From<&CampRow> for DataRow {
    fn from(camp: &CampRow) -> DataRow {
        let name = if camp.name.is_empty() {
            &camp.name_ru
        } else {
            &camp.name
        };
        DataRow {
            id: camp.id.clone(),
            series: CAMP_SERIES.to_owned(),
            entity: name.clone(),
            date: Date::constant(camp.year, 1, 1),
            value: camp.prisoners,
            text: camp
                .prisoners
                .map(|own| own.to_string())
                .unwrap_or_default(),
            unit: "prisoners".to_owned(),
            low: None,
            high: None,
            sources: camp.sources.clone(),
            note: String::new(),
            confidence: camp.confidence,
            role: camp.role,
            table: "camps_by_site".to_owned(),
            detail: Detail {
                coordinates: Some((camp.latitude, camp.longitude)),
                ..Detail::default()
            },
        }
    }
}

impl From<&DecisionRow> for DataRow {
    fn from(decision: &DecisionRow) -> DataRow {
        DataRow {
            id: decision.id.clone(),
            series: DECISION_SERIES.to_owned(),
            entity: decision.actor.clone(),
            date: decision.date,
            value: Some(1.0),
            text: "1".to_owned(),
            unit: "event".to_owned(),
            low: None,
            high: None,
            sources: decision.sources.clone(),
            note: decision.note.clone(),
            confidence: decision.confidence,
            role: decision.role,
            table: "decisions".to_owned(),
            detail: Detail {
                kind: decision.kind.clone(),
                event: decision.event.clone(),
                date_end: decision.date_end,
                reach: decision.reach.clone(),
                coordinates: None,
            },
        }
    }
}

/// One region at the census of 15 January 1959.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RegionRow {
    /// Row id.
    pub id: String,
    /// English name.
    pub name: String,
    /// Russian name.
    pub name_ru: String,
    /// Union republic, as in the tables: `RSFSR`, `Ukrainian SSR`, ...
    pub republic: String,
    /// `oblast`, `krai`, `ASSR`, `SSR`, `city`, ...
    pub kind: String,
    /// Seat.
    pub centre: String,
    /// Latitude of the centre, degrees north.
    pub latitude: f64,
    /// Longitude of the centre, degrees east.
    pub longitude: f64,
    /// People, 1959.
    pub total: f64,
    /// Men, where known.
    pub male: Option<f64>,
    /// Women, where known.
    pub female: Option<f64>,
    /// In towns, where known.
    pub urban: Option<f64>,
    /// In villages, where known.
    pub rural: Option<f64>,
    /// Source keys.
    pub sources: Vec<String>,
    /// How well attested.
    pub confidence: Confidence,
}

/// Prisoners of one camp at one 1 January.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CampRow {
    /// Row id.
    pub id: String,
    /// English name; empty for the few camps whose handbook entry has none.
    pub name: String,
    /// Russian name.
    pub name_ru: String,
    /// `ITL`, `special camp`, `screening camp` or empty.
    pub kind: String,
    /// Region as the handbook groups it.
    pub camp_region: String,
    /// Calendar year of the 1 January.
    pub year: i16,
    /// Prisoners; sub-camps are double counted before 1954.
    pub prisoners: Option<f64>,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Source keys.
    pub sources: Vec<String>,
    /// How well attested.
    pub confidence: Confidence,
    /// Input or target.
    pub role: Role,
}

/// One spell of one leader in one body.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EliteRow {
    /// Row id.
    pub id: String,
    /// Name as in the table, e.g. `Khrushchev N.S.`.
    pub person: String,
    /// Entry.
    pub from: Date,
    /// Exit, where it falls in the tables.
    pub to: Option<Date>,
    /// Body, e.g. `Presidium of the CC CPSU`.
    pub body: String,
    /// `full` or `candidate`.
    pub rank: String,
    /// Offices held during the spell.
    pub office: String,
    /// Base of power, e.g. `party apparatus`.
    pub base: String,
    /// Judged position on de-Stalinisation, -2..+2 (own coding).
    pub stance: Option<f64>,
    /// What became of the person.
    pub fate: String,
    /// Source keys.
    pub sources: Vec<String>,
    /// How well attested.
    pub confidence: Confidence,
}

/// One dated decision or event of the record.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DecisionRow {
    /// Row id, e.g. `DEC0046`.
    pub id: String,
    /// Day.
    pub date: Date,
    /// Last day, where it lasted.
    pub date_end: Option<Date>,
    /// What happened.
    pub event: String,
    /// Who decided.
    pub actor: String,
    /// `decree`, `speech`, `unrest`, ...
    pub kind: String,
    /// Own coding of direction, -2..+2.
    pub direction: f64,
    /// Whom it reached.
    pub reach: String,
    /// Source keys.
    pub sources: Vec<String>,
    /// Remarks.
    pub note: String,
    /// How well attested.
    pub confidence: Confidence,
    /// Input or target.
    pub role: Role,
}

/// All tables of a scenario.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tables {
    /// Rows of population, party, camps, repression, unrest, living, press and satellites, in file order.
    pub rows: Vec<DataRow>,
    /// The regions of 1959.
    pub regions: Vec<RegionRow>,
    /// Camps by year.
    pub camps: Vec<CampRow>,
    /// Leaders.
    pub elite: Vec<EliteRow>,
    /// Decisions and events.
    pub decisions: Vec<DecisionRow>,
}

impl Tables {
    /// Every row that can stand beside the model: figures, camps by year, decisions and events.
    pub fn comparable(&self) -> Vec<DataRow> {
        let camps = self.camps.iter().map(DataRow::from);
        let decisions = self.decisions.iter().map(DataRow::from);
        self.rows
            .iter()
            .cloned()
            .chain(camps)
            .chain(decisions)
            .collect()
    }

    /// Rows of one series and entity, in date order.
    pub fn series<'a>(&'a self, series: &'a str, entity: &'a str) -> Vec<&'a DataRow> {
        let matches = |row: &&DataRow| row.series == series && row.entity == entity;
        let mut rows: Vec<_> = self.rows.iter().filter(matches).collect();
        rows.sort_by_key(|row| row.date);
        rows
    }

    /// Figure of a series, entity and calendar year, in the row's own unit.
    pub fn value(&self, series: &str, entity: &str, year: i16) -> Option<f64> {
        self.series(series, entity)
            .into_iter()
            .find(|row| row.date.year() == year)
            .and_then(|row| row.value)
    }
}
