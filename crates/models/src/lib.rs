//! The published component models as pure functions and small simulators, with their verification cases.

pub mod baseline;
pub mod spatial_model;
pub mod verification;
