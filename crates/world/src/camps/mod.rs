//! Camps and colonies at the start: how many are held where, and who they are.

mod political;
mod prisoner;
mod profile;

use kernel::{Key, Sample};
use rayon::prelude::*;
use scenario::table::{CampRow, RegionRow};

use self::political::political_shares;
use self::prisoner::{Drawn, Entity};
use self::profile::Profile;
use crate::apportion::apportion;
use crate::belonging;
use crate::cohorts::ByBirth;
use crate::inmate::{INMATE_BIT, Inmate, Site};
use crate::inputs::Inputs;
use crate::layout::Plot;
use crate::mould::{Common, Mould};
use crate::place::Region;

/// Prisoners drawn and sampled together.
pub(crate) const BRIGADE: u32 = 32;
const SPECIAL_CAMP: &str = "special camp";
const COLONY: &str = "colony";
/// Whom the counts by category are of.
const COUNTED: &str = "USSR";

/// Camps and colonies before they are filled.
pub(crate) struct Camps {
    pub(crate) sites: Vec<Site>,
    /// Prisoners of each site.
    pub(crate) held: Vec<u64>,
    /// First brigade of each site in the whole country, and one past the last.
    pub(crate) brigades: Vec<u32>,
    /// Share of political prisoners at each site.
    political: Vec<f64>,
    profile: Profile,
}

impl Camps {
    pub(crate) fn read(inputs: &Inputs<'_>, regions: &[Region], republics: &[String]) -> Camps {
        let total = inputs.first("prisoners_total", "USSR camps, colonies and prisons");
        let year = inputs.start().year();
        let in_camps = inputs.figure("prisoners_itl_1jan", "USSR camps (ITL)", year);
        let in_special = inputs.first(
            "prisoners_special_camps_state_criminals",
            "special camps of the MVD",
        );
        let mut camps = Camps {
            sites: Vec::new(),
            held: Vec::new(),
            brigades: Vec::new(),
            political: Vec::new(),
            profile: Profile::read(inputs, total),
        };
        let rows = &inputs.scenario.tables.camps;
        let special = camps.add_camps(rows, regions, (year, true), in_special);
        let ordinary = camps.add_camps(rows, regions, (year, false), in_camps - in_special);
        camps.add_colonies(
            regions,
            &inputs.scenario.tables.regions,
            total - special - ordinary,
        );
        camps.number_brigades();
        camps.political = political_shares(inputs, &camps, regions, republics);
        camps
    }

    /// Camps with a count in the year, scaled to `total`; returns what was placed.
    fn add_camps(
        &mut self,
        rows: &[CampRow],
        regions: &[Region],
        (year, special): (i16, bool),
        total: f64,
    ) -> f64 {
        let chosen = |row: &&CampRow| {
            row.year == year
                && row.prisoners.is_some_and(|count| count > 0.0)
                && (row.kind == SPECIAL_CAMP) == special
        };
        let rows: Vec<&CampRow> = rows.iter().filter(chosen).collect();
        let counts: Vec<f64> = rows.iter().filter_map(|row| row.prisoners).collect();
        let held = apportion(total.max(0.0).round() as u64, &counts);
        for (row, &held) in rows.iter().zip(&held) {
            let kind = if row.kind.is_empty() {
                "ITL"
            } else {
                &row.kind
            };
            self.sites.push(Site {
                name: scenario::DataRow::from(*row).entity,
                kind: kind.to_owned(),
                latitude: row.latitude,
                longitude: row.longitude,
                region: nearest(regions, row) as u16,
                held,
            });
        }
        self.held.extend(&held);
        held.iter().sum::<u64>() as f64
    }

    /// One site a region for its colonies and prisons, in proportion to its people of 1959.
    fn add_colonies(&mut self, regions: &[Region], rows: &[RegionRow], total: f64) {
        let weights: Vec<f64> = rows.iter().map(|row| row.total).collect();
        let held = apportion(total.max(0.0).round() as u64, &weights);
        for (index, (region, &held)) in regions.iter().zip(&held).enumerate() {
            self.sites.push(Site {
                name: format!("Colonies and prisons, {}", region.name),
                kind: COLONY.to_owned(),
                latitude: region.latitude,
                longitude: region.longitude,
                region: index as u16,
                held,
            });
        }
        self.held.extend(held);
    }

    fn number_brigades(&mut self) {
        let mut next = 0;
        self.brigades.push(next);
        for held in &self.held {
            next += held.div_ceil(u64::from(BRIGADE)) as u32;
            self.brigades.push(next);
        }
    }

    /// All brigades of the country.
    pub(crate) fn brigade_count(&self) -> u32 {
        self.brigades.last().copied().unwrap_or(0)
    }

    /// Prisoners by region.
    pub(crate) fn by_region(&self, regions: usize) -> Vec<u64> {
        let mut held = vec![0; regions];
        for (site, count) in self.sites.iter().zip(&self.held) {
            held[usize::from(site.region)] += count;
        }
        held
    }

    /// Share of each sex and year of birth among prisoners.
    pub(crate) fn by_sex_and_birth(&self) -> [ByBirth; 2] {
        let women = self.profile.women;
        [1.0 - women, women].map(|share| self.profile.births.map(|weight| weight * share))
    }

    /// People of brigade `global`, all of one site.
    fn brigade(&self, global: u32) -> (usize, u32) {
        let site = self.brigades.partition_point(|&first| first <= global) - 1;
        let before = u64::from(global - self.brigades[site]) * u64::from(BRIGADE);
        (
            site,
            (self.held[site] - before).min(u64::from(BRIGADE)) as u32,
        )
    }

    /// Everyone held in the sample, in order of id.
    pub(crate) fn fill(
        &self,
        sample: Sample,
        key: Key,
        moulds: &[[Mould; 2]],
        common: &Common,
        plots: &[Plot],
    ) -> Vec<Inmate> {
        let table = Drawn::of(self);
        let brigades: Vec<Vec<Inmate>> = (0..sample.kept_of(self.brigade_count()))
            .into_par_iter()
            .map(|local| {
                let global = sample.global(local);
                let (site, people) = self.brigade(global);
                (0..people)
                    .map(|lane| {
                        let id = INMATE_BIT | (global * BRIGADE + lane);
                        table.draw(self, site, Entity { id, key }, (moulds, common, plots))
                    })
                    .collect()
            })
            .collect();
        brigades.concat()
    }
}

/// Region whose centre is nearest to a camp, by distance on a plane in which meridians close up
/// northwards, within the part of the country that the handbook names.
fn nearest(regions: &[Region], camp: &CampRow) -> usize {
    let distance = |region: &Region| {
        let north = region.latitude - camp.latitude;
        let middle = (region.latitude + camp.latitude) / 2.0;
        let around = (region.longitude - camp.longitude).abs();
        let east = around.min(360.0 - around) * middle.to_radians().cos();
        north * north + east * east
    };
    // A city has no camps of its own: they lie in the region around it.
    let open = |index: &usize| {
        let region = &regions[*index];
        !region.name.ends_with(" city") && belonging::in_camp_region(&camp.camp_region, region)
    };
    let by_distance =
        |a: &usize, b: &usize| distance(&regions[*a]).total_cmp(&distance(&regions[*b]));
    (0..regions.len())
        .filter(open)
        .min_by(by_distance)
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_line_is_no_barrier_and_the_handbook_is_followed() {
        let region = |name: &str, latitude: f64, longitude: f64| Region {
            name: name.to_owned(),
            republic: 0,
            latitude,
            longitude,
            western: false,
        };
        let regions = [
            region("west", 60.0, 100.0),
            region("east", 60.0, 177.0),
            region("Komi ASSR", 61.7, 50.8),
        ];
        let camp = |camp_region: &str| CampRow {
            id: "CST".to_owned(),
            name: String::new(),
            name_ru: String::new(),
            kind: "ITL".to_owned(),
            camp_region: camp_region.to_owned(),
            year: 1953,
            prisoners: Some(1.0),
            latitude: 65.0,
            longitude: -175.0,
            sources: Vec::new(),
            confidence: scenario::Confidence::Verified,
            role: scenario::Role::Input,
        };
        assert_eq!(nearest(&regions, &camp("Far East")), 1);
        assert_eq!(nearest(&regions, &camp("Komi")), 2);
    }
}
