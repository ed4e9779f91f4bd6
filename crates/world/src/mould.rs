//! What the people of one region and settlement are drawn from.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::apportion::{Quantiles, threshold};
use crate::belonging;
use crate::census::Census;
use crate::cohorts::{BIRTHS, MEN, WOMEN, birth_index};
use crate::inputs::Inputs;
use crate::membership::{Cell, Membership, is_adult};
use crate::place::Settlement;
use crate::shares::{Shares, Stock, generation};

/// Thresholds and means of one sex and year of birth.
#[derive(Clone, Copy, Default)]
pub(crate) struct Kind {
    /// Cumulative thresholds of higher, secondary, seven years.
    pub(crate) schooling: [u32; 3],
    /// Cumulative thresholds of self, close kin, distant kin.
    pub(crate) exposure: [u32; 3],
    /// Threshold of party membership by schooling, primary first.
    pub(crate) member: [u32; 4],
    /// Threshold of the Komsomol for those outside the party.
    pub(crate) komsomol: u32,
    /// Mean devotion and trust before rank and exposure are added.
    pub(crate) devotion: f32,
    pub(crate) trust: f32,
    /// Added to memory.
    pub(crate) memory: f32,
    pub(crate) adult: bool,
}

/// By sex and year of birth.
pub(crate) type Kinds = [[Kind; BIRTHS]; 2];

/// One region and settlement.
pub(crate) struct Mould {
    pub(crate) men: u32,
    pub(crate) births: [Arc<Quantiles>; 2],
    /// Shared by the regions whose people do not differ in it.
    pub(crate) kinds: Arc<Kinds>,
    pub(crate) titular: u32,
    pub(crate) short_wave: u32,
    pub(crate) settler: u32,
    pub(crate) hardship: f32,
    /// Standard of living, 1 = national mean of 1953.
    pub(crate) living: f32,
}

/// Terms that do not depend on the place.
pub(crate) struct Common {
    pub(crate) devotion_rank: [f32; 4],
    pub(crate) devotion_exposure: [f32; 4],
    pub(crate) devotion_width: f32,
    /// How widely devotion lies around [`Common::devotion_mean`], 1 as the terms say.
    pub(crate) devotion_spread: f32,
    /// Mean devotion of adults at a spread of 1.
    pub(crate) devotion_mean: f32,
    pub(crate) trust_rank: [f32; 4],
    pub(crate) trust_exposure: [f32; 4],
    pub(crate) trust_width: f32,
    pub(crate) memory_exposure: [f32; 4],
    pub(crate) memory_width: f32,
    pub(crate) aspiration_width: f32,
    pub(crate) hardship_width: f32,
    pub(crate) expressive_need: f32,
    pub(crate) expressive_width: f32,
    /// Of 256.
    pub(crate) praise: [u32; 4],
    /// Of 65 536.
    pub(crate) enforces: [u32; 4],
    /// Of 65 536: officials among members.
    pub(crate) officials: u32,
}

impl Common {
    pub(crate) fn of(shares: &Shares) -> Common {
        let single = |values: [f64; 4]| values.map(|value| value as f32);
        Common {
            devotion_rank: single(shares.devotion.rank),
            devotion_exposure: single(shares.devotion.exposure),
            devotion_width: shares.devotion.spread.width as f32,
            devotion_spread: 1.0,
            devotion_mean: shares.devotion.spread.base as f32,
            trust_rank: single(shares.trust.rank),
            trust_exposure: single(shares.trust.exposure),
            trust_width: shares.trust.spread.width as f32,
            memory_exposure: single(shares.memory),
            memory_width: shares.memory_width as f32,
            aspiration_width: shares.aspiration_width as f32,
            hardship_width: shares.hardship_width as f32,
            expressive_need: shares.expressive_need.base as f32,
            expressive_width: shares.expressive_need.width as f32,
            praise: shares.praise.map(|share| (share * 256.0).round() as u32),
            enforces: shares.enforces.map(threshold),
            officials: threshold(shares.officials),
        }
    }

    /// Devotion moved away from its mean, or toward it, by the spread; as it is at a spread of 1.
    pub(crate) fn spread(&self, devotion: f32) -> f32 {
        devotion + (self.devotion_spread - 1.0) * (devotion - self.devotion_mean)
    }
}

/// The moulds of all regions, villages then towns of each.
pub(crate) fn all(inputs: &Inputs<'_>, census: &Census, shares: &Shares) -> Vec<[Mould; 2]> {
    let membership = Membership::read(inputs, census, shares);
    let settlers = settlers(inputs, census);
    let short_wave = short_wave(inputs, census);
    let living = living(census, shares.living);
    let year = inputs.start().year();
    let mut quantiles = Vec::new();
    for area_region in area_examples(census) {
        quantiles.push([0, 1].map(|settlement| {
            [MEN, WOMEN].map(|sex| {
                let weights =
                    area_region.map_or([0.0; BIRTHS], |r| census.births(r, settlement, sex));
                Arc::new(Quantiles::of(&weights))
            })
        }));
    }
    let mut known = BTreeMap::new();
    let mut mould = |region: usize, settlement: Settlement| {
        let republic = usize::from(census.regions[region].republic);
        let place = settlement as usize;
        let origin = Origin {
            republic,
            west: census.regions[region].western,
            settlement: place,
        };
        let kinds = || Arc::new(kinds(census, shares, &membership, (origin, year)));
        Mould {
            men: threshold(census.men[region][place]),
            births: quantiles[census.area_of(region)][place].clone(),
            kinds: known.entry(origin).or_insert_with(kinds).clone(),
            titular: threshold(inputs.share(&format!(
                "titular.{}",
                belonging::key_of(&census.republics[republic])
            ))),
            short_wave: threshold(short_wave[place]),
            settler: threshold(settlers[region]),
            hardship: shares.hardship[place] as f32,
            living: living[place] as f32,
        }
    };
    (0..census.regions.len())
        .map(|region| [Settlement::Village, Settlement::Town].map(|place| mould(region, place)))
        .collect()
}

/// One region of each area, to read the area's ages from.
fn area_examples(census: &Census) -> [Option<usize>; 2] {
    [0, 1].map(|area| (0..census.regions.len()).find(|&region| census.area_of(region) == area))
}

/// What tells the kinds of one region and settlement from those of another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Origin {
    republic: usize,
    west: bool,
    settlement: usize,
}

fn kinds(
    census: &Census,
    shares: &Shares,
    membership: &Membership,
    (origin, year): (Origin, i16),
) -> Kinds {
    let Origin {
        republic,
        west,
        settlement,
    } = origin;
    let georgia = belonging::is_georgia(&census.republics[republic]);
    let mean = |stock: &Stock, birth: usize| {
        let young = birth >= birth_index(1920);
        let terms = [
            (settlement == Settlement::Village as usize, stock.village),
            (west, stock.west),
            (georgia, stock.georgia),
            (young, stock.young),
        ];
        let added: f64 = terms
            .iter()
            .filter(|(applies, _)| *applies)
            .map(|(_, term)| term)
            .sum();
        (stock.spread.base + added) as f32
    };
    let kind = |sex: usize, birth: usize| {
        let cell = Cell {
            republic,
            settlement,
            sex,
            birth,
        };
        let factor = if west { shares.exposure_west } else { 1.0 };
        Kind {
            schooling: cumulative(shares.schooling[settlement][generation(birth)]),
            exposure: cumulative(shares.exposure[generation(birth)].map(|share| share * factor)),
            member: std::array::from_fn(|level| threshold(membership.member(&cell, level))),
            komsomol: threshold(membership.komsomol(birth)),
            devotion: mean(&shares.devotion, birth),
            trust: mean(&shares.trust, birth),
            memory: if birth <= birth_index(1919) {
                shares.memory_adult_1937 as f32
            } else {
                0.0
            },
            adult: is_adult(birth, year),
        }
    };
    [MEN, WOMEN].map(|sex| std::array::from_fn(|birth| kind(sex, birth)))
}

fn cumulative([first, second, third]: [f64; 3]) -> [u32; 3] {
    [first, first + second, first + second + third].map(threshold)
}

/// Share of each region's free people who live under special-settlement rules.
fn settlers(inputs: &Inputs<'_>, census: &Census) -> Vec<f64> {
    let total = inputs.figure("special_settlers_1jan", "USSR", inputs.start().year());
    let east = inputs.figure(
        "special_settlers_1jan",
        "East Siberia",
        inputs.start().year(),
    );
    let weights: Vec<f64> = belonging::SETTLEMENT_AREAS[1..]
        .iter()
        .map(|area| inputs.share(&format!("settlers.{area}")))
        .collect();
    let sum: f64 = weights.iter().sum();
    let mut by_area = vec![east];
    by_area.extend(weights.iter().map(|weight| (total - east) * weight / sum));
    let area = |region: usize| {
        let place = &census.regions[region];
        belonging::settlement_area(place, &census.republics[usize::from(place.republic)])
    };
    let mut free = vec![0.0; by_area.len()];
    for (region, people) in census.people.iter().enumerate() {
        if let Some(area) = area(region) {
            free[area] += (people[0] + people[1]) as f64;
        }
    }
    (0..census.regions.len())
        .map(|region| area(region).map_or(0.0, |area| by_area[area] / free[area]))
        .collect()
}

/// Share of villagers and townspeople who live with a receiver of foreign stations.
fn short_wave(inputs: &Inputs<'_>, census: &Census) -> [f64; 2] {
    let year = inputs.value("shortwave.year");
    let day = jiff::civil::Date::new(year as i16, 7, 1).unwrap_or(inputs.start());
    let sets = inputs.on(&[("radio_receivers", "USSR")], day);
    let listeners =
        sets * inputs.share("shortwave.capable_share") * inputs.value("shortwave.people_per_set");
    let ratio = inputs.value("shortwave.town_to_village");
    let (village, town) = settlements(census);
    let in_village = listeners / (village + ratio * town);
    [in_village, in_village * ratio]
}

/// Standard of living of village and town, scaled to a mean of 1 over all people.
fn living(census: &Census, raw: [f64; 2]) -> [f64; 2] {
    let (village, town) = settlements(census);
    let mean = (raw[0] * village + raw[1] * town) / (village + town);
    raw.map(|level| level / mean)
}

fn settlements(census: &Census) -> (f64, f64) {
    let sum = |settlement: usize| census.people.iter().map(|p| p[settlement] as f64).sum();
    (sum(0), sum(1))
}
