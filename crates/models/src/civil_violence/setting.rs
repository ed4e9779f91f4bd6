//! What does not change during a run, with the publication's runs and the named readings of its text.

use serde::{Deserialize, Serialize};

use super::RatioRule;
use super::torus::Sight;

/// Whether people act before or after they move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// Move, then act on what is seen from the new cell.
    MoveThenAct,
    /// Act on what is seen, then move.
    ActThenMove,
}

/// Where the jailed are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Jail {
    /// Off the grid; released to a random empty cell.
    OffGrid,
    /// On their cell, which nobody can enter.
    OnCell,
    /// On their cell, which counts as empty for others (NetLogo).
    OnEmptyCell,
}

/// The distribution of jail terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Term {
    /// Uniform on (0, J_max), rounded up to whole ticks.
    Continuous,
    /// A whole number in 0..J_max − 1 (NetLogo).
    WholeBelow,
}

/// A population, its rules and the reading of the publication that they follow.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Setting {
    /// Cells along one side of the torus.
    pub width: usize,
    /// Number of citizens.
    pub citizens: usize,
    /// Number of police officers.
    pub cops: usize,
    /// What citizens and officers see.
    pub sight: Sight,
    /// L at the start, in [0, 1].
    pub legitimacy: f64,
    /// T: net grievance above which a citizen rebels.
    pub threshold: f64,
    /// k in the estimated arrest probability.
    pub arrest_constant: f64,
    /// J_max in ticks; infinity for life.
    pub longest_term: f64,
    /// How the ratio of officers to rebels is taken.
    pub ratio: RatioRule,
    /// Whether citizens move; officers always do.
    pub citizens_move: bool,
    /// Whether people act before or after they move.
    pub order: Order,
    /// Where the jailed are.
    pub jail: Jail,
    /// The distribution of jail terms.
    pub term: Term,
    /// Whether an active citizen who decides again counts herself twice (NetLogo).
    pub counts_herself_twice: bool,
    /// Whether an officer moves onto the cell of the arrest (NetLogo).
    pub cop_takes_cell: bool,
}

impl Default for Setting {
    /// The publication's Run 2 under its printed rule.
    fn default() -> Setting {
        Setting::run_2(RatioRule::Printed)
    }
}

impl Setting {
    /// Run 2: vision 7, L = 0.82, J_max = 30, moving citizens; density 0.70 of citizens and 0.04 of officers.
    pub fn run_2(ratio: RatioRule) -> Setting {
        Setting {
            width: 40,
            citizens: 1120,
            cops: 64,
            sight: Sight::Disc(7.0),
            legitimacy: 0.82,
            threshold: 0.1,
            arrest_constant: 2.3,
            longest_term: 30.0,
            ratio,
            citizens_move: true,
            order: Order::MoveThenAct,
            jail: Jail::OffGrid,
            term: Term::Continuous,
            counts_herself_twice: false,
            cop_takes_cell: false,
        }
    }

    /// Run 1: vision 1.7, L = 0.89, J_max = 15, citizens who do not move.
    pub fn run_1(ratio: RatioRule) -> Setting {
        Setting {
            sight: Sight::Disc(1.7),
            legitimacy: 0.89,
            longest_term: 15.0,
            citizens_move: false,
            ..Setting::run_2(ratio)
        }
    }

    /// Runs 3 and 4 before legitimacy changes: L = 0.9, 118 officers, jail for life.
    pub fn run_3(ratio: RatioRule) -> Setting {
        Setting {
            legitimacy: 0.9,
            longest_term: f64::INFINITY,
            cops: 118,
            ..Setting::run_2(ratio)
        }
    }

    /// Run 5 before officers are withdrawn: L = 0.8, 118 officers, jail for life.
    pub fn run_5(ratio: RatioRule) -> Setting {
        Setting {
            legitimacy: 0.8,
            ..Setting::run_3(ratio)
        }
    }

    /// A setting with the departures of the NetLogo model *Rebellion* (Wilensky 2004).
    #[must_use]
    pub fn netlogo(self) -> Setting {
        Setting {
            ratio: RatioRule::Floored,
            jail: Jail::OnEmptyCell,
            term: Term::WholeBelow,
            counts_herself_twice: true,
            cop_takes_cell: true,
            ..self
        }
    }

    /// The fixed reading in which engines are timed: vision 7 along the axes (112 cells), the ratio rounded down, the
    /// jailed on their cells, whole terms in 0..29, a torus of `width` by `width` with 0.70 citizens and 0.04 officers
    /// a cell.
    pub fn benchmark(width: usize) -> Setting {
        let cells = (width * width) as f64;
        Setting {
            width,
            citizens: (0.70 * cells).round() as usize,
            cops: (0.04 * cells).round() as usize,
            sight: Sight::Diamond(7),
            jail: Jail::OnCell,
            term: Term::WholeBelow,
            order: Order::ActThenMove,
            ..Setting::run_2(RatioRule::Floored)
        }
    }

    /// Everything wrong with the setting, one sentence each; empty when it can be run.
    pub fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        let mut require = |holds: bool, problem: &str| {
            if !holds {
                problems.push(problem.to_owned());
            }
        };
        let people = self.citizens.saturating_add(self.cops);
        require(
            (3..=10_000).contains(&self.width),
            "width must be between 3 and 10000 cells",
        );
        require(
            people <= self.width.saturating_mul(self.width),
            "citizens and cops need a cell each: raise width or lower their number",
        );
        let reach = match self.sight {
            Sight::Disc(radius) => radius,
            Sight::Diamond(radius) => f64::from(radius),
        };
        require(reach >= 1.0, "sight must reach at least one cell");
        require(
            2.0 * reach < self.width as f64,
            "sight must reach less than half the width of the torus",
        );
        require(
            (0.0..=1.0).contains(&self.legitimacy),
            "legitimacy must be between 0 and 1",
        );
        require(
            self.threshold.is_finite(),
            "threshold must be a finite number",
        );
        require(
            self.arrest_constant.is_finite() && self.arrest_constant >= 0.0,
            "arrest_constant must be 0 or above",
        );
        require(
            self.longest_term >= 0.0,
            "longest_term must be 0 or above (inf for life)",
        );
        problems
    }
}
