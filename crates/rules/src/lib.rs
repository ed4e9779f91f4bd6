//! The political mechanisms of one week, one file each, in one listed order.
//!
//! A rule reads last week's view and writes columns; it draws random numbers under its own
//! [`purpose`] and never depends on the order of people, places or threads. The order of the
//! phases of a week is [`PHASES`]; `ottepel explain phases` prints it.

pub mod apparatus;
pub mod approval;
pub mod calendar;
pub mod camps;
pub mod census;
pub(crate) mod conformity;
pub mod coverage;
pub mod crowd;
pub mod crowds;
pub mod demography;
pub mod events;
pub mod fork;
pub mod funeral;
pub mod hearing;
pub mod images;
pub mod leadership;
pub mod living;
pub(crate) mod measure;
pub mod messages;
pub mod observe;
#[macro_use]
mod parameter_table;
pub mod parameters;
pub mod past;
pub mod people;
pub mod person;
pub mod phases;
pub mod places;
pub mod print;
pub mod private_view;
pub mod purpose;
pub mod reception;
pub mod release;
pub mod response;
pub mod returnees;
pub mod satellites;
pub mod sentences;
pub mod series;
pub mod settlers;
pub mod society;
pub mod strikes;
pub mod texts;
pub mod triggers;

pub use events::Event;
pub use fork::ForkError;
pub use observe::{Observation, Scope, Series};
pub use parameters::{KEYS, Missing, Parameters};
pub use phases::{PHASES, Phase};
pub use series::SERIES;
pub use society::{RestoreError, Society};
