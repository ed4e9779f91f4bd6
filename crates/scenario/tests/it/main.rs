//! What the crate promises: the shipped text is sound, problems are told well, no bytes break it.

mod arbitrary_text;
mod diagnostics;
mod draws;
mod overview;
mod questions;
mod shipped;
mod small_project;
