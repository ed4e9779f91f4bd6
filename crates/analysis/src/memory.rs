//! Memory of the machine and of this process, where the system tells.

use std::fs;

fn kibibytes(file: &str, field: &str) -> Option<u64> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(field))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// Largest resident memory of this process so far, bytes; 0 where the system does not tell.
pub fn peak_bytes() -> u64 {
    kibibytes("/proc/self/status", "VmHWM:").unwrap_or(0) * 1024
}

/// Memory that can be had now, bytes; `None` where the system does not tell.
pub fn available_bytes() -> Option<u64> {
    kibibytes("/proc/meminfo", "MemAvailable:").map(|kibibytes| kibibytes * 1024)
}
