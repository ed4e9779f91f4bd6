//! The setting turned into tables: what is seen, where one can move, and how likely an arrest seems.

use super::super::torus::Sight;
use super::super::{Setting, arrest_probability, grievance, is_active, net_risk, ratio};
use super::REACH;
use super::cell::{ACTIVE, COP, Cell};
use super::window::STRIDE;
use crate::random::Random;

/// Rows that somebody can see.
pub(super) const ROWS: usize = 2 * REACH + 1;
/// Columns that somebody can see, and one that the masks hide.
pub(super) const COLUMNS: usize = 16;
/// Bytes from the first cell seen to the last, rows of a window apart.
pub(super) const SEEN: usize = (ROWS - 1) * STRIDE + COLUMNS;

/// The tables of a run.
pub(super) struct Rules {
    /// Which status bits count in each of the cells around; the own cell and cells out of sight count nothing.
    mask: [[u8; COLUMNS]; ROWS],
    /// The cells seen, as steps through a window.
    offsets: Vec<i32>,
    /// The same, filled up to 256 with further copies as often as they fit and then steps to the own cell (which is
    /// never empty), so that eight random bits choose a step without bias.
    padded: [i32; 256],
    /// Estimated arrest probability by officers and active citizens seen.
    risk: Vec<f64>,
    /// Number of columns of `risk`.
    risk_columns: usize,
    legitimacy: f64,
    threshold: f64,
    longest_term: f64,
}

impl Rules {
    pub(super) fn new(setting: &Setting) -> Rules {
        let offsets: Vec<i32> = setting
            .sight
            .offsets()
            .into_iter()
            .map(|(dx, dy)| dy * STRIDE as i32 + dx)
            .collect();
        let mut padded = [0; 256];
        for copy in padded.chunks_exact_mut(offsets.len()) {
            copy.copy_from_slice(&offsets);
        }
        let seen = offsets.len() as u32;
        let estimate = |cops: u32, actives: u32| {
            arrest_probability(
                setting.arrest_constant,
                ratio(f64::from(cops), f64::from(1 + actives), setting.ratio),
            )
        };
        Rules {
            mask: mask(setting.sight),
            padded,
            offsets,
            risk: (0..=seen)
                .flat_map(|cops| (0..=seen).map(move |actives| estimate(cops, actives)))
                .collect(),
            risk_columns: seen as usize + 1,
            legitimacy: setting.legitimacy,
            threshold: setting.threshold,
            longest_term: setting.longest_term,
        }
    }

    /// Officers and active citizens among the cells around, given from the top left corner of what can be seen.
    ///
    /// The bytes of a column are added up: at most 15 rows, so neither half of a byte overflows.
    #[inline(always)]
    pub(super) fn look(&self, around: &[u8; SEEN]) -> (usize, usize) {
        let mut sums = [0_u8; COLUMNS];
        for (row, mask) in self.mask.iter().enumerate() {
            let cells = &around[row * STRIDE..row * STRIDE + COLUMNS];
            for column in 0..COLUMNS {
                sums[column] = sums[column].wrapping_add(cells[column] & mask[column]);
            }
        }
        let cops: u32 = sums.iter().map(|sum| u32::from(sum >> 4)).sum();
        let actives: u32 = sums.iter().map(|sum| u32::from(sum & 0x0F)).sum();
        (cops as usize, actives as usize)
    }

    /// Whether a citizen's grievance is so small that no perceived risk matters: she stays quiet whatever she sees.
    #[inline(always)]
    pub(super) fn is_content(&self, citizen: Cell) -> bool {
        !is_active(
            grievance(citizen.hardship(), self.legitimacy),
            0.0,
            self.threshold,
        )
    }

    /// Whether a citizen who sees so many officers and active citizens rebels.
    #[inline(always)]
    pub(super) fn rebels(&self, citizen: Cell, cops: usize, actives: usize) -> bool {
        let p = self.risk[cops * self.risk_columns + actives];
        let grievance = grievance(citizen.hardship(), self.legitimacy);
        is_active(
            grievance,
            net_risk(citizen.risk_aversion(), p),
            self.threshold,
        )
    }

    /// The cells seen, as steps through a window.
    pub(super) fn offsets(&self) -> &[i32] {
        &self.offsets
    }

    /// A random step out of those of [`Self::offsets`] that satisfies a condition, or `None` when none does.
    ///
    /// Trial and error is exactly uniform; after many failures the steps are listed, which is uniform too.
    #[inline(always)]
    pub(super) fn choose(
        &self,
        random: &mut Random,
        mut fits: impl FnMut(i32) -> bool,
    ) -> Option<i32> {
        for _ in 0..8 {
            // Eight trials at once, of which the first success counts: one branch instead of eight.
            let bits = random.bits();
            let steps = bits
                .to_le_bytes()
                .map(|byte| self.padded[usize::from(byte)]);
            let successes = (0..8).fold(0_u32, |found, trial| {
                found | u32::from(fits(steps[trial])) << trial
            });
            if successes != 0 {
                return Some(steps[successes.trailing_zeros() as usize]);
            }
        }
        self.choose_from_list(random, &mut fits)
    }

    #[cold]
    fn choose_from_list(
        &self,
        random: &mut Random,
        fits: &mut impl FnMut(i32) -> bool,
    ) -> Option<i32> {
        let fitting: Vec<i32> = self
            .offsets
            .iter()
            .copied()
            .filter(|&step| fits(step))
            .collect();
        (!fitting.is_empty()).then(|| fitting[random.below(fitting.len())])
    }

    /// A random jail term in ticks.
    pub(super) fn term(&self, random: &mut Random) -> u8 {
        (self.longest_term * random.unit()) as u8
    }
}

fn mask(sight: Sight) -> [[u8; COLUMNS]; ROWS] {
    let mut mask = [[0; COLUMNS]; ROWS];
    for (dx, dy) in sight.offsets() {
        let place = |step: i32| (step + REACH as i32) as usize;
        mask[place(dy)][place(dx)] = ACTIVE | COP;
    }
    mask
}
