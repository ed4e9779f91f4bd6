//! `ottepel completions SHELL`.

use serde_json::json;

use crate::answer::Answer;
use crate::cli;
use crate::problem::Failure;
use crate::session::Session;

/// Print the completion script of a shell
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel completions bash > ~/.local/share/bash-completion/completions/ottepel
  ottepel completions zsh > ~/.zfunc/_ottepel
  ottepel completions fish > ~/.config/fish/completions/ottepel.fish
")]
pub struct Arguments {
    /// bash, zsh, fish, powershell or elvish
    #[arg(value_name = "SHELL", hide_possible_values = true)]
    pub shell: clap_complete::Shell,
}

/// Writes the script.
///
/// # Errors
/// None; clap checks the shell's name.
pub fn execute(arguments: &Arguments, _session: &Session) -> Result<Answer, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut cli::command(), "ottepel", &mut script);
    let script = String::from_utf8_lossy(&script).into_owned();
    let value = json!({ "shell": arguments.shell.to_string(), "script": script });
    Ok(Answer::new(script, value))
}
