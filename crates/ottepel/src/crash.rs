//! A bug is reported to a file on this machine, never by a wall of text and never over a network.

use std::backtrace::Backtrace;
use std::ffi::OsString;
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use crate::exit::Exit;
use crate::problem::Failure;

/// What the last panic said, and where its report was written.
static LAST: Mutex<Option<(String, Option<PathBuf>)>> = Mutex::new(None);

/// From now on a panic writes a report below `data_home` (or the system's temporary folder when
/// that cannot be written) instead of talking to the terminal.
pub fn watch(arguments: &[OsString], data_home: &Path) {
    let command: Vec<String> = arguments
        .iter()
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    let folders = [data_home.join("crashes"), std::env::temp_dir()];
    std::panic::set_hook(Box::new(move |panic| {
        let text = report(panic, &command.join(" "));
        let file = folders.iter().find_map(|folder| write(folder, &text));
        if let Ok(mut last) = LAST.lock() {
            *last = Some((message(panic), file));
        }
    }));
}

/// The failure that stands for the panic that was caught.
pub fn failure() -> Failure {
    let last = LAST.lock().ok().and_then(|mut last| last.take());
    let (message, file) = last.unwrap_or_else(|| ("no message".to_owned(), None));
    let failure = Failure::new("E0999", format!("this is a bug in Ottepel: {message}"));
    let failure = failure.with_exit(Exit::Bug);
    match file {
        Some(file) => failure.in_file(&file).with_help(
            "the file holds what is needed to mend it; runs that were checkpointed continue \
             with `ottepel resume RUN`",
        ),
        None => failure.with_help("no report could be written: both folders refused it"),
    }
}

fn message(panic: &PanicHookInfo<'_>) -> String {
    let text = panic.payload_as_str().unwrap_or("no message").to_owned();
    match panic.location() {
        Some(place) => format!("{text} ({}:{})", place.file(), place.line()),
        None => text,
    }
}

fn report(panic: &PanicHookInfo<'_>, command: &str) -> String {
    format!(
        "Ottepel {version}\ncommand: {command}\nsystem: {system} {machine}\npanic: {message}\n\n{trace}\n",
        version = env!("CARGO_PKG_VERSION"),
        system = std::env::consts::OS,
        machine = std::env::consts::ARCH,
        message = message(panic),
        trace = Backtrace::force_capture(),
    )
}

/// Writes the report under a name that no two processes share.
fn write(folder: &Path, text: &str) -> Option<PathBuf> {
    std::fs::create_dir_all(folder).ok()?;
    let file = folder.join(format!("ottepel-crash-{}.txt", std::process::id()));
    std::fs::write(&file, text).ok()?;
    Some(file)
}
