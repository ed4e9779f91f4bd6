//! Citations lose nothing that the ledger says and make nothing up.

use std::collections::BTreeSet;

use report::citation::{Style, cite, computed, parse, software};
use scenario::{LoadRequest, load};

const PROGRAM: &str = include_str!("../../../../CITATION.cff");

fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[test]
fn no_word_of_any_source_is_lost_in_any_style() {
    let request = LoadRequest {
        scenario: "ussr-1953-1964".into(),
        ..LoadRequest::default()
    };
    let ledger = load(&request)
        .scenario
        .expect("the shipped scenario")
        .ledger;
    for source in ledger.sources.values() {
        let reference = parse(source);
        for style in [Style::Chicago, Style::Bibtex, Style::Csl] {
            let cited = words(&cite(std::slice::from_ref(&reference), style));
            let said = words(&source.citation);
            let role = ["ed", "eds", "et", "al", "and"].map(str::to_owned);
            let lost: Vec<_> = said
                .difference(&cited)
                .filter(|word| !role.contains(word))
                .collect();
            // A span of years is one number in CSL-JSON.
            let lost: Vec<_> = lost
                .into_iter()
                .filter(|word| word.parse::<u32>().is_err())
                .collect();
            assert!(
                lost.is_empty(),
                "{}: {lost:?} of {}",
                source.key,
                source.citation
            );
        }
    }
}

#[test]
fn the_styles_of_a_book_an_edition_and_a_result() {
    let source = |citation: &str| scenario::ledger::Source {
        key: "key1".into(),
        citation: citation.into(),
        status: "stored".into(),
        seen_at: String::new(),
        note: String::new(),
    };
    let program = software(PROGRAM);
    let all = [
        parse(&source(
            "Zemskov V.N. Spetsposelentsy v SSSR, 1930-1960. Moscow: Nauka, 2005",
        )),
        parse(&source(
            "Artizov A. et al. (eds). Reabilitatsiia: kak eto bylo, 3 vols. Moscow: MFD, 2000-2004",
        )),
        parse(&source(
            "Pawel E. The Triumph & Survival. The Nation, 2 February 1963",
        )),
        computed(
            &program,
            "quiet-birch-3f9a",
            "Run quiet-birch-3f9a of made-up 1.0",
            "seed 1, sample 1/100",
        ),
        program,
    ];
    for (name, style) in [
        ("chicago", Style::Chicago),
        ("mla", Style::Mla),
        ("bibtex", Style::Bibtex),
        ("csl", Style::Csl),
    ] {
        insta::assert_snapshot!(name, cite(&all, style));
    }
}
