//! Documents that stay true: paths exist, pages are listed, examples are explained.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;

use crate::repository::{files, read, root, shown};

/// Folders and files a document can name as a path from the root.
const TOP: [&str; 9] = [
    "crates/",
    "docs/",
    "evidence/",
    "fuzz/",
    "scenarios/",
    "xtask/",
    ".ci/",
    ".cargo/",
    "LICENSE-",
];

/// Paths and links in Markdown files that lead nowhere.
///
/// # Errors
/// A file that cannot be read.
pub fn missing_paths() -> Result<Vec<String>> {
    let mut broken = Vec::new();
    for path in files(&root(), ".md")? {
        let text = read(&path)?;
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let named = named_paths(&text).into_iter().map(|own| (own, root()));
        let linked = links(&text).into_iter().map(|own| (own, folder.clone()));
        for (target, from) in named.chain(linked) {
            if !from.join(&target).exists() {
                broken.push(format!("{}: {target} does not exist", shown(&path)));
            }
        }
    }
    Ok(broken)
}

/// Paths from the root in backticks: `crates/kernel/src/lib.rs`. Placeholders in capitals or with
/// wildcards are not paths.
fn named_paths(text: &str) -> Vec<String> {
    let is_path = |word: &&str| {
        TOP.iter().any(|top| word.starts_with(top))
            && word
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || "/._-".contains(letter))
            && !word.contains("NNN")
            && !word.contains("NAME")
    };
    let mut in_fence = false;
    let mut found = Vec::new();
    for line in text.lines() {
        in_fence ^= line.trim_start().starts_with("```");
        if !in_fence {
            let quoted = line.split('`').skip(1).step_by(2);
            found.extend(quoted.filter(is_path).map(str::to_owned));
        }
    }
    found
}

/// Targets of links and pictures inside the repository, without their anchors.
fn links(text: &str) -> Vec<String> {
    let targets = text
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next());
    let inside = targets.filter(|target| !target.contains("://") && !target.starts_with('#'));
    let paths = inside.filter_map(|target| target.split('#').next());
    paths
        .filter(|path| !path.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Pages of the book that its table of contents lacks.
///
/// # Errors
/// A file that cannot be read.
pub fn unlisted_pages() -> Result<Vec<String>> {
    let source = root().join("docs/book/src");
    let listed = links(&read(&source.join("SUMMARY.md"))?);
    let pages = files(&source, ".md")?;
    let unlisted = pages.iter().filter(|path| {
        let own = path
            .strip_prefix(&source)
            .unwrap_or(path)
            .to_string_lossy()
            .replace('\\', "/");
        own != "SUMMARY.md" && !listed.contains(&own)
    });
    Ok(unlisted.map(|path| shown(path)).collect())
}

/// Decision notes without a three-digit number of their own.
///
/// # Errors
/// A folder that cannot be listed.
pub fn misnumbered_decisions() -> Result<Vec<String>> {
    let mut by_number: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut broken = Vec::new();
    for path in files(&root().join("docs/decisions"), ".md")? {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        match name.split_once('-') {
            Some((number, _)) if number.len() == 3 && number.parse::<u16>().is_ok() => {
                by_number.entry(number.to_owned()).or_default().push(name);
            }
            _ => broken.push(format!("docs/decisions/{name}: is not named NNN-title.md")),
        }
    }
    let shared = by_number.into_values().filter(|names| names.len() > 1);
    broken
        .extend(shared.map(|names| format!("docs/decisions: one number for {}", names.join(", "))));
    Ok(broken)
}

/// Scenarios, overlays and example programs that no Markdown file names.
///
/// # Errors
/// A file that cannot be read.
pub fn unexplained_examples() -> Result<Vec<String>> {
    let texts: Result<Vec<String>> = files(&root(), ".md")?
        .iter()
        .map(|path| read(path))
        .collect();
    let texts = texts?;
    let named = |stem: &str| texts.iter().any(|text| text.contains(stem));
    let scenarios = files(&root().join("scenarios"), ".toml")?;
    let programs = files(&root().join("crates"), ".rs")?;
    let examples = programs
        .into_iter()
        .filter(|path| shown(path).contains("/examples/"));
    let mut broken = Vec::new();
    for path in scenarios.into_iter().chain(examples) {
        let stem = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let folder = path
            .parent()
            .and_then(Path::file_name)
            .unwrap_or_default()
            .to_string_lossy();
        let known = if shown(&path).contains("/overlays/") || shown(&path).contains("/examples/") {
            named(&stem)
        } else {
            named(&folder)
        };
        broken.extend((!known).then(|| format!("{}: no document explains it", shown(&path))));
    }
    Ok(broken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_in_backticks_are_found() {
        let text = "See `crates/kernel/src/lib.rs` and `evidence/claims` but not `crates/NAME/src`\n```\n`docs/no`\n```\n";
        assert_eq!(
            named_paths(text),
            ["crates/kernel/src/lib.rs", "evidence/claims"]
        );
    }

    #[test]
    fn links_to_files_are_found() {
        let text =
            "[a](docs/a.md#part) ![b](docs/images/b.svg) [c](https://example.org) [d](#here)";
        assert_eq!(links(text), ["docs/a.md", "docs/images/b.svg"]);
    }
}
