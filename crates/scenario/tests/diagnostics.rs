//! What people read when something is wrong. Each test breaks one thing in a copy of the shipped
//! scenario and keeps the whole rendered text.

use std::path::Path;

use scenario::{EmbeddedFiles, Files, LoadRequest, MemoryFiles, load_from, render};

const SCENARIO: &str = "scenarios/ussr-1953-1964";

/// The shipped files in memory.
fn shipped() -> MemoryFiles {
    let mut files = MemoryFiles::default();
    for folder in [
        "evidence",
        "evidence/tables",
        SCENARIO,
        "scenarios/ussr-1953-1964/overlays",
    ] {
        for name in EmbeddedFiles
            .list(folder)
            .into_iter()
            .filter(|name| Path::new(name).extension().is_some())
        {
            let path = format!("{folder}/{name}");
            files.insert(
                path.clone(),
                EmbeddedFiles.read(&path).expect("the file is shipped"),
            );
        }
    }
    files
}

/// The shipped files with one text replaced by another.
fn with(path: &str, old: &str, new: &str) -> MemoryFiles {
    let mut files = shipped();
    let text = String::from_utf8(files.read(path).expect("the file is shipped")).expect("text");
    assert!(text.contains(old), "{path} has no {old:?}");
    files.insert(path, text.replacen(old, new, 1));
    files
}

/// The shipped files with overlays added.
fn with_overlays(overlays: &[(&str, &str)]) -> MemoryFiles {
    let mut files = shipped();
    for (id, text) in overlays {
        files.insert(format!("{SCENARIO}/overlays/{id}.toml"), *text);
    }
    files
}

fn request(overlays: &[&str], settings: &[&str]) -> LoadRequest {
    let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
    LoadRequest {
        scenario: "ussr-1953-1964".to_owned(),
        overlays: owned(overlays),
        settings: owned(settings),
        ..LoadRequest::default()
    }
}

fn read(files: &MemoryFiles) -> String {
    read_with(files, &[], &[])
}

fn read_with(files: &MemoryFiles, overlays: &[&str], settings: &[&str]) -> String {
    let loaded = load_from(files, &request(overlays, settings));
    let failed = loaded
        .diagnostics
        .iter()
        .any(|problem| problem.code.starts_with('E'));
    assert_eq!(
        failed,
        loaded.scenario.is_none(),
        "a scenario comes out exactly when there is no error"
    );
    render(&loaded.diagnostics, false)
}

fn change(lines: &str) -> String {
    format!(
        "overlay = \"mine\"\ntitle = \"Mine\"\nbase = {{ scenario = \"ussr-1953-1964\", version = \"1.0\" }}\n\n[[change]]\n{lines}"
    )
}

#[test]
fn unknown_key() {
    let files = with(
        "scenarios/ussr-1953-1964/parameters.toml",
        "means = \"Prisoners per week whose",
        "meens = \"Prisoners per week whose",
    );
    insta::assert_snapshot!(read(&files));
}

#[test]
fn wrong_unit() {
    insta::assert_snapshot!(read_with(
        &shipped(),
        &[],
        &[
            "fear.memory_half_life=0.3 share",
            "fear.memory_half_life=5 yeers"
        ]
    ));
}

#[test]
fn rate_without_unit() {
    let files = with_overlays(&[(
        "mine",
        &change(
            "param = \"camps.amnesty_1955_rate\"\nto = 500\nbecause = \"assumption: slower offices\"\n",
        ),
    )]);
    insta::assert_snapshot!(read_with(&files, &["mine"], &[]));
}

#[test]
fn bare_number_in_the_base() {
    let files = with(
        "scenarios/ussr-1953-1964/parameters.toml",
        "value = \"5 years\"",
        "value = 5",
    );
    insta::assert_snapshot!(read(&files));
}

#[test]
fn date_outside_the_calendar() {
    let files = with(
        "scenarios/ussr-1953-1964/messages.toml",
        "date = 1956-02-25",
        "date = 1966-02-25",
    );
    insta::assert_snapshot!(read(&files));
}

#[test]
fn shares_that_do_not_sum() {
    let files = with(
        "scenarios/ussr-1953-1964/parameters.toml",
        "0.529221 share",
        "0.629221 share",
    );
    insta::assert_snapshot!(read(&files));
    insta::assert_snapshot!(read_with(&shipped(), &[], &["review.refused=0.4 share"]));
}

#[test]
fn missing_source() {
    let files = with(
        "scenarios/ussr-1953-1964/parameters.toml",
        "source = [\"CMP0114\"]",
        "",
    );
    insta::assert_snapshot!(read(&files));
}

#[test]
fn unknown_source() {
    let files = with(
        "scenarios/ussr-1953-1964/levers.toml",
        "\"DEC0087\", \"jones2013\"",
        "\"DEC0087\", \"jones2031\"",
    );
    insta::assert_snapshot!(read(&files));
}

#[test]
fn both_bases() {
    let files = with(
        "scenarios/ussr-1953-1964/parameters.toml",
        "source = [\"CMP0114\"]",
        "source = [\"CMP0114\"]\nbecause = \"also this\"",
    );
    insta::assert_snapshot!(read(&files));
}

#[test]
fn all_problems_of_all_files_at_once() {
    let mut files = with(
        "scenarios/ussr-1953-1964/parameters.toml",
        "value = \"5 years\"",
        "value = \"5 / furlong\"",
    );
    files.insert(
        "scenarios/ussr-1953-1964/messages.toml",
        "[items]\nbroken = [\n[messages]\nalso broken\n",
    );
    files.insert("evidence/tables/repression.csv", "id,series\nREP0001,x\n");
    insta::assert_snapshot!(read(&files));
}

#[test]
fn wrong_from() {
    let text = change(
        "decision = \"line.audience\"\nactor = \"Presidium of the CC\"\ndate = 1956-03-05\nfrom = \"party\"\nto = \"published\"\nsource = [\"DEC0046\"]\n",
    );
    insta::assert_snapshot!(read_with(
        &with_overlays(&[("mine", &text)]),
        &["mine"],
        &[]
    ));
}

#[test]
fn undecided_change() {
    let text = change("decision = \"line.audience\"\nto = \"publishd\"\n");
    insta::assert_snapshot!(read_with(
        &with_overlays(&[("mine", &text)]),
        &["mine"],
        &[]
    ));
}

#[test]
fn wrong_base() {
    let text = "overlay = \"mine\"\ntitle = \"Mine\"\nbase = { scenario = \"ussr-1953-1964\", version = \"0.9\", hash = \"b3:00\" }\n";
    let text = read_with(&with_overlays(&[("mine", text)]), &["mine"], &[]);
    let hash = text
        .find("has `b3:")
        .map(|at| text[at + 5..at + 5 + 67].to_owned())
        .expect("the hash is shown");
    insta::assert_snapshot!(text.replace(&hash, "b3:..."));
}

#[test]
fn cyclic_overlay() {
    let based = |id: &str, base: &str| {
        format!("overlay = \"{id}\"\ntitle = \"{id}\"\nbase = {{ overlay = \"{base}\" }}\n")
    };
    let files = with_overlays(&[
        ("one", &based("one", "two")),
        ("two", &based("two", "three")),
        ("three", &based("three", "one")),
    ]);
    insta::assert_snapshot!(read_with(&files, &["one"], &[]));
}

#[test]
fn overlays_too_deep() {
    let based = |id: &str, base: &str| {
        format!("overlay = \"{id}\"\ntitle = \"{id}\"\nbase = {{ overlay = \"{base}\" }}\n")
    };
    let files = with_overlays(&[
        ("one", &based("one", "two")),
        ("two", &based("two", "three")),
        ("three", &based("three", "as-1961")),
    ]);
    insta::assert_snapshot!(read_with(&files, &["one"], &[]));
}

#[test]
fn contradictory_overlay() {
    let step = |to: &str| {
        format!(
            "decision = \"line.audience\"\nactor = \"Presidium of the CC\"\ndate = 1956-03-05\nfrom = \"party-komsomol-activists\"\nto = \"{to}\"\nsource = [\"DEC0046\"]\n"
        )
    };
    let text = format!(
        "{}\n[[change]]\n{}",
        change(&step("published")),
        step("party")
    );
    insta::assert_snapshot!(read_with(
        &with_overlays(&[("mine", &text)]),
        &["mine"],
        &[]
    ));
}

#[test]
fn bare_number_on_a_lever_is_a_warning() {
    insta::assert_snapshot!(read_with(
        &shipped(),
        &[],
        &["line.instruction_clarity@1956-03-05=0.4"]
    ));
}

#[test]
fn unknown_overlay_lever_parameter_and_conflict() {
    let settings = [
        "line.audiense@1956-03-05=party",
        "fear.memory_halflife=2 years",
        "choice:amnesty-1953=CMP0059",
        "choice:amnesty-1953-released=CMP0001",
        "nonsense",
        "line.audience@1956=party",
    ];
    insta::assert_snapshot!(read_with(&shipped(), &["as-1691"], &settings));
}

#[test]
fn unknown_scenario() {
    let request = LoadRequest {
        scenario: "ussr-1953-1946".to_owned(),
        ..LoadRequest::default()
    };
    insta::assert_snapshot!(render(&load_from(&shipped(), &request).diagnostics, false));
}

#[test]
fn truncated_file() {
    let mut files = shipped();
    let mut bytes = files.read("evidence/tables/camps.csv").expect("shipped");
    bytes.truncate(5_000);
    files.insert("evidence/tables/camps.csv", bytes);
    let text = read(&files);
    insta::assert_snapshot!(text.split("\n\n").next().expect("a first problem"));
}

#[test]
fn binary_file() {
    let mut files = shipped();
    files.insert(
        "evidence/tables/party.csv",
        vec![0x50, 0x4b, 3, 4, 0, 0, 8, 0xff],
    );
    insta::assert_snapshot!(read(&files));
}

#[test]
fn huge_file() {
    let mut files = shipped();
    files.insert("evidence/tables/press.csv", vec![b'a'; 17 << 20]);
    let text = read(&files);
    insta::assert_snapshot!(text.split("\n\n").next().expect("a first problem"));
}

#[test]
fn missing_table() {
    let mut files = shipped();
    files.remove("evidence/tables/living.csv");
    insta::assert_snapshot!(read(&files));
}

#[test]
fn cells_that_cannot_be_read() {
    let mut files = shipped();
    let table = "id,series,entity,date,year,value,unit,low,high,source,note,confidence,role\n\
        LIV0001,gdp,USSR,1950-13-31,1950,\"2,841\",dollars,9,3,maddison2001,\"a, b\",verifed,target\n\
        LIV0001,gdp,USSR,,,,dollars,,,maddison2010,,verified,target,extra\n\
        LIV0001,gdp,USSR,,,12,dollars,,,maddison2010,,verified,target\n";
    files.insert("evidence/tables/living.csv", table);
    insta::assert_snapshot!(read(&files));
}

#[test]
fn parts_that_do_not_make_the_whole() {
    let files = with(
        "evidence/tables/regions_1959.csv",
        "id,region,",
        "id,ragion,",
    );
    insta::assert_snapshot!(read(&files));
    let mut files = shipped();
    let table = "id,region,region_ru,republic,type,centre,lat,lon,date,total,male,female,urban,rural,low,high,source,note,confidence,role\n\
        REG0001,North,Север,RSFSR,oblast,Town,61,34,1959-01-15,100,40,61,,,,,itogi1959_rsfsr,,recalled,input\n";
    files.insert("evidence/tables/regions_1959.csv", table);
    insta::assert_snapshot!(read(&files));
}

#[test]
fn parameters_that_make_no_sense() {
    let mut files = shipped();
    let text = "shares_of_one = [[\"a.b\", \"c.d\"]]\n\
        [memory]\nvalue = \"5 years\"\nmeans = \"x\"\nbecause = \"y\"\n\
        [\"a.b\"]\nvalue = \"1.5 share\"\nmeans = \"x\"\nbecause = \"y\"\n\
        [\"a.c\"]\nvalue = \"much\"\nmeans = 3\nbecause = \"y\"\n\
        [\"a.d\"]\nvalue = \"20 years\"\nprior = \"triangular(2, 5, 15) years\"\nmeans = \"x\"\nbecause = \"y\"\n\
        [\"a.e\"]\nvalue = \"2 years\"\nprior = \"gamma(2, 5) years\"\nmeans = \"x\"\nbecause = \"y\"\n\
        [\"a.f\"]\nchoice = { CMP0058 = \"1 ratio\", CMP0059 = \"2 years\" }\nvalue = \"CMP0085\"\nmeans = \"x\"\n";
    files.insert("scenarios/ussr-1953-1964/parameters.toml", text);
    files.insert("scenarios/ussr-1953-1964/releases.toml", "");
    files.insert("evidence/conflicts.toml", "");
    insta::assert_snapshot!(read(&files));
}

#[test]
fn levers_that_make_no_sense() {
    let mut files = shipped();
    let text = "[\"line.x\"]\nmeans = \"x\"\nunit = \"index\"\nrange = [1, 0]\nsettings = 3\ntimeline = 4\n\
        [\"line.y\"]\nmeans = \"x\"\nunit = \"index\"\nrange = [0, 1]\n\
        settings.a = { value = 2, means = \"x\", because = \"y\" }\n\
        timeline = [\n\
        { date = 1954-03-01, to = \"a\", actor = \"z\", because = \"y\" },\n\
        { date = 1953-03-02, to = \"a\", actor = \"z\", because = \"y\" },\n\
        { date = 1953-03-02, to = \"b\", actor = \"z\", because = \"y\" },\n]\n";
    files.insert("scenarios/ussr-1953-1964/levers.toml", text);
    insta::assert_snapshot!(read(&files));
}

#[test]
fn messages_and_releases_that_make_no_sense() {
    let mut files = shipped();
    let items: String = (0..9)
        .map(|number| format!("[items.i{number}]\nsays = \"x\"\nweight = 0.5\nbecause = \"y\"\n"))
        .collect();
    let message = "[messages.m]\ntitle = \"x\"\ndate = 1956-02-25\nreadings_from = 1956-02-25\nreadings_weeks = 1\ncarries = [\"i10\"]\naffect = 2\nline = 0\nblame = 0\nbecause = \"y\"\n";
    files.insert("scenarios/ussr-1953-1964/messages.toml", items + message);
    let release = "[r]\ndecision = \"DEC0008\"\nfrom = 1953-03-28\nany = [\"terms up to 5\"]\neffect = \"free\"\nrate = \"camps.amnesty_1953_rat\"\nsource = [\"DEC0008\"]\n\
        [s]\ndecision = \"DEC0008\"\nfrom = 1953-03-28\nany = [\"ill\"]\neffect = \"release\"\nrate = \"fear.memory_half_life\"\nsource = [\"DEC0008\"]\n";
    files.insert("scenarios/ussr-1953-1964/releases.toml", release);
    insta::assert_snapshot!(read(&files));
}

#[test]
fn a_head_that_makes_no_sense() {
    let mut files = shipped();
    let text = "format = 2\nid = \"ussr-1953-1964\"\ntitle = \"x\"\nversion = \"1.0\"\nstart = 1953-03-01\nend = 1964-10-30\ntables = [\"camp\"]\n";
    files.insert("scenarios/ussr-1953-1964/scenario.toml", text);
    let text = read(&files);
    let first: Vec<&str> = text.split("\n\n").take(3).collect();
    insta::assert_snapshot!(first.join("\n\n"));
}

#[test]
fn conflicts_that_make_no_sense() {
    let mut files = shipped();
    let text = "[c]\nquestion = \"x\"\nclaims = [\"CMP0058\"]\ndefault = \"CMP0059\"\nparameter = \"fear.memory_half_life\"\nnote = \"y\"\n";
    files.insert("evidence/conflicts.toml", text);
    insta::assert_snapshot!(read(&files));
}
