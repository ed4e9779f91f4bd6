//! The published component models as pure functions and small simulators, with their verification cases.

pub mod baseline;
pub mod cascade;
pub mod contagion;
pub mod control_loss;
pub mod expected_utility;
pub mod false_enforcement;
pub mod global_game;
pub mod numeric;
pub mod preference_falsification;
pub mod random;
pub mod rumour;
pub mod serial_reproduction;
pub mod spatial_model;
pub mod thresholds;
pub mod verification;
