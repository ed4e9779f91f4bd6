//! The book's page of verbs is what the program says. `OTTEPEL_WRITE_BOOK=1` writes it again.

use crate::help::verbs;
use crate::support::{Home, project};

#[test]
fn the_page_of_verbs_is_what_the_program_says() {
    let home = Home::new();
    let mut page = String::from(
        "# Verbs and exit codes\n\nThis page is what `ottepel --help` and `ottepel VERB --help` print.\n",
    );
    let mut section = |title: &str, text: &str| {
        let text: String = text
            .lines()
            .map(|line| line.trim_end().to_owned() + "\n")
            .collect();
        page.push_str(&format!("\n## {title}\n\n```text\n{text}```\n"));
    };
    section("ottepel", &home.say("--help").out);
    for verb in verbs(&home) {
        section(
            &format!("ottepel {verb}"),
            &home.say(&format!("{verb} --help")).out,
        );
    }
    compare("docs/book/src/command-line.md", &page);
}

#[test]
fn the_description_of_the_model_is_what_the_program_says() {
    let page = Home::new().say("explain odd").out;
    compare("docs/book/src/odd.md", &page);
}

/// Fails when a page of the book is not `page`; writes it first when asked to.
fn compare(path: &str, page: &str) {
    let file = project().join(path);
    if std::env::var_os("OTTEPEL_WRITE_BOOK").is_some() {
        std::fs::write(&file, page).unwrap();
    }
    let written = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        written == page,
        "{} is not what the program says; write it again",
        file.display()
    );
}
