//! JSON Schema of the files people write, for editors.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

use crate::read_ledger::{RawClaims, RawConflicts, RawSources};
use crate::read_levers::RawLevers;
use crate::read_messages::RawMessages;
use crate::read_overlay::RawOverlay;
use crate::read_parameters::RawParameters;
use crate::read_question::RawQuestion;
use crate::read_releases::RawReleases;
use crate::read_scenario::RawManifest;
use crate::read_sweep_plan::RawSweepPlan;
use crate::statement::RawStatements;

/// File name and text of every schema, in name order. Draft 7, in a subset that Draft 4 readers take.
pub fn schemas() -> Vec<(&'static str, String)> {
    vec![
        ("claims.schema.json", text_of::<RawClaims>()),
        ("conflicts.schema.json", text_of::<RawConflicts>()),
        ("levers.schema.json", text_of::<RawLevers>()),
        ("messages.schema.json", text_of::<RawMessages>()),
        ("overlay.schema.json", text_of::<RawOverlay>()),
        ("parameters.schema.json", text_of::<RawParameters>()),
        ("question.schema.json", text_of::<RawQuestion>()),
        ("releases.schema.json", text_of::<RawReleases>()),
        ("scenario.schema.json", text_of::<RawManifest>()),
        ("sources.schema.json", text_of::<RawSources>()),
        ("statements.schema.json", text_of::<RawStatements>()),
        ("sweep.schema.json", text_of::<RawSweepPlan>()),
    ]
}

fn text_of<T: JsonSchema>() -> String {
    let mut schema = SchemaSettings::draft07()
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value();
    without_null(&mut schema);
    // A schema is plain JSON data, which always prints.
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

/// TOML has no null: an optional key is left out, so the schema allows its type alone.
fn without_null(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            if let Some(Value::Array(types)) = map.get_mut("type") {
                types.retain(|name| name != "null");
                if let [only] = types.as_slice() {
                    let only = only.clone();
                    map.insert("type".to_owned(), only);
                }
            }
            if let Some(Value::Array(options)) = map.get_mut("anyOf") {
                options.retain(|option| option.get("type").is_none_or(|name| name != "null"));
            }
            map.values_mut().for_each(without_null);
        }
        Value::Array(list) => list.iter_mut().for_each(without_null),
        _ => {}
    }
}
