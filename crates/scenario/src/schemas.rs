//! JSON Schema of the files people write, for editors.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;

use crate::read_ledger::{RawClaims, RawConflicts, RawSources};
use crate::read_levers::RawLevers;
use crate::read_messages::RawMessages;
use crate::read_overlay::RawOverlay;
use crate::read_parameters::RawParameters;
use crate::read_releases::RawReleases;
use crate::read_scenario::RawManifest;

/// File name and text of every schema, in name order. Draft 7, in a subset that Draft 4 readers take.
pub fn schemas() -> Vec<(&'static str, String)> {
    vec![
        ("claims.schema.json", text_of::<RawClaims>()),
        ("conflicts.schema.json", text_of::<RawConflicts>()),
        ("levers.schema.json", text_of::<RawLevers>()),
        ("messages.schema.json", text_of::<RawMessages>()),
        ("overlay.schema.json", text_of::<RawOverlay>()),
        ("parameters.schema.json", text_of::<RawParameters>()),
        ("releases.schema.json", text_of::<RawReleases>()),
        ("scenario.schema.json", text_of::<RawManifest>()),
        ("sources.schema.json", text_of::<RawSources>()),
    ]
}

fn text_of<T: JsonSchema>() -> String {
    let schema = SchemaSettings::draft07()
        .into_generator()
        .into_root_schema_for::<T>();
    // A schema is plain JSON data, which always prints.
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}
