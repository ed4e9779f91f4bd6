//! The same points, the same outputs, another program's indices: SALib's, kept in
//! `oracles/salib.csv` with the script that made them.

use models::sensitivity::{Design, Screening, g_function, ishigami};

const ORACLE: &str = include_str!("oracles/salib.csv");
/// SALib centres outputs on the mean of all points, this program on that of the two base samples;
/// with 1 024 samples the indices differ by less than this.
const CLOSE: f64 = 0.003;

/// SALib's values of one kind, by input.
fn oracle(set: &str, index: &str) -> Vec<f64> {
    let rows = ORACLE
        .lines()
        .skip(1)
        .map(|line| line.split(',').collect::<Vec<_>>());
    rows.filter(|row| row[0] == set && row[1] == index)
        .map(|row| row[3].parse().expect("a number"))
        .collect()
}

fn compare(set: &str, index: &str, own: impl Iterator<Item = f64>, close: f64) {
    let expected = oracle(set, index);
    let own: Vec<f64> = own.collect();
    assert_eq!(own.len(), expected.len(), "{set} {index}");
    for (own, expected) in own.iter().zip(&expected) {
        assert!(
            (own - expected).abs() <= close,
            "{set} {index}: {own}, SALib has {expected}"
        );
    }
}

fn sobol(set: &str, inputs: usize, seed: u64, model: impl Fn(&[f64]) -> f64) {
    let design = Design::new(inputs, 1024, false, seed).expect("within its limits");
    let outputs: Vec<f64> = (0..design.len())
        .map(|number| model(&design.point(number)))
        .collect();
    let found = design.indices(&outputs).expect("finite outputs that vary");
    compare(
        set,
        "first",
        found.first.iter().map(|index| index.estimate),
        CLOSE,
    );
    compare(
        set,
        "total",
        found.total.iter().map(|index| index.estimate),
        CLOSE,
    );
}

#[test]
fn sobol_indices_of_ishigamis_function_are_those_of_salib() {
    sobol("sobol-ishigami", 3, 1, |point| ishigami(point, 7.0, 0.1));
}

#[test]
fn sobol_indices_of_the_g_function_are_those_of_salib() {
    sobol("sobol-g", 4, 2, |point| {
        g_function(point, &[0.0, 1.0, 4.5, 9.0])
    });
}

#[test]
fn elementary_effects_are_those_of_salib() {
    let design = Screening::new(3, 50, 4, 1).expect("within its limits");
    let outputs: Vec<f64> = (0..design.len())
        .map(|number| ishigami(design.point(number), 7.0, 0.1))
        .collect();
    let found = design.effects(&outputs).expect("finite outputs");
    let set = "morris-ishigami";
    compare(set, "mean", found.iter().map(|effect| effect.mean), 1e-9);
    compare(
        set,
        "mean-absolute",
        found.iter().map(|effect| effect.mean_absolute.estimate),
        1e-9,
    );
    compare(
        set,
        "deviation",
        found.iter().map(|effect| effect.deviation),
        1e-9,
    );
}
