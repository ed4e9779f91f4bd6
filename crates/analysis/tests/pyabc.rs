//! The same small known problem, another program's posterior: pyABC's, kept in `oracles/pyabc.csv`
//! with the script that made it, and the posterior by the formula.
//!
//! Two parameters, uniform on 0 to 1; two figures, 10 x and 5 x + 5 y, each with normal noise of
//! variance 1; the figures observed are 4 and 6.

use analysis::calibration::acceptance::{Marginal, accept, distance};
use analysis::calibration::history::{CUT, Wave, kept};
use analysis::calibration::target::Target;
use analysis::latin_hypercube::latin_hypercube;
use jiff::civil::date;
use models::random::Random;
use scenario::{Confidence, DataRow, Role, table::Detail};

const ORACLE: &str = include_str!("oracles/pyabc.csv");
const OBSERVED: [f64; 2] = [4.0, 6.0];
/// Runs; a cube of so many points leaves some two thousand within the distance.
const RUNS: usize = 240_000;
/// Distance that pyABC let pass last.
const FINAL: f64 = 0.3;
/// Chance of both programs together, at about two thousand equal draws each: three standard
/// errors of a difference are 0.017 at the widest deviation.
const CLOSE: f64 = 0.017;
/// The same of an outer quantile, where fewer draws lie.
const CLOSE_OUTSIDE: f64 = 0.036;

fn oracle(parameter: &str, what: &str) -> f64 {
    let rows = ORACLE
        .lines()
        .skip(1)
        .map(|line| line.split(',').collect::<Vec<_>>());
    let mut own = rows.filter(|row| row[0] == parameter && row[1] == what);
    own.next().expect("the row is there")[2]
        .parse()
        .expect("a number")
}

fn target(figure: f64, variance: f64) -> Target {
    let row = DataRow {
        id: "MADE".to_owned(),
        series: "made_up".to_owned(),
        entity: "USSR".to_owned(),
        date: date(1956, 1, 1),
        value: Some(figure),
        text: String::new(),
        unit: "persons".to_owned(),
        low: None,
        high: None,
        sources: Vec::new(),
        note: String::new(),
        confidence: Confidence::Assumption,
        role: Role::Target,
        table: "made_up".to_owned(),
        detail: Detail::default(),
    };
    Target {
        row,
        figure,
        variance,
    }
}

fn model(point: &[f64], random: &mut Random) -> Vec<f64> {
    let own = 10.0 * point[0] + random.normal();
    vec![own, 5.0 * (point[0] + point[1]) + random.normal()]
}

/// Points let pass within pyABC's last distance, and their weights.
fn posterior() -> (Vec<Vec<f64>>, Vec<f64>) {
    let mut random = Random::new(1, "pyabc");
    let points = latin_hypercube(2, RUNS, 1);
    let targets = OBSERVED.map(|own| target(own, 1.0));
    let away = |point: &Vec<f64>| distance(&targets, &[0.0, 0.0], &model(point, &mut random));
    let distances: Vec<f64> = points.iter().map(away).collect();
    let near = distances.iter().filter(|own| **own <= FINAL).count();
    let accepted = accept(&distances, near as f64 / RUNS as f64);
    assert!(accepted.runs.len() >= 500, "{}", accepted.runs.len());
    assert!(accepted.distance <= FINAL);
    let own = accepted.runs.iter().map(|run| points[*run].clone());
    (own.collect(), accepted.weights)
}

/// Mean, deviation and the correlation of both parameters, by the formula on a fine grid.
fn formula() -> ([f64; 2], [f64; 2], f64) {
    let steps = 400;
    let at = |step: usize| (step as f64 + 0.5) / steps as f64;
    let cells = (0..steps).flat_map(|one| (0..steps).map(move |two| [at(one), at(two)]));
    let density = |[x, y]: [f64; 2]| {
        let (one, two) = (10.0 * x - OBSERVED[0], 5.0 * (x + y) - OBSERVED[1]);
        (-(one * one + two * two) / 2.0).exp()
    };
    let weighted: Vec<([f64; 2], f64)> = cells.map(|cell| (cell, density(cell))).collect();
    let points: Vec<Vec<f64>> = weighted.iter().map(|(cell, _)| cell.to_vec()).collect();
    let weights: Vec<f64> = weighted.iter().map(|(_, weight)| *weight).collect();
    moments(&points, &weights)
}

fn moments(points: &[Vec<f64>], weights: &[f64]) -> ([f64; 2], [f64; 2], f64) {
    let total: f64 = weights.iter().sum();
    let mean_of = |own: &dyn Fn(&[f64]) -> f64| -> f64 {
        let sum: f64 = points
            .iter()
            .zip(weights)
            .map(|(point, w)| w * own(point))
            .sum();
        sum / total
    };
    let mean = [0, 1].map(|axis| mean_of(&|point| point[axis]));
    let deviation = [0, 1].map(|axis| mean_of(&|point| (point[axis] - mean[axis]).powi(2)).sqrt());
    let both = mean_of(&|point| (point[0] - mean[0]) * (point[1] - mean[1]));
    (mean, deviation, both / deviation[0] / deviation[1])
}

fn close(what: &str, own: f64, expected: f64, tolerance: f64) {
    assert!(
        (own - expected).abs() <= tolerance,
        "{what}: {own}, not {expected}"
    );
}

#[test]
fn the_posterior_is_that_of_pyabc() {
    let (points, weights) = posterior();
    let (mean, deviation, correlation) = moments(&points, &weights);
    for (axis, name) in ["x", "y"].into_iter().enumerate() {
        close(name, mean[axis], oracle(name, "mean"), CLOSE);
        close(name, deviation[axis], oracle(name, "deviation"), CLOSE);
        let own = Marginal::of(&points, &weights, axis).expect("there are draws");
        close(name, own.low, oracle(name, "quantile-0.1"), CLOSE_OUTSIDE);
        close(name, own.median, oracle(name, "quantile-0.5"), CLOSE);
        close(name, own.high, oracle(name, "quantile-0.9"), CLOSE_OUTSIDE);
    }
    close(
        "correlation",
        correlation,
        oracle("x y", "correlation"),
        0.06,
    );
}

#[test]
fn the_posterior_is_that_of_the_formula() {
    let (points, weights) = posterior();
    let (mean, deviation, correlation) = moments(&points, &weights);
    let (known, spread, both) = formula();
    for axis in 0..2 {
        close("mean", mean[axis], known[axis], CLOSE);
        // A distance above 0 widens a posterior by a little.
        close("deviation", deviation[axis], spread[axis], CLOSE);
        // Of a uniform prior with variance 1/12 so much was learnt.
        let own = Marginal::of(&points, &weights, axis).expect("there are draws");
        close(
            "learnt",
            own.learnt,
            1.0 - 12.0 * spread[axis].powi(2),
            0.06,
        );
        assert!(own.is_identified());
    }
    close("correlation", correlation, both, 0.06);
}

#[test]
fn history_matching_keeps_what_the_formula_holds_likely() {
    let mut random = Random::new(2, "pyabc");
    let points = latin_hypercube(2, 200, 2);
    let figures: Vec<Vec<f64>> = points.iter().map(|own| model(own, &mut random)).collect();
    // Chance of a run is the emulator's to find; the targets add next to nothing.
    let targets = OBSERVED.map(|own| target(own, 0.01)).to_vec();
    let wave = Wave::fit(&points, &figures, 2);
    let (draws, _) = posterior();
    let implausible = |own: &&Vec<f64>| wave.implausibility(&targets, own) > CUT;
    let lost = draws.iter().filter(implausible).count();
    assert!(
        lost as f64 <= 0.02 * draws.len() as f64,
        "{lost} of {}",
        draws.len()
    );
    let all = kept(&[wave], &targets, 2, 10_000, 4_000, &mut random);
    // Three deviations of 10 x about 4 leave 0.1 to 0.7 of x; the second figure takes corners away.
    assert!((0.5..0.7).contains(&all.share), "{}", all.share);
}
