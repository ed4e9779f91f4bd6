//! The claims about the model of civil violence.

use super::{Setting, Simulation};
use crate::verification::{Case, Claim, Grade, Statement, over_seeds};

mod engines;
mod outbursts;
mod pieces;
mod runs;
mod two_groups;

const MODEL: &str = "civil-violence";
const PAPER: &str = "Epstein (2002), PNAS 99";
const SURVEY: &str = "replication over 20 seeds (SugarScape)";

/// The claims about this model.
pub fn cases() -> Vec<Case> {
    let case = |id, run| Case {
        id,
        model: MODEL,
        run,
    };
    vec![
        case("EPS-1", |_| pieces::single_probability()),
        case("EPS-2", |_| pieces::disc_sizes()),
        case("EPS-3", pieces::shares_acting),
        case("EPS-4", outbursts::printed_rule),
        case("EPS-5", outbursts::floored_rule),
        case("EPS-6", outbursts::outbursts_by_legitimacy),
        case("EPS-7", |_| pieces::bookkeeping()),
        case("EPS-8", outbursts::longer_terms),
        case("EPS-9", runs::one_jump_or_many_slices),
        case("EPS-10", runs::police_withdrawn),
        case("EPS-11", runs::local_outbreaks),
        case("EPS-12", two_groups::two_groups),
        case("EPS-13", engines::fast_engine),
    ]
}

fn state(id: impl Into<String>, claim: impl Into<String>, source: &str, grade: Grade) -> Statement {
    Claim::state(id, MODEL, claim, source, grade)
}

/// The series of active citizens of one run.
fn series(setting: &Setting, seed: u64, ticks: usize) -> Vec<u32> {
    let mut simulation = Simulation::new(setting.clone(), seed);
    (0..ticks).map(|_| simulation.tick()).collect()
}

/// One number per seed from each seed's series of active citizens.
fn per_seed(
    setting: &Setting,
    seeds: u64,
    ticks: usize,
    number: impl Fn(&[u32]) -> f64 + Sync + Send,
) -> Vec<f64> {
    over_seeds(seeds, |seed| number(&series(setting, seed, ticks)))
}

fn peak(actives: &[u32]) -> f64 {
    f64::from(actives.iter().copied().max().unwrap_or(0))
}
