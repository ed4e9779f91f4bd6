//! `ottepel help [TOPIC|CODE|VERB]`.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::answer::Answer;
use crate::cli;
use crate::codes;
use crate::exit::EXITS;
use crate::grid::wrapped;
use crate::nearest::suggestion;
use crate::problem::Failure;
use crate::session::Session;
use crate::topics::{self, TOPICS, Topic};

/// Explain a topic, an error code or a verb
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel help
  ottepel help uncertainty
  ottepel help E0213
")]
pub struct Arguments {
    /// A topic, a code such as E0213, or a verb [default: the list of topics]
    #[arg(value_name = "TOPIC")]
    pub topic: Option<String>,
    /// Write a manual page of the program and of every verb into this folder: man DIR/ottepel.1
    #[arg(long, value_name = "DIR", conflicts_with = "topic")]
    pub man: Option<PathBuf>,
}

/// Finds the page.
///
/// # Errors
/// `E0510` when there is none, with the nearest name; `E0523` when manual pages cannot be written.
pub fn execute(arguments: &Arguments, _session: &Session) -> Result<Answer, Failure> {
    if let Some(folder) = &arguments.man {
        return manual(folder);
    }
    let Some(name) = &arguments.topic else {
        return Ok(list());
    };
    if let Some(page) = code_page(&name.to_uppercase()) {
        return Ok(page);
    }
    if let Some(topic) = topics::find(&name.to_lowercase()) {
        return Ok(topic_page(topic));
    }
    verb_page(name).ok_or_else(|| unknown(name))
}

/// Writes the manual pages, `ottepel.1` and one for each verb.
fn manual(folder: &Path) -> Result<Answer, Failure> {
    let refused = |error: std::io::Error| {
        Failure::new(
            "E0523",
            format!("the manual pages cannot be written: {error}"),
        )
        .in_file(folder)
        .with_help("name a folder in which you may write")
    };
    std::fs::create_dir_all(folder).map_err(refused)?;
    clap_mangen::generate_to(for_manual(cli::command()), folder).map_err(refused)?;
    let first = folder.join("ottepel.1");
    let text = format!(
        "the manual begins at {0}; read it with: man {0}\n",
        first.display()
    );
    Ok(Answer::new(
        text,
        json!({ "folder": folder, "first": first }),
    ))
}

/// A manual page shows what stands behind the options, not what stands before them, and of an option
/// that short help leaves out only the long help.
fn for_manual(mut command: clap::Command) -> clap::Command {
    let names: Vec<String> = command
        .get_subcommands()
        .map(|verb| verb.get_name().to_owned())
        .collect();
    for name in names {
        command = command.mut_subcommand(name, for_manual);
    }
    command = command.mut_args(|option| match option.get_help().cloned() {
        Some(help) => option.long_help(help),
        None => option,
    });
    match command.get_before_help().cloned() {
        Some(examples) => command.after_help(examples),
        None => command,
    }
}

fn list() -> Answer {
    let mut text = String::from("Topics:\n");
    for topic in TOPICS {
        text.push_str(&format!("  {:<12} {}\n", topic.name, topic.title));
    }
    text.push_str("\n`ottepel help TOPIC` opens one, `ottepel help E0213` an error code.\n");
    let topics = TOPICS
        .iter()
        .map(|own| json!({ "name": own.name, "title": own.title }));
    Answer::new(text, json!({ "topics": topics.collect::<Vec<_>>() }))
}

fn topic_page(topic: &Topic) -> Answer {
    let body = if topic.name == "exit-codes" {
        let line = |(exit, meaning): &(crate::exit::Exit, &str)| {
            format!("{:>5}  {meaning}\n", exit.code())
        };
        EXITS.iter().map(line).collect()
    } else {
        paragraphs(topic.text)
    };
    let text = format!("{}: {}\n\n{body}", topic.name, topic.title);
    Answer::new(
        text,
        json!({ "topic": topic.name, "title": topic.title, "text": body }),
    )
}

/// The page of a code, of the binary or of the scenario text.
pub fn code_page(code: &str) -> Option<Answer> {
    let (title, explanation) = match codes::find(code) {
        Some(page) => (page.title, page.text),
        None => scenario::explain(code).map(|own| (own.title, own.page))?,
    };
    let text = format!("{code}: {title}\n\n{}", paragraphs(explanation));
    let value = json!({ "code": code, "title": title, "text": explanation });
    Some(Answer::new(text, value))
}

fn verb_page(name: &str) -> Option<Answer> {
    let mut command = cli::command();
    command.build();
    let verb = command.find_subcommand_mut(name)?;
    let text = verb.render_long_help().to_string();
    Some(Answer::new(
        text.clone(),
        json!({ "verb": name, "text": text }),
    ))
}

fn paragraphs(text: &str) -> String {
    let each = text
        .split("\n\n")
        .map(|paragraph| wrapped(paragraph, 2, 92));
    each.collect::<Vec<_>>().join("\n")
}

fn unknown(name: &str) -> Failure {
    let topics = TOPICS.iter().map(|topic| topic.name);
    let own = codes::PAGES.iter().map(|page| page.code);
    let help = suggestion(name, topics.chain(own), "`ottepel help` lists the topics");
    Failure::new("E0510", format!("there is no help on \"{name}\"")).with_help(help)
}
