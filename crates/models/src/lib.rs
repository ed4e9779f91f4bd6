//! The published component models as pure functions and small simulators, with their verification cases.

pub mod baseline;
pub mod cascade;
pub mod civil_violence;
pub mod coalition;
pub mod contagion;
pub mod control_loss;
pub mod expected_utility;
pub mod false_enforcement;
pub mod fear_memory;
pub mod global_game;
pub mod losers;
pub mod numeric;
pub mod opinion;
pub mod preference_falsification;
pub mod random;
pub mod reference_dependence;
pub mod reform;
pub mod rumour;
pub mod selectorate;
pub mod sensitivity;
pub mod serial_reproduction;
pub mod spatial_model;
pub mod tenure;
pub mod terror_information;
pub mod thresholds;
pub mod verification;
