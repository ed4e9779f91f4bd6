//! What the tables do not say, and the rule that fills each gap.

use scenario::Scenario;

/// A gap in the record and how the builder bridges it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// What is not known.
    pub what: String,
    /// The stated rule used instead.
    pub rule: &'static str,
}

const STANDING_GAPS: [(&str, &str); 13] = [
    (
        "ages and sexes in March 1953",
        "the census of January 1959 by five-year ages, split evenly into years of birth and led back with the schedule of deaths; totals by sex of the RSFSR and the total of the country kept",
    ),
    (
        "people of the republics other than the RSFSR in 1953",
        "straight line between the rounded figures of 1950 and 1956, scaled to what the country's total leaves beside the RSFSR",
    ),
    (
        "people of the regions in 1953",
        "the region's share of its republic in 1959, of the republic's people without the prisoners held there",
    ),
    (
        "townspeople of the regions in 1953",
        "the region's odds of living in town in 1959, times one factor for the country that meets the urban total",
    ),
    (
        "town and village by age in 1953",
        "the share in towns of those who were as old in 1959, with odds scaled to the towns of 1953",
    ),
    (
        "where the prisons are",
        "the difference between all prisoners of 26 March and the camps is spread over the regions' colonies by people",
    ),
    (
        "prisoners of the colonies by region",
        "by people of the region in 1959",
    ),
    (
        "sub-camps counted twice in the site counts of 1953",
        "site counts scaled to the total of the camps, those of special camps to their own",
    ),
    (
        "political prisoners by site",
        "places counted in December 1953 hold their part of the 400,296 whose place is known; within a place and in the rest by kind of site",
    ),
    (
        "homes of prisoners",
        "drawn over the districts of the country by their collectives, apart from where they are held",
    ),
    (
        "special settlers outside East Siberia by area",
        "assumption shares (settlers.*), evenly over the people of each area",
    ),
    ("party members by republic in 1953", "the shares of 1959"),
    (
        "towns made of villages and prisoners who settle in towns",
        "all growth of towns beyond births counts as moves of villagers aged 15-34",
    ),
];

const NO_SEXES: &str = "the odds of men of its area's towns and villages";
const NO_TOWNS: &str =
    "a city is all town; the others share what cities leave of the republic's townspeople of 1959";

/// Every gap of the scenario's tables with the rule that fills it.
pub fn gaps(scenario: &Scenario) -> Vec<Gap> {
    let standing = STANDING_GAPS.iter().map(|&(what, rule)| Gap {
        what: what.to_owned(),
        rule,
    });
    let rows = scenario.tables.regions.iter();
    let sexes = rows
        .clone()
        .filter(|row| row.male.is_none())
        .map(|row| Gap {
            what: format!("men and women of {} in 1959 ({})", row.name, row.id),
            rule: NO_SEXES,
        });
    let towns = rows.filter(|row| row.urban.is_none()).map(|row| Gap {
        what: format!("town and village of {} in 1959 ({})", row.name, row.id),
        rule: NO_TOWNS,
    });
    standing.chain(sexes).chain(towns).collect()
}
