//! Runs of a packed sweep, computed again from its plan.

use std::path::{Path, PathBuf};

use analysis::sweep::{Sweep, again};
use kernel::Sample;
use serde_json::json;
use store::sweep_folder::{JournalLine, PLAN_FILE, SweepFolder, SweepIdentity};

use crate::answer::Answer;
use crate::exit::Exit;
use crate::interrupt;
use crate::problem::Failure;
use crate::session::Session;
use crate::verbs::sweep;

/// Computes some runs of each sweep again and compares every number read from them.
///
/// # Errors
/// The problems of a plan; `E0606` when the sweep was made with another scenario or version.
pub fn replay(folders: &[PathBuf], sample: usize, session: &Session) -> Result<Answer, Failure> {
    interrupt::listen(session);
    let (mut text, mut values, mut same) = (String::new(), Vec::new(), true);
    for folder in folders {
        let (sweep, lines) = opened(folder, session)?;
        let id = &sweep.plan.id;
        let chosen = chosen(id, &lines, sample);
        let mut differ = Vec::new();
        for line in &chosen {
            session.say(&format!("{id}, run {} …", line.run));
            if again(&sweep, line.run).as_ref() != Some(*line) {
                differ.push(line.run);
            }
        }
        same &= differ.is_empty();
        text.push_str(&words(id, &chosen, &differ, lines.len()));
        let runs: Vec<u32> = chosen.iter().map(|own| own.run).collect();
        values.push(json!({ "sweep": id, "runs": runs, "differ": differ, "of": lines.len() }));
    }
    let exit = if same {
        Exit::Done
    } else {
        Exit::NotReproduced
    };
    Ok(Answer::new(text, json!({ "same": same, "sweeps": values })).with_exit(exit))
}

/// The sweep of a folder with its finished runs.
fn opened(folder: &Path, session: &Session) -> Result<(Sweep, Vec<JournalLine>), Failure> {
    // The sample that was computed may be another than that of the plan's text.
    let known = SweepIdentity::of_folder(folder).filter(|own| own.sample > 0);
    let sample = known.and_then(|own| Sample::one_in(own.sample).ok());
    let (sweep, _) = sweep::laid_out(&folder.join(PLAN_FILE), sample, session)?;
    let opened = SweepFolder::open(folder, &sweep.identity());
    let (_, lines) = opened.map_err(|error| {
        let help =
            "a sweep can be computed again by the version and with the scenario that made it";
        Failure::new("E0606", error.to_string()).with_help(help)
    })?;
    Ok((sweep, lines))
}

/// So many runs in order of a hash of their names: a choice that nobody made.
fn chosen<'a>(id: &str, lines: &'a [JournalLine], sample: usize) -> Vec<&'a JournalLine> {
    let mut lines: Vec<&JournalLine> = lines.iter().collect();
    lines.sort_by_key(|own| *blake3::hash(format!("{id} {}", own.run).as_bytes()).as_bytes());
    lines.truncate(sample);
    lines
}

fn words(id: &str, chosen: &[&JournalLine], differ: &[u32], of: usize) -> String {
    let numbers = |runs: &mut dyn Iterator<Item = u32>| {
        runs.map(|run| run.to_string())
            .collect::<Vec<_>>()
            .join(", ")
    };
    let mut text = format!(
        "{id}: {} of {} runs computed again are the same to the last bit (runs {}); the sweep has {of}.\n",
        chosen.len() - differ.len(),
        chosen.len(),
        numbers(&mut chosen.iter().map(|own| own.run)),
    );
    if !differ.is_empty() {
        text += &format!(
            "  other numbers: runs {}\n",
            numbers(&mut differ.iter().copied())
        );
    }
    text
}
