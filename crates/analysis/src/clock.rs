//! Seconds by phase. The only place where a run looks at a clock; no rule can.

use std::time::Instant;

use store::manifest::PhaseSeconds;

/// Adds up the time of named pieces of work.
#[derive(Debug)]
pub struct Clock {
    started: Instant,
    last: Instant,
    seconds: Vec<PhaseSeconds>,
}

impl Default for Clock {
    fn default() -> Clock {
        let now = Instant::now();
        Clock {
            started: now,
            last: now,
            seconds: Vec::new(),
        }
    }
}

impl Clock {
    /// Continues from what an earlier part of the run took.
    pub fn continuing(seconds: Vec<PhaseSeconds>) -> Clock {
        Clock {
            seconds,
            ..Clock::default()
        }
    }

    /// Books the time since the last call under a name.
    pub fn book(&mut self, phase: &str) {
        let now = Instant::now();
        let spent = (now - self.last).as_secs_f64();
        self.last = now;
        match self.seconds.iter_mut().find(|own| own.phase == phase) {
            Some(own) => own.seconds += spent,
            None => self.seconds.push(PhaseSeconds {
                phase: phase.to_owned(),
                seconds: spent,
            }),
        }
    }

    /// Time of a piece of work so far.
    pub fn of(&self, phase: &str) -> f64 {
        self.seconds
            .iter()
            .find(|own| own.phase == phase)
            .map_or(0.0, |own| own.seconds)
    }

    /// Time of all weekly phases so far.
    pub fn stepping(&self) -> f64 {
        rules::PHASES.iter().map(|phase| self.of(phase.name)).sum()
    }

    /// Seconds since this part of the run began.
    pub fn elapsed(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }

    /// Everything booked.
    pub fn seconds(&self) -> &[PhaseSeconds] {
        &self.seconds
    }
}
