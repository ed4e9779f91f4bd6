//! Outcomes on runs made by hand.

use std::collections::BTreeSet;

use rules::SERIES;
use rules::census::GroupCount;

use super::*;
use crate::ensemble::RegionalValue;

/// A run of so many weeks with some series set, week by week.
fn run(weeks: u16, series: &[(&str, &[f64])]) -> Trajectory {
    let mut run = Trajectory {
        weeks,
        country: vec![vec![f64::NAN; usize::from(weeks)]; SERIES.len()],
        ..Trajectory::default()
    };
    for (name, values) in series {
        let number = Trajectory::number(name).unwrap();
        run.country[number][..values.len()].copy_from_slice(values);
    }
    run
}

fn value(id: &str, run: &Trajectory, window: Range<u16>) -> Option<f64> {
    Outcome::find(id).unwrap().value(run, window)
}

#[test]
fn ids_are_unique_and_every_outcome_says_what_it_is() {
    let ids: BTreeSet<_> = OUTCOMES.iter().map(|outcome| outcome.id).collect();
    assert_eq!(ids.len(), OUTCOMES.len());
    for outcome in OUTCOMES {
        assert!(outcome.means.ends_with('.'), "{}", outcome.id);
        assert!(
            !outcome.unit.is_empty() && !outcome.anchor.is_empty(),
            "{}",
            outcome.id
        );
        let family = outcome.id.split('.').next().unwrap();
        assert!(
            Outcome::family(family)
                .iter()
                .any(|own| own.id == outcome.id)
        );
    }
    for number in 1..=14 {
        assert!(
            !Outcome::family(&format!("O{number:02}")).is_empty(),
            "O{number:02}"
        );
    }
}

#[test]
fn headline_outcomes_are_counted_by_this_version() {
    for outcome in OUTCOMES.iter().filter(|outcome| outcome.headline) {
        assert_eq!(outcome.lacks(), Vec::<&str>::new(), "{}", outcome.id);
    }
}

#[test]
fn flows_become_rates_and_stocks_are_read_at_the_end() {
    let run = run(
        4,
        &[
            ("remarks_at_meetings", &[10.0, 20.0, 30.0, 40.0]),
            ("mean_trust", &[0.4, f64::NAN, 0.5, f64::NAN]),
        ],
    );
    let monthly = value("O02.remarks", &run, 1..3).unwrap();
    assert!((monthly - 25.0 * 365.25 / 7.0 / 12.0).abs() < 1e-9);
    assert_eq!(value("O07.trust", &run, 1..4), Some(0.5));
    assert_eq!(
        value("O07.trust", &run, 1..2),
        Some(0.4),
        "the last count before the end"
    );
    assert_eq!(value("O02.remarks", &run, 4..4), None);
}

#[test]
fn spread_is_nothing_for_unanimity_and_one_for_an_even_split() {
    let names = [
        "reception_official",
        "reception_more_than_old_leader",
        "reception_slander",
        "reception_confusion",
    ];
    let of = |counts: [f64; 4]| {
        let columns = counts.map(|count| [count]);
        let series: Vec<(&str, &[f64])> = names
            .iter()
            .zip(&columns)
            .map(|(name, column)| (*name, column.as_slice()))
            .collect();
        value("O01.adults", &run(1, &series), 0..1)
    };
    assert_eq!(of([5.0, 5.0, 5.0, 5.0]), Some(1.0));
    assert_eq!(of([9.0, 0.0, 0.0, 0.0]), Some(0.0));
    assert_eq!(of([0.0; 4]), None);
    let half = of([8.0, 8.0, 0.0, 0.0]).unwrap();
    assert!((half - 0.5 / 0.75).abs() < 1e-12);
}

#[test]
fn spread_between_regions_is_all_of_it_when_each_region_is_of_one_mind() {
    let names = ["reception_official", "reception_more_than_old_leader"];
    let others = ["reception_slander", "reception_confusion"];
    let all = [[10.0]; 2];
    let mut made = run(
        1,
        &[
            (names[0], &all[0]),
            (names[1], &all[1]),
            (others[0], &[0.0]),
            (others[1], &[0.0]),
        ],
    );
    made.regions = vec!["one".to_owned(), "other".to_owned()];
    let mut numbers: Vec<(u16, &str)> = names
        .iter()
        .chain(&others)
        .map(|name| (Trajectory::number(name).unwrap() as u16, *name))
        .collect();
    numbers.sort_unstable();
    for region in 0..2_u16 {
        for (series, name) in &numbers {
            let own = *name == names[usize::from(region)];
            made.regional.push(RegionalValue {
                week: 0,
                series: *series,
                region,
                value: if own { 10.0 } else { 0.0 },
            });
        }
    }
    assert_eq!(value("O01.regions", &made, 0..1), Some(1.0));
    let by = Outcome::find("O01.adults")
        .unwrap()
        .by(&made, 0..1, Among::Regions);
    assert_eq!(by, [("one".to_owned(), 0.0), ("other".to_owned(), 0.0)]);
}

#[test]
fn groups_are_put_together_over_ranks_and_republics() {
    let mut made = run(1, &[]);
    made.republics = vec!["A".to_owned(), "B".to_owned()];
    for (republic, rank, informed) in [(0, 2, 30.0), (1, 2, 10.0), (0, 0, 1.0)] {
        for category in 0..4 {
            let count = GroupCount {
                measure: "channel",
                category,
                republic,
                rank,
                people: if category == 3 { informed } else { 0.0 },
                of: 50.0,
            };
            made.groups.push(0, &count);
        }
    }
    assert_eq!(value("O12.members", &made, 0..1), Some(0.4));
    let outcome = Outcome::find("O12.members").unwrap();
    let by = outcome.by(&made, 0..1, Among::Republics);
    assert_eq!(by, [("A".to_owned(), 0.6), ("B".to_owned(), 0.2)]);
    let by = outcome.by(&made, 0..1, Among::Ranks);
    assert_eq!(by, [("member".to_owned(), 0.4)]);
}

#[test]
fn durations_end_with_the_window() {
    let heard = [0.0, 30.0, 60.0, 90.0];
    let adults = [100.0; 4];
    let made = run(4, &[("heard_any", &heard), ("adults", &adults)]);
    let month = 365.25 / 7.0 / 12.0;
    assert_eq!(value("O12.half", &made, 0..4), Some(2.0 / month));
    assert_eq!(
        value("O12.half", &made, 0..2),
        Some(2.0 / month),
        "not reached"
    );
    let outcome = Outcome::find("O12.half").unwrap();
    assert!(
        outcome
            .course(&made, 0..4, 2)
            .iter()
            .all(|(_, value)| value.is_none())
    );
}

#[test]
fn a_course_covers_the_window_step_by_step() {
    let made = run(5, &[("grumbled", &[1.0, 1.0, 3.0, 3.0, 5.0])]);
    let outcome = Outcome::find("O02.grumbling").unwrap();
    let course = outcome.course(&made, 0..5, 2);
    let month = 365.25 / 7.0 / 12.0;
    let expected = [(2, 1.0), (4, 3.0), (5, 5.0)];
    for ((week, value), (known, rate)) in course.iter().zip(expected) {
        assert_eq!(*week, known);
        assert!((value.unwrap() - rate * month).abs() < 1e-9);
    }
}
