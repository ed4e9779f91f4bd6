//! Approval of living standards: prospect value of the gap to what one is used to.
//!
//! Value function of Tversky & Kahneman (1992), reference level after Bialer's remark that a
//! comparison with the past heightens approval (seed claim on expectations). The reference level is
//! a byte and the standard of living moves slowly, so the value is looked up, not computed; it is a
//! byte too, so that a table fits into registers.

use models::reference_dependence::{Prospect, prospect_value};

use crate::parameters::Living;

/// Rows a unit of the standard of living.
const ROWS_PER_UNIT: f32 = 256.0;
/// Highest standard of living in the table, in units of the national mean of 1953.
const LEVEL_MAX: usize = 4;
/// Last row of the table.
const ROWS: usize = LEVEL_MAX * ROWS_PER_UNIT as usize;
/// One standard in bytes of aspiration.
pub const ASPIRATION_UNIT: f32 = 128.0;
/// Rows of the table to one byte of aspiration.
const STEP: usize = (ROWS_PER_UNIT / ASPIRATION_UNIT) as usize;

/// Approval one in the units of the table.
pub const APPROVAL_UNIT: f32 = 127.0;

/// Values by standard of living and aspiration.
#[derive(Debug, Clone)]
pub struct Approval {
    rows: Vec<[i8; 256]>,
}

impl Approval {
    /// Tabulates the value function.
    pub fn new(living: &Living) -> Approval {
        let exponent = f64::from(living.value_exponent);
        let shape = Prospect {
            gain_exponent: exponent,
            loss_exponent: exponent,
            loss_aversion: f64::from(living.loss_aversion),
        };
        // Gains and losses have one exponent, so the value of a quotient, (level - reference) over
        // the reference, is the quotient of two powers: a few thousand of them make the table.
        let highest = STEP * usize::from(u8::MAX);
        let values: Vec<f64> = (0..=highest + ROWS)
            .map(|at| prospect_value(at as f64 - highest as f64, shape))
            .collect();
        let references: [f64; 256] =
            std::array::from_fn(|byte| prospect_value((STEP * byte.max(1)) as f64, shape));
        let row = |row: usize| {
            std::array::from_fn(|byte| {
                // A reference of nothing would make every gain infinite.
                let value = values[highest + row - STEP * byte.max(1)] / references[byte];
                (value.clamp(-1.0, 1.0) * f64::from(APPROVAL_UNIT)).round() as i8
            })
        };
        Approval {
            rows: (0..=ROWS).map(row).collect(),
        }
    }

    /// Approval by aspiration byte at a standard of living, in units of [`APPROVAL_UNIT`], so that
    /// -127 to 127 are -1 to 1.
    pub fn at(&self, level: f32) -> &[i8; 256] {
        &self.rows[row_at(level)]
    }
}

/// The row of the table for a standard of living.
fn row_at(level: f32) -> usize {
    (level * ROWS_PER_UNIT).round().clamp(0.0, ROWS as f32) as usize
}
