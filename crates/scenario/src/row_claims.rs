//! Table rows as statements of the ledger.

use crate::ledger::Claim;
use crate::table::{CampRow, DataRow, DecisionRow, EliteRow, RegionRow, Tables};

impl Tables {
    /// Every row as a claim.
    pub(crate) fn claims(&self) -> Vec<Claim> {
        let figures = self.rows.iter().map(of_figure);
        let regions = self.regions.iter().map(of_region);
        let camps = self.camps.iter().map(of_camp);
        let leaders = self.elite.iter().map(of_leader);
        let decisions = self.decisions.iter().map(of_decision);
        figures
            .chain(regions)
            .chain(camps)
            .chain(leaders)
            .chain(decisions)
            .collect()
    }
}

fn of_figure(row: &DataRow) -> Claim {
    let value = if row.text.is_empty() {
        "no figure found"
    } else {
        row.text.as_str()
    };
    let range = match (row.low, row.high) {
        (Some(low), Some(high)) => format!(" ({low} to {high})"),
        _ => String::new(),
    };
    let unit = if row.unit == "name" {
        String::new()
    } else {
        format!(" {}", row.unit)
    };
    Claim {
        id: row.id.clone(),
        statement: format!(
            "{}, {}, {}: {value}{unit}{range}",
            row.series, row.entity, row.date
        ),
        sources: row.sources.clone(),
        confidence: row.confidence,
        conflicts_with: Vec::new(),
        verdict: String::new(),
        note: row.note.clone(),
    }
}

fn of_region(row: &RegionRow) -> Claim {
    let statement = format!(
        "population, {} ({}), 1959-01-15: {} persons",
        row.name, row.republic, row.total
    );
    Claim {
        id: row.id.clone(),
        statement,
        sources: row.sources.clone(),
        confidence: row.confidence,
        ..nothing()
    }
}

fn of_camp(row: &CampRow) -> Claim {
    let name = if row.name.is_empty() {
        &row.name_ru
    } else {
        &row.name
    };
    let count = row
        .prisoners
        .map_or("no figure found".to_owned(), |prisoners| {
            format!("{prisoners} prisoners")
        });
    let statement = format!("prisoners, {name}, {}: {count}", row.year);
    Claim {
        id: row.id.clone(),
        statement,
        sources: row.sources.clone(),
        confidence: row.confidence,
        ..nothing()
    }
}

fn of_leader(row: &EliteRow) -> Claim {
    let until = row
        .to
        .map_or("the end of the table".to_owned(), |day| day.to_string());
    let statement = format!(
        "{}, {} of the {}, {} to {until}",
        row.person, row.rank, row.body, row.from
    );
    Claim {
        id: row.id.clone(),
        statement,
        sources: row.sources.clone(),
        confidence: row.confidence,
        ..nothing()
    }
}

fn of_decision(row: &DecisionRow) -> Claim {
    let statement = format!("{}: {} ({})", row.date, row.event, row.actor);
    let note = row.note.clone();
    Claim {
        id: row.id.clone(),
        statement,
        sources: row.sources.clone(),
        confidence: row.confidence,
        note,
        ..nothing()
    }
}

fn nothing() -> Claim {
    Claim {
        id: String::new(),
        statement: String::new(),
        sources: Vec::new(),
        confidence: crate::table::Confidence::Assumption,
        conflicts_with: Vec::new(),
        verdict: String::new(),
        note: String::new(),
    }
}
