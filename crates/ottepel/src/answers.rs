//! Answers kept by their ids, as capsules among the user's data.

use std::path::PathBuf;

use report::capsule::Capsule;

use crate::nearest::suggestion;
use crate::problem::Failure;
use crate::session::Session;

/// Fewest letters that stand for an id.
const FEWEST_LETTERS: usize = 4;

fn folder(session: &Session) -> PathBuf {
    session.data_home.join("answers")
}

/// Keeps an answer under its id; one without a headline has nothing that could be found again. That
/// it cannot be kept is told and changes nothing about the answer.
pub fn keep(session: &Session, answer: &report::Answer) {
    let Some(capsule) = report::capsule::capsule(answer) else {
        return;
    };
    let folder = folder(session);
    let file = folder.join(format!("{}.txt", answer.badge.run));
    let kept = std::fs::create_dir_all(&folder).map_err(|error| error.to_string());
    let kept = kept.and_then(|()| {
        store::atomic::write(&file, |out| out.write_all(capsule.as_bytes()))
            .map_err(|error| error.to_string())
    });
    if let Err(reason) = kept {
        session.say(&format!(
            "the answer cannot be found again by its id: {reason}"
        ));
    }
}

/// Ids of the answers kept, in order.
fn ids(session: &Session) -> Vec<String> {
    // A folder that is not there holds no answer.
    let files = std::fs::read_dir(folder(session)).into_iter().flatten();
    let name = |file: std::fs::DirEntry| file.file_name().into_string().ok();
    let names = files.filter_map(|file| name(file.ok()?));
    let mut ids: Vec<String> = names
        .filter_map(|name| Some(name.strip_suffix(".txt")?.to_owned()))
        .collect();
    ids.sort();
    ids
}

/// The answer of an id, or of its first letters where they fit one alone.
///
/// # Errors
/// `E0806` for letters that fit several, `E0804` when what is kept is damaged.
pub fn find(session: &Session, name: &str) -> Result<Option<Capsule>, Failure> {
    if name.len() < FEWEST_LETTERS {
        return Ok(None);
    }
    let all = ids(session);
    let fits: Vec<&String> = all.iter().filter(|own| own.starts_with(name)).collect();
    let id = match fits.as_slice() {
        [] => return Ok(None),
        [only] => *only,
        several => match several.iter().find(|own| own.as_str() == name) {
            Some(exact) => exact,
            None => {
                let names: Vec<&str> = several.iter().map(|own| own.as_str()).collect();
                let message = format!("\"{name}\" fits {} answers", several.len());
                return Err(Failure::new("E0806", message)
                    .with_help(format!("write one of: {}", names.join(", "))));
            }
        },
    };
    let file = folder(session).join(format!("{id}.txt"));
    let damaged = |error: String| Failure::new("E0804", error).in_file(&file);
    let text = std::fs::read_to_string(&file).map_err(|error| damaged(error.to_string()))?;
    let capsule = Capsule::read(&text).map_err(|error| damaged(error.to_string()))?;
    Ok(Some(capsule))
}

/// What is said where an answer was meant and there is none.
pub fn missing(session: &Session, name: &str) -> Failure {
    let all = ids(session);
    let help = suggestion(
        name,
        all.iter().map(String::as_str),
        "`ottepel ask ex11` gives an answer and prints its id; `ottepel ask` lists the questions",
    );
    Failure::new("E0806", format!("there is no answer \"{name}\"")).with_help(help)
}
