//! `ottepel schema [NAME]`.

use serde_json::{Value, json};

use crate::answer::Answer;
use crate::nearest::suggestion;
use crate::output;
use crate::problem::Failure;
use crate::session::Session;

/// Print the JSON Schema of a file people write, or of what `--format json` prints
#[derive(clap::Args)]
#[command(before_help = "\
Examples:
  ottepel schema
  ottepel schema overlay > ottepel-overlay-1.schema.json
  ottepel schema cli
")]
pub struct Arguments {
    /// scenario, overlay, question, parameters, levers, messages, releases, sources, claims, conflicts or cli [default: the list]
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
}

/// Name and text of every schema.
fn all() -> Vec<(String, String)> {
    let files = scenario::schemas().into_iter();
    let named = files.map(|(file, text)| (file.trim_end_matches(".schema.json").to_owned(), text));
    let mut all: Vec<(String, String)> = named.collect();
    all.push(("cli".to_owned(), format!("{:#}\n", envelope())));
    all
}

/// Prints it.
///
/// # Errors
/// `E0510` for an unknown name.
pub fn execute(arguments: &Arguments, _session: &Session) -> Result<Answer, Failure> {
    let all = all();
    let names: Vec<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
    let Some(asked) = &arguments.name else {
        let text = names
            .iter()
            .map(|name| format!("{name}\n"))
            .collect::<String>();
        return Ok(Answer::new(text, json!({ "schemas": names })));
    };
    let Some((_, text)) = all.iter().find(|(name, _)| name == asked) else {
        let help = suggestion(
            asked,
            names.iter().copied(),
            &format!("there are: {}", names.join(", ")),
        );
        return Err(
            Failure::new("E0510", format!("there is no schema \"{asked}\"")).with_help(help),
        );
    };
    let value: Value = serde_json::from_str(text).unwrap_or_default();
    Ok(Answer::new(text.clone(), value))
}

/// The schema of the envelope that every verb prints with `--format json`.
fn envelope() -> Value {
    let text = json!({ "type": "string" });
    let text_or_null = json!({ "type": ["string", "null"] });
    let number_or_null = json!({ "type": ["integer", "null"], "minimum": 1 });
    let place = json!({
        "type": ["object", "null"],
        "properties": {
            "file": text_or_null, "line": number_or_null, "col": number_or_null, "key": text_or_null
        }
    });
    let problem = json!({
        "type": "object",
        "required": ["code", "message", "where", "help"],
        "properties": {
            "code": { "type": "string", "pattern": "^[EW][0-9]{4}$" },
            "message": text,
            "where": place,
            "help": text_or_null,
            "others": { "type": "array", "items": { "$ref": "#/definitions/problem" } }
        }
    });
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "What every verb of ottepel prints with --format json, for success and failure",
        "type": "object",
        "required": ["schema", "verb", "ok", "result", "warnings", "error", "run"],
        "properties": {
            "schema": { "const": output::SCHEMA },
            "verb": { "type": ["string", "null"], "description": "null when no verb was understood" },
            "ok": { "type": "boolean", "description": "true exactly when the exit code is 0" },
            "result": { "description": "what the verb found; null after an error" },
            "warnings": { "type": "array", "items": { "$ref": "#/definitions/problem" } },
            "error": { "oneOf": [{ "type": "null" }, { "$ref": "#/definitions/problem" }] },
            "run": {
                "type": ["object", "null"],
                "description": "the run spoken of: id, folder, status, scenario, seed, sample, version"
            }
        },
        "definitions": { "problem": problem }
    })
}
