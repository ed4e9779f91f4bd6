//! Whom a release rule covers, made ready for asking millions of prisoners every week.
//!
//! Each condition of a rule asks for one of three things: the category of the case, the age and sex
//! of the person, the length of the sentence. So the clauses that hold are the intersection of three
//! sets that are looked up. It says the same as [`crate::release::covers`], which is the definition.

use world::Plan;
use world::collective::{BIRTH_YEAR_ZERO, age_in, attribute};
use world::plan::{Condition, PlannedRelease};

use crate::release::{Subject, holds, longest_sentence};

/// A set of clauses, one bit each.
type Clauses = u64;

/// Ages that are told apart, in years; nobody grows older.
const AGES: usize = 128;

/// A rule's clauses, ready to be asked.
#[derive(Debug, Clone)]
pub struct Coverage {
    any: Vec<Alternatives>,
    except: Vec<Alternatives>,
}

impl Coverage {
    /// Makes a rule ready.
    pub fn of(rule: &PlannedRelease) -> Coverage {
        let ready = |clauses: &[Vec<Condition>]| {
            let together = clauses.chunks(Clauses::BITS as usize);
            together.map(Alternatives::of).collect()
        };
        Coverage {
            any: ready(&rule.any),
            except: ready(&rule.except),
        }
    }

    /// Makes all rules of a plan ready, in its order.
    pub(crate) fn of_plan(plan: &Plan) -> Vec<Coverage> {
        plan.releases.iter().map(Coverage::of).collect()
    }

    /// Whether the rule covers somebody in a calendar year.
    #[inline]
    pub fn covers(&self, subject: impl Into<Subject>, year: i16) -> bool {
        let subject = subject.into();
        let one_holds = |own: &Alternatives| own.one_holds(subject, year);
        self.any.iter().any(one_holds) && !self.except.iter().any(one_holds)
    }
}

/// Clauses of which one suffices, as sets by what they ask for.
#[derive(Debug, Clone)]
struct Alternatives {
    /// Clauses that the category allows, by its bits.
    by_category: Box<[Clauses; 256]>,
    /// Clauses that the age allows, for men and for women.
    by_age: Box<[[Clauses; AGES]; 2]>,
    /// Longest sentences, in weeks, with the clauses that ask for them.
    by_sentence: Vec<(f64, Clauses)>,
}

impl Alternatives {
    /// Sets of at most as many clauses as a set has room for.
    fn of(clauses: &[Vec<Condition>]) -> Alternatives {
        let allowed = |aspect: Aspect, subject: Subject, year: i16| -> Clauses {
            let allows = |clause: &Vec<Condition>| {
                let mut asked = clause.iter().filter(|one| aspect_of(one) == aspect);
                asked.all(|one| holds(one, subject, year))
            };
            let bits = clauses.iter().enumerate();
            bits.fold(0, |all, (bit, clause)| {
                all | Clauses::from(allows(clause)) << bit
            })
        };
        let with_category = |category: usize| Subject {
            category: category as u8,
            ..Subject::default()
        };
        let of_age = |age: usize, attributes: u8| {
            let subject = Subject {
                attributes,
                ..Subject::default()
            };
            allowed(Aspect::AgeAndSex, subject, BIRTH_YEAR_ZERO + age as i16)
        };
        let of_sex = |attributes| std::array::from_fn(|age| of_age(age, attributes));
        Alternatives {
            by_category: Box::new(std::array::from_fn(|category| {
                allowed(Aspect::Category, with_category(category), BIRTH_YEAR_ZERO)
            })),
            by_age: Box::new([0, attribute::WOMAN].map(of_sex)),
            by_sentence: longest_sentences(clauses),
        }
    }

    #[inline]
    fn one_holds(&self, subject: Subject, year: i16) -> bool {
        let woman = usize::from(subject.attributes & attribute::WOMAN != 0);
        let age = age_in(subject.birth_year, year).clamp(0, AGES as i16 - 1);
        let allowed = self.by_category[usize::from(subject.category)]
            & self.by_age[woman][usize::from(age as u16)];
        let sentence = f64::from(subject.sentence_weeks);
        let too_long = self.by_sentence.iter().fold(0, |all, (most, clauses)| {
            all | if sentence > *most { *clauses } else { 0 }
        });
        allowed & !too_long != 0
    }
}

/// What a condition asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Aspect {
    Category,
    AgeAndSex,
    Sentence,
}

fn aspect_of(condition: &Condition) -> Aspect {
    match condition {
        Condition::Political(_)
        | Condition::Collaborator(_)
        | Condition::OfficialCrime(_)
        | Condition::GraveCrime(_)
        | Condition::Pregnant
        | Condition::WithChild
        | Condition::Ill => Aspect::Category,
        Condition::Under(_) | Condition::ManOver(_) | Condition::WomanOver(_) => Aspect::AgeAndSex,
        Condition::TermAtMostYears(_) => Aspect::Sentence,
    }
}

/// The longest sentences that clauses ask for, in weeks, each with its clause.
fn longest_sentences(clauses: &[Vec<Condition>]) -> Vec<(f64, Clauses)> {
    let in_clause = |(bit, clause): (usize, &Vec<Condition>)| {
        let terms = clause.iter().filter_map(move |condition| match condition {
            Condition::TermAtMostYears(years) => Some((longest_sentence(*years), 1 << bit)),
            _ => None,
        });
        terms.collect::<Vec<_>>()
    };
    clauses.iter().enumerate().flat_map(in_clause).collect()
}
