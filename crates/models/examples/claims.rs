//! Prints the verification catalogue: `cargo run --release -p models --example claims -- [--quick] [MODEL]`.

use std::time::Instant;

use models::verification::{Effort, catalogue};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let effort = if arguments.iter().any(|a| a == "--quick") {
        Effort::Quick
    } else {
        Effort::Full
    };
    let wanted = arguments.iter().find(|a| !a.starts_with('-'));
    for case in catalogue()
        .iter()
        .filter(|case| wanted.is_none_or(|w| w == case.model || w == case.id))
    {
        let start = Instant::now();
        for claim in (case.run)(effort) {
            let must = if claim.is_error() { "ERROR" } else { "" };
            println!(
                "{} {:?} {must} | {} | {} | {} | {} | {}",
                claim.id,
                claim.verdict,
                claim.claim,
                claim.expected,
                claim.got,
                claim.tolerance,
                claim.note
            );
        }
        println!("   {} took {:.2} s", case.id, start.elapsed().as_secs_f64());
    }
}
