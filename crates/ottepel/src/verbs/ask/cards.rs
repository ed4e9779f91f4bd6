//! Cards of answers: one, or one for each stored question with a page that lists them.

use std::path::Path;

use jiff::civil::Date;
use report::{CardContext, card};
use serde_json::json;

use super::Arguments;
use super::compute::Prepared;
use super::stored::{self, Meant};
use crate::answer::Answer;
use crate::answers;
use crate::exit::Exit;
use crate::problem::{Failure, Problem};
use crate::session::Session;

/// Writes the card of an answer.
///
/// # Errors
/// `E0803` for an answer that may not be shown, `E0603` when the file cannot be written.
pub fn write(prepared: &Prepared, answer: &report::Answer, file: &Path) -> Result<(), Failure> {
    let capsule = report::capsule::capsule(answer).unwrap_or_default();
    let context = CardContext {
        regions: &prepared.base.tables.regions,
        landmarks: landmarks(prepared),
        span: Some((prepared.base.start, prepared.base.end)),
        capsule: &capsule,
    };
    let html = card(answer, &context).map_err(|error| Failure::new("E0803", error.to_string()))?;
    store::atomic::write(file, |out| out.write_all(html.as_bytes()))
        .map_err(|error| Failure::new("E0603", error.to_string()))
}

/// Recorded days to find one's way by.
fn landmarks(prepared: &Prepared) -> Vec<(Date, String)> {
    let days = [
        (1953, 6, 26, "Beria arrested"),
        (1956, 2, 25, "the speech"),
        (1956, 6, 30, "resolution"),
        (1957, 6, 29, "plenum"),
        (1961, 10, 31, "22nd Congress"),
    ];
    let marks = days
        .map(|(year, month, day, label)| (jiff::civil::date(year, month, day), label.to_owned()));
    let last = prepared.day(prepared.until);
    marks.into_iter().filter(|(day, _)| *day < last).collect()
}

/// Answers every stored question and writes a card each, and a page that lists them.
///
/// # Errors
/// The first question's that cannot be answered; `E0603` when a file cannot be written.
pub fn all(session: &Session, folder: &Path, arguments: &Arguments) -> Result<Answer, Failure> {
    let made = std::fs::create_dir_all(folder);
    made.map_err(|error| Failure::new("E0603", error.to_string()).in_file(folder))?;
    let mut text = String::new();
    let mut cards = Vec::new();
    let mut warnings = Vec::new();
    for id in scenario::question_ids(&stored::request(session)) {
        if session.stopped() {
            break;
        }
        session.say(&format!("{id} …"));
        match one(session, &id, folder, arguments) {
            Ok((sentence, file)) => {
                text.push_str(&format!("{id}  {sentence}\n"));
                cards.push(json!({ "question": id, "card": file, "sentence": sentence }));
            }
            // One question that fails does not stop the others; it is told.
            Err(failure) => {
                let message = format!("{id} was not answered: {}", failure.problem.message);
                warnings.push(Problem::new("W0801", message));
            }
        }
    }
    let exit = if warnings.is_empty() && !session.stopped() {
        Exit::Done
    } else {
        Exit::Partial
    };
    Ok(Answer::new(text, json!({ "cards": cards }))
        .with_warnings(warnings)
        .with_exit(exit))
}

/// One card, with the sentence of its answer; a question out of scope has none.
fn one(
    session: &Session,
    id: &str,
    folder: &Path,
    arguments: &Arguments,
) -> Result<(String, Option<std::path::PathBuf>), Failure> {
    let stored = match stored::meant(session, &[id.to_owned()])? {
        Meant::Question(stored) => *stored,
        Meant::Said(_) => return Ok(("outside what this model can answer".to_owned(), None)),
    };
    let prepared = Prepared::new(session, stored, arguments.draws_from.name())?;
    let answer = super::answered(session, &prepared, arguments.effort(&prepared))?;
    answers::keep(session, &answer);
    let file = folder.join(format!("{id}.html"));
    write(&prepared, &answer, &file)?;
    Ok((answer.sentence(), Some(file)))
}
