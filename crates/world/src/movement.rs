//! Moving people: out of a place, into a free one.

use std::ops::Range;

use kernel::parts::places_of;
use kernel::prefetch::prefetch;

use crate::World;
use crate::collective::{Person, standing};

/// Neighbouring collectives that share a primary party organisation: 7.3 million collectives over
/// 350,304 organisations (row PTY0073).
pub const COLLECTIVES_PER_PRIMARY: u32 = 21;

impl World {
    /// Index of the district a collective lies in.
    pub fn district_of(&self, local: usize) -> usize {
        let after = |place: &crate::District| (place.first + place.count) as usize <= local;
        self.districts.partition_point(after)
    }

    /// Whoever is at this place leaves it; an empty place gives a person who is not alive.
    pub fn take(&mut self, collective: usize, lane: usize) -> Person {
        let state = &mut self.collectives.as_mut_slice()[collective];
        let traits = &mut self.traits.as_mut_slice()[collective];
        let person = Person::read(state, traits, lane);
        Person::default().write(state, traits, lane);
        self.crowded.reopen(collective);
        person
    }

    /// Asks the memory for a collective that is about to be looked at.
    pub fn expect(&self, collective: usize) {
        prefetch(&self.collectives[collective]);
        prefetch(&self.traits[collective]);
    }

    /// Asks the memory for the collective at which the search of [`World::settle`] begins.
    pub fn expect_settling(&self, district: usize, draw: u32) {
        let (first, own) = self.search_from(district, draw);
        if let Some(collective) = self.crowded.first_open(first..own.end) {
            self.expect(collective);
        }
    }

    /// Gives a person a free place and says which: in the district, else in a district of the
    /// region and settlement, else in the region, else in the country.
    ///
    /// The search starts at the collective of the district that `draw` falls on, so equal draws
    /// find equal places. `None` when the country has no free place; nothing is changed then.
    pub fn settle(&mut self, person: Person, district: usize, draw: u32) -> Option<(usize, usize)> {
        self.settle_knowing(&mut FullDistricts::default(), person, district, draw)
    }

    /// [`World::settle`] for many people in a row: the same places, without looking again through
    /// districts that were found full. Forget `full` when anybody leaves a place.
    pub fn settle_knowing(
        &mut self,
        full: &mut FullDistricts,
        person: Person,
        district: usize,
        draw: u32,
    ) -> Option<(usize, usize)> {
        let (collective, lane) = self.free_place(full, district, draw)?;
        let state = &mut self.collectives.as_mut_slice()[collective];
        person.write(state, &mut self.traits.as_mut_slice()[collective], lane);
        Some((collective, lane))
    }

    fn free_place(
        &self,
        full: &mut FullDistricts,
        district: usize,
        draw: u32,
    ) -> Option<(usize, usize)> {
        if let Some(place) = self.free_in(full, district, draw) {
            return Some(place);
        }
        let home = &self.districts[district];
        let same_kind = |other: &usize| self.districts[*other].settlement == home.settlement;
        let mut near = self.after(district);
        let mut nearer = near.clone().filter(same_kind);
        let count = self.districts.len();
        let mut anywhere = (1..count).map(|step| (district + step) % count);
        let mut look = |mut others: &mut dyn Iterator<Item = usize>| {
            Iterator::find_map(&mut others, |other| self.free_in(full, other, draw))
        };
        look(&mut nearer)
            .or_else(|| look(&mut near))
            .or_else(|| look(&mut anywhere))
    }

    /// The other districts of a district's region, which stand together, from the next one on and
    /// round to the one before.
    fn after(&self, district: usize) -> impl Iterator<Item = usize> + Clone + use<> {
        let region = self.districts[district].region;
        let places = places_of(region, &self.districts, |own| own.region);
        (district + 1..places.end).chain(places.start..district)
    }

    /// The collective of a district that a draw falls on, and all of them.
    fn search_from(&self, district: usize, draw: u32) -> (usize, Range<usize>) {
        let own = self.districts[district].range();
        let first = own.start + ((u64::from(draw) * own.len() as u64) >> 32) as usize;
        (first, own)
    }

    /// First free place of a district at or after the collective that the draw falls on.
    fn free_in(
        &self,
        full: &mut FullDistricts,
        district: usize,
        draw: u32,
    ) -> Option<(usize, usize)> {
        if full.holds(district) {
            return None;
        }
        let (first, own) = self.search_from(district, draw);
        let found = self
            .first_free(first..own.end)
            .or_else(|| self.first_free(own.start..first));
        if found.is_none() {
            full.add(district);
        }
        found
    }

    /// First free place of a range of collectives; those on the way are found full and marked so.
    fn first_free(&self, mut range: Range<usize>) -> Option<(usize, usize)> {
        while let Some(collective) = self.crowded.first_open(range.clone()) {
            if let Some(lane) = free_lane(&self.collectives[collective].standing) {
                return Some((collective, lane));
            }
            self.crowded.mark(collective);
            range.start = collective + 1;
        }
        None
    }
}

/// Districts in which no place was free when somebody looked.
#[derive(Debug, Clone, Default)]
pub struct FullDistricts {
    full: Vec<bool>,
}

impl FullDistricts {
    fn holds(&self, district: usize) -> bool {
        self.full.get(district).is_some_and(|full| *full)
    }

    fn add(&mut self, district: usize) {
        if self.full.len() <= district {
            self.full.resize(district + 1, false);
        }
        self.full[district] = true;
    }
}

fn free_lane(standing: &[u8; kernel::LANES]) -> Option<usize> {
    standing.iter().position(|bits| bits & standing::ALIVE == 0)
}
