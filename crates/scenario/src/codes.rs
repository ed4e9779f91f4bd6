//! Every code a diagnostic can carry.

/// A file is not there.
pub(crate) const MISSING_FILE: &str = "E0101";
/// A file is larger than the limit.
pub(crate) const FILE_TOO_LARGE: &str = "E0102";
/// A file is not text.
pub(crate) const NOT_TEXT: &str = "E0103";
/// The system refuses to read a file.
pub(crate) const UNREADABLE_FILE: &str = "E0104";
/// TOML syntax.
pub(crate) const TOML_SYNTAX: &str = "E0201";
/// A key nobody reads.
pub(crate) const UNKNOWN_KEY: &str = "E0202";
/// A key that must be there.
pub(crate) const MISSING_KEY: &str = "E0203";
/// A value of the wrong type.
pub(crate) const WRONG_TYPE: &str = "E0204";
/// CSV syntax.
pub(crate) const CSV_SYNTAX: &str = "E0301";
/// A table lacks a column.
pub(crate) const MISSING_COLUMN: &str = "E0302";
/// A row has too few or too many cells.
pub(crate) const WRONG_CELL_COUNT: &str = "E0303";
/// A file ends in the middle of a row.
pub(crate) const TRUNCATED: &str = "E0304";
/// A cell that must be filled is empty.
pub(crate) const EMPTY_CELL: &str = "E0305";
/// A cell is not a number.
pub(crate) const NOT_A_NUMBER: &str = "E0306";
/// A cell is not a date.
pub(crate) const NOT_A_DATE: &str = "E0307";
/// A word outside a fixed list.
pub(crate) const UNKNOWN_WORD: &str = "E0308";
/// An id is used twice.
pub(crate) const DUPLICATE_ID: &str = "E0309";
/// A source key the ledger lacks.
pub(crate) const UNKNOWN_SOURCE: &str = "E0310";
/// Parts do not make the whole.
pub(crate) const PARTS_DO_NOT_SUM: &str = "E0311";
/// A range runs backwards.
pub(crate) const RANGE_REVERSED: &str = "E0312";
/// Problems beyond the listed ones.
pub(crate) const MORE_PROBLEMS: &str = "E0313";
