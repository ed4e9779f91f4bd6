//! From measured cells to the answer.

use rayon::prelude::*;
use store::manifest::RecordLine;

use super::work::{Cell, Reading};
use super::{
    ArmResult, At, Difference, Moment, OutcomeResult, PairedDesign, PairedResult, Part,
    VariantResult,
};
use crate::doubt::{Doubt, Kind, Layout};
use crate::intervals::Intervals;
use crate::outcomes::Outcome;
use crate::record::{self, Numbers};
use crate::variant::Variant;
use crate::verdict::{self, Flipped, Grounds};

/// Puts the answer together. Cells are in the order of the design, whoever computed them.
pub(super) fn gather(design: &PairedDesign, cells: Vec<Cell>) -> PairedResult {
    let null = cells.iter().find_map(|cell| cell.null.clone());
    let (null_is_zero, branch_hash) = null.unwrap_or((true, String::new()));
    let record = fit(design, &cells);
    let arm = |number: usize| ArmResult {
        name: design.arms[number].name.clone(),
        leaders: cells
            .iter()
            .filter(|cell| cell.variant == 0)
            .map(|cell| cell.arms[number].leaders.clone())
            .collect(),
        branch: cells.first().and_then(|cell| cell.arms[number].branch),
        outcomes: design
            .outcomes
            .iter()
            .enumerate()
            .map(|(at, outcome)| Gathered::new(design, &cells, number, at).result(outcome, &record))
            .collect(),
    };
    let of_kind = |kind: Kind| design.flips.iter().filter(|flip| flip.kind == kind).count();
    PairedResult {
        sample: design.sample.interval(),
        until: design.until,
        pairs: design.seeds.len(),
        draws: design.draws.len().min(design.seeds.len()),
        sources: of_kind(Kind::Sources),
        structures: of_kind(Kind::Structure),
        arms: (0..design.arms.len()).map(arm).collect(),
        null_is_zero,
        branch_hash,
    }
}

/// How the bases of all pairs stand to the record, series by series.
fn fit(design: &PairedDesign, cells: &[Cell]) -> Vec<RecordLine> {
    let bases: Vec<_> = cells
        .iter()
        .filter_map(|cell| cell.base.as_deref())
        .collect();
    let interval = design.sample.interval();
    let numbers: Vec<Numbers> = bases
        .into_par_iter()
        .map(|base| Numbers::of_trajectory(&design.base, base, interval))
        .collect();
    record::compare_all(&design.base, &numbers.iter().collect::<Vec<_>>())
}

/// The readings of one arm and outcome, by variant and pair.
struct Gathered<'a> {
    design: &'a PairedDesign,
    readings: Vec<(usize, usize, &'a Reading)>,
}

impl<'a> Gathered<'a> {
    fn new(design: &'a PairedDesign, cells: &'a [Cell], arm: usize, outcome: usize) -> Self {
        let reading = |cell: &'a Cell| {
            let reading = &cell.arms.get(arm)?.readings[outcome];
            Some((cell.variant, cell.pair, reading))
        };
        Gathered {
            design,
            readings: cells.iter().filter_map(reading).collect(),
        }
    }

    fn result(&self, outcome: &Outcome, record: &[RecordLine]) -> OutcomeResult {
        let differences = self.differences();
        let main: Vec<&Difference> = main(&differences);
        let values: Vec<f64> = main.iter().map(|own| own.value()).collect();
        let base = Intervals::of(&main.iter().map(|own| own.base).collect::<Vec<_>>());
        let difference = Intervals::of(&values);
        let band = outcome.band.around(base.map_or(0.0, |base| base.median));
        let draws = self.by_draw(&differences);
        let grounds = Grounds {
            interval_80: difference.map_or([0.0, 0.0], |own| own.within_80),
            band,
            flips: self.flips(&differences),
            draws: draws.clone(),
        };
        OutcomeResult {
            id: outcome.id,
            lacks: outcome.lacks(),
            difference,
            base,
            band,
            same_sign: verdict::same_sign(&draws),
            course: self.course(),
            parts: self.parts(),
            variants: self.variants(&differences),
            at: self.at(),
            placebo: self.placebo(),
            record: fitting(outcome, record),
            doubt: self.doubt(&differences),
            verdict: verdict::judge(&grounds),
            differences,
        }
    }

    fn differences(&self) -> Vec<Difference> {
        self.differences_of(|reading| reading.value)
    }

    /// Differences over the windows that end earlier.
    fn at(&self) -> Vec<At> {
        let at = |(number, week): (usize, &u16)| {
            let differences =
                self.differences_of(|reading| reading.at.get(number).copied().flatten());
            let main = main(&differences);
            At {
                week: *week,
                difference: Intervals::of(&main.iter().map(|own| own.value()).collect::<Vec<_>>()),
                differences,
            }
        };
        self.design.at.iter().enumerate().map(at).collect()
    }

    fn differences_of(&self, get: impl Fn(&Reading) -> Option<[f64; 2]>) -> Vec<Difference> {
        let difference = |(variant, pair, reading): &(usize, usize, &Reading)| {
            let [base, arm] = get(reading)?;
            Some(Difference {
                variant: *variant,
                pair: *pair,
                seed: self.design.seeds[*pair],
                base,
                arm,
            })
        };
        self.readings.iter().filter_map(difference).collect()
    }

    /// Differences of the pairs of each draw; of all pairs together where nothing was drawn.
    fn groups(&self, differences: &[Difference]) -> Vec<Vec<f64>> {
        let mut groups = vec![Vec::new(); self.design.draws.len().max(1)];
        for own in main(differences) {
            groups[self.design.draw_of(own.pair).unwrap_or(0)].push(own.value());
        }
        groups
    }

    /// One number a draw, the mean over its pairs; one a pair where nothing was drawn.
    fn by_draw(&self, differences: &[Difference]) -> Vec<f64> {
        if self.design.draws.is_empty() {
            return of_variant(differences, 0);
        }
        let groups = self.groups(differences);
        groups.iter().filter_map(|own| mean(own)).collect()
    }

    /// Flips with their numbers among the variants.
    fn flip_numbers(&self) -> impl Iterator<Item = (usize, &'a Variant)> {
        (1..).zip(&self.design.flips)
    }

    fn flips(&self, differences: &[Difference]) -> Vec<Flipped> {
        let flipped = |(number, flip): (usize, &Variant)| Flipped {
            name: flip.name.clone(),
            differences: of_variant(differences, number),
        };
        let tried = |own: &Flipped| !own.differences.is_empty();
        self.flip_numbers().map(flipped).filter(tried).collect()
    }

    fn variants(&self, differences: &[Difference]) -> Vec<VariantResult> {
        let result = |(number, flip): (usize, &Variant)| {
            Some(VariantResult {
                name: flip.name.clone(),
                kind: flip.kind,
                difference: Intervals::of(&of_variant(differences, number))?,
            })
        };
        self.flip_numbers().filter_map(result).collect()
    }

    fn doubt(&self, differences: &[Difference]) -> Doubt {
        let usual = of_variant(differences, 0);
        let pairs = self.design.pairs_per_flip.min(usual.len());
        let of_kind = |kind: Kind| -> Layout {
            let flips = self.flip_numbers().filter(|(_, flip)| flip.kind == kind);
            let flipped = flips.map(|(number, _)| of_variant(differences, number));
            std::iter::once(usual[..pairs].to_vec())
                .chain(flipped.filter(|row| row.len() == pairs))
                .collect()
        };
        let layouts = [
            (Kind::Sources, of_kind(Kind::Sources)),
            (Kind::Structure, of_kind(Kind::Structure)),
        ];
        Doubt::split(&self.groups(differences), &layouts)
    }

    /// Readings of the pairs themselves, without flips.
    fn in_full(&self) -> impl Iterator<Item = &'a Reading> {
        let main = self.readings.iter().filter(|(variant, _, _)| *variant == 0);
        main.map(|(_, _, reading)| *reading)
    }

    fn course(&self) -> Vec<Moment> {
        let weeks: Vec<u16> = self
            .in_full()
            .next()
            .map(|first| first.course.iter().map(|(week, _)| *week).collect())
            .unwrap_or_default();
        let moment = |week: u16| {
            let pairs = self.in_full().filter_map(|reading| {
                reading
                    .course
                    .iter()
                    .find(|(own, _)| *own == week)
                    .map(|(_, pair)| *pair)
            });
            let (difference, base) = both(pairs)?;
            Some(Moment {
                week,
                difference,
                base,
            })
        };
        weeks.into_iter().filter_map(moment).collect()
    }

    fn parts(&self) -> Vec<Vec<Part>> {
        let split = |at: usize| {
            let names: Vec<String> = self
                .in_full()
                .next()
                .map(|first| {
                    first.parts[at]
                        .iter()
                        .map(|(name, _)| name.clone())
                        .collect()
                })
                .unwrap_or_default();
            let part = |name: String| {
                let pairs = self.in_full().filter_map(|reading| {
                    reading.parts[at]
                        .iter()
                        .find(|(own, _)| *own == name)
                        .map(|(_, pair)| *pair)
                });
                let (difference, base) = both(pairs)?;
                Some(Part {
                    name,
                    difference,
                    base,
                })
            };
            names.into_iter().filter_map(part).collect()
        };
        (0..self.design.among.len()).map(split).collect()
    }

    fn placebo(&self) -> Option<Intervals> {
        let pairs = self.in_full().filter_map(|reading| reading.placebo);
        Intervals::of(&pairs.map(|[base, arm]| arm - base).collect::<Vec<_>>())
    }
}

fn fitting(outcome: &Outcome, record: &[RecordLine]) -> Vec<RecordLine> {
    let own = record
        .iter()
        .filter(|line| Some(line.series.as_str()) == outcome.record);
    own.cloned().collect()
}

/// Differences that make the interval: those of all pairs, without flips.
fn main(differences: &[Difference]) -> Vec<&Difference> {
    differences.iter().filter(|own| own.variant == 0).collect()
}

fn of_variant(differences: &[Difference], variant: usize) -> Vec<f64> {
    let own = differences.iter().filter(|own| own.variant == variant);
    own.map(Difference::value).collect()
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// Intervals of differences and of base levels.
fn both(pairs: impl Iterator<Item = [f64; 2]>) -> Option<(Intervals, Intervals)> {
    let pairs: Vec<[f64; 2]> = pairs.collect();
    let difference: Vec<f64> = pairs.iter().map(|[base, arm]| arm - base).collect();
    let base: Vec<f64> = pairs.iter().map(|[base, _]| *base).collect();
    Some((Intervals::of(&difference)?, Intervals::of(&base)?))
}
