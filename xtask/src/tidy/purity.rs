//! What the crates that compute may not call.

use anyhow::Result;

use super::lengths::without_tests;
use crate::repository::{files, read, root, shown};

/// Crates whose results may depend on nothing but their arguments.
const PURE: [&str; 4] = ["kernel", "models", "world", "rules"];

/// Names that bring in a clock, the environment, files, the network, the terminal, another
/// process or a hasher seeded at random.
const FORBIDDEN: [&str; 16] = [
    "std::time",
    "SystemTime",
    "Instant::now",
    "std::env",
    "env::var",
    "std::fs",
    "File::open",
    "std::net",
    "std::process",
    "HashMap",
    "HashSet",
    "RandomState",
    "println!",
    "print!(",
    "stdout(",
    "stderr(",
];

/// Lines of the pure crates that name something forbidden.
///
/// # Errors
/// A file that cannot be read.
pub fn impure_lines() -> Result<Vec<String>> {
    let mut broken = Vec::new();
    for name in PURE {
        for path in files(&root().join("crates").join(name).join("src"), ".rs")? {
            let text = read(&path)?;
            let found = impure_in(&text);
            broken.extend(found.map(|(line, word)| format!("{}:{line}: {word}", shown(&path))));
        }
    }
    Ok(broken)
}

fn impure_in(text: &str) -> impl Iterator<Item = (usize, &'static str)> + '_ {
    without_tests(text).filter_map(|(number, line)| {
        let code = line.split("//").next().unwrap_or_default();
        let word = FORBIDDEN.into_iter().find(|word| code.contains(word))?;
        Some((number, word))
    })
}

/// Pure crates whose `clippy.toml` is missing or not the kernel's.
///
/// # Errors
/// The kernel's file cannot be read.
pub fn differing_clippy_files() -> Result<Vec<String>> {
    let file = |name: &str| root().join("crates").join(name).join("clippy.toml");
    let model = read(&file("kernel"))?;
    let differs = |name: &&&str| read(&file(name)).ok().as_ref() != Some(&model);
    let broken = PURE.iter().filter(differs);
    Ok(broken.map(|name| shown(&file(name))).collect())
}

/// Lines with unsafe code outside the kernel.
///
/// # Errors
/// A file that cannot be read.
pub fn unsafe_code() -> Result<Vec<String>> {
    let mut broken = Vec::new();
    for path in files(&root().join("crates"), ".rs")? {
        let name = shown(&path);
        if name.starts_with("crates/kernel/") {
            continue;
        }
        for (number, line) in read(&path)?.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            let opens = code.contains("unsafe {")
                || code.contains("unsafe fn")
                || code.contains("unsafe impl");
            broken.extend(opens.then(|| format!("{name}:{}", number + 1)));
        }
    }
    Ok(broken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_is_found_in_code_and_not_in_words_about_it() {
        let code = "use std::time::Instant;\n// std::time is not for us\n";
        assert_eq!(impure_in(code).collect::<Vec<_>>(), [(1, "std::time")]);
    }

    #[test]
    fn tests_may_do_what_they_like() {
        let code = "#[cfg(test)]\nmod tests {\n    use std::fs;\n}\n";
        assert_eq!(impure_in(code).count(), 0);
    }
}
