//! Rows of the record beside runs, as people and programs ask for it.

use crate::support::{Home, SMALL, said};

const HEADER: &str = "id,series,entity,date,year,value,unit,low,high,source,note,confidence,role\n";

fn with_targets(home: &Home, name: &str, rows: &str) -> String {
    let path = home.path(name);
    std::fs::write(&path, format!("{HEADER}{rows}")).unwrap();
    path.display().to_string()
}

#[test]
fn rows_of_any_table_get_a_verdict() {
    let home = Home::new();
    assert_eq!(home.say(SMALL).code, 0);
    let file = with_targets(
        &home,
        "further.csv",
        "A1,presidium_full_members,Presidium of the CC,1953-03-07,1953,10,persons,,,nobody,,recalled,target\n\
         A2,grain_harvest,USSR,1953-12-31,1953,80,million tonnes,,,nobody,,recalled,target\n\
         A3,population_total_1jan,USSR,1953-04-01,1953,,million,,,nobody,,recalled,target\n\
         A4,population_total_1jan,USSR,1953-04-01,1953,1,copies,,,nobody,,recalled,target\n\
         A5,presidium_candidates,USSR,1953-03-07,1953,4,persons,,,nobody,,recalled,context\n",
    );
    let (code, envelope) = home.json(&format!("check record last --targets {file}"));
    assert_eq!(code, 0, "{envelope:#}");
    let rows = envelope["result"]["rows"].as_array().unwrap();
    let verdicts: Vec<_> = rows
        .iter()
        .map(|row| {
            (
                row["id"].as_str().unwrap(),
                row["verdict"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        verdicts,
        [
            ("A1", "inside"),
            ("A2", "no-such-series"),
            ("A3", "no-such-series"),
            ("A4", "no-such-series")
        ]
    );
    assert_eq!(envelope["result"]["summary"]["rows"], 4);
    let all = home.say(&format!(
        "check record last --all-roles --format csv --targets {file}"
    ));
    assert_eq!(all.out.lines().count(), 6, "{}", all.out);
    assert!(
        all.out
            .contains("A5,presidium_candidates,USSR,1953-03-07,persons,4,,,4,4,4,1,true,inside")
    );
    let text = home.say(&format!("check record last --targets {file}")).out;
    assert!(
        text.contains("copies cannot be converted to the model's persons: A4"),
        "{text}"
    );
}

#[test]
fn a_damaged_table_is_refused_with_its_place() {
    let home = Home::new();
    assert_eq!(home.say(SMALL).code, 0);
    let file = with_targets(
        &home,
        "damaged.csv",
        "A1,cpsu_total,USSR,1953-03-07,1953,ten,persons,,,nobody,,recalled,target\n",
    );
    let (code, envelope) = home.json(&format!("check record last --targets {file}"));
    assert_eq!(code, 2, "{envelope:#}");
    assert_eq!(envelope["error"]["code"], "E0306");
    assert_eq!(envelope["error"]["where"]["line"], 2);
    assert_eq!(envelope["error"]["where"]["col"], 36);
    let missing =
        said(
            home.program()
                .args(["check", "record", "last", "--targets", "nowhere.csv"]),
        );
    assert_eq!(missing.code, 2);
    assert!(missing.talk.contains("nowhere.csv"), "{}", missing.talk);
}

#[test]
fn the_series_that_can_be_asked_for_are_listed() {
    let home = Home::new();
    let said = home.say("check series");
    assert_eq!(said.code, 0);
    for name in [
        "prisoners_itl_1jan",
        "cpsu_total",
        "review_punishment_revised",
    ] {
        assert!(said.out.contains(name), "{name}");
    }
    assert_eq!(home.say("check record --list").out, said.out);
}

#[test]
fn a_foreign_table_is_answered_row_by_row() {
    let home = Home::new();
    assert_eq!(home.say(SMALL).code, 0);
    let path = home.path("foreign.csv");
    // A column of its own, none of low, high, note and confidence, and names as others write them.
    let rows = "id,series,entity,date,value,unit,source,role,colour\n\
        M1,population,U.S.S.R.,1953-04-01,188,mln,nobody,target,red\n\
        M2,population,Украинская ССР,1953-04-01,40,million,nobody,target,\n\
        M3,population,Ukranian SSR,1953-04-01,40,million,nobody,target,\n\
        M4,population,USSR,1972-01-01,250,million,nobody,target,\n\
        M5,population,USSR,1953-04-01,,million,nobody,target,\n\
        M6,populatoin,USSR,1953-04-01,188,million,nobody,target,\n\
        M7,population,USSR,1953-04-01,188,million tonnes,nobody,target,\n";
    std::fs::write(&path, rows).unwrap();
    let (code, envelope) = home.json(&format!("check record last --targets {}", path.display()));
    assert_eq!(code, 0, "{envelope:#}");
    let rows = envelope["result"]["rows"].as_array().unwrap();
    let said: Vec<(&str, &str)> = rows
        .iter()
        .map(|row| {
            (
                row["verdict"].as_str().unwrap(),
                row["remark"].as_str().unwrap_or(""),
            )
        })
        .collect();
    assert_eq!((said[0].0, said[1].0), ("inside", "near"), "{said:?}");
    for (place, word) in [
        (2, "ukrainian ssr"),
        (3, "outside the run"),
        (4, "no figure"),
        (5, "population"),
        (6, "million tonnes"),
    ] {
        assert_eq!(said[place].0, "no-such-series", "{said:?}");
        assert!(said[place].1.contains(word), "{said:?}");
    }
}

#[test]
fn draws_are_run_into_folders_that_checks_and_reports_take() {
    let home = Home::new();
    let out = home.path("draws").display().to_string();
    let plan = home.path("two.toml");
    let text = "sweep = \"two\"\ntitle = \"Two draws\"\nscenario = \"ussr-1953-1964\"\nsample = 10000\n\
        until = 1956-12-31\nseeds = 1\nfolders = true\nmeasures = [\"prisoners_total\"]\n\
        dates = [1954-12-31]\n[design]\nkind = \"draws\"\nset = \"thaw-1\"\npoints = 2\n";
    std::fs::write(&plan, text).unwrap();
    let first = home.say(&format!("sweep {} --only 1 --out {out}", plan.display()));
    assert_eq!(first.code, 0, "{}", first.talk);
    let both = home.say(&format!("sweep {} --out {out}", plan.display()));
    assert!(both.out.contains("1 computed now, 1 found"), "{}", both.out);
    let record = home.say(&format!("check record {out}"));
    assert!(
        record.out.contains("80 % interval over 2 runs"),
        "{}",
        record.out
    );
    assert!(
        record.out.contains("Yearly series rows: "),
        "{}",
        record.out
    );
    let (_, statements) = home.json(&format!("check statements --of {out}"));
    let first = &statements["result"]["statements"][0];
    assert_eq!(first["of"], 2, "{first:#}");
    let report = home.say(&format!("report {out}"));
    assert_eq!(report.code, 0, "{}", report.talk);
    let html = std::fs::read_to_string(home.path("draws/report.html")).unwrap();
    for word in ["likely reason", "P9", "2 runs", "Yearly", "holds in"] {
        assert!(html.to_lowercase().contains(&word.to_lowercase()), "{word}");
    }
    let (code, scale) = home.json(&format!("check scale --small {out} --large {out}"));
    assert_eq!(code, 0);
    // Every run is its own partner.
    assert_eq!(scale["result"]["lines"][0]["pairs"]["greatest"], 0.0);
}
