//! The evidence tables: eight of dated figures and five of their own shape.

use std::collections::BTreeSet;

use crate::Scenario;
use crate::codes;
use crate::csv_table::{CsvTable, Row};
use crate::diagnostic::Diagnostic;
use crate::files::Files;
use crate::ledger::Claim;
use crate::nearest::did_you_mean;
use crate::source_text::SourceText;
use crate::table::{
    CAMP_SERIES, CampRow, Confidence, DECISION_SERIES, DataRow, DecisionRow, Detail, EliteRow,
    RegionRow, Role, Tables,
};

/// All tables a scenario may name.
pub(crate) const TABLES: [&str; 13] = [
    "population",
    "party",
    "camps",
    "repression",
    "unrest",
    "living",
    "press",
    "satellites",
    "regions_1959",
    "camps_by_site",
    "elite",
    "decisions",
    "seeds_claims",
];

/// Words of the `confidence` column.
pub(crate) const CONFIDENCES: [(&str, Confidence); 4] = [
    ("verified", Confidence::Verified),
    ("recalled", Confidence::Recalled),
    ("estimated", Confidence::Estimated),
    ("assumption", Confidence::Assumption),
];

const ROLES: [(&str, Role); 3] = [
    ("input", Role::Input),
    ("target", Role::Target),
    ("context", Role::Context),
];

/// Tables and seed claims as read.
#[derive(Debug, Default)]
pub(crate) struct Evidence {
    pub(crate) tables: Tables,
    pub(crate) claims: Vec<Claim>,
}

/// Reads the named tables of `evidence/tables`; every problem of every table is listed.
pub(crate) fn read_tables(
    files: &dyn Files,
    names: &[String],
    sources: &BTreeSet<&str>,
    problems: &mut Vec<Diagnostic>,
) -> Evidence {
    let mut evidence = Evidence::default();
    let mut ids = BTreeSet::new();
    for name in names {
        match SourceText::read(files, &format!("evidence/tables/{name}.csv")) {
            Ok(source) => Reader {
                source: &source,
                stem: name,
                sources: Some(sources),
                ids: &mut ids,
                problems,
            }
            .read_into(&mut evidence),
            Err(problem) => problems.push(*problem),
        }
    }
    evidence
}

/// Reads dated figures from any table in the shipped columns, such as a list of further targets.
///
/// A cell that is empty or missing falls back: `series` to what the other columns tell (a camp, a
/// decision) and else to the file's stem, `entity` to the place, camp, region, person or actor named
/// in the row, `confidence` to an assumption. Unknown source keys are let pass, since such a table
/// may cite what the ledger does not hold.
pub fn read_figures(name: &str, bytes: &[u8]) -> (Vec<DataRow>, Vec<Diagnostic>) {
    let source = match SourceText::from_bytes(name, bytes.to_vec()) {
        Ok(source) => source,
        Err(problem) => return (Vec::new(), vec![*problem]),
    };
    let stem = stem_of(name);
    let (mut ids, mut problems) = (BTreeSet::new(), Vec::new());
    let mut reader = Reader {
        source: &source,
        stem,
        sources: None,
        ids: &mut ids,
        problems: &mut problems,
    };
    let rows = reader.rows(&["id", "value", "role"], figure);
    (rows, problems)
}

/// Checks a table: one of the scenario's own against its columns, any other as dated figures.
pub(crate) fn check_table(name: &str, bytes: &[u8], context: Option<&Scenario>) -> Vec<Diagnostic> {
    let stem = stem_of(name);
    if !TABLES.contains(&stem) {
        return read_figures(name, bytes).1;
    }
    let source = match SourceText::from_bytes(name, bytes.to_vec()) {
        Ok(source) => source,
        Err(problem) => return vec![*problem],
    };
    let sources = context.map(|own| own.ledger.sources.keys().map(String::as_str).collect());
    let (mut ids, mut problems) = (BTreeSet::new(), Vec::new());
    Reader {
        source: &source,
        stem,
        sources: sources.as_ref(),
        ids: &mut ids,
        problems: &mut problems,
    }
    .read_into(&mut Evidence::default());
    problems
}

fn stem_of(name: &str) -> &str {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.strip_suffix(".csv").unwrap_or(file)
}

/// What every row reader needs to know.
struct Reader<'a> {
    source: &'a SourceText,
    stem: &'a str,
    sources: Option<&'a BTreeSet<&'a str>>,
    ids: &'a mut BTreeSet<String>,
    problems: &'a mut Vec<Diagnostic>,
}

/// The cells that all tables share.
struct Common {
    id: String,
    sources: Vec<String>,
    confidence: Confidence,
    table: String,
}

impl Reader<'_> {
    fn read_into(&mut self, evidence: &mut Evidence) {
        let tables = &mut evidence.tables;
        match self.stem {
            "regions_1959" => tables.regions = self.rows(REGION_COLUMNS, region),
            "camps_by_site" => tables.camps = self.rows(CAMP_COLUMNS, camp),
            "elite" => tables.elite = self.rows(ELITE_COLUMNS, leader),
            "decisions" => tables.decisions = self.rows(DECISION_COLUMNS, decision),
            "seeds_claims" => evidence.claims = self.rows(CLAIM_COLUMNS, claim),
            "unrest" => tables.rows.extend(self.rows(UNREST_COLUMNS, figure)),
            _ => tables.rows.extend(self.rows(FIGURE_COLUMNS, figure)),
        }
    }

    fn rows<T>(
        &mut self,
        required: &[&str],
        shape: impl Fn(&mut Row<'_>, Common) -> Option<T>,
    ) -> Vec<T> {
        let Some(table) = CsvTable::read(self.source, required, self.problems) else {
            return Vec::new();
        };
        let ids = std::cell::RefCell::new(std::mem::take(self.ids));
        let read = |row: &mut Row<'_>| {
            let common = self.common(row, &mut ids.borrow_mut())?;
            shape(row, common)
        };
        let mut problems = Vec::new();
        let rows = table.rows(&mut problems, read);
        *self.ids = ids.into_inner();
        self.problems.extend(problems);
        rows
    }

    fn common(&self, row: &mut Row<'_>, ids: &mut BTreeSet<String>) -> Option<Common> {
        let id = row.needed("id");
        if !ids.insert(id.clone()) {
            row.complain(
                codes::DUPLICATE_ID,
                "id",
                format!("the id `{id}` is used twice"),
                "ids are unique over all tables",
            );
        }
        let sources = row.list("source");
        for key in &sources {
            self.check_source(row, key);
        }
        // A row with a problem is left out, so what stands in for the word is never seen.
        let confidence = if row.text("confidence").is_empty() && self.sources.is_none() {
            Confidence::Assumption
        } else {
            row.word("confidence", &CONFIDENCES)
                .unwrap_or(Confidence::Assumption)
        };
        Some(Common {
            id,
            sources,
            confidence,
            table: self.stem.to_owned(),
        })
    }

    fn check_source(&self, row: &mut Row<'_>, key: &str) {
        let Some(known) = self.sources else { return };
        if known.contains(key) {
            return;
        }
        let help = did_you_mean(key, known.iter().copied());
        let help =
            help.unwrap_or_else(|| "add the publication to evidence/sources.toml".to_owned());
        row.complain(
            codes::UNKNOWN_SOURCE,
            "source",
            format!("no source has the key `{key}`"),
            &help,
        );
    }
}

const FIGURE_COLUMNS: &[&str] = &[
    "id",
    "series",
    "entity",
    "date",
    "year",
    "value",
    "unit",
    "low",
    "high",
    "source",
    "note",
    "confidence",
    "role",
];
const UNREST_COLUMNS: &[&str] = &[
    "id",
    "series",
    "event",
    "kind",
    "place",
    "date",
    "year",
    "value",
    "unit",
    "low",
    "high",
    "source",
    "note",
    "confidence",
    "role",
];
const REGION_COLUMNS: &[&str] = &[
    "id",
    "region",
    "region_ru",
    "republic",
    "type",
    "centre",
    "lat",
    "lon",
    "total",
    "male",
    "female",
    "urban",
    "rural",
    "source",
    "confidence",
];
const CAMP_COLUMNS: &[&str] = &[
    "id",
    "camp_ru",
    "camp_en",
    "type",
    "camp_region",
    "year",
    "value",
    "lat",
    "lon",
    "source",
    "confidence",
    "role",
];
const ELITE_COLUMNS: &[&str] = &[
    "id",
    "person",
    "date",
    "date_exit",
    "body",
    "rank",
    "office",
    "base",
    "stance_score",
    "fate",
    "source",
    "confidence",
];
const DECISION_COLUMNS: &[&str] = &[
    "id",
    "date",
    "date_end",
    "event",
    "actor",
    "type",
    "direction",
    "reach",
    "source",
    "note",
    "confidence",
    "role",
];
const CLAIM_COLUMNS: &[&str] = &[
    "id",
    "claim",
    "verdict",
    "evidence",
    "conflicts_with",
    "source",
    "note",
    "confidence",
];

/// Words in the value column are names (an editor, a building); anything else must be a number.
fn figure(row: &mut Row<'_>, common: Common) -> Option<DataRow> {
    let text = row.text("value").to_owned();
    let value = if row.text("unit") == "name" {
        None
    } else {
        row.number("value")
    };
    let (low, high) = (row.number("low"), row.number("high"));
    if let (Some(low), Some(high)) = (low, high)
        && low > high
    {
        row.complain(
            codes::RANGE_REVERSED,
            "low",
            format!("the range runs from {low} down to {high}"),
            "the lower end comes first",
        );
    }
    let (date, role) = (row.date_or("date", "year"), row.word("role", &ROLES));
    Some(DataRow {
        series: series_of(row, &common.table),
        entity: row.first_of(ENTITY_COLUMNS).to_owned(),
        date: date?,
        value,
        text,
        unit: row.text("unit").to_owned(),
        low,
        high,
        note: row.text("note").to_owned(),
        role: role?,
        id: common.id,
        sources: common.sources,
        confidence: common.confidence,
        table: common.table,
        detail: detail(row),
    })
}

/// The series named in the row, or the one that a table of this shape holds.
fn series_of(row: &Row<'_>, stem: &str) -> String {
    let filled = |column: &str| !row.text(column).is_empty();
    if filled("series") {
        row.text("series")
    } else if filled("camp_en") || filled("camp_ru") {
        CAMP_SERIES
    } else if filled("type") && filled("event") {
        DECISION_SERIES
    } else {
        stem
    }
    .to_owned()
}

/// Columns that say of what or whom a figure is, the most telling first.
const ENTITY_COLUMNS: &[&str] = &[
    "entity", "place", "camp_en", "camp_ru", "region", "person", "actor", "event",
];

fn detail(row: &mut Row<'_>) -> Detail {
    let last_day = if row.text("date_end").is_empty() {
        "date_exit"
    } else {
        "date_end"
    };
    let coordinates = row.number("lat").zip(row.number("lon"));
    Detail {
        kind: row.first_of(&["kind", "type"]).to_owned(),
        event: row.first_of(&["event", "person"]).to_owned(),
        date_end: row.date(last_day),
        reach: row.text("reach").to_owned(),
        coordinates,
    }
}

fn region(row: &mut Row<'_>, common: Common) -> Option<RegionRow> {
    let total = row.needed_number("total");
    let (male, female) = (row.number("male"), row.number("female"));
    let (urban, rural) = (row.number("urban"), row.number("rural"));
    parts_make_whole(row, total, ("male", male), ("female", female));
    parts_make_whole(row, total, ("urban", urban), ("rural", rural));
    Some(RegionRow {
        name: row.needed("region"),
        name_ru: row.text("region_ru").to_owned(),
        republic: row.needed("republic"),
        kind: row.text("type").to_owned(),
        centre: row.text("centre").to_owned(),
        latitude: row.needed_number("lat"),
        longitude: row.needed_number("lon"),
        total,
        male,
        female,
        urban,
        rural,
        id: common.id,
        sources: common.sources,
        confidence: common.confidence,
    })
}

fn parts_make_whole(
    row: &mut Row<'_>,
    total: f64,
    first: (&str, Option<f64>),
    second: (&str, Option<f64>),
) {
    let (Some(one), Some(other)) = (first.1, second.1) else {
        return;
    };
    if one + other != total {
        let message = format!(
            "{} and {} sum to {}, not to the total of {total}",
            first.0,
            second.0,
            one + other
        );
        row.complain(
            codes::PARTS_DO_NOT_SUM,
            first.0,
            message,
            "correct the part or the total from the source",
        );
    }
}

fn camp(row: &mut Row<'_>, common: Common) -> Option<CampRow> {
    let year = row.needed_number("year");
    let role = row.word("role", &ROLES);
    Some(CampRow {
        name: row.text("camp_en").to_owned(),
        name_ru: row.needed("camp_ru"),
        kind: row.text("type").to_owned(),
        camp_region: row.text("camp_region").to_owned(),
        year: year as i16,
        prisoners: row.number("value"),
        latitude: row.needed_number("lat"),
        longitude: row.needed_number("lon"),
        role: role?,
        id: common.id,
        sources: common.sources,
        confidence: common.confidence,
    })
}

fn leader(row: &mut Row<'_>, common: Common) -> Option<EliteRow> {
    let from = row.date_or("date", "year");
    let to = row.date("date_exit");
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        row.complain(
            codes::RANGE_REVERSED,
            "date_exit",
            format!("the exit {to} is before the entry {from}"),
            "the entry comes first",
        );
    }
    Some(EliteRow {
        person: row.needed("person"),
        from: from?,
        to,
        body: row.needed("body"),
        rank: row.text("rank").to_owned(),
        office: row.text("office").to_owned(),
        base: row.text("base").to_owned(),
        stance: row.number("stance_score"),
        fate: row.text("fate").to_owned(),
        id: common.id,
        sources: common.sources,
        confidence: common.confidence,
    })
}

fn decision(row: &mut Row<'_>, common: Common) -> Option<DecisionRow> {
    let (date, role) = (row.date_or("date", "year"), row.word("role", &ROLES));
    Some(DecisionRow {
        date: date?,
        date_end: row.date("date_end"),
        event: row.needed("event"),
        actor: row.text("actor").to_owned(),
        kind: row.text("type").to_owned(),
        direction: row.needed_number("direction"),
        reach: row.text("reach").to_owned(),
        note: row.text("note").to_owned(),
        role: role?,
        id: common.id,
        sources: common.sources,
        confidence: common.confidence,
    })
}

fn claim(row: &mut Row<'_>, common: Common) -> Option<Claim> {
    let remarks = [row.text("evidence"), row.text("note")];
    Some(Claim {
        statement: row.needed("claim"),
        conflicts_with: row.list("conflicts_with"),
        verdict: row.text("verdict").to_owned(),
        note: remarks
            .iter()
            .filter(|remark| !remark.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join("; "),
        id: common.id,
        sources: common.sources,
        confidence: common.confidence,
    })
}
