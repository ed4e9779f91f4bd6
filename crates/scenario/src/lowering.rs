//! What turning raw entries into typed ones has in common: citations, days, amounts.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;

use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::located::{Amount, Day, Located};
use crate::nearest::did_you_mean;
use crate::parameter::Basis;
use crate::quantity::{Quantity, QuantityError};
use crate::source_text::SourceText;

/// What entries of every file are checked against.
#[derive(Debug, Clone)]
pub(crate) struct Surroundings {
    /// Source keys, claim ids and row ids that may be cited.
    pub(crate) citable: BTreeSet<String>,
    /// Whether the evidence could be read whole; otherwise citations cannot be judged.
    pub(crate) complete: bool,
    /// First day of the scenario.
    pub(crate) start: Date,
    /// Last day of the scenario.
    pub(crate) end: Date,
}

/// One file on its way to typed entries.
pub(crate) struct Lowering<'a> {
    pub(crate) source: &'a SourceText,
    pub(crate) around: &'a Surroundings,
    pub(crate) problems: Vec<Diagnostic>,
}

impl<'a> Lowering<'a> {
    pub(crate) fn new(source: &'a SourceText, around: &'a Surroundings) -> Self {
        Self {
            source,
            around,
            problems: Vec::new(),
        }
    }

    /// Lists a problem with its remedy.
    pub(crate) fn complain(
        &mut self,
        code: &'static str,
        span: Range<usize>,
        key: &str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.problems.push(
            self.source
                .problem(code, span, Some(key), message)
                .with_help(help),
        );
    }

    /// Lists a name that nothing has, with the nearest known one, or else `otherwise`.
    pub(crate) fn unknown<'n>(
        &mut self,
        key: &str,
        written: &Located<String>,
        message: String,
        known: impl Iterator<Item = &'n str>,
        otherwise: &str,
    ) {
        let help = did_you_mean(&written.value, known).unwrap_or_else(|| otherwise.to_owned());
        let span = written.span.clone();
        self.complain(codes::UNKNOWN_NAME, span, key, message, help);
    }

    /// `source = [...]` or `because = "..."`, exactly one of them.
    pub(crate) fn basis(
        &mut self,
        key: &str,
        span: Range<usize>,
        sources: Option<&Vec<Located<String>>>,
        because: Option<&Located<String>>,
    ) -> Option<Basis> {
        match (sources, because) {
            (Some(_), Some(because)) => {
                let message = format!("`{key}` has both `source` and `because`");
                self.complain(
                    codes::TWO_BASES,
                    because.span.clone(),
                    key,
                    message,
                    "keep the source; put remarks into a comment",
                );
                None
            }
            (Some(sources), None) if !sources.is_empty() => {
                let all_known = sources
                    .iter()
                    .filter(|cited| self.citation(key, cited))
                    .count()
                    == sources.len();
                all_known.then(|| {
                    Basis::Source(sources.iter().map(|cited| cited.value.clone()).collect())
                })
            }
            (None, Some(because)) if !because.value.trim().is_empty() => {
                Some(Basis::Because(because.value.clone()))
            }
            _ => {
                let message = format!("`{key}` has neither a source nor a reason");
                let help = "add source = [\"key\"] with keys of the evidence ledger, or because = \"assumption: ...\"";
                self.complain(codes::NO_BASIS, span, key, message, help);
                None
            }
        }
    }

    /// Whether an id may be cited; lists a problem when it may not.
    pub(crate) fn citation(&mut self, key: &str, cited: &Located<String>) -> bool {
        if !self.around.complete || self.around.citable.contains(&cited.value) {
            return true;
        }
        let message = format!(
            "the evidence ledger has no source, claim or row `{}`",
            cited.value
        );
        let help = did_you_mean(&cited.value, self.around.citable.iter().map(String::as_str));
        let help = help.unwrap_or_else(|| {
            "add it to evidence/, or write because = \"assumption: ...\"".to_owned()
        });
        self.complain(
            codes::UNKNOWN_SOURCE,
            cited.span.clone(),
            key,
            message,
            help,
        );
        false
    }

    /// A day inside the scenario.
    pub(crate) fn day(&mut self, key: &str, day: &Located<Day>) -> Option<Date> {
        let (start, end) = (self.around.start, self.around.end);
        if (start..=end).contains(&day.value.0) {
            return Some(day.value.0);
        }
        let message = format!("{} lies outside the scenario", day.value.0);
        self.complain(
            codes::OUTSIDE_CALENDAR,
            day.span.clone(),
            key,
            message,
            format!("the scenario runs from {start} to {end}"),
        );
        None
    }

    /// An amount with its unit.
    pub(crate) fn quantity(&mut self, key: &str, amount: &Located<Amount>) -> Option<Quantity> {
        match Quantity::parse(&amount.value.0) {
            Ok(quantity) => Some(quantity),
            Err(error) => {
                let code = quantity_code(&error);
                self.complain(
                    code,
                    amount.span.clone(),
                    key,
                    error.to_string(),
                    error.help(),
                );
                None
            }
        }
    }
}

/// The code of an amount that cannot be read.
pub(crate) fn quantity_code(error: &QuantityError) -> &'static str {
    match error {
        QuantityError::NoNumber(_) => codes::NO_AMOUNT,
        QuantityError::NoUnit => codes::NO_UNIT,
        QuantityError::UnknownUnit(_) => codes::UNKNOWN_UNIT,
        QuantityError::UnknownDistribution(_) | QuantityError::Arguments(_) => {
            codes::BAD_DISTRIBUTION
        }
        QuantityError::ShareOutside(_) => codes::SHARE_OUTSIDE,
    }
}
