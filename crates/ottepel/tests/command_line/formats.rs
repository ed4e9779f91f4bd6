//! Streams, formats, envelopes and exit codes.

use std::process::Stdio;

use crate::support::{Home, envelope, of_output, said};

#[test]
fn every_reading_verb_has_text_and_an_envelope() {
    let home = Home::new();
    let lines = [
        "check ussr-1953-1964",
        "check series",
        "show ussr-1953-1964",
        "show ussr-1953-1964 --origin",
        "diff ussr-1953-1964 no-change",
        "diff ussr-1953-1964 as-1961",
        "evidence show SEED0004",
        "evidence conflicts",
        "evidence audit",
        "explain",
        "explain phases",
        "explain camps",
        "explain secret-speech-1956",
        "explain amnesty-1953",
        "explain line.audience",
        "explain E0213",
        "runs",
        "runs rebuild",
        "schema",
        "schema cli",
        "schema overlay",
        "doctor",
        "help",
        "help exit-codes",
        "help run",
        "completions bash",
    ];
    for line in lines {
        let said = home.say(line);
        assert_eq!(said.code, 0, "{line}: {}", said.talk);
        assert!(!said.out.trim().is_empty(), "{line}");
        assert!(!said.out.contains('\x1b'), "{line}: escape codes on stdout");
        let (code, envelope) = home.json(line);
        assert_eq!(code, 0, "{line}");
        assert_eq!(envelope["verb"], line.split(' ').next().unwrap());
        assert!(!envelope["result"].is_null(), "{line}");
    }
}

#[test]
fn failures_come_in_the_envelope_too() {
    let home = Home::new();
    let cases = [
        ("nonsense", "E0501"),
        ("run ussr-1953-1964 --nonsense", "E0502"),
        ("run ussr-1953-1964 --sample 1/7", "E0503"),
        ("run ussr-1953-1964 --until yesterday", "E0503"),
        ("run ussr-1953-1964 --until 1970-01-01", "E0503"),
        ("run", "E0504"),
        ("diff ussr-1953-1964", "E0504"),
        ("run ussr-1953-1964 --full --sample 1/10", "E0505"),
        ("check nowhere", "E0105"),
        ("explain nothing-of-the-kind", "E0510"),
        ("help nothing-of-the-kind", "E0510"),
        ("evidence show nothing-of-the-kind", "E0511"),
        ("resume nothing-of-the-kind", "E0601"),
        ("replay last", "E0601"),
        ("report nothing-of-the-kind", "E0601"),
        ("model nothing-of-the-kind", "E0501"),
        ("verify nothing-of-the-kind", "E0701"),
    ];
    for (line, code) in cases {
        let (exit, envelope) = home.json(line);
        assert_eq!(exit, 2, "{line}: {envelope:#}");
        assert_eq!(envelope["error"]["code"], code, "{line}: {envelope:#}");
        let message = envelope["error"]["message"].as_str().unwrap();
        assert!(
            !message.ends_with('.') && !message.contains('!'),
            "{line}: {message}"
        );
    }
}

#[test]
fn tables_have_markdown_and_csv() {
    let home = Home::new();
    for line in [
        "evidence conflicts",
        "evidence audit",
        "explain phases",
        "show --origin",
        "diff ussr-1953-1964 as-1961",
    ] {
        let csv = home.say(&format!("{line} --format csv"));
        let columns = csv
            .out
            .lines()
            .next()
            .unwrap_or_default()
            .split(',')
            .count();
        assert!(csv.code == 0 && columns >= 4, "{line}: {}", csv.out);
        let markdown = home.say(&format!("{line} --format md"));
        assert!(
            markdown
                .out
                .lines()
                .nth(1)
                .unwrap_or_default()
                .starts_with("| ---"),
            "{line}"
        );
    }
}

#[test]
fn a_format_that_does_not_exist_is_refused_before_anything_is_done() {
    let said = Home::new().say("doctor --format csv");
    assert_eq!(said.code, 2);
    assert!(
        said.talk.contains("E0508") && said.talk.contains("text|json|jsonl"),
        "{}",
        said.talk
    );
}

#[test]
fn the_environment_chooses_unless_a_flag_does() {
    let home = Home::new();
    let by_variable = said(home.program().env("OTTEPEL_FORMAT", "json").arg("doctor"));
    assert_eq!(envelope(&by_variable)["verb"], "doctor");
    let by_flag = said(
        home.program()
            .env("OTTEPEL_FORMAT", "json")
            .args(["doctor", "--format", "text"]),
    );
    assert!(by_flag.out.starts_with("version"));
    let origins = said(
        home.program()
            .env("OTTEPEL_THREADS", "2")
            .args(["show", "--origin"]),
    );
    assert!(
        origins
            .out
            .contains("threads = 2  (environment OTTEPEL_THREADS)")
    );
    let wrong = said(home.program().env("OTTEPEL_THREADS", "many").arg("doctor"));
    assert_eq!(wrong.code, 2);
    assert!(
        wrong.talk.contains("E0507") && wrong.talk.contains("OTTEPEL_THREADS"),
        "{}",
        wrong.talk
    );
}

#[test]
fn settings_files_are_read_strictly() {
    let home = Home::new();
    let folder = home.path("configuration/ottepel");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("ottepel.toml"), "plain = true\n").unwrap();
    assert!(home.say("show --origin").out.contains("plain = true"));
    std::fs::write(folder.join("ottepel.toml"), "plian = true\n").unwrap();
    let said = home.say("doctor");
    assert_eq!(said.code, 2);
    assert!(
        said.talk.contains("ottepel.toml") && said.talk.contains("plian"),
        "{}",
        said.talk
    );
}

#[test]
fn colour_is_for_talk_and_only_when_asked() {
    let home = Home::new();
    let plain = home.say("nonsense");
    assert!(!plain.talk.contains('\x1b'));
    let coloured = home.say("check nowhere --color always");
    assert!(coloured.talk.contains('\x1b'), "{}", coloured.talk);
    let refused = said(
        home.program()
            .env("NO_COLOR", "1")
            .args(["check", "nowhere"]),
    );
    assert!(!refused.talk.contains('\x1b'));
}

#[test]
fn nobody_listening_is_success() {
    let home = Home::new();
    let mut child = home
        .program()
        .args(["evidence", "audit", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let said = of_output(&child.wait_with_output().unwrap());
    assert_eq!((said.code, said.talk.as_str()), (0, ""));
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_behind_a_redirection_is_an_error() {
    let home = Home::new();
    let full = std::fs::File::options()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let output = home
        .program()
        .args(["explain", "phases"])
        .stdout(full)
        .output()
        .unwrap();
    let said = of_output(&output);
    assert_eq!(said.code, 2);
    assert!(said.talk.contains("E0509"), "{}", said.talk);
}

#[test]
fn completions_know_the_verbs_in_every_shell() {
    let home = Home::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let said = home.say(&format!("completions {shell}"));
        assert_eq!(said.code, 0);
        for verb in ["replay", "evidence"] {
            assert!(said.out.contains(verb), "{shell} does not complete {verb}");
        }
    }
}

#[test]
fn the_program_needs_no_project_folder() {
    let home = Home::new();
    let said = said(
        home.program()
            .current_dir(home.path(""))
            .args(["check", "ussr-1953-1964"]),
    );
    assert_eq!(said.code, 0, "{}", said.talk);
}
