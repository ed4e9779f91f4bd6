//! Exit codes: part of the compatibility promise, printed by `ottepel help exit-codes`.

/// How a command ended, as the calling shell sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done; for checks and comparisons: holds.
    Done,
    /// Done, but a check failed or an assertion does not hold.
    DoesNotHold,
    /// Usage, configuration, file or schema error; nothing was run.
    Refused,
    /// Partial: cancelled or failed on the way; what is there is valid and marked.
    Partial,
    /// A replay or verification differs.
    NotReproduced,
    /// The question cannot be answered by this model.
    OutOfScope,
    /// Internal error, with a report file.
    Bug,
    /// Interrupted; state saved.
    Interrupted,
}

/// Every exit in the order of its code, with what it means.
pub const EXITS: [(Exit, &str); 8] = [
    (Exit::Done, "done; for check, verify and replay: it holds"),
    (
        Exit::DoesNotHold,
        "done, but a check failed or a case does not hold",
    ),
    (
        Exit::Refused,
        "usage, configuration, file or schema error; nothing was run",
    ),
    (
        Exit::Partial,
        "partial: stopped on the way; what is there is valid and marked",
    ),
    (
        Exit::NotReproduced,
        "not reproduced: a replay differs from its run",
    ),
    (
        Exit::OutOfScope,
        "outside scope: this model cannot answer the question",
    ),
    (Exit::Bug, "internal error; the message names a report file"),
    (
        Exit::Interrupted,
        "interrupted; the state is saved and `ottepel resume` goes on",
    ),
];

impl Exit {
    /// The number the shell sees.
    pub fn code(self) -> u8 {
        match self {
            Exit::Done => 0,
            Exit::DoesNotHold => 1,
            Exit::Refused => 2,
            Exit::Partial => 3,
            Exit::NotReproduced => 4,
            Exit::OutOfScope => 5,
            Exit::Bug => 101,
            Exit::Interrupted => 130,
        }
    }
}
