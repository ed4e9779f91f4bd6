//! References as text, by styles of the Citation Style Language that the library brings along: the
//! Chicago Manual of Style, 17th edition, notes and bibliography, and the MLA Handbook, 9th edition.

use hayagriva::archive::{ArchivedStyle, locales};
use hayagriva::citationberg::{IndependentStyle, Locale, Style};
use hayagriva::types::{Date, EntryType, FormatString, Person, Publisher, StringChunk};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, BufWriteFormat, CitationItem, CitationRequest, Entry,
};

use super::{Name, Reference, Sort};

/// A style with the words of its languages, unpacked once for many references.
pub struct Formatter {
    style: IndependentStyle,
    locales: Vec<Locale>,
    /// Whether the style itself says that people are editors.
    names_editors: bool,
}

impl Formatter {
    /// Chicago, notes and bibliography.
    pub fn chicago() -> Option<Self> {
        Self::of(ArchivedStyle::TurabianFullnote8, false)
    }

    /// Modern Language Association.
    pub fn mla() -> Option<Self> {
        Self::of(ArchivedStyle::ModernLanguageAssociation, true)
    }

    fn of(style: ArchivedStyle, names_editors: bool) -> Option<Self> {
        let Style::Independent(style) = style.get() else {
            return None;
        };
        Some(Formatter {
            style,
            locales: locales(),
            names_editors,
        })
    }

    /// A line of a bibliography, and behind it what the style has no place for. Each reference is
    /// formatted alone, so that none is shortened because of its neighbours.
    pub fn line(&self, own: &Reference) -> String {
        let entry = self.entry(own);
        let mut driver = BibliographyDriver::new();
        driver.citation(CitationRequest::from_items(
            vec![CitationItem::with_entry(&entry)],
            &self.style,
            &self.locales,
        ));
        let rendered = driver.finish(BibliographyRequest {
            style: &self.style,
            locale: None,
            locale_files: &self.locales,
        });
        let mut line = String::new();
        for item in rendered.bibliography.iter().flat_map(|own| &own.items) {
            // Writing into text does not fail.
            let _ = item.content.write_buf(&mut line, BufWriteFormat::Plain);
        }
        // A line without a year does not say that the work has none.
        if own.year.is_empty() {
            line = line.replace(", n.d.", ".").replace(" n.d.", "");
        }
        let rest = rest(own).into_iter().map(|part| ended(&part));
        std::iter::once(line)
            .chain(rest)
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn entry(&self, own: &Reference) -> Entry {
        let mut entry = Entry::new(&own.key, kind(own));
        entry.set_title(verbatim(&own.title));
        let people = self.people(own);
        match own.are_editors && self.names_editors {
            _ if people.is_empty() => {}
            true => entry.set_editors(people),
            false => entry.set_authors(people),
        }
        if let Some(date) = own.year.get(..4).and_then(|year| year.parse::<Date>().ok()) {
            entry.set_date(date);
        }
        if !own.publisher.is_empty() || !own.place.is_empty() {
            let part = |text: &str| (!text.is_empty()).then(|| verbatim(text));
            entry.set_publisher(Publisher::new(part(&own.publisher), part(&own.place)));
        }
        if !own.container.is_empty() {
            let mut parent = Entry::new("container", EntryType::Periodical);
            parent.set_title(verbatim(&own.container));
            entry.set_parents(vec![parent]);
        }
        entry
    }

    fn people(&self, own: &Reference) -> Vec<Person> {
        let mut people: Vec<Person> = own.people.iter().map(person).collect();
        if own.and_others {
            people.push(person(&Name {
                family: "others".to_owned(),
                given: String::new(),
            }));
        }
        let role = if people.len() > 1 { "eds." } else { "ed." };
        // The library's Chicago drops the role of editors who stand where authors do.
        let silent = own.are_editors && !self.names_editors;
        if let Some(last) = people.last_mut().filter(|_| silent) {
            last.suffix = Some(role.to_owned());
            last.comma_suffix = true;
        }
        people
    }
}

fn kind(own: &Reference) -> EntryType {
    match own.sort {
        Sort::Book => EntryType::Book,
        Sort::Article => EntryType::Article,
        Sort::Software if !own.container.is_empty() => EntryType::Article,
        // Chicago has nothing to say about things of no kind: it leaves their line empty.
        Sort::Software | Sort::Document => EntryType::Report,
    }
}

fn person(own: &Name) -> Person {
    Person {
        name: own.family.clone(),
        given_name: (!own.given.is_empty()).then(|| own.spaced()),
        prefix: None,
        suffix: None,
        comma_suffix: false,
        alias: None,
    }
}

/// Text whose capitals stay as they are: most titles are not English.
fn verbatim(text: &str) -> FormatString {
    StringChunk::verbatim(text).into()
}

/// What the style leaves out: a span of years, the version, the rest of the line.
fn rest(own: &Reference) -> Vec<String> {
    let span = match own.year.len() > 4 {
        true => format!("Published {}", own.year),
        false => String::new(),
    };
    let version = match own.version.as_str() {
        "" => String::new(),
        version => format!("Version {version}"),
    };
    let all = [span, version, own.detail.clone()];
    all.into_iter().filter(|part| !part.is_empty()).collect()
}

/// The text with a full stop at its end.
fn ended(text: &str) -> String {
    match text.ends_with(['.', '!', '?']) {
        true => text.to_owned(),
        false => format!("{text}."),
    }
}
