//! The component models: an example program of their crate measures, its lines are read here.

use anyhow::{Context, Result, bail};

use super::figure::Figure;
use crate::process::cargo;

/// Runs the program and reads its figures.
///
/// # Errors
/// It cannot be built or fails, or a line is no figure.
pub fn measure() -> Result<Vec<Figure>> {
    let words = [
        "run",
        "--release",
        "--quiet",
        "--package",
        "models",
        "--example",
        "bench_models",
    ];
    let output = cargo(&words).output().context("cannot start cargo")?;
    if !output.status.success() {
        bail!(
            "bench_models failed: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(figure)
        .collect()
}

fn figure(line: &str) -> Result<Figure> {
    let cells: Vec<&str> = line.split('\t').collect();
    let [name, value, unit, ratio, to] = cells.as_slice() else {
        bail!("bench_models printed no figure: {line}");
    };
    let figure = Figure::plain(*name, value.parse()?, unit);
    Ok(match ratio.parse() {
        Ok(ratio) => figure.against(ratio, to),
        Err(_) => figure,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_figure() {
        let figure = figure("coalition of 18\t0.5\ts\t2.5\tarithmetic loop").unwrap();
        assert_eq!((figure.value, figure.ratio), (0.5, Some(2.5)));
        assert_eq!(super::figure("a\t1\ts\t\t").unwrap().ratio, None);
        assert!(super::figure("warming up").is_err());
    }
}
