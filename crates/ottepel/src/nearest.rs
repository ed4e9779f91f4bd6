//! The nearest known name to a mistyped one.

/// The closest candidate, if it is close enough to be what was meant.
pub fn nearest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    let scored = candidates.into_iter().map(|own| {
        let distance = strsim::damerau_levenshtein(&typed, &own.to_lowercase());
        (distance, own)
    });
    let (distance, name) = scored.min_by_key(|(distance, _)| *distance)?;
    let longest = typed.chars().count().max(name.chars().count());
    (distance * 5 <= longest * 2).then_some(name)
}

/// `did you mean "…"?`, or the fallback.
pub fn suggestion<'a>(
    typed: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    fallback: &str,
) -> String {
    match nearest(typed, candidates) {
        Some(name) => format!("did you mean \"{name}\"? {fallback}"),
        None => fallback.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_names_are_found_and_far_ones_are_not() {
        let names = ["limits", "units", "evidence"];
        assert_eq!(nearest("unit", names), Some("units"));
        assert_eq!(nearest("evidnece", names), Some("evidence"));
        assert_eq!(nearest("weather", names), None);
    }
}
