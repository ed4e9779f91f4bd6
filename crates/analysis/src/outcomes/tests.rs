//! Outcomes on runs made by hand.
