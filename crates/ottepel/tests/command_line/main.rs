//! The real program, asked as people and programs ask it.

mod bad_input;
mod examples;
mod formats;
mod help;
mod interruption;
mod runs;
mod support;
