//! Release rules are data; what clauses mean holds for every inmate.

use bytemuck::Zeroable;
use proptest::prelude::*;
use rules::coverage::Coverage;
use rules::release::covers;
use world::plan::{Condition, Pace, PlannedRelease, ReleaseEffect};
use world::{Inmate, Person};

fn condition() -> impl Strategy<Value = Condition> {
    prop_oneof![
        any::<bool>().prop_map(Condition::Political),
        any::<bool>().prop_map(Condition::Collaborator),
        any::<bool>().prop_map(Condition::GraveCrime),
        any::<bool>().prop_map(Condition::OfficialCrime),
        Just(Condition::Pregnant),
        Just(Condition::WithChild),
        Just(Condition::Ill),
        (0_u8..90).prop_map(|age| Condition::Under(f64::from(age))),
        (0_u8..90).prop_map(|age| Condition::ManOver(f64::from(age))),
        (0_u8..90).prop_map(|age| Condition::WomanOver(f64::from(age))),
        (0_u8..25).prop_map(|years| Condition::TermAtMostYears(f64::from(years))),
    ]
}

fn clauses(most: usize) -> impl Strategy<Value = Vec<Vec<Condition>>> {
    prop::collection::vec(prop::collection::vec(condition(), 0..3), 0..most)
}

fn inmate() -> impl Strategy<Value = Inmate> {
    (any::<u8>(), 0_u16..1_400, 0_u8..100, any::<u8>()).prop_map(
        |(category, sentence_weeks, birth_year, attributes)| Inmate {
            category,
            sentence_weeks,
            person: Person {
                birth_year,
                attributes,
                ..Person::default()
            },
            ..Inmate::zeroed()
        },
    )
}

fn rule(any: Vec<Vec<Condition>>, except: Vec<Vec<Condition>>) -> PlannedRelease {
    PlannedRelease {
        id: "rule".to_owned(),
        from: 0,
        until: u16::MAX,
        any,
        except,
        effect: ReleaseEffect::Release,
        pace: Pace::PerWeek(1.0),
        given_if: None,
    }
}

proptest! {
    #[test]
    fn a_rule_made_ready_covers_whom_it_covers(own in inmate(), any in clauses(90), except in clauses(3), year in 1953_i16..1965) {
        let rule = rule(any, except);
        prop_assert_eq!(Coverage::of(&rule).covers(&own, year), covers(&rule, &own, year));
    }

    #[test]
    fn a_further_clause_never_covers_fewer(own in inmate(), any in clauses(4), except in clauses(3), more in clauses(2)) {
        let wider = [any.clone(), more].concat();
        let (before, after) = (rule(any, except.clone()), rule(wider, except));
        prop_assert!(!covers(&before, &own, 1953) || covers(&after, &own, 1953));
    }

    #[test]
    fn a_further_exception_never_covers_more(own in inmate(), any in clauses(4), except in clauses(3), more in clauses(2)) {
        let stricter = [except.clone(), more].concat();
        let (before, after) = (rule(any.clone(), except), rule(any, stricter));
        prop_assert!(!covers(&after, &own, 1953) || covers(&before, &own, 1953));
    }

    #[test]
    fn a_further_condition_in_every_clause_never_covers_more(own in inmate(), any in clauses(4), also in condition()) {
        let narrowed = any.iter().map(|clause| [clause.as_slice(), std::slice::from_ref(&also)].concat());
        let (before, after) = (rule(any.clone(), vec![]), rule(narrowed.collect(), vec![]));
        prop_assert!(!covers(&after, &own, 1953) || covers(&before, &own, 1953));
    }

    #[test]
    fn the_order_of_clauses_and_conditions_says_nothing(own in inmate(), any in clauses(4), except in clauses(3)) {
        let turned = |clauses: &Vec<Vec<Condition>>| -> Vec<Vec<Condition>> {
            clauses.iter().rev().map(|clause| clause.iter().rev().cloned().collect()).collect()
        };
        let there = rule(any.clone(), except.clone());
        let back = rule(turned(&any), turned(&except));
        prop_assert_eq!(covers(&there, &own, 1953), covers(&back, &own, 1953));
    }

    #[test]
    fn no_clause_covers_nobody_and_an_empty_one_everybody(own in inmate()) {
        prop_assert!(!covers(&rule(vec![], vec![]), &own, 1953));
        prop_assert!(covers(&rule(vec![vec![]], vec![]), &own, 1953));
        prop_assert!(!covers(&rule(vec![vec![]], vec![vec![]]), &own, 1953));
    }

    #[test]
    fn a_condition_and_its_opposite_part_everybody(own in inmate()) {
        for both in [
            [Condition::Political(true), Condition::Political(false)],
            [Condition::GraveCrime(true), Condition::GraveCrime(false)],
            [Condition::Collaborator(true), Condition::Collaborator(false)],
            [Condition::OfficialCrime(true), Condition::OfficialCrime(false)],
        ] {
            let covered = both.map(|one| covers(&rule(vec![vec![one]], vec![]), &own, 1953));
            prop_assert_ne!(covered[0], covered[1]);
        }
    }

    #[test]
    fn the_old_are_found_as_men_or_as_women(own in inmate(), years in 0_u8..90) {
        let years = f64::from(years);
        let over = rule(vec![vec![Condition::ManOver(years)], vec![Condition::WomanOver(years)]], vec![]);
        let older = f64::from(own.person.age_in(1953)) > years;
        prop_assert_eq!(covers(&over, &own, 1953), older);
    }
}
