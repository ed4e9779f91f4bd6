//! References as data for other programs: BibTeX (Patashnik 1988) and CSL-JSON (citationstyles.org),
//! which the library that formats the others cannot write.

use serde_json::{Map, Value, json};

use super::{Name, Reference, Sort};

impl Name {
    /// `Family, I. O.`
    fn inverted(&self) -> String {
        format!("{}, {}", self.family, self.spaced())
    }

    /// Initials apart: `V. N.`
    pub(super) fn spaced(&self) -> String {
        self.given
            .split_inclusive('.')
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// A BibTeX entry.
pub fn bibtex(own: &Reference) -> String {
    let kind = match own.sort {
        Sort::Book => "book",
        Sort::Article => "article",
        Sort::Software | Sort::Document => "misc",
    };
    let mut people: Vec<String> = own.people.iter().map(person).collect();
    if own.and_others {
        people.push("others".to_owned());
    }
    let people = people.join(" and ");
    let role = if own.are_editors { "editor" } else { "author" };
    let container = if own.sort == Sort::Article {
        "journal"
    } else {
        "howpublished"
    };
    let fields = [
        (role, people),
        ("title", format!("{{{}}}", escaped(&own.title))),
        (container, escaped(&own.container)),
        ("address", escaped(&own.place)),
        ("publisher", escaped(&own.publisher)),
        ("year", own.year.clone()),
        ("version", own.version.clone()),
        ("note", escaped(&own.detail)),
    ];
    let lines = fields.iter().filter(|(_, value)| !value.is_empty());
    let lines: String = lines
        .map(|(key, value)| format!("  {key} = {{{value}}},\n"))
        .collect();
    format!("@{kind}{{{},\n{lines}}}", own.key)
}

/// `Family, I. O.`; a body without a family name stays one word for BibTeX.
fn person(own: &Name) -> String {
    if own.given.is_empty() {
        return format!("{{{}}}", escaped(&own.family));
    }
    escaped(&own.inverted())
}

/// Text with the characters that mean something to TeX made harmless.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                out.push('\\');
                out.push(letter);
            }
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            other => out.push(other),
        }
    }
    out
}

/// A CSL-JSON item.
pub fn csl(own: &Reference) -> Value {
    let kind = match own.sort {
        Sort::Book => "book",
        Sort::Article => "article-journal",
        Sort::Software => "software",
        Sort::Document => "document",
    };
    let mut item = Map::new();
    item.insert("id".into(), json!(own.key));
    item.insert("type".into(), json!(kind));
    item.insert("title".into(), json!(own.title));
    if !own.people.is_empty() {
        let role = if own.are_editors { "editor" } else { "author" };
        let names: Vec<Value> = own.people.iter().map(csl_name).collect();
        item.insert(role.into(), json!(names));
    }
    if let Some(year) = own.year.get(..4).and_then(|year| year.parse::<i32>().ok()) {
        item.insert("issued".into(), json!({ "date-parts": [[year]] }));
    }
    let texts = [
        ("container-title", &own.container),
        ("publisher-place", &own.place),
        ("publisher", &own.publisher),
        ("version", &own.version),
        ("note", &own.detail),
    ];
    for (key, value) in texts.into_iter().filter(|(_, value)| !value.is_empty()) {
        item.insert(key.into(), json!(value));
    }
    Value::Object(item)
}

fn csl_name(own: &Name) -> Value {
    if own.given.is_empty() {
        return json!({ "literal": own.family });
    }
    json!({ "family": own.family, "given": own.given })
}
