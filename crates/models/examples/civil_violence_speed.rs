//! Times the fast engine: `cargo run --release -p models --example civil_violence_speed -- WIDTH TICKS THREADS`.

#![expect(
    clippy::disallowed_methods,
    reason = "this program exists to read the clock"
)]

use std::time::Instant;

use models::civil_violence::{Setting, fast};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let number = |place: usize, default: usize| {
        std::env::args()
            .nth(place)
            .and_then(|text| text.parse().ok())
            .unwrap_or(default)
    };
    let (width, ticks, threads) = (number(1, 1162), number(2, 20), number(3, 1));
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build_global()?;
    let mut simulation = fast::Simulation::new(Setting::benchmark(width), 1)?;
    let start = Instant::now();
    let steps: u64 = (0..ticks).map(|_| simulation.tick()).sum();
    let seconds = start.elapsed().as_secs_f64();
    let counts = simulation.counts();
    println!(
        "{} people, {ticks} ticks, {threads} threads: {:.1} M agent-steps/s, {:.1} bytes a person, {counts:?}",
        counts.citizens + counts.cops,
        steps as f64 / seconds / 1e6,
        simulation.bytes() as f64 / (counts.citizens + counts.cops) as f64,
    );
    Ok(())
}
