use super::expression::{Aggregate, Comparison, Number};
use super::*;

fn error(text: &str) -> String {
    let error = parse(text).expect_err(text);
    let marked = text.get(error.at..(error.at + error.length).min(text.len()));
    format!("at `{}`: {error}", marked.unwrap_or_default())
}

#[test]
fn a_test_is_read_into_its_tree() {
    let read =
        parse("sum(reviewed, 1956) > 2 * mean(reviewed, 1955-03/1955-06)").expect("readable");
    let Condition::Compare(Number::Over(aggregate, _, window), comparison, Number::Both(..)) = read
    else {
        panic!("{read:?}");
    };
    assert_eq!((aggregate, comparison), (Aggregate::Sum, Comparison::More));
    assert_eq!(window.to.to_string(), "1956-12-31");
}

#[test]
fn arithmetic_and_logic_bind_as_usual() {
    for text in [
        "1 + 2 * 3 == 7",
        "(1 + 2) * 3 == 9",
        "-2 - -3 == 1 and 6 / 3 / 2 == 1",
        "not 1 > 2 or 1 > 2",
        "1 < 2 or 1 > 2 and 3 > 4",
    ] {
        let condition = parse(text).expect(text);
        let course = course_of(&[]);
        assert_eq!(
            condition.holds(&course.beside(&course, START)),
            Some(true),
            "{text}"
        );
    }
}

const START: jiff::civil::Date = jiff::civil::date(1953, 3, 1);

/// A run of 100 weeks in which the given series are the number of the week, times a factor.
fn course_of(series: &[(&str, f64)]) -> Asked {
    let mut country = vec![vec![f64::NAN; 100]; rules::SERIES.len()];
    for (name, factor) in series {
        let number = crate::ensemble::Trajectory::number(name).expect("a series");
        for (week, value) in country[number].iter_mut().enumerate() {
            *value = week as f64 * factor;
        }
    }
    let trajectory = crate::ensemble::Trajectory {
        weeks: 100,
        country,
        ..Default::default()
    };
    let loaded = scenario::load_from(
        &scenario::EmbeddedFiles,
        &scenario::LoadRequest {
            scenario: "ussr-1953-1964".to_owned(),
            ..Default::default()
        },
    );
    let scenario = loaded.scenario.expect("the scenario of the program loads");
    Asked::new(&scenario, Arc::new(trajectory), 1)
}

#[test]
fn numbers_of_a_run_are_those_of_its_weeks() {
    let run = course_of(&[("reviewed", 1.0), ("births", 2.0)]);
    let other = course_of(&[("reviewed", 10.0)]);
    let holds = |text: &str| parse(text).expect(text).holds(&run.beside(&other, START));
    // 1954 holds weeks 44 to 95: their middles are 1954-01-06 to 1954-12-29.
    assert_eq!(
        holds("min(reviewed, 1954) == 44 and max(reviewed, 1954) == 95"),
        Some(true)
    );
    assert_eq!(holds("sum(reviewed, 1954) == 3614"), Some(true));
    assert_eq!(holds("mean(births / reviewed, 1954) == 2"), Some(true));
    assert_eq!(holds("at(reviewed, 1953-03-15) == 2"), Some(true));
    assert_eq!(
        holds("count(reviewed, 1953-03-01/1953-03-14) == 1"),
        Some(true)
    );
    assert_eq!(holds("first_week(reviewed, 50.5) == 51"), Some(true));
    assert_eq!(holds("base(at(reviewed, 1953-03-15)) == 20"), Some(true));
    assert_eq!(
        holds("sum(reviewed, 1956) > 0"),
        None,
        "the run ends before"
    );
    assert_eq!(holds("sum(acts, 1954) > 0"), None, "not counted");
    assert_eq!(holds("first_week(reviewed, 1000) > 0"), None, "never");
}

#[test]
fn mistakes_are_marked_and_named() {
    let texts = [
        "sum(reviewd, 1956) > 0",
        "reviewed > 0",
        "summ(reviewed, 1956) > 0",
        "sum(reviewed, 1956)",
        "sum(reviewed) > 0",
        "sum(reviewed, 56) > 0",
        "sum(reviewed, 1957/1956) > 0",
        "sum(sum(reviewed, 1956), 1956) > 0",
        "mean(moved_to_town[RSFSR], 1956) > 0",
        "outcome(O01.member, 1956) > 0",
        "1 > 2 3",
        "(1 > 2",
        "",
    ];
    let said: Vec<String> = texts
        .iter()
        .map(|text| format!("{text}\n  {}", error(text)))
        .collect();
    let expected = include_str!("mistakes.txt");
    assert_eq!(said.join("\n") + "\n", expected);
}

#[test]
fn nested_beyond_reason_is_refused() {
    let text = "(".repeat(10_000) + "1";
    assert!(
        parse(&text)
            .expect_err("too deep")
            .message
            .contains("nested")
    );
}

#[test]
fn every_statement_of_the_scenario_can_be_asked() {
    let loaded = scenario::load_from(
        &scenario::EmbeddedFiles,
        &scenario::LoadRequest {
            scenario: "ussr-1953-1964".to_owned(),
            ..Default::default()
        },
    );
    let scenario = loaded.scenario.expect("the scenario of the program loads");
    let statements = scenario::read_statements(&scenario::EmbeddedFiles, &scenario)
        .expect("the statements of the program are readable");
    let patterns: std::collections::BTreeSet<_> = statements
        .iter()
        .filter_map(|own| own.pattern.clone())
        .collect();
    let wanted: Vec<String> = (1..=9).map(|number| format!("P{number}")).collect();
    assert_eq!(patterns.into_iter().collect::<Vec<_>>(), wanted);
    assert!(statements.len() >= 34, "{} statements", statements.len());
    let questions = questions(statements, &scenario, &scenario::EmbeddedFiles);
    if let Err(problems) = questions {
        panic!("{}", scenario::render(&problems, false));
    }
}
