//! One prisoner: drawn from the profile, with a home and a body.

use kernel::time::WEEKS_PER_CALENDAR_YEAR;
use kernel::{Key, Purpose, Week, philox};

use super::Camps;
use super::profile::{BANDS, Profile, below};
use crate::apportion::{Quantiles, threshold};
use crate::collective::{Person, attribute, standing};
use crate::inmate::Inmate;
use crate::layout::Plot;
use crate::mould::{Common, Mould};
use crate::people::{self, Known, WORDS};

const FIRST_PURPOSE: u16 = 0x120;

/// Whose draws: the prisoner's id under the run's key.
#[derive(Clone, Copy)]
pub(super) struct Entity {
    pub(super) id: u32,
    pub(super) key: Key,
}

impl Entity {
    fn words(self, purpose: u16) -> [u32; 4] {
        philox::draw(
            self.key,
            self.id,
            0,
            Week(0),
            Purpose(FIRST_PURPOSE + purpose),
        )
    }
}

/// Tables for the draws of all prisoners.
pub(super) struct Drawn {
    births: Quantiles,
    bands: [Quantiles; 2],
    political: Vec<u32>,
}

impl Drawn {
    pub(super) fn of(camps: &Camps) -> Drawn {
        Drawn {
            births: Quantiles::of(&camps.profile.births),
            bands: [0, 1].map(|political| Quantiles::of(&camps.profile.bands[political])),
            political: camps
                .political
                .iter()
                .map(|&share| threshold(share))
                .collect(),
        }
    }

    pub(super) fn draw(
        &self,
        camps: &Camps,
        site: usize,
        entity: Entity,
        (moulds, common, plots): (&[[Mould; 2]], &Common, &[Plot]),
    ) -> Inmate {
        let [what, marks, term, home] = entity.words(0);
        let (sex, birth) = (
            entity.words(1)[0],
            self.births.at(entity.words(1)[1] as u16),
        );
        let woman = below(sex >> 16, camps.profile.women);
        let political = what >> 16 < self.political[site];
        let home = home_district(plots, home);
        let place = &plots[home];
        let mould = &moulds[place.region][place.settlement as usize];
        let person = body(entity, Known { woman, birth }, mould, common);
        let (sentence_weeks, term_end) = self.sentence(political, term, what, &camps.profile);
        Inmate {
            id: entity.id,
            sentence_weeks,
            term_end,
            site: site as u16,
            home: home as u16,
            category: camps
                .profile
                .category(political, &person, marks, entity.words(1)),
            person,
            arrival: 0,
        }
    }

    /// Full sentence and weeks still to serve.
    fn sentence(&self, political: bool, term: u32, served: u32, profile: &Profile) -> (u16, u16) {
        let band = self.bands[usize::from(political)].at((term >> 16) as u16);
        let (shortest, longest) = BANDS[usize::from(band)];
        let years =
            shortest + (f64::from(term & 0xFFFF) / 65_536.0 * (longest - shortest + 1.0)).floor();
        let arrived = f64::from(served & 0xFFFF) / 65_536.0;
        let served = profile.served[usize::from(political)].years(arrived, years);
        let whole = (years * WEEKS_PER_CALENDAR_YEAR).round() as u16;
        let left = ((years - served) * WEEKS_PER_CALENDAR_YEAR).ceil() as u16;
        (whole, left.clamp(1, whole))
    }
}

/// Home in proportion to collectives.
fn home_district(plots: &[Plot], word: u32) -> usize {
    let total = u64::from(crate::layout::collectives(plots));
    let global = ((u64::from(word) * total) >> 32) as u32;
    plots.partition_point(|plot| plot.first + plot.count <= global)
}

/// The person a prisoner is: as at home, without rank, struck by repression in person.
fn body(entity: Entity, known: Known, mould: &Mould, common: &Common) -> Person {
    let (first, second) = (entity.words(2), entity.words(3));
    let mut words = [0; WORDS];
    words[..4].copy_from_slice(&first);
    words[4..].copy_from_slice(&second);
    // No rank: the draw lies beyond every threshold of membership.
    words[3] = u32::MAX;
    let mut person = people::with(mould, common, &words, &known);
    let before = person.exposure();
    person.set_exposure(3);
    let by_exposure = common
        .devotion_exposure
        .map(|term| term * common.devotion_spread);
    person.devotion = shifted(person.devotion, by_exposure, before);
    person.trust = shifted(person.trust, common.trust_exposure, before);
    person.memory = shifted(person.memory, common.memory_exposure, before);
    person.standing = standing::ALIVE | standing::ADULT;
    debug_assert!(person.attributes & attribute::EXPOSURE == attribute::EXPOSURE);
    person
}

/// A stock moved from the mean of one exposure to that of the struck.
fn shifted(stock: u8, by_exposure: [f32; 4], before: usize) -> u8 {
    let moved = f32::from(stock) + 255.0 * (by_exposure[3] - by_exposure[before]);
    moved.clamp(0.0, 255.0) as u8
}
