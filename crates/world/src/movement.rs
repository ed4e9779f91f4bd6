//! Moving people: out of a place, into a free one.

use kernel::parts::places_of;

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
        person
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
        let place = &self.districts[district];
        let states = &self.collectives.as_slice()[place.range()];
        let first = ((u64::from(draw) * states.len() as u64) >> 32) as usize;
        let mut onward = (first..states.len()).chain(0..first);
        let found = onward.find_map(|index| {
            let lane = free_lane(&states[index].standing)?;
            Some((place.first as usize + index, lane))
        });
        if found.is_none() {
            full.add(district);
        }
        found
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
