//! Scenario folders that are damaged in every way we could think of.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{Home, envelope, project, said};

const ID: &str = "ussr-1953-1964";

/// A copy of the project's scenario and evidence that a test may damage.
fn copy(home: &Home) -> PathBuf {
    let to = home.path("project");
    for folder in ["scenarios", "evidence"] {
        copy_folder(&project().join(folder), &to.join(folder));
    }
    to
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_folder(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}

/// Codes of every problem that `run` finds; nothing may be written and nothing may panic.
fn codes(home: &Home, folder: &Path, overlays: &[&str]) -> Vec<String> {
    let out = home.path("out");
    let mut command = home.program();
    command.current_dir(folder).args(["run", ID]).args(overlays);
    command
        .args([
            "--sample",
            "1/10000",
            "--until",
            "1953-04-30",
            "--format",
            "json",
            "--out",
        ])
        .arg(&out);
    let said = said(&mut command);
    assert_eq!(said.code, 2, "{} {}", said.out, said.talk);
    assert!(!out.exists(), "a refused run leaves nothing behind");
    let envelope = envelope(&said);
    let error = &envelope["error"];
    assert!(
        error["help"].is_string() || error["where"]["file"].is_string(),
        "{error:#}"
    );
    let others = error["others"].as_array().cloned().unwrap_or_default();
    let all = std::iter::once(error).chain(&others);
    all.map(|own| own["code"].as_str().unwrap().to_owned())
        .collect()
}

/// Damages one file of a fresh copy and returns the codes.
fn after(damage: impl Fn(&Path)) -> Vec<String> {
    let home = Home::new();
    let folder = copy(&home);
    damage(&folder);
    codes(&home, &folder, &[])
}

fn scenario_file(folder: &Path, name: &str) -> PathBuf {
    folder.join("scenarios").join(ID).join(name)
}

fn edit(path: &Path, change: impl Fn(String) -> String) {
    let text = std::fs::read_to_string(path).unwrap();
    let changed = change(text.clone());
    assert_ne!(
        text,
        changed,
        "the damage must do something to {}",
        path.display()
    );
    std::fs::write(path, changed).unwrap();
}

#[test]
fn truncated_files() {
    for name in [
        "scenario.toml",
        "parameters.toml",
        "levers.toml",
        "messages.toml",
        "releases.toml",
    ] {
        let codes = after(|folder| {
            let path = scenario_file(folder, name);
            let bytes = std::fs::read(&path).unwrap();
            std::fs::write(&path, &bytes[..bytes.len() * 3 / 5 + 3]).unwrap();
        });
        assert!(!codes.is_empty(), "{name}");
    }
    let codes = after(|folder| {
        let path = folder.join("evidence/tables/camps.csv");
        let bytes = std::fs::read(&path).unwrap();
        std::fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    });
    assert!(
        codes.iter().any(|code| code.starts_with("E03")),
        "{codes:?}"
    );
}

#[test]
fn binary_and_empty_files() {
    let binary: Vec<u8> = (0..=255).cycle().take(4096).collect();
    let codes =
        after(|folder| std::fs::write(scenario_file(folder, "levers.toml"), &binary).unwrap());
    assert_eq!(codes[0], "E0103");
    let codes =
        after(|folder| std::fs::write(folder.join("evidence/tables/party.csv"), &binary).unwrap());
    assert_eq!(codes[0], "E0103");
    let codes = after(|folder| std::fs::write(scenario_file(folder, "scenario.toml"), "").unwrap());
    assert!(codes.iter().any(|code| code == "E0203"), "{codes:?}");
}

#[test]
fn huge_files() {
    let codes = after(|folder| {
        let file = std::fs::File::create(scenario_file(folder, "parameters.toml")).unwrap();
        file.set_len(64 << 20).unwrap();
    });
    assert_eq!(codes[0], "E0102");
}

#[test]
fn missing_files_and_folders_in_the_way() {
    let codes =
        after(|folder| std::fs::remove_file(folder.join("evidence/tables/camps.csv")).unwrap());
    assert!(codes.iter().any(|code| code == "E0101"), "{codes:?}");
    let codes = after(|folder| {
        let path = scenario_file(folder, "levers.toml");
        std::fs::remove_file(&path).unwrap();
        std::fs::create_dir(&path).unwrap();
    });
    assert!(
        codes.iter().any(|code| code == "E0104" || code == "E0101"),
        "{codes:?}"
    );
}

#[test]
fn unknown_keys_and_wrong_units_are_all_found_at_once() {
    let codes = after(|folder| {
        edit(&scenario_file(folder, "scenario.toml"), |text| {
            format!("colour = \"grey\"\n{text}")
        });
        edit(&scenario_file(folder, "parameters.toml"), |text| {
            text.replacen("years\"", "furlongs\"", 1)
                .replacen("share\"", "\"", 1)
        });
    });
    assert!(codes.len() >= 2, "{codes:?}");
    assert!(codes.iter().any(|code| code == "E0202"), "{codes:?}");
}

#[test]
fn a_calendar_that_runs_backwards() {
    let codes = after(|folder| {
        edit(&scenario_file(folder, "scenario.toml"), |text| {
            text.replace("1964-10-31", "1952-10-31")
        });
    });
    assert!(!codes.is_empty());
}

fn with_overlays(files: &[(&str, &str)], overlays: &[&str]) -> Vec<String> {
    let home = Home::new();
    let folder = copy(&home);
    for (name, text) in files {
        std::fs::write(folder.join(name), text).unwrap();
    }
    codes(&home, &folder, overlays)
}

#[test]
fn overlays_that_contradict_their_base() {
    let head = format!("title = \"A contradiction\"\nbase = {{ scenario = \"{ID}\" }}\n");
    let change = |from: &str, date: &str| {
        format!(
            "overlay = \"wrong\"\n{head}\n[[change]]\ndecision = \"line.instruction_clarity\"\nactor = \"CC Presidium\"\n\
             date = {date}\nfrom = \"{from}\"\nto = \"as-1961\"\nbecause = \"assumption: a test\"\n"
        )
    };
    let codes = with_overlays(
        &[("wrong.toml", &change("as-1961", "1956-03-05"))],
        &["wrong.toml"],
    );
    assert!(!codes.is_empty());
    let codes = with_overlays(
        &[("wrong.toml", &change("as-1956", "1970-01-01"))],
        &["wrong.toml"],
    );
    assert!(!codes.is_empty());
}

#[test]
fn overlays_that_rest_on_themselves() {
    let overlay = |name: &str, base: &str| {
        format!("overlay = \"{name}\"\ntitle = \"A circle\"\nbase = {{ scenario = \"{base}\" }}\n")
    };
    let files = [("a.toml", overlay("a", "b")), ("b.toml", overlay("b", "a"))];
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    assert!(!with_overlays(&files, &["a.toml"]).is_empty());
    assert!(!with_overlays(&files, &["a.toml", "b.toml", "a.toml", "b.toml"]).is_empty());
}

#[test]
fn settings_that_make_no_sense() {
    let home = Home::new();
    let cases = [
        "nonsense",
        "no.such.key=1 share",
        "=",
        "fear.memory_half_life=blue",
        "fear.memory_half_life=3 furlongs",
    ];
    for setting in cases {
        let said = said(
            home.program()
                .args(["check", ID, "--format", "json", "-S", setting]),
        );
        assert_eq!(said.code, 2, "{setting}: {}", said.out);
        let error: Value = envelope(&said)["error"].clone();
        assert!(
            error["message"].as_str().unwrap().len() > 10,
            "{setting}: {error:#}"
        );
    }
}

#[test]
fn a_damaged_run_folder_is_refused() {
    let home = Home::new();
    let folder = home.path("run");
    std::fs::create_dir(&folder).unwrap();
    let manifests = [
        "",
        "{",
        "[]",
        "{\"schema\":\"other/1\"}",
        "{\"schema\":\"ottepel-run/99\"}",
        "\u{0}\u{1}",
    ];
    for text in manifests {
        std::fs::write(folder.join("run.json"), text).unwrap();
        for verb in ["resume", "replay", "report"] {
            let (code, envelope) = home.json(&format!("{verb} {}", folder.display()));
            assert_eq!(code, 2, "{verb} {text:?}: {envelope:#}");
        }
    }
}
