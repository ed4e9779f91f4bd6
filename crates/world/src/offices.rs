//! Offices of leaders, read from the words of the table: pieces between semicolons, each a title with
//! or without dates, such as `First Secretary from 7-13 Sep 1953` or `defence minister 1953-55`.

use jiff::civil::Date;

use crate::place::Office;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// The offices named in a cell of the table, within the weeks of a spell.
pub(crate) fn read(cell: &str, spell: (u16, u16), week_of: impl Fn(Date) -> u16) -> Vec<Office> {
    let pieces = cell.split(';').map(str::trim);
    let office = |piece: &str| {
        let (title, from, to) = split(piece);
        let week = |day: Option<Date>| day.map(&week_of);
        Office {
            title: title.to_owned(),
            from: week(from).map_or(spell.0, |own| own.max(spell.0)),
            to: week(to).map_or(spell.1, |own| own.min(spell.1)),
        }
    };
    pieces
        .filter(|piece| !piece.is_empty())
        .map(office)
        .collect()
}

/// A piece in title, first day and first day no longer in office. What is no date belongs to the
/// title, so that words nobody foresaw leave the office standing for the whole spell.
fn split(piece: &str) -> (&str, Option<Date>, Option<Date>) {
    let starts = std::iter::once(0).chain(piece.match_indices(' ').map(|(at, _)| at + 1));
    for start in starts {
        if let Some((from, to)) = span(&piece[start..]) {
            return (piece[..start].trim_end(), from, to);
        }
    }
    (piece, None, None)
}

/// Words that are nothing but a time: `from DAY`, `to DAY`, `DAY-DAY`.
fn span(words: &str) -> Option<(Option<Date>, Option<Date>)> {
    if let Some(rest) = words.strip_prefix("from ") {
        return Some((Some(day(rest, "")?), None));
    }
    if let Some(rest) = words.strip_prefix("to ") {
        return Some((None, Some(day(rest, "")?)));
    }
    words.match_indices('-').find_map(|(at, _)| {
        let (from, to) = (&words[..at], &words[at + 1..]);
        Some((Some(day(from, "")?), Some(day(to, century_of(from))?)))
    })
}

/// The digits before a short year: `19` in `1953-55`.
fn century_of(from: &str) -> &str {
    from.len()
        .checked_sub(4)
        .and_then(|at| from.get(at..at + 2))
        .unwrap_or("")
}

/// The first day that words such as `8 Feb 1955`, `7-13 Sep 1953`, `July 1964`, `1956` or the `55`
/// of a span can mean.
fn day(words: &str, century: &str) -> Option<Date> {
    let parts: Vec<&str> = words.split(' ').collect();
    let (first, month, year) = match parts[..] {
        [year] => ("1", 1, year),
        [month, year] => ("1", month_of(month)?, year),
        [day, month, year] => (day.split('-').next()?, month_of(month)?, year),
        _ => return None,
    };
    let year = match year.len() {
        4 => year.parse().ok()?,
        2 => format!("{century}{year}").parse().ok()?,
        _ => return None,
    };
    Date::new(year, month, first.parse().ok()?).ok()
}

fn month_of(word: &str) -> Option<i8> {
    let short = word.get(..3)?;
    let at = MONTHS.iter().position(|month| *month == short)?;
    i8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(piece: &str) -> String {
        let (title, from, to) = split(piece);
        let day = |day: Option<Date>| day.map_or("-".to_owned(), |day| day.to_string());
        format!("{title} | {} | {}", day(from), day(to))
    }

    #[test]
    fn titles_and_dates_come_apart() {
        let pieces = [
            ("CC Secretary", "CC Secretary | - | -"),
            (
                "First Secretary from 7-13 Sep 1953",
                "First Secretary | 1953-09-07 | -",
            ),
            ("premier from 27 Mar 1958", "premier | 1958-03-27 | -"),
            (
                "premier 8 Feb 1955-27 Mar 1958",
                "premier | 1955-02-08 | 1958-03-27",
            ),
            (
                "defence minister 1953-55",
                "defence minister | 1953-01-01 | 1955-01-01",
            ),
            (
                "head of state May 1960-July 1964",
                "head of state | 1960-05-01 | 1964-07-01",
            ),
            ("CC Secretary to 1960", "CC Secretary | - | 1960-01-01"),
            (
                "Gosplan / machine-building",
                "Gosplan / machine-building | - | -",
            ),
            (
                "editor of Novy Mir (also 1950-Aug 1954)",
                "editor of Novy Mir (also 1950-Aug 1954) | - | -",
            ),
        ];
        for (piece, expected) in pieces {
            assert_eq!(shown(piece), expected);
        }
    }

    #[test]
    fn offices_stay_within_the_spell() {
        let week_of = |day: Date| u16::try_from(day.year() - 1950).unwrap_or(0);
        let offices = read("premier 1951-59; trade", (3, 5), week_of);
        let expected = |title: &str| Office {
            title: title.to_owned(),
            from: 3,
            to: 5,
        };
        assert_eq!(offices, [expected("premier"), expected("trade")]);
    }
}
