//! `ottepel open CAPSULE|FILE|-`.

use std::io::Read;
use std::path::Path;

use kernel::Sample;
use report::answer::TextOptions;
use report::capsule::{Capsule, CapsuleError};
use serde_json::json;

use crate::answer::Answer;
use crate::answers;
use crate::exit::Exit;
use crate::problem::Failure;
use crate::session::Session;
use crate::verbs::ask::{self, Effort, Prepared};

/// Open an answer that somebody sent: compute it again and compare
///
/// A capsule is text; nothing in it is executed. With the same version of program and scenario the
/// value must come out to the last bit; with another one the difference is stated.
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel ask ex11 --card answer.html
  ottepel open answer.html
  ottepel open answer.html --format json
")]
pub struct Arguments {
    /// The capsule itself, the id of an answer of this machine, a file that holds one (a card, a saved comment), or - for standard input
    #[arg(value_name = "CAPSULE")]
    pub text: String,
}

/// Most bytes read of a file or a stream.
const MOST_BYTES: u64 = 1 << 20;

/// Restores it.
///
/// # Errors
/// `E0804` for a text that is no capsule, or a damaged one; the problems of the question.
pub fn execute(arguments: &Arguments, session: &Session) -> Result<Answer, Failure> {
    let text = text_of(&arguments.text)?;
    let capsule = match answers::find(session, &text)? {
        Some(kept) => kept,
        None => Capsule::read(&text).map_err(|error| unread(&error, &text, session))?,
    };
    let stored = ask::load(session, &capsule.question)?;
    let prepared = Prepared::new(session, stored, Some(&capsule.draw_set))?;
    let answer = ask::answered(session, &prepared, effort(&capsule)?)?;
    answers::keep(session, &answer);
    let now = Capsule::of(&answer);
    let same_program = capsule.version == analysis::run::VERSION;
    let same_scenario = now
        .as_ref()
        .is_some_and(|now| now.scenario_hash == capsule.scenario_hash);
    let now_value = value_now(&answer, &capsule);
    let same =
        now_value.is_some_and(|now| now.map(f64::to_bits) == capsule.value.map(f64::to_bits));
    let words = comparison(&capsule, now_value, same, same_program, same_scenario);
    let shown = report::answer_text(
        &answer,
        &TextOptions {
            plain: session.plain,
        },
    );
    let mut value = ask::value_of(&answer);
    value["capsule"] = json!({
        "same": same,
        "same_version": same_program,
        "same_scenario": same_scenario,
        "then": capsule.value,
        "now": now_value,
    });
    let exit = if same || !(same_program && same_scenario) {
        Exit::Done
    } else {
        Exit::NotReproduced
    };
    Ok(Answer::new(format!("{words}\n\n{shown}"), value)
        .with_run(json!({ "id": answer.badge.run, "badge": answer.badge.text() }))
        .with_exit(exit))
}

/// A text without a mark and in one word is an id that is not there.
fn unread(error: &CapsuleError, text: &str, session: &Session) -> Failure {
    let word = !text.contains(char::is_whitespace) && !text.contains(['.', '/', ':']);
    match error {
        CapsuleError::None if word && !text.is_empty() => answers::missing(session, text),
        error => Failure::new("E0804", error.to_string()),
    }
}

fn text_of(given: &str) -> Result<String, Failure> {
    let unreadable =
        |error: std::io::Error| Failure::new("E0804", format!("it cannot be read: {error}"));
    let mut text = String::new();
    if given == "-" {
        std::io::stdin()
            .take(MOST_BYTES)
            .read_to_string(&mut text)
            .map_err(unreadable)?;
        return Ok(text);
    }
    // A pasted capsule is no path: it holds a colon and an exclamation mark, and is looked at first.
    if Capsule::read(given).is_ok() || !Path::new(given).is_file() {
        return Ok(given.to_owned());
    }
    let file = std::fs::File::open(given).map_err(unreadable)?;
    file.take(MOST_BYTES)
        .read_to_string(&mut text)
        .map_err(unreadable)?;
    Ok(text)
}

/// The effort that the capsule names.
///
/// # Errors
/// `E0804` for more than anybody would compute.
pub fn effort(capsule: &Capsule) -> Result<Effort, Failure> {
    /// Most pairs and draws that a capsule may ask for: it comes from others.
    const MOST: u32 = 4_096;
    let wrong =
        |error: String| Failure::new("E0804", format!("the capsule cannot be computed: {error}"));
    if capsule.pairs > MOST || capsule.draws > MOST {
        return Err(wrong(format!(
            "it asks for more than {MOST} pairs or draws"
        )));
    }
    let sample = Sample::one_in(capsule.sample).map_err(|error| wrong(error.to_string()))?;
    Ok(Effort {
        sample,
        pairs: capsule.pairs as usize,
        draws: capsule.draws as usize,
        pairs_per_flip: capsule.pairs_per_flip as usize,
        flips: capsule.flips,
        seed: capsule.seed,
    })
}

/// Middle and ends of the 80 % interval of the capsule's outcome and arm, as computed now.
fn value_now(answer: &report::Answer, capsule: &Capsule) -> Option<[f64; 3]> {
    let outcome = answer
        .outcomes
        .iter()
        .find(|own| own.id == capsule.outcome)?;
    let own = outcome.difference(&capsule.arm)?.estimate;
    Some([own.value, own.lo80, own.hi80])
}

fn comparison(
    capsule: &Capsule,
    now: Option<[f64; 3]>,
    same: bool,
    same_program: bool,
    same_scenario: bool,
) -> String {
    let shown =
        |[value, low, high]: [f64; 3]| format!("{value:.4} (80 % interval {low:.4} to {high:.4})");
    let then = shown(capsule.value);
    let Some(now) = now.map(shown) else {
        return format!(
            "The capsule says {then} for {} under {}; this version does not count it.",
            capsule.outcome, capsule.arm
        );
    };
    if same {
        return format!(
            "Same value, to the last bit: {now} for {} under {}.",
            capsule.outcome, capsule.arm
        );
    }
    let why = match (same_program, same_scenario) {
        (true, true) => "with the same version and scenario: not reproduced",
        (false, true) => "with another version of the program",
        (true, false) => "with another version of the scenario",
        (false, false) => "with other versions of program and scenario",
    };
    format!(
        "The capsule says {then} (version {}); here it is {now}, {why}.",
        capsule.version
    )
}
