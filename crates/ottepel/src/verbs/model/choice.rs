//! Switches of the models as words of the command line.

use clap::builder::{PossibleValuesParser, TypedValueParser};

/// Accepts the names of `values` and gives the value of the name typed.
pub fn choice<T>(
    values: &'static [T],
    name: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + 'static,
{
    PossibleValuesParser::new(values.iter().map(|&value| name(value))).try_map(move |typed| {
        values
            .iter()
            .copied()
            .find(|&value| name(value) == typed)
            .ok_or("unknown name")
    })
}
