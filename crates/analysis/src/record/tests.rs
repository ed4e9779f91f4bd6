use std::sync::OnceLock;

use jiff::civil::date;
use scenario::Confidence;
use scenario::table::Detail;
use store::{Dictionary, Entry, Kind, SeriesRow, Tables};

use super::*;

fn the_scenario() -> &'static Scenario {
    static LOADED: OnceLock<Scenario> = OnceLock::new();
    LOADED.get_or_init(|| {
        let loaded = scenario::load_from(
            &scenario::EmbeddedFiles,
            &scenario::LoadRequest {
                scenario: "ussr-1953-1964".to_owned(),
                ..scenario::LoadRequest::default()
            },
        );
        loaded.scenario.expect("the scenario of the program loads")
    })
}

/// A run of 100 weeks in which each series is `value(week)` for the country and a tenth of it for
/// each of two regions and one camp.
fn run(names: &[&str], value: impl Fn(u16) -> f64) -> Numbers {
    let entry = |name: &&str| Entry {
        name: (*name).to_owned(),
        unit: "persons".to_owned(),
        kind: Kind::Stock,
        meaning: String::new(),
        record: None,
        needs_full_population: false,
        model_only: false,
    };
    let entities = [
        "USSR",
        "Karaganda oblast",
        "Akmolinsk oblast",
        "Angarsky ITL",
    ];
    let tables = Tables {
        dictionary: Dictionary {
            series: names.iter().map(entry).collect(),
            entities: entities.map(str::to_owned).to_vec(),
        },
        series: (0..100)
            .flat_map(|week| (0..4_u16).map(move |entity| (week, entity)))
            .flat_map(|(week, entity)| (0..names.len() as u16).map(move |own| (week, entity, own)))
            .map(|(week, entity, series)| SeriesRow {
                week,
                series,
                entity,
                value: if entity == 0 {
                    value(week)
                } else {
                    value(week) / 10.0
                },
            })
            .collect(),
        events: vec![
            strike("Rechnoy Camp", 20, 15_000.0),
            strike("Rechnoy Camp", 90, 99_000.0),
        ],
        ..Tables::default()
    };
    Numbers::new(the_scenario(), &tables, 100, 1)
}

/// A strike of the model.
fn strike(camp: &str, week: u16, people: f64) -> store::EventRow {
    store::EventRow {
        week,
        kind: "camp strike".to_owned(),
        place: camp.to_owned(),
        people: Some(people),
        killed: Some(0.0),
        ..store::EventRow::default()
    }
}

#[test]
fn an_event_is_found_by_kind_place_and_time() {
    let numbers = [run(&["population"], |_| 1.0)];
    let camp = the_scenario()
        .tables
        .camps
        .iter()
        .find(|own| own.name == "Rechnoy Camp");
    let camp = camp.expect("the camp is in the table");
    let numbers_of = |day: Date, kind: &str, series: &str, value: f64| {
        let mut row = row(series, "Vorkuta", day, value, "persons");
        row.detail.kind = kind.to_owned();
        row.detail.event = "A strike".to_owned();
        row.detail.coordinates = Some((camp.latitude, camp.longitude));
        only(row, &numbers)
    };
    // Week 20 begins on 19 July 1953.
    let july = numbers_of(date(1953, 7, 22), "camp", "participants", 15_604.0);
    let modelled = july.modelled.unwrap().median;
    assert_eq!((july.occurs, modelled), (Some(1.0), 15_000.0));
    assert_eq!(july.verdict, Verdict::Near);
    let crowd = numbers_of(date(1953, 7, 22), "urban", "participants", 15_604.0);
    assert_eq!((crowd.occurs, crowd.verdict), (Some(0.0), Verdict::Off));
    let later = numbers_of(date(1954, 2, 1), "camp", "participants", 15_604.0);
    assert_eq!(later.occurs, Some(0.0));
    let refugees = numbers_of(date(1953, 7, 22), "camp", "refugees", 1.0);
    assert!(refugees.remark.unwrap().contains("no count of refugees"));
}

/// The check of a row that one country of a hundred weeks answers.
pub(super) fn the_check(row: DataRow) -> RowCheck {
    only(row, &[run(&["population"], |_| 1.0)])
}

pub(super) fn row(series: &str, entity: &str, day: Date, value: f64, unit: &str) -> DataRow {
    DataRow {
        id: "ROW".to_owned(),
        series: series.to_owned(),
        entity: entity.to_owned(),
        date: day,
        value: Some(value),
        text: value.to_string(),
        unit: unit.to_owned(),
        low: None,
        high: None,
        sources: Vec::new(),
        note: String::new(),
        confidence: Confidence::Verified,
        role: Role::Target,
        table: "made_up".to_owned(),
        detail: Detail::default(),
    }
}

fn only(row: DataRow, runs: &[Numbers]) -> RowCheck {
    let weighted: Vec<_> = runs.iter().map(|run| (run, 1.0)).collect();
    check(&[row], &weighted).remove(0)
}

use jiff::civil::Date;

const SPRING: Date = date(1954, 4, 1);

#[test]
fn a_stock_is_read_on_its_day_and_in_its_unit() {
    // Week 56 holds 1 April 1954: the scenario starts on Sunday 1 March 1953.
    let numbers = [run(&["prisoners_total"], |week| f64::from(week) * 1e5)];
    let checked = only(
        row("prisoners_total_1jan", "USSR", SPRING, 5.6, "million"),
        &numbers,
    );
    assert_eq!(checked.modelled.unwrap().median, 5.6);
    assert_eq!(checked.verdict, Verdict::Inside);
    let far = only(
        row("prisoners_total", "USSR", SPRING, 2.0, "million"),
        &numbers,
    );
    assert_eq!(far.verdict, Verdict::Off);
}

#[test]
fn a_republic_is_the_sum_of_its_regions() {
    let numbers = [run(&["population"], |_| 1000.0)];
    let of = |entity: &str| {
        only(
            row("population_republic_apr", entity, SPRING, 200.0, "persons"),
            &numbers,
        )
    };
    assert_eq!(of("Kazakh SSR").modelled.unwrap().median, 200.0);
    assert_eq!(of("Karaganda oblast").modelled.unwrap().median, 100.0);
    assert_eq!(of("Atlantis").verdict, Verdict::NoSuchSeries);
}

#[test]
fn a_flow_is_summed_over_the_year_or_since_the_start() {
    let numbers = [run(
        &[
            "reviewed",
            "convicted_antisoviet_agitation",
            "moved_to_town",
        ],
        |_| 10.0,
    )];
    let since = only(
        row(
            "review_commissions_cases_reviewed",
            "USSR",
            SPRING,
            570.0,
            "persons",
        ),
        &numbers,
    );
    // Weeks 0 to 56.
    assert_eq!(since.modelled.unwrap().median, 570.0);
    let year = only(
        row(
            "net_migration_to_towns",
            "USSR",
            date(1954, 12, 31),
            520.0,
            "persons",
        ),
        &numbers,
    );
    assert_eq!(year.modelled.unwrap().median, 520.0);
    let part = only(
        row(
            "net_migration_to_towns",
            "USSR",
            date(1953, 12, 31),
            520.0,
            "persons",
        ),
        &numbers,
    );
    assert_eq!(part.modelled.unwrap().median, 440.0);
    assert!(part.remark.unwrap().contains("84 %"));
    let outside = only(
        row(
            "net_migration_to_towns",
            "USSR",
            date(1955, 12, 31),
            520.0,
            "persons",
        ),
        &numbers,
    );
    assert!(
        outside
            .remark
            .unwrap()
            .contains("counts 1955-01-01 to 1955-12-31")
    );
}

#[test]
fn a_share_divides_and_a_difference_subtracts() {
    let numbers = [run(
        &[
            "prisoners_counterrevolutionary",
            "prisoners_total",
            "population",
            "population_urban",
        ],
        |_| 50.0,
    )];
    let share = only(
        row(
            "prisoners_counterrevolutionary_share",
            "USSR",
            SPRING,
            22.0,
            "per cent",
        ),
        &numbers,
    );
    assert_eq!(share.modelled.unwrap().median, 100.0);
    let difference = only(
        row("population_rural_1jan", "USSR", SPRING, 1.0, "persons"),
        &numbers,
    );
    assert_eq!(difference.modelled.unwrap().median, 0.0);
}

#[test]
fn several_runs_make_an_interval() {
    let numbers: Vec<Numbers> = (1..=9)
        .map(|size| run(&["population"], move |_| f64::from(size)))
        .collect();
    let checked = only(row("population", "USSR", SPRING, 5.0, "persons"), &numbers);
    let spread = checked.modelled.unwrap();
    assert_eq!((spread.median, spread.runs), (5.0, 9));
    assert_eq!(checked.covered, Some(true));
    let outlying = only(row("population", "USSR", SPRING, 8.9, "persons"), &numbers);
    assert_eq!(outlying.covered, Some(false));
}

#[test]
fn every_failing_step_says_why() {
    let numbers = [run(&["population", "births"], |_| 10.0)];
    let reason = |row: DataRow| {
        let checked = only(row, &numbers);
        assert_eq!(checked.verdict, Verdict::NoSuchSeries);
        checked.remark.unwrap()
    };
    let reasons = [
        reason(row("grain_harvest", "USSR", SPRING, 1.0, "million tonnes")),
        reason(row("cpsu_candidates", "USSR", SPRING, 1.0, "persons")),
        reason(row("population", "USSR", SPRING, 1.0, "copies")),
        reason(row(
            "population",
            "Karagandy oblast",
            SPRING,
            1.0,
            "persons",
        )),
        reason(row("population", "USSR", date(1952, 1, 1), 1.0, "persons")),
        reason(row("cpsu_total", "USSR", SPRING, 1.0, "persons")),
        reason(row(
            "prisoners_at_site",
            "Nowhere ITL",
            SPRING,
            1.0,
            "prisoners",
        )),
        reason(DataRow {
            value: None,
            ..row("population", "USSR", SPRING, 1.0, "persons")
        }),
    ];
    assert_eq!(
        reasons,
        [
            "the model counts nothing like it",
            "the model counts full members and candidates together, as cpsu_total",
            "copies cannot be converted to the model's persons",
            "the model knows no Karagandy oblast; the nearest name is karaganda oblast",
            "1952-01-01 is outside the run, 1953-03-01 to 1955-01-29",
            "the run has not recorded cpsu_total",
            "the model holds no camp called Nowhere ITL",
            "the row gives no figure",
        ]
    );
}

#[test]
fn every_target_row_of_the_tables_gets_a_verdict_and_a_reason_where_it_has_no_figure() {
    let names: Vec<&str> = rules::SERIES.iter().map(|series| series.name).collect();
    let numbers = [run(&names, |_| 1000.0)];
    let mut rows = the_scenario().tables.comparable();
    rows.retain(|row| row.role == Role::Target);
    assert!(rows.len() > 300, "{}", rows.len());
    let weighted = [(&numbers[0], 1.0)];
    for checked in check(&rows, &weighted) {
        let answered = checked.modelled.is_some();
        assert_eq!(answered, checked.verdict != Verdict::NoSuchSeries);
        assert!(answered || checked.remark.is_some(), "{}", checked.row.id);
    }
}

#[test]
fn kinds_are_told_by_what_rows_stand_beside() {
    let day = |year: i16| date(year, 1, 1);
    let mut rows: Vec<DataRow> = [1954, 1955, 1956]
        .map(|year| row("cpsu_total", "CPSU", day(year), 7e6, "persons"))
        .to_vec();
    rows.push(row("population", "USSR", day(1959), 2e8, "persons"));
    rows.push(row("population", "Kazakh SSR", day(1959), 9e6, "persons"));
    rows.push(row(
        scenario::table::CAMP_SERIES,
        "Angarsky ITL",
        day(1954),
        9e3,
        "prisoners",
    ));
    let mut event = row("participants", "Vorkuta", day(1954), 9e3, "persons");
    event.detail.kind = "camp".to_owned();
    event.detail.event = "A strike".to_owned();
    rows.push(event);
    let numbers = run(&["population", "cpsu_total"], |_| 7e6);
    let checks = check(&rows, &[(&numbers, 1.0)]);
    use RowKind::{Camp, Event, Place, SingleFigure, YearlySeries};
    assert_eq!(
        kinds(&checks),
        [
            YearlySeries,
            YearlySeries,
            YearlySeries,
            SingleFigure,
            Place,
            Camp,
            Event
        ]
    );
    let groups = tallies(&checks, |check| check.row.series.clone());
    let party = groups["cpsu_total"];
    // The run ends in January 1955: 1 January is in it, 1956 is not.
    assert_eq!((party.rows, party.inside, party.no_such_series), (3, 2, 1));
    assert_eq!((party.met(), party.answered()), (2, 2));
    assert_eq!(tally(&checks).rows, 7);
}
