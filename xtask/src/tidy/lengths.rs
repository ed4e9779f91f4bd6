//! Lengths of functions and files, counted over formatted code.

use anyhow::Result;

use crate::repository::{files, read, root, shown};

const FUNCTION_LINES_MAX: usize = 70;
const FILE_LINES_MAX: usize = 800;

/// A function and its first and last line, 1-based.
#[derive(Debug, PartialEq, Eq)]
struct Function {
    name: String,
    first: usize,
    last: usize,
}

/// Functions that are too long.
///
/// # Errors
/// A file that cannot be read.
pub fn long_functions() -> Result<Vec<String>> {
    let mut broken = Vec::new();
    for path in files(&root(), ".rs")? {
        for function in functions(&read(&path)?) {
            let lines = function.last - function.first + 1;
            if lines > FUNCTION_LINES_MAX {
                let Function { name, first, .. } = function;
                broken.push(format!(
                    "{}:{first}: {name} has {lines} lines",
                    shown(&path)
                ));
            }
        }
    }
    Ok(broken)
}

/// Files that are too long without their tests; generated files say so in their first line.
///
/// # Errors
/// A file that cannot be read.
pub fn long_files() -> Result<Vec<String>> {
    let mut broken = Vec::new();
    for path in files(&root(), ".rs")? {
        let text = read(&path)?;
        let name = shown(&path);
        let lines = lines_without_tests(&text);
        let exempt = name.contains("/tests/") || text.starts_with("// @generated");
        if lines > FILE_LINES_MAX && !exempt {
            broken.push(format!("{name}: {lines} lines"));
        }
    }
    Ok(broken)
}

/// Functions with bodies. Formatted code closes a function with a brace in the column of its
/// first word, which is all that needs to be known.
fn functions(text: &str) -> Vec<Function> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let Some(name) = function_name(line) else {
            continue;
        };
        let indent = line.len() - line.trim_start().len();
        if let Some(last) = last_line(&lines, index, indent) {
            found.push(Function {
                name,
                first: index + 1,
                last: last + 1,
            });
        }
    }
    found
}

fn function_name(line: &str) -> Option<String> {
    let (before, after) = line.split_once("fn ")?;
    let is_prefix = |word: &str| {
        matches!(word, "const" | "async" | "unsafe" | "extern" | "\"C\"") || word.starts_with("pub")
    };
    if !before.split_whitespace().all(is_prefix) {
        return None;
    }
    let name: String = after
        .chars()
        .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
        .collect();
    (!name.is_empty()).then_some(name)
}

/// Index of the line that ends the function; `None` for a declaration without a body.
fn last_line(lines: &[&str], first: usize, indent: usize) -> Option<usize> {
    let opens = |line: &str| line.ends_with('{');
    let ends_at_once = |line: &str| line.ends_with('}') || line.ends_with(';');
    let signature = (first..lines.len()).find(|&at| opens(lines[at]) || ends_at_once(lines[at]))?;
    if ends_at_once(lines[signature]) {
        return lines[signature].ends_with('}').then_some(signature);
    }
    let closing = format!("{}}}", " ".repeat(indent));
    (signature + 1..lines.len()).find(|&at| lines[at].trim_end() == closing)
}

/// Lines outside `#[cfg(test)] mod … { … }`.
pub(super) fn lines_without_tests(text: &str) -> usize {
    without_tests(text).count()
}

/// The lines outside test modules, with their 1-based numbers.
pub(super) fn without_tests(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut closing = None::<String>;
    let mut announced = false;
    text.lines().enumerate().filter_map(move |(index, line)| {
        if let Some(brace) = &closing {
            if line.trim_end() == brace {
                closing = None;
            }
            return None;
        }
        if announced && line.trim_start().starts_with("mod ") {
            let indent = line.len() - line.trim_start().len();
            closing = line
                .ends_with('{')
                .then(|| format!("{}}}", " ".repeat(indent)));
            announced = false;
            return None;
        }
        announced =
            line.trim() == "#[cfg(test)]" || (announced && line.trim_start().starts_with('#'));
        Some((index + 1, line))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: &str = "\
pub fn short() -> u8 { 1 }
trait Says {
    fn say(&self) -> String;
    fn shout(
        &self,
    ) -> String
    where
        Self: Sized,
    {
        let text = \"fn inner() {\";
        text.to_owned()
    }
}
#[cfg(test)]
mod tests {
    fn helper() {
    }
}
const AFTER: u8 = 1;
";

    #[test]
    fn functions_are_measured() {
        let found = functions(CODE);
        let spans: Vec<_> = found
            .iter()
            .map(|own| (own.name.as_str(), own.first, own.last))
            .collect();
        assert_eq!(
            spans,
            [("short", 1, 1), ("shout", 4, 12), ("helper", 16, 17)]
        );
    }

    #[test]
    fn tests_do_not_count_as_lines_of_a_file() {
        let lines: Vec<usize> = without_tests(CODE).map(|(number, _)| number).collect();
        assert_eq!(lines.last(), Some(&19));
        assert_eq!(lines_without_tests(CODE), 15);
    }

    #[test]
    fn a_long_function_is_noticed() {
        let body = "    call();\n".repeat(FUNCTION_LINES_MAX);
        let found = functions(&format!("fn long() {{\n{body}}}\n"));
        assert!(found[0].last - found[0].first + 1 > FUNCTION_LINES_MAX);
    }
}
