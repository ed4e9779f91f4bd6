//! The real program, asked as people and programs ask it.

mod answers;
mod bad_input;
mod book;
mod book_commands;
mod examples;
mod fit;
mod formats;
mod help;
mod interruption;
mod kills;
mod paired;
mod runs;
mod stored_questions;
mod support;
