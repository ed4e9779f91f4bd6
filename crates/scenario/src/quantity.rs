//! Numbers with units and distributions, as people write them: `5 years`, `0.05 / month`,
//! `triangular(2, 5, 15) years`.
//!
//! Each dimension has one canonical unit, so that a rule never asks which was meant: durations are
//! in `years`, rates in time are `per week`; shares, indices, ratios and counts stay as they are.

use serde::Serialize;

use crate::nearest::nearest;

const DAYS_PER_YEAR: f64 = 365.25;
const DAYS_PER_WEEK: f64 = 7.0;

/// Units of time with their length in days.
const TIMES: [(&str, f64); 8] = [
    ("day", 1.0),
    ("days", 1.0),
    ("week", DAYS_PER_WEEK),
    ("weeks", DAYS_PER_WEEK),
    ("month", DAYS_PER_YEAR / 12.0),
    ("months", DAYS_PER_YEAR / 12.0),
    ("year", DAYS_PER_YEAR),
    ("years", DAYS_PER_YEAR),
];

/// Everything else that is counted or measured: as written, canonical.
const PLAIN: [(&str, &str); 35] = [
    ("share", "share"),
    ("index", "index"),
    ("ratio", "ratio"),
    ("person", "persons"),
    ("persons", "persons"),
    ("people", "persons"),
    ("adult", "adults"),
    ("adults", "adults"),
    ("case", "cases"),
    ("cases", "cases"),
    ("member", "members"),
    ("members", "members"),
    ("meeting", "meetings"),
    ("meetings", "meetings"),
    ("collective", "collectives"),
    ("collectives", "collectives"),
    ("district", "districts"),
    ("districts", "districts"),
    ("region", "regions"),
    ("regions", "regions"),
    ("camp", "camps"),
    ("camps", "camps"),
    ("event", "events"),
    ("events", "events"),
    ("work", "works"),
    ("works", "works"),
    ("copy", "copies"),
    ("copies", "copies"),
    ("set", "sets"),
    ("sets", "sets"),
    ("level", "levels"),
    ("levels", "levels"),
    ("km", "km"),
    ("rouble", "roubles"),
    ("roubles", "roubles"),
];

/// Why an amount cannot be read.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum QuantityError {
    /// Neither a number nor a known distribution stands at the start.
    #[error("`{0}` does not start with a number or a distribution")]
    NoNumber(String),
    /// There is no unit.
    #[error("this value has no unit")]
    NoUnit,
    /// The unit is not known.
    #[error("`{0}` is not a unit")]
    UnknownUnit(String),
    /// The distribution is not known.
    #[error("`{0}` is not a distribution")]
    UnknownDistribution(String),
    /// The distribution's arguments make no sense.
    #[error("{0}")]
    Arguments(&'static str),
    /// A share below 0 or above 1.
    #[error("a share lies between 0 and 1, this is {0}")]
    ShareOutside(f64),
}

impl QuantityError {
    /// How to mend it.
    pub(crate) fn help(&self) -> String {
        let units = "units: share, index, ratio, years, weeks, persons, / week, / meeting, persons / week, ...";
        match self {
            Self::NoNumber(_) => "write a number and a unit, such as `5 years`, `0.3 share`, `0.05 / month`".to_owned(),
            Self::NoUnit => "write the unit after the number: `5 years`, `0.3 share`, `0.4 index`; rates say per what: `0.05 / month`".to_owned(),
            Self::UnknownUnit(unit) => nearest_unit(unit).map_or(units.to_owned(), |name| format!("did you mean `{name}`?")),
            Self::UnknownDistribution(_) => {
                "one of: triangular(low, mode, high), uniform(low, high), normal(mean, deviation), lognormal(median, sigma), beta(alpha, beta)"
                    .to_owned()
            }
            Self::Arguments(_) => "see the head of parameters.toml for the arguments of each distribution".to_owned(),
            Self::ShareOutside(_) => "write 0.05 share for 5 per cent; use `ratio` for a number that may exceed one".to_owned(),
        }
    }
}

/// What is believed about a number before it is fitted, in the canonical unit.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Distribution {
    /// Density rises from `low` to `mode` and falls to `high`.
    Triangular {
        /// Least value.
        low: f64,
        /// Likeliest value.
        mode: f64,
        /// Greatest value.
        high: f64,
    },
    /// Every value between `low` and `high` alike.
    Uniform {
        /// Least value.
        low: f64,
        /// Greatest value.
        high: f64,
    },
    /// Normal.
    Normal {
        /// Mean.
        mean: f64,
        /// Standard deviation.
        deviation: f64,
    },
    /// The logarithm is normal.
    Lognormal {
        /// Median.
        median: f64,
        /// Standard deviation of the natural logarithm.
        sigma: f64,
    },
    /// Beta on 0 to 1.
    Beta {
        /// First shape.
        alpha: f64,
        /// Second shape.
        beta: f64,
    },
}

impl Distribution {
    /// The value that stands for the distribution when one number is wanted: mode (triangular),
    /// median (lognormal), mean (others).
    pub fn centre(&self) -> f64 {
        match *self {
            Self::Triangular { mode, .. } => mode,
            Self::Uniform { low, high } => low + (high - low) / 2.0,
            Self::Normal { mean, .. } => mean,
            Self::Lognormal { median, .. } => median,
            Self::Beta { alpha, beta } => alpha / (alpha + beta),
        }
    }

    /// Least and greatest possible value; infinite where the distribution has no end.
    pub fn bounds(&self) -> (f64, f64) {
        match *self {
            Self::Triangular { low, high, .. } | Self::Uniform { low, high } => (low, high),
            Self::Normal { .. } => (f64::NEG_INFINITY, f64::INFINITY),
            Self::Lognormal { .. } => (0.0, f64::INFINITY),
            Self::Beta { .. } => (0.0, 1.0),
        }
    }

    fn new(name: &str, arguments: &[f64]) -> Result<Self, QuantityError> {
        match (name, arguments) {
            ("triangular", &[low, mode, high]) if low <= mode && mode <= high && low < high => {
                Ok(Self::Triangular { low, mode, high })
            }
            ("triangular", _) => Err(QuantityError::Arguments(
                "triangular takes low <= mode <= high",
            )),
            ("uniform", &[low, high]) if low < high => Ok(Self::Uniform { low, high }),
            ("uniform", _) => Err(QuantityError::Arguments("uniform takes low < high")),
            ("normal", &[mean, deviation]) if deviation > 0.0 => {
                Ok(Self::Normal { mean, deviation })
            }
            ("normal", _) => Err(QuantityError::Arguments(
                "normal takes a mean and a deviation above 0",
            )),
            ("lognormal", &[median, sigma]) if median > 0.0 && sigma > 0.0 => {
                Ok(Self::Lognormal { median, sigma })
            }
            ("lognormal", _) => Err(QuantityError::Arguments(
                "lognormal takes a median and a sigma, both above 0",
            )),
            ("beta", &[alpha, beta]) if alpha > 0.0 && beta > 0.0 => Ok(Self::Beta { alpha, beta }),
            ("beta", _) => Err(QuantityError::Arguments("beta takes two shapes above 0")),
            _ => Err(QuantityError::UnknownDistribution(name.to_owned())),
        }
    }

    fn scaled(self, factor: f64) -> Self {
        match self {
            Self::Triangular { low, mode, high } => Self::Triangular {
                low: low * factor,
                mode: mode * factor,
                high: high * factor,
            },
            Self::Uniform { low, high } => Self::Uniform {
                low: low * factor,
                high: high * factor,
            },
            Self::Normal { mean, deviation } => Self::Normal {
                mean: mean * factor,
                deviation: deviation * factor,
            },
            Self::Lognormal { median, sigma } => Self::Lognormal {
                median: median * factor,
                sigma,
            },
            Self::Beta { .. } => self,
        }
    }
}

/// A number or a distribution with its canonical unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The number, or the centre of the distribution, in `unit`.
    pub value: f64,
    /// Canonical unit, e.g. `years`, `per week`, `persons per week`, `share`.
    pub unit: String,
    /// The distribution, where one was written.
    pub distribution: Option<Distribution>,
}

impl Quantity {
    /// Reads an amount.
    ///
    /// # Errors
    /// [`QuantityError`] says what cannot be read.
    pub fn parse(written: &str) -> Result<Self, QuantityError> {
        let written = written.trim();
        let quantity = if written.starts_with(|first: char| first.is_ascii_alphabetic()) {
            Self::parse_distribution(written)?
        } else {
            Self::parse_number(written)?
        };
        let inside = |value: f64| (0.0..=1.0).contains(&value);
        if quantity.unit == "share" && !inside(quantity.value) {
            return Err(QuantityError::ShareOutside(quantity.value));
        }
        Ok(quantity)
    }

    fn parse_number(written: &str) -> Result<Self, QuantityError> {
        let is_number = |letter: char| {
            letter.is_ascii_digit() || matches!(letter, '.' | '-' | '+' | 'e' | 'E' | '_')
        };
        let end = written
            .find(|letter| !is_number(letter))
            .unwrap_or(written.len());
        let value = number(&written[..end])?;
        let (unit, factor) = unit(&written[end..])?;
        Ok(Self {
            value: value * factor,
            unit,
            distribution: None,
        })
    }

    fn parse_distribution(written: &str) -> Result<Self, QuantityError> {
        let unreadable = || QuantityError::NoNumber(written.to_owned());
        let (name, rest) = written.split_once('(').ok_or_else(unreadable)?;
        let (arguments, rest) = rest.split_once(')').ok_or_else(unreadable)?;
        let arguments: Vec<f64> = arguments.split(',').map(number).collect::<Result<_, _>>()?;
        let (unit, factor) = unit(rest)?;
        let distribution = Distribution::new(name.trim(), &arguments)?.scaled(factor);
        Ok(Self {
            value: distribution.centre(),
            unit,
            distribution: Some(distribution),
        })
    }
}

fn number(written: &str) -> Result<f64, QuantityError> {
    let digits = written.trim().replace('_', "");
    let value = digits.parse::<f64>().ok().filter(|value| value.is_finite());
    value.ok_or_else(|| QuantityError::NoNumber(written.trim().to_owned()))
}

/// The canonical unit and the factor that leads to it.
fn unit(written: &str) -> Result<(String, f64), QuantityError> {
    let written = written.trim();
    // `per week` is how the program itself writes what people write as `/ week`.
    let spelled = format!(" {written}").replacen(" per ", " / ", 1);
    let written = spelled.trim();
    let (above, below) = match written.split_once('/') {
        Some((above, below)) => (above.trim(), Some(below.trim())),
        None => (written, None),
    };
    if above.is_empty() && below.is_none() {
        return Err(QuantityError::NoUnit);
    }
    let (above, above_factor) = if above.is_empty() {
        (String::new(), 1.0)
    } else {
        simple_unit(above)?
    };
    let Some(below) = below else {
        return Ok((above, above_factor));
    };
    let (below, below_factor) = per(below)?;
    let name = if above.is_empty() {
        format!("per {below}")
    } else {
        format!("{above} per {below}")
    };
    Ok((name, above_factor / below_factor))
}

fn simple_unit(written: &str) -> Result<(String, f64), QuantityError> {
    if let Some((_, days)) = TIMES.iter().find(|(name, _)| *name == written) {
        return Ok(("years".to_owned(), days / DAYS_PER_YEAR));
    }
    let plain = PLAIN.iter().find(|(name, _)| *name == written);
    plain
        .map(|(_, canonical)| ((*canonical).to_owned(), 1.0))
        .ok_or_else(|| QuantityError::UnknownUnit(written.to_owned()))
}

/// A denominator: time in weeks, other things one by one.
fn per(written: &str) -> Result<(String, f64), QuantityError> {
    if let Some((_, days)) = TIMES.iter().find(|(name, _)| *name == written) {
        return Ok(("week".to_owned(), days / DAYS_PER_WEEK));
    }
    let singular = PLAIN
        .iter()
        .find(|(name, canonical)| *name == written || *canonical == written);
    let name =
        singular.and_then(|(_, canonical)| PLAIN.iter().find(|(_, other)| other == canonical));
    name.map(|(name, _)| ((*name).to_owned(), 1.0))
        .ok_or_else(|| QuantityError::UnknownUnit(written.to_owned()))
}

fn nearest_unit(written: &str) -> Option<&'static str> {
    nearest(
        written,
        TIMES
            .iter()
            .map(|(name, _)| *name)
            .chain(PLAIN.iter().map(|(name, _)| *name)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(written: &str) -> (f64, String) {
        let quantity = Quantity::parse(written).expect(written);
        (quantity.value, quantity.unit)
    }

    #[test]
    fn durations_become_years_and_rates_become_weekly() {
        assert_eq!(read("5 years"), (5.0, "years".to_owned()));
        assert_eq!(read("18 months"), (1.5, "years".to_owned()));
        assert_eq!(read("7 / day"), (49.0, "per week".to_owned()));
        assert_eq!(
            read("25_000 persons / week"),
            (25_000.0, "persons per week".to_owned())
        );
        assert_eq!(read("0.02 / meeting"), (0.02, "per meeting".to_owned()));
        for written in ["9.5 per week", "9.5 persons per week", "9.5 years"] {
            let (value, unit) = read(written);
            assert_eq!(format!("{value} {unit}"), written);
        }
        let (weekly, unit) = read("0.05 / month");
        assert_eq!(unit, "per week");
        assert!((weekly - 0.05 * 7.0 * 12.0 / 365.25).abs() < 1e-15);
    }

    #[test]
    fn distributions_scale_with_their_unit_and_stand_for_their_centre() {
        let months = Quantity::parse("triangular(6, 12, 24) months").expect("readable");
        assert_eq!(
            months.distribution,
            Some(Distribution::Triangular {
                low: 0.5,
                mode: 1.0,
                high: 2.0
            })
        );
        assert_eq!(months.value, 1.0);
        assert_eq!(read("beta(2, 6) share"), (0.25, "share".to_owned()));
        assert_eq!(read("lognormal(3, 0.5) ratio"), (3.0, "ratio".to_owned()));
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        let error = |written| Quantity::parse(written).expect_err(written);
        assert_eq!(error("0.05"), QuantityError::NoUnit);
        assert_eq!(
            error("5 yeers"),
            QuantityError::UnknownUnit("yeers".to_owned())
        );
        assert_eq!(error("5 yeers").help(), "did you mean `years`?");
        assert_eq!(
            error("5 / furlong"),
            QuantityError::UnknownUnit("furlong".to_owned())
        );
        assert_eq!(error("1.5 share"), QuantityError::ShareOutside(1.5));
        assert_eq!(
            error("gamma(1, 2) share"),
            QuantityError::UnknownDistribution("gamma".to_owned())
        );
        assert!(matches!(
            error("triangular(5, 2, 15) years"),
            QuantityError::Arguments(_)
        ));
        assert!(matches!(error("much"), QuantityError::NoNumber(_)));
        assert!(matches!(error("1e999 years"), QuantityError::NoNumber(_)));
    }
}
