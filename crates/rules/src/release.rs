//! Amnesties and reviews: predicates that are data, and a rate.

use world::Inmate;
use world::collective::attribute;
use world::inmate::category;
use world::plan::{Condition, PlannedRelease};

/// Weeks in a calendar year.
const WEEKS_IN_YEAR: f64 = 365.25 / 7.0;

/// Whether one condition holds for an inmate in a calendar year.
fn holds(condition: &Condition, inmate: &Inmate, year: i16) -> bool {
    let is = |bit: u8| inmate.category & bit != 0;
    let age = f64::from(inmate.person.age_in(year));
    let woman = inmate.person.attributes & attribute::WOMAN != 0;
    match condition {
        Condition::Political(wanted) => is(category::POLITICAL) == *wanted,
        Condition::Collaborator(wanted) => is(category::COLLABORATOR) == *wanted,
        Condition::GraveCrime(wanted) => is(category::GRAVE) == *wanted,
        Condition::Pregnant => is(category::PREGNANT),
        Condition::WithChild => is(category::WITH_CHILD),
        Condition::Ill => is(category::ILL),
        Condition::Under(years) => age < *years,
        Condition::ManOver(years) => !woman && age > *years,
        Condition::WomanOver(years) => woman && age > *years,
        Condition::TermAtMostYears(years) => {
            f64::from(inmate.sentence_weeks) <= years * WEEKS_IN_YEAR + 0.5
        }
    }
}

/// Whether a rule covers an inmate.
pub fn covers(rule: &PlannedRelease, inmate: &Inmate, year: i16) -> bool {
    let clause =
        |conditions: &Vec<Condition>| conditions.iter().all(|one| holds(one, inmate, year));
    rule.any.iter().any(clause) && !rule.except.iter().any(clause)
}

#[cfg(test)]
mod tests {
    use super::*;
    use world::plan::ReleaseEffect;

    fn amnesty() -> PlannedRelease {
        PlannedRelease {
            id: "amnesty".into(),
            from: 3,
            until: 30,
            any: vec![
                vec![Condition::TermAtMostYears(5.0)],
                vec![Condition::Pregnant],
            ],
            except: vec![vec![
                Condition::Political(true),
                Condition::GraveCrime(true),
            ]],
            effect: ReleaseEffect::Release,
            per_week: 1.0,
        }
    }

    fn inmate(sentence_years: f64, category: u8) -> Inmate {
        Inmate {
            sentence_weeks: (sentence_years * WEEKS_IN_YEAR) as u16,
            category,
            ..bytemuck::Zeroable::zeroed()
        }
    }

    #[test]
    fn any_clause_covers_and_an_exception_takes_out() {
        let rule = amnesty();
        assert!(covers(&rule, &inmate(5.0, 0), 1953));
        assert!(!covers(&rule, &inmate(6.0, 0), 1953));
        assert!(covers(&rule, &inmate(6.0, category::PREGNANT), 1953));
        let excepted = category::POLITICAL | category::GRAVE;
        assert!(!covers(&rule, &inmate(5.0, excepted), 1953));
        assert!(covers(&rule, &inmate(5.0, category::POLITICAL), 1953));
    }
}
