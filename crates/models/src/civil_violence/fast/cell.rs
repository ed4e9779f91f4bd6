//! A cell with its person in one 64-bit word.

use super::Counts;

/// A cell: status in the low byte, jail term in the next, then risk aversion and hardship with 24 bits each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell(u64);

/// Status bit of an active citizen; the low half of a status byte sums up to 15 of them.
pub(super) const ACTIVE: u8 = 0x01;
/// Status bit of an officer; the high half of a status byte sums up to 15 of them.
pub(super) const COP: u8 = 0x10;
/// Status bit of anybody.
pub(super) const OCCUPIED: u8 = 0x02;
/// Status bit that turns over each time the person acts.
const TURN: u8 = 0x04;
/// Status bit of a jailed citizen.
const JAILED: u8 = 0x08;

const TERM_SHIFT: u32 = 8;
const TERM: u64 = 0xFF << TERM_SHIFT;
const UNIT: f64 = 1.0 / (1_u64 << 24) as f64;

impl Cell {
    /// Nobody here.
    pub(super) const EMPTY: Cell = Cell(0);

    #[inline(always)]
    pub(super) fn from_word(word: u64) -> Cell {
        Cell(word)
    }

    #[inline(always)]
    pub(super) fn word(self) -> u64 {
        self.0
    }

    /// A quiet citizen with hardship and risk aversion from 48 of the random bits.
    pub(super) fn citizen(bits: u64) -> Cell {
        Cell((bits & !0xFFFF) | u64::from(OCCUPIED))
    }

    /// An officer.
    pub(super) fn cop() -> Cell {
        Cell(u64::from(COP | OCCUPIED))
    }

    #[inline(always)]
    pub(super) fn status(self) -> u8 {
        self.0 as u8
    }

    #[inline(always)]
    pub(super) fn is(self, bits: u8) -> bool {
        self.status() & bits != 0
    }

    /// Whether the person has not acted yet in the tick of this number.
    #[inline(always)]
    pub(super) fn is_due(status: u8, tick: u64) -> bool {
        let turn = if tick.is_multiple_of(2) { 0 } else { TURN };
        status & (OCCUPIED | TURN) == OCCUPIED | turn
    }

    /// The person after acting.
    #[inline(always)]
    pub(super) fn acted(self) -> Cell {
        Cell(self.0 ^ u64::from(TURN))
    }

    /// Hardship, uniform on multiples of 2^-24 in [0, 1).
    #[inline(always)]
    pub(super) fn hardship(self) -> f64 {
        (self.0 >> 40) as f64 * UNIT
    }

    /// Risk aversion, uniform on multiples of 2^-24 in [0, 1).
    #[inline(always)]
    pub(super) fn risk_aversion(self) -> f64 {
        (self.0 >> 16 & 0xFF_FFFF) as f64 * UNIT
    }

    #[inline(always)]
    pub(super) fn with_active(self, active: bool) -> Cell {
        Cell(self.0 & !u64::from(ACTIVE) | u64::from(active))
    }

    #[inline(always)]
    pub(super) fn is_jailed(self) -> bool {
        self.is(JAILED)
    }

    /// The citizen arrested for a term; free at once, but quiet, when the term is 0.
    pub(super) fn arrested(self, term: u8) -> Cell {
        let jailed = if term > 0 { u64::from(JAILED) } else { 0 };
        Cell(self.0 & !(TERM | u64::from(ACTIVE)) | u64::from(term) << TERM_SHIFT | jailed)
    }

    /// The jailed citizen one tick later, released when nothing is left.
    #[inline(always)]
    pub(super) fn served(self) -> Cell {
        let left = self.0 - (1 << TERM_SHIFT);
        let released = if left & TERM == 0 {
            u64::from(JAILED)
        } else {
            0
        };
        Cell(left & !released)
    }

    /// This cell's contribution to the totals.
    pub(super) fn counts(self) -> Counts {
        let cop = self.is(COP);
        Counts {
            citizens: u64::from(self.is(OCCUPIED) && !cop),
            actives: u64::from(self.is(ACTIVE)),
            jailed: u64::from(self.is(JAILED)),
            cops: u64::from(cop),
        }
    }
}
