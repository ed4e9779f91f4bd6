//! Short members of the shipped scenario.

use std::sync::{Arc, OnceLock};

use analysis::ensemble::Member;
use kernel::Sample;
use scenario::{LoadRequest, Scenario};

/// Weeks up to the middle of May 1956: past the readings of the speech.
pub const UNTIL: u16 = 168;
/// Week in which guidance would be sent with the text, 5 March 1956.
pub const GUIDANCE: u16 = 157;

/// The shipped scenario with overlays.
pub fn shipped(overlays: &[&str]) -> Arc<Scenario> {
    let loaded = scenario::load(&LoadRequest {
        scenario: "ussr-1953-1964".to_owned(),
        project: concat!(env!("CARGO_MANIFEST_DIR"), "/../..").into(),
        overlays: overlays.iter().map(|name| (*name).to_owned()).collect(),
        settings: Vec::new(),
    });
    let scenario = loaded
        .scenario
        .unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics));
    Arc::new(scenario)
}

/// As recorded, loaded once.
pub fn recorded() -> Arc<Scenario> {
    static LOADED: OnceLock<Arc<Scenario>> = OnceLock::new();
    LOADED.get_or_init(|| shipped(&[])).clone()
}

/// With guidance as in 1961, loaded once.
pub fn guided() -> Arc<Scenario> {
    static LOADED: OnceLock<Arc<Scenario>> = OnceLock::new();
    LOADED.get_or_init(|| shipped(&["as-1961"])).clone()
}

/// A member of the smallest sample.
pub fn member(scenario: &Arc<Scenario>, seed: u64) -> Member {
    Member {
        scenario: scenario.clone(),
        sample: Sample::one_in(10_000).expect("a nested sample"),
        seed,
        until: UNTIL,
    }
}
