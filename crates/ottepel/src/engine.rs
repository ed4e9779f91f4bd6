//! The engine of ensembles as verbs use it: what was computed before is found among the user's
//! data, and what is being computed is told.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use analysis::ensemble::{Cache, Engine};
use serde_json::json;

use crate::session::Session;

/// Shortest time between two updates.
const BETWEEN_UPDATES: Duration = Duration::from_millis(250);

/// An engine that keeps what it computed among the user's data.
pub fn engine(session: &Session) -> Engine {
    let cache = Cache::on_disk(session.data_home.join("cache"), fingerprint());
    Engine::default()
        .with_cache(cache)
        .with_stop(session.stop.clone())
        .with_threads(session.threads)
}

/// Leaves what an engine holds to the end of the program, when the system takes it back at once:
/// giving it back run by run takes a twentieth of a small question.
pub fn leave(engine: Engine) {
    std::mem::forget(engine);
}

/// Version, size and time of this program: what another one computed is not used.
fn fingerprint() -> String {
    let own = std::env::current_exe().and_then(std::fs::metadata);
    let build = own.map(|own| {
        let written = own.modified().ok();
        let written = written.and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
        format!("{} {}", own.len(), written.map_or(0, |at| at.as_nanos()))
    });
    format!("{} {}", analysis::run::VERSION, build.unwrap_or_default())
}

/// Says how far it is: one line that overwrites itself on a terminal, events for machines.
pub struct Told<'a> {
    session: &'a Session,
    what: String,
    started: Instant,
    said: Mutex<Instant>,
}

impl<'a> Told<'a> {
    /// Starts counting time for a named piece of work.
    pub fn new(session: &'a Session, what: impl Into<String>) -> Self {
        Told {
            session,
            what: what.into(),
            started: Instant::now(),
            said: Mutex::new(Instant::now()),
        }
    }

    /// So many pieces of so many are done.
    pub fn done(&self, done: usize, of: usize) {
        let Ok(mut said) = self.said.lock() else {
            return;
        };
        if done < of && said.elapsed() < BETWEEN_UPDATES {
            return;
        }
        *said = Instant::now();
        let pace = self.started.elapsed().as_secs_f64() / done.max(1) as f64;
        let left = pace * of.saturating_sub(done) as f64;
        let progress = json!({ "what": self.what, "done": done, "of": of, "seconds_left": left });
        self.session.event("progress", progress);
        if self.session.shows_live_line() {
            let what = &self.what;
            eprint!("\r\x1b[2K{what}: {done} of {of} pieces, about {left:.0} s left");
        }
    }

    /// Removes the line.
    pub fn end(&self) {
        if self.session.shows_live_line() {
            eprint!("\r\x1b[2K");
        }
    }
}
