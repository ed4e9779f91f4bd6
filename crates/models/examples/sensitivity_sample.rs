//! Prints the points and outputs on which another program's sensitivity indices are computed; see
//! `tests/oracles/salib.py`.

use models::sensitivity::{Design, Screening, g_function, ishigami};

/// Weights of the G function.
const WEIGHTS: [f64; 4] = [0.0, 1.0, 4.5, 9.0];

fn line(name: &str, point: &[f64], output: f64) {
    let point: Vec<String> = point.iter().map(f64::to_string).collect();
    println!("{name};{};{output}", point.join(" "));
}

fn main() {
    let design = Design::new(3, 1024, false, 1).expect("within its limits");
    for number in 0..design.len() {
        let point = design.point(number);
        line("sobol-ishigami", &point, ishigami(&point, 7.0, 0.1));
    }
    let design = Design::new(4, 1024, false, 2).expect("within its limits");
    for number in 0..design.len() {
        let point = design.point(number);
        line("sobol-g", &point, g_function(&point, &WEIGHTS));
    }
    let screening = Screening::new(3, 50, 4, 1).expect("within its limits");
    for number in 0..screening.len() {
        let point = screening.point(number);
        line("morris-ishigami", point, ishigami(point, 7.0, 0.1));
    }
}
