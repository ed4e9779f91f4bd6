//! Births and moves to town that the totals of the tables need, computed before the run.

use jiff::civil::Date;

use crate::census::{Census, TOTALS, URBAN_TOTALS};
use crate::cohorts::{MEN, WOMEN};
use crate::collective::BIRTH_YEAR_ZERO;
use crate::inputs::{Inputs, interpolate};
use crate::mortality::LAST_AGE;
use crate::schedule::holds_new_year;

/// Ages of women who bear children.
const FERTILE: std::ops::RangeInclusive<usize> = 15..=49;
/// Ages at which villagers move to town.
const MOBILE: std::ops::RangeInclusive<usize> = 15..=34;
const WEEKS_PER_YEAR: f64 = kernel::time::WEEKS_PER_YEAR as f64;

/// Yearly rates by week.
pub(crate) struct Rates {
    /// Births a year per woman aged 15-49.
    pub(crate) births_per_woman: Vec<f32>,
    /// Share of villagers aged 15-34 who move in a year.
    pub(crate) moves_to_town: Vec<f32>,
}

impl Rates {
    /// Those of the first weeks, which do not depend on how many follow; nothing where there are fewer.
    pub(crate) fn first(&self, weeks: u16) -> Option<Rates> {
        let first = |rates: &[f32]| Some(rates.get(..usize::from(weeks))?.to_vec());
        Some(Rates {
            births_per_woman: first(&self.births_per_woman)?,
            moves_to_town: first(&self.moves_to_town)?,
        })
    }
}

/// Leads the people of the start forward week by week: deaths by the schedule, births and moves
/// as what is missing to the next week's totals, never below none.
pub(crate) fn project(inputs: &Inputs<'_>, census: &Census, schedule: &[Vec<f32>; 2]) -> Rates {
    let (totals, towns) = (inputs.points(TOTALS), inputs.points(URBAN_TOTALS));
    let calendar = inputs.scenario.calendar();
    let on = |points: &[(Date, f64)], week: u16| {
        interpolate(points, calendar.first_day(week)).unwrap_or(0.0)
    };
    let mut people = People::of(inputs, census);
    let mut rates = Rates {
        births_per_woman: Vec::new(),
        moves_to_town: Vec::new(),
    };
    for week in 0..inputs.scenario.weeks() {
        if holds_new_year(&calendar, week) {
            people.grow_older();
        }
        people.die(schedule);
        let births = (on(&totals, week + 1) - people.total()).max(0.0);
        rates
            .births_per_woman
            .push((births * WEEKS_PER_YEAR / people.women()) as f32);
        people.bear(births);
        let moves = (on(&towns, week + 1) - people.living_in(TOWN)).max(0.0);
        let mobile = people.mobile();
        rates
            .moves_to_town
            .push((moves * WEEKS_PER_YEAR / mobile) as f32);
        people.move_to_town(moves / mobile);
    }
    rates
}

const VILLAGE: usize = 0;
const TOWN: usize = 1;

/// People by settlement, sex and age.
struct People([[Vec<f64>; 2]; 2]);

impl People {
    /// The free of the start, scaled to everyone: prisoners age, bear and die at home here.
    fn of(inputs: &Inputs<'_>, census: &Census) -> People {
        let factor = census.everyone / census.free() as f64;
        let year = inputs.start().year();
        let of = |settlement: usize, sex: usize| {
            let mut ages = vec![0.0; LAST_AGE + 1];
            for area in &census.cohorts {
                for (birth, people) in area[settlement][sex].iter().enumerate() {
                    let age = year - BIRTH_YEAR_ZERO - birth as i16;
                    if let Some(count) = usize::try_from(age).ok().and_then(|age| ages.get_mut(age))
                    {
                        *count += people * factor;
                    }
                }
            }
            ages
        };
        People([VILLAGE, TOWN].map(|place| [MEN, WOMEN].map(|sex| of(place, sex))))
    }

    fn grow_older(&mut self) {
        for ages in self.0.as_flattened_mut() {
            ages.rotate_right(1);
            ages[0] = 0.0;
        }
    }

    fn die(&mut self, schedule: &[Vec<f32>; 2]) {
        for by_sex in &mut self.0 {
            for (ages, schedule) in by_sex.iter_mut().zip(schedule) {
                for (count, share) in ages.iter_mut().zip(schedule) {
                    *count *= 1.0 - f64::from(*share) / WEEKS_PER_YEAR;
                }
            }
        }
    }

    fn total(&self) -> f64 {
        self.living_in(VILLAGE) + self.living_in(TOWN)
    }

    fn living_in(&self, settlement: usize) -> f64 {
        self.0[settlement].iter().flatten().sum()
    }

    fn women_in(&self, settlement: usize) -> f64 {
        self.0[settlement][WOMEN][FERTILE].iter().sum()
    }

    fn women(&self) -> f64 {
        self.women_in(VILLAGE) + self.women_in(TOWN)
    }

    fn bear(&mut self, births: f64) {
        let women = self.women();
        for settlement in [VILLAGE, TOWN] {
            let share = self.women_in(settlement) / women;
            for sex in [MEN, WOMEN] {
                self.0[settlement][sex][0] += births * share / 2.0;
            }
        }
    }

    fn mobile(&self) -> f64 {
        let village = self.0[VILLAGE].iter();
        village.map(|ages| ages[MOBILE].iter().sum::<f64>()).sum()
    }

    fn move_to_town(&mut self, share: f64) {
        for sex in [MEN, WOMEN] {
            for age in MOBILE {
                let moved = self.0[VILLAGE][sex][age] * share;
                self.0[VILLAGE][sex][age] -= moved;
                self.0[TOWN][sex][age] += moved;
            }
        }
    }
}
