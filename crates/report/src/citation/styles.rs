//! References as text. Chicago: notes and bibliography, 17th edition, ch. 14; MLA: 9th edition,
//! ch. 5; BibTeX: Patashnik 1988; CSL-JSON: citationstyles.org.

use serde_json::{Map, Value, json};

use super::{Name, Reference, Sort};

/// `Family, I. O., and I. O. Family, eds. Title. Place: Publisher, year. Rest.`
pub fn chicago(own: &Reference) -> String {
    let imprint = match (own.place.as_str(), own.publisher.as_str()) {
        ("", publisher) => publisher.to_owned(),
        (place, publisher) => format!("{place}: {publisher}"),
    };
    let roles = if own.people.len() > 1 { "eds." } else { "ed." };
    parts(own, own.people_with_role(roles), &imprint)
}

/// `Family, I. O., and I. O. Family, editors. Title. Publisher, year. Rest.`
pub fn mla(own: &Reference) -> String {
    let roles = if own.people.len() > 1 {
        "editors"
    } else {
        "editor"
    };
    parts(own, own.people_with_role(roles), &own.publisher)
}

fn parts(own: &Reference, people: String, imprint: &str) -> String {
    let title = match own.sort {
        Sort::Article => format!("“{}”", own.title),
        _ => own.title.clone(),
    };
    let container = match own.sort {
        Sort::Software if !own.container.is_empty() => format!("In {}", own.container),
        _ => own.container.clone(),
    };
    let published = joined(&[&container, imprint, &own.year], ", ");
    let version = match own.version.as_str() {
        "" => String::new(),
        version => format!("Version {version}"),
    };
    let all = [people, title, published, version, own.detail.clone()];
    let sentences = all
        .iter()
        .filter(|part| !part.is_empty())
        .map(|part| ended(part));
    sentences.collect::<Vec<_>>().join(" ")
}

/// The text with one full stop at its end.
fn ended(text: &str) -> String {
    if text.ends_with(['.', '!', '?']) {
        return text.to_owned();
    }
    // American typography puts the stop inside the quotation mark.
    match text.strip_suffix('”') {
        Some(quoted) => format!("{quoted}.”"),
        None => format!("{text}."),
    }
}

fn joined(parts: &[&str], between: &str) -> String {
    let parts: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(between)
}

impl Reference {
    /// The people, the first with the family name in front, with their role where they are editors.
    fn people_with_role(&self, role: &str) -> String {
        let Some((first, others)) = self.people.split_first() else {
            return String::new();
        };
        let mut text = first.inverted();
        for (number, other) in others.iter().enumerate() {
            let last = number + 1 == others.len() && !self.and_others;
            text.push_str(if last { ", and " } else { ", " });
            text.push_str(&other.straight());
        }
        if self.and_others {
            text.push_str(", et al.");
        }
        if self.are_editors {
            text.push_str(&format!(", {role}"));
        }
        text
    }
}

impl Name {
    fn inverted(&self) -> String {
        joined(&[&self.family, &self.spaced()], ", ")
    }

    fn straight(&self) -> String {
        joined(&[&self.spaced(), &self.family], " ")
    }

    /// Initials apart: `V. N.`
    fn spaced(&self) -> String {
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
