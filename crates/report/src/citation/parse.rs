//! A line of the ledger taken apart, as far as that is certain.

use scenario::ledger::Source;

use super::{Name, Reference, Sort};

/// Takes a source's citation apart.
pub fn parse(source: &Source) -> Reference {
    let text = source.citation.trim();
    let (people, rest) = people_of(text);
    let mut reference = Reference {
        key: source.key.clone(),
        people: people.names,
        and_others: people.and_others,
        are_editors: people.are_editors,
        ..Reference::default()
    };
    // The last sentence that names a place or a journal with a year; what follows it is detail.
    let imprint = rest
        .rmatch_indices(". ")
        .find_map(|(at, _)| Some((&rest[..at], published(&rest[at + 2..])?)));
    match imprint {
        Some((title, published)) => {
            reference.title = title.to_owned();
            published.fill(&mut reference);
        }
        None => reference.title = rest.to_owned(),
    }
    reference
}

/// Where a source was seen, for those who cite it: never cite as read what nobody here has read.
pub fn seen(source: &Source) -> &'static str {
    match source.status.as_str() {
        "stored" => "a text or a copy of its data was seen",
        _ => "cited from memory, not seen",
    }
}

#[derive(Default)]
struct People {
    names: Vec<Name>,
    and_others: bool,
    are_editors: bool,
}

/// The names at the start of a line and what follows them: `Family I.O., Family I. (eds). Rest`.
fn people_of(text: &str) -> (People, &str) {
    let mut people = People::default();
    let mut rest = text;
    while let Some((name, after)) = name_of(rest) {
        people.names.push(name);
        rest = after;
        let Some(after) = rest.strip_prefix(", ") else {
            break;
        };
        rest = after;
    }
    if people.names.is_empty() {
        return (people, text);
    }
    for (mark, editors) in [(" et al.", false), (" (eds).", true), (" (ed.).", true)] {
        if let Some(after) = rest.strip_prefix(mark) {
            people.and_others |= !editors;
            people.are_editors |= editors;
            rest = after;
        }
    }
    (people, rest.trim_start())
}

/// One name with initials, and what follows it.
fn name_of(text: &str) -> Option<(Name, &str)> {
    let mut end = 0;
    let mut words = text.split_inclusive(' ');
    let mut family = String::new();
    for word in words.by_ref().take(3) {
        end += word.len();
        let bare = word.trim_end();
        let particle = bare.chars().all(char::is_lowercase);
        family.push_str(word);
        if particle {
            continue;
        }
        let capital = bare.chars().next().is_some_and(char::is_uppercase);
        if !capital || bare.ends_with(['.', ',', ':', ';']) {
            return None;
        }
        break;
    }
    let given = &text[end..];
    let length = initials(given);
    (length > 0).then(|| {
        let name = Name {
            family: family.trim().to_owned(),
            given: given[..length].to_owned(),
        };
        (name, &given[length..])
    })
}

/// Bytes of initials such as `V.N.` or `Iu.V.` at the start of a text.
fn initials(text: &str) -> usize {
    let mut length = 0;
    loop {
        let rest = &text[length..];
        let Some(dot) = rest.find('.') else {
            return length;
        };
        let part = &rest[..dot];
        let is_initial = part.chars().next().is_some_and(char::is_uppercase)
            && part.chars().skip(1).all(char::is_lowercase)
            && part.chars().count() <= 2;
        if !is_initial {
            return length;
        }
        length += dot + 1;
    }
}

/// Where and when something was published.
struct Published {
    place: String,
    publisher: String,
    container: String,
    year: String,
    detail: String,
}

impl Published {
    fn fill(self, reference: &mut Reference) {
        reference.sort = if self.container.is_empty() {
            Sort::Book
        } else {
            Sort::Article
        };
        reference.place = self.place;
        reference.publisher = self.publisher;
        reference.container = self.container;
        reference.year = self.year;
        reference.detail = self.detail;
    }
}

/// `Place: Publisher, year rest`, `Some University Press, year rest` or `Journal, year rest`.
fn published(text: &str) -> Option<Published> {
    let (at, year) = year_after_comma(text)?;
    let before = &text[..at];
    let detail = text[at + 2 + year.len()..]
        .trim_start_matches([',', ';'])
        .trim();
    let (place, publisher) = match before.split_once(": ") {
        Some((place, publisher)) => (place, publisher),
        None if before.contains("Press") => ("", before),
        None => ("", ""),
    };
    let journal = publisher.is_empty() && place.is_empty();
    Some(Published {
        place: place.to_owned(),
        publisher: publisher.to_owned(),
        container: if journal {
            before.to_owned()
        } else {
            String::new()
        },
        year: year.to_owned(),
        detail: detail.to_owned(),
    })
}

/// Place of the comma before the first year, and the year, spans such as `2006-2009` included.
fn year_after_comma(text: &str) -> Option<(usize, &str)> {
    text.match_indices(", ").find_map(|(at, _)| {
        let rest = &text[at + 2..];
        let end = rest.find(|letter: char| !letter.is_ascii_digit() && letter != '-');
        let year = &rest[..end.unwrap_or(rest.len())];
        let year = year.trim_end_matches('-');
        let is_year = (year.len() == 4 || year.len() == 9 || year.len() == 7)
            && (year.starts_with("19") || year.starts_with("20"));
        is_year.then_some((at, year))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(citation: &str) -> Reference {
        parse(&Source {
            key: "key".into(),
            citation: citation.into(),
            status: "not_seen".into(),
            seen_at: String::new(),
            note: String::new(),
        })
    }

    #[test]
    fn books_articles_and_editions_are_taken_apart() {
        let book = parsed(
            "Zemskov V.N. Stalin i narod. Pochemu ne bylo vosstaniia. Moscow: Algoritm, 2014; same tables",
        );
        assert_eq!(
            (
                book.people[0].family.as_str(),
                book.people[0].given.as_str()
            ),
            ("Zemskov", "V.N.")
        );
        assert_eq!(book.title, "Stalin i narod. Pochemu ne bylo vosstaniia");
        assert_eq!(
            (
                book.place.as_str(),
                book.publisher.as_str(),
                book.year.as_str()
            ),
            ("Moscow", "Algoritm", "2014")
        );
        assert_eq!(book.detail, "same tables");
        let edited = parsed("Kozlov V.A., Mironenko S.V. (eds). Kramola. Moscow: Materik, 2005");
        assert!(edited.are_editors && edited.people.len() == 2);
        let article = parsed("Pawel E. The Triumph of Survival. The Nation, 1963");
        assert_eq!(
            (article.container.as_str(), article.sort),
            ("The Nation", Sort::Article)
        );
    }

    #[test]
    fn a_detail_with_full_stops_of_its_own_stays_behind_the_year() {
        let book = parsed(
            "Kozlov V.A. (ed.). Kramola. Moscow: Materik, 2005; table after Istochnik no. 6 p. 153",
        );
        assert_eq!(
            (book.title.as_str(), book.year.as_str()),
            ("Kramola", "2005")
        );
        assert_eq!(book.detail, "table after Istochnik no. 6 p. 153");
    }

    #[test]
    fn what_cannot_be_taken_apart_is_a_title() {
        for line in [
            "seed essay 000",
            "English Wikipedia, Kengir uprising; Russian article in mirror for 46 dead",
        ] {
            let own = parsed(line);
            assert_eq!(
                (own.title.as_str(), own.sort, own.people.len()),
                (line, Sort::Document, 0)
            );
        }
    }
}
