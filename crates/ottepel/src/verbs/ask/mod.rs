//! `ottepel ask [QUESTION]`.

mod cards;
mod compute;
mod doubt;
mod effort;
mod endings;
mod mapping;
mod matching;
mod on_days;
mod rules;
mod stored;
mod trade_off;

use std::path::PathBuf;

use kernel::Sample;
use report::answer::TextOptions;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::answers;
use crate::draws::DrawsArguments;
use crate::exit::Exit;
use crate::interrupt;
use crate::problem::Failure;
use crate::session::Session;

pub use compute::{Prepared, known_outcomes};
pub use effort::Effort;
use stored::Meant;
pub use stored::{load, request};

/// Ask what differs when one decision is changed, and how surely
///
/// A stored question is named by its id, by words out of it, or is a file of your own. No language
/// model reads the words: they are compared with those of the stored questions.
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel ask
  ottepel ask ex11
  ottepel ask 'clearer instructions' --card card.html
")]
pub struct Arguments {
    /// Id (ex11), words, or a file ending in .toml; nothing lists the stored questions
    #[arg(value_name = "QUESTION")]
    pub words: Vec<String>,
    /// Go on to more pairs, more draws and larger samples, answer by answer; Ctrl-C keeps the last
    #[arg(long)]
    pub refine: bool,
    /// Pairs of runs, each with its own chance, 2 to 1000 [default: as many as fit, 4 to 16]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(2..=1000))]
    pub pairs: Option<u16>,
    /// Parameter draws that the pairs share, 0 to 1000 [default: three for four pairs]; without any,
    /// nothing can hold
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(0..=1000))]
    pub draws: Option<u16>,
    /// Where they come from.
    #[command(flatten)]
    pub draws_from: DrawsArguments,
    /// One person in so many: 1/1, 1/10, 1/100, 1/1000 or 1/10000 [default: 1/10000]
    #[arg(long, value_name = "1/K", value_parser = super::run::sample)]
    pub sample: Option<Sample>,
    /// First seed; pairs take consecutive ones
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Try every other source and rival structure, which nothing holds without, even where that takes
    /// longer than seconds
    #[arg(long)]
    pub flips: bool,
    /// Leave other sources and rival structures out
    #[arg(long, hide_short_help = true, conflicts_with = "flips")]
    pub no_flips: bool,
    /// Write the two-page card into this file
    #[arg(long, value_name = "FILE")]
    pub card: Option<PathBuf>,
    /// Print only the capsule: text for a comment, at most 2000 characters
    #[arg(long)]
    pub capsule: bool,
    /// Answer every stored question
    #[arg(long, requires = "cards", conflicts_with_all = ["words", "refine", "card", "capsule"])]
    pub all: bool,
    /// Folder for the cards of --all
    #[arg(long, value_name = "DIR", requires = "all")]
    pub cards: Option<PathBuf>,
}

impl Arguments {
    /// The effort of an answer in seconds, with what the flags change.
    fn effort(&self, prepared: &Prepared) -> Effort {
        self.changed(Effort::quick(self.seed, prepared.length()))
    }

    fn changed(&self, usual: Effort) -> Effort {
        let drawn = self.draws.map(usize::from);
        let pairs = self.pairs.map(usize::from);
        let pairs = pairs.unwrap_or(usual.pairs.max(drawn.unwrap_or(0)));
        let draws = drawn.unwrap_or(usual.draws).min(pairs);
        Effort {
            sample: self.sample.unwrap_or(usual.sample),
            pairs,
            draws,
            flips: (usual.flips || self.flips) && !self.no_flips,
            ..usual
        }
    }
}

/// Answers it.
///
/// # Errors
/// `E0801` when no stored question fits, `E0802` when there is nothing to compare, the problems of
/// a question's file, `E0603` to `E0605` for the runs'.
pub fn execute(arguments: &Arguments, session: &Session) -> Result<Answer, Failure> {
    if let (true, Some(folder)) = (arguments.all, &arguments.cards) {
        return cards::all(session, folder, arguments);
    }
    if arguments.words.is_empty() {
        return stored::list(session);
    }
    let stored = match stored::meant(session, &arguments.words)? {
        Meant::Said(said) => return Ok(*said),
        Meant::Question(stored) => *stored,
    };
    let warnings = stored.warnings.clone();
    let prepared = Prepared::new(session, stored, arguments.draws_from.name())?;
    interrupt::listen(session);
    let answer = if arguments.refine {
        refined(arguments, session, &prepared)?
    } else {
        answered(session, &prepared, arguments.effort(&prepared))?
    };
    let exit = if session.stopped() {
        Exit::Partial
    } else {
        Exit::Done
    };
    let said = said(arguments, session, &prepared, &answer)?;
    Ok(said.with_warnings(warnings).with_exit(exit))
}

/// The answer at one effort.
///
/// # Errors
/// The runs'.
pub fn answered(
    session: &Session,
    prepared: &Prepared,
    effort: Effort,
) -> Result<report::Answer, Failure> {
    let computed = prepared.compute(session, effort)?;
    Ok(mapping::answer(prepared, &computed))
}

/// Answer after answer, each larger than the one before, until Ctrl-C: the best finished one.
fn refined(
    arguments: &Arguments,
    session: &Session,
    prepared: &Prepared,
) -> Result<report::Answer, Failure> {
    let mut efforts = vec![arguments.effort(prepared)];
    efforts.extend(Effort::ladder(arguments.seed).map(|rung| arguments.changed(rung)));
    efforts.dedup();
    let mut best = None;
    for (number, effort) in efforts.iter().enumerate() {
        session.say(&format!(
            "{} of {}: {} …",
            number + 1,
            efforts.len(),
            effort.words()
        ));
        let computed = match prepared.compute(session, *effort) {
            // Half of a larger effort says less than the whole of the one before.
            Ok(half) if best.is_some() && half.effort != *effort => break,
            Ok(computed) => computed,
            Err(failure) if best.is_none() || !session.stopped() => return Err(failure),
            Err(_) => break,
        };
        let answer = mapping::answer(prepared, &computed);
        let headline = answer.sentence();
        session.say(&headline);
        session.event(
            "answer",
            json!({ "effort": effort.words(), "sentence": headline }),
        );
        best = Some(answer);
        if session.stopped() {
            break;
        }
    }
    best.ok_or_else(|| Failure::new("E0802", "nothing was computed"))
}

fn said(
    arguments: &Arguments,
    session: &Session,
    prepared: &Prepared,
    answer: &report::Answer,
) -> Result<Answer, Failure> {
    let capsule = report::capsule::capsule(answer);
    let mut text = report::answer_text(
        answer,
        &TextOptions {
            plain: session.plain,
        },
    );
    if arguments.capsule {
        let none = || {
            Failure::new(
                "E0802",
                "an answer without a headline difference has no capsule",
            )
        };
        text = capsule.clone().ok_or_else(none)? + "\n";
    }
    answers::keep(session, answer);
    let mut value = value_of(answer);
    value["capsule"] = json!(capsule);
    if let Some(file) = &arguments.card {
        cards::write(prepared, answer, file)?;
        value["card"] = json!(file);
        session.say(&format!("card: {}", file.display()));
    }
    Ok(Answer::new(text, value)
        .with_markdown(report::answer_markdown(answer))
        .with_run(json!({ "id": answer.badge.run, "badge": answer.badge.text() })))
}

/// The envelope's `result`.
pub fn value_of(answer: &report::Answer) -> Value {
    // Every part is plain data with text keys, so that this cannot fail.
    serde_json::to_value(answer).unwrap_or_default()
}
