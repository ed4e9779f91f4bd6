//! The points of a sweep: which value every factor takes in which run.

use models::sensitivity::{Design, InvalidDesign, Screening};
use scenario::sweep_plan::{Factor, Levels, SweepDesign};

use crate::latin_hypercube::latin_hypercube;
use crate::prior;

/// Share of a prior left out at each end of a walk's grid, whose coordinates reach 0 and 1.
const TAIL: f64 = 0.01;

/// The value of a factor at one point.
#[derive(Debug, Clone, PartialEq)]
pub enum Level {
    /// A parameter's value.
    Value(f64),
    /// A setting or overlay.
    Name(String),
}

/// One point: a level for each factor, `None` where the scenario stays as it is.
pub type Point = Vec<Option<Level>>;

/// The points of a design in order, with what turns outputs into indices.
#[derive(Debug, Clone)]
pub struct Points {
    /// One a run, before seeds.
    pub points: Vec<Point>,
    /// The design behind them.
    pub kind: Kind,
}

/// What can be computed from the outputs.
#[derive(Debug, Clone)]
pub enum Kind {
    /// Nothing but the outputs themselves.
    Plain,
    /// Sobol' indices.
    Sobol(Design),
    /// Elementary effects.
    Morris(Screening),
}

/// Lays out the points of a design.
///
/// # Errors
/// [`InvalidDesign`] for too many or too few factors or points.
pub fn points(design: SweepDesign, factors: &[Factor]) -> Result<Points, InvalidDesign> {
    let at = |coordinates: &[f64]| -> Point {
        let levels = factors.iter().zip(coordinates);
        levels
            .map(|(factor, share)| level(&factor.levels, *share))
            .collect()
    };
    let plain = |points| Points {
        points,
        kind: Kind::Plain,
    };
    Ok(match design {
        SweepDesign::Grid => plain(grid(factors)),
        SweepDesign::OneAtATime => plain(one_at_a_time(factors)),
        SweepDesign::Draws { points } => plain(side_by_side(factors, points)),
        SweepDesign::LatinHypercube { points, seed } => {
            let cube = latin_hypercube(factors.len(), points, seed);
            plain(cube.iter().map(|coordinates| at(coordinates)).collect())
        }
        SweepDesign::Sobol { points, seed } => {
            let design = Design::new(factors.len(), points, false, seed)?;
            let points = (0..design.len()).map(|number| at(&design.point(number)));
            Points {
                points: points.collect(),
                kind: Kind::Sobol(design),
            }
        }
        SweepDesign::Morris { points, seed } => {
            let design = Screening::new(factors.len(), points, 4, seed)?;
            let inside = |share: &f64| TAIL + (1.0 - 2.0 * TAIL) * share;
            let points = (0..design.len())
                .map(|number| at(&design.point(number).iter().map(inside).collect::<Vec<_>>()));
            Points {
                points: points.collect(),
                kind: Kind::Morris(design),
            }
        }
    })
}

/// The level at a coordinate from 0 to 1.
fn level(levels: &Levels, share: f64) -> Option<Level> {
    let pick = |count: usize| ((share * count as f64) as usize).min(count - 1);
    Some(match levels {
        Levels::Values(values) => Level::Value(*values.get(pick(values.len().max(1)))?),
        Levels::Names(names) => Level::Name(names.get(pick(names.len().max(1)))?.clone()),
        Levels::Range { low, high } => Level::Value(low + (high - low) * share),
        Levels::Prior(prior) => Level::Value(prior::quantile(prior, share)?),
    })
}

/// The listed levels of a factor.
fn listed(factor: &Factor) -> Vec<Option<Level>> {
    match &factor.levels {
        Levels::Values(values) => values
            .iter()
            .map(|value| Some(Level::Value(*value)))
            .collect(),
        Levels::Names(names) => names
            .iter()
            .map(|name| Some(Level::Name(name.clone())))
            .collect(),
        Levels::Range { .. } | Levels::Prior(_) => Vec::new(),
    }
}

/// Every combination; the last factor varies fastest.
fn grid(factors: &[Factor]) -> Vec<Point> {
    factors.iter().fold(vec![Vec::new()], |points, factor| {
        let with = |point: &Point, level: &Option<Level>| {
            let mut longer = point.clone();
            longer.push(level.clone());
            longer
        };
        let levels = listed(factor);
        points
            .iter()
            .flat_map(|point| {
                levels
                    .iter()
                    .map(|level| with(point, level))
                    .collect::<Vec<_>>()
            })
            .collect()
    })
}

/// As recorded first, then each level of each factor by itself.
fn one_at_a_time(factors: &[Factor]) -> Vec<Point> {
    let recorded: Point = vec![None; factors.len()];
    let mut points = vec![recorded.clone()];
    for (number, factor) in factors.iter().enumerate() {
        for level in listed(factor) {
            let mut point = recorded.clone();
            point[number] = level;
            points.push(point);
        }
    }
    points
}

/// The first level of every factor, then the second of every factor, and so on.
fn side_by_side(factors: &[Factor], points: usize) -> Vec<Point> {
    let levels: Vec<Vec<Option<Level>>> = factors.iter().map(listed).collect();
    let at = |point: usize| {
        let own = levels.iter().map(|own| own.get(point).cloned().flatten());
        own.collect()
    };
    (0..points).map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use scenario::sweep_plan::Target;

    fn factor(name: &str, levels: Levels) -> Factor {
        Factor {
            name: name.into(),
            target: Target::Parameter,
            levels,
        }
    }

    fn two() -> Vec<Factor> {
        vec![
            factor("a", Levels::Values(vec![1.0, 2.0])),
            factor("b", Levels::Values(vec![5.0, 6.0, 7.0])),
        ]
    }

    #[test]
    fn a_grid_has_every_combination_once() {
        let found = points(SweepDesign::Grid, &two()).expect("a design").points;
        assert_eq!(found.len(), 6);
        let distinct = found
            .iter()
            .enumerate()
            .all(|(at, point)| !found[..at].contains(point));
        assert!(distinct);
    }

    #[test]
    fn one_at_a_time_begins_with_the_record_and_changes_one_thing() {
        let found = points(SweepDesign::OneAtATime, &two())
            .expect("a design")
            .points;
        assert_eq!(found.len(), 1 + 2 + 3);
        let changed = |point: &Point| point.iter().flatten().count();
        assert_eq!(changed(&found[0]), 0);
        assert!(found[1..].iter().all(|point| changed(point) == 1));
    }

    #[test]
    fn draws_take_one_level_of_every_factor() {
        let mut factors = two();
        factors[0].levels = Levels::Values(vec![1.0, 2.0, 3.0]);
        let design = SweepDesign::Draws { points: 3 };
        let found = points(design, &factors).expect("a design").points;
        let second = [Some(Level::Value(2.0)), Some(Level::Value(6.0))];
        assert_eq!((found.len(), found[1].as_slice()), (3, &second[..]));
    }

    #[test]
    fn sobol_and_morris_have_their_number_of_points_within_the_range() {
        let range = vec![
            factor(
                "a",
                Levels::Range {
                    low: 2.0,
                    high: 3.0
                }
            );
            3
        ];
        let sobol = points(SweepDesign::Sobol { points: 8, seed: 1 }, &range).expect("a design");
        let morris = points(SweepDesign::Morris { points: 4, seed: 1 }, &range).expect("a design");
        assert_eq!((sobol.points.len(), morris.points.len()), (8 * 5, 4 * 4));
        let inside = |level: &Option<Level>| matches!(level, Some(Level::Value(value)) if (2.0..=3.0).contains(value));
        assert!(
            sobol
                .points
                .iter()
                .chain(&morris.points)
                .flatten()
                .all(inside)
        );
    }
}
