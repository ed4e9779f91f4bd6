//! From the text of a test to its tree, with errors that say where and what else could be meant.
//!
//! ```text
//! condition  = all ("or" all)*
//! all        = one ("and" one)*
//! one        = "not" one | number ("<" | "<=" | ">" | ">=" | "==" | "!=") number
//! number     = term (("+" | "-") term)*
//! term       = factor (("*" | "/") factor)*
//! factor     = 12.5 | "-" factor | "(" number ")" | call | series | series "[" place "]"
//! call       = ("sum" | "mean" | "max" | "min" | "count" | "at") "(" number "," window ")"
//!            | "first_week" "(" number "," 12.5 ")"
//!            | "outcome" "(" id "," window ")" | "base" "(" number ")"
//! window     = day | day "/" day        a day is 1956, 1956-03 or 1956-03-05
//! ```

use jiff::civil::{Date, date};
use rules::SERIES;

use super::expression::{Aggregate, Comparison, Condition, Number, Operator, Window};
use crate::outcomes::{OUTCOMES, Outcome};

/// Deepest nesting of brackets.
const DEEPEST: usize = 32;

/// Why a test cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}; {help}")]
pub struct ParseError {
    /// Bytes before the place.
    pub at: usize,
    /// Bytes of the word it is about.
    pub length: usize,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: String,
}

/// Reads a test.
///
/// # Errors
/// [`ParseError`] for the first thing that cannot be understood.
pub fn parse(text: &str) -> Result<Condition, ParseError> {
    let mut parser = Parser {
        text,
        at: 0,
        depth: 0,
        weekly: false,
    };
    let condition = parser.any()?;
    match parser.rest().chars().next() {
        None => Ok(condition),
        Some(_) => Err(parser.wrong(
            "the test goes on after its end",
            "join two tests by `and` or `or`",
        )),
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    /// Whether a number of a week is wanted, where series may stand alone.
    weekly: bool,
}

const COMPARISONS: [(&str, Comparison); 6] = [
    ("<=", Comparison::AtMost),
    (">=", Comparison::AtLeast),
    ("==", Comparison::Equal),
    ("!=", Comparison::Unequal),
    ("<", Comparison::Less),
    (">", Comparison::More),
];

const AGGREGATES: [(&str, Aggregate); 6] = [
    ("sum", Aggregate::Sum),
    ("mean", Aggregate::Mean),
    ("max", Aggregate::Max),
    ("min", Aggregate::Min),
    ("count", Aggregate::Count),
    ("at", Aggregate::At),
];

impl<'a> Parser<'a> {
    /// What is left, without leading spaces.
    fn rest(&mut self) -> &'a str {
        let rest = &self.text[self.at..];
        let trimmed = rest.trim_start();
        self.at += rest.len() - trimmed.len();
        trimmed
    }

    fn wrong(&mut self, message: impl Into<String>, help: impl Into<String>) -> ParseError {
        let length = self.word().map_or(1, str::len);
        ParseError {
            at: self.at,
            length,
            message: message.into(),
            help: help.into(),
        }
    }

    /// Takes a sign if it comes next.
    fn takes(&mut self, sign: &str) -> bool {
        let found = self.rest().starts_with(sign);
        if found {
            self.at += sign.len();
        }
        found
    }

    fn needs(&mut self, sign: &str, help: &str) -> Result<(), ParseError> {
        if self.takes(sign) {
            return Ok(());
        }
        let found = match self.rest().chars().next() {
            Some(found) => format!("`{sign}` is expected here, not `{found}`"),
            None => format!("`{sign}` is missing at the end"),
        };
        Err(self.wrong(found, help))
    }

    /// The word that comes next: letters, digits, `_` and `.`, a letter first.
    fn word(&mut self) -> Option<&'a str> {
        let rest = self.rest();
        let first = rest.chars().next()?;
        if !first.is_alphabetic() {
            return None;
        }
        let inside = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '.';
        let end = rest.find(|letter| !inside(letter)).unwrap_or(rest.len());
        Some(&rest[..end])
    }

    fn takes_word(&mut self, word: &str) -> bool {
        let found = self.word() == Some(word);
        if found {
            self.at += word.len();
        }
        found
    }

    fn deeper<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, ParseError>,
    ) -> Result<T, ParseError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.wrong(
                "the test is nested too deeply",
                "write it as two statements",
            ));
        }
        let read = read(self);
        self.depth -= 1;
        read
    }

    fn any(&mut self) -> Result<Condition, ParseError> {
        let mut parts = vec![self.all()?];
        while self.takes_word("or") {
            parts.push(self.all()?);
        }
        Ok(only_or(parts, Condition::Any))
    }

    fn all(&mut self) -> Result<Condition, ParseError> {
        let mut parts = vec![self.one()?];
        while self.takes_word("and") {
            parts.push(self.one()?);
        }
        Ok(only_or(parts, Condition::All))
    }

    fn one(&mut self) -> Result<Condition, ParseError> {
        if self.takes_word("not") {
            let own = self.deeper(Self::one)?;
            return Ok(Condition::Not(Box::new(own)));
        }
        let left = self.number()?;
        let Some((sign, comparison)) = COMPARISONS
            .into_iter()
            .find(|(sign, _)| self.rest().starts_with(sign))
        else {
            return Err(self.wrong(
                "a test compares two numbers",
                "write <, <=, >, >=, == or != and a second number",
            ));
        };
        self.at += sign.len();
        Ok(Condition::Compare(left, comparison, self.number()?))
    }

    fn number(&mut self) -> Result<Number, ParseError> {
        let mut left = self.term()?;
        loop {
            let operator = if self.takes("+") {
                Operator::Plus
            } else if self.takes("-") {
                Operator::Minus
            } else {
                return Ok(left);
            };
            left = Number::Both(Box::new(left), operator, Box::new(self.term()?));
        }
    }

    fn term(&mut self) -> Result<Number, ParseError> {
        let mut left = self.factor()?;
        loop {
            let operator = if self.takes("*") {
                Operator::Times
            } else if self.takes("/") {
                Operator::Over
            } else {
                return Ok(left);
            };
            left = Number::Both(Box::new(left), operator, Box::new(self.factor()?));
        }
    }

    fn factor(&mut self) -> Result<Number, ParseError> {
        self.deeper(|own| {
            if own.takes("-") {
                return Ok(Number::Negative(Box::new(own.factor()?)));
            }
            if own.takes("(") {
                let inner = own.number()?;
                own.needs(")", "close the bracket")?;
                return Ok(inner);
            }
            match own.word() {
                Some(word) => own.named(word),
                None => own.constant().map(Number::Constant),
            }
        })
    }

    fn constant(&mut self) -> Result<f64, ParseError> {
        let rest = self.rest();
        let end = rest
            .find(|letter: char| !letter.is_ascii_digit() && letter != '.' && letter != '_')
            .unwrap_or(rest.len());
        let digits = rest[..end].replace('_', "");
        match digits.parse::<f64>() {
            Ok(value) if value.is_finite() => {
                self.at += end;
                Ok(value)
            }
            _ => Err(self.wrong(
                "a number, a function or a series is expected here",
                "such as sum(convicted_antisoviet_agitation, 1956)",
            )),
        }
    }

    /// A function or a series.
    fn named(&mut self, word: &'a str) -> Result<Number, ParseError> {
        let start = self.at;
        self.at += word.len();
        if !self.rest().starts_with('(') {
            self.at = start;
            return self.series(word);
        }
        let aggregate = AGGREGATES.into_iter().find(|(name, _)| *name == word);
        if let Some((_, aggregate)) = aggregate {
            return self.aggregate(aggregate);
        }
        match word {
            "first_week" => self.first_week(),
            "outcome" => self.outcome(),
            "base" => {
                self.needs("(", "")?;
                let inner = self.number()?;
                self.needs(")", "close the bracket")?;
                Ok(Number::Base(Box::new(inner)))
            }
            _ => {
                self.at = start;
                let names = AGGREGATES.iter().map(|(name, _)| *name);
                let all = names.chain(["first_week", "outcome", "base"]);
                let help = meant(word, all.clone())
                    .unwrap_or_else(|| format!("there are {}", all.collect::<Vec<_>>().join(", ")));
                Err(self.wrong(format!("`{word}` is no function"), help))
            }
        }
    }

    /// The argument of a function that is a number of each week.
    fn weekly(&mut self) -> Result<Box<Number>, ParseError> {
        if self.weekly {
            return Err(self.wrong(
                "a function of weeks stands inside another",
                "give each its own window and join them by arithmetic",
            ));
        }
        self.weekly = true;
        let number = self.number();
        self.weekly = false;
        number.map(Box::new)
    }

    fn aggregate(&mut self, aggregate: Aggregate) -> Result<Number, ParseError> {
        self.needs("(", "")?;
        let weekly = self.weekly()?;
        self.needs(
            ",",
            "a window follows: sum(series, 1956) or sum(series, 1956-03/1956-06)",
        )?;
        let window = self.window()?;
        self.needs(")", "close the bracket")?;
        Ok(Number::Over(aggregate, weekly, window))
    }

    fn first_week(&mut self) -> Result<Number, ParseError> {
        self.needs("(", "")?;
        let weekly = self.weekly()?;
        self.needs(",", "the least number follows: first_week(series, 1000)")?;
        let least = self.constant()?;
        self.needs(")", "close the bracket")?;
        Ok(Number::FirstWeek(weekly, least))
    }

    fn outcome(&mut self) -> Result<Number, ParseError> {
        self.needs("(", "")?;
        let id = self.word().unwrap_or_default();
        let Some(outcome) = Outcome::find(id) else {
            let help = meant(id, OUTCOMES.iter().map(|own| own.id))
                .unwrap_or_else(|| "such as O01.members".to_owned());
            return Err(self.wrong(format!("`{id}` is no outcome"), help));
        };
        self.at += id.len();
        self.needs(",", "a window follows: outcome(O01.members, 1956)")?;
        let window = self.window()?;
        self.needs(")", "close the bracket")?;
        Ok(Number::Outcome(outcome, window))
    }

    fn series(&mut self, word: &'a str) -> Result<Number, ParseError> {
        let Some(series) = SERIES.iter().find(|series| series.name == word) else {
            let help = meant(word, SERIES.iter().map(|series| series.name))
                .unwrap_or_else(|| "`ottepel explain series` lists what is counted".to_owned());
            return Err(self.wrong(format!("`{word}` is no series"), help));
        };
        if !self.weekly {
            return Err(self.wrong(
                format!("`{word}` is a number of each week"),
                format!("say over which weeks: sum({word}, 1956), at({word}, 1956-03-05)"),
            ));
        }
        self.at += word.len();
        if !self.takes("[") {
            return Ok(Number::Series(series.name, None));
        }
        if !series.regional && !series.of_crowds {
            return Err(self.wrong(
                format!("`{word}` is counted for the whole country only"),
                "leave the place out",
            ));
        }
        let rest = self.rest();
        let end = rest.find(']').unwrap_or(rest.len());
        let place = rest[..end].trim().to_owned();
        self.at += end;
        self.needs("]", "close the place")?;
        Ok(Number::Series(series.name, Some(place)))
    }

    fn window(&mut self) -> Result<Window, ParseError> {
        let first = self.days()?;
        let last = if self.takes("/") { self.days()? } else { first };
        if last.to < first.from {
            return Err(self.wrong(
                format!("the window runs from {} back to {}", first.from, last.to),
                "the earlier day comes first",
            ));
        }
        Ok(Window {
            from: first.from,
            to: last.to,
        })
    }

    /// `1956`, `1956-03` or `1956-03-05`, with the days it holds.
    fn days(&mut self) -> Result<Window, ParseError> {
        let rest = self.rest();
        let end = rest
            .find(|letter: char| !letter.is_ascii_digit() && letter != '-')
            .unwrap_or(rest.len());
        let written = &rest[..end];
        let Some(window) = days_of(written) else {
            return Err(self.wrong(
                format!("`{written}` is no year, month or day"),
                "write 1956, 1956-03 or 1956-03-05",
            ));
        };
        self.at += end;
        Ok(window)
    }
}

fn only_or(mut parts: Vec<Condition>, join: fn(Vec<Condition>) -> Condition) -> Condition {
    if parts.len() == 1 {
        parts.remove(0)
    } else {
        join(parts)
    }
}

fn days_of(written: &str) -> Option<Window> {
    match written.len() {
        4 => {
            let year = written.parse::<i16>().ok()?;
            let first = Date::new(year, 1, 1).ok()?;
            Some(Window {
                from: first,
                to: date(year, 12, 31),
            })
        }
        7 => {
            let from: Date = format!("{written}-01").parse().ok()?;
            Some(Window {
                from,
                to: from.last_of_month(),
            })
        }
        10 => {
            let day: Date = written.parse().ok()?;
            Some(Window { from: day, to: day })
        }
        _ => None,
    }
}

fn meant<'n>(word: &str, names: impl Iterator<Item = &'n str>) -> Option<String> {
    scenario::nearest(word, names).map(|near| format!("did you mean `{near}`?"))
}
