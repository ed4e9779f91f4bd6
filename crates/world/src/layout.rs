//! From people to districts and collectives: which block belongs where, and how full it is.

use kernel::LANES;

use crate::apportion::even_part;
use crate::error::BuildError;
use crate::inputs::Inputs;
use crate::place::Settlement;

/// One district before it is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Plot {
    pub(crate) region: usize,
    pub(crate) settlement: Settlement,
    /// Free people at the start.
    pub(crate) people: u64,
    /// Number of its first collective in the whole country.
    pub(crate) first: u32,
    /// Collectives in the whole country.
    pub(crate) count: u32,
}

impl Plot {
    /// People who fill its collective `global` at the start.
    pub(crate) fn occupancy(&self, global: u32) -> usize {
        even_part(
            self.people,
            u64::from(self.count),
            u64::from(global - self.first),
        ) as usize
    }
}

/// Sizes that the layout follows.
pub(crate) struct Sizes {
    /// People of a district at the start.
    pub(crate) per_district: f64,
    /// People of a collective at the start, at most, by settlement (village, town).
    pub(crate) occupancy: [f64; 2],
}

impl Sizes {
    pub(crate) fn read(inputs: &Inputs<'_>) -> Sizes {
        Sizes {
            per_district: inputs.value("layout.people_per_district"),
            occupancy: [
                inputs.value("layout.village_occupancy"),
                inputs.value("layout.town_occupancy"),
            ],
        }
    }

    fn check(&self) -> Result<(), BuildError> {
        for (value, name) in self.occupancy.into_iter().zip(["village", "town"]) {
            if !(1.0..=LANES as f64).contains(&value) {
                return Err(BuildError::OutOfRange {
                    what: format!("layout.{name}_occupancy"),
                    value,
                    must: format!("a collective has 1 to {LANES} places"),
                });
            }
        }
        // A country of that size in districts of a thousand stays below 65 536 districts.
        if self.per_district < 4_000.0 {
            return Err(BuildError::OutOfRange {
                what: "layout.people_per_district".to_owned(),
                value: self.per_district,
                must: "a district has at least 4000 people".to_owned(),
            });
        }
        Ok(())
    }
}

/// Districts in order of region, then village before town; their collectives are numbered in the
/// same order.
pub(crate) fn districts(people: &[[u64; 2]], sizes: &Sizes) -> Result<Vec<Plot>, BuildError> {
    sizes.check()?;
    let mut plots = Vec::new();
    let mut first = 0;
    for (region, by_settlement) in people.iter().enumerate() {
        for settlement in [Settlement::Village, Settlement::Town] {
            let total = by_settlement[settlement as usize];
            let districts = (total as f64 / sizes.per_district).round().max(1.0) as u64;
            for index in 0..districts {
                let people = even_part(total, districts, index);
                let count = people.div_ceil(sizes.occupancy[settlement as usize] as u64) as u32;
                if count > 0 {
                    plots.push(Plot {
                        region,
                        settlement,
                        people,
                        first,
                        count,
                    });
                }
                first += count;
            }
        }
    }
    Ok(plots)
}

/// All collectives of the country.
pub(crate) fn collectives(plots: &[Plot]) -> u32 {
    plots.last().map_or(0, |plot| plot.first + plot.count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes() -> Sizes {
        Sizes {
            per_district: 40_000.0,
            occupancy: [30.0, 21.0],
        }
    }

    #[test]
    fn every_person_has_one_place() {
        let people = [[123_457, 65_432], [0, 5_000_001], [7, 0]];
        let plots = districts(&people, &sizes()).unwrap();
        for (region, by_settlement) in people.iter().enumerate() {
            for settlement in [Settlement::Village, Settlement::Town] {
                let own = plots
                    .iter()
                    .filter(|p| p.region == region && p.settlement == settlement);
                let placed: usize = own
                    .flat_map(|plot| {
                        (plot.first..plot.first + plot.count).map(|g| plot.occupancy(g))
                    })
                    .sum();
                assert_eq!(placed as u64, by_settlement[settlement as usize]);
            }
        }
    }

    #[test]
    fn numbers_run_on_and_blocks_are_not_too_full() {
        let plots = districts(&[[123_457, 65_432], [40_000, 0]], &sizes()).unwrap();
        let mut next = 0;
        for plot in &plots {
            assert_eq!(plot.first, next);
            next += plot.count;
            let limit = sizes().occupancy[plot.settlement as usize] as usize;
            for global in plot.first..next {
                assert!((1..=limit).contains(&plot.occupancy(global)));
            }
        }
        assert_eq!(collectives(&plots), next);
    }

    #[test]
    fn impossible_sizes_are_refused() {
        let crowded = Sizes {
            occupancy: [33.0, 21.0],
            ..sizes()
        };
        assert!(matches!(
            districts(&[[1, 1]], &crowded),
            Err(BuildError::OutOfRange { .. })
        ));
    }
}
