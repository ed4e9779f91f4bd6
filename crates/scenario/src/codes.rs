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
/// A value has neither a source nor a reason.
pub(crate) const NO_BASIS: &str = "E0211";
/// A value has a source and a reason.
pub(crate) const TWO_BASES: &str = "E0212";
/// An amount has no unit.
pub(crate) const NO_UNIT: &str = "E0213";
/// A unit nobody knows.
pub(crate) const UNKNOWN_UNIT: &str = "E0214";
/// An amount in a unit of another kind than wanted.
pub(crate) const WRONG_UNIT: &str = "E0215";
/// No number and no distribution.
pub(crate) const NO_AMOUNT: &str = "E0216";
/// A distribution that makes no sense.
pub(crate) const BAD_DISTRIBUTION: &str = "E0217";
/// A share outside 0 to 1.
pub(crate) const SHARE_OUTSIDE: &str = "E0218";
/// Shares that should make one do not.
pub(crate) const SHARES_DO_NOT_SUM: &str = "E0219";
/// A value its own prior rules out.
pub(crate) const OUTSIDE_PRIOR: &str = "E0220";
/// A day outside the scenario.
pub(crate) const OUTSIDE_CALENDAR: &str = "E0221";
/// A name that is not declared.
pub(crate) const UNKNOWN_NAME: &str = "E0222";
/// A key that is not dotted lower case.
pub(crate) const BAD_KEY: &str = "E0223";
/// A range that is not two rising numbers.
pub(crate) const BAD_RANGE: &str = "E0224";
/// A number outside its range.
pub(crate) const OUTSIDE_RANGE: &str = "E0225";
/// A timeline that starts late.
pub(crate) const NO_FIRST_STEP: &str = "E0226";
/// Steps of one lever out of date order.
pub(crate) const STEPS_OUT_OF_ORDER: &str = "E0227";
/// More items than bits.
pub(crate) const TOO_MANY_ITEMS: &str = "E0228";
/// A test of prisoners that cannot be read.
pub(crate) const UNKNOWN_CONDITION: &str = "E0229";
/// A format version this program does not read.
pub(crate) const UNKNOWN_FORMAT: &str = "E0230";
/// The calendar is not whole weeks.
pub(crate) const BAD_CALENDAR: &str = "E0231";
/// No such scenario.
pub(crate) const UNKNOWN_SCENARIO: &str = "E0105";
/// A conflict whose parameter lacks a choice.
pub(crate) const SWITCH_WITHOUT_CHOICE: &str = "E0232";
/// A conflict whose default is not one of its claims.
pub(crate) const BAD_CONFLICT: &str = "E0233";
/// No such overlay.
pub(crate) const UNKNOWN_OVERLAY: &str = "E0401";
/// Overlays based on each other in a circle.
pub(crate) const CYCLIC_BASE: &str = "E0402";
/// Too many overlays on each other.
pub(crate) const TOO_DEEP: &str = "E0403";
/// The base is another than the overlay was written for.
pub(crate) const WRONG_BASE: &str = "E0404";
/// What stands in the base is not what the change says.
pub(crate) const WRONG_FROM: &str = "E0405";
/// Two changes of one thing at one time.
pub(crate) const CONTRADICTION: &str = "E0406";
/// A setting of the command line that cannot be read.
pub(crate) const BAD_SETTING: &str = "E0407";
/// A bare number on a lever.
pub(crate) const BARE_NUMBER: &str = "W0408";
