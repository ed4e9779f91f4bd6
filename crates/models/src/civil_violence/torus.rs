//! The square grid without edges on which everybody lives, and what can be seen from a cell.

use serde::{Deserialize, Serialize};

/// Which cells somebody sees, her own excluded.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sight {
    /// Cells whose centres are at most this far away (Euclidean distance in cells): the publication's vision.
    Disc(f64),
    /// Cells at most this many steps along the axes away (the ball of the L1 norm): 112 cells at 7.
    Diamond(u32),
}

impl Sight {
    /// The cells seen, as steps to the right and downwards, row by row.
    pub fn offsets(self) -> Vec<(i32, i32)> {
        let reach = self.reach();
        (-reach..=reach)
            .flat_map(|dy| (-reach..=reach).map(move |dx| (dx, dy)))
            .filter(|&(dx, dy)| (dx, dy) != (0, 0) && self.contains(dx, dy))
            .collect()
    }

    /// The largest step along one axis.
    pub fn reach(self) -> i32 {
        match self {
            Sight::Disc(radius) => radius.floor() as i32,
            Sight::Diamond(radius) => radius as i32,
        }
    }

    fn contains(self, dx: i32, dy: i32) -> bool {
        match self {
            Sight::Disc(radius) => f64::from(dx * dx + dy * dy) <= radius * radius,
            Sight::Diamond(radius) => dx.unsigned_abs() + dy.unsigned_abs() <= radius,
        }
    }
}

/// A square torus with one kind of sight; cells are numbered row by row.
#[derive(Clone, Debug)]
pub struct Torus {
    width: usize,
    reach: usize,
    offsets: Vec<(u16, u16)>,
    /// Column (or row) for a coordinate shifted by `reach`, so that looking across the edge needs no division.
    wrapped: Vec<u32>,
}

impl Torus {
    /// A torus of `width` by `width` cells.
    ///
    /// Sight that reaches around the torus sees some cells more than once; callers keep the width above twice the reach.
    pub fn new(width: usize, sight: Sight) -> Torus {
        let reach = sight.reach() as usize;
        let shift = |step: i32| (step + reach as i32) as u16;
        Torus {
            width,
            reach,
            offsets: sight
                .offsets()
                .into_iter()
                .map(|(dx, dy)| (shift(dx), shift(dy)))
                .collect(),
            wrapped: (0..width + 2 * reach)
                .map(|x| ((x + width - reach % width) % width) as u32)
                .collect(),
        }
    }

    /// Number of cells.
    pub fn cells(&self) -> usize {
        self.width * self.width
    }

    /// Number of cells seen from any cell.
    pub fn seen_count(&self) -> usize {
        self.offsets.len()
    }

    /// The cell seen in the given direction, `0..seen_count()`.
    #[inline]
    pub fn seen(&self, cell: usize, direction: usize) -> usize {
        self.at(
            cell % self.width,
            cell / self.width,
            self.offsets[direction],
        )
    }

    /// All cells seen from a cell.
    #[inline]
    pub fn around(&self, cell: usize) -> impl Iterator<Item = usize> {
        let (x, y) = (cell % self.width, cell / self.width);
        self.offsets
            .iter()
            .map(move |&offset| self.at(x, y, offset))
    }

    #[inline]
    fn at(&self, x: usize, y: usize, (dx, dy): (u16, u16)) -> usize {
        let column = self.wrapped[x + usize::from(dx)] as usize;
        let row = self.wrapped[y + usize::from(dy)] as usize;
        row * self.width + column
    }

    /// The largest step along one axis that can be seen.
    pub fn reach(&self) -> usize {
        self.reach
    }
}
