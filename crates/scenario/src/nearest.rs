//! The nearest known name to a mistyped one.

/// `did you mean ...?` when a known name is close enough to be a slip of the keyboard.
pub(crate) fn did_you_mean<'a>(
    written: &str,
    known: impl Iterator<Item = &'a str>,
) -> Option<String> {
    nearest(written, known).map(|name| format!("did you mean `{name}`?"))
}

/// The known name with the highest Jaro–Winkler similarity, if that is at least 0.8; capitals do not count.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let written = written.to_lowercase();
    let similarity = |name: &str| strsim::jaro_winkler(&written, &name.to_lowercase());
    let scored = known.into_iter().map(|name| (similarity(name), name));
    let best = scored.max_by(|left, right| left.0.total_cmp(&right.0).then(right.1.cmp(left.1)))?;
    (best.0 >= 0.8).then_some(best.1)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_names_are_found_and_far_ones_are_not() {
        let names = ["limits", "units", "evidence"];
        assert_eq!(nearest("unit", names), Some("units"));
        assert_eq!(nearest("Evidnece", names), Some("evidence"));
        assert_eq!(nearest("weather", names), None);
    }
}
