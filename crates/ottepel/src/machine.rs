//! What this machine has: cores, memory, vector instructions.

/// Facts a run depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Machine {
    /// Cores this process may use.
    pub cores: usize,
    /// Memory in all and free, bytes; `None` where the system does not say.
    pub memory: Option<Memory>,
    /// Widest vector instructions.
    pub vector: &'static str,
}

/// Memory in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Memory {
    /// All there is.
    pub total: u64,
    /// What a new program can have without driving others out.
    pub available: u64,
}

/// Looks.
pub fn look() -> Machine {
    Machine {
        cores: std::thread::available_parallelism().map_or(1, usize::from),
        memory: std::fs::read_to_string("/proc/meminfo")
            .ok()
            .and_then(|text| memory_in(&text)),
        vector: vector_name(kernel::VectorLevel::detect()),
    }
}

/// The word for a vector level, as in `--vector`.
pub fn vector_name(level: kernel::VectorLevel) -> &'static str {
    match level {
        kernel::VectorLevel::Plain => "plain",
        kernel::VectorLevel::Avx2 => "avx2",
        kernel::VectorLevel::Avx512 => "avx512",
    }
}

fn memory_in(text: &str) -> Option<Memory> {
    let bytes = |name: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(name))?;
        let kib: u64 = line.split_whitespace().next()?.parse().ok()?;
        Some(kib * 1024)
    };
    Some(Memory {
        total: bytes("MemTotal:")?,
        available: bytes("MemAvailable:")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_read_in_bytes() {
        let text = "MemTotal:       24 kB\nMemFree: 1 kB\nMemAvailable:   20 kB\n";
        let memory = memory_in(text).unwrap();
        assert_eq!((memory.total, memory.available), (24_576, 20_480));
        assert_eq!(memory_in("nothing"), None);
    }
}
