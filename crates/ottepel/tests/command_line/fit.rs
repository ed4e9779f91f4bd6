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
