//! Comparison with the ratios stored the last time. Ratios travel between machines better than seconds.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::figure::{Figure, digits};
use crate::repository;

/// How much larger a ratio must be to be named.
const SLOWER: f64 = 1.2;

/// A ratio that has grown.
#[derive(Debug, PartialEq, Serialize)]
pub struct Slower {
    name: String,
    before: f64,
    now: f64,
}

fn path() -> PathBuf {
    repository::root().join("xtask/bench-ratios.json")
}

/// Ratios by name as stored; none when nothing is stored yet.
///
/// # Errors
/// The file cannot be read or is no JSON object of numbers.
pub fn stored() -> Result<Vec<(String, f64)>> {
    let Ok(text) = fs::read_to_string(path()) else {
        return Ok(Vec::new());
    };
    let ratios: Map<String, Value> = serde_json::from_str(&text)
        .with_context(|| format!("{} is no JSON object", path().display()))?;
    let ratio = |(name, ratio): (String, Value)| {
        let number = ratio
            .as_f64()
            .with_context(|| format!("{name} is no number"))?;
        Ok((name, number))
    };
    ratios.into_iter().map(ratio).collect()
}

/// Stores the ratios of these figures in place of the old ones; ratios of what was not measured stay.
///
/// # Errors
/// The file cannot be read or written.
pub fn store(figures: &[Figure]) -> Result<()> {
    let mut ratios: Map<String, Value> = stored()?
        .into_iter()
        .map(|(name, ratio)| (name, json!(ratio)))
        .collect();
    for figure in figures {
        if let Some(ratio) = figure.ratio {
            ratios.insert(figure.name.clone(), json!((ratio * 1e4).round() / 1e4));
        }
    }
    let text = format!("{:#}\n", Value::Object(ratios));
    fs::write(path(), text).context("the ratios cannot be stored")
}

/// Figures whose ratio has grown by more than a fifth.
pub fn slower(figures: &[Figure], before: &[(String, f64)]) -> Vec<Slower> {
    let compared = |figure: &Figure| {
        let (name, old) = before.iter().find(|(name, _)| *name == figure.name)?;
        let now = figure.ratio?;
        (now > old * SLOWER).then(|| Slower {
            name: name.clone(),
            before: *old,
            now,
        })
    };
    figures.iter().filter_map(compared).collect()
}

/// What to say about them.
pub fn text(slower: &[Slower], stored: usize) -> String {
    if stored == 0 {
        return "\nno ratios are stored to compare with: `cargo xtask bench --save`\n".to_owned();
    }
    if slower.is_empty() {
        return format!("\nof {stored} stored ratios none has grown by more than a fifth\n");
    }
    let line = |own: &Slower| {
        let (before, now) = (digits(own.before), digits(own.now));
        format!("  {}: {before} before, {now} now\n", own.name)
    };
    let lines: String = slower.iter().map(line).collect();
    format!("\nslower by more than a fifth than stored (run again before believing it):\n{lines}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_has_grown_by_more_than_a_fifth_is_named() {
        let figure = |name: &str, ratio| Figure::plain(name, 1.0, "s").against(ratio, "plain pass");
        let figures = [figure("a", 1.19), figure("b", 1.21), figure("new", 9.0)];
        let before = [
            ("a".to_owned(), 1.0),
            ("b".to_owned(), 1.0),
            ("gone".to_owned(), 1.0),
        ];
        let slower = slower(&figures, &before);
        assert_eq!(slower.len(), 1);
        assert_eq!((slower[0].name.as_str(), slower[0].now), ("b", 1.21));
        assert!(text(&slower, 3).contains("b: 1.00 before, 1.21 now"));
        assert!(text(&[], 3).contains("none has grown"));
    }
}
