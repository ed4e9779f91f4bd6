//! The examples of the help work as typed.

use crate::help::verbs;
use crate::support::{Home, SMALL, said};

/// Example lines of a help text, without the remarks behind them and without redirections.
fn examples(text: &str) -> Vec<String> {
    let lines = text
        .lines()
        .filter_map(|line| line.strip_prefix("  ottepel "));
    let command = |line: &str| {
        let line = line.split(" > ").next().unwrap_or(line);
        let line = line.split("   ").next().unwrap_or(line);
        line.trim().to_owned()
    };
    lines.map(command).collect()
}

/// Words of a line as a shell sees them: single quotes hold spaces.
pub fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '\'' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            other => words.last_mut().expect("there is a first word").push(other),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn run_all(home: &Home, text: &str) {
    for line in examples(text) {
        let said = said(home.program().current_dir(home.path("")).args(words(&line)));
        assert!(
            matches!(said.code, 0 | 1),
            "ottepel {line} exits with {}: {}",
            said.code,
            said.talk
        );
    }
}

#[test]
fn examples_of_the_program_work_as_typed() {
    let home = Home::new();
    run_all(&home, &home.say("-h").out);
}

#[test]
fn examples_of_every_verb_work_as_typed() {
    let home = Home::new();
    assert_eq!(home.say(SMALL).code, 0);
    // Those of `run` are the longest; they come last, so that `last` names the small run above.
    let mut verbs = verbs(&home);
    verbs.sort_by_key(|verb| verb == "run");
    for verb in verbs {
        run_all(&home, &home.say(&format!("{verb} -h")).out);
    }
}
