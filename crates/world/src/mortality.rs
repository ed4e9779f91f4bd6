//! The schedule of deaths by age and sex: Gompertz-Makeham with a risk of its own for the first
//! years of life.

use kernel::math;

use crate::inputs::Inputs;

/// Last age of the schedule.
pub(crate) const LAST_AGE: usize = 120;

/// Share who die in a year by age 0..=120, men then women.
///
/// From age 5 the force of mortality is m(a) = c + m70 · exp(b (a − 70)), Gompertz (1825) with
/// Makeham's (1860) constant; the share is 1 − exp(−m). Age counts as in
/// [`crate::Person::age_in`], so the first year of life is on average half a calendar year.
pub(crate) fn schedule(inputs: &Inputs<'_>) -> [Vec<f32>; 2] {
    ["men", "women"].map(|sex| {
        let constant = inputs.value(&format!("mortality.{sex}.constant")) as f32;
        let at_seventy = inputs.value(&format!("mortality.{sex}.at_70")) as f32;
        let slope = inputs.value(&format!("mortality.{sex}.slope")) as f32;
        let infant = inputs.share("mortality.infant") as f32;
        let child = inputs.share("mortality.child") as f32;
        let share = |age: usize| match age {
            0 => infant,
            1..=4 => child,
            _ => {
                let force = constant + at_seventy * math::exp(slope * (age as f32 - 70.0));
                1.0 - math::exp(-force)
            }
        };
        (0..=LAST_AGE).map(share).collect()
    })
}

/// Share of an age that lives through `years` years and a part of another.
pub(crate) fn survival(schedule: &[f32], age: usize, years: f64) -> f64 {
    let risk = |age: usize| f64::from(schedule[age.min(LAST_AGE)]);
    let whole = years.floor();
    let full: f64 = (0..whole as usize)
        .map(|year| 1.0 - risk(age + year))
        .product();
    full * (1.0 - (years - whole) * risk(age + whole as usize))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn survival_multiplies_yearly_shares() {
        let schedule = vec![0.1_f32; LAST_AGE + 1];
        let expected = 0.9_f64 * 0.9 * 0.95;
        assert!((survival(&schedule, 40, 2.5) - expected).abs() < 1e-6);
        assert_eq!(survival(&schedule, 40, 0.0), 1.0);
    }
}
