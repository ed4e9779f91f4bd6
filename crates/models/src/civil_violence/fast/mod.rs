//! The engine for millions of agents: the first model in one fixed reading, without approximations.
//!
//! It differs from the plain engine in one thing only, the order of activation. The torus is cut into tiles of at most
//! 48 by 48 cells in four colours. Tiles of one colour are so far apart that nobody in one can see or reach what
//! somebody in another sees or reaches, so they run side by side. Within a tile everybody acts in random order, and the
//! cut and the order of the colours are drawn afresh each tick. Everybody acts exactly once a tick, also those who
//! cross into a tile that has not had its turn.
//!
//! A cell is one 64-bit word that holds its person, so a step touches no other memory: 8 bytes a cell. The result is
//! the same on any number of threads, because each tile draws from its own stream.

use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use super::setting::{Jail, Order, Setting, Term};
use crate::random::Random;

mod cell;
mod rules;
mod window;

use cell::Cell;
use rules::Rules;
use window::Window;

/// A step along an axis that somebody can see or move at most.
const REACH: usize = 7;

/// Longest side of a tile in cells.
const TILE: usize = 48;

/// A run under way.
pub struct Simulation {
    setting: Setting,
    rules: Rules,
    /// One word a cell, row by row. Atomic so that tiles, whose surroundings never meet, may be written side by side;
    /// every access is relaxed and costs what a plain one costs.
    grid: Vec<AtomicU64>,
    tiles: Tiles,
    seed: u64,
    ticks: u64,
    agent_steps: u64,
}

/// How the torus is cut: an even number of tiles along each side.
#[derive(Clone, Copy, Debug)]
struct Tiles {
    width: usize,
    along: usize,
}

impl Tiles {
    fn new(width: usize) -> Tiles {
        Tiles {
            width,
            along: 2 * width.div_ceil(2 * TILE),
        }
    }

    /// First cell and length of a tile along one side.
    fn side(self, index: usize) -> (usize, usize) {
        let start = index * self.width / self.along;
        (start, (index + 1) * self.width / self.along - start)
    }

    /// Tiles of one colour.
    fn of_one_colour(self) -> usize {
        (self.along / 2) * (self.along / 2)
    }

    /// Column and row of the tile with the given number among those of a colour.
    fn position(self, colour: usize, number: usize) -> (usize, usize) {
        let half = self.along / 2;
        (
            2 * (number % half) + colour % 2,
            2 * (number / half) + colour / 2,
        )
    }
}

/// How many citizens are doing what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Citizens, whatever they are doing.
    pub citizens: u64,
    /// Citizens in open rebellion.
    pub actives: u64,
    /// Citizens in jail.
    pub jailed: u64,
    /// Officers.
    pub cops: u64,
}

/// Why a setting cannot be run by this engine: one sentence for each reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsupported(pub Vec<String>);

impl std::fmt::Display for Unsupported {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.join("; "))
    }
}

impl std::error::Error for Unsupported {}

impl Simulation {
    /// Everybody quiet on random cells.
    ///
    /// # Errors
    /// When the setting has problems or differs from the fixed reading ([`Setting::benchmark`]) in more than its
    /// numbers: the sight must reach 7 cells at most, the torus be 30 cells wide at least and terms be 255 ticks at most.
    pub fn new(setting: Setting, seed: u64) -> Result<Simulation, Unsupported> {
        let problems = unsupported(&setting);
        if !problems.is_empty() {
            return Err(Unsupported(problems));
        }
        Ok(Simulation {
            rules: Rules::new(&setting),
            grid: populate(&setting, seed),
            tiles: Tiles::new(setting.width),
            setting,
            seed,
            ticks: 0,
            agent_steps: 0,
        })
    }

    /// The setting of this run.
    pub fn setting(&self) -> &Setting {
        &self.setting
    }

    /// Activations of a citizen (free or jailed) or officer since the start.
    pub fn agent_steps(&self) -> u64 {
        self.agent_steps
    }

    /// Bytes that the population takes.
    pub fn bytes(&self) -> usize {
        self.grid.len() * size_of::<AtomicU64>()
    }

    /// One tick: everybody once. Returns the number of activations, which is the number of people.
    pub fn tick(&mut self) -> u64 {
        let mut random = Random::numbered(self.seed, self.ticks, u64::MAX);
        let origin = (
            random.below(self.setting.width),
            random.below(self.setting.width),
        );
        let mut colours = [0, 1, 2, 3];
        random.shuffle(&mut colours);
        let steps = colours
            .into_iter()
            .map(|colour| self.run_colour(colour, origin))
            .sum();
        self.ticks += 1;
        self.agent_steps += steps;
        steps
    }

    fn run_colour(&self, colour: usize, origin: (usize, usize)) -> u64 {
        (0..self.tiles.of_one_colour())
            .into_par_iter()
            .map_init(Window::new, |window, number| {
                self.run_tile(window, self.tiles.position(colour, number), origin)
            })
            .sum()
    }

    fn run_tile(&self, window: &mut Window, tile: (usize, usize), origin: (usize, usize)) -> u64 {
        let width = self.setting.width;
        let (left, columns) = self.tiles.side(tile.0);
        let (top, rows) = self.tiles.side(tile.1);
        let corner = (
            (left + origin.0 + width - REACH) % width,
            (top + origin.1 + width - REACH) % width,
        );
        let number = (tile.1 * self.tiles.along + tile.0) as u64;
        let mut random = Random::numbered(self.seed, self.ticks, number);
        window.load(&self.grid, width, corner, (columns, rows));
        let steps = window.run(&self.rules, self.ticks, &mut random);
        window.store(&self.grid, width, corner);
        steps
    }

    /// How many citizens are doing what now.
    pub fn counts(&self) -> Counts {
        self.grid
            .par_iter()
            .map(|word| Cell::from_word(word.load(Ordering::Relaxed)).counts())
            .reduce(Counts::default, Counts::plus)
    }
}

impl Counts {
    fn plus(self, other: Counts) -> Counts {
        Counts {
            citizens: self.citizens + other.citizens,
            actives: self.actives + other.actives,
            jailed: self.jailed + other.jailed,
            cops: self.cops + other.cops,
        }
    }
}

fn unsupported(setting: &Setting) -> Vec<String> {
    let mut problems = setting.problems();
    let mut require = |holds: bool, problem: &str| {
        if !holds {
            problems.push(problem.to_owned());
        }
    };
    require(
        setting.width >= 4 * REACH + 2,
        "the fast engine needs a torus of at least 30 cells",
    );
    require(
        setting.sight.reach() as usize <= REACH,
        "the fast engine sees at most 7 cells far",
    );
    require(
        setting.longest_term <= 255.0,
        "the fast engine needs jail terms of at most 255 ticks",
    );
    require(
        setting.jail == Jail::OnCell,
        "the fast engine keeps the jailed on their cells",
    );
    require(
        setting.term == Term::WholeBelow,
        "the fast engine draws whole jail terms below the longest",
    );
    require(
        setting.order == Order::ActThenMove,
        "in the fast engine people act, then move",
    );
    require(setting.citizens_move, "in the fast engine citizens move");
    require(
        !setting.counts_herself_twice,
        "in the fast engine nobody counts herself twice",
    );
    require(
        !setting.cop_takes_cell,
        "in the fast engine officers do not take the cell of an arrest",
    );
    problems
}

/// Citizens and officers on random cells: each cell in turn takes a citizen, an officer or nobody with the
/// probabilities that are left, which makes every arrangement equally likely.
fn populate(setting: &Setting, seed: u64) -> Vec<AtomicU64> {
    let mut random = Random::new(seed, "civil-violence-fast");
    let (mut citizens, mut cops) = (setting.citizens, setting.cops);
    let cells = setting.width * setting.width;
    (0..cells)
        .map(|done| {
            let draw = random.below(cells - done);
            let cell = if draw < citizens {
                citizens -= 1;
                Cell::citizen(random.bits())
            } else if draw < citizens + cops {
                cops -= 1;
                Cell::cop()
            } else {
                Cell::EMPTY
            };
            AtomicU64::new(cell.word())
        })
        .collect()
}
