//! Counts of groups over a run, in columns as they stand in a file: rows are many and read seldom.

use bytemuck::cast_slice;
use rules::census::GroupCount;

/// Measures of groups, by their number in a row.
const MEASURES: [&str; 3] = ["heard", "channel", "frame"];

/// Counts of groups in order of week.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Groups {
    /// Week, place in [`MEASURES`], category, republic and rank.
    kinds: Vec<[u16; 5]>,
    /// People with the value, and all of their group.
    people: Vec<[f64; 2]>,
}

impl Groups {
    /// Adds a count of a week, no earlier than the last one. A measure of no census is left out.
    pub fn push(&mut self, week: u16, count: &GroupCount) {
        let Some(measure) = MEASURES.iter().position(|own| *own == count.measure) else {
            return;
        };
        let [category, republic, rank] =
            [count.category, count.republic, count.rank].map(u16::from);
        self.kinds
            .push([week, measure as u16, category, republic, rank]);
        self.people.push([count.people, count.of]);
    }

    /// Counts of a week.
    pub fn of_week(&self, week: u16) -> impl Iterator<Item = GroupCount> + '_ {
        let rows = self.first_of(week)..self.first_of(week.saturating_add(1));
        let rows = self.kinds[rows.clone()].iter().zip(&self.people[rows]);
        rows.map(
            |(&[_, measure, category, republic, rank], &[people, of])| GroupCount {
                measure: MEASURES[usize::from(measure)],
                category: category as u8,
                republic: republic as u8,
                rank: rank as u8,
                people,
                of,
            },
        )
    }

    /// Counts of the weeks before one.
    pub(super) fn before(&self, week: u16) -> Groups {
        let rows = ..self.first_of(week);
        Groups {
            kinds: self.kinds[rows].to_vec(),
            people: self.people[rows].to_vec(),
        }
    }

    /// Counts in all weeks.
    pub fn len(&self) -> usize {
        self.kinds.len()
    }

    /// Whether nothing was counted.
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// Both columns as bytes.
    pub(super) fn columns(&self) -> [&[u8]; 2] {
        [cast_slice(&self.kinds), cast_slice(&self.people)]
    }

    /// Counts of such columns; `None` when they differ in length, or name a measure that is not.
    pub(super) fn of_columns(kinds: Vec<[u16; 5]>, people: Vec<[f64; 2]>) -> Option<Groups> {
        let known = |kind: &[u16; 5]| usize::from(kind[1]) < MEASURES.len();
        let fits = kinds.len() == people.len() && kinds.iter().all(known);
        fits.then_some(Groups { kinds, people })
    }

    fn first_of(&self, week: u16) -> usize {
        self.kinds.partition_point(|own| own[0] < week)
    }
}
