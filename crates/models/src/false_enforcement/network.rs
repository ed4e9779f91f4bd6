//! Who sees whom, and where the believers stand.

use super::{Horizon, Placement, Setting};
use crate::random::Random;

/// Who sees whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Network {
    /// Everybody sees everybody else.
    Full,
    /// Lists of neighbours; ties are mutual.
    Ties(Vec<Vec<u32>>),
}

impl Network {
    /// The network of a setting; random numbers are used for rewiring only.
    pub fn new(setting: &Setting, random: &mut Random) -> Network {
        match setting.horizon {
            Horizon::Full => Network::Full,
            Horizon::Local { rewiring } => {
                let mut ties = torus(setting.width, setting.height);
                rewire(&mut ties, rewiring, random);
                Network::Ties(ties)
            }
        }
    }
}

/// The eight cells around each cell of a torus (fewer where the torus is so narrow that some coincide).
fn torus(width: usize, height: usize) -> Vec<Vec<u32>> {
    let around = [
        (0, 1),
        (0, 2),
        (1, 0),
        (1, 2),
        (2, 0),
        (2, 1),
        (0, 0),
        (2, 2),
    ];
    (0..width * height)
        .map(|cell| {
            let (x, y) = (cell % width, cell / width);
            let mut ties: Vec<u32> = around
                .iter()
                .map(|(dx, dy)| {
                    ((y + height - 1 + dy) % height * width + (x + width - 1 + dx) % width) as u32
                })
                .filter(|&other| other as usize != cell)
                .collect();
            ties.sort_unstable();
            ties.dedup();
            ties
        })
        .collect()
}

/// Visits each edge once; with the given probability one of its ends, chosen at random, moves to a random person who
/// is not yet a neighbour of the end that stays.
fn rewire(ties: &mut [Vec<u32>], probability: f64, random: &mut Random) {
    let edges: Vec<(u32, u32)> = (0_u32..)
        .zip(ties.iter())
        .flat_map(|(a, others)| others.iter().map(move |&b| (a, b)))
        .filter(|(a, b)| a < b)
        .collect();
    for (a, b) in edges {
        if random.chance(probability) {
            let (stays, leaves) = if random.chance(0.5) { (a, b) } else { (b, a) };
            if let Some(joins) = stranger(ties, stays, random) {
                ties[stays as usize].retain(|&other| other != leaves);
                ties[leaves as usize].retain(|&other| other != stays);
                ties[stays as usize].push(joins);
                ties[joins as usize].push(stays);
            }
        }
    }
}

/// A random person who is not the given one and not tied to it; `None` when there is none.
fn stranger(ties: &[Vec<u32>], person: u32, random: &mut Random) -> Option<u32> {
    let known = &ties[person as usize];
    if known.len() + 1 >= ties.len() {
        return None;
    }
    loop {
        let other = random.below(ties.len()) as u32;
        if other != person && !known.contains(&other) {
            return Some(other);
        }
    }
}

/// The cells of the believers; at most the whole population.
pub(super) fn believers(setting: &Setting, random: &mut Random) -> Vec<usize> {
    let mut cells: Vec<usize> = (0..setting.width * setting.height).collect();
    random.shuffle(&mut cells);
    if setting.placement == Placement::Clustered {
        let centre = cells[0];
        // The sort is stable, so that cells at the same distance stay in random order.
        cells.sort_by_key(|&cell| squared_distance(setting, centre, cell));
    }
    cells.truncate(setting.believers);
    cells
}

fn squared_distance(setting: &Setting, a: usize, b: usize) -> usize {
    let along = |a: usize, b: usize, length: usize| a.abs_diff(b).min(length - a.abs_diff(b));
    let x = along(a % setting.width, b % setting.width, setting.width);
    let y = along(a / setting.width, b / setting.width, setting.height);
    x * x + y * y
}
