//! Units of the record beside units of the model.

use rules::SERIES;

use super::catalogue::Quantity;

/// What is counted or measured, whatever the factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// People.
    Persons,
    /// Works in print.
    Works,
    /// Events.
    Events,
    /// A part of a whole.
    Share,
    /// A mean on its own scale.
    Index,
}

impl Measure {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Measure::Persons => "persons",
            Measure::Works => "works",
            Measure::Events => "events",
            Measure::Share => "share",
            Measure::Index => "index",
        }
    }

    /// The measure of a model's number.
    pub fn of(quantity: &Quantity) -> Measure {
        if !quantity.over.is_empty() {
            return Measure::Share;
        }
        let first = quantity.plus.first();
        let series = SERIES.iter().find(|series| Some(&series.name) == first);
        let unit = series.map_or("", |series| series.unit);
        match unit.split_whitespace().next() {
            Some("persons") => Measure::Persons,
            Some("works") => Measure::Works,
            Some("events") => Measure::Events,
            Some("share") => Measure::Share,
            _ => Measure::Index,
        }
    }
}

/// Units of the historical tables: measure and factor to it.
const UNITS: &[(&str, Measure, f64)] = &[
    ("persons", Measure::Persons, 1.0),
    ("person", Measure::Persons, 1.0),
    ("people", Measure::Persons, 1.0),
    ("prisoners", Measure::Persons, 1.0),
    ("members", Measure::Persons, 1.0),
    ("adults", Measure::Persons, 1.0),
    ("inhabitants", Measure::Persons, 1.0),
    ("seats", Measure::Persons, 1.0),
    ("works", Measure::Works, 1.0),
    ("publications", Measure::Works, 1.0),
    ("event", Measure::Events, 1.0),
    ("events", Measure::Events, 1.0),
    ("incidents", Measure::Events, 1.0),
    ("disorders", Measure::Events, 1.0),
    ("per cent", Measure::Share, 0.01),
    ("percent", Measure::Share, 0.01),
    ("%", Measure::Share, 0.01),
    ("per thousand", Measure::Share, 0.001),
    ("share", Measure::Share, 1.0),
    ("index", Measure::Index, 1.0),
    ("index 0-1", Measure::Index, 1.0),
];

/// Factor from a historical unit to the model's measure; nothing when they do not convert.
pub fn factor(unit: &str, measure: Measure) -> Option<f64> {
    let unit = unit.trim().to_lowercase();
    let (noun, power) = powers(&unit);
    // "thousand" and "million" alone count whatever the series counts.
    if noun.is_empty() && power > 1.0 {
        let countable = !matches!(measure, Measure::Share | Measure::Index);
        return countable.then_some(power);
    }
    UNITS
        .iter()
        .find(|(name, own, _)| *name == noun && *own == measure)
        .map(|(_, _, factor)| factor * power)
}

/// `million persons` is persons by a million.
fn powers(unit: &str) -> (&str, f64) {
    let words = [
        ("thousand", 1e3),
        ("million", 1e6),
        ("mln", 1e6),
        ("billion", 1e9),
    ];
    for (word, power) in words {
        if let Some(noun) = unit.strip_prefix(word) {
            let noun = noun.trim_start_matches('s').trim();
            return (noun.strip_prefix("of ").unwrap_or(noun), power);
        }
    }
    (unit, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_the_tables_convert() {
        assert_eq!(factor("persons", Measure::Persons), Some(1.0));
        assert_eq!(factor("prisoners", Measure::Persons), Some(1.0));
        assert_eq!(factor("thousand", Measure::Persons), Some(1e3));
        assert_eq!(factor("Million persons", Measure::Persons), Some(1e6));
        assert_eq!(factor("thousands", Measure::Works), Some(1e3));
        assert_eq!(
            factor("thousands of inhabitants", Measure::Persons),
            Some(1e3)
        );
        assert_eq!(factor("mln", Measure::Persons), Some(1e6));
        assert_eq!(factor("per cent", Measure::Share), Some(0.01));
    }

    #[test]
    fn units_of_other_things_do_not() {
        assert_eq!(factor("copies", Measure::Persons), None);
        assert_eq!(factor("persons", Measure::Share), None);
        assert_eq!(factor("million tonnes", Measure::Persons), None);
        assert_eq!(factor("million", Measure::Share), None);
        assert_eq!(factor("", Measure::Persons), None);
    }
}
