//! Speed of the component models, one line a figure: name, value, unit, ratio, what the ratio is to; tabs between.
//!
//! Civil violence runs the publication's Run 2 in the fixed reading in which engines are compared (112 cells in sight);
//! one agent-step is one turn of a citizen, free or jailed, or of an officer. A ratio is the time over that of a
//! yardstick taken in the same minute: a loop of whole-number arithmetic, or one turn of it.
#![expect(
    clippy::disallowed_methods,
    reason = "this program exists to read the clock"
)]

use std::hint::black_box;
use std::time::Instant;

use models::civil_violence::{Setting, Simulation, fast};
use models::coalition::{Share, ruling_coalition};
use models::random::{Random, mix};
use models::spatial_model::{Actor, Configuration, SpatialModel, Stopping};

/// Cells along a side (10^4, 10^5 and 10^6 people), and ticks timed.
const SIZES: [(&str, usize, u32); 3] = [("10^4", 120, 600), ("10^5", 368, 60), ("10^6", 1162, 12)];
/// Members of the coalition game: every subset of them is judged.
const MEMBERS: u64 = 18;
/// Actors and dimensions of the bargaining timed, and its rounds.
const ACTORS: usize = 160;
const ROUNDS: usize = 4;
/// Words mixed in one measurement of the arithmetic loop.
const MIXED: u64 = 1 << 27;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let cores = std::thread::available_parallelism()?.get();
    let arithmetic = least(|| seconds(|| black_box(mixed())));
    show("arithmetic loop", arithmetic, "s", None);
    let (name, width, ticks) = SIZES[0];
    let turn = arithmetic / MIXED as f64;
    show_steps("plain engine", name, 1, turn, plain(width, ticks / 10)?);
    for (name, width, ticks) in SIZES {
        for threads in [1, cores] {
            let pool = rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()?;
            let steps = pool.install(|| tiled(width, ticks))?;
            show_steps("fast engine", name, threads, turn, steps);
        }
    }
    let bargaining = bargaining()?;
    let name = format!("smp, {ACTORS} actors on 2 dimensions, {ROUNDS} rounds");
    show(
        &name,
        bargaining,
        "s",
        Some((bargaining / arithmetic, "arithmetic loop")),
    );
    let coalition = coalition()?;
    let name = format!("coalition of {MEMBERS}");
    show(
        &name,
        coalition,
        "s",
        Some((coalition / arithmetic, "arithmetic loop")),
    );
    Ok(())
}

fn show(name: &str, value: f64, unit: &str, ratio: Option<(f64, &str)>) {
    let (ratio, to) = ratio.map_or((String::new(), ""), |(ratio, to)| (ratio.to_string(), to));
    println!("{name}\t{value}\t{unit}\t{ratio}\t{to}");
}

/// What one setting of civil violence costs.
struct Steps {
    per_second: f64,
    /// Not known of the plain engine, which keeps its people in several lists.
    bytes_per_person: Option<f64>,
}

fn show_steps(engine: &str, people: &str, threads: usize, turn: f64, steps: Steps) {
    let name = format!("civil violence, {engine}, {people} people, {threads} threads");
    let ratio = Some((1.0 / (steps.per_second * turn), "turn of the loop"));
    show(&name, steps.per_second / 1e6, "M agent-steps/s", ratio);
    if let Some(bytes) = steps.bytes_per_person {
        show(&format!("{name}: memory"), bytes, "bytes/agent", None);
    }
}

fn people(width: usize) -> f64 {
    let setting = Setting::benchmark(width);
    (setting.citizens + setting.cops) as f64
}

/// The least of five timings: what other work on the machine disturbs, it only lengthens.
fn least(mut once: impl FnMut() -> f64) -> f64 {
    (0..5).map(|_| once()).fold(f64::INFINITY, f64::min)
}

fn seconds<T>(work: impl FnOnce() -> T) -> f64 {
    let start = Instant::now();
    black_box(work());
    start.elapsed().as_secs_f64()
}

fn mixed() -> u64 {
    (0..MIXED).fold(0, |sum, word| sum ^ mix(black_box(word)))
}

fn steps(width: usize, ticks: u32, bytes: f64, mut tick: impl FnMut()) -> Steps {
    let run = least(|| seconds(|| (0..ticks).for_each(|_| tick()))) / f64::from(ticks);
    Steps {
        per_second: people(width) / run,
        bytes_per_person: Some(bytes / people(width)),
    }
}

fn plain(width: usize, ticks: u32) -> Result<Steps, fast::Unsupported> {
    let bytes = fast::Simulation::new(Setting::benchmark(width), 1)?.bytes() as f64;
    let mut simulation = Simulation::new(Setting::benchmark(width), 1);
    let steps = steps(width, ticks, bytes, || {
        simulation.tick();
    });
    Ok(Steps {
        bytes_per_person: None,
        ..steps
    })
}

fn tiled(width: usize, ticks: u32) -> Result<Steps, fast::Unsupported> {
    let mut simulation = fast::Simulation::new(Setting::benchmark(width), 1)?;
    let bytes = simulation.bytes() as f64;
    Ok(steps(width, ticks, bytes, || _ = simulation.tick()))
}

/// Seconds of some rounds of bargaining among actors drawn at random.
fn bargaining() -> Result<f64, Box<dyn std::error::Error>> {
    let mut random = Random::new(1, "actors");
    let mut percent = |most: f64| 1.0 + random.unit() * (most - 1.0);
    let actors: Vec<Actor> = (0..ACTORS)
        .map(|_| {
            let position = [percent(99.0), percent(99.0)];
            Actor::from_percent(percent(100.0), &position, &[percent(50.0), percent(50.0)])
        })
        .collect();
    let configuration = Configuration {
        stopping: Stopping {
            settled_share: 0.0,
            least_rounds: ROUNDS,
            most_rounds: ROUNDS,
        },
        ..Configuration::default()
    };
    let model = SpatialModel::new(actors, configuration)?;
    Ok(least(|| seconds(|| model.run(&mut || 0.0))))
}

/// Seconds to find who survives among members of different powers.
fn coalition() -> Result<f64, Box<dyn std::error::Error>> {
    let powers: Vec<u64> = (0..MEMBERS)
        .map(|member| 1000 + 37 * member * member)
        .collect();
    ruling_coalition(&powers, Share::HALF)?;
    Ok(least(|| seconds(|| ruling_coalition(&powers, Share::HALF))))
}
