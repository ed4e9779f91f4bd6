//! Building a country, or a sample of it, from a scenario.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use kernel::{Key, Purpose, Sample, Slab, Week, philox};
use scenario::{Scenario, Tables};

use crate::camps::Camps;
use crate::census::{self, Census, Prisoners};
use crate::collective::{Collective, Traits};
use crate::crowded::Crowded;
use crate::error::BuildError;
use crate::inmate::Inmate;
use crate::inputs::Inputs;
use crate::layout::{self, Plot, Sizes};
use crate::mould::{self, Common};
use crate::people::{self, Seating};
use crate::place::{District, Leader, Settlement};
use crate::plan::Plan;
use crate::projection::{self, Rates};
use crate::satellites::{Abroad, Satellites};
use crate::shares::Shares;
use crate::{World, belonging, leaders, mortality, schedule};

const DISTRICT_PURPOSE: Purpose = Purpose(0x110);

/// What a world would take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MemoryEstimate {
    /// Bytes of state.
    pub bytes: u64,
    /// People, in camps and out of them.
    pub people: u64,
    /// Blocks of 32 places.
    pub collectives: u64,
}

/// What building this sample takes, computed from the tables alone.
///
/// # Errors
/// [`BuildError::Missing`] when the scenario lacks a number, [`BuildError::OutOfRange`].
pub fn estimate(scenario: &Scenario, sample: Sample) -> Result<MemoryEstimate, BuildError> {
    Ok(Groundwork::lay(&Inputs::new(scenario))?.estimate(sample))
}

/// Builds the people of a sample and the plan of the scenario.
///
/// The same scenario and seed give the same bits on any number of threads, and everybody in a
/// sample is byte for byte the same person in every larger one.
///
/// # Errors
/// [`BuildError::Missing`] lists all numbers that the scenario lacks; [`BuildError::TooLarge`] when
/// the state needs more than `memory_limit` bytes, with the largest sample that fits.
pub fn build(
    scenario: &Scenario,
    sample: Sample,
    seed: u64,
    memory_limit: Option<u64>,
) -> Result<(World, Plan), BuildError> {
    let foundation = Foundation::lay(scenario)?;
    let world = foundation.build(sample, seed, memory_limit)?;
    Ok((world, foundation.plan(scenario)?))
}

/// What countries of one scenario have in common whatever the sample and seed, and with them all
/// variants of the scenario that change nothing the country is built from.
pub struct Foundation {
    ground: Groundwork,
    moulds: Vec<[mould::Mould; 2]>,
    common: Common,
    character: Character,
    leaders: Vec<Leader>,
    abroad: Abroad,
    start: Date,
    tables: Arc<Tables>,
    /// Of the weeks of the scenario that it was laid for.
    rates: Rates,
    /// Parameters that the country is built from.
    asked: BTreeMap<String, f64>,
}

impl std::fmt::Debug for Foundation {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let asked = self.asked.len();
        write!(formatter, "Foundation of {asked} parameters")
    }
}

impl Foundation {
    /// Works out everything that is known before a person is drawn.
    ///
    /// # Errors
    /// [`BuildError::Missing`] lists all numbers that the scenario lacks, [`BuildError::OutOfRange`].
    pub fn lay(scenario: &Scenario) -> Result<Foundation, BuildError> {
        let inputs = Inputs::new(scenario);
        let ground = Groundwork::lay(&inputs)?;
        let shares = Shares::read(&inputs);
        let moulds = mould::all(&inputs, &ground.census, &shares);
        let character = Character::read(&inputs);
        let abroad = Abroad::read(&inputs);
        inputs.complete()?;
        let mut common = Common::of(&shares);
        if shares.devotion_spread != 1.0 {
            common.devotion_mean = people::mean_devotion(&ground.plots, &moulds, &common);
            common.devotion_spread = shares.devotion_spread as f32;
        }
        Ok(Foundation {
            abroad,
            moulds,
            common,
            character,
            leaders: leaders::read(scenario),
            start: scenario.start,
            tables: scenario.tables.clone(),
            rates: projection::project(&inputs, &ground.census, &ground.mortality),
            asked: inputs.asked(),
            ground,
        })
    }

    /// Whether a variant of the scenario builds the same countries.
    pub fn fits(&self, scenario: &Scenario) -> bool {
        let same = |(key, value): (&String, &f64)| {
            let own = scenario.parameters.value(key);
            own.is_some_and(|own| own.to_bits() == value.to_bits())
        };
        scenario.start == self.start
            && self.asked.iter().all(same)
            && (Arc::ptr_eq(&scenario.tables, &self.tables) || scenario.tables == self.tables)
    }

    /// Builds the people of a sample.
    ///
    /// # Errors
    /// [`BuildError::TooLarge`] when the state needs more than `memory_limit` bytes.
    pub fn build(
        &self,
        sample: Sample,
        seed: u64,
        memory_limit: Option<u64>,
    ) -> Result<World, BuildError> {
        let ground = &self.ground;
        ground.refuse_if_too_large(sample, memory_limit)?;
        let mut world = self.empty(sample, seed)?;
        let key = Key::from_seed(seed);
        let seats = Seats {
            sample,
            plots: &ground.plots,
        };
        people::fill(
            (
                world.collectives.as_mut_slice(),
                world.traits.as_mut_slice(),
            ),
            &world.districts,
            (&self.moulds, &self.common),
            (&seats, key),
        );
        world.inmates = ground
            .camps
            .fill(sample, key, &self.moulds, &self.common, &ground.plots);
        Ok(world)
    }

    /// The country of a sample with nobody in it, for a snapshot to be put into.
    ///
    /// # Errors
    /// [`BuildError`] when the system does not give the memory.
    pub fn empty(&self, sample: Sample, seed: u64) -> Result<World, BuildError> {
        let ground = &self.ground;
        let key = Key::from_seed(seed);
        let kept = sample.kept_of(layout::collectives(&ground.plots)) as usize;
        Ok(World {
            sample,
            collectives: Slab::zeroed(kept)?,
            traits: Slab::zeroed(kept)?,
            crowded: Crowded::none(kept),
            inmates: Vec::new(),
            sites: ground.camps.sites.clone(),
            districts: ground.districts(sample, key, &self.character, &self.moulds),
            regions: ground.census.regions.clone(),
            republics: ground.census.republics.clone(),
            leaders: self.leaders.clone(),
            satellites: self.satellites(key),
        })
    }

    fn satellites(&self, key: Key) -> Satellites {
        let west = self
            .ground
            .census
            .regions
            .iter()
            .position(|region| region.western);
        west.map_or_else(Satellites::default, |west| {
            let mould = &self.moulds[west][Settlement::Town as usize];
            self.abroad.fill(key, mould, &self.common)
        })
    }

    /// The plan of a scenario that this foundation fits.
    ///
    /// # Errors
    /// [`BuildError::Missing`] lists all numbers that the scenario lacks.
    pub fn plan(&self, scenario: &Scenario) -> Result<Plan, BuildError> {
        let inputs = Inputs::new(scenario);
        let Groundwork {
            census, mortality, ..
        } = &self.ground;
        let rates = self.rates.first(scenario.weeks());
        let rates = rates.unwrap_or_else(|| projection::project(&inputs, census, mortality));
        let plan = schedule::plan(&inputs, rates, mortality.clone());
        inputs.complete()?;
        Ok(plan)
    }
}

/// Everything that is known before a person is drawn.
struct Groundwork {
    census: Census,
    camps: Camps,
    plots: Vec<Plot>,
    mortality: [Vec<f32>; 2],
    /// Collectives of the satellites.
    abroad: u64,
}

impl Groundwork {
    fn lay(inputs: &Inputs<'_>) -> Result<Groundwork, BuildError> {
        let mortality = mortality::schedule(inputs);
        let sizes = Sizes::read(inputs);
        let rows = &inputs.scenario.tables.regions;
        if rows.is_empty() {
            return Err(BuildError::Missing(vec![
                "the table regions_1959".to_owned(),
            ]));
        }
        let (regions, republics) = census::places(rows);
        let camps = Camps::read(inputs, &regions, &republics);
        let prisoners = Prisoners {
            by_region: &camps.by_region(regions.len()),
            by_sex_and_birth: &camps.by_sex_and_birth(),
        };
        let census = census::take(inputs, &mortality, &prisoners)?;
        let plots = layout::districts(&census.people, &sizes)?;
        Ok(Groundwork {
            census,
            camps,
            plots,
            mortality,
            abroad: Abroad::read(inputs).collectives(),
        })
    }

    fn estimate(&self, sample: Sample) -> MemoryEstimate {
        let collectives = u64::from(sample.kept_of(layout::collectives(&self.plots)));
        let held: u64 = self.camps.held.iter().sum();
        let interval = u64::from(sample.interval());
        let block = (size_of::<Collective>() + size_of::<Traits>()) as u64;
        MemoryEstimate {
            bytes: (collectives + self.abroad) * block
                + held / interval * size_of::<Inmate>() as u64,
            people: (self.census.free() + held) / interval,
            collectives,
        }
    }

    fn refuse_if_too_large(&self, sample: Sample, limit: Option<u64>) -> Result<(), BuildError> {
        let estimate = self.estimate(sample);
        let Some(limit) = limit.filter(|&limit| estimate.bytes > limit) else {
            return Ok(());
        };
        let fits = |sample: &Sample| self.estimate(*sample).bytes <= limit;
        let samples = [10, 100, 1_000, 10_000]
            .into_iter()
            .filter_map(|k| Sample::one_in(k).ok());
        Err(BuildError::TooLarge {
            needed: estimate.bytes,
            limit,
            people: estimate.people,
            largest: samples.into_iter().find(fits),
        })
    }

    fn districts(
        &self,
        sample: Sample,
        key: Key,
        character: &Character,
        moulds: &[[mould::Mould; 2]],
    ) -> Vec<District> {
        let district = |(index, plot): (usize, &Plot)| {
            let region = &self.census.regions[plot.region];
            let republic = &self.census.republics[usize::from(region.republic)];
            let words = philox::draw(key, index as u32, 0, Week(0), DISTRICT_PURPOSE);
            let first = sample.kept_of(plot.first);
            District {
                region: plot.region as u16,
                republic: region.republic,
                settlement: plot.settlement,
                first,
                count: sample.kept_of(plot.first + plot.count) - first,
                zeal: around(character.zeal, words[0]),
                prior_belief: around(character.belief(republic), words[1]),
                living_factor: moulds[plot.region][plot.settlement as usize].living,
            }
        };
        self.plots.iter().enumerate().map(district).collect()
    }
}

/// How local committees differ: mean and half-width.
struct Character {
    zeal: [f64; 2],
    prior_belief: [f64; 2],
    georgia: f64,
}

impl Character {
    fn read(inputs: &Inputs<'_>) -> Character {
        let pair = |stem: &str| {
            ["base", "width"].map(|part| inputs.value(&format!("initial.{stem}.{part}")))
        };
        Character {
            zeal: pair("zeal"),
            prior_belief: pair("prior_belief"),
            georgia: inputs.value("initial.prior_belief.georgia"),
        }
    }

    fn belief(&self, republic: &str) -> [f64; 2] {
        let [base, width] = self.prior_belief;
        let added = if belonging::is_georgia(republic) {
            self.georgia
        } else {
            0.0
        };
        [base + added, width]
    }
}

/// Evenly drawn around a mean, kept within 0..1.
fn around([base, width]: [f64; 2], word: u32) -> f32 {
    let drawn = base as f32 + width as f32 * (2.0 * philox::unit(word) - 1.0);
    drawn.clamp(0.0, 1.0)
}

/// Who sits where at the start.
struct Seats<'a> {
    sample: Sample,
    plots: &'a [Plot],
}

impl Seating for Seats<'_> {
    fn global(&self, local: usize) -> u32 {
        self.sample.global(local as u32)
    }

    fn occupancy(&self, district: usize, global: u32) -> usize {
        self.plots[district].occupancy(global)
    }
}
