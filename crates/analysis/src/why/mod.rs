//! Why a change makes a difference: where the branches first differ, and which mechanisms carry it.

mod first;
mod mechanisms;

pub use first::{FirstDifference, first_difference};
pub use mechanisms::{CAVEAT, MECHANISMS, Mechanism, MechanismShare, OutcomeShares, shares};
