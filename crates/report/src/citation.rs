//! Citations of sources, of this program, and of what it computed, in the forms that footnotes and
//! reference managers want.
//!
//! The ledger keeps each source as one line of text. What of it can be told apart for certain –
//! authors with initials, title, place and publisher or journal, year – is; everything else stays
//! behind the year as it stands. Nothing is left out and nothing is made up: a line that cannot be
//! taken apart is a title.

mod exports;
mod formatted;
mod parse;

use serde::Serialize;
use serde_json::Value;

pub use exports::{bibtex, csl};
pub use formatted::Formatter;
pub use parse::{parse, seen};

/// What is cited.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// A book, or a part of one.
    Book,
    /// An article in a journal or a newspaper.
    Article,
    /// A program, or something that it computed.
    Software,
    /// Anything else.
    #[default]
    Document,
}

/// A person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Name {
    /// Family name.
    pub family: String,
    /// Initials.
    pub given: String,
}

/// A reference in its parts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Reference {
    /// Key.
    pub key: String,
    /// What it is.
    pub sort: Sort,
    /// Authors, or editors.
    pub people: Vec<Name>,
    /// True when more people are meant than named.
    pub and_others: bool,
    /// True when the people are editors.
    pub are_editors: bool,
    /// Title.
    pub title: String,
    /// Journal or newspaper.
    pub container: String,
    /// Place of publication.
    pub place: String,
    /// Publisher.
    pub publisher: String,
    /// Year of publication.
    pub year: String,
    /// Whatever else the line says.
    pub detail: String,
    /// Version, for programs.
    pub version: String,
}

/// A form of citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Notes and bibliography after the Chicago Manual of Style.
    Chicago,
    /// After the Modern Language Association.
    Mla,
    /// BibTeX.
    Bibtex,
    /// CSL-JSON, which reference managers turn into any style.
    Csl,
}

/// All references in one style.
pub fn cite(references: &[Reference], style: Style) -> String {
    let lines = |one: &dyn Fn(&Reference) -> String| -> String {
        references.iter().map(|own| one(own) + "\n").collect()
    };
    let formatted = |formatter: Option<Formatter>| {
        // Both styles are compiled in, so that there always is one.
        formatter.map_or(String::new(), |own| lines(&|one| own.line(one)))
    };
    match style {
        Style::Chicago => formatted(Formatter::chicago()),
        Style::Mla => formatted(Formatter::mla()),
        Style::Bibtex => lines(&bibtex),
        Style::Csl => {
            let all: Vec<Value> = references.iter().map(csl).collect();
            // Text and numbers alone, so that it cannot fail.
            serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
        }
    }
}

/// The program itself, from the text of its `CITATION.cff`.
pub fn software(citation_file: &str) -> Reference {
    let value = |key: &str| {
        let line = citation_file
            .lines()
            .find_map(|line| line.strip_prefix(key)?.strip_prefix(':'));
        line.map_or(String::new(), |own| own.trim().trim_matches('"').to_owned())
    };
    let author = citation_file
        .lines()
        .find_map(|line| line.trim().strip_prefix("- name: "));
    Reference {
        key: "ottepel".to_owned(),
        sort: Sort::Software,
        people: vec![Name {
            family: author.unwrap_or_default().trim_matches('"').to_owned(),
            given: String::new(),
        }],
        title: value("title"),
        version: value("version"),
        ..Reference::default()
    }
}

/// Something that the program computed: what, of which scenario, how to find it again.
pub fn computed(program: &Reference, key: &str, what: &str, detail: &str) -> Reference {
    Reference {
        key: key.to_owned(),
        sort: Sort::Software,
        people: program.people.clone(),
        title: what.to_owned(),
        container: program.title.clone(),
        version: program.version.clone(),
        detail: detail.to_owned(),
        ..Reference::default()
    }
}
