//! People of the satellite countries: a small sample of each, the same in every run.

use bytemuck::Zeroable;
use kernel::{Key, philox};
use scenario::Role;

use crate::collective::{Collective, Person, Rank, Traits, attribute, standing};
use crate::inputs::Inputs;
use crate::mould::{Common, Mould};
use crate::people;

/// The people of one collective at the start; the rest of its places stay empty.
const OCCUPANCY: usize = 24;
/// One person computed stands for so many, whatever the sample of the Union.
pub const SATELLITE_INTERVAL: u32 = 10_000;
/// Numbers of the first collective of the first country: far above those of the Union, below
/// those of prisoners, so that no draw of either is shared.
const FIRST: u32 = 0x4000_0000;
/// Numbers kept for each country.
const RANGE: u32 = 0x0010_0000;
const CARD: kernel::Purpose = kernel::Purpose(0x111);

/// A country beside the Union, led from it.
#[derive(Debug, Clone, PartialEq)]
pub struct Satellite {
    /// English name.
    pub name: String,
    /// Degrees north of the capital.
    pub latitude: f64,
    /// Degrees east of the capital.
    pub longitude: f64,
    /// Inhabitants at full scale.
    pub people: f64,
    /// Copies of the speech of 1956 that went round.
    pub copies: f64,
    /// Standard of living relative to the Union's mean of 1953, before the satellites' factor.
    pub living_factor: f32,
    /// Its first collective.
    pub first: u32,
    /// One past its last collective.
    pub end: u32,
    /// Number that its first collective has in all draws.
    pub entity: u32,
}

impl Satellite {
    /// Its collectives.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.first as usize..self.end as usize
    }
}

/// All satellites and their people.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Satellites {
    /// In order of the table.
    pub countries: Vec<Satellite>,
    /// Changing state of their people.
    pub collectives: Vec<Collective>,
    /// State that is built once.
    pub traits: Vec<Traits>,
}

/// What is known of the satellites before a person is drawn.
pub(crate) struct Abroad {
    countries: Vec<Satellite>,
    /// Share of adults who are members of the ruling party.
    members: f64,
}

impl Abroad {
    /// The countries of the table `satellites` that have a population and a place; without the
    /// table there are none.
    pub(crate) fn read(inputs: &Inputs<'_>) -> Abroad {
        let (mut countries, mut first) = (Vec::new(), 0);
        let names = names(inputs);
        if names.is_empty() {
            let members = 0.0;
            return Abroad { countries, members };
        }
        for (index, name) in names.into_iter().enumerate() {
            let figure = |series: &str| inputs.optional(series, &name);
            let (Some(people), Some(latitude), Some(longitude)) = (
                figure("population"),
                figure("latitude"),
                figure("longitude"),
            ) else {
                continue;
            };
            let end = first + computed(people).div_ceil(OCCUPANCY) as u32;
            countries.push(Satellite {
                latitude,
                longitude,
                people,
                copies: figure("speech_copies").unwrap_or(0.0),
                living_factor: 1.0,
                first,
                end,
                entity: FIRST + index as u32 * RANGE,
                name,
            });
            first = end;
        }
        Abroad {
            countries,
            members: inputs.share("satellites.party_share"),
        }
    }

    /// Number of collectives, the same in every sample of the Union.
    pub(crate) fn collectives(&self) -> u64 {
        self.countries
            .last()
            .map_or(0, |country| u64::from(country.end))
    }

    /// Draws the people.
    ///
    /// They are drawn like townspeople of the western borderlands, which came under the same rule a
    /// few years earlier: an assumption, see `docs/decisions/013-satellites.md`.
    pub(crate) fn fill(&self, key: Key, mould: &Mould, common: &Common) -> Satellites {
        let mut satellites = Satellites {
            countries: self.countries.clone(),
            ..Satellites::default()
        };
        for country in &mut satellites.countries {
            country.living_factor = mould.living;
            let people = computed(country.people);
            for block in 0..(country.end - country.first) {
                let own = OCCUPANCY.min(people - block as usize * OCCUPANCY);
                let entity = country.entity + block;
                let (state, traits) = collective(key, entity, own, (mould, common), self.members);
                satellites.collectives.push(state);
                satellites.traits.push(traits);
            }
        }
        satellites
    }
}

/// People of a country who are computed.
fn computed(people: f64) -> usize {
    (people / f64::from(SATELLITE_INTERVAL)).round() as usize
}

/// Names of the countries in the order of the table.
fn names(inputs: &Inputs<'_>) -> Vec<String> {
    let rows = inputs.scenario.tables.rows.iter();
    let own = rows.filter(|row| row.table == "satellites" && row.role == Role::Input);
    let mut names: Vec<String> = Vec::new();
    for row in own.filter(|row| row.series == "population") {
        if !names.contains(&row.entity) {
            names.push(row.entity.clone());
        }
    }
    names
}

/// Draws the people of one collective.
fn collective(
    key: Key,
    entity: u32,
    people: usize,
    (mould, common): (&Mould, &Common),
    members: f64,
) -> (Collective, Traits) {
    let (mut state, mut traits) = (Collective::zeroed(), Traits::zeroed());
    people::fill_one(
        (&mut state, &mut traits),
        people,
        (mould, common),
        (key, entity),
    );
    let words = philox::draw_block(key, entity, kernel::Week(0), CARD);
    for (lane, word) in words.into_iter().enumerate().take(people) {
        let mut person = Person::read(&state, &traits, lane);
        person.attributes |= attribute::TITULAR;
        person.standing &= !(standing::SPECIAL_SETTLER | standing::RANK);
        let adult = person.standing & standing::ADULT != 0;
        if adult && philox::happens(word, members) {
            person.standing |= (Rank::Member as u8) << standing::RANK_SHIFT;
        }
        person.write(&mut state, &mut traits, lane);
    }
    (state, traits)
}
