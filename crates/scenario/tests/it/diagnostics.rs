//! What people read when something is wrong. Each test breaks one thing in a copy of the small
//! project and keeps the whole rendered text.

use scenario::{CODES, FileError, Files, LoadRequest, MemoryFiles, load_from, render};

use crate::small_project::{load_small, small, with};

const PARAMETERS: &str = "scenarios/small/parameters.toml";
const LEVERS: &str = "scenarios/small/levers.toml";
const MESSAGES: &str = "scenarios/small/messages.toml";
const RELEASES: &str = "scenarios/small/releases.toml";
const CAMPS: &str = "evidence/tables/camps.csv";

fn read(files: &MemoryFiles) -> String {
    read_with(files, &[], &[])
}

fn read_with(files: &MemoryFiles, overlays: &[&str], settings: &[&str]) -> String {
    let loaded = load_small(files, overlays, settings);
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

/// The small project with a file replaced.
fn replaced(path: &str, text: &str) -> MemoryFiles {
    let mut files = small();
    files.insert(path, text);
    files
}

/// The small project with an overlay `mine` of this text applied.
fn read_overlay(text: &str) -> String {
    let files = replaced("scenarios/small/overlays/mine.toml", text);
    read_with(&files, &["mine"], &[])
}

fn overlay_with(change: &str) -> String {
    format!(
        "overlay = \"mine\"\ntitle = \"Mine\"\nbase = {{ scenario = \"small\", version = \"1.0\" }}\n\n[[change]]\n{change}"
    )
}

#[test]
fn unknown_key() {
    insta::assert_snapshot!(read(&with(PARAMETERS, "prior =", "priour =")));
}

#[test]
fn key_outside_quotes() {
    insta::assert_snapshot!(read(&with(
        PARAMETERS,
        "[\"fear.half_life\"]",
        "[fear.half_life]"
    )));
}

#[test]
fn wrong_unit() {
    insta::assert_snapshot!(read_with(
        &small(),
        &[],
        &["fear.half_life=0.3 share", "fear.half_life=5 yeers"]
    ));
}

#[test]
fn rate_without_unit() {
    insta::assert_snapshot!(read_overlay(&overlay_with(
        "param = \"camps.rate\"\nto = 500\nbecause = \"assumption: slower\"\n"
    )));
}

#[test]
fn value_without_unit() {
    insta::assert_snapshot!(read(&with(PARAMETERS, "value = \"5 years\"", "value = 5")));
}

#[test]
fn date_outside_the_calendar() {
    insta::assert_snapshot!(read(&with(
        MESSAGES,
        "date = 1956-02-25",
        "date = 1966-02-25"
    )));
}

#[test]
fn shares_that_do_not_sum() {
    insta::assert_snapshot!(read(&with(PARAMETERS, "0.6 share", "0.7 share")));
    insta::assert_snapshot!(read_with(&small(), &[], &["review.refused=0.5 share"]));
}

#[test]
fn missing_source() {
    insta::assert_snapshot!(read(&with(
        PARAMETERS,
        "because = \"assumption: no measured series\"",
        ""
    )));
}

#[test]
fn unknown_source() {
    insta::assert_snapshot!(read(&with(LEVERS, "\"DEC0001\"", "\"handbook1989\"")));
}

#[test]
fn both_bases() {
    insta::assert_snapshot!(read(&with(
        MESSAGES,
        "source = [",
        "because = \"also this\"\nsource = ["
    )));
}

#[test]
fn all_problems_of_all_files_at_once() {
    let mut files = with(PARAMETERS, "value = \"5 years\"", "value = \"5 / furlong\"");
    files.insert(MESSAGES, "[items]\nbroken = [\n[messages]\nalso broken\n");
    files.insert(CAMPS, "id,series\nCMP0001,x\n");
    files.remove(RELEASES);
    insta::assert_snapshot!(read(&files));
}

#[test]
fn wrong_from() {
    let lever = "decision = \"line.audience\"\nactor = \"Presidium\"\ndate = 1956-03-05\nfrom = \"published\"\nto = \"party\"\nsource = [\"DEC0001\"]\n";
    insta::assert_snapshot!(read_overlay(&overlay_with(lever)));
    let parameter = "param = \"fear.half_life\"\nfrom = \"4 years\"\nto = \"3 years\"\nbecause = \"assumption: shorter\"\n";
    insta::assert_snapshot!(read_overlay(&overlay_with(parameter)));
    let release = "release = \"amnesty\"\nactor = \"Presidium\"\nfrom = \"1956-03-01\"\nto = \"soon\"\nbecause = \"assumption: later\"\n";
    insta::assert_snapshot!(read_overlay(&overlay_with(release)));
}

#[test]
fn undecided_change() {
    insta::assert_snapshot!(read_overlay(&overlay_with(
        "decision = \"line.audience\"\nto = \"publishd\"\n"
    )));
    insta::assert_snapshot!(read_overlay(&overlay_with(
        "to = \"published\"\nbecause = \"assumption: it\"\n"
    )));
}

#[test]
fn wrong_base() {
    let text = read_overlay(
        "overlay = \"mine\"\ntitle = \"Mine\"\nbase = { scenario = \"small\", version = \"0.9\", hash = \"b3:00\" }\n",
    );
    let hash = text
        .find("has `b3:")
        .map(|at| text[at + 5..at + 5 + 67].to_owned())
        .expect("the hash is shown");
    insta::assert_snapshot!(text.replace(&hash, "b3:..."));
}

#[test]
fn cyclic_and_deep_overlays() {
    let based = |id: &str, base: &str| {
        format!("overlay = \"{id}\"\ntitle = \"{id}\"\nbase = {{ overlay = \"{base}\" }}\n")
    };
    let chain = |last: &str| {
        let mut files = small();
        for (id, base) in [("one", "two"), ("two", "three"), ("three", last)] {
            files.insert(
                format!("scenarios/small/overlays/{id}.toml"),
                based(id, base),
            );
        }
        read_with(&files, &["one"], &[])
    };
    insta::assert_snapshot!(chain("one"));
    insta::assert_snapshot!(chain("published"));
}

#[test]
fn contradictory_overlay() {
    let step = |to: &str| {
        format!(
            "decision = \"line.audience\"\nactor = \"Presidium\"\ndate = 1956-03-05\nfrom = \"party\"\nto = \"{to}\"\nsource = [\"DEC0001\"]\n"
        )
    };
    insta::assert_snapshot!(read_overlay(&format!(
        "{}\n[[change]]\n{}",
        overlay_with(&step("published")),
        step("party")
    )));
}

#[test]
fn bare_number_on_a_lever() {
    insta::assert_snapshot!(read_with(&small(), &[], &["line.audience@1956-03-05=0.5"]));
    insta::assert_snapshot!(read_with(&small(), &[], &["line.audience@1956-03-05=5"]));
}

#[test]
fn names_that_do_not_exist() {
    let settings = [
        "line.audiense@1956-03-05=party",
        "fear.halflife=2 years",
        "choice:fred=CMP0002",
        "choice:freed=CMP0003",
        "nonsense",
        "line.audience@1956=party",
    ];
    insta::assert_snapshot!(read_with(&small(), &["publised"], &settings));
    let request = LoadRequest {
        scenario: "ussr-1953-1946".to_owned(),
        ..LoadRequest::default()
    };
    insta::assert_snapshot!(render(&load_from(&small(), &request).diagnostics, false));
}

#[test]
fn files_that_cannot_be_used() {
    let mut files = small();
    let mut bytes = files.read(CAMPS).expect("the file exists");
    bytes.truncate(200);
    files.insert(CAMPS, bytes);
    insta::assert_snapshot!("truncated", read(&files));
    files.insert(CAMPS, vec![0x50, 0x4b, 3, 4, 0, 0, 8, 0xff]);
    insta::assert_snapshot!("binary", read(&files));
    files.insert(CAMPS, vec![b'a'; 17 << 20]);
    insta::assert_snapshot!("huge", read(&files));
    files.remove(CAMPS);
    insta::assert_snapshot!("missing", read(&files));
}

/// A disk that refuses one file.
struct Refusing(MemoryFiles);

impl Files for Refusing {
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        if path == LEVERS {
            return Err(FileError::Unreadable {
                path: path.to_owned(),
                reason: "permission denied".to_owned(),
            });
        }
        self.0.read(path)
    }

    fn list(&self, folder: &str) -> Vec<String> {
        self.0.list(folder)
    }

    fn has(&self, path: &str) -> bool {
        self.0.has(path)
    }
}

#[test]
fn a_file_that_the_system_refuses() {
    let request = LoadRequest {
        scenario: "small".to_owned(),
        ..LoadRequest::default()
    };
    insta::assert_snapshot!(render(
        &load_from(&Refusing(small()), &request).diagnostics,
        false
    ));
}

#[test]
fn cells_that_cannot_be_read() {
    let table = "id,series,entity,date,year,value,unit,low,high,source,note,confidence,role\n\
        CMP0001,freed,USSR,1950-13-31,1950,\"2,841\",persons,9,3,handbok1998,\"a, b\",verifed,target\n\
        CMP0002,freed,USSR,,,,persons,,,memoir1970,,verified,target,extra\n\
        CMP0001,freed,USSR,,,12,persons,,,memoir1970,,verified,target\n";
    insta::assert_snapshot!(read(&replaced(CAMPS, table)));
}

#[test]
fn very_many_problems_are_counted() {
    let header = "id,series,entity,date,year,value,unit,low,high,source,note,confidence,role\n";
    let row = |number: usize| {
        format!("CMP{number:04},freed,USSR,,1956,many,persons,,,memoir1970,,verified,target\n")
    };
    let table: String = std::iter::once(header.to_owned())
        .chain((1..=150).map(row))
        .collect();
    let text = read(&replaced(CAMPS, &table));
    let last = text.rsplit("\n\n").nth(1).expect("a last problem");
    insta::assert_snapshot!(last);
}

#[test]
fn regions_that_do_not_add_up() {
    let path = "evidence/tables/regions_1959.csv";
    insta::assert_snapshot!(read(&with(path, "id,region,", "id,ragion,")));
    insta::assert_snapshot!(read(&with(path, "100,40,60,70,30", "100,40,61,70,31")));
}

#[test]
fn parameters_that_make_no_sense() {
    let text = "shares_of_one = [[\"a.b\", \"c.d\"]]\n\
        [memory]\nvalue = \"5 years\"\nmeans = \"x\"\nbecause = \"y\"\n\
        [\"a.b\"]\nvalue = \"1.5 share\"\nmeans = \"x\"\nbecause = \"y\"\n\
        [\"a.c\"]\nvalue = \"much\"\nmeans = 3\nbecause = \"y\"\n\
        [\"a.d\"]\nvalue = \"20 years\"\nprior = \"triangular(2, 5, 15) years\"\nmeans = \"x\"\nbecause = \"y\"\n\
        [\"a.e\"]\nvalue = \"2 years\"\nprior = \"gamma(2, 5) years\"\nmeans = \"x\"\nbecause = \"y\"\n\
        [\"a.f\"]\nchoice = { CMP0001 = \"1 ratio\", CMP0002 = \"2 years\" }\nvalue = \"CMP0005\"\nmeans = \"x\"\n\
        [\"a.g\"]\nchoice = { CMP0001 = \"1 ratio\", CMP0002 = \"2 years\" }\nvalue = \"CMP0001\"\nmeans = \"x\"\n";
    insta::assert_snapshot!(read(&replaced(PARAMETERS, text)));
}

#[test]
fn levers_that_make_no_sense() {
    let text = "[\"line.x\"]\nmeans = \"x\"\nunit = \"index\"\nrange = [1, 0]\nsettings = 3\ntimeline = 4\n\
        [\"line.y\"]\nmeans = \"x\"\nunit = \"index\"\nrange = [0, 1]\n\
        settings.a = { value = 2, means = \"x\", because = \"y\" }\n\
        timeline = [\n\
        { date = 1956-03-01, to = \"a\", actor = \"z\", because = \"y\" },\n\
        { date = 1956-02-02, to = \"a\", actor = \"z\", because = \"y\" },\n\
        { date = 1956-02-02, to = \"b\", actor = \"z\", because = \"y\" },\n]\n";
    insta::assert_snapshot!(read(&replaced(LEVERS, text)));
}

#[test]
fn messages_and_releases_that_make_no_sense() {
    let items: String = (0..9)
        .map(|number| format!("[items.i{number}]\nsays = \"x\"\nweight = 0.5\nbecause = \"y\"\n"))
        .collect();
    let message = "[messages.m]\ntitle = \"x\"\ndate = 1956-02-25\nreadings_from = 1956-02-25T10:00:00\nreadings_weeks = 1\n\
        carries = [\"i10\"]\naffect = 2\nline = 0\nblame = 0\nbecause = \"y\"\n";
    let mut files = replaced(MESSAGES, &(items + message));
    let release = "[r]\ndecision = \"DEC0001\"\nfrom = 1956-03-28\nany = [\"terms up to 5\"]\neffect = \"free\"\nrate = \"camps.rat\"\nsource = [\"DEC0002\"]\n\
        [s]\ndecision = \"DEC0001\"\nfrom = 1956-03-28\nany = [\"ill\"]\neffect = \"release\"\nrate = \"fear.half_life\"\nsource = [\"DEC0002\"]\n";
    files.insert(RELEASES, release);
    insta::assert_snapshot!(read(&files));
}

#[test]
fn a_head_that_makes_no_sense() {
    let text = "format = 2\nid = \"small\"\ntitle = \"x\"\nversion = \"1.0\"\nstart = 1956-01-01\nend = 1956-12-30\ntables = [\"camp\"]\n";
    let text = read(&replaced("scenarios/small/scenario.toml", text));
    insta::assert_snapshot!(text.split("\n\n").take(3).collect::<Vec<_>>().join("\n\n"));
}

#[test]
fn conflicts_and_claims_that_make_no_sense() {
    let conflict = "[c]\nquestion = \"x\"\nclaims = [\"CMP0001\"]\ndefault = \"CMP0002\"\nparameter = \"fear.half_life\"\nnote = \"y\"\n";
    let mut files = replaced("evidence/conflicts.toml", conflict);
    files.insert(
        "evidence/claims.toml",
        "[k]\nstatement = \"x\"\nsource = [\"memoir1970\"]\nconfidence = \"sure\"\n",
    );
    insta::assert_snapshot!(read(&files));
}

#[test]
fn every_code_stands_in_a_snapshot_and_has_a_page() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/snapshots");
    let entries = std::fs::read_dir(folder).expect("the snapshots are kept");
    let text: String = entries
        .map(|entry| std::fs::read_to_string(entry.expect("readable").path()).expect("text"))
        .collect();
    let absent: Vec<&str> = CODES
        .iter()
        .map(|code| code.code)
        .filter(|code| !text.contains(&format!("[{code}]")))
        .collect();
    assert_eq!(absent, [""; 0], "codes that no test shows");
    assert!(
        CODES
            .windows(2)
            .all(|pair| pair[0].code[1..] < pair[1].code[1..]),
        "codes rise"
    );
    assert!(CODES.iter().all(
        |code| scenario::explain(&code.code.to_lowercase()) == Some(code) && code.page.len() > 40
    ));
}
