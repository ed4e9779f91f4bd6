//! The one-way crate graph, read from `cargo metadata`.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::process::cargo;

/// Every crate of the workspace and the crates it may use.
const EDGES: [(&str, &[&str]); 10] = [
    ("kernel", &[]),
    ("models", &[]),
    ("scenario", &["kernel"]),
    ("world", &["kernel", "scenario"]),
    ("rules", &["kernel", "models", "world"]),
    ("store", &["kernel", "scenario"]),
    (
        "analysis",
        &["kernel", "models", "scenario", "world", "rules", "store"],
    ),
    ("report", &["analysis", "store", "scenario"]),
    (
        "ottepel",
        &[
            "kernel", "models", "scenario", "world", "rules", "store", "analysis", "report",
        ],
    ),
    ("xtask", &[]),
];

/// What the tests of a crate may use on top, still in one direction: a crate and what it uses.
const FOR_TESTS: [(&str, &str); 1] = [("rules", "scenario")];

/// Libraries that belong to one crate: wire formats, the terminal.
const OWNED: [(&str, &str); 5] = [
    ("parquet", "store"),
    ("rusqlite", "store"),
    ("clap", "ottepel"),
    ("indicatif", "ottepel"),
    ("askama", "report"),
];

/// Crate name to names of what it depends on, of all kinds (normal, dev, build).
type Graph = BTreeMap<String, Vec<String>>;

fn graph() -> Result<Graph> {
    let words = ["metadata", "--no-deps", "--format-version", "1"];
    let output = cargo(&words)
        .output()
        .context("cannot start cargo metadata")?;
    let metadata: Value =
        serde_json::from_slice(&output.stdout).context("cargo metadata is not JSON")?;
    Ok(graph_of(&metadata))
}

fn graph_of(metadata: &Value) -> Graph {
    let name = |value: &Value| value["name"].as_str().map(str::to_owned);
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let packages = list(&metadata["packages"]);
    let edges = packages.iter().filter_map(|package| {
        let own = name(package)?;
        let dependencies = list(&package["dependencies"]);
        let counted = dependencies.iter().filter(|other| !for_tests(&own, other));
        let names = counted.filter_map(name).collect();
        Some((own, names))
    });
    edges.collect()
}

/// Whether a dependency serves the tests of a crate alone and is allowed there.
fn for_tests(own: &str, dependency: &Value) -> bool {
    let allowed = |(user, used): &(&str, &str)| own == *user && dependency["name"] == *used;
    dependency["kind"] == "dev" && FOR_TESTS.iter().any(allowed)
}

/// Crates that are not in the table and dependencies that are not allowed.
///
/// # Errors
/// Cargo cannot be asked.
pub fn wrong_edges() -> Result<Vec<String>> {
    Ok(wrong_in(&graph()?))
}

fn wrong_in(graph: &Graph) -> Vec<String> {
    let mut broken = Vec::new();
    for (name, dependencies) in graph {
        let Some((_, allowed)) = EDGES.iter().find(|(own, _)| own == name) else {
            broken.push(format!(
                "{name}: not in the table of crates in xtask/src/tidy/crate_graph.rs"
            ));
            continue;
        };
        let ours = dependencies
            .iter()
            .filter(|other| graph.contains_key(*other));
        let wrong = ours.filter(|other| !allowed.contains(&other.as_str()));
        broken.extend(wrong.map(|other| format!("{name}: may not depend on {other}")));
    }
    broken
}

/// Libraries used outside the crate that owns them.
///
/// # Errors
/// Cargo cannot be asked.
pub fn strayed_libraries() -> Result<Vec<String>> {
    let graph = graph()?;
    let strayed = |(library, owner): (&'static str, &'static str)| {
        let users = graph
            .iter()
            .filter(move |(name, used)| *name != owner && used.iter().any(|own| own == library));
        users.map(move |(name, _)| format!("{name}: uses {library}, which belongs to {owner}"))
    };
    Ok(OWNED.into_iter().flat_map(strayed).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(name: &str, dependency: &str) -> Graph {
        let empty = EDGES.map(|(name, _)| (name.to_owned(), Vec::new()));
        let mut graph = Graph::from(empty);
        graph.insert(name.to_owned(), vec![dependency.to_owned()]);
        graph
    }

    #[test]
    fn an_edge_against_the_flow_is_found() {
        assert_eq!(
            wrong_in(&graph("kernel", "world")),
            ["kernel: may not depend on world"]
        );
        assert!(wrong_in(&graph("world", "kernel")).is_empty());
        assert!(wrong_in(&graph("kernel", "rayon")).is_empty());
    }

    #[test]
    fn a_crate_nobody_announced_is_found() {
        assert_eq!(wrong_in(&graph("utils", "serde")).len(), 1);
    }

    #[test]
    fn tests_may_use_what_their_crate_may_not() {
        let metadata = |kind: Value| {
            let edge = serde_json::json!({ "name": "scenario", "kind": kind });
            serde_json::json!({ "packages": [{ "name": "rules", "dependencies": [edge] }] })
        };
        assert!(graph_of(&metadata(Value::from("dev")))["rules"].is_empty());
        assert_eq!(graph_of(&metadata(Value::Null))["rules"], ["scenario"]);
    }

    #[test]
    fn the_allowed_edges_have_no_cycle() {
        let position = |name: &str| EDGES.iter().position(|(own, _)| *own == name);
        for (name, allowed) in EDGES {
            assert!(
                allowed.iter().all(|other| position(other) < position(name)),
                "{name}"
            );
        }
        for (name, used) in FOR_TESTS {
            assert!(position(used) < position(name), "{name}");
        }
    }
}
