//! Questions asked, answers handed on and opened again, citations and packs.

use std::io::Write;
use std::path::PathBuf;
use std::process::Stdio;

use serde_json::Value;

use crate::support::{Home, SMALL, of_output, said};

/// The least that is computed: enough for form, not for sense.
const LITTLE: &str = "--pairs 2 --draws 0 --no-flips";

/// Every string of an envelope, so that the rules of speech hold for machines too.
fn strings(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(list) => list.iter().for_each(|own| strings(own, found)),
        Value::Object(map) => map.values().for_each(|own| strings(own, found)),
        _ => {}
    }
}

#[test]
fn the_list_has_a_line_for_every_question() {
    let home = Home::new();
    let (code, envelope) = home.json("ask");
    let questions = envelope["result"]["questions"].as_array().unwrap();
    assert!(code == 0 && questions.len() >= 20, "{envelope:#}");
    let text = home.say("ask").out;
    for own in questions {
        assert!(text.contains(own["title"].as_str().unwrap()));
    }
}

#[test]
fn an_answer_has_interval_verdict_sources_and_limits_and_keeps_the_rules_of_speech() {
    let home = Home::new();
    let text = home.say(&format!("ask ex02 {LITTLE}"));
    assert_eq!(text.code, 0, "{}", text.talk);
    for part in [
        "In the model",
        "80 % interval",
        "Verdict: ",
        "for  ",
        "against  ",
        "What the model cannot say",
        "Nothing changed against nothing changed: equal to the last bit.",
        "not a prediction; see limits",
    ] {
        assert!(text.out.contains(part), "{part} is missing in {}", text.out);
    }
    assert_eq!(report::lint(&text.out), Vec::new());
    let (_, envelope) = home.json(&format!("ask ex02 {LITTLE}"));
    let mut texts = Vec::new();
    strings(&envelope["result"], &mut texts);
    for own in texts {
        assert_eq!(report::lint(&own), Vec::new());
    }
    let plain = home.say(&format!("ask ex02 {LITTLE} --plain"));
    assert_eq!(report::lint_answer(&plain.out), Vec::new());
}

#[test]
fn without_draws_and_flips_nothing_holds() {
    let home = Home::new();
    let (_, envelope) = home.json(&format!("ask ex02 {LITTLE}"));
    let outcomes = envelope["result"]["outcomes"].as_array().unwrap();
    let differences = outcomes
        .iter()
        .flat_map(|own| own["differences"].as_array().unwrap());
    for own in differences {
        let word = own["verdict"]["word"].as_str().unwrap();
        assert!(!word.contains("holds"), "{own:#}");
    }
}

#[test]
fn words_find_a_question_and_nonsense_names_the_nearest_three() {
    let home = Home::new();
    let found = said(
        home.program()
            .args(["ask", "clearer instructions", "--capsule"])
            .args(LITTLE.split(' ')),
    );
    assert!(
        found.out.contains("ottepel1:q=ex02;"),
        "{} {}",
        found.out,
        found.talk
    );
    let (code, envelope) = home.json("ask price of tea in china");
    assert_eq!(
        (code, &envelope["error"]["code"]),
        (2, &Value::from("E0801"))
    );
    let help = envelope["error"]["help"].as_str().unwrap();
    assert_eq!(
        help.lines().filter(|line| line.starts_with("ex")).count(),
        3,
        "{help}"
    );
}

#[test]
fn what_is_out_of_scope_is_refused_with_reason_and_exit_5() {
    let home = Home::new();
    let (_, list) = home.json("ask");
    let refused = list["result"]["questions"].as_array().unwrap().iter();
    for own in refused.filter(|own| own["out_of_scope"] == true) {
        let (code, envelope) = home.json(&format!("ask {}", own["id"].as_str().unwrap()));
        assert_eq!(code, 5);
        assert!(
            !envelope["result"]["out_of_scope"][0]["reason"]
                .as_str()
                .unwrap()
                .is_empty()
        );
    }
    let said = home.say("ask would the Soviet Union have survived without collapse");
    assert_eq!(said.code, 5, "{} {}", said.out, said.talk);
    assert_eq!(report::lint(&said.out), Vec::new());
}

#[test]
fn a_card_is_one_file_whose_capsule_opens_again_to_the_same_bits() {
    let home = Home::new();
    let card = home.path("карта 1.html");
    let words = ["ask", "ex02", "--card"];
    let asked = said(
        home.program()
            .args(words)
            .arg(&card)
            .args(LITTLE.split(' ')),
    );
    assert_eq!(asked.code, 0, "{}", asked.talk);
    let html = std::fs::read_to_string(&card).unwrap();
    assert_eq!(report::lint_html(&html), Vec::new());
    assert!(!html.contains("<script") && html.contains("<svg"));
    let opened = said(home.program().arg("open").arg(&card));
    assert_eq!(opened.code, 0, "{}", opened.talk);
    assert!(
        opened.out.starts_with("Same value, to the last bit"),
        "{}",
        opened.out
    );
}

#[test]
fn a_capsule_from_standard_input_and_a_damaged_one() {
    let home = Home::new();
    let capsule = home.say(&format!("ask ex02 --capsule {LITTLE}")).out;
    assert!(capsule.trim_end().chars().count() <= 2000);
    let mut child = home
        .program()
        .args(["open", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(capsule.as_bytes())
        .unwrap();
    let opened = of_output(&child.wait_with_output().unwrap());
    assert_eq!(opened.code, 0, "{}", opened.talk);
    let damaged = capsule.replace(";p=2;", ";p=3;");
    let refused = said(
        home.program()
            .args(["open", &damaged])
            .args(["--format", "json"]),
    );
    let envelope = crate::support::envelope(&refused);
    assert_eq!(
        (refused.code, &envelope["error"]["code"]),
        (2, &Value::from("E0804"))
    );
}

#[test]
fn sources_questions_runs_and_the_program_are_cited() {
    let home = Home::new();
    assert_eq!(home.say(SMALL).code, 0);
    for what in ["", "zemskov2014", "CMP0058", "ex02", "last"] {
        for style in ["chicago", "mla", "bibtex", "csl"] {
            let cited = home.say(&format!("cite {what} --style {style}"));
            assert!(
                cited.code == 0 && cited.out.len() > 20,
                "{what} {style}: {}",
                cited.talk
            );
        }
    }
    let (code, envelope) = home.json("cite zemskov2015");
    assert_eq!(
        (code, &envelope["error"]["code"]),
        (2, &Value::from("E0511"))
    );
}

#[test]
fn a_pack_is_a_research_crate_whose_runs_come_out_again() {
    let home = Home::new();
    let (_, run) = home.json(SMALL);
    let file = home.path("study.zip");
    let packed = said(home.program().args(["pack", "last", "--out"]).arg(&file));
    assert_eq!(packed.code, 0, "{}", packed.talk);
    let zip = std::fs::File::open(&file).unwrap();
    let mut zip = zip::ZipArchive::new(zip).unwrap();
    let crate_: Value =
        serde_json::from_reader(zip.by_name("ro-crate-metadata.json").unwrap()).unwrap();
    let graph = crate_["@graph"].as_array().unwrap();
    let ids: Vec<&str> = graph.iter().filter_map(|own| own["@id"].as_str()).collect();
    assert!(ids.contains(&"./") && ids.contains(&"ODD.md"));
    let package: Value = serde_json::from_reader(zip.by_name("datapackage.json").unwrap()).unwrap();
    for own in package["resources"].as_array().unwrap() {
        assert!(zip.by_name(own["path"].as_str().unwrap()).is_ok());
        assert!(
            !own["schema"]["fields"].as_array().unwrap().is_empty(),
            "{own:#}"
        );
    }
    let again = said(home.program().args(["replay", "--sample", "5"]).arg(&file));
    assert_eq!(again.code, 0, "{} {}", again.out, again.talk);
    // A pack of a run whose hash was changed is not reproduced.
    let folder = PathBuf::from(run["result"]["folder"].as_str().unwrap());
    let hash = run["result"]["state_hash"].as_str().unwrap();
    let manifest = std::fs::read_to_string(folder.join("run.json")).unwrap();
    let other: String = hash.chars().rev().collect();
    std::fs::write(folder.join("run.json"), manifest.replace(hash, &other)).unwrap();
    assert_eq!(
        said(home.program().args(["pack", "last", "--out"]).arg(&file)).code,
        0
    );
    assert_eq!(said(home.program().arg("replay").arg(&file)).code, 4);
}

const SWEEP: &str = r#"
sweep = "tiny"
title = "Ten runs of half a year"
scenario = "ussr-1953-1964"
sample = 10000
until = 1953-08-29
seeds = 2
measures = ["prisoners_total", "O07.trust"]
dates = [1953-08-29]

[design]
kind = "latin-hypercube"
points = 5

[[factor]]
param = "fear.memory_half_life"
"#;

#[test]
fn runs_of_a_packed_sweep_come_out_again_to_the_last_bit() {
    let home = Home::new();
    let [plan, folder, file] = ["tiny.toml", "tiny", "sweep.zip"].map(|name| home.path(name));
    std::fs::write(&plan, SWEEP).unwrap();
    let run = |words: &[&std::ffi::OsStr]| said(home.program().args(words));
    let of = std::ffi::OsStr::new;
    let swept = run(&[
        of("sweep"),
        plan.as_os_str(),
        of("--out"),
        folder.as_os_str(),
    ]);
    assert_eq!(swept.code, 0, "{}", swept.talk);
    let pack = || {
        run(&[
            of("pack"),
            folder.as_os_str(),
            of("--out"),
            file.as_os_str(),
        ])
    };
    assert_eq!(pack().code, 0);
    let again = run(&[of("replay"), file.as_os_str(), of("--sample"), of("5")]);
    assert_eq!(again.code, 0, "{} {}", again.out, again.talk);
    assert!(again.out.contains("tiny: 5 of 5 runs"), "{}", again.out);
    // A number that was changed is not reproduced.
    let journal = folder.join("journal.jsonl");
    let text = std::fs::read_to_string(&journal).unwrap();
    let values = "\"values\":[";
    std::fs::write(&journal, text.replace(values, &format!("{values}1"))).unwrap();
    assert_eq!(pack().code, 0);
    let other = run(&[of("replay"), file.as_os_str()]);
    assert_eq!(other.code, 4, "{} {}", other.out, other.talk);
}

#[test]
fn a_packed_sweep_of_another_sample_than_its_plan_comes_out_again() {
    let home = Home::new();
    let [plan, folder, file] = ["tiny.toml", "tiny", "sweep.zip"].map(|name| home.path(name));
    let other = SWEEP.replace("sample = 10000", "sample = 1000");
    assert_ne!(other, SWEEP, "the plan's sample is another one");
    std::fs::write(&plan, other).unwrap();
    let run = |words: &[&std::ffi::OsStr]| said(home.program().args(words));
    let of = std::ffi::OsStr::new;
    let swept = run(&[
        of("sweep"),
        plan.as_os_str(),
        of("--sample"),
        of("1/10000"),
        of("--out"),
        folder.as_os_str(),
    ]);
    assert_eq!(swept.code, 0, "{}", swept.talk);
    let packed = run(&[
        of("pack"),
        folder.as_os_str(),
        of("--out"),
        file.as_os_str(),
    ]);
    assert_eq!(packed.code, 0, "{}", packed.talk);
    let again = run(&[of("replay"), file.as_os_str(), of("--sample"), of("1")]);
    assert_eq!(again.code, 0, "{} {}", again.out, again.talk);
    // The folder itself refuses to go on with another sample.
    let mixed = run(&[
        of("sweep"),
        plan.as_os_str(),
        of("--out"),
        folder.as_os_str(),
    ]);
    assert_eq!(mixed.code, 2, "{} {}", mixed.out, mixed.talk);
    assert!(mixed.talk.contains("the sample differs"), "{}", mixed.talk);
}

#[test]
fn an_answer_is_found_again_by_the_id_that_it_prints() {
    let home = Home::new();
    let (code, envelope) = home.json(&format!("ask ex11 {LITTLE}"));
    assert_eq!(code, 0);
    let id = envelope["run"]["id"].as_str().unwrap();
    let text = home.say(&format!("ask ex11 {LITTLE}")).out;
    assert!(text.contains(&format!("ottepel why {id}")), "{text}");
    let why = home.say(&format!("why {id} --pairs 2"));
    assert_eq!(why.code, 0, "{}", why.talk);
    assert!(why.out.contains("O01.members"), "{}", why.out);
    assert!(why.out.contains("the states first differ"), "{}", why.out);
    let other = home.say(&format!("why {id} O07.devotion --pairs 2"));
    assert!(other.out.contains("O07.devotion"), "{}", other.out);
    let flip = home.say(&format!("flip {} --pairs 2", &id[..id.len() - 2]));
    assert_eq!(flip.code, 0, "{}", flip.talk);
    assert!(flip.out.contains("survives "), "{}", flip.out);
    let opened = home.say(&format!("open {id}"));
    assert!(opened.out.contains("to the last bit"), "{}", opened.out);
    assert_eq!(opened.code, 0, "{}", opened.talk);
}

#[test]
fn an_answer_that_is_not_there_is_told_by_its_code() {
    let home = Home::new();
    for verb in ["why", "flip", "open"] {
        let said = home.say(&format!("{verb} quiet-birch-3f9a"));
        assert_eq!(said.code, 2, "{}", said.talk);
        assert!(said.talk.contains("E0806"), "{}", said.talk);
        assert!(said.talk.contains("ottepel ask ex11"), "{}", said.talk);
    }
}

#[test]
fn a_file_that_is_no_pack_and_a_folder_without_runs_are_refused() {
    let home = Home::new();
    let file = home.path("notes.zip");
    std::fs::write(&file, "not a zip").unwrap();
    let refused = said(
        home.program()
            .args(["replay"])
            .arg(&file)
            .args(["--format", "json"]),
    );
    let envelope = crate::support::envelope(&refused);
    assert_eq!(
        (refused.code, &envelope["error"]["code"]),
        (2, &Value::from("E0805"))
    );
    let empty = home.path("empty");
    std::fs::create_dir(&empty).unwrap();
    let refused = said(
        home.program()
            .arg("pack")
            .arg(&empty)
            .args(["--out"])
            .arg(home.path("no.zip")),
    );
    assert_eq!(refused.code, 2);
    assert!(!home.path("no.zip").exists());
}
