//! The stored questions, their list, and the one that is meant.

use std::path::Path;

use scenario::question::Question;
use scenario::{LoadRequest, Scenario, Severity};
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::exit::Exit;
use crate::grid::wrapped;
use crate::loading::{self, USUAL_SCENARIO};
use crate::problem::{Failure, Problem};
use crate::session::Session;
use crate::verbs::ask::matching::{self, Found};

/// A question with the scenario that it changes.
pub struct Stored {
    /// The question.
    pub question: Question,
    /// The scenario as recorded.
    pub base: Scenario,
    /// What its reader should know.
    pub warnings: Vec<Problem>,
}

/// What the words on the command line mean.
pub enum Meant {
    /// A question that can be answered.
    Question(Box<Stored>),
    /// What is said instead: a list, a refusal.
    Said(Box<Answer>),
}

/// Finds the question by id, file or words.
///
/// # Errors
/// The problems of its file; `E0801` when no stored question fits.
pub fn meant(session: &Session, words: &[String]) -> Result<Meant, Failure> {
    let name = words.join(" ");
    let ids = scenario::question_ids(&request(session));
    let wanted = name.to_lowercase();
    let is_file = name.ends_with(".toml") && Path::new(&name).is_file();
    if is_file || ids.contains(&wanted) {
        let stored = load(session, if is_file { &name } else { &wanted })?;
        return Ok(scoped(stored));
    }
    let questions = all(session, &ids)?;
    match matching::find(&questions, &name) {
        Found::One(number) => Ok(scoped(load(session, &questions[number].id)?)),
        Found::Refused(number, part) => {
            let parts = &questions[number].out_of_scope[part..=part];
            Ok(Meant::Said(Box::new(refusal(&questions[number], parts))))
        }
        Found::Nearest(nearest) => Err(nothing(&name, &questions, &nearest)),
    }
}

fn scoped(stored: Stored) -> Meant {
    if stored.question.is_out_of_scope() {
        let said = refusal(&stored.question, &stored.question.out_of_scope);
        return Meant::Said(Box::new(said));
    }
    Meant::Question(Box::new(stored))
}

/// The request of every stored question.
pub fn request(session: &Session) -> LoadRequest {
    LoadRequest {
        scenario: USUAL_SCENARIO.to_owned(),
        project: session.project.clone(),
        ..LoadRequest::default()
    }
}

/// Loads one question by id or path.
///
/// # Errors
/// Every problem of its file and its scenario.
pub fn load(session: &Session, name: &str) -> Result<Stored, Failure> {
    let loaded = scenario::load_question(&request(session), name);
    let is_error = |own: &scenario::Diagnostic| own.severity == Severity::Error;
    match (loaded.question, loaded.base) {
        (Some(question), Some(base)) if !loaded.diagnostics.iter().any(is_error) => Ok(Stored {
            question,
            base,
            warnings: loaded.diagnostics.iter().map(Problem::from).collect(),
        }),
        _ => Err(loading::failure(&loaded.diagnostics, session.colour)),
    }
}

/// Every stored question that can be read.
///
/// # Errors
/// The problems of the first that cannot.
pub fn all(session: &Session, ids: &[String]) -> Result<Vec<Question>, Failure> {
    ids.iter()
        .map(|id| Ok(load(session, id)?.question))
        .collect()
}

/// One line for each stored question.
///
/// # Errors
/// The problems of the first that cannot be read.
pub fn list(session: &Session) -> Result<Answer, Failure> {
    let questions = all(session, &scenario::question_ids(&request(session)))?;
    let mut text =
        String::from("Stored questions; `ottepel ask ID`, or words out of one, answers it.\n\n");
    for own in &questions {
        let refused = if own.is_out_of_scope() {
            " (out of scope)"
        } else {
            ""
        };
        text.push_str(&wrapped(
            &format!("{}  {}{refused}", own.id, own.title),
            2,
            100,
        ));
        text.push_str(&wrapped(&own.asks, 8, 100));
    }
    text.push_str("\n`ottepel ask --all --cards DIR` answers them all, one card each.\n");
    let each = |own: &Question| json!({ "id": own.id, "title": own.title, "asks": own.asks, "out_of_scope": own.is_out_of_scope() });
    let values: Vec<Value> = questions.iter().map(each).collect();
    Ok(Answer::new(text, json!({ "questions": values })))
}

/// What is said of a question, or a part of one, that this model cannot answer.
fn refusal(question: &Question, parts: &[scenario::question::OutOfScope]) -> Answer {
    let mut text = format!(
        "{}  {}\n\nOutside what this model can answer:\n",
        question.id, question.title
    );
    for part in parts {
        text.push_str(&wrapped(&part.asks, 2, 100));
        text.push_str(&wrapped(&part.reason, 4, 100));
        if !part.proxies.is_empty() {
            let proxies = part.proxies.join(", ");
            text.push_str(&wrapped(
                &format!("Nearest outcomes that it has: {proxies}."),
                4,
                100,
            ));
        }
    }
    if !question.is_out_of_scope() {
        text.push_str(&format!(
            "\nThe rest of the question: ottepel ask {}\n",
            question.id
        ));
    }
    let value = json!({ "question": question.id, "out_of_scope": parts });
    Answer::new(text, value).with_exit(Exit::OutOfScope)
}

fn nothing(words: &str, questions: &[Question], nearest: &[usize]) -> Failure {
    let lines = nearest.iter().map(|number| {
        let own = &questions[*number];
        format!("{}: {}", own.id, own.title)
    });
    let mut help = String::from("the nearest:\n");
    help.push_str(&lines.collect::<Vec<_>>().join("\n"));
    help.push_str("\n`ottepel ask` lists all; a question of your own is a file ending in .toml");
    Failure::new("E0801", format!("no stored question matches \"{words}\"")).with_help(help)
}

/// The shipped questions, for tests.
#[cfg(test)]
pub fn questions_of_tests() -> Vec<Question> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let request = LoadRequest {
        scenario: USUAL_SCENARIO.to_owned(),
        project,
        ..LoadRequest::default()
    };
    let ids = scenario::question_ids(&request);
    let read = |id: &String| scenario::load_question(&request, id).question;
    ids.iter().filter_map(read).collect()
}
