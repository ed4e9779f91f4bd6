//! The list of observed series, one definition each.

mod knowledge;
mod moods;
mod population;
mod prisoners;
mod speech;

use crate::observe::Series;

/// The one series that is counted by site, not from a scope.
pub const PRISONERS_AT_SITE: &str = "prisoners_at_site";

/// The series by subject.
const SUBJECTS: [&[Series]; 5] = [
    population::SERIES,
    prisoners::SERIES,
    knowledge::SERIES,
    speech::SERIES,
    moods::SERIES,
];

/// How many series there are.
const COUNT: usize = {
    let (mut count, mut subject) = (0, 0);
    while subject < SUBJECTS.len() {
        count += SUBJECTS[subject].len();
        subject += 1;
    }
    count
};

/// Every series, in the order of the data dictionary.
pub static SERIES: &[Series] = &joined();

/// The subjects one after the other.
const fn joined() -> [Series; COUNT] {
    let mut all = [SUBJECTS[0][0]; COUNT];
    let (mut at, mut subject) = (0, 0);
    while subject < SUBJECTS.len() {
        let mut own = 0;
        while own < SUBJECTS[subject].len() {
            all[at] = SUBJECTS[subject][own];
            at += 1;
            own += 1;
        }
        subject += 1;
    }
    all
}
