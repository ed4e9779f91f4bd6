//! Help for a mistyped name.

/// `did you mean "…"?`, or the fallback.
pub fn suggestion<'a>(
    typed: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    fallback: &str,
) -> String {
    match scenario::nearest(typed, candidates) {
        Some(name) => format!("did you mean \"{name}\"? {fallback}"),
        None => fallback.to_owned(),
    }
}
