//! Approval of living standards: prospect value of the gap to what one is used to.
//!
//! Value function of Tversky & Kahneman (1992), reference level after Bialer's remark that a
//! comparison with the past heightens approval (seed claim on expectations). The reference level is
//! a byte and the standard of living moves slowly, so the value is looked up, not computed.

use models::reference_dependence::{Prospect, prospect_value};

use crate::parameters::Living;

/// Rows a unit of the standard of living.
const ROWS_PER_UNIT: f32 = 256.0;
/// Highest standard of living in the table, in units of the national mean of 1953.
const LEVEL_MAX: usize = 4;
/// One standard in bytes of aspiration.
pub const ASPIRATION_UNIT: f32 = 128.0;

/// Values by standard of living and aspiration.
#[derive(Debug, Clone)]
pub struct Approval {
    rows: Vec<[f32; 256]>,
}

impl Approval {
    /// Tabulates the value function.
    pub fn new(living: &Living) -> Approval {
        let rows = 0..=(LEVEL_MAX * ROWS_PER_UNIT as usize);
        let shape = Prospect {
            gain_exponent: f64::from(living.value_exponent),
            loss_exponent: f64::from(living.value_exponent),
            loss_aversion: f64::from(living.loss_aversion),
        };
        let row = |index: usize| {
            let level = index as f64 / f64::from(ROWS_PER_UNIT);
            std::array::from_fn(|aspiration| {
                // A reference of nothing would make every gain infinite.
                let reference = aspiration.max(1) as f64 / f64::from(ASPIRATION_UNIT);
                let gap = (level - reference) / reference;
                prospect_value(gap, shape).clamp(-1.0, 1.0) as f32
            })
        };
        Approval {
            rows: rows.map(row).collect(),
        }
    }

    /// Approval by aspiration byte at a standard of living, within -1..=1.
    pub fn at(&self, level: f32) -> &[f32; 256] {
        let row = (level * ROWS_PER_UNIT)
            .round()
            .clamp(0.0, (self.rows.len() - 1) as f32);
        &self.rows[row as usize]
    }
}
