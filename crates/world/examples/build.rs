//! Builds a sample of the shipped scenario and says what it took:
//! `cargo run --release -p world --example build -- 1` for everybody, `-- 100` for 1 in 100.

#![expect(
    clippy::disallowed_methods,
    reason = "a program that measures reads its argument, the clock and its own memory"
)]

use std::time::Instant;

use kernel::Sample;
use scenario::{LoadRequest, load};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let interval = std::env::args().nth(1).unwrap_or("1000".to_owned());
    let sample = Sample::one_in(interval.parse()?)?;
    let loaded = load(&LoadRequest {
        scenario: "ussr-1953-1964".to_owned(),
        project: concat!(env!("CARGO_MANIFEST_DIR"), "/../..").into(),
        ..LoadRequest::default()
    });
    let Some(scenario) = loaded.scenario else {
        return Err(format!("{:#?}", loaded.diagnostics).into());
    };
    let estimate = world::estimate(&scenario, sample)?;
    let start = Instant::now();
    let (world, _) = world::build(&scenario, sample, 1, None)?;
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{} people ({} in camps) in {} collectives and {} districts",
        estimate.people,
        world.inmates.len(),
        world.collectives.len(),
        world.districts.len()
    );
    println!(
        "{seconds:.2} s, {:.2} GB of state, {:.2} bytes a person",
        estimate.bytes as f64 / 1e9,
        estimate.bytes as f64 / estimate.people as f64
    );
    // The peak of the process, where the system tells it (Linux).
    if let Ok(status) = std::fs::read_to_string("/proc/self/status") {
        let peak = status.lines().find(|line| line.starts_with("VmHWM"));
        println!("{}", peak.unwrap_or_default());
    }
    Ok(())
}
