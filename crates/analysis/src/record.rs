//! The model beside the record: every historical figure that a series of the model answers.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rules::SERIES;
use rules::observe::{Counterpart, Span};
use scenario::{Basis, DataRow, Role, Scenario};
use store::Tables;
use store::manifest::RecordLine;

/// Deviation that counts as inside where the sources give no range.
const INSIDE: f64 = 0.025;
/// Deviation that still counts as near.
const NEAR: f64 = 0.25;
/// Country-level entities of the historical tables that are the model's whole country.
const WHOLE: &[&str] = &[
    "USSR",
    "USSR camps (ITL)",
    "USSR colonies (ITK)",
    "USSR camps and colonies",
    "VLKSM",
    "Presidium of the CC",
];

/// Every row of the record that the run answers, in the order of the tables.
pub fn compare(scenario: &Scenario, tables: &Tables, weeks_computed: u16) -> Vec<RecordLine> {
    let model = Model::new(scenario, tables, weeks_computed);
    let answered = |row: &DataRow| {
        let (number, counterpart) = counterpart_of(row)?;
        let recorded = row.value? * scale(&row.unit)?;
        let modelled = model.value(number, counterpart.span, row.date)?;
        Some(line(scenario, row, number, recorded, modelled))
    };
    scenario.tables.rows.iter().filter_map(answered).collect()
}

fn counterpart_of(row: &DataRow) -> Option<(usize, Counterpart)> {
    if !WHOLE.contains(&row.entity.as_str()) || row.role == Role::Context {
        return None;
    }
    let series = SERIES.iter().enumerate();
    series
        .filter_map(|(number, series)| Some((number, series.record?)))
        .find(|(_, counterpart)| counterpart.series == row.series)
}

/// Factor from a historical unit to persons (or seats).
fn scale(unit: &str) -> Option<f64> {
    match unit {
        "persons" => Some(1.0),
        "thousand" => Some(1e3),
        "million" | "million persons" => Some(1e6),
        _ => None,
    }
}

fn line(
    scenario: &Scenario,
    row: &DataRow,
    series: usize,
    recorded: f64,
    modelled: f64,
) -> RecordLine {
    let scale = scale(&row.unit).unwrap_or(1.0);
    let low = row.low.map(|low| low * scale);
    let high = row.high.map(|high| high * scale);
    RecordLine {
        row: row.id.clone(),
        series: SERIES[series].name.to_owned(),
        entity: "USSR".to_owned(),
        date: row.date,
        recorded: Some(recorded),
        low,
        high,
        modelled: Some(modelled),
        verdict: verdict(recorded, low, high, modelled).to_owned(),
        used_for: used_for(scenario, row).to_owned(),
    }
}

/// Inside the sources' range (or within 2.5 % of a figure without one), near (within 25 %), or off.
pub fn verdict(recorded: f64, low: Option<f64>, high: Option<f64>, modelled: f64) -> &'static str {
    let tolerance = recorded.abs() * INSIDE;
    let low = low.unwrap_or(recorded).min(recorded - tolerance);
    let high = high.unwrap_or(recorded).max(recorded + tolerance);
    let slack = recorded.abs() * NEAR;
    if (low..=high).contains(&modelled) {
        "inside"
    } else if (low - slack..=high + slack).contains(&modelled) {
        "near"
    } else {
        "off"
    }
}

/// Whether a row fed the model, was fitted, or was held out.
fn used_for(scenario: &Scenario, row: &DataRow) -> &'static str {
    if row.role == Role::Input {
        return "input";
    }
    let fitted = scenario
        .parameters
        .iter()
        .any(|parameter| match &parameter.basis {
            Basis::Source(keys) => {
                keys.contains(&row.id) || parameter.choices.contains_key(&row.id)
            }
            Basis::Because(reason) => {
                reason.contains("fitted to")
                    && (reason.contains(&row.series) || reason.contains(&row.id))
            }
        });
    if fitted { "fitted" } else { "held" }
}

/// The model's numbers by series and week.
struct Model<'a> {
    scenario: &'a Scenario,
    weeks: u16,
    series: BTreeMap<u16, BTreeMap<u16, f64>>,
}

impl<'a> Model<'a> {
    fn new(scenario: &'a Scenario, tables: &Tables, weeks: u16) -> Model<'a> {
        let mut series = BTreeMap::<u16, BTreeMap<u16, f64>>::new();
        for row in tables.series.iter().filter(|row| row.entity == 0) {
            series
                .entry(row.series)
                .or_default()
                .insert(row.week, row.value);
        }
        Model {
            scenario,
            weeks,
            series,
        }
    }

    /// The model's figure for a day, or nothing when the run does not cover what it counts.
    fn value(&self, series: usize, span: Span, date: Date) -> Option<f64> {
        let values = self.series.get(&(series as u16))?;
        let day = (date - self.scenario.start).get_days();
        if day < 0 || day >= i32::from(self.weeks) * kernel::time::DAYS_PER_WEEK {
            return None;
        }
        let week = kernel::Week::holding(day).0;
        match span {
            Span::Moment => {
                // What the record dates on a day stood at the end of the week before; series
                // counted only in some weeks are read at the nearest.
                let nearest = values.iter().min_by_key(|(own, _)| own.abs_diff(week))?;
                Some(*nearest.1)
            }
            Span::SinceStart => Some(values.range(..=week).map(|(_, value)| value).sum()),
            Span::Year => self.year_sum(values, date.year()),
        }
    }

    fn year_sum(&self, values: &BTreeMap<u16, f64>, year: i16) -> Option<f64> {
        let of_year = |day: i32| {
            let day = self
                .scenario
                .start
                .checked_add(jiff::Span::new().days(day))
                .ok();
            day.map(|day| day.year())
        };
        let mut sum = 0.0;
        let mut weeks = 0;
        for (week, value) in values {
            // The middle of a week says which year it belongs to.
            if of_year(kernel::Week(*week).first_day() + 3) == Some(year) {
                sum += value;
                weeks += 1;
            }
        }
        // A year that the run covers only in part cannot be compared.
        (weeks >= 51).then_some(sum)
    }
}

#[cfg(test)]
mod tests {
    use super::verdict;

    #[test]
    fn verdicts_follow_the_rule() {
        assert_eq!(verdict(100.0, None, None, 102.0), "inside");
        assert_eq!(verdict(100.0, None, None, 110.0), "near");
        assert_eq!(verdict(100.0, None, None, 130.0), "off");
        assert_eq!(verdict(100.0, Some(50.0), Some(300.0), 280.0), "inside");
        assert_eq!(verdict(100.0, Some(50.0), Some(300.0), 320.0), "near");
        assert_eq!(verdict(100.0, Some(50.0), Some(300.0), 20.0), "off");
    }
}
