//! Who belongs to the party and the Komsomol: probabilities that meet the totals of the tables.

use crate::census::Census;
use crate::cohorts::{BIRTHS, MEN, RSFSR_NAME, WOMEN, birth_index};
use crate::inputs::Inputs;
use crate::shares::{Shares, generation};

/// Youngest age of a party member.
const MEMBER_FROM: i16 = 18;
/// Ages of the Komsomol.
const KOMSOMOL_AGES: std::ops::RangeInclusive<i16> = 14..=28;
/// First years of birth of the age bands with a party rate of their own, youngest first.
const BANDS: [(&str, i16); 4] = [
    ("18_24", 24),
    ("25_34", 34),
    ("35_49", 49),
    ("50_and_older", 200),
];

/// Probabilities of membership.
pub(crate) struct Membership {
    /// Party, by republic and sex: factor on [`Membership::relative`].
    factors: Vec<[f64; 2]>,
    /// Relative rate by year of birth.
    by_birth: [f64; BIRTHS],
    /// Relative rate by settlement.
    by_settlement: [f64; 2],
    /// Relative rate by schooling, primary first.
    by_schooling: [f64; 4],
    /// Share of people of Komsomol age, outside the party, who belong to it.
    komsomol: f64,
    ages: [bool; BIRTHS],
}

impl Membership {
    /// Reads totals and relative rates.
    pub(crate) fn read(inputs: &Inputs<'_>, census: &Census, shares: &Shares) -> Membership {
        let year = inputs.start().year();
        let mut membership = Membership {
            factors: vec![[1.0; 2]; census.republics.len()],
            by_birth: rates_by_birth(inputs, year),
            by_settlement: [1.0, inputs.value("party.rate.town")],
            by_schooling: ["primary", "seven_years", "secondary", "higher"]
                .map(|level| inputs.value(&format!("party.rate.{level}"))),
            komsomol: 0.0,
            ages: std::array::from_fn(|birth| {
                let age = year - crate::collective::BIRTH_YEAR_ZERO - birth as i16;
                KOMSOMOL_AGES.contains(&age)
            }),
        };
        let women = inputs.share("party.women_share");
        let members = members_by_republic(inputs, census, year);
        let expected = membership.expected(census, shares);
        for (republic, total) in members.into_iter().enumerate() {
            for (sex, share) in [(MEN, 1.0 - women), (WOMEN, women)] {
                membership.factors[republic][sex] = total * share / expected[republic][sex];
            }
        }
        let (young, young_members) = membership.young(census, shares);
        let komsomol = inputs.on(&[("komsomol_members", "VLKSM")], inputs.start());
        membership.komsomol = komsomol / (young - young_members);
        membership
    }

    /// Probability of being in the party.
    pub(crate) fn member(&self, cell: &Cell, schooling: usize) -> f64 {
        self.factors[cell.republic][cell.sex]
            * self.by_birth[cell.birth]
            * self.by_settlement[cell.settlement]
            * self.by_schooling[schooling]
    }

    /// Probability that somebody outside the party is in the Komsomol.
    pub(crate) fn komsomol(&self, birth: usize) -> f64 {
        if self.ages[birth] { self.komsomol } else { 0.0 }
    }

    /// Members by republic and sex with the present factors.
    fn expected(&self, census: &Census, shares: &Shares) -> Vec<[f64; 2]> {
        let mut sums = vec![[0.0; 2]; census.republics.len()];
        for_each_cell(census, |cell, people| {
            sums[cell.republic][cell.sex] += people * self.mean(cell, shares);
        });
        sums
    }

    /// People of Komsomol age and the party members among them.
    fn young(&self, census: &Census, shares: &Shares) -> (f64, f64) {
        let (mut young, mut members) = (0.0, 0.0);
        for_each_cell(census, |cell, people| {
            if self.ages[cell.birth] {
                young += people;
                members += people * self.mean(cell, shares);
            }
        });
        (young, members)
    }

    /// Share of a cell in the party, over its schooling.
    fn mean(&self, cell: &Cell, shares: &Shares) -> f64 {
        let [higher, secondary, seven] = shares.schooling[cell.settlement][generation(cell.birth)];
        let by_level = [1.0 - higher - secondary - seven, seven, secondary, higher];
        let levels = by_level.iter().enumerate();
        levels
            .map(|(level, share)| share * self.member(cell, level))
            .sum()
    }
}

/// One kind of people in one place.
pub(crate) struct Cell {
    pub(crate) republic: usize,
    pub(crate) settlement: usize,
    pub(crate) sex: usize,
    pub(crate) birth: usize,
}

fn for_each_cell(census: &Census, mut act: impl FnMut(&Cell, f64)) {
    for (region, people) in census.people.iter().enumerate() {
        for (settlement, &people) in people.iter().enumerate() {
            for sex in [MEN, WOMEN] {
                let men = census.men[region][settlement];
                let of_sex = people as f64 * if sex == MEN { men } else { 1.0 - men };
                for (birth, share) in census.births(region, settlement, sex).iter().enumerate() {
                    let republic = usize::from(census.regions[region].republic);
                    let cell = Cell {
                        republic,
                        settlement,
                        sex,
                        birth,
                    };
                    act(&cell, of_sex * share);
                }
            }
        }
    }
}

fn rates_by_birth(inputs: &Inputs<'_>, year: i16) -> [f64; BIRTHS] {
    let rates = BANDS.map(|(name, _)| inputs.value(&format!("party.rate.aged_{name}")));
    std::array::from_fn(|birth| {
        let age = year - crate::collective::BIRTH_YEAR_ZERO - birth as i16;
        let band = BANDS.iter().position(|&(_, last)| age <= last);
        match band {
            Some(band) if age >= MEMBER_FROM => rates[band],
            _ => 0.0,
        }
    })
}

/// The country's members and candidates of the start's year by the republics' shares of 1959.
fn members_by_republic(inputs: &Inputs<'_>, census: &Census, year: i16) -> Vec<f64> {
    let total = inputs.figure("cpsu_total", "USSR", year);
    let of = |republic: &String| match republic.as_str() {
        RSFSR_NAME => inputs.first("cpsu_members_by_republic", "RSFSR and armed forces"),
        other => inputs.first("cpsu_members_by_republic", other),
    };
    let weights: Vec<f64> = census.republics.iter().map(of).collect();
    let sum: f64 = weights.iter().sum();
    weights
        .into_iter()
        .map(|weight| total * weight / sum)
        .collect()
}

/// Years of birth of people old enough for the rules to act on them.
pub(crate) fn is_adult(birth: usize, year: i16) -> bool {
    birth <= birth_index(year - 14)
}
