//! Weeks counted from the first day of a scenario.

/// A week, 0 for the one that starts on the scenario's first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Week(pub u16);

/// Days in a week.
pub const DAYS_PER_WEEK: i32 = 7;

/// Turn of a block among `period` turns, spread evenly and without pattern over any sample.
#[inline(always)]
pub fn turn_of(block: u32, period: u32) -> u32 {
    // Knuth's multiplicative hash: neighbours and every k-th block alike fall on all turns.
    let mixed = block.wrapping_mul(0x9E37_79B1);
    ((u64::from(mixed ^ mixed >> 15) * u64::from(period)) >> 32) as u32
}

/// Weeks in a year of the yearly rules: 52, so that each collective has its turn once in 364 days.
pub const WEEKS_PER_YEAR: u16 = 52;

/// Weeks in a mean year of the calendar, for lengths and rates that sources give in years.
pub const WEEKS_PER_CALENDAR_YEAR: f64 = 365.25 / 7.0;

impl Week {
    /// The week that holds the day `days` after the first day; days before it belong to week 0.
    pub fn holding(days: i32) -> Week {
        let week = days.div_euclid(DAYS_PER_WEEK).clamp(0, i32::from(u16::MAX));
        Week(week as u16)
    }

    /// Days from the scenario's first day to the first day of this week.
    pub fn first_day(self) -> i32 {
        i32::from(self.0) * DAYS_PER_WEEK
    }

    /// The week after this one.
    pub fn next(self) -> Week {
        Week(self.0 + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_are_spread_in_every_sample() {
        for step in [1, 10, 100, 1_000, 10_000] {
            let mut counts = [0_u32; 52];
            for block in 0..5_200 {
                counts[turn_of(step / 2 + block * step, 52) as usize] += 1;
            }
            assert!(
                counts.iter().all(|count| (50..200).contains(count)),
                "{step}: {counts:?}"
            );
        }
    }

    #[test]
    fn days_fall_into_the_week_that_holds_them() {
        assert_eq!(Week::holding(0), Week(0));
        assert_eq!(Week::holding(6), Week(0));
        assert_eq!(Week::holding(7), Week(1));
        assert_eq!(Week::holding(-3), Week(0));
        assert_eq!(Week(608).first_day(), 4256);
    }
}
