//! Commands of the book's pages on teaching and on questions work as printed, in a folder of their
//! own that holds a copy of the teaching files.

use std::path::Path;

use crate::examples::words;
use crate::support::{Home, project, said};

/// Lines of the shell blocks of a page, with the exit code that the page announces.
fn commands(page: &str) -> Vec<(String, i32)> {
    let mut inside = false;
    let mut lines = Vec::new();
    for line in page.lines() {
        if line.starts_with("```") {
            inside = line == "```sh";
            continue;
        }
        let Some(command) = line.strip_prefix("ottepel ").filter(|_| inside) else {
            continue;
        };
        let (command, remark) = command.split_once('#').unwrap_or((command, ""));
        let code = remark.trim().strip_prefix("exit ").map_or(0, |code| {
            code.parse().expect("a remark on an exit code is a number")
        });
        lines.push((command.trim().to_owned(), code));
    }
    lines
}

fn copy_teaching(to: &Path) {
    std::fs::create_dir_all(to).expect("the folder can be made");
    let from = project().join("scenarios/teaching");
    for entry in std::fs::read_dir(from).expect("the folder is shipped") {
        let entry = entry.expect("readable");
        std::fs::copy(entry.path(), to.join(entry.file_name())).expect("it can be copied");
    }
}

fn run_page(name: &str) {
    let page = project().join("docs/book/src").join(name);
    let text = std::fs::read_to_string(page).expect("the page is there");
    let home = Home::new();
    copy_teaching(&home.path("scenarios/teaching"));
    let commands = commands(&text);
    assert!(commands.len() > 3, "{name} has commands");
    for (line, code) in commands {
        let said = said(home.program().current_dir(home.path("")).args(words(&line)));
        assert_eq!(said.code, code, "ottepel {line}: {}", said.talk);
    }
}

#[test]
fn commands_of_the_page_on_teaching_work_as_printed() {
    run_page("teaching.md");
}

#[test]
fn commands_of_the_page_on_questions_work_as_printed() {
    run_page("questions.md");
}

/// The blanks of a template, filled with any sentence.
fn fill(home: &Home, file: &str) {
    let path = home.path(file);
    let text = std::fs::read_to_string(&path).expect("the template was written");
    assert_eq!(
        text.matches("\"___\"").count(),
        3,
        "{file} has three blanks"
    );
    std::fs::write(&path, text.replace("___", "assumption: a sentence")).expect("it is written");
}

fn say_in(home: &Home, line: &str) -> crate::support::Said {
    said(home.program().current_dir(home.path("")).args(words(line)))
}

#[test]
fn templates_pass_the_check_when_their_blanks_are_filled() {
    let home = Home::new();
    assert_eq!(say_in(&home, "new question mine").code, 0);
    assert_eq!(say_in(&home, "new scenario ours").code, 0);
    for file in ["mine.toml", "ours/overlay.toml", "ours/question.toml"] {
        let before = say_in(&home, &format!("check {file}"));
        assert_eq!(before.code, 2, "{file}: {}", before.talk);
        assert_eq!(
            before.talk.matches("error[E0417]").count(),
            3,
            "{}",
            before.talk
        );
        assert!(before.talk.contains("Blank 2"), "{}", before.talk);
        fill(&home, file);
        let after = say_in(&home, &format!("check {file}"));
        assert_eq!(after.code, 0, "{file}: {}", after.talk);
    }
}

#[test]
fn nothing_is_written_over() {
    let home = Home::new();
    assert_eq!(say_in(&home, "new question mine").code, 0);
    let again = say_in(&home, "new question mine");
    assert_eq!(again.code, 2);
    assert!(again.talk.contains("E0522"), "{}", again.talk);
    assert_eq!(say_in(&home, "new question Mine").code, 2);
    assert_eq!(say_in(&home, "new question mine --from ex0").code, 2);
}
