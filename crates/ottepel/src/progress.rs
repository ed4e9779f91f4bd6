//! What is said while a run computes: one live line on a terminal, a line every tenth elsewhere,
//! events for programs. Watching changes nothing.

use std::io::Write;
use std::time::{Duration, Instant};

use analysis::{Progress, WeekProgress};
use serde_json::json;

use crate::grid::{clipped, grouped};
use crate::session::{Format, Session};

/// Shortest time between two updates of the live line or two events.
const BETWEEN_UPDATES: Duration = Duration::from_millis(100);

/// Talks on stderr (or in events) as far as the session wants.
pub struct Talk<'s> {
    session: &'s Session,
    live: bool,
    started: Instant,
    first_week: Option<u16>,
    last_update: Option<Instant>,
    tenths_said: u16,
}

impl<'s> Talk<'s> {
    /// Starts counting time.
    pub fn new(session: &'s Session) -> Self {
        Self {
            session,
            live: session.shows_live_line(),
            started: Instant::now(),
            first_week: None,
            last_update: None,
            tenths_said: 0,
        }
    }

    /// Removes the live line, so that what follows starts on a clean one.
    pub fn finish(&self) {
        if self.live {
            let _ = write!(std::io::stderr(), "\r\x1b[2K");
        }
    }

    fn is_due(&self) -> bool {
        let waited = self.last_update.map(|last| last.elapsed());
        waited.is_none_or(|waited| waited >= BETWEEN_UPDATES)
    }

    /// Seconds until the last week, from the pace so far.
    fn seconds_left(&self, week: &WeekProgress) -> f64 {
        let first = self.first_week.unwrap_or(week.week);
        let done = f64::from((week.week + 1).saturating_sub(first).max(1));
        let left = f64::from(week.weeks.saturating_sub(week.week));
        self.started.elapsed().as_secs_f64() / done * left
    }

    fn event(&mut self, week: &WeekProgress) {
        let is_last = week.week >= week.weeks;
        if !self.is_due() && !is_last {
            return;
        }
        self.last_update = Some(Instant::now());
        self.session.event(
            "progress",
            json!({
                "week": week.week,
                "weeks": week.weeks,
                "date": week.date.to_string(),
                "people": week.people,
                "heard": week.heard,
                "prisoners": week.prisoners,
                "critics": week.critics,
                "people_weeks_per_second": week.people_weeks_per_second,
                "seconds_left": self.seconds_left(week),
            }),
        );
    }

    fn live_line(&mut self, week: &WeekProgress) {
        if !self.is_due() {
            return;
        }
        self.last_update = Some(Instant::now());
        let line = clipped(&self.line(week), terminal_columns() - 1);
        let mut err = std::io::stderr().lock();
        let _ = write!(err, "\r\x1b[2K{line}");
        let _ = err.flush();
    }

    fn tenth(&mut self, week: &WeekProgress) {
        let tenths = u32::from(week.week) * 10 / u32::from(week.weeks.max(1));
        let tenths = u16::try_from(tenths).unwrap_or(10);
        if tenths > self.tenths_said {
            self.tenths_said = tenths;
            self.session
                .say(&format!("{:>3} %  {}", tenths * 10, self.line(week)));
        }
    }

    fn line(&self, week: &WeekProgress) -> String {
        // What matters most comes first: a narrow terminal cuts the end off.
        format!(
            "{}  {} of {}  {} left  {} people-weeks/s  {} heard, {} in camps, {} critics, {} people",
            week.date,
            week.week,
            week.weeks,
            duration(self.seconds_left(week)),
            millions(week.people_weeks_per_second),
            millions(week.heard),
            millions(week.prisoners),
            millions(week.critics),
            millions(week.people),
        )
    }
}

impl Progress for Talk<'_> {
    fn world_built(&mut self, people: u64, seconds: f64) {
        self.started = Instant::now();
        let people = grouped(people);
        self.session.say(&format!(
            "built the country: {people} agents in {seconds:.1} s"
        ));
    }

    fn week(&mut self, week: &WeekProgress) {
        self.first_week.get_or_insert(week.week);
        match self.session.format {
            Format::Jsonl => self.event(week),
            _ if self.live => self.live_line(week),
            _ => self.tenth(week),
        }
    }
}

/// Columns of the terminal behind stderr.
fn terminal_columns() -> usize {
    let size = terminal_size::terminal_size_of(std::io::stderr());
    size.map_or(80, |(width, _)| usize::from(width.0).max(40))
}

/// `187.9 M`, or the number itself when it is small.
fn millions(number: f64) -> String {
    if number >= 1e6 {
        return format!("{:.1} M", number / 1e6);
    }
    grouped(number.max(0.0) as u64)
}

/// `12 s` or `3 min`.
fn duration(seconds: f64) -> String {
    if seconds < 100.0 {
        return format!("{seconds:.0} s");
    }
    format!("{:.0} min", seconds / 60.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        assert_eq!(millions(187_940_000.0), "187.9 M");
        assert_eq!(millions(12_345.6), "12 345");
        assert_eq!(duration(12.4), "12 s");
        assert_eq!(duration(200.0), "3 min");
    }
}
