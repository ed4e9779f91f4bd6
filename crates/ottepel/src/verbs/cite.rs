//! `ottepel cite [RUN|QUESTION|SOURCE…]`.

use report::citation::{self, Reference, Style};
use scenario::Scenario;
use serde_json::json;

use crate::answer::Answer;
use crate::loading::{self, USUAL_SCENARIO};
use crate::nearest::suggestion;
use crate::problem::{Failure, Problem};
use crate::run_folder;
use crate::session::Session;
use crate::verbs::ask;

/// Cite the program, a run, a question or a source
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel cite
  ottepel cite zemskov2014 CMP0058 --style bibtex
  ottepel cite ex11 --style csl
")]
pub struct Arguments {
    /// Sources, claims or table rows, ids of questions, runs or `last` [default: the program]
    #[arg(value_name = "WHAT")]
    pub what: Vec<String>,
    /// chicago, mla, bibtex, or csl for reference managers
    #[arg(
        long,
        value_name = "STYLE",
        default_value = "chicago",
        hide_possible_values = true
    )]
    pub style: Word,
}

/// A style as written on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Word {
    /// Chicago, notes and bibliography.
    Chicago,
    /// Modern Language Association.
    Mla,
    /// BibTeX.
    Bibtex,
    /// CSL-JSON.
    Csl,
}

/// The program's own citation, compiled in.
const PROGRAM: &str = include_str!("../../../../CITATION.cff");

/// Cites it.
///
/// # Errors
/// `E0511` for what is neither source nor claim nor question nor run; the scenario's problems.
pub fn execute(arguments: &Arguments, session: &Session) -> Result<Answer, Failure> {
    let program = citation::software(PROGRAM);
    let mut references = Vec::new();
    let mut warnings = Vec::new();
    if arguments.what.is_empty() {
        references.push(program);
    } else {
        let scenario = loading::load(session, USUAL_SCENARIO, &[], &[])?.scenario;
        for what in &arguments.what {
            let found = of_ledger(&scenario, what, &mut warnings);
            if found.is_empty() {
                references.push(other(session, &scenario, &program, what)?);
            }
            references.extend(found);
        }
    }
    references.dedup();
    let text = citation::cite(&references, style(arguments.style));
    let value = json!({ "citations": references, "text": text });
    Ok(Answer::new(text, value).with_warnings(warnings))
}

fn style(word: Word) -> Style {
    match word {
        Word::Chicago => Style::Chicago,
        Word::Mla => Style::Mla,
        Word::Bibtex => Style::Bibtex,
        Word::Csl => Style::Csl,
    }
}

/// A source, or the sources of a claim. What nobody here has read is marked.
fn of_ledger(scenario: &Scenario, key: &str, warnings: &mut Vec<Problem>) -> Vec<Reference> {
    let ledger = &scenario.ledger;
    let of_claim = ledger.claims.get(key).map(|claim| claim.sources.as_slice());
    let own = key.to_owned();
    let keys = of_claim.unwrap_or(std::slice::from_ref(&own));
    let sources = keys.iter().filter_map(|key| ledger.sources.get(key));
    let cited = sources.map(|source| {
        if source.status != "stored" {
            let text = format!("{}: {}", source.key, citation::seen(source));
            let help = "look it up before you cite it as read";
            warnings.push(Problem::new("W0802", text).with_help(help));
        }
        citation::parse(source)
    });
    cited.collect()
}

/// A question or a run.
fn other(
    session: &Session,
    scenario: &Scenario,
    program: &Reference,
    what: &str,
) -> Result<Reference, Failure> {
    let ids = scenario::question_ids(&ask::request(session));
    if ids.iter().any(|id| id == what) {
        let question = ask::load(session, what)?.question;
        let title = format!("{} (question {})", question.title, question.id);
        let detail = format!(
            "{} {}, {}. `ottepel ask {what}`",
            scenario.id, scenario.version, scenario.hash
        );
        return Ok(citation::computed(program, what, &title, &detail));
    }
    let found = run_folder::find(session, what);
    let Ok(folder) = found else {
        let keys = scenario
            .ledger
            .sources
            .keys()
            .chain(scenario.ledger.claims.keys())
            .chain(&ids);
        let help = suggestion(
            what,
            keys.map(String::as_str),
            "`ottepel evidence audit --format csv` lists the keys, `ottepel ask` the questions, `ottepel runs` the runs",
        );
        let message = format!("there is no source, claim, question or run \"{what}\"");
        return Err(Failure::new("E0511", message).with_help(help));
    };
    let manifest = run_folder::manifest(&folder)?;
    let title = format!(
        "Run {} of {} {}",
        manifest.run, manifest.scenario.id, manifest.scenario.version
    );
    let detail = format!(
        "Seed {}, sample {}, scenario {}, computed {}. Model result, one run, no interval; not a prediction; see limits",
        manifest.seed,
        manifest.sample_text(),
        scenario_hash(&manifest),
        manifest
            .machine
            .started
            .get(..10)
            .unwrap_or("on an unknown day"),
    );
    Ok(citation::computed(program, &manifest.run, &title, &detail))
}

fn scenario_hash(manifest: &store::Manifest) -> String {
    let hash = &manifest.scenario.hash;
    hash.get(..19).unwrap_or(hash).to_owned()
}
