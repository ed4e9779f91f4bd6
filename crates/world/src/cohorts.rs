//! Who was alive in 1953 by year of birth and sex, from the census of 1959.

use jiff::civil::date;

use crate::collective::BIRTH_YEAR_ZERO;
use crate::inputs::Inputs;
use crate::mortality;

/// Length of arrays by year of birth, counted from [`BIRTH_YEAR_ZERO`].
pub(crate) const BIRTHS: usize = 128;
/// Numbers by year of birth.
pub(crate) type ByBirth = [f64; BIRTHS];

/// Index of men in pairs by sex.
pub(crate) const MEN: usize = 0;
/// Index of women in pairs by sex.
pub(crate) const WOMEN: usize = 1;
/// Index of the RSFSR in pairs of areas whose ages are known.
pub(crate) const RSFSR: usize = 0;
/// Index of the other republics taken together.
pub(crate) const REST: usize = 1;
/// Name of the RSFSR in the tables.
pub(crate) const RSFSR_NAME: &str = "RSFSR";

const CENSUS_YEAR: i16 = 1959;
/// Last five-year group of the census; the group above it is open.
const CENTENARIANS: usize = 100;
/// Years of a group.
const GROUP: usize = 5;

/// Position of a year in arrays by year of birth.
pub(crate) fn birth_index(year: i16) -> usize {
    usize::try_from(year - BIRTH_YEAR_ZERO)
        .unwrap_or(0)
        .min(BIRTHS - 1)
}

/// People of one area at the start.
pub(crate) struct Area {
    /// By sex and year of birth.
    pub(crate) by_sex: [ByBirth; 2],
    /// Share in towns of those who were as old in 1959, by sex and the year of birth of 1953.
    pub(crate) town_share: [ByBirth; 2],
}

impl Area {
    /// People of a sex.
    pub(crate) fn total(&self, sex: usize) -> f64 {
        self.by_sex[sex].iter().sum()
    }

    fn scale(&mut self, sex: usize, target: f64) {
        let factor = target / self.total(sex);
        self.by_sex[sex]
            .iter_mut()
            .for_each(|people| *people *= factor);
    }
}

/// RSFSR and the rest at the start, prisoners included; `everyone` is the country's total.
///
/// The census of 15 January 1959 by five-year ages is split evenly into years of birth and led
/// back to the start with the schedule of deaths; the totals by sex of the RSFSR and the total of
/// the country are then kept.
pub(crate) fn at_start(inputs: &Inputs<'_>, schedule: &[Vec<f32>; 2], everyone: f64) -> [Area; 2] {
    let ussr = Counts::read(inputs, "USSR");
    let rsfsr = Counts::read(inputs, RSFSR_NAME);
    let mut areas = [
        rsfsr.led_back(inputs, schedule),
        ussr.less(&rsfsr).led_back(inputs, schedule),
    ];
    let mut left = everyone;
    for (sex, series) in [
        (MEN, "population_male_1jan"),
        (WOMEN, "population_female_1jan"),
    ] {
        let target = inputs.on(&[(series, RSFSR_NAME)], inputs.start());
        areas[RSFSR].scale(sex, target);
        left -= target;
    }
    let factor = left / (areas[REST].total(MEN) + areas[REST].total(WOMEN));
    for sex in [MEN, WOMEN] {
        let target = areas[REST].total(sex) * factor;
        areas[REST].scale(sex, target);
    }
    areas
}

/// Census counts by settlement (villages, towns), sex and age in years.
struct Counts([[Vec<f64>; 2]; 2]);

impl Counts {
    fn read(inputs: &Inputs<'_>, area: &str) -> Counts {
        let ages = |settlement: &str, sex: &str| -> Vec<f64> {
            by_year(|group| {
                let entity = format!("{area}|{settlement}|{sex}|{group}");
                inputs.figure("census1959_age_sex", &entity, CENSUS_YEAR)
            })
        };
        let sexes = |settlement: &str| [ages(settlement, "male"), ages(settlement, "female")];
        Counts([sexes("rural"), sexes("urban")])
    }

    fn less(&self, part: &Counts) -> Counts {
        let minus = |settlement: usize, sex: usize| -> Vec<f64> {
            let (whole, part) = (&self.0[settlement][sex], &part.0[settlement][sex]);
            whole
                .iter()
                .zip(part)
                .map(|(whole, part)| whole - part)
                .collect()
        };
        Counts([0, 1].map(|settlement| [0, 1].map(|sex| minus(settlement, sex))))
    }

    fn led_back(&self, inputs: &Inputs<'_>, schedule: &[Vec<f32>; 2]) -> Area {
        let start = inputs.start();
        let years = f64::from((date(CENSUS_YEAR, 1, 15) - start).get_days()) / 365.25;
        let of_year = f64::from(start.day_of_year() - 1) / 365.25;
        let mut area = Area {
            by_sex: [[0.0; BIRTHS]; 2],
            town_share: [[0.0; BIRTHS]; 2],
        };
        for (sex, schedule) in schedule.iter().enumerate() {
            for age in 0..=CENTENARIANS {
                let [village, town] = [0, 1].map(|settlement| self.0[settlement][sex][age]);
                let as_old = birth_index(start.year() - age as i16);
                area.town_share[sex][as_old] = town / (village + town);
                // On 15 January nearly everybody's birthday of the year is still to come.
                let born = CENSUS_YEAR - 1 - age as i16;
                if born < start.year() {
                    let age_then = (start.year() - born) as usize;
                    let lived = mortality::survival(schedule, age_then, years);
                    area.by_sex[sex][birth_index(born)] = (village + town) / lived;
                }
            }
            let last = area.by_sex[sex][birth_index(start.year() - 1)];
            area.by_sex[sex][birth_index(start.year())] = last * of_year;
        }
        area
    }
}

/// Years of age out of five-year groups; the open group counts as aged one hundred.
fn by_year(figure: impl Fn(&str) -> f64) -> Vec<f64> {
    let groups = (0..CENTENARIANS).step_by(GROUP);
    let mut ages: Vec<f64> = groups
        .flat_map(|first| {
            let people = figure(&format!("{first}-{}", first + GROUP - 1));
            std::iter::repeat_n(people / GROUP as f64, GROUP)
        })
        .collect();
    ages.push(figure("100+"));
    ages
}
