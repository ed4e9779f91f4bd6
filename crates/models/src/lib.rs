//! The published component models as pure functions and small simulators, with their verification cases.
//!
//! Each model states its reference and equations in its first paragraph, and in `cases()` what the
//! publication claims, with the grade of the evidence; `ottepel verify` computes every claim and shows
//! those that do not hold. No type of the kernel is known here: numbers go in, numbers come out.

pub mod baseline;
pub mod cascade;
pub mod civil_violence;
pub mod coalition;
pub mod common_random_numbers;
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
