//! Comparing, flipping and asking why: paired differences, the same on any threads, in words that
//! the rules of wording allow.

use crate::support::Home;

/// The smallest comparison that differs.
const GUIDED: &str =
    "ussr-1953-1964 as-1961 --sample 1/10000 --until 1956-06-30 --outcome O01.adults";

fn assert_wording(text: &str) {
    let findings = report::lint(text);
    assert!(findings.is_empty(), "{findings:#?}");
    for line in text.lines() {
        assert!(line.chars().count() <= 100, "{line}");
    }
}

/// The text with every number as `#`: numbers change with the rules, sentences do not.
fn shape(text: &str) -> String {
    let mut shape = String::new();
    for letter in text.chars() {
        match letter {
            '0'..='9' | '−' if shape.ends_with('#') => {}
            '0'..='9' | '−' => shape.push('#'),
            other => shape.push(other),
        }
    }
    for joined in ["#.#", "#,#", "#-#-#"] {
        while shape.contains(joined) {
            shape = shape.replace(joined, "#");
        }
    }
    shape
}

#[test]
fn nothing_changed_is_exactly_zero_and_so_said() {
    let home = Home::new();
    let line = "compare ussr-1953-1964 no-change --sample 1/10000 --pairs 2 --until 1953-12-31 \
                --outcome O07.trust";
    let said = home.say(line);
    assert_eq!(said.code, 0, "{}", said.talk);
    assert!(
        said.out.contains("exactly zero in every pair"),
        "{}",
        said.out
    );
    assert!(said.out.contains("no visible difference"), "{}", said.out);
    assert_wording(&said.out);
    insta::assert_snapshot!(shape(&said.out));
}

#[test]
fn a_comparison_is_the_same_on_any_threads_and_when_found_again() {
    let home = Home::new();
    let line = format!("compare {GUIDED} --pairs 2 --by region");
    let (code, first) = home.json(&format!("{line} --threads 1"));
    assert_eq!(code, 0);
    let (_, again) = home.json(&format!("{line} --threads 2"));
    assert_eq!(
        first["result"], again["result"],
        "found among what was computed"
    );
    let (_, other) = Home::new().json(&format!("{line} --threads 2"));
    assert_eq!(
        first["result"], other["result"],
        "computed on other threads"
    );
    let result = &first["result"];
    assert_eq!(result["null_is_zero"], true);
    let arm = &result["arms"][0];
    assert_eq!(arm["equal_before"], "1956-03-04");
    let difference = &arm["outcomes"][0]["difference"];
    assert_eq!(difference["kind"], "paired-difference");
    assert_eq!(difference["sample"], "1/10000");
    assert!(difference["lo80"].as_f64() <= difference["hi80"].as_f64());
    assert_ne!(difference["value"], 0.0);
    assert!(
        arm["outcomes"][0]["by"][0]["parts"]
            .as_array()
            .unwrap()
            .len()
            > 5
    );
}

#[test]
fn a_claim_that_does_not_hold_ends_with_one() {
    let home = Home::new();
    let line = format!("compare {GUIDED} --pairs 2 --no-placebo");
    let holds = home.say(&format!("{line} --assert O01.adults<=1"));
    assert_eq!(holds.code, 0, "{}", holds.out);
    assert!(
        holds.out.contains(": holds (as-1961 in 100 % of pairs)"),
        "{}",
        holds.out
    );
    let fails = home.say(&format!("{line} --assert O01.adults>1"));
    assert_eq!(fails.code, 1);
    assert!(fails.out.contains("does not hold"), "{}", fails.out);
    assert_wording(&fails.out);
    let unreadable = home.say(&format!("{line} --assert O01.adults"));
    assert_eq!(unreadable.code, 2);
    assert!(unreadable.talk.contains("E0622"), "{}", unreadable.talk);
}

#[test]
fn what_cannot_be_compared_says_why() {
    let home = Home::new();
    let early = home.say("compare ussr-1953-1964 as-1961 --until 1955-12-31");
    assert_eq!(early.code, 2);
    assert!(early.talk.contains("E0621"), "{}", early.talk);
    let unknown = home.say("compare ussr-1953-1964 as-1961 --outcome O02.remark");
    assert_eq!(unknown.code, 2);
    assert!(
        unknown.talk.contains("did you mean `O02.remarks`?"),
        "{}",
        unknown.talk
    );
    let overlay = home.say("compare ussr-1953-1964 as-1962");
    assert_eq!(overlay.code, 2);
}

#[test]
fn a_dry_run_says_how_many_runs_it_takes() {
    let (code, answer) =
        Home::new().json(&format!("compare {GUIDED} --pairs 3 --draws 2 --dry-run"));
    assert_eq!(code, 0);
    // Three pairs, of two draws in turn, and three placebos, one null check.
    assert_eq!(answer["result"]["runs"], 3 * 2 + 3 + 1);
}

#[test]
fn flips_say_what_a_conclusion_survives() {
    let home = Home::new();
    let said = home.say(&format!("flip {GUIDED} --pairs 2"));
    assert_eq!(said.code, 0, "{}", said.talk);
    assert!(said.out.contains("survives "), "{}", said.out);
    assert!(said.out.contains("rumour.on = off: "), "{}", said.out);
    assert_wording(&said.out);
}

#[test]
fn why_names_the_first_difference_and_the_mechanisms() {
    let home = Home::new();
    let said = home.say(&format!("why {GUIDED} --pairs 2"));
    assert_eq!(said.code, 0, "{}", said.talk);
    assert!(
        said.out.contains("after the phase `messages`"),
        "{}",
        said.out
    );
    assert!(
        said.out.contains("Equations: crates/rules/src/"),
        "{}",
        said.out
    );
    assert_wording(&said.out);
}
