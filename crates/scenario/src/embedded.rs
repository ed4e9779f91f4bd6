//! The shipped scenario and evidence, compiled in: a machine with only the program can run it.

/// Path from the project folder and bytes of every shipped file.
pub(crate) static EMBEDDED: &[(&str, &[u8])] = &[];
