//! Days to weeks and back.

use jiff::ToSpan;
use jiff::civil::Date;
use kernel::Week;
use kernel::time::DAYS_PER_WEEK;

/// The weeks of a scenario or of a run: so many whole weeks from a first day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Calendar {
    /// First day of week 0.
    pub start: Date,
    /// Number of weeks.
    pub weeks: u16,
}

impl Calendar {
    /// The week that holds a day, 0 for days before the first; not bounded by the last week.
    pub fn week_of(&self, day: Date) -> u16 {
        Week::holding((day - self.start).get_days()).0
    }

    /// Weeks up to the end of the one that holds a day, at most all: what a run computes to reach it.
    pub fn weeks_until(&self, day: Date) -> u16 {
        self.week_of(day).saturating_add(1).min(self.weeks)
    }

    /// First day of a week.
    pub fn first_day(&self, week: u16) -> Date {
        self.day(week, 0)
    }

    /// Last day of a week, of which stocks are counted.
    pub fn last_day(&self, week: u16) -> Date {
        self.day(week, DAYS_PER_WEEK - 1)
    }

    /// Day `of_week`, 0 to 6, of a week.
    pub fn day(&self, week: u16, of_week: i32) -> Date {
        let days = Week(week).first_day() + of_week;
        self.start.saturating_add(days.days())
    }

    /// Last day of the last week; the first day where there are no weeks.
    pub fn end(&self) -> Date {
        match self.weeks.checked_sub(1) {
            Some(last) => self.last_day(last),
            None => self.start,
        }
    }

    /// Whether a day lies in one of the weeks.
    pub fn holds(&self, day: Date) -> bool {
        day >= self.start && self.week_of(day) < self.weeks
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const CALENDAR: Calendar = Calendar {
        start: date(1953, 3, 2),
        weeks: 609,
    };

    #[test]
    fn a_week_holds_its_seven_days() {
        for week in [0, 1, 156, 608] {
            let days = [CALENDAR.first_day(week), CALENDAR.last_day(week)];
            assert_eq!(days.map(|day| CALENDAR.week_of(day)), [week; 2]);
            assert_eq!((days[1] - days[0]).get_days(), 6);
        }
    }

    #[test]
    fn days_outside_are_not_held() {
        let (before, after) = (date(1953, 3, 1), CALENDAR.end().tomorrow().expect("a day"));
        assert!(!CALENDAR.holds(before) && !CALENDAR.holds(after));
        assert!(CALENDAR.holds(CALENDAR.start) && CALENDAR.holds(CALENDAR.end()));
        assert_eq!(CALENDAR.week_of(before), 0);
        assert_eq!(CALENDAR.weeks_until(after), 609);
    }

    #[test]
    fn a_run_to_a_day_computes_its_whole_week() {
        assert_eq!(CALENDAR.weeks_until(date(1953, 3, 8)), 1);
        assert_eq!(CALENDAR.weeks_until(date(1953, 3, 9)), 2);
    }
}
