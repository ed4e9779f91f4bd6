//! The command line as clap sees it, and clap's complaints in our own words.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches, Parser};

use crate::exit::EXITS;
use crate::problem::Failure;
use crate::session::Format;
use crate::verbs::Verb;

const TEMPLATE: &str =
    "{about-with-newline}\n{before-help}{usage-heading} {usage}\n\n{options}{after-help}";

const SHORT: &str = "\
Examples:
  ottepel ask                         the questions that come with it
  ottepel ask ex02                    one answered: difference, interval, verdict, doubt, sources
  ottepel run ussr-1953-1964          run the country week by week, 1 person in 100
  ottepel evidence conflicts          where the sources disagree

Ask:       ask, open, cite, pack
Run:       run, sweep, resume, replay, runs, report
Compare:   compare, flip, why
Scenario:  calibrate, check, show, diff, new, schema
Evidence:  evidence, explain, verify, model
Help:      help TOPIC, help CODE, doctor, completions
";

/// The politics of the Soviet Union after Stalin, 1953-1964: one agent per person, week by week
#[derive(Parser)]
#[command(
    name = "ottepel",
    version,
    disable_help_subcommand = true,
    subcommand_value_name = "VERB",
    help_template = TEMPLATE,
    before_help = SHORT,
    after_help = "`ottepel VERB -h` shows a verb, `--help` shows everything.",
)]
pub struct Cli {
    /// Options every verb understands.
    #[command(flatten)]
    pub common: Common,
    /// What to do; nothing shows what can be done.
    #[command(subcommand)]
    pub verb: Option<Verb>,
}

/// When to colour what goes to stderr.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Colour {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Options every verb understands. `None` means: ask the environment and the settings files.
#[derive(clap::Args, Debug, Default)]
#[command(next_help_heading = "Everywhere")]
pub struct Common {
    /// How to print: text for people, one json envelope, jsonl events, md or csv tables [default: text]
    #[arg(
        long,
        global = true,
        value_name = "FORMAT",
        hide_possible_values = true
    )]
    pub format: Option<Format>,
    /// No colour and no drawing, one fact a line
    #[arg(long, global = true)]
    pub plain: bool,
    /// Say less: only results and errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say more; twice for still more
    #[arg(short, long, global = true, action = clap::ArgAction::Count, hide_short_help = true)]
    pub verbose: u8,
    /// When to colour: auto, always or never [default: auto, and NO_COLOR is honoured]
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        hide_short_help = true,
        hide_possible_values = true
    )]
    pub color: Option<Colour>,
    /// Worker threads, 1 to 1024 [default: one per core]; results do not depend on it
    #[arg(long, global = true, value_name = "N", hide_short_help = true, value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// Folder that holds scenarios/ and evidence/ [default: the nearest one upwards, else the copies inside the program]
    #[arg(long, global = true, value_name = "PATH", hide_short_help = true)]
    pub project: Option<PathBuf>,
    /// Folder for runs and their registry [default: the platform's user folder, see `ottepel doctor`]
    #[arg(long, global = true, value_name = "PATH", hide_short_help = true)]
    pub home: Option<PathBuf>,
}

/// The clap command with the long help filled in.
pub fn command() -> clap::Command {
    let command = Cli::command();
    let long = long_help(&command);
    let template = command
        .get_subcommands()
        .map(|verb| verb.get_name().to_owned());
    let names: Vec<String> = template.collect();
    let with_template =
        |command: clap::Command, name: String| command.mut_subcommand(name, templated);
    names
        .into_iter()
        .fold(command, with_template)
        .before_long_help(long)
}

/// Gives a verb, and its sub-verbs, the shape "sentence, examples, usage, flags".
fn templated(verb: clap::Command) -> clap::Command {
    let names: Vec<String> = verb
        .get_subcommands()
        .map(|verb| verb.get_name().to_owned())
        .collect();
    let shape =
        "{about-with-newline}\n{before-help}{usage-heading} {usage}\n\n{all-args}{after-help}";
    let verb = verb.help_template(shape);
    names
        .into_iter()
        .fold(verb, |verb, name| verb.mut_subcommand(name, templated))
}

fn long_help(command: &clap::Command) -> String {
    let mut text = SHORT.split("\nAsk:").next().unwrap_or(SHORT).to_owned();
    text.push_str("\nVerbs:\n");
    for verb in command.get_subcommands() {
        let about = verb
            .get_about()
            .map(ToString::to_string)
            .unwrap_or_default();
        text.push_str(&format!("  {:<12} {about}\n", verb.get_name()));
    }
    text.push_str("\nExit codes:\n");
    for (exit, meaning) in EXITS {
        text.push_str(&format!("  {:>3}  {meaning}\n", exit.code()));
    }
    text.push_str(
        "\nSettings come from: flags, then OTTEPEL_* variables (OTTEPEL_FORMAT, OTTEPEL_COLOR, \
         OTTEPEL_PLAIN,\nOTTEPEL_THREADS, OTTEPEL_PROJECT, OTTEPEL_HOME), then ottepel.toml in the project \
         folder,\nthen ottepel.toml in the user's configuration folder. `ottepel show --origin` prints them.\n\
         Nothing is ever sent anywhere.\n",
    );
    text
}

/// What the command line asks for.
pub enum Asked {
    /// A verb, or nothing.
    Verb(Box<Cli>),
    /// Help or version text, to be printed.
    Text(String),
}

/// Reads the command line.
///
/// # Errors
/// A usage failure with the nearest name where there is one.
pub fn parse(arguments: &[OsString]) -> Result<Asked, Failure> {
    let matched = command().try_get_matches_from(arguments);
    match matched.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => Ok(Asked::Verb(Box::new(cli))),
        Err(error) if is_text(error.kind()) => Ok(Asked::Text(error.render().to_string())),
        Err(error) => Err(failure(&error)),
    }
}

fn is_text(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    )
}

fn failure(error: &clap::Error) -> Failure {
    let code = match error.kind() {
        ErrorKind::InvalidSubcommand => "E0501",
        ErrorKind::UnknownArgument => "E0502",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation | ErrorKind::InvalidUtf8 => "E0503",
        ErrorKind::MissingRequiredArgument | ErrorKind::MissingSubcommand => "E0504",
        ErrorKind::ArgumentConflict => "E0505",
        _ => "E0506",
    };
    let text = error.render().to_string();
    let message = text.split("\n\n").next().unwrap_or_default();
    let message = message.trim_start_matches("error: ");
    let message: Vec<&str> = message.lines().map(str::trim).collect();
    let tips = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix("tip: "));
    let usage = text.lines().filter(|line| line.starts_with("Usage:"));
    let help: Vec<&str> = tips.chain(usage).collect();
    let failure = Failure::new(code, message.join(" "));
    if help.is_empty() {
        return failure.with_help("`ottepel --help` lists every verb and option");
    }
    failure.with_help(help.join("\n"))
}
