//! Camps and colonies at the start: how many are held where, and who they are.

use kernel::time::WEEKS_PER_CALENDAR_YEAR;
use kernel::{Key, Purpose, Sample, Week, philox};
use rayon::prelude::*;
use scenario::table::{CampRow, RegionRow};

use crate::apportion::{Quantiles, apportion, scale_odds, threshold};
use crate::belonging;
use crate::cohorts::{BIRTHS, ByBirth, birth_index};
use crate::collective::{Person, attribute, standing};
use crate::inmate::{INMATE_BIT, Inmate, Site, category};
use crate::inputs::Inputs;
use crate::layout::Plot;
use crate::mould::{Common, Mould};
use crate::people::{self, Known, WORDS};
use crate::place::Region;

/// Prisoners drawn and sampled together.
pub(crate) const BRIGADE: u32 = 32;
const FIRST_PURPOSE: u16 = 0x120;
const SPECIAL_CAMP: &str = "special camp";
const COLONY: &str = "colony";
/// Whom the counts by category are of.
const COUNTED: &str = "USSR";
/// Odds of being a political prisoner before they are scaled to the totals, by kind of site.
const POLITICAL_ODDS: [(&str, f64); 2] = [(SPECIAL_CAMP, 0.98), (COLONY, 0.08)];
const POLITICAL_ODDS_ELSEWHERE: f64 = 0.18;

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

/// Shares of all prisoners.
struct Profile {
    women: f64,
    pregnant: f64,
    with_child: f64,
    ill: [f64; 2],
    grave: f64,
    collaborators: f64,
    /// Of those not political: official, economic and lesser military crimes.
    official: f64,
    /// By category (other, political): shares of the bands of [`BANDS`].
    bands: [[f64; 4]; 2],
    served: [Served; 2],
    /// Weights by year of birth.
    births: ByBirth,
    fertile: std::ops::RangeInclusive<usize>,
    over_fifty: usize,
}

/// Sentences in whole years by band.
const BANDS: [(f64, f64); 4] = [(1.0, 5.0), (6.0, 10.0), (11.0, 20.0), (21.0, 25.0)];

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

/// Places whose political prisoners were counted in December 1953, with the rows that make up
/// each figure and the regions it covers (Magadan was part of Khabarovsk krai until then).
const COUNTED_PLACES: [(&[&str], &[&str]); 9] = [
    (
        &["Komi ASSR (without Pechorlag)", "Pechorlag"],
        &["Komi ASSR"],
    ),
    (&["Kazakh SSR"], &[]),
    (&["Khabarovsk krai"], &["Khabarovsk krai", "Magadan oblast"]),
    (&["Irkutsk oblast"], &["Irkutsk oblast"]),
    (&["Krasnoyarsk krai"], &["Krasnoyarsk krai"]),
    (&["Mordovian ASSR"], &["Mordovian ASSR"]),
    (&["Molotov oblast"], &["Perm oblast"]),
    (&["Omsk oblast"], &["Omsk oblast"]),
    (&["Sverdlovsk oblast"], &["Sverdlovsk oblast"]),
];
/// Political prisoners of December 1953 whose place is given.
const PLACED_IN_DECEMBER: f64 = 400_296.0;
/// No place holds more political prisoners than this share.
const POLITICAL_AT_MOST: f64 = 0.95;

/// Share of political prisoners at each site: the counted places hold their part of the total,
/// the rest of the country the remainder; within a place by kind of site.
fn political_shares(
    inputs: &Inputs<'_>,
    camps: &Camps,
    regions: &[Region],
    republics: &[String],
) -> Vec<f64> {
    let year = inputs.start().year();
    let total = inputs.figure("prisoners_counterrevolutionary", COUNTED, year);
    let place_of = |site: &Site| {
        let region = &regions[usize::from(site.region)];
        let republic = &republics[usize::from(region.republic)];
        COUNTED_PLACES.iter().position(|(rows, names)| {
            names.contains(&region.name.as_str()) || rows.contains(&republic.as_str())
        })
    };
    let places: Vec<Option<usize>> = camps.sites.iter().map(place_of).collect();
    let mut shares = vec![0.0; camps.sites.len()];
    let mut left = total;
    for place in (0..COUNTED_PLACES.len()).map(Some).chain([None]) {
        let own: Vec<usize> = (0..places.len())
            .filter(|&site| places[site] == place)
            .collect();
        let weights: Vec<f64> = own.iter().map(|&site| camps.held[site] as f64).collect();
        let target = match place {
            Some(place) => {
                let rows = COUNTED_PLACES[place].0.iter();
                let series = "counterrevolutionary_prisoners_by_region";
                let counted: f64 = rows.map(|row| inputs.first(series, row)).sum();
                (counted / PLACED_IN_DECEMBER * total)
                    .min(POLITICAL_AT_MOST * weights.iter().sum::<f64>())
            }
            None => left,
        };
        left -= target;
        let odds: Vec<f64> = own
            .iter()
            .map(|&site| political_odds(&camps.sites[site]))
            .collect();
        for (share, site) in scale_odds(&odds, &weights, target).into_iter().zip(own) {
            shares[site] = share;
        }
    }
    shares
}

fn political_odds(site: &Site) -> f64 {
    let known = POLITICAL_ODDS.iter().find(|(kind, _)| *kind == site.kind);
    known.map_or(POLITICAL_ODDS_ELSEWHERE, |&(_, share)| share)
}

impl Profile {
    fn read(inputs: &Inputs<'_>, total: f64) -> Profile {
        let count = |series: &str| inputs.first(series, COUNTED);
        let year = inputs.start().year();
        let women = count("women_prisoners");
        let births = births(
            year,
            count("prisoners_under_18") / total,
            count("prisoners_over_50") / total,
        );
        let fertile = birth_index(year - 44)..=birth_index(year - 18);
        let fertile_share: f64 = births[fertile.clone()].iter().sum();
        let over_fifty = birth_index(year - 51);
        let over: f64 = births[..=over_fifty].iter().sum();
        let ratio = inputs.value("camps.ill_over_50_ratio");
        let ill = count("prisoners_incurably_ill") / total / (1.0 - over + ratio * over);
        let of_fertile = |series: &str| count(series) / (women * fertile_share);
        let political = inputs.figure("prisoners_counterrevolutionary", COUNTED, year) / total;
        Profile {
            women: women / total,
            pregnant: of_fertile("pregnant_prisoners"),
            with_child: of_fertile("women_with_children_under_2_in_camp"),
            ill: [ill, ill * ratio],
            grave: inputs.share("camps.grave_share_1953"),
            collaborators: inputs.share("camps.collaborator_share"),
            official: inputs.share("camps.official_crime_share"),
            bands: bands(inputs, political),
            served: [
                Served::evenly(inputs.value("camps.served_at_most")),
                Served::of_political(inputs),
            ],
            births,
            fertile,
            over_fifty,
        }
    }
}

/// How long those held at the start have been there.
struct Served {
    /// Longest time, years.
    longest: f64,
    /// Share who came within the last [`Served::recent_years`].
    recent: f64,
    recent_years: f64,
}

impl Served {
    /// Times spread evenly.
    fn evenly(longest: f64) -> Served {
        Served {
            longest,
            recent: 1.0,
            recent_years: longest,
        }
    }

    /// Political prisoners: the convictions counted in the years before the start are those who
    /// came since; the others came before.
    fn of_political(inputs: &Inputs<'_>) -> Served {
        let start = inputs.start();
        let years = [3, 2, 1].map(|before| start.year() - before);
        let convicted: f64 = years
            .iter()
            .map(|&year| inputs.figure("convicted_counterrevolutionary_mvd", COUNTED, year))
            .sum();
        let held = inputs.figure("prisoners_counterrevolutionary", COUNTED, start.year());
        let into_the_year = f64::from(start.day_of_year()) / 365.25;
        Served {
            longest: inputs.value("camps.political_served_at_most"),
            recent: (convicted / held).min(1.0),
            recent_years: years.len() as f64 + into_the_year,
        }
    }

    /// Years served of a sentence by one whose place in the order of arrival is `draw`, 0..1.
    fn years(&self, draw: f64, sentence: f64) -> f64 {
        let (recent, longest) = (self.recent_years.min(sentence), self.longest.min(sentence));
        if draw < self.recent {
            draw / self.recent * recent
        } else {
            let earlier = (draw - self.recent) / (1.0 - self.recent);
            recent + earlier * (longest - recent).max(0.0)
        }
    }
}

/// Weights by year of birth: 14-17 and 18-50 evenly, 51-75 falling to nothing.
fn births(year: i16, under_18: f64, over_50: f64) -> ByBirth {
    let mut weights = [0.0; BIRTHS];
    for age in 14_i16..=75 {
        let weight = match age {
            ..=17 => under_18 / 4.0,
            18..=50 => (1.0 - under_18 - over_50) / 33.0,
            _ => over_50 * f64::from(76 - age) / 325.0,
        };
        weights[birth_index(year - age)] = weight;
    }
    weights
}

/// Bands of sentences: political prisoners by assumption, the others what the count leaves.
fn bands(inputs: &Inputs<'_>, political: f64) -> [[f64; 4]; 2] {
    let counts = [
        "sentence_up_to_5_years",
        "sentence_5_to_10_years",
        "sentence_10_to_20_years",
        "sentence_over_20_years",
    ]
    .map(|series| inputs.first(series, COUNTED));
    let sum: f64 = counts.iter().sum();
    let of_political = ["up_to_5", "5_to_10", "10_to_20", "over_20"]
        .map(|band| inputs.share(&format!("camps.political_sentence.{band}")));
    let of_others = std::array::from_fn(|band| {
        ((counts[band] / sum - political * of_political[band]) / (1.0 - political)).max(0.0)
    });
    [of_others, of_political]
}

/// Whose draws: the prisoner's id under the run's key.
#[derive(Clone, Copy)]
struct Entity {
    id: u32,
    key: Key,
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
struct Drawn {
    births: Quantiles,
    bands: [Quantiles; 2],
    political: Vec<u32>,
}

impl Drawn {
    fn of(camps: &Camps) -> Drawn {
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

    fn draw(
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

impl Profile {
    fn category(&self, political: bool, person: &Person, marks: u32, more: [u32; 4]) -> u8 {
        let birth = usize::from(person.birth_year);
        let mut bits = 0;
        if political {
            bits |= category::POLITICAL;
            if below(marks >> 16, self.collaborators) {
                bits |= category::COLLABORATOR;
            }
        } else if below(marks >> 16, self.grave) {
            bits |= category::GRAVE;
        } else if below(more[3] >> 16, self.official) {
            bits |= category::OFFICIAL;
        }
        if person.is_woman() && self.fertile.contains(&birth) {
            let draw = f64::from(more[2] >> 16) / 65_536.0;
            if draw < self.pregnant {
                bits |= category::PREGNANT;
            } else if draw < self.pregnant + self.with_child {
                bits |= category::WITH_CHILD;
            }
        }
        let ill = self.ill[usize::from(birth <= self.over_fifty)];
        if below(marks & 0xFFFF, ill) {
            bits |= category::ILL;
        }
        bits
    }
}

fn below(bits: u32, share: f64) -> bool {
    bits < threshold(share)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_of_age_sum_to_one() {
        let weights = births(1953, 0.0123, 0.0942);
        assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        let old: f64 = weights[..=birth_index(1953 - 51)].iter().sum();
        assert!((old - 0.0942).abs() < 1e-9);
    }

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
