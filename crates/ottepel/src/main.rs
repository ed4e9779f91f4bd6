//! The Ottepel command line: parse, dispatch, print.

mod answer;
mod answers;
mod cli;
mod codes;
mod crash;
mod day;
mod draws;
mod engine;
mod exit;
mod grid;
mod interrupt;
mod loading;
mod machine;
mod nearest;
mod odd;
mod output;
mod paired_arguments;
mod places;
mod problem;
mod progress;
mod result;
mod run_folder;
mod session;
mod settings;
mod topics;
mod verbs;
mod welcome;

use std::ffi::OsString;
use std::process::ExitCode;

use crate::answer::Answer;
use crate::cli::Asked;
use crate::exit::Exit;
use crate::problem::Failure;
use crate::session::{Format, Session};
use crate::settings::Surroundings;
use crate::verbs::Verb;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    ExitCode::from(command(&arguments).code())
}

/// Runs one command line and prints its result.
fn command(arguments: &[OsString]) -> Exit {
    let surroundings = Surroundings::of_process();
    let early = format_asked(arguments, &surroundings);
    let cli = match cli::parse(arguments) {
        Ok(Asked::Verb(cli)) => cli,
        Ok(Asked::Text(text)) => return show("help", &welcome::as_answer(&text), early, false),
        Err(failure) => return refuse(None, &failure, early, false),
    };
    let settings = settings::resolve(&cli.common, &surroundings);
    let session = settings.and_then(|settings| settings::session(&settings, &cli.common));
    match (session, &cli.verb) {
        (Err(failure), verb) => refuse(verb.as_ref().map(Verb::name), &failure, early, false),
        (Ok(session), Some(verb)) => answer(verb, &session, arguments),
        (Ok(session), None) => welcome(&session, arguments),
    }
}

/// Shows what can be done; on a terminal the reader may choose by number.
fn welcome(session: &Session, arguments: &[OsString]) -> Exit {
    let exit = show(
        "welcome",
        &welcome::answer(),
        session.format,
        session.colour,
    );
    match welcome::choose(session) {
        Some(choice) => {
            let program = arguments.first().cloned().into_iter();
            let chosen = choice.split(' ').map(OsString::from);
            command(&program.chain(chosen).collect::<Vec<_>>())
        }
        None => exit,
    }
}

/// Does what a verb asks; a bug becomes a report and exit code 101.
fn answer(verb: &Verb, session: &Session, arguments: &[OsString]) -> Exit {
    let format = session.format;
    if !verb.formats().contains(&format) {
        let names: Vec<&str> = verb.formats().iter().map(|format| format.name()).collect();
        let message = format!("`{}` has no {} form", verb.name(), format.name());
        let help = format!("use --format {}", names.join("|"));
        let failure = Failure::new("E0508", message)
            .at_key("--format")
            .with_help(help);
        return refuse(Some(verb.name()), &failure, Format::Text, session.colour);
    }
    crash::watch(arguments, &session.data_home);
    let outcome = std::panic::catch_unwind(|| verb.execute(session));
    match outcome.unwrap_or_else(|_| Err(crash::failure())) {
        Ok(answer) => show(verb.name(), &answer, format, session.colour),
        Err(failure) => refuse(Some(verb.name()), &failure, format, session.colour),
    }
}

fn show(verb: &str, answer: &Answer, format: Format, colour: bool) -> Exit {
    match output::print_answer(verb, answer, format, colour) {
        Ok(()) => answer.exit,
        Err(error) => {
            let failure = Failure::new("E0509", format!("the result cannot be written: {error}"));
            refuse(Some(verb), &failure, Format::Text, colour)
        }
    }
}

fn refuse(verb: Option<&str>, failure: &Failure, format: Format, colour: bool) -> Exit {
    match output::print_failure(verb, failure, format, colour) {
        Ok(()) => failure.exit,
        Err(_) => Exit::Refused,
    }
}

/// The format asked for, read without clap so that clap's own complaints come in it too.
fn format_asked(arguments: &[OsString], surroundings: &Surroundings) -> Format {
    use clap::ValueEnum;
    let words: Vec<&str> = arguments.iter().filter_map(|word| word.to_str()).collect();
    let joined = words.iter().find_map(|word| word.strip_prefix("--format="));
    let after = words.iter().position(|word| *word == "--format");
    let split = after.and_then(|position| words.get(position + 1).copied());
    let word = joined.or(split).or(surroundings.variable("OTTEPEL_FORMAT"));
    word.and_then(|word| Format::from_str(word, false).ok())
        .unwrap_or(Format::Text)
}
