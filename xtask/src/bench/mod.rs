//! `cargo xtask bench`: speed as figures and as ratios to a yardstick timed in the same minute, compared with those of
//! the last time. Never a pass or a fail: machines differ, and other work disturbs.

mod compare;
mod country;
mod figure;
mod models;
mod program;
mod yardstick;

use anyhow::{Result, bail};
use serde_json::json;

use self::figure::Figure;
use crate::process::{self, cargo};

/// What the words after `bench` ask for.
#[derive(Default)]
struct Wishes {
    country: bool,
    models: bool,
    json: bool,
    save: bool,
}

/// Builds once, then measures the country, the models, or both; some six minutes.
///
/// # Errors
/// A program that cannot be built or started, an unknown word.
pub fn command(options: &[&str]) -> Result<bool> {
    let wishes = wishes(options)?;
    let build = ["build", "--release", "--package", "ottepel"];
    if wishes.country && !process::run(&mut cargo(&build))?.succeeded {
        return Ok(false);
    }
    let mut figures = Vec::new();
    if wishes.models {
        figures.extend(models::measure()?);
    }
    if wishes.country {
        figures.extend(country::measure()?);
    }
    let before = compare::stored()?;
    let slower = compare::slower(&figures, &before);
    match wishes.json {
        true => println!(
            "{:#}",
            json!({ "figures": figures.iter().map(Figure::to_json).collect::<Vec<_>>(), "slower": slower })
        ),
        false => print!(
            "{}{}",
            figure::text(&figures),
            compare::text(&slower, before.len())
        ),
    }
    if wishes.save {
        compare::store(&figures)?;
    }
    Ok(true)
}

fn wishes(options: &[&str]) -> Result<Wishes> {
    let mut wishes = Wishes::default();
    let mut words = options.iter();
    while let Some(&word) = words.next() {
        match word {
            "country" => wishes.country = true,
            "models" => wishes.models = true,
            "--save" => wishes.save = true,
            "--format" => match words.next() {
                Some(&"json") => wishes.json = true,
                Some(&"text") => wishes.json = false,
                _ => bail!("--format takes text or json"),
            },
            other => bail!("expected country, models, --format json or --save; found {other}"),
        }
    }
    if !wishes.country && !wishes.models {
        (wishes.country, wishes.models) = (true, true);
    }
    Ok(wishes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_word_everything_is_measured() {
        let all = wishes(&["--format", "json"]).unwrap();
        assert!(all.country && all.models && all.json && !all.save);
        let one = wishes(&["models"]).unwrap();
        assert!(one.models && !one.country);
    }

    #[test]
    fn an_unknown_word_is_refused() {
        assert!(wishes(&["fast"]).is_err());
        assert!(wishes(&["--format", "xml"]).is_err());
    }
}
