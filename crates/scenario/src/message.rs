//! Texts that go down the party tree.

use jiff::civil::Date;
use serde::Serialize;

use crate::parameter::Basis;

/// One thing a message says. The order in [`crate::Scenario`] messages is the bit order of *heard*.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Item {
    /// Short id, e.g. `mass-terror`.
    pub id: String,
    /// What it says.
    pub says: String,
    /// How much hearing it moves devotion and trust, 0..1.
    pub weight: f64,
    /// Whether it gives a reason for the verdict; a bare decision leaves such items out.
    pub reason: bool,
    /// Documents or assumption.
    pub basis: Basis,
}

/// A text with its day, items, affect and blame.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Message {
    /// Id, e.g. `secret-speech-1956`.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// Day on which the text is given at the top.
    pub date: Date,
    /// Day from which readings start (the order to read out).
    pub readings_from: Date,
    /// Weeks over which the readings are spread.
    pub readings_weeks: u16,
    /// At most eight items; bit i of *heard* is item i. All messages of a scenario share one list.
    pub items: Vec<Item>,
    /// Bits of the items this message carries.
    pub carries: u8,
    /// Strength of feeling it arouses, 0..1.
    pub affect: f64,
    /// Sign of the message toward the old leader, -1 (attack) .. +1 (praise).
    pub line: f64,
    /// How far blame reaches: 0 Stalin only, 1/3 and Beria, 2/3 sitting leaders, 1 the system.
    pub blame: f64,
    /// Lever that must stand at one half or more for the text to be given; always given when there
    /// is none. Of the texts that hang on one lever, the earliest is given in the first week in
    /// which it stands so, and the others keep their recorded distance from that one.
    pub given_if: Option<String>,
    /// Documents or assumption.
    pub basis: Basis,
}
