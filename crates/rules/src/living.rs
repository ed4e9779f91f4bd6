//! The standard of living: output per head, place, and what food costs in town.
//!
//! Output per head is known by the year and a place lives above or below it by a factor. A step in
//! the price of food lowers the real standard of those who buy it, the townspeople, until prices
//! are what people are used to: in the long run output per head says what there is to eat. The
//! reference that aspirations follow leans on promises by a weight. Our formalisation.

use bytemuck::{Pod, Zeroable};
use models::fear_memory::decay_from_half_life;
use world::{District, Settlement};

use crate::Society;
use crate::parameters::Living;

/// What people are used to paying.
#[derive(Debug, Clone, Copy, PartialEq, Pod, Zeroable)]
#[repr(C)]
pub struct Prices {
    /// Price of food that people count on, in the unit of the lever `prices.food`.
    pub usual: f32,
}

/// Lets people get used to the prices of the week.
pub fn week(society: &mut Society) {
    let years = f64::from(society.parameters.living.price_half_life);
    let weeks = years * f64::from(kernel::time::WEEKS_PER_YEAR);
    let kept = if weeks > 0.0 {
        decay_from_half_life(weeks) as f32
    } else {
        0.0
    };
    let price = society.policy.food_price;
    society.prices.usual = price + (society.prices.usual - price) * kept;
}

/// Factor of a price of food on the standard of living of those who buy it.
pub fn price_factor(living: &Living, price: f32, usual: f32) -> f32 {
    let dearer = price / usual.max(0.01) - 1.0;
    (1.0 - living.food_share * dearer).clamp(0.5, 1.5)
}

impl Society {
    /// Standard of living of a district this week, in units of the national mean of 1953.
    pub fn living_level(&self, district: &District) -> f32 {
        let level = self.plan.living[usize::from(self.week.0)] * district.living_factor;
        match district.settlement {
            Settlement::Village => level,
            Settlement::Town => {
                let (price, usual) = (self.policy.food_price, self.prices.usual);
                level * price_factor(&self.parameters.living, price, usual)
            }
        }
    }

    /// Mean standard of living of the country's adults this week, in units of the national mean of 1953;
    /// 0 while nobody is counted.
    pub fn national_living(&self) -> f32 {
        let (mut sum, mut adults) = (0.0_f64, 0_u64);
        for (part, place) in self.parts.iter().zip(&self.places) {
            let district = &self.world.districts[part.district as usize];
            sum += f64::from(self.living_level(district)) * f64::from(place.adults);
            adults += u64::from(place.adults);
        }
        (sum / adults.max(1) as f64) as f32
    }

    /// The standard of living that aspirations follow: three rival reference points.
    pub(crate) fn reference_level(&self, level: f32) -> f32 {
        let living = &self.parameters.living;
        match living.reference as u8 {
            0 => level * (1.0 + living.promise_weight * self.policy.promises),
            1 => level * (1.0 + self.policy.promises),
            _ => level * living.abroad_level,
        }
    }
}
