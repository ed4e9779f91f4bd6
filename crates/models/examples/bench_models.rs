//! Speed of the two engines of civil violence in the fixed reading in which engines are compared (112 cells in sight).
//!
//! Prints medians of three runs in million agent-steps a second, where one agent-step is one turn of a citizen, free or
//! jailed, or of an officer; and the ratio to adding up the same words once, which is what the memory allows.
#![expect(
    clippy::disallowed_methods,
    reason = "this program exists to read the clock"
)]

use std::time::Instant;

use models::civil_violence::{Setting, Simulation, fast};
use models::verification::Spread;

/// Cells along a side, and ticks timed.
const SIZES: [(usize, u32); 4] = [(120, 1000), (368, 100), (1162, 20), (3676, 3)];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!(
        "{:>10}  {:>7}  {:>8}  {:>14}  {:>14}  {:>12}",
        "people", "threads", "engine", "M steps/s", "to plain pass", "bytes/person"
    );
    let cores = std::thread::available_parallelism()?.get();
    let rate = plain(120, 50);
    println!(
        "{:>10}  {:>7}  {:>8}  {rate:>14.1}",
        people(120),
        1,
        "plain"
    );
    for (width, ticks) in SIZES {
        for threads in [1, cores] {
            let pool = rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()?;
            let line = pool.install(|| tiled(width, ticks))?;
            println!("{:>10}  {threads:>7}  {:>8}  {line}", people(width), "fast");
        }
    }
    Ok(())
}

fn people(width: usize) -> usize {
    let setting = Setting::benchmark(width);
    setting.citizens + setting.cops
}

/// Median of three timings of something, in millions a second.
fn median(mut once: impl FnMut() -> f64) -> f64 {
    Spread::of(&[once(), once(), once()]).median / 1e6
}

fn plain(width: usize, ticks: u32) -> f64 {
    let mut simulation = Simulation::new(Setting::benchmark(width), 1);
    median(|| {
        let start = Instant::now();
        for _ in 0..ticks {
            simulation.tick();
        }
        people(width) as f64 * f64::from(ticks) / start.elapsed().as_secs_f64()
    })
}

fn tiled(width: usize, ticks: u32) -> Result<String, fast::Unsupported> {
    let mut simulation = fast::Simulation::new(Setting::benchmark(width), 1)?;
    let rate = median(|| {
        let start = Instant::now();
        let steps: u64 = (0..ticks).map(|_| simulation.tick()).sum();
        steps as f64 / start.elapsed().as_secs_f64()
    });
    let words = vec![1_u64; simulation.bytes() / 8];
    let pass = median(|| {
        let start = Instant::now();
        let sum: u64 = std::hint::black_box(&words).iter().sum();
        std::hint::black_box(sum);
        people(width) as f64 / start.elapsed().as_secs_f64()
    });
    let bytes = simulation.bytes() as f64 / people(width) as f64;
    Ok(format!(
        "{rate:>14.1}  {:>14.4}  {bytes:>12.1}",
        rate / pass
    ))
}
