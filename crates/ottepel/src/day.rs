//! Days as people write them: a day, or the last day of a month, a season or a year.

use std::str::FromStr;

use jiff::civil::Date;
use scenario::Scenario;

use crate::problem::Failure;
use crate::session::Session;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Seasons that lie within a year, with their last month.
const SEASONS: [(&str, i8); 3] = [("spring", 5), ("summer", 8), ("autumn", 11)];

/// A day or a period up to whose end is meant, and the words it was given in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastDay {
    first: Date,
    last: Date,
    written: String,
}

impl FromStr for LastDay {
    type Err = String;

    fn from_str(text: &str) -> Result<LastDay, String> {
        let written = text.trim().to_owned();
        let (first, last) = read(&written).ok_or(
            "write a day, a month, a season or a year: 1956-12-31, 1956-12, \"December 1956\", \
             \"autumn 1956\" or 1956",
        )?;
        Ok(LastDay {
            first,
            last,
            written,
        })
    }
}

impl LastDay {
    /// The day meant in a scenario: the last of the period, or of the scenario where that comes
    /// first. Says so where the words were no plain day.
    ///
    /// # Errors
    /// `E0503` for a period outside the scenario.
    pub fn within(&self, scenario: &Scenario, session: &Session) -> Result<Date, Failure> {
        check(self.first.max(scenario.start).min(self.last), scenario)?;
        let day = self.last.min(scenario.end);
        if self.written != day.to_string() {
            session.say(&format!("{} is read as up to {day}", self.written));
        }
        Ok(day)
    }
}

fn check(day: Date, scenario: &Scenario) -> Result<(), Failure> {
    if day >= scenario.start && day <= scenario.end {
        return Ok(());
    }
    let message = format!("{day} is not a day of {}", scenario.id);
    let help = format!("it runs from {} to {}", scenario.start, scenario.end);
    Err(Failure::new("E0503", message)
        .at_key("--until")
        .with_help(help))
}

/// First and last day of what is written; months and seasons by their English names, joined to the
/// year by a space or a hyphen.
fn read(text: &str) -> Option<(Date, Date)> {
    if let Ok(day) = text.parse() {
        return Some((day, day));
    }
    let parts: Vec<String> = text
        .split([' ', '-', ','])
        .filter(|part| !part.is_empty())
        .map(str::to_lowercase)
        .collect();
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    match parts.as_slice() {
        [year] => months(self::year(year)?, 1, 12),
        [year, month] if month.len() == 2 => {
            let month = month.parse().ok()?;
            months(self::year(year)?, month, month)
        }
        [name, year] => {
            let (from, to) = month(name).map(|own| (own, own)).or_else(|| season(name))?;
            months(self::year(year)?, from, to)
        }
        [day, name, year] => {
            let day = Date::new(self::year(year)?, month(name)?, day.parse().ok()?).ok()?;
            Some((day, day))
        }
        _ => None,
    }
}

fn year(text: &str) -> Option<i16> {
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok())?
}

/// A month by its name or the first three letters or more of it.
fn month(name: &str) -> Option<i8> {
    let fits = |month: &&str| name.len() >= 3 && month.starts_with(name);
    let place = MONTHS.iter().position(fits)?;
    i8::try_from(place + 1).ok()
}

/// First and last month of a season.
fn season(name: &str) -> Option<(i8, i8)> {
    let own = SEASONS.iter().find(|(own, _)| *own == name);
    own.map(|(_, last)| (last - 2, *last))
}

fn months(year: i16, from: i8, to: i8) -> Option<(Date, Date)> {
    let first = |month| Date::new(year, month, 1).ok();
    Some((first(from)?, first(to)?.last_of_month()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<String> {
        let read = text.parse::<LastDay>().ok()?;
        Some(read.last.to_string())
    }

    #[test]
    fn days_and_periods_are_read_by_their_last_day() {
        for (written, meant) in [
            ("1956-02-25", "1956-02-25"),
            ("1956-02", "1956-02-29"),
            ("1956", "1956-12-31"),
            ("March 1956", "1956-03-31"),
            ("mar-1956", "1956-03-31"),
            ("spring 1956", "1956-05-31"),
            ("autumn-1961", "1961-11-30"),
            ("25 February 1956", "1956-02-25"),
        ] {
            assert_eq!(day(written).as_deref(), Some(meant), "{written}");
        }
    }

    #[test]
    fn what_is_no_day_or_leaves_two_meanings_is_refused() {
        for written in [
            "",
            "yesterday",
            "1956-13",
            "30 February 1956",
            "winter 1956",
            "ma 1956",
            "56",
        ] {
            assert_eq!(day(written), None, "{written}");
        }
    }
}
