//! What people read before they do anything.

use crate::support::Home;

/// Every verb of the long help.
pub fn verbs(home: &Home) -> Vec<String> {
    let text = home.say("--help").out;
    let list = text
        .split("Verbs:\n")
        .nth(1)
        .expect("the long help lists verbs");
    let list = list
        .split("\n\n")
        .next()
        .expect("the list ends with an empty line");
    let names = list
        .lines()
        .filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next());
    names.map(str::to_owned).collect()
}

#[test]
fn the_program_alone_says_what_it_is_in_24_lines() {
    let said = Home::new().say("");
    assert_eq!(said.code, 0);
    assert!(said.out.lines().count() <= 24);
    insta::assert_snapshot!(said.out);
}

#[test]
fn the_short_help_fits_one_screen_and_names_every_verb() {
    let home = Home::new();
    let said = home.say("-h");
    assert!(said.out.lines().count() <= 30, "{}", said.out);
    let verbs = verbs(&home);
    assert!(verbs.len() >= 15, "{verbs:?}");
    for verb in &verbs {
        assert!(said.out.contains(verb.as_str()), "-h does not name {verb}");
    }
    insta::assert_snapshot!(said.out);
}

#[test]
fn each_verb_has_a_sentence_and_three_examples_on_one_screen() {
    let home = Home::new();
    for verb in verbs(&home) {
        let said = home.say(&format!("{verb} -h"));
        let examples = said
            .out
            .lines()
            .filter(|line| line.starts_with("  ottepel "))
            .count();
        assert!(examples >= 3, "{verb} has {examples} examples");
        assert!(said.out.lines().count() <= 50, "{verb}:\n{}", said.out);
        assert!(
            said.out.lines().all(|line| line.chars().count() <= 110),
            "{}",
            said.out
        );
    }
}

#[test]
fn the_long_help_names_exit_codes_and_settings() {
    let text = Home::new().say("--help").out;
    for word in [
        "Exit codes:",
        "130",
        "OTTEPEL_FORMAT",
        "ottepel.toml",
        "Nothing is ever sent anywhere",
    ] {
        assert!(text.contains(word), "{word}");
    }
}

#[test]
fn every_topic_and_every_code_has_a_page() {
    let home = Home::new();
    let list = home.say("help").out;
    let topics = list.lines().filter(|line| line.starts_with("  "));
    for topic in topics.filter_map(|line| line.split_whitespace().next()) {
        let said = home.say(&format!("help {topic}"));
        assert_eq!(said.code, 0, "{topic}");
        assert!(said.out.lines().count() >= 3, "{topic}: {}", said.out);
    }
    for code in ["E0213", "e0101", "E0501", "E0604", "E0999"] {
        assert_eq!(home.say(&format!("help {code}")).code, 0, "{code}");
    }
}

#[test]
fn unknown_names_suggest_the_nearest() {
    let home = Home::new();
    let cases = [
        ("evidnce", "evidence"),
        ("help limit", "limits"),
        ("explain phase", "phases"),
        (
            "explain line.instruction_clarty",
            "line.instruction_clarity",
        ),
        ("evidence show SEED000", "SEED000"),
        ("schema overlays", "overlay"),
        ("check ussr-1953-1965", "ussr-1953-1964"),
        ("run ussr-1953-1964 --smaple 1/100", "--sample"),
    ];
    for (line, expected) in cases {
        let said = home.say(line);
        assert_eq!(said.code, 2, "{line}");
        assert!(said.talk.contains("error[E"), "{line}: {}", said.talk);
        assert!(said.talk.contains(expected), "{line}: {}", said.talk);
        assert!(said.out.is_empty(), "errors are talk, not results");
    }
}

#[test]
fn manual_pages_are_written_for_every_verb() {
    let home = Home::new();
    let folder = home.path("man");
    let said = home.say(&format!("help --man {}", folder.display()));
    assert_eq!(said.code, 0, "{}", said.talk);
    let page = |name: &str| std::fs::read_to_string(folder.join(name)).expect("it is written");
    assert!(page("ottepel.1").contains(".TH ottepel 1"));
    for verb in verbs(&home) {
        assert!(
            page(&format!("ottepel-{verb}.1")).contains("Examples:"),
            "{verb}"
        );
    }
}
