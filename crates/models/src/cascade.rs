//! Cascades on random networks: Watts (2002), PNAS 99, 5766–5771.
//!
//! A node of degree k becomes active when the share of its neighbours that are active reaches φ. One active node can
//! set off a global cascade on a Poisson random graph exactly when the *vulnerable* nodes (those that a single active
//! neighbour flips, k ≤ 1/φ) percolate.

use crate::numeric::bisect;
use crate::random::Random;
use crate::verification::{Case, Claim, Effort, Grade, over_seeds};

const MODEL: &str = "cascade";

/// Whether a node flips when `active` of its `neighbours` are active; a node without neighbours never does.
#[inline(always)]
pub fn flips(active: u32, neighbours: u32, threshold: f64) -> bool {
    neighbours > 0 && f64::from(active) >= threshold * f64::from(neighbours)
}

/// The largest degree at which one active neighbour flips a node: ⌊1/φ⌋.
pub fn largest_vulnerable_degree(threshold: f64) -> u32 {
    (1.0 / threshold).floor() as u32
}

/// Mean number of further vulnerable nodes that a flipped vulnerable node reaches on a Poisson graph: z Q(K − 2; z),
/// where Q is the Poisson distribution function and K the largest vulnerable degree. Cascades need more than 1.
pub fn reproduction(mean_degree: f64, largest_degree: u32) -> f64 {
    if largest_degree < 2 {
        return 0.0;
    }
    let mut term = libm::exp(-mean_degree);
    let mut sum = term;
    for k in 1..=largest_degree - 2 {
        term *= mean_degree / f64::from(k);
        sum += term;
    }
    mean_degree * sum
}

/// The mean degrees between which one node can set off a global cascade, or `None` when no mean degree allows it.
pub fn window(largest_degree: u32) -> Option<(f64, f64)> {
    let excess = |z: f64| reproduction(z, largest_degree) - 1.0;
    let peak = peak(largest_degree);
    (excess(peak) > 0.0).then(|| {
        (
            bisect(0.0, peak, excess),
            bisect(peak, 10.0 * peak + 100.0, excess),
        )
    })
}

/// The mean degree at which [`reproduction`] is largest (it rises, then falls), by golden-section search.
fn peak(largest_degree: u32) -> f64 {
    let golden = 0.618_033_988_749_894_9;
    let (mut low, mut high) = (0.0, f64::from(largest_degree) + 10.0);
    while high - low > 1e-9 {
        let (left, right) = (high - golden * (high - low), low + golden * (high - low));
        if reproduction(left, largest_degree) < reproduction(right, largest_degree) {
            low = left;
        } else {
            high = right;
        }
    }
    f64::midpoint(low, high)
}

/// An undirected network as lists of neighbours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network {
    /// `neighbours[i]` are the nodes joined to node i.
    pub neighbours: Vec<Vec<u32>>,
}

impl Network {
    /// A random graph with `nodes · mean_degree / 2` edges between random pairs (no loops; a repeated pair is kept
    /// once), whose degrees are Poisson in the limit.
    pub fn poisson(nodes: usize, mean_degree: f64, random: &mut Random) -> Network {
        let edges = (nodes as f64 * mean_degree / 2.0).round() as usize;
        let mut neighbours = vec![Vec::new(); nodes];
        for _ in 0..edges {
            let (a, b) = (random.below(nodes), random.below(nodes));
            if a != b && !neighbours[a].contains(&(b as u32)) {
                neighbours[a].push(b as u32);
                neighbours[b].push(a as u32);
            }
        }
        Network { neighbours }
    }

    /// Number of nodes active in the end when one node starts and every node has the same threshold.
    pub fn cascade(&self, start: usize, threshold: f64) -> usize {
        let mut active = vec![false; self.neighbours.len()];
        let mut active_neighbours = vec![0_u32; self.neighbours.len()];
        let mut queue = vec![start];
        active[start] = true;
        let mut size = 0;
        while let Some(node) = queue.pop() {
            size += 1;
            for &neighbour in &self.neighbours[node] {
                let neighbour = neighbour as usize;
                active_neighbours[neighbour] += 1;
                let degree = self.neighbours[neighbour].len() as u32;
                if !active[neighbour] && flips(active_neighbours[neighbour], degree, threshold) {
                    active[neighbour] = true;
                    queue.push(neighbour);
                }
            }
        }
        size
    }
}

/// The claims about this model.
pub fn cases() -> Vec<Case> {
    vec![
        Case {
            id: "WAT-1",
            model: MODEL,
            run: |_| windows(),
        },
        Case {
            id: "WAT-2",
            model: MODEL,
            run: simulated_window,
        },
    ]
}

fn windows() -> Vec<Claim> {
    let source = "Watts (2002), condition for Poisson graphs; derived";
    let expected: [(u32, f64, f64); 4] = [
        (4, 1.115, 3.863),
        (5, 1.0207, 5.7647),
        (6, 1.004, 7.477),
        (8, 1.001, 10.657),
    ];
    let mut claims: Vec<Claim> = expected
        .iter()
        .enumerate()
        .map(|(index, &(degree, low, high))| {
            let claim = format!(
                "Cascade window of mean degrees when the largest vulnerable degree is {degree}"
            );
            let (got_low, got_high) = window(degree).unwrap_or((f64::NAN, f64::NAN));
            Claim::state(
                format!("WAT-1.{}", index + 1),
                MODEL,
                claim,
                source,
                Grade::A,
            )
            .numbers(&[low, high], &[got_low, got_high], 1e-3)
        })
        .collect();
    let claim =
        "No mean degree allows a global cascade when the largest vulnerable degree is 2 or 3";
    let windows = [2, 3].map(|degree| match window(degree) {
        None => "none",
        Some(_) => "a window",
    });
    claims.push(
        Claim::state("WAT-1.5", MODEL, claim, source, Grade::A)
            .exact_list(&["none", "none"], &windows),
    );
    claims
}

/// Largest share of a graph that any of 50 single starts activates, at mean degrees inside and outside the window.
fn simulated_window(effort: Effort) -> Vec<Claim> {
    let (nodes, seeds) = (10_000, effort.choose(5, 20));
    let largest = |mean_degree: f64| {
        over_seeds(seeds, |seed| {
            let mut random = Random::new(seed, MODEL);
            let network = Network::poisson(nodes, mean_degree, &mut random);
            let largest = (0..50)
                .map(|_| network.cascade(random.below(nodes), 0.18))
                .max();
            largest.unwrap_or(0) as f64 / nodes as f64
        })
    };
    let state = |number: u32, claim: &str| {
        Claim::state(
            format!("WAT-2.{number}"),
            MODEL,
            claim,
            "Watts (2002), condition for Poisson graphs; simulated",
            Grade::C,
        )
    };
    vec![
        state(1, "φ = 0.18, mean degree 4 (inside the window): one of 50 single starts activates nearly everybody").range(0.9, 1.0, &largest(4.0)),
        state(2, "φ = 0.18, mean degree 0.8 (below the window): no single start activates 2 % of the nodes").range(0.0, 0.02, &largest(0.8)),
        state(3, "φ = 0.18, mean degree 8 (above the window): no single start activates 2 % of the nodes").range(0.0, 0.02, &largest(8.0)),
    ]
}
