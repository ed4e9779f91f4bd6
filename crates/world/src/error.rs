//! Why a world could not be built.

use kernel::Sample;

/// What stopped [`crate::build`] or [`crate::estimate`].
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The scenario lacks numbers that the builder needs; all of them are listed.
    #[error(
        "the scenario lacks {} number(s) the country is built from: {}; add the parameters to \
         parameters.toml and the figures to evidence/tables",
        .0.len(), .0.join(", ")
    )]
    Missing(Vec<String>),
    /// A number has a value that no country can have.
    #[error("{what} is {value}, but {must}; correct it in the scenario")]
    OutOfRange {
        /// Key or quantity.
        what: String,
        /// Value found.
        value: f64,
        /// What it must be.
        must: String,
    },
    /// The sample needs more memory than the caller allows.
    #[error(
        "{people} people need {} MB of memory, more than the limit of {} MB; {}",
        megabytes(*.needed), megabytes(*.limit), advice(*.largest)
    )]
    TooLarge {
        /// Bytes the state needs.
        needed: u64,
        /// Bytes allowed.
        limit: u64,
        /// People in the sample asked for.
        people: u64,
        /// The largest sample that fits, if one does.
        largest: Option<Sample>,
    },
    /// The system refused the pages.
    #[error(transparent)]
    OutOfMemory(#[from] kernel::slab::OutOfMemory),
}

fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1_000_000)
}

fn advice(largest: Option<Sample>) -> String {
    match largest {
        Some(sample) => format!("the sample 1/{} fits", sample.interval()),
        None => "no sample fits, raise the limit".to_owned(),
    }
}
