//! Amnesties and reviews: predicates that are data, and a rate.

use kernel::time::WEEKS_PER_CALENDAR_YEAR;
use world::collective::{age_in, attribute};
use world::inmate::category;
use world::plan::{Condition, PlannedRelease};
use world::{Inmate, Plan};

/// Whom a rule is asked about: a prisoner, or a special settler, who has no sentence.
#[derive(Debug, Clone, Copy, Default)]
pub struct Subject {
    /// Year of birth as [`world::Traits`] hold it.
    pub birth_year: u8,
    /// Bits of [`attribute`].
    pub attributes: u8,
    /// Bits of [`category`].
    pub category: u8,
    /// Full sentence in weeks.
    pub sentence_weeks: u16,
}

impl From<&Inmate> for Subject {
    fn from(inmate: &Inmate) -> Subject {
        Subject {
            birth_year: inmate.person.birth_year,
            attributes: inmate.person.attributes,
            category: inmate.category,
            sentence_weeks: inmate.sentence_weeks,
        }
    }
}

/// The longest sentence, in weeks, that counts as one of so many years.
pub(crate) fn longest_sentence(years: f64) -> f64 {
    years * WEEKS_PER_CALENDAR_YEAR + 0.5
}

/// Whether one condition holds for somebody in a calendar year.
pub(crate) fn holds(condition: &Condition, subject: Subject, year: i16) -> bool {
    let is = |bit: u8| subject.category & bit != 0;
    let political = is(category::POLITICAL);
    let age = f64::from(age_in(subject.birth_year, year));
    let woman = subject.attributes & attribute::WOMAN != 0;
    match condition {
        Condition::Political(wanted) => political == *wanted,
        Condition::Collaborator(wanted) => (political && is(category::COLLABORATOR)) == *wanted,
        Condition::OfficialCrime(wanted) => (!political && is(category::OFFICIAL)) == *wanted,
        Condition::GraveCrime(wanted) => is(category::GRAVE) == *wanted,
        Condition::Pregnant => is(category::PREGNANT),
        Condition::WithChild => is(category::WITH_CHILD),
        Condition::Ill => is(category::ILL),
        Condition::Under(years) => age < *years,
        Condition::ManOver(years) => !woman && age > *years,
        Condition::WomanOver(years) => woman && age > *years,
        Condition::TermAtMostYears(years) => {
            f64::from(subject.sentence_weeks) <= longest_sentence(*years)
        }
    }
}

/// Whether a rule covers somebody: the definition, condition by condition. Weeks ask
/// [`crate::coverage::Coverage`], which says the same sooner.
pub fn covers(rule: &PlannedRelease, subject: impl Into<Subject>, year: i16) -> bool {
    let subject = subject.into();
    let clause =
        |conditions: &Vec<Condition>| conditions.iter().all(|one| holds(one, subject, year));
    rule.any.iter().any(clause) && !rule.except.iter().any(clause)
}

/// Adds what was counted of each rule among others.
pub(crate) fn together(one: Vec<u64>, other: Vec<u64>) -> Vec<u64> {
    one.iter().zip(other).map(|(a, b)| a + b).collect()
}

/// A release rule in force this week.
#[derive(Debug, Clone, Copy)]
pub struct InForce<'a> {
    /// Position in the plan, which keys the rule's draws.
    pub number: u8,
    /// The rule.
    pub rule: &'a PlannedRelease,
    /// Value of the lever that switches it: a factor on its pace.
    strength: f64,
}

impl InForce<'_> {
    /// The chance that one of `covered` people of a sample is handled this week.
    pub fn chance(&self, covered: u64, interval: u32) -> f64 {
        let pace = self.rule.pace.chance(covered as f64, f64::from(interval));
        (pace * self.strength).min(1.0)
    }
}

/// Rules of a plan in force in a week: between their days, and their lever stands at one half or
/// more.
pub fn in_force(plan: &Plan, week: u16) -> Vec<InForce<'_>> {
    let strength = |rule: &PlannedRelease| {
        let lever = rule.given_if.as_ref().and_then(|id| plan.levers.get(id));
        lever.map_or(1.0, |weeks| weeks[usize::from(week)])
    };
    let numbered = plan.releases.iter().enumerate();
    numbered
        .map(|(number, rule)| InForce {
            number: number as u8,
            rule,
            strength: strength(rule),
        })
        .filter(|own| own.rule.from <= week && week < own.rule.until && own.strength >= 0.5)
        .collect()
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
            pace: world::plan::Pace::PerWeek(1.0),
            given_if: None,
        }
    }

    fn inmate(sentence_years: f64, category: u8) -> Inmate {
        Inmate {
            sentence_weeks: (sentence_years * WEEKS_PER_CALENDAR_YEAR) as u16,
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
