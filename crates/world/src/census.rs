//! How many people live where at the start: by region, town and village, sex and year of birth.

use scenario::table::RegionRow;

use crate::apportion::{apportion, scale_odds};
use crate::belonging;
use crate::cohorts::{self, Area, BIRTHS, ByBirth, MEN, REST, RSFSR, RSFSR_NAME, WOMEN};
use crate::error::BuildError;
use crate::inputs::Inputs;
use crate::place::{Region, Settlement};

/// Figures of the census of a republic.
const CENSUS_YEAR: i16 = 1959;

/// The free population at the start. Prisoners are counted elsewhere.
pub(crate) struct Census {
    /// Regions in the order of the table.
    pub(crate) regions: Vec<Region>,
    /// Union republics in order of first appearance.
    pub(crate) republics: Vec<String>,
    /// Free people by region and settlement (village, town).
    pub(crate) people: Vec<[u64; 2]>,
    /// Share of men by region and settlement.
    pub(crate) men: Vec<[f64; 2]>,
    /// Free people by area (RSFSR, rest), settlement, sex and year of birth.
    pub(crate) cohorts: [[[ByBirth; 2]; 2]; 2],
    /// Everyone, prisoners included.
    pub(crate) everyone: f64,
}

impl Census {
    /// All free people.
    pub(crate) fn free(&self) -> u64 {
        self.people.iter().flatten().sum()
    }

    /// Position of a region's area in [`Census::cohorts`].
    pub(crate) fn area_of(&self, region: usize) -> usize {
        let republic = &self.republics[usize::from(self.regions[region].republic)];
        if republic == RSFSR_NAME { RSFSR } else { REST }
    }

    /// Share of the people of a region, settlement and sex born in each year, summing to 1.
    pub(crate) fn births(&self, region: usize, settlement: usize, sex: usize) -> ByBirth {
        let cohorts = &self.cohorts[self.area_of(region)][settlement][sex];
        let total: f64 = cohorts.iter().sum();
        cohorts.map(|people| people / total)
    }
}

/// Regions and republics of the table.
pub(crate) fn places(rows: &[RegionRow]) -> (Vec<Region>, Vec<String>) {
    let mut republics: Vec<String> = Vec::new();
    let mut regions = Vec::new();
    for row in rows {
        let known = republics.iter().position(|name| *name == row.republic);
        let republic = known.unwrap_or_else(|| {
            republics.push(row.republic.clone());
            republics.len() - 1
        });
        regions.push(Region {
            name: row.name.clone(),
            republic: republic as u8,
            latitude: row.latitude,
            longitude: row.longitude,
            western: belonging::is_west(&row.name, &row.republic),
        });
    }
    (regions, republics)
}

/// Prisoners to take out of the totals.
pub(crate) struct Prisoners<'a> {
    /// Held in each region.
    pub(crate) by_region: &'a [u64],
    /// Share of each sex and year of birth; sums to 1 over both sexes.
    pub(crate) by_sex_and_birth: &'a [ByBirth; 2],
}

/// Places the people of the country.
///
/// # Errors
/// [`BuildError::Missing`] names every figure that the tables lack.
pub(crate) fn take(
    inputs: &Inputs<'_>,
    schedule: &[Vec<f32>; 2],
    prisoners: &Prisoners<'_>,
) -> Result<Census, BuildError> {
    let rows = &inputs.scenario.tables.regions;
    let (regions, republics) = places(rows);
    let start = inputs.start();
    let everyone = inputs.on(TOTALS, start);
    let urban = inputs.on(URBAN_TOTALS, start);
    let areas = cohorts::at_start(inputs, schedule, everyone);
    let republic_totals = republic_totals(inputs, &republics, everyone);
    let town_1959 = town_shares_1959(inputs, rows);
    inputs.complete()?;

    let free = free_by_region(rows, &regions, &republic_totals, prisoners.by_region);
    let free_total: f64 = free.iter().sum();
    let towns = scale_odds(&town_1959, &free, urban * free_total / everyone);
    let weights: Vec<f64> = free
        .iter()
        .zip(&towns)
        .flat_map(|(people, town)| [people * (1.0 - town), people * town])
        .collect();
    let parts = apportion(free_total.round() as u64, &weights);
    let mut census = Census {
        regions,
        republics,
        people: parts
            .chunks_exact(2)
            .map(|pair| [pair[0], pair[1]])
            .collect(),
        men: Vec::new(),
        cohorts: [[[[0.0; BIRTHS]; 2]; 2]; 2],
        everyone,
    };
    for (area, people) in areas.into_iter().enumerate() {
        census.cohorts[area] = free_cohorts(&census, area, people, prisoners);
    }
    census.men = men_by_place(&census, rows);
    Ok(census)
}

/// The country's totals: official estimates with the census in their gap.
pub(crate) const TOTALS: &[(&str, &str)] = &[
    ("population_total_1jan", "USSR"),
    ("population_total_census", "USSR"),
];
/// The same for towns.
pub(crate) const URBAN_TOTALS: &[(&str, &str)] = &[
    ("population_urban_1jan", "USSR"),
    ("population_urban_census", "USSR"),
];

/// People of each republic: the RSFSR from its yearly reconstruction, the others between the
/// rounded figures of 1950 and 1956, scaled to what the country's total leaves.
fn republic_totals(inputs: &Inputs<'_>, republics: &[String], everyone: f64) -> Vec<f64> {
    let day = inputs.start();
    let raw: Vec<f64> = republics
        .iter()
        .map(|name| match name.as_str() {
            RSFSR_NAME => inputs.on(&[("population_total_1jan", RSFSR_NAME)], day),
            other => inputs.on(
                &[
                    ("population_republic_1jan", other),
                    ("population_republic_apr", other),
                ],
                day,
            ),
        })
        .collect();
    let is_rsfsr = |index: usize| republics[index] == RSFSR_NAME;
    let rsfsr: f64 = (0..raw.len())
        .filter(|&i| is_rsfsr(i))
        .map(|i| raw[i])
        .sum();
    let others: f64 = raw.iter().sum::<f64>() - rsfsr;
    let factor = (everyone - rsfsr) / others;
    (0..raw.len())
        .map(|index| {
            if is_rsfsr(index) {
                raw[index]
            } else {
                raw[index] * factor
            }
        })
        .collect()
}

/// Share in towns in 1959. A region without the split takes what the cities leave of its
/// republic's; a city is all town.
fn town_shares_1959(inputs: &Inputs<'_>, rows: &[RegionRow]) -> Vec<f64> {
    let known = |row: &RegionRow| match row.urban {
        Some(urban) => Some(urban / row.total),
        None if row.kind == "city" => Some(1.0),
        None => None,
    };
    let rest_of = |republic: &str| {
        let figure = |series: &str| inputs.figure(series, republic, CENSUS_YEAR);
        let (mut urban, mut total) = (
            figure("census1959_republic_urban"),
            figure("census1959_republic_total"),
        );
        for row in rows.iter().filter(|row| row.republic == republic) {
            if let Some(share) = known(row) {
                urban -= share * row.total;
                total -= row.total;
            }
        }
        urban / total
    };
    rows.iter()
        .map(|row| known(row).unwrap_or_else(|| rest_of(&row.republic)))
        .collect()
}

/// Free people of each region: its share of the republic in 1959, of the republic's people
/// without the prisoners held there.
fn free_by_region(
    rows: &[RegionRow],
    regions: &[Region],
    republic_totals: &[f64],
    prisoners: &[u64],
) -> Vec<f64> {
    let republic = |index: usize| usize::from(regions[index].republic);
    let mut free = republic_totals.to_vec();
    let mut census = vec![0.0; free.len()];
    for (index, row) in rows.iter().enumerate() {
        free[republic(index)] -= prisoners[index] as f64;
        census[republic(index)] += row.total;
    }
    let share = |(index, row): (usize, &RegionRow)| {
        row.total / census[republic(index)] * free[republic(index)]
    };
    rows.iter().enumerate().map(share).collect()
}

/// The area's people by settlement, sex and year of birth: prisoners taken out, the town share of
/// each age as in 1959 with odds scaled to the area's towns.
fn free_cohorts(
    census: &Census,
    area: usize,
    mut people: Area,
    prisoners: &Prisoners<'_>,
) -> [[ByBirth; 2]; 2] {
    let own = |region: &usize| census.area_of(*region) == area;
    let held: u64 = (0..census.regions.len())
        .filter(own)
        .map(|r| prisoners.by_region[r])
        .sum();
    let targets = (0..census.people.len())
        .filter(own)
        .fold([0_u64; 2], |sum, r| {
            [sum[0] + census.people[r][0], sum[1] + census.people[r][1]]
        });
    for (sex, by_birth) in people.by_sex.iter_mut().enumerate() {
        for (count, share) in by_birth.iter_mut().zip(&prisoners.by_sex_and_birth[sex]) {
            *count = (*count - held as f64 * share).max(0.0);
        }
    }
    let free = people.total(MEN) + people.total(WOMEN);
    let factor = (targets[0] + targets[1]) as f64 / free;
    let counts: Vec<f64> = people
        .by_sex
        .as_flattened()
        .iter()
        .map(|c| c * factor)
        .collect();
    let shares = scale_odds(people.town_share.as_flattened(), &counts, targets[1] as f64);
    let mut cohorts = [[[0.0; BIRTHS]; 2]; 2];
    for (cell, (count, share)) in counts.iter().zip(&shares).enumerate() {
        let (sex, birth) = (cell / BIRTHS, cell % BIRTHS);
        cohorts[Settlement::Village as usize][sex][birth] = count * (1.0 - share);
        cohorts[Settlement::Town as usize][sex][birth] = count * share;
    }
    cohorts
}

/// Share of men by region and settlement: the odds of the area's towns and villages, times how
/// far the region's odds of 1959 stood from its area's, scaled to the area's men.
fn men_by_place(census: &Census, rows: &[RegionRow]) -> Vec<[f64; 2]> {
    let mut men = vec![[0.0; 2]; rows.len()];
    for area in [RSFSR, REST] {
        let own: Vec<usize> = (0..rows.len())
            .filter(|&r| census.area_of(r) == area)
            .collect();
        let share = |settlement: usize| {
            let [men, women] =
                [MEN, WOMEN].map(|sex| census.cohorts[area][settlement][sex].iter().sum::<f64>());
            men / (men + women)
        };
        let base = [share(0), share(1)];
        let sums = own.iter().filter_map(|&r| rows[r].male.zip(rows[r].female));
        let area_odds = sums.fold([0.0, 0.0], |sum, (m, w)| [sum[0] + m, sum[1] + w]);
        let ratio = |region: usize| match (rows[region].male, rows[region].female) {
            (Some(male), Some(female)) => male / female * area_odds[1] / area_odds[0],
            _ => 1.0,
        };
        let shifted = |region: usize, base: f64| {
            let odds = base / (1.0 - base) * ratio(region);
            odds / (1.0 + odds)
        };
        let shares: Vec<f64> = own
            .iter()
            .flat_map(|&r| base.map(|share| shifted(r, share)))
            .collect();
        let weights: Vec<f64> = own
            .iter()
            .flat_map(|&r| census.people[r].map(|people| people as f64))
            .collect();
        let cells = census.cohorts[area].iter();
        let target: f64 = cells
            .map(|settlement| settlement[MEN].iter().sum::<f64>())
            .sum();
        let scaled = scale_odds(&shares, &weights, target);
        for (pair, &region) in scaled.chunks_exact(2).zip(&own) {
            men[region] = [pair[0], pair[1]];
        }
    }
    men
}
