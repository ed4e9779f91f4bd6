//! The nearest known name to a mistyped one.

/// `did you mean ...?` when a known name is close enough to be a slip of the keyboard.
pub(crate) fn did_you_mean<'a>(
    written: &str,
    known: impl Iterator<Item = &'a str>,
) -> Option<String> {
    nearest(written, known).map(|name| format!("did you mean `{name}`?"))
}

/// The known name with the highest Jaro–Winkler similarity, if that is at least 0.8.
pub(crate) fn nearest<'a>(written: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let scored = known.map(|name| (strsim::jaro_winkler(written, name), name));
    let best = scored.max_by(|left, right| left.0.total_cmp(&right.0).then(right.1.cmp(left.1)))?;
    (best.0 >= 0.8).then_some(best.1)
}
