//! Moving people: out of a place, into a free one.

use crate::World;
use crate::collective::{Person, standing};

/// Neighbouring collectives that share a primary party organisation: 7.3 million collectives over
/// 350,304 organisations (row PTY0073).
pub const COLLECTIVES_PER_PRIMARY: u32 = 21;

impl World {
    /// Number in the whole country of the primary party organisation of a collective.
    pub fn primary_organisation(&self, local: usize) -> u32 {
        self.global_collective(local) / COLLECTIVES_PER_PRIMARY
    }

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
        person
    }

    /// Gives a person a free place and says which: in the district, else in a district of the
    /// region and settlement, else in the region, else in the country.
    ///
    /// The search starts at the collective of the district that `draw` falls on, so equal draws
    /// find equal places. `None` when the country has no free place; nothing is changed then.
    pub fn settle(&mut self, person: Person, district: usize, draw: u32) -> Option<(usize, usize)> {
        let (collective, lane) = self.free_place(district, draw)?;
        let state = &mut self.collectives.as_mut_slice()[collective];
        person.write(state, &mut self.traits.as_mut_slice()[collective], lane);
        Some((collective, lane))
    }

    fn free_place(&self, district: usize, draw: u32) -> Option<(usize, usize)> {
        let home = &self.districts[district];
        self.free_in(district, draw).or_else(|| {
            let same_kind = |other: &usize| {
                let other = &self.districts[*other];
                other.region == home.region && other.settlement == home.settlement
            };
            let same_region = |other: &usize| self.districts[*other].region == home.region;
            let from = |accept: &dyn Fn(&usize) -> bool| {
                let count = self.districts.len();
                let onward = (1..count).map(|step| (district + step) % count);
                onward
                    .filter(accept)
                    .find_map(|other| self.free_in(other, draw))
            };
            from(&same_kind)
                .or_else(|| from(&same_region))
                .or_else(|| from(&|_| true))
        })
    }

    /// First free place of a district at or after the collective that the draw falls on.
    fn free_in(&self, district: usize, draw: u32) -> Option<(usize, usize)> {
        let place = &self.districts[district];
        let states = &self.collectives.as_slice()[place.range()];
        let first = ((u64::from(draw) * states.len() as u64) >> 32) as usize;
        let onward = (first..states.len()).chain(0..first);
        onward
            .filter_map(|index| {
                Some((
                    place.first as usize + index,
                    free_lane(&states[index].standing)?,
                ))
            })
            .next()
    }
}

fn free_lane(standing: &[u8; kernel::LANES]) -> Option<usize> {
    standing.iter().position(|bits| bits & standing::ALIVE == 0)
}
