//! Where the doubt about a difference comes from: chance, parameters, sources, structure.
//!
//! Pairs have a seed and a draw of the parameters, and some draws are seen under two seeds: the
//! analysis of variance of a one-way layout gives chance as the variance within draws, parameters as
//! that between them (Searle, Casella & McCulloch 1992, *Variance Components*, ch. 3). Flips are
//! tried on the same pairs, so each kind of them is a table of variants by pairs with one difference
//! a cell: a two-way layout without repetition (ch. 4), in which the variance between variants is
//! (mean square of variants - mean square of the rest) / pairs. No component is below 0.

use serde::Serialize;

/// A kind of doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Between seeds.
    Chance,
    /// Between parameter draws.
    Parameters,
    /// Between choices of source.
    Sources,
    /// Between rival structures.
    Structure,
}

impl Kind {
    /// All of them, in the order in which they are always shown.
    pub const ALL: [Kind; 4] = [
        Kind::Chance,
        Kind::Parameters,
        Kind::Sources,
        Kind::Structure,
    ];

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Kind::Chance => "chance",
            Kind::Parameters => "unknown parameters",
            Kind::Sources => "conflicting sources",
            Kind::Structure => "rival structures",
        }
    }
}

/// Variants of one kind by pairs: one difference a cell. Rows have the same pairs in order.
pub type Layout = Vec<Vec<f64>>;

/// Variance of a difference by kind.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Doubt {
    /// Variance, in the order of [`Kind::ALL`]; nothing where the kind was not tried.
    pub variance: [Option<f64>; 4],
}

impl Doubt {
    /// Splits the doubt. `draws` holds the differences of the pairs of each draw, one group where
    /// nothing was drawn; each layout has the pairs as they are in its first row and the variants of
    /// one kind after it.
    pub fn split(draws: &[Vec<f64>], layouts: &[(Kind, Layout)]) -> Doubt {
        let mut doubt = Doubt::default();
        let [chance, parameters] = within_and_between(draws);
        doubt.variance[Kind::Chance as usize] = chance;
        doubt.variance[Kind::Parameters as usize] = parameters;
        for (kind, layout) in layouts {
            doubt.variance[*kind as usize] = between_rows(layout);
        }
        doubt
    }

    /// Share of each kind in the whole; nothing where there is no doubt or the kind was not tried.
    pub fn shares(&self) -> [Option<f64>; 4] {
        let whole: f64 = self.variance.iter().flatten().sum();
        self.variance
            .map(|own| own.filter(|_| whole > 0.0).map(|own| own / whole))
    }

    /// The largest kind with its share.
    pub fn largest(&self) -> Option<(Kind, f64)> {
        let shares = Kind::ALL.into_iter().zip(self.shares());
        shares
            .filter_map(|(kind, share)| Some((kind, share?)))
            .max_by(|one, two| one.1.total_cmp(&two.1))
    }

    /// The dominating kind in words.
    pub fn words(&self) -> String {
        match self.largest() {
            None => "no doubt is visible in these runs".to_owned(),
            Some((kind, share)) if share >= 0.5 => format!("mostly {}", kind.words()),
            Some((kind, _)) => format!("no single kind; {} first", kind.words()),
        }
    }
}

fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = values.len().max(1) as f64;
    values.sum::<f64>() / count
}

/// Variance of a sample; nothing of fewer than two.
fn variance(values: &[f64]) -> Option<f64> {
    if values.len() < 2 {
        return None;
    }
    let middle = mean(values.iter().copied());
    let squares: f64 = values.iter().map(|value| (value - middle).powi(2)).sum();
    Some(squares / (values.len() - 1) as f64)
}

/// Components of variance within and between groups of unequal sizes. Nothing within where no group
/// has two members; what is between then holds both. Nothing between where there is one group.
fn within_and_between(groups: &[Vec<f64>]) -> [Option<f64>; 2] {
    let groups: Vec<&Vec<f64>> = groups.iter().filter(|own| !own.is_empty()).collect();
    let count = groups.iter().map(|own| own.len()).sum::<usize>() as f64;
    let freedom = count - groups.len() as f64;
    let own_mean = |own: &[f64]| mean(own.iter().copied());
    let squares = |own: &&Vec<f64>| {
        let middle = own_mean(own);
        own.iter()
            .map(|value| (value - middle).powi(2))
            .sum::<f64>()
    };
    let within = (freedom > 0.0).then(|| groups.iter().map(squares).sum::<f64>() / freedom);
    if groups.len() < 2 {
        return [within, None];
    }
    let whole = groups
        .iter()
        .map(|own| own.iter().sum::<f64>())
        .sum::<f64>()
        / count;
    let between = groups
        .iter()
        .map(|own| own.len() as f64 * (own_mean(own) - whole).powi(2))
        .sum::<f64>();
    let mean_square = between / (groups.len() - 1) as f64;
    let sizes = groups
        .iter()
        .map(|own| (own.len() as f64).powi(2))
        .sum::<f64>();
    let size = (count - sizes / count) / (groups.len() - 1) as f64;
    let between = ((mean_square - within.unwrap_or(0.0)) / size).max(0.0);
    [within, Some(between)]
}

/// Component of variance between the rows of a layout; nothing of fewer than two rows.
fn between_rows(layout: &Layout) -> Option<f64> {
    let columns = layout.first()?.len();
    if layout.len() < 2 || columns == 0 {
        return None;
    }
    let rows: Vec<f64> = layout.iter().map(|row| mean(row.iter().copied())).collect();
    let seen = variance(&rows)?;
    if columns < 2 {
        return Some(seen);
    }
    let column = |number: usize| mean(layout.iter().map(|row| row[number]));
    let columns_means: Vec<f64> = (0..columns).map(column).collect();
    let whole = mean(rows.iter().copied());
    let mut rest = 0.0;
    for (row, row_mean) in layout.iter().zip(&rows) {
        for (value, column_mean) in row.iter().zip(&columns_means) {
            rest += (value - row_mean - column_mean + whole).powi(2);
        }
    }
    let rest = rest / ((layout.len() - 1) * (columns - 1)) as f64;
    Some((seen - rest / columns as f64).max(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::philox;
    use kernel::{Key, Purpose, Week};

    /// Sum of twelve uniform numbers less six: mean 0, variance 1.
    fn normal(entity: u32, index: u32) -> f64 {
        let word = |part: u32| {
            let words = philox::draw(
                Key::from_seed(5),
                entity,
                index,
                Week(part as u16),
                Purpose(1),
            );
            words.map(|word| f64::from(philox::unit(word)))
        };
        (0..3).flat_map(word).sum::<f64>() - 6.0
    }

    fn layout(rows: u32, between: f64, chance: f64) -> Layout {
        let seed = |column: u32| chance * 0.6 * normal(1_000, column);
        let cell = |row: u32, column: u32| {
            let own = between * normal(row, 9_999);
            own + seed(column) + chance * 0.8 * normal(row, column)
        };
        (0..rows)
            .map(|row| (0..40).map(|column| cell(row, column)).collect())
            .collect()
    }

    /// Draws with one or two pairs each, as they are taken in turn.
    fn draws(count: u32, between: f64, chance: f64) -> Vec<Vec<f64>> {
        let pair = |draw: u32, seed: u32| {
            between * normal(draw, 7_777) + chance * normal(50_000 + draw, seed)
        };
        let seeds = |draw: u32| if draw.is_multiple_of(3) { 2 } else { 1 };
        (0..count)
            .map(|draw| (0..seeds(draw)).map(|seed| pair(draw, seed)).collect())
            .collect()
    }

    #[test]
    fn known_shares_come_back() {
        let split = Doubt::split(
            &draws(1_200, 2.0, 1.0),
            &[(Kind::Sources, layout(400, 0.5, 1.0))],
        );
        let [chance, parameters, sources, structure] = split.variance;
        assert!((chance.unwrap() - 1.0).abs() < 0.15, "{chance:?}");
        assert!((parameters.unwrap() - 4.0).abs() < 0.5, "{parameters:?}");
        assert!((sources.unwrap() - 0.25).abs() < 0.06, "{sources:?}");
        assert_eq!(structure, None);
        assert_eq!(split.largest().unwrap().0, Kind::Parameters);
        assert_eq!(split.words(), "mostly unknown parameters");
        assert!((split.shares().into_iter().flatten().sum::<f64>() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn chance_alone_leaves_nothing_between_variants() {
        let between = between_rows(&layout(400, 0.0, 1.0)).unwrap();
        assert!(between < 0.01, "{between}");
    }

    #[test]
    fn equal_numbers_leave_no_doubt() {
        let equal = (Kind::Structure, vec![vec![1.0, 1.0]; 3]);
        let split = Doubt::split(&[vec![1.0, 1.0]], &[equal]);
        assert_eq!(split.largest(), None);
        assert_eq!(split.words(), "no doubt is visible in these runs");
    }

    #[test]
    fn what_was_not_repeated_is_not_told_apart() {
        let of = |groups: &[Vec<f64>]| within_and_between(groups);
        assert_eq!(of(&[vec![1.0, 3.0]]), [Some(2.0), None], "nothing drawn");
        assert_eq!(
            of(&[vec![1.0], vec![3.0]]),
            [None, Some(2.0)],
            "one seed a draw"
        );
        assert_eq!(
            of(&[vec![1.0, 1.0], vec![3.0, 3.0]]),
            [Some(0.0), Some(2.0)]
        );
        assert_eq!(of(&[]), [None, None]);
    }
}
