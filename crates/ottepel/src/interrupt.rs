//! Ctrl-C: the first asks the run to stop after its week, the second ends at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::exit::Exit;
use crate::session::Session;

/// From now on Ctrl-C (and a polite kill) sets the session's stop flag.
pub fn listen(session: &Session) {
    let stop = Arc::clone(&session.stop);
    // A second handler cannot be set; that happens only when a chosen verb runs after the first.
    let _ = ctrlc::set_handler(move || signal(&stop));
}

fn signal(stop: &AtomicBool) {
    if stop.swap(true, Ordering::SeqCst) {
        std::process::exit(i32::from(Exit::Interrupted.code()));
    }
    eprintln!("\nstopping after this week; once more ends at once");
}
