//! A TOML file read entry by entry, so that one bad entry hides no other.

use std::ops::Range;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use crate::codes;
use crate::diagnostic::Diagnostic;
use crate::nearest::did_you_mean;
use crate::source_text::SourceText;

/// Syntax errors beyond this number follow from the earlier ones and are not listed.
const MOST_SYNTAX_ERRORS: usize = 100;

/// Help for a day that no calendar has, such as 31 February.
const NO_SUCH_DAY: &str = "write a day that the calendar has, as in 1956-02-25";

/// Parses a TOML file; keys that could be read survive syntax errors elsewhere.
pub(crate) fn parse<'a>(source: &'a SourceText, problems: &mut Vec<Diagnostic>) -> DeTable<'a> {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    for error in errors.into_iter().take(MOST_SYNTAX_ERRORS) {
        let span = error.span().unwrap_or(0..0);
        let message = error.message().lines().collect::<Vec<_>>().join(", ");
        let problem = source.problem(codes::TOML_SYNTAX, span, None, message);
        let help = match error.message() {
            "duplicate key" => "this key stands above already; keep one of the two",
            own if own.starts_with("invalid date") => NO_SUCH_DAY,
            _ => "the file must be TOML 1.0; see https://toml.io",
        };
        problems.push(problem.with_help(help));
    }
    table.into_inner()
}

/// One named entry of a file.
pub(crate) struct Entry<'a, T> {
    /// Dotted key as written.
    pub(crate) name: String,
    /// Byte range of the key.
    pub(crate) span: Range<usize>,
    /// What it holds.
    pub(crate) raw: T,
    /// The table itself, for parts that are read on their own.
    pub(crate) table: DeTable<'a>,
}

/// Reads tables of one kind and checks their keys.
pub(crate) struct Shape<'s> {
    source: &'s SourceText,
    known: Vec<String>,
    required: Vec<String>,
    /// Keys that the caller reads on their own.
    nested: &'static [&'static str],
}

impl<'s> Shape<'s> {
    /// The keys of `T`, as its JSON Schema lists them.
    pub(crate) fn of<T: JsonSchema>(
        source: &'s SourceText,
        nested: &'static [&'static str],
    ) -> Self {
        let schema = SchemaSettings::draft07()
            .into_generator()
            .into_root_schema_for::<T>();
        let names = |value: Option<&serde_json::Value>| match value {
            Some(serde_json::Value::Object(map)) => map.keys().cloned().collect(),
            Some(serde_json::Value::Array(list)) => list
                .iter()
                .filter_map(|name| Some(name.as_str()?.to_owned()))
                .collect(),
            _ => Vec::new(),
        };
        Self {
            source,
            known: names(schema.get("properties")),
            required: names(schema.get("required")),
            nested,
        }
    }

    /// Every entry of a file whose top level maps names to tables of this kind.
    pub(crate) fn entries<'a, T: DeserializeOwned>(
        &self,
        file: DeTable<'a>,
        problems: &mut Vec<Diagnostic>,
    ) -> Vec<Entry<'a, T>> {
        let mut entries = Vec::new();
        for (key, value) in file {
            let name = key.get_ref().to_string();
            entries.extend(self.entry(&name, key.span(), value, problems));
        }
        entries
    }

    /// One entry; nothing when it is not a table.
    pub(crate) fn entry<'a, T: DeserializeOwned>(
        &self,
        name: &str,
        span: Range<usize>,
        value: Spanned<DeValue<'a>>,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Entry<'a, T>> {
        let whole = value.span();
        let DeValue::Table(table) = value.into_inner() else {
            let problem = self.source.problem(
                codes::WRONG_TYPE,
                whole,
                Some(name),
                format!("`{name}` must be a table"),
            );
            problems.push(problem.with_help(format!(
                "write [{name:?}] and below it: {}",
                self.known.join(", ")
            )));
            return None;
        };
        let raw = self.read(name, span.clone(), &table, problems)?;
        Some(Entry {
            name: name.to_owned(),
            span,
            raw,
            table,
        })
    }

    /// The keys of a table as a `T` whose fields are all optional.
    pub(crate) fn read<T: DeserializeOwned>(
        &self,
        name: &str,
        span: Range<usize>,
        table: &DeTable<'_>,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<T> {
        self.check_keys(name, span, table, problems);
        let mut rest: DeTable<'_> = table
            .iter()
            .filter(|(key, _)| self.is_plain(key.get_ref()))
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect();
        // serde stops at the first value of a wrong type: list it, take it out, go on.
        loop {
            let value = Spanned::new(0..0, DeValue::Table(rest.clone()));
            let error = match T::deserialize(ValueDeserializer::from(value)) {
                Ok(raw) => return Some(raw),
                Err(error) => error,
            };
            let at = error.span().unwrap_or(0..0);
            let culprit = rest
                .iter()
                .find(|(_, value)| value.span().start <= at.start && at.end <= value.span().end);
            let culprit = culprit.map(|(key, _)| key.get_ref().to_string())?;
            let key = dotted(name, &culprit);
            rest = rest
                .into_iter()
                .filter(|(key, _)| key.get_ref() != culprit.as_str())
                .collect();
            // A day that no calendar has was told when the file was parsed.
            let told = problems.iter().any(|own| own.code == codes::TOML_SYNTAX);
            if told && error.message().contains("invalid datetime") {
                continue;
            }
            let problem = self.source.problem(
                codes::WRONG_TYPE,
                at,
                Some(&key),
                format!("`{culprit}`: {}", error.message()),
            );
            problems
                .push(problem.with_help("write a value of the expected kind, or take the key out"));
        }
    }

    fn is_plain(&self, key: &str) -> bool {
        self.known.iter().any(|known| known == key) && !self.nested.contains(&key)
    }

    fn check_keys(
        &self,
        name: &str,
        span: Range<usize>,
        table: &DeTable<'_>,
        problems: &mut Vec<Diagnostic>,
    ) {
        for (key, value) in table.iter() {
            let written = key.get_ref();
            if self.known.iter().any(|known| known == written) {
                continue;
            }
            let near = did_you_mean(written, self.known.iter().map(String::as_str));
            let help = match value.get_ref() {
                DeValue::Table(_) if !name.is_empty() => {
                    format!("a dotted key stands in quotes: [\"{name}.{written}\"]")
                }
                _ => near.unwrap_or_else(|| format!("known keys: {}", self.known.join(", "))),
            };
            let problem = self.source.problem(
                codes::UNKNOWN_KEY,
                key.span(),
                Some(&dotted(name, written)),
                format!("unknown key `{written}`"),
            );
            problems.push(problem.with_help(help));
        }
        for key in self
            .required
            .iter()
            .filter(|key| !table.contains_key(key.as_str()))
        {
            let message = if name.is_empty() {
                format!("the file lacks `{key}`")
            } else {
                format!("`{name}` lacks `{key}`")
            };
            let problem = self.source.problem(
                codes::MISSING_KEY,
                span.clone(),
                Some(&dotted(name, key)),
                message,
            );
            problems.push(problem.with_help(format!("add `{key} = ...`; it has no default")));
        }
    }
}

/// `name.key`, or `key` at the top level.
pub(crate) fn dotted(name: &str, key: &str) -> String {
    if name.is_empty() {
        key.to_owned()
    } else {
        format!("{name}.{key}")
    }
}
